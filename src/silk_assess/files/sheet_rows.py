"""One sheet of a workbook as rows of cells: read once by openpyxl, row by row, and kept on the disk meanwhile.

Each cell is a text that says what stood there: a number as such, an error, a formula whose value is not known.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import IO, Any, Final

from silk_assess.faults import Code, Misfit
from silk_assess.files.table_rows import MOST_BYTES, MOST_LETTERS, SplitRow
from silk_assess.files.table_start import Beginnings, Start
from silk_assess.tables.layout import Damaged, Figure, letters
from silk_assess.tables.mapping import TableMapping
from silk_assess.tables.reading import Book

# Of formulas and merged cells the first places are named.
_NAMED: Final = 3
_MOST_COLUMNS: Final = 16_384
_AT_THE_START: Final = 40

# What stands before a cell in the file in between: a text, a number, an error or a formula without its value.
_TEXT, _FIGURE, _DAMAGED = "t", "n", "e"
_KINDS: Final[Mapping[str, Callable[[str], str]]] = {_TEXT: str, _FIGURE: Figure, _DAMAGED: Damaged}
_LONG: Final = Misfit(
    Code.TOO_LARGE, f"a cell holds more than {MOST_LETTERS:,} letters, or the row more than 2 MB", "Shorten it."
)


class OutOfOrder(ValueError):
    """The rows or cells of a sheet do not stand in their order, so that some would be lost."""


@dataclass(slots=True)
class _Seen:
    """What is told of a sheet beside its cells."""

    formulas: list[str] = field(default_factory=list)
    many_formulas: int = 0
    merged: list[str] = field(default_factory=list)
    many_merged: int = 0


def rows_in(sheet: Any, seen: _Seen | None = None) -> Iterator[tuple[int, dict[int, str]]]:
    """Go through the rows of a sheet in which something stands; their cells by columns, counted from 0.

    Raises OutOfOrder, and whatever openpyxl does where the sheet is damaged.
    """
    from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

    class Parser(WorkSheetParser):  # type: ignore[misc]
        """Says of each cell whether a formula stands behind it, too."""

        def parse_cell(self, element: Any) -> Any:
            found = super().parse_cell(element)
            found["is_formula"] = element.find(FORMULA_TAG) is not None
            return found

    book = sheet.parent
    seen = seen or _Seen()
    with book._archive.open(sheet._worksheet_path) as stream:
        parser = Parser(
            stream,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        before = 0
        for number, cells in parser.parse():
            if number <= before:
                raise OutOfOrder
            before = number
            found = dict(_cells(cells, number, seen))
            if found:
                yield number, found
        for one in parser.merged_cells.mergeCell if parser.merged_cells is not None else ():
            seen.many_merged += 1
            if len(seen.merged) < _NAMED:
                seen.merged.append(str(one.ref))


def _cells(cells: list[dict[str, Any]], row: int, seen: _Seen) -> Iterator[tuple[int, str]]:
    before = 0
    for cell in cells:
        column = cell["column"]
        if not before < column <= _MOST_COLUMNS:
            raise OutOfOrder
        before = column
        value = cell["value"]
        if cell["is_formula"] and value is None and cell["data_type"] == "n":
            # A text that is empty is stored as such, a value that was never worked out not at all.
            yield column - 1, Damaged("")
            continue
        if cell["is_formula"]:
            seen.many_formulas += 1
            if len(seen.formulas) < _NAMED:
                seen.formulas.append(f"{letters(column - 1)}{row}")
        if value is None or value == "":
            continue
        yield column - 1, _text_of(value, cell["data_type"])


def _text_of(value: Any, kind: str) -> str:
    """Write what a cell holds: numbers as a spreadsheet shows them, with 15 figures; dates by year, month and day."""
    if kind == "e":
        return Damaged(str(value))
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return Figure(value)
        case float():
            shown = format(Decimal(format(value, ".15g")), "f")
            return Figure(shown.rstrip("0").rstrip(".") if "." in shown else shown)
        case datetime.datetime():
            is_day = value.time() == datetime.time()
            return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)


class Sheet:
    """The rows of one sheet, kept on the disk, so that they can be gone through again."""

    shows_encoding = False
    has_end = True

    def __init__(self, title: str, stream: IO[bytes], book: Book) -> None:
        self._title, self._stream = title, stream
        self.book = book

    def start(self, beginnings: Beginnings, mapping: TableMapping | None) -> Start:
        """Find where the table begins."""
        first = list(islice(self._rows(), _AT_THE_START))
        return beginnings.of_sheet(first, self._title, mapping)

    def rows(self, start: Start) -> Iterator[SplitRow]:
        """Go through the rows from the header on; each has as many cells as that, or more where some stand beyond."""
        size = len(start.header.cells) if start.header is not None else 0
        for row in self._rows(size):
            if row.row >= start.dialect.header_row:
                yield row

    def _rows(self, size: int = 0) -> Iterator[SplitRow]:
        self._stream.seek(0)
        for line in self._stream:
            number, pairs = json.loads(line)
            if pairs is None:
                yield SplitRow(number, (), _LONG, row=number)
                continue
            cells = [""] * max(size, pairs[-1][0] + 1)
            for column, text in pairs:
                cells[column] = as_text(text)
            yield SplitRow(number, tuple(cells), row=number)


def kept(
    sheet: Any, stream: IO[bytes], others: tuple[str, ...], hidden: tuple[str, ...], rivals: tuple[str, ...] = ()
) -> Sheet:
    """Go through a sheet once, and keep its rows in `stream`; `others` and the like are told of its workbook."""
    seen = _Seen()
    for number, cells in rows_in(sheet, seen):
        size = sum(map(len, cells.values()))
        is_long = size > MOST_BYTES or (size > MOST_LETTERS and max(map(len, cells.values())) > MOST_LETTERS)
        pairs = None if is_long else [[column, as_kept(text)] for column, text in cells.items()]
        stream.write(json.dumps([number, pairs]).encode() + b"\n")
    book = Book(tuple(seen.formulas), seen.many_formulas, tuple(seen.merged), seen.many_merged, others, hidden, rivals)
    return Sheet(sheet.title, stream, book)


def as_kept(text: str) -> str:
    """Write what a cell holds, with its kind before it."""
    return (_FIGURE if isinstance(text, Figure) else _DAMAGED if isinstance(text, Damaged) else _TEXT) + text


def as_text(kept: str) -> str:
    """Read what a cell holds."""
    return _KINDS[kept[0]](kept[1:])
