"""How a batch went: what was scored, what was left out and why, and how tables were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from silk_assess.batch.outcome import Kind, Outcome
from silk_assess.batch.request import Request, again
from silk_assess.faults import Code, Fault, Place, quoted
from silk_assess.portfolio.movement import Movement
from silk_assess.portfolio.organisations import LevelReach
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables import column_faults
from silk_assess.tables.cells import Seen
from silk_assess.tables.reading import MOST_NAMED, Reading, coverage
from silk_assess.wording.reading import blank_files, rests_on

# What is left out of these is an organisation; of the others nobody knows how many it held.
ORGANISATIONS: Final[tuple[Kind, ...]] = ("file", "row", "line")
# Faults that are told on the screen, and of one kind in one column; all of them stand in errors.jsonl.
TOLD: Final = 10
ALIKE: Final = 3
# Where an id stands is one number: its line, and below that so many bits for its file.
_FILE_BITS: Final = 32
# A fault's file, its column and its code: many of these in a table are one matter.
Alike = tuple[str, int, Code]


@dataclass(slots=True)
class Summary:
    """How a batch went.

    `left_out` counts what had faults, `held` the sound rows of tables whose first line has;
    `levels` and `firm` count organisations by their level as answered. `told` are the first
    faults, of `faults` in all; of those of one kind in one column three are told, and `alike` counts
    the others. `readings` say how tables were read; `blanks` are the first of `blank` answer files
    and lines without an answer. `links` stand in folders and were not followed, `others` are no answers,
    `voices` no organisations. `moved` is how organisations moved since an earlier year. `no_workbook`
    says why there is no scores.xlsx: a package is missing, or there are many. `is_many` where there are
    more than are explained unasked, `explained` how many are. `not_written` are the files that are
    therefore left out, each with the option that gets it, and `again` the words of the command that gets all.
    `by_columns` where any rows were scored so.
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
    alike: Counter[Alike] = field(default_factory=Counter)
    readings: list[Reading] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)
    blank: int = 0
    files: tuple[str, ...] = ()
    reports: int = 0
    aside: tuple[Path, ...] = ()
    links: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    only_tables: bool = True
    no_workbook: str = ""
    is_many: bool = False
    explained: int = 0
    not_written: dict[str, str] = field(default_factory=dict)
    again: tuple[str, ...] = ()
    by_columns: bool = False
    moved: Movement | None = None

    @property
    def organisations(self) -> int:
        """How many organisations there were, as far as they could be told apart."""
        return self.scored + self.held + sum(self.left_out[kind] for kind in ORGANISATIONS)

    @property
    def rests_on(self) -> list[str]:
        """Say what the figures from tables rest on."""
        is_alone = len(self.readings) == 1 and not any(self.left_out[kind] for kind in ("file", "line", "input"))
        said = rests_on(self.readings, self.tree, is_alone and self.only_tables)
        blank = blank_files(self.blanks, self.blank)
        return [*said, *([blank] if blank else [])]

    @property
    def is_waiting(self) -> bool:
        """Say whether all that was not scored waits for the columns of one table."""
        return not self.scored and self.held > 0 and not any(self.left_out[kind] for kind in ORGANISATIONS)

    def take(self, one: Outcome, request: Request, ids: Ids) -> tuple[Fault, ...]:
        """Count what became of one unit, and give its faults."""
        reading = reading_of(one.kind, one.file, one.sheet, self.readings)
        self.only_tables = self.only_tables and (reading is not None or one.kind in ("header", "input"))
        if one.is_blank:
            _leave(one, reading, self)
            return ()
        faults = tuple(_with_command(fault, request, reading, self.tree) for fault in one.faults)
        twice = ids.twice(one.file, one.line, one.id, one.sheet)
        faults = faults if twice is None else (*faults, twice)
        self.faults += len(faults)
        for fault in faults:
            _tell(fault, self)
        if reading is not None:
            reading.rows += one.kind == "row"
            reading.note(one.seen)
        if faults:
            self.left_out[one.kind] += 1
            self.held += one.waiting
        elif one.member is None:
            self.held += one.is_held
        else:
            self._count(one.member.level)
        return faults

    def note(self, fault: Fault) -> None:
        """Count a fault of the earlier year, and keep it for the screen if it is one of the first."""
        self.faults += 1
        _tell(fault, self)

    def take_many(self, file: str, rows: int, seen: Iterable[tuple[int, Seen]]) -> None:
        """Note that some were scored by columns, and how the cells of so many rows of a table were read."""
        self.by_columns = True
        reading = reading_of("row", file, "", self.readings) if file else None
        if reading is None:
            self.only_tables = False
            return
        reading.rows += rows
        reading.note(seen)

    def count(self, levels: Iterable[LevelReach | None]) -> None:
        """Count rows that were scored by columns."""
        for level in levels:
            self._count(level)

    def leave_twice(self, fault: Fault) -> None:
        """Count a row that was scored by columns, and whose id stands before."""
        self.note(fault)
        self.left_out["row"] += 1

    def _count(self, level: LevelReach | None) -> None:
        self.scored += 1
        if level is not None:
            low, point, high = level
            self.levels[point] += 1
            self.firm[point] += low == high


def reading_of(kind: str, file: str, sheet: str, readings: Sequence[Reading]) -> Reading | None:
    """Find how the table was read that a row, or a header, is of."""
    if kind not in ("row", "header"):
        return None
    return next((r for r in reversed(readings) if r.layout.file == file and _sheet(r) in ("", sheet)), None)


def _sheet(reading: Reading) -> str:
    return reading.layout.dialect.sheet or ""


def _leave(one: Outcome, reading: Reading | None, summary: Summary) -> None:
    """Count nowhere what holds no answers, and name it."""
    if reading is not None:
        reading.leave(one.line, "no-answers", one.called)
        return
    summary.blank += 1
    if len(summary.blanks) < MOST_NAMED:
        summary.blanks.append(f"{one.file}:{one.line}" if one.line else one.file)


def _tell(fault: Fault, summary: Summary) -> None:
    """Keep a fault for the screen, if it is one of the first; of many in one column the first three."""
    match fault.path:
        case (str(file), int(column), str()):
            alike: Alike = (file, column, fault.code)
            summary.alike[alike] += 1
            if summary.alike[alike] > ALIKE:
                return
    if len(summary.told) < TOLD:
        summary.told.append(fault)


def _with_command(fault: Fault, request: Request, reading: Reading | None, tree: Tree) -> Fault:
    """Give a fault of columns the command that would carry along those that may be somebody's own.

    Where no column is a question, nothing would be scored by it.
    """
    if fault.code is Code.SHEET and fault.command and request.pack is not None:
        return replace(fault, command=(*fault.command, "--pack", request.pack))
    if reading is None or fault.code is not Code.COLUMN or not coverage([reading.layout], tree)[0]:
        return fault
    extra = column_faults.extras_of(reading.layout)
    return replace(fault, command=again(request, (*request.extra, *extra))) if extra else fault


class Ids:
    """Where each id stands first: one number for each, since there may be very many."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], int] = {}
        self._places: dict[str, int] = {}

    def twice(self, file: str, line: int, id: str, sheet: str = "") -> Fault | None:
        """Tell where somebody else has the same id; None where nobody has, or there is none."""
        if not id:
            return None
        # A workbook's sheets count their rows each for itself.
        here = line << _FILE_BITS | self._files.setdefault((file, sheet), len(self._files))
        first = self._places.setdefault(id, here)
        if first == here:
            return None
        row, number = divmod(first, 1 << _FILE_BITS)
        before, its_sheet = list(self._files)[number]
        spot = f"row {row}" if row else f"sheet {its_sheet}"
        spot += f" of sheet {its_sheet}" if row and before == file and its_sheet != sheet else ""
        spot = spot if before == file else f"{before}, {spot},"
        says = f"the id {quoted(id)} stands in {spot} too"
        where = Place(file, line, sheet=sheet)
        return Fault((file,), says, "Give each organisation its own.", Code.ID, where=where)
