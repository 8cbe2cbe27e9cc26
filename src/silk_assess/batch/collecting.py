"""Collects what became of each organisation: writes it, counts it, and keeps what the portfolio tells of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from silk_assess.batch import before
from silk_assess.batch.lots import Lot, dealt
from silk_assess.batch.outcome import Outcome
from silk_assess.batch.output import Output
from silk_assess.batch.request import Request
from silk_assess.batch.sample import Kept, KeptRow, Sample
from silk_assess.batch.summary import Ids, Summary
from silk_assess.batch.workers import Workers
from silk_assess.faults import Fault
from silk_assess.files.forecast import Forecast
from silk_assess.files.inputs import Unit
from silk_assess.portfolio.member import Member
from silk_assess.portfolio.movement import Movement
from silk_assess.portfolio.organisations import Roll
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.reading import Reading

if TYPE_CHECKING:
    from silk_assess.batch.scored_rows import ScoredRows

Progress = Callable[[int, Forecast, Tree], None]


class Collecting:
    """Writes what comes, and keeps what the portfolio needs; with an earlier year it looks each one up there."""

    def __init__(self, output: Output, tree: Tree, request: Request, moved: Movement | None, sample: Sample) -> None:
        self._output, self._tree, self._request, self._moved = output, tree, request, moved
        self._sample = sample
        self._summary = Summary(tree, str(request.folder))
        self._roll, self._ids = Roll(tree, request.by), Ids()

    def note(self, fault: Fault) -> None:
        """Write a fault of the earlier year."""
        self._summary.note(fault)
        self._output.add_fault(fault)

    def all_of(
        self,
        workers: Workers,
        units: Iterator[Unit],
        forecast: Forecast,
        progress: Progress,
        readings: list[Reading],
        by_columns: bool = False,
    ) -> tuple[Summary, Roll]:
        """Have all done, by columns where that is allowed, and collect what comes; `readings` grow while it does."""
        summary, request = self._summary, self._request
        summary.readings = readings
        for lot, found in workers.lots(dealt(units, self._sample, request.results or request.xlsx, by_columns)):
            if lot.at_once:
                self._take_many(lot, found[0])
                progress(summary.organisations, forecast, self._tree)
                continue
            for number, one in zip(lot.numbers(), found, strict=True):
                self._take(number, one)
                progress(summary.organisations, forecast, self._tree)
        for told in (*self._sample.done(), *workers.explained(self._sample.waiting())):
            self._roll.explain(told)
        summary.is_many, summary.explained = self._sample.is_many, self._roll.explained
        return summary, self._roll

    def _take(self, number: int, one: Outcome) -> None:
        """Write what became of one organisation, or its faults, and keep what the portfolio tells of it."""
        faults = self._summary.take(one, self._request, self._ids)
        for fault in faults:
            self._output.add_fault(fault)
        if one.member is None or faults:
            return
        report = self._output.add(one, self._before(one, one.member))
        self._roll.add(replace(one.member, explained=None), report)
        if one.member.explained is not None:
            self._sample.add(number, one.member.explained)
        elif one.kept:
            self._sample.add(number, one.kept)

    def _before(self, one: Outcome, member: Member) -> Mapping[str, Any]:
        """Give what stands in the columns of the earlier year."""
        if self._moved is None:
            return {}
        found = self._moved.add(member, before.key(one, self._request.inputs))
        return before.cells(found, member.level, self._tree)

    # Many at once

    def _take_many(self, lot: Lot, many: ScoredRows) -> None:
        """Take a lot in its order: those that were scored by columns, and the others one by one."""
        start, places = 0, many.whence.places
        file = "" if lot.block is None else lot.block.layout.file
        self._summary.take_many(file, len(places), many.seen)
        for place, one in many.others:
            end = int(places.searchsorted(place))
            self._keep_many(lot, many, start, end)
            self._take(lot.first + place, one)
            start = end
        self._keep_many(lot, many, start, len(places))

    def _keep_many(self, lot: Lot, many: ScoredRows, start: int, end: int) -> None:
        """Write those that stand behind each other, but those whose id stands before."""
        kept, whence = [], many.whence
        for i in range(start, end):
            id = whence.ids[i]
            twice = self._ids.twice(whence.files[i], int(whence.rows[i]), id) if id else None
            if twice is None:
                kept.append(i)
            else:
                self._summary.leave_twice(twice)
                self._output.add_fault(twice)
        if not kept:
            return
        carried = {name: [texts[i] for i in kept] for name, texts in many.extra.items()}
        self._output.add_lines([many.lines[i] for i in kept], carried)
        rows = many.taken(kept)
        self._summary.count(rows.levels)
        self._roll.add_many(rows)
        for i, number in zip(kept, (lot.first + whence.places[kept]).tolist(), strict=True):
            if self._sample.may_hold(number):
                self._sample.add(number, _kept(lot, many, i))


def _kept(lot: Lot, many: ScoredRows, i: int) -> Kept:
    """Keep what is read of one to explain it."""
    if lot.block is None or many.spans is None:
        return many.kept[i]
    start, end = many.spans[i].tolist()
    return KeptRow(lot.block.layout, many.odd[i] if i in many.odd else lot.block.block.data[start:end])
