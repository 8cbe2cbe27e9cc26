"""A kit that was filled in, as rows of a table: of one sheet its rows, of one organisation a sheet each sheet a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Final

from silk_assess.answers.another_version import reads
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.sheet_rows import as_kept, as_text, rows_in
from silk_assess.files.table_rows import SplitRow
from silk_assess.files.table_start import Beginnings, Start
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.versions import Renamed, is_earlier
from silk_assess.tables import kits
from silk_assess.tables.layout import Dialect
from silk_assess.tables.mapping import TableMapping
from silk_assess.tables.reading import Book

_LOOKED_AT: Final = 20
# A header, what stands there, and its column and row.
Held = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class About:
    """What a kit says of itself."""

    is_one: bool
    questionnaire: str
    version: str


def about(book: Any) -> About | None:
    """Read what a workbook says of itself; None where it is no kit."""
    sheet = next((one for one in book.worksheets if one.title == kits.ABOUT), None)
    if sheet is None:
        return None
    said = {cells.get(0, ""): cells.get(1, "") for _, cells in islice(rows_in(sheet), _LOOKED_AT)}
    if said.get("format") != kits.FORMAT:
        return None
    return About(said.get("layout") == "one", said.get("questionnaire", ""), said.get("version", ""))


class KitRows:
    """The rows of a kit, kept on the disk."""

    shows_encoding = False
    has_end = True
    book = Book()

    def __init__(self, name: str, kit: About, book: Any, stream: IO[bytes], tree: Tree) -> None:
        """Go through a kit once.

        Raises SilkError where it is for another questionnaire, or lacks its sheet of answers.
        """
        head = tree.pack.head
        is_own = kit.questionnaire == head.id
        if not reads(tree, kit.questionnaire):
            says = f"{name} is a kit for the questionnaire {kit.questionnaire}, and {head.id} is used"
            raise SilkError(Fault((name,), says, "Name its questionnaire with --pack.", Code.QUESTIONNAIRE))
        self._stream = stream
        self._renamed = Renamed({}) if is_own and not is_earlier(kit.version, head.version) else tree.renamed
        self._headers: dict[str, None] = {}
        self._dialect = Dialect(
            separator="",
            sheet="" if kit.is_one else kits.ORGANISATIONS,
            version="" if is_own and kit.version == head.version else kit.version,
            questionnaire="" if is_own else kit.questionnaire,
        )
        sheets = {one.title: one for one in book.worksheets}
        if kit.is_one:
            for number, title in enumerate((title for title in sheets if title not in kits.ASIDE), 2):
                self._keep(number, title, list(_of_one(sheets[title])))
        elif kits.ORGANISATIONS in sheets:
            self._rows(sheets[kits.ORGANISATIONS])
        else:
            says = f"{name} is a kit without its sheet {kits.ORGANISATIONS}"
            raise SilkError(Fault((name,), says, "Give the sheet that name again.", Code.SHEET))

    def _keep(self, row: int, title: str, held: list[Held]) -> None:
        held = [self._now(*one) for one in held]
        self._headers |= dict.fromkeys(one[0] for one in held)
        if any(one[1] for one in held):
            pairs = {header: (as_kept(text), column, line) for header, text, column, line in held}
            self._stream.write(json.dumps([row, title, pairs]).encode() + b"\n")

    def _now(self, header: str, text: str, column: int, row: int) -> Held:
        """Name an option that stands there by its id, or as yes or no, as this version does."""
        word = text.casefold()
        option = self._renamed.option(header, word)
        return header, text if option == word else option, column, row

    def _rows(self, sheet: Any) -> None:
        headers: dict[int, str] = {}
        for number, cells in rows_in(sheet):
            if number == 1:
                headers = {i: cell.strip() for i, cell in cells.items() if not cell.startswith(kits.OWN)}
                self._headers = dict.fromkeys(headers.values())
            elif number > kits.HEADER_ROWS:
                self._keep(number, "", [(header, cells.get(i, ""), i, number) for i, header in headers.items()])

    def start(self, beginnings: Beginnings, mapping: TableMapping | None) -> Start:
        """Give its header: each id that stands in it."""
        return Start(self._dialect, 0, SplitRow(1, tuple(self._headers), row=1), ())

    def rows(self, start: Start) -> Iterator[SplitRow]:
        """Go through its organisations, the header first."""
        yield SplitRow(1, tuple(self._headers), row=1)
        self._stream.seek(0)
        for line in self._stream:
            number, title, pairs = json.loads(line)
            cells = tuple(as_text(pairs[one][0]) if one in pairs else "" for one in self._headers)
            spots = tuple(tuple(pairs[one][1:]) if one in pairs else (0, 0) for one in self._headers)
            yield SplitRow(number, cells, row=number, sheet=title, spots=spots if title else ())


def _of_one(sheet: Any) -> Iterator[Held]:
    """Read the sheet of one organisation."""
    is_below = False
    for number, cells in rows_in(sheet):
        id = cells.get(kits.ID, "").strip()
        if is_below and id:
            yield id, cells.get(kits.ANSWER, ""), kits.ANSWER, number
            for key, column in (("evidence", kits.EVIDENCE), ("note", kits.NOTE)):
                if column in cells:
                    yield f"{id}.{key}", cells[column], column, number
        is_below = is_below or id == kits.IDS
