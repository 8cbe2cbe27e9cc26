"""A table looked through as `batch` would read it: how, every fault, and what the figures would rest on."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path

from silk_assess.batch.summary import Ids, reading_of
from silk_assess.faults import MOST_FAULTS, Code, Fault
from silk_assess.files import encodings, inputs, mappings
from silk_assess.files.inputs import FaultyHeader, TableRow, Unreadable, Ways
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.portfolio.figures import many
from silk_assess.tables import column_faults
from silk_assess.tables.reading import Reading
from silk_assess.wording.commands import with_pack
from silk_assess.wording.reading import how, is_cut, rests_on


@dataclass(frozen=True, slots=True)
class Given:
    """How tables are to be read, as the command line says it."""

    extra: tuple[str, ...] = ()
    mapping: Path | None = None
    encoding: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The same as words of a command line."""
        found = [word for one in self.extra for word in ("--extra", one)]
        for option, value in (("--mapping", self.mapping), ("--encoding", self.encoding)):
            found += [option, str(value)] if value is not None else []
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Table:
    """What was found in a table: the first faults, how many more there are, and its organisations.

    `read` says how it was read, where it is not in the plain form, and `rests` on what figures from it would rest.
    """

    faults: tuple[Fault, ...]
    more: int
    organisations: int
    readings: tuple[Reading, ...]
    read: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()


def is_table(path: Path) -> bool:
    """Say whether a name is that of a table."""
    return path.suffix.lower() in (*inputs.TABLES, *inputs.LINES, *inputs.SHEETS)


def table(name: str, tree: Tree, given: Given, pack: str | None = None) -> Table:
    """Look through one table; nothing is scored.

    Raises SilkError where the mapping has faults.
    """
    mapping = None if given.mapping is None else mappings.load_mapping(given.mapping, tree)
    ways = Ways(given.extra, None if given.encoding is None else encodings.named(given.encoding), mapping)
    found: list[Fault] = []
    ids, more, organisations = Ids(), 0, 0
    for unit in inputs.units([name], tree, ways, io.BytesIO()):
        entry = inputs.read(unit, tree)
        kind = "row" if isinstance(unit, TableRow) else "header" if isinstance(unit, FaultyHeader) else "line"
        reading = reading_of(kind, entry.file, entry.sheet, ways.readings)
        if isinstance(unit, FaultyHeader):
            organisations += unit.waiting
        elif not isinstance(unit, Unreadable):
            organisations += not entry.is_blank
        faults = [_with_command(one, reading, name, given, pack) for one in entry.faults]
        twice = None if entry.is_blank else ids.twice(entry.file, entry.line, entry.id, entry.sheet)
        faults += [] if twice is None else [twice]
        if reading is not None and entry.is_blank:
            reading.leave(entry.line, "no-answers", entry.called)
        elif reading is not None:
            reading.rows += kind == "row"
            reading.note(entry.seen)
        room = MOST_FAULTS - len(found)
        found += faults[:room]
        more += len(faults[room:])
    said = tuple(text for one in ways.readings for text in (how(one, tree), is_cut(one)) if text)
    laid = [replace(one, is_refused=False) for one in ways.readings if one.layout.places]
    return Table(tuple(found), more, organisations, tuple(ways.readings), said, tuple(rests_on(laid, tree)))


def counts(found: Table, tree: Tree) -> str:
    """Say how many organisations a table has, and for which questions it has a column."""
    size = many(found.organisations)
    if found.rests:
        return size
    return f"{size}, all {len(tree.questions)} questions have a column"


def _with_command(fault: Fault, reading: Reading | None, name: str, given: Given, pack: str | None) -> Fault:
    """Give a fault of columns the command that would carry along those that may be somebody's own."""
    if fault.code is Code.SHEET and fault.command and pack is not None:
        return replace(fault, command=(*fault.command, "--pack", pack))
    extra = () if reading is None or fault.code is not Code.COLUMN else column_faults.extras_of(reading.layout)
    if not extra:
        return fault
    words = ["batch", name, *with_pack(pack), "-o", "out"]
    return replace(fault, command=(*words, *(word for one in (*given.extra, *extra) for word in ("--extra", one))))
