"""`map`: what stands in each column of a table, written as a mapping for a person to settle."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from silk_assess import bundled
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file, encodings, inputs, questionnaires
from silk_assess.files.other_tools import words
from silk_assess.files.yaml.reader import MOST_BYTES
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.draft import Draft, Drafter
from silk_assess.tables.reading import Reading
from silk_assess.wording.commands import with_pack
from silk_assess.wording.mapping_file import written

ENDING = ".mapping.yaml"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping that was written for a table, what it holds, and how the table was read."""

    table: str
    file: Path
    pack: str | None
    tree: Tree
    draft: Draft
    reading: Reading

    @property
    def again(self) -> tuple[str, ...]:
        """The words of the command that tells what is still open."""
        pack = with_pack(self.pack)
        return ("check", self.table, *pack, "--mapping", str(self.file))


def map_table(table: str, out: Path | None, pack: str | None, encoding: str | None, stdin: IO[bytes]) -> Mapped:
    """Write the mapping of a table beside it, or where it is asked for; none that is there is written over.

    Raises SilkError with the faults of a table that cannot be read, with code "unwritable" where something is there.
    """
    file = out if out is not None else _beside(table)
    if os.path.lexists(file):
        says = f"{file} is there already, and may hold what somebody settled"
        another = f"{_stem(table)}.new{ENDING}"
        more = with_pack(pack)
        command = ("map", table, *more, "-o", another)
        raise SilkError(Fault((str(file),), says, "Look at it, or write another:", Code.UNWRITABLE, command=command))
    tree = questionnaires.load_pack(questionnaires.find_pack(pack or bundled.packs()[0]))
    ways = inputs.Ways(any_sheet=True, encoding=None if encoding is None else encodings.named(encoding))
    with inputs.looked_at(table, tree, ways, stdin) as (reading, rows):
        drafter = Drafter(reading.layout, tree, words())
        for row in rows:
            if row.broken is None and len(row.cells) == len(reading.layout.columns):
                drafter.take(row.row, row.cells)
    draft = drafter.draft()
    data = written(draft, tree, encoding or "", () if reading.book is None else reading.book.rivals).encode()
    if len(data) > MOST_BYTES:
        says = f"the mapping of {table} would be larger than can be read again"
        raise SilkError(Fault((table,), says, "Take out columns that are no questions.", Code.TOO_LARGE))
    atomic_file.write(file, data)
    return Mapped(table, file, pack, tree, draft, reading)


def _stem(table: str) -> str:
    return os.path.splitext(table)[0]


def _beside(table: str) -> Path:
    if table == inputs.STDIN:
        says, command = "A table on standard input has no name for its mapping", ("map", "-", "-o", f"table{ENDING}")
        raise SilkError(Fault(("map",), says, "Name the file:", Code.USAGE, command=command))
    return Path(_stem(table) + ENDING)
