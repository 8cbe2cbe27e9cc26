"""Many organisations at once: folders, tables and lines become scores, results, a portfolio and a list of faults."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from silk_assess import __version__, bundled, exit_codes
from silk_assess.batch import score_table
from silk_assess.batch.outcome import Kind, Outcome, Task
from silk_assess.batch.output import BENCHMARK, ERRORS, PORTFOLIO, REPORTS, RESULTS, RUN, SCORES, Output, is_ours
from silk_assess.batch.workers import Workers
from silk_assess.faults import Code, Fault, Place, SilkError, did_you_mean, quoted
from silk_assess.files import answer_files, atomic_folder, inputs, questionnaires
from silk_assess.files.forecast import Forecast, foresee
from silk_assess.portfolio import benchmark
from silk_assess.portfolio.member import Member
from silk_assess.portfolio.organisations import Roll
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.portfolio.draw import draw
from silk_assess.report.portfolio.view import overview
from silk_assess.wording.numbers import count

# Below this there is too little to do for a second process.
_ENOUGH: Final = 48
_WORKERS: Final = 2
# What is left out of these is an organisation; of the others nobody knows how many it held.
ORGANISATIONS: Final[tuple[Kind, ...]] = ("file", "row", "line")
# Faults that are told on the screen; all of them stand in errors.jsonl.
TOLD: Final = 10
# Where an id stands is one number: its line, and below that so many bits for its file.
_FILE_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: inputs as typed, and the options of the command."""

    inputs: tuple[str, ...]
    folder: Path
    pack: str | None = None
    short: bool = False
    keep: bool = False
    by: str | None = None
    reports: bool = False
    force: bool = False
    workers: int | None = None
    follow_links: bool = False


@dataclass(slots=True)
class Summary:
    """How a batch went.

    `left_out` counts what had faults, `held` the sound rows of tables whose first line has;
    `levels` and `firm` count organisations by their level as answered. `told` are the first
    faults, of `faults` in all. `links` stand in folders and were not followed.
    """

    tree: Tree
    folder: str
    scored: int = 0
    left_out: Counter[Kind] = field(default_factory=Counter)
    held: int = 0
    levels: Counter[int] = field(default_factory=Counter)
    firm: Counter[int] = field(default_factory=Counter)
    faults: int = 0
    told: list[Fault] = field(default_factory=list)
    files: tuple[str, ...] = ()
    reports: int = 0
    aside: tuple[Path, ...] = ()
    links: list[str] = field(default_factory=list)

    @property
    def organisations(self) -> int:
        """How many organisations there were, as far as they could be told apart."""
        return self.scored + self.held + sum(self.left_out[kind] for kind in ORGANISATIONS)


Progress = Callable[[int, Forecast, Tree], None]


def score_all(request: Request, stdin: IO[bytes], progress: Progress) -> Summary:
    """Score all that is given into a new folder, whole or not at all.

    `progress` is told now and then how many are done. Raises SilkError where nothing can be
    done: no input, a faulty questionnaire, a folder that may not be written.
    """
    atomic_folder.check_target(request.folder, request.force)
    _check_apart(request)
    tree = questionnaires.load_pack(questionnaires.find_pack(request.pack or _questionnaire_of(request)))
    _check_field_known(request, tree)
    forecast = foresee(request.inputs, request.follow_links)
    task = Task(tree, score_table.columns_of(tree, request.short), request.reports)
    links = inputs.Links(request.follow_links)
    units = inputs.units(request.inputs, tree, request.keep, stdin, links)
    with (
        Workers(task, _workers(request, forecast)) as workers,
        atomic_folder.write_folder(request.folder, request.force, is_ours) as fresh,
        Output(fresh.place, task.columns, request.reports) as output,
    ):
        summary, roll = _collected(workers.each(units), output, tree, request, forecast, progress)
        summary.links = links.left_out
        _check_found(request, summary)
        _check_field_found(request, roll)
        output.finish(_run(request, summary), _drawn(request, summary, roll))
    summary.aside = tuple(fresh.aside)
    return summary


# Before


def _check_apart(request: Request) -> None:
    """See that the new folder does not stand in the place of what is read.

    Raises SilkError with code "unwritable".
    """
    target = Path(os.path.realpath(request.folder))
    for name in request.inputs:
        place = Path(os.path.realpath(name))
        if name != inputs.STDIN and (place == target or target in place.parents):
            says = f"{name} is to be read, and stands inside {request.folder}, which would be written anew"
            raise SilkError(Fault((str(request.folder),), says, "Name another folder with -o.", Code.UNWRITABLE))


def _questionnaire_of(request: Request) -> str:
    """Choose the questionnaire: the shipped one that the first answer file names, else the first one shipped."""
    shipped = bundled.packs()
    found = (one for name in request.inputs for one in inputs.answer_files(name, request.follow_links))
    first = next((one.file for one in found), None)
    if first is not None:
        try:
            named = answer_files.questionnaire_of(Path(first))
        except SilkError:
            named = ""
        if named in shipped:
            return named
    return shipped[0]


def _check_field_known(request: Request, tree: Tree) -> None:
    """See that the field to group by may be there.

    Raises SilkError with code "usage".
    """
    profile = [one.id for one in tree.profile]
    if request.by is None or request.keep or request.by in profile:
        return
    do = did_you_mean(request.by, profile, "To group by a column of a table, add --extra keep.")
    raise SilkError(Fault(("batch",), f"--by {request.by}: there is no such field in the profile", do, Code.USAGE))


def _workers(request: Request, forecast: Forecast) -> int:
    if request.workers is not None:
        return request.workers
    is_enough = forecast.is_open or forecast.total >= (_ENOUGH if not request.reports else _ENOUGH // 8)
    return min(_WORKERS, os.cpu_count() or 1) if is_enough else 1


# While


def _collected(
    stream: Iterator[Outcome], output: Output, tree: Tree, request: Request, forecast: Forecast, progress: Progress
) -> tuple[Summary, Roll]:
    """Write what comes, and keep what the portfolio needs."""
    summary = Summary(tree, str(request.folder))
    roll, ids = Roll(tree, request.by), _Ids()
    for one in stream:
        faults = one.faults
        before = ids.before(one)
        if before is not None:
            faults = (*faults, _twice(one, *before))
        for fault in faults:
            output.add_fault(fault)
        summary.faults += len(faults)
        summary.told += faults[: TOLD - len(summary.told)]
        if faults:
            summary.left_out[one.kind] += 1
        elif one.member is None:
            summary.held += one.is_held
        else:
            output.add(one)
            roll.add(one.member)
            _count(summary, one.member)
        progress(summary.organisations, forecast, tree)
    return summary, roll


class _Ids:
    """Where each id stands first: one number for each, since there may be very many."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._places: dict[str, int] = {}

    def before(self, one: Outcome) -> tuple[str, int] | None:
        """Give the file and line where somebody else has the same id; None where nobody has, or it has none."""
        if not one.id:
            return None
        here = one.line << _FILE_BITS | self._files.setdefault(one.file, len(self._files))
        first = self._places.setdefault(one.id, here)
        if first == here:
            return None
        line, file = divmod(first, 1 << _FILE_BITS)
        return list(self._files)[file], line


def _twice(one: Outcome, file: str, line: int) -> Fault:
    spot = f"row {line}" if file == one.file else f"{file}, row {line},"
    says = f"the id {quoted(one.id)} stands in {spot} too"
    return Fault((one.file,), says, "Give each organisation its own.", Code.ID, where=Place(one.file, one.line))


def _count(summary: Summary, member: Member) -> None:
    summary.scored += 1
    if member.level is not None:
        low, point, high = member.level
        summary.levels[point] += 1
        summary.firm[point] += low == high


# After


def _check_found(request: Request, summary: Summary) -> None:
    """See that there was anything at all to score.

    Raises SilkError with the faults of inputs that cannot be read.
    """
    told = summary.told
    if (
        summary.scored
        or summary.held
        or summary.faults > len(told)
        or any(one.code not in exit_codes.OF_FILES for one in told)
    ):
        return
    if told:
        raise SilkError(*told)
    says = f"There are no answers in {', '.join(request.inputs)}"
    if summary.links:
        says += f", only {count(len(summary.links), 'link')}"
        raise SilkError(Fault((request.inputs[0],), says, "Links are followed with --follow-links.", Code.UNREADABLE))
    do = "A folder is searched for answer files (.yaml); name tables (.csv) and lines of JSON (.jsonl) one by one."
    raise SilkError(Fault((request.inputs[0],), says, do, Code.UNREADABLE))


def _check_field_found(request: Request, roll: Roll) -> None:
    if request.by is None or request.by in roll.tree.asked or not len(roll) or request.by in roll.carried:
        return
    known = [*(one.id for one in roll.tree.profile), *roll.carried]
    says = f"--by {request.by}: there is no such field or column"
    raise SilkError(Fault(("batch",), says, did_you_mean(request.by, known), Code.USAGE))


def _drawn(request: Request, summary: Summary, roll: Roll) -> dict[str, bytes]:
    view = overview(roll, sum(summary.left_out.values()) + summary.held)
    html, text = draw(view, "html"), draw(view, "md")
    drawn = {PORTFOLIO[0]: html.encode(), PORTFOLIO[1]: text.encode()}
    found = benchmark.benchmark_of(roll)
    if found is not None:
        drawn[BENCHMARK] = benchmark.written(found).encode()
    more = [*([BENCHMARK] if found is not None else []), *([REPORTS] if request.reports else [])]
    summary.files = (*PORTFOLIO, SCORES, RESULTS, ERRORS, *more, RUN)
    summary.reports = summary.scored if request.reports else 0
    return drawn


def _run(request: Request, summary: Summary) -> dict[str, Any]:
    pack = summary.tree.pack
    return {
        "program": {"name": "silk-assess", "version": __version__},
        "questionnaire": {"id": pack.head.id, "version": pack.head.version, "fingerprint": pack.fingerprint},
        "organisations": summary.organisations,
        "scored": summary.scored,
        "left_out": summary.organisations - summary.scored,
        "faults": summary.faults,
        "columns": "short" if request.short else "all",
        "by": request.by,
        "links_left_out": summary.links,
    }
