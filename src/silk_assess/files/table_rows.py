"""The lines of a table split into rows of cells, and what keeps one from being split.

A quote that does not close as it should is a fault of the row where it opens: reading goes on at the next line, so
that no organisation vanishes inside a cell.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import IO, Final

from silk_assess.faults import Code, Misfit
from silk_assess.files.yaml import reader

# What one cell may hold, in letters; a line, and a row of several lines, may have as many bytes as a file of answers.
MOST_LETTERS: Final = 131_072
MOST_BYTES: Final = reader.MOST_BYTES


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One row of a table, split into cells that are not read yet; `line` is its first one, `row` as spreadsheets count.

    `broken` says why it could not be split, and `column` (from 0) in which cell, where that is known; `text` is then
    the line, and `spot` the letter of it (from 0) that is meant. Where a row is made of a whole `sheet`, `spots` are
    the column (from 0) and the row in which each of its cells stands there.
    """

    line: int
    cells: tuple[str, ...]
    broken: Misfit | None = None
    column: int | None = None
    row: int = 0
    text: str = ""
    spot: int = 0
    sheet: str = ""
    spots: tuple[tuple[int, int], ...] = ()


def lines_within(stream: IO[bytes], codec: str = "utf-8", is_start: bool = True) -> Iterator[str]:
    """Read lines; of one that is longer than MOST_BYTES letters give so many and one more, and pass over the rest.

    Bytes that the encoding does not know stay visible as surrogates, and are told with their cell.
    """
    text = io.TextIOWrapper(stream, codec, KEPT, newline="\n")
    try:
        is_first = is_start
        while data := text.readline(MOST_BYTES + 1):
            rest = data
            while rest and not rest.endswith("\n"):
                rest = text.readline(MOST_BYTES)
            yield data.removeprefix("\ufeff") if is_first else data
            is_first = False
    finally:
        text.detach()


# What to do with bytes that an encoding does not know: each becomes a surrogate.
KEPT: Final = "silk-assess-kept"
_SURROGATES: Final = 0xDC00


def _kept(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(_SURROGATES + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error(KEPT, _kept)


def split_rows(lines: Iterable[str], separator: str = "", row: int = 1) -> Iterator[SplitRow]:
    """Split the lines of a table into rows, the header first, which is such a row as spreadsheets count.

    Without a separator it is `,` `;` or tab, as the header has it. Rows in which nothing stands are passed over.
    Behind a header that cannot be split there is nothing.
    """
    stream = _Lines(lines)
    first = stream.next()
    if first is None:
        return
    stream.back([first])
    split = _Splitter(stream, separator or likeliest(first), row)
    while (found := split.row()) is not None:
        if found.broken is not None or holds(found.cells):
            yield found
        if found.broken is not None and not split.columns:
            return


def rows_within(data: bytes, separator: str, columns: int, row: int, ahead: int = 0) -> tuple[list[SplitRow], int]:
    """Split lines from the midst of a table, below a header of so many columns; the last lines `ahead` are only seen.

    Gives the rows in which something stands, and the number of the row behind them; the first is `row`.
    """
    lines = list(lines_within(io.BytesIO(data), is_start=False))
    stream = _Lines(lines)
    split = _Splitter(stream, separator, row)
    split.columns = columns
    found: list[SplitRow] = []
    while stream.read < len(lines) - ahead and (one := split.row()) is not None:
        if one.broken is not None or holds(one.cells):
            found.append(one)
    return found, split.next_row


def likeliest(header: str, among: str = ",;\t") -> str:
    """Choose the separator that stands in a header most often, outside of quotes."""
    return max(among, key=re.sub('"[^"]*"', "", header).count)


def holds(cells: Iterable[str]) -> bool:
    """Say whether anything stands in a row."""
    return any(cell.strip() for cell in cells)


class _Lines:
    """The lines of a table, with a way back; `read` of them have been given."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines, self._again = iter(lines), deque[str]()
        self.read = 0

    def next(self) -> str | None:
        """Give the next line; None behind the last."""
        data = self._again.popleft() if self._again else next(self._lines, None)
        self.read += data is not None
        return data

    def back(self, lines: list[str]) -> None:
        """Take back the last lines that were given, to give them again."""
        self._again.extendleft(reversed(lines))
        self.read -= len(lines)


class _Splitter:
    """Rows from lines; `columns` is how many cells the header has, 0 before it is read, `next_row` what comes next."""

    def __init__(self, stream: _Lines, sign: str, row: int) -> None:
        self._stream, self._sign = stream, sign
        self.next_row = row
        self.columns = 0

    def row(self) -> SplitRow | None:
        """Split the next row; where a row of several lines has a fault, only its first line is taken."""
        row, taken = self._read()
        if row is None:
            return None
        row = replace(row, row=self.next_row)
        self.next_row += 1
        is_header = not self.columns and row.broken is None and holds(row.cells)
        if is_header:
            self.columns = len(row.cells)
            if len(taken) > 1 and not self._may_be_header(taken[1:]):
                self.columns, row = 0, replace(row, broken=_OPEN)
        elif len(taken) > 1 and (row.broken is not None or len(row.cells) != self.columns):
            self._stream.back(taken[1:])
        return row

    def _read(self) -> tuple[SplitRow | None, list[str]]:
        """Read a row, and give the lines that it has taken."""
        first = self._stream.next()
        if first is None:
            return None, []
        start, taken, size, cells = self._stream.read, [first], _bytes(first), _Cells(self._sign)
        wrong = _too_long(size) or cells.add(first)
        while wrong is None and cells.open is not None:
            more = self._stream.next()
            if more is None:
                wrong = _OPEN
                break
            taken.append(more)
            size += _bytes(more)
            wrong = _too_long(size) or self._looks_like_row(more) or cells.add(more)
        if wrong not in (_OPEN, _BEHIND):
            return SplitRow(start, tuple(cells.cells), wrong), taken
        text = first.rstrip("\r\n") if cells.spot is not None else ""
        return SplitRow(start, tuple(cells.cells), wrong, cells.column, text=text, spot=cells.spot or 0), taken

    def _may_be_header(self, inner: list[str]) -> bool:
        """Say whether a header of several lines has swallowed no row: none has its size, and the row behind has it."""
        if any(self.columns in self._sizes(line) for line in inner):
            return False
        behind, taken = self._read()
        self._stream.back(taken)
        return behind is None or (behind.broken is None and len(behind.cells) == self.columns)

    def _looks_like_row(self, line: str) -> Misfit | None:
        """Tell of a line inside quotes that has as many cells as the header: as a rule a row, and a stray quote."""
        return _OPEN if self.columns in self._sizes(line) else None

    def _sizes(self, line: str) -> set[int]:
        """Count the cells of a line on its own, with its quotes read as such and as any letter."""
        cells = _Cells(self._sign)
        counted = {line.count(self._sign) + 1}
        return counted if cells.add(line) is not None or cells.open is not None else {*counted, len(cells.cells)}


@dataclass(slots=True)
class _Cells:
    """The cells of a row so far; `open` has the pieces of one whose quote has not closed yet.

    `spot` is where the last quote opens, None where that is not in the row's first line.
    """

    sign: str
    cells: list[str] = field(default_factory=list)
    open: list[str] | None = None
    held: int = 0
    spot: int | None = None
    lines: int = 0

    @property
    def column(self) -> int:
        """Which cell, from 0, was read last or is open still."""
        return len(self.cells) - (self.open is None)

    def add(self, line: str) -> Misfit | None:
        """Read on in one more line, and tell what is wrong there."""
        before = len(self.cells)
        wrong = self._read(line)
        self.lines += 1
        is_long = self.held > MOST_LETTERS or (
            len(line) > MOST_LETTERS and any(len(cell) > MOST_LETTERS for cell in self.cells[before:])
        )
        return _LONG_CELL if is_long else wrong

    def _read(self, line: str) -> Misfit | None:
        if self.open is None and '"' not in line:
            bare = line.rstrip("\r\n")
            self.cells += bare.split(self.sign)
            return _RETURN if "\r" in bare else None
        has_return = "\r" in line.rstrip("\r\n")
        at: int | None = 0
        while at is not None:
            if self.open is None and not line.startswith('"', at):
                before = len(self.cells)
                at = self._plain(line, at)
                if has_return and any("\r" in cell for cell in self.cells[before:]):
                    return _RETURN
                continue
            if self.open is None:
                self.spot = None if self.lines else at
            end = self._quoted(line, at if self.open is not None else at + 1)
            if end is None:
                return None
            if not line.startswith(self.sign, end):
                return _BEHIND if line[end:].strip("\r\n") else None
            at = end + 1
        return None

    def _plain(self, line: str, start: int) -> int | None:
        """Read the cells before the next one in quotes; give where that begins, None behind the last."""
        end = line.find(f'{self.sign}"', start)
        self.cells += (line[start:].rstrip("\r\n") if end < 0 else line[start:end]).split(self.sign)
        return None if end < 0 else end + 1

    def _quoted(self, line: str, start: int) -> int | None:
        """Read what stands in quotes; give the place behind the one that closes them, None where none does."""
        end = start
        while (end := line.find('"', end)) >= 0 and line.startswith('"', end + 1):
            end += 2
        text = line[start:] if end < 0 else line[start:end]
        self.open = [] if self.open is None else self.open
        self.open.append(text)
        self.held += len(text)
        if end < 0:
            return None
        self.cells.append("".join(self.open).replace('""', '"'))
        self.open, self.held = None, 0
        return end + 1


# What is wrong with a row


def _bytes(line: str) -> int:
    return len(line) if line.isascii() else len(line.encode("utf-8", "surrogatepass"))


def _too_long(size: int) -> Misfit | None:
    return _LONG_ROW if size > MOST_BYTES else None


_OPEN: Final = Misfit(
    Code.QUOTE,
    "a quote opens here and does not close before the next row",
    "Close it, or take it out. A quote that is part of a text is written twice, inside quotes.",
)
_BEHIND: Final = Misfit(
    Code.QUOTE,
    "a text goes on behind the quote that closes it",
    "A quote that is part of a text is written twice, inside quotes.",
)
_RETURN: Final = Misfit(
    Code.ROW, "a line ends here in a carriage return alone", "Save the table as CSV once more, in UTF-8."
)
_LONG_CELL: Final = Misfit(
    Code.TOO_LARGE, f"a cell holds more than {MOST_LETTERS:,} letters", "Shorten it, or close its quote."
)
_LONG_ROW: Final = Misfit(Code.TOO_LARGE, "this row is longer than 2 MB", "Take out what does not belong in it.")
