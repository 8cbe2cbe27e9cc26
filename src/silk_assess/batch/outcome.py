"""What becomes of one unit: what is written of an organisation that was scored, or the faults of one that was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from silk_assess import escape
from silk_assess.advice.findings import findings
from silk_assess.batch import score_table
from silk_assess.batch.sample import kept_of
from silk_assess.batch.score_table import Column
from silk_assess.faults import Fault
from silk_assess.files import inputs
from silk_assess.files.folders import AnswerFile
from silk_assess.files.inputs import FaultyHeader, JsonLine, TableBlock, TableRow, Unit, Unreadable
from silk_assess.files.tables import Entry
from silk_assess.portfolio.member import Member, member_of, scored_of
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.render import draw
from silk_assess.report.result import Source, dumps, result, scored
from silk_assess.scoring.assess import assess
from silk_assess.tables.cells import Seen
from silk_assess.tables.reading import has_evidence

Kind = Literal["file", "row", "line", "input", "header"]
_KINDS: Final[Mapping[type[Unit], Kind]] = {
    AnswerFile: "file",
    TableRow: "row",
    TableBlock: "row",
    JsonLine: "line",
    Unreadable: "input",
    FaultyHeader: "header",
}


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made of each unit."""

    tree: Tree
    columns: Sequence[Column]
    reports: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a unit: `faults`, or the texts to be written and a member of the portfolio.

    `scores` is a line of scores.csv without its end and without what is carried along; an
    `is_held` row is sound itself and was not scored, nor were those that are `waiting` for their
    table. One that `is_blank` answers nothing, and `called` is what stands in it. `seen` tells
    how cells of a table were read. `result` is empty where it is not explained; `kept` are then its
    answers, if it may be later.
    """

    kind: Kind
    file: str
    line: int
    id: str
    faults: tuple[Fault, ...] = ()
    is_held: bool = False
    sheet: str = ""
    waiting: int = 0
    is_blank: bool = False
    called: str = ""
    seen: frozenset[tuple[int, Seen]] = frozenset()
    scores: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    result: str = ""
    member: Member | None = None
    report: str = ""
    kept: bytes = b""


def outcome_of(unit: Unit, task: Task, explains: bool = True, keeps: bool = False) -> Outcome:
    """Read and score one unit, and explain it if asked to. The same unit always gives the same."""
    read = inputs.read(unit, task.tree)
    if (out := left_out(unit, read)) is not None:
        return out
    assessment = assess(task.tree, read.answers)
    row = str(read.line) if read.line else ""
    names = map(escape.csv_cell, (read.answers.name or "", read.file, read.sheet))
    where = [escape.csv_first_cell(read.id), *names, row]
    # Where nobody could name evidence, its share says nothing.
    has_place = not isinstance(unit, TableRow) or has_evidence(unit.layout)
    place = f"{read.file}:{read.line}" if read.line else read.file
    if explains:
        advice = findings(assessment)
        told = result(assessment, advice, Source(read.file, read.sheet, read.line, read.id), read.extra or None)
        member = member_of(assessment, place, read.extra, read.id, advice, has_place)
    else:
        told = scored(assessment)
        member = scored_of(assessment, place, read.extra, read.id, None, has_place)
    return Outcome(
        _KINDS[type(unit)],
        read.file,
        read.line,
        read.id,
        sheet=read.sheet,
        seen=read.seen,
        scores=escape.csv_line([*where, *score_table.cells(task.columns, told)]).removesuffix("\n"),
        extra=read.extra or {},
        result=dumps(told) + "\n" if explains else "",
        member=member,
        report=draw(assessment, "html") if task.reports else "",
        kept=kept_of(read.answers) if keeps and not explains else b"",
    )


def left_out(unit: Unit, read: Entry) -> Outcome | None:
    """Say what became of a unit that is not scored, since it is faulty, held back or blank; None of one that is."""
    kind, is_held = _KINDS[type(unit)], isinstance(unit, TableRow) and unit.held
    waiting = unit.waiting if isinstance(unit, FaultyHeader) else 0
    if not (read.faults or is_held or read.is_blank):
        return None
    return Outcome(
        kind,
        read.file,
        read.line,
        read.id,
        read.faults,
        is_held and not read.is_blank,
        read.sheet,
        waiting,
        read.is_blank,
        read.called,
    )
