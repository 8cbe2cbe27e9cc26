"""The earlier year of a batch: read under this questionnaire, and found again by id, else by file name."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import IO, Any

from silk_assess import exit_codes
from silk_assess.batch.outcome import Outcome, Task
from silk_assess.batch.request import Request
from silk_assess.batch.score_table import Column
from silk_assess.batch.summary import Ids
from silk_assess.batch.workers import Workers
from silk_assess.exact import decimal
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import encodings, inputs
from silk_assess.portfolio.movement import Earlier, Key, Past, figures, key_of
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.mapping import TableMapping

_POINTS = ("points", "low", "high")


@dataclass
class LookedBack:
    """The organisations of the earlier year, and the faults of those that could not be scored."""

    past: Past = field(default_factory=Past)
    faults: list[Fault] = field(default_factory=list)
    left_out: int = 0


def check_before(request: Request) -> None:
    """See that the earlier year is another one than this.

    Raises SilkError with code "usage".
    """
    if request.before is None:
        return
    place = os.path.realpath(request.before)
    if any(name != inputs.STDIN and os.path.realpath(name) == place for name in request.inputs):
        says = f"{request.before} is named for both years"
        raise SilkError(Fault(("batch",), says, "Name the earlier one with --before.", Code.USAGE))


def looked_back(
    request: Request, tree: Tree, mapping: TableMapping | None, number: int, stdin: IO[bytes]
) -> LookedBack:
    """Read and score the earlier year, as this one is read; `number` processes do it.

    Raises SilkError with code "unreadable" where there is nothing in it.
    """
    assert request.before is not None
    encoding = None if request.encoding is None else encodings.named(request.encoding)
    ways, links = inputs.Ways(request.extra, encoding, mapping), inputs.Links(request.follow_links)
    found, ids = LookedBack(), Ids()
    units = inputs.units((request.before,), tree, ways, stdin, links)
    with Workers(Task(tree, (), False), number) as workers:
        for one in workers.each(units):
            twice = None if one.is_blank else ids.twice(one.file, one.line, one.id, one.sheet)
            faults = (*one.faults, *(() if twice is None else (twice,)))
            found.faults += faults
            found.left_out += bool(faults)
            if one.member is not None and not faults:
                found.past.add(one.member, key(one, (request.before,)))
    if not found.past.number and found.faults and all(one.code in exit_codes.OF_FILES for one in found.faults):
        raise SilkError(*found.faults)
    if not found.past.number and not found.faults:
        says = f"There are no answers in {request.before}"
        do = "--before names the answers of the earlier year: a folder, a file or a table."
        raise SilkError(Fault((request.before,), says, do, Code.UNREADABLE))
    return found


def key(one: Outcome, named: Sequence[str]) -> Key | None:
    """Give by what an organisation is found in the other year: its id, else its file below what was named."""
    return key_of(one.id, _below(one.file, named) if one.kind == "file" else "")


def _below(file: str, named: Sequence[str]) -> str:
    """Name a file as it stands in the folder that was named; a file that was named itself by its name alone."""
    place = PurePath(file)
    for folder in named:
        if place != PurePath(folder) and place.is_relative_to(folder):
            return place.relative_to(folder).as_posix()
    return place.name


# What scores.csv and scores.xlsx tell of it


def columns(tree: Tree) -> list[Column]:
    """List the columns that tell of the earlier year: level, the whole and its sections, and the level’s change."""
    names = ["before.level_low", "before.level_point", "before.level_high"]
    names += [f"before.{id}.{key}" for id in figures(None, tree) for key in _POINTS]
    return [(name, ()) for name in (*names, "level_change")]


def cells(before: Earlier | None, level: tuple[int, int, int] | None, tree: Tree) -> dict[str, Any]:
    """Give what stands in these columns for an organisation, by their names; nothing where there is no earlier year."""
    numbers: list[Any] = list((None,) * 3 if before is None or before.level is None else before.level)
    for reach in figures(before, tree).values():
        ends = (None, None, None) if reach is None else (reach.point, reach.low, reach.high)
        numbers += [None if size is None else Decimal(decimal(size)) for size in ends]
    moved = None if before is None or before.level is None or level is None else level[1] - before.level[1]
    return {name: value for (name, _), value in zip(columns(tree), (*numbers, moved), strict=True)}


def as_data(found: LookedBack, name: str, only_now: int) -> Mapping[str, Any]:
    """Lay out for run.json how the two years were joined."""
    return {
        "input": name,
        "organisations": found.past.number + found.left_out,
        "scored": found.past.number,
        "in_both_years": found.past.joined,
        "only_before": found.past.left,
        "only_now": only_now,
    }
