"""A text cut into blocks of whole lines, most of which are rows by themselves and can be told so at a glance.

A line is regular where it holds as many cells as the header has, its quotes open and close as they should, and nothing
in it is unusual. Whatever stands before it, such a line is a row of its own: so says the splitter of rows
(`files/table_rows.py`), for which a quote that is open there is a fault of the row where it opens. All other lines go
through that splitter. NumPy is loaded only here and where blocks are read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Final

import numpy as np
import numpy.typing as npt

from silk_assess.files import table_rows
from silk_assess.files.table_rows import MOST_LETTERS, SplitRow

# So much is read at once; a line that is longer is no table's.
BLOCK: Final = 4 << 20
_MOST: Final = 16 << 20
_QUOTE, _LINE, _RETURN, _SPACE = b'"'[0], b"\n"[0], b"\r"[0], b" "[0]
_MARK: Final = b"\xef\xbb\xbf"
_LAST_ASCII: Final = 0x7E
# The first lines of a table, which may hold a second header and tags, are split one by one.
_FIRST: Final = 200
_LEAST: Final = 100

Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a table: bytes in UTF-8, the number of their first row, and how many organisations they hold."""

    data: bytes
    row: int
    size: int


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a block: where each starts and ends, whether it is regular, and has any quote."""

    data: bytes
    starts: Places
    ends: Places
    regular: Flags
    quoted: Flags

    def of(self, i: int, j: int) -> bytes:
        """Give the lines from `i` up to `j`, which is left out."""
        return self.data[self.starts[i] : self.ends[j - 1]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a block: `regular` lines with the numbers of their rows, and all `others` split.

    Those that hold nothing are not among them. `behind` is the row behind the last one.
    """

    lines: Lines
    regular: Places
    numbers: Places
    others: list[SplitRow]
    behind: int


def lines_of(data: bytes, separator: str, columns: int) -> Lines:
    """Look at the lines of some bytes."""
    letters = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(letters == _LINE) + 1
    if len(data) and (not len(ends) or ends[-1] != len(data)):
        ends = np.append(ends, len(data))
    starts = np.concatenate((np.zeros(min(len(ends), 1), np.int64), ends[:-1]))
    signs = np.flatnonzero(letters == ord(separator))
    quotes = np.flatnonzero(letters == _QUOTE)
    counts = np.diff(np.searchsorted(signs, np.append(starts, len(data))))
    quoted = np.zeros(len(ends), np.bool_)
    wrong = ends - starts > MOST_LETTERS
    if len(quotes):
        quoted[_lines_at(quotes, ends)] = True
        counts, odd = _outside(letters, signs, quotes, starts, ends, ord(separator))
        wrong |= odd
    wrong |= counts != columns - 1
    wrong[_lines_at(_odd_returns(letters), ends)] = True
    _see_letters(data, starts, ends, wrong)
    return Lines(data, starts, ends, ~wrong, quoted)


def _lines_at(places: Places, ends: Places) -> Places:
    """Say in which line each of some places is."""
    return np.searchsorted(ends, places, "right")


def _outside(
    letters: Any, signs: Places, quotes: Places, starts: Places, ends: Places, sign: int
) -> tuple[Places, Flags]:
    """Count separators outside of quotes, and say in which lines quotes stand where they should not."""
    first = np.searchsorted(quotes, starts)
    lines = _lines_at(quotes, ends)
    nth = np.arange(len(quotes)) - first[lines]
    before = letters[np.maximum(quotes - 1, 0)]
    behind = letters[np.minimum(quotes + 1, len(letters) - 1)]
    opens = (quotes == starts[lines]) | (before == sign) | (before == _QUOTE)
    closes = (quotes + 1 == ends[lines]) | (behind == sign) | np.isin(behind, (_QUOTE, _LINE, _RETURN))
    fits = np.where(nth % 2 == 0, opens, closes)
    odd = np.diff(np.append(first, len(quotes))) % 2 == 1
    odd[lines[~fits]] = True
    place = _lines_at(signs, ends)
    is_outside = (np.searchsorted(quotes, signs) - first[place]) % 2 == 0
    return np.bincount(place[is_outside], minlength=len(ends)), odd


def _odd_returns(letters: Any) -> Places:
    """Find carriage returns that do not stand right before a line end, and what a reader of tables may stumble over."""
    returns = np.flatnonzero(letters == _RETURN)
    behind = letters[np.minimum(returns + 1, len(letters) - 1)]
    found: Places = np.concatenate((returns[behind != _LINE], np.flatnonzero(letters == 0)))
    return found


def _see_letters(data: bytes, starts: Places, ends: Places, wrong: Flags) -> None:
    """Note lines that are not in UTF-8, or begin with a mark."""
    at = data.find(_MARK)
    while at >= 0:
        wrong[_lines_at(np.array([at]), ends)] = True
        at = data.find(_MARK, at + 1)
    if data.isascii():
        return
    try:
        data.decode()
    except UnicodeDecodeError:
        for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
            try:
                data[start:end].decode()
            except UnicodeDecodeError:
                wrong[i] = True


def rows_of(lines: Lines, separator: str, columns: int, row: int) -> Rows:
    """Split what is not regular, and number all rows, the first of which is `row`."""
    number = len(lines.ends)
    more = np.zeros(number + 1, np.int64)
    others: list[SplitRow] = []
    shift = 0
    for i, j in _runs(~lines.regular):
        # The splitter sees the line behind, which it may not join with a row before it.
        ahead = int(j < number)
        some, behind = table_rows.rows_within(lines.of(i, j + ahead), separator, columns, row + i + shift, ahead)
        others += some
        more[j] = behind - (row + j + shift)
        shift += int(more[j])
    regular = np.flatnonzero(lines.regular)
    regular = regular[~_is_empty(lines, regular, separator)]
    return Rows(lines, regular, row + regular + np.cumsum(more)[regular], others, row + number + shift)


def _runs(chosen: Flags) -> Iterator[tuple[int, int]]:
    """Give where each run of chosen lines begins, and the line behind it."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], chosen.view(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _is_empty(lines: Lines, places: Places, separator: str) -> Flags:
    """Say which of some regular lines hold nothing; one that begins with a letter of ASCII does not."""
    letters, starts = np.frombuffer(lines.data, np.uint8), lines.starts[places]
    first = letters[starts]
    second = letters[np.minimum(starts + 1, len(letters) - 1)]
    doubtful = _says_little(first) | (first == ord(separator)) | ((first == _QUOTE) & _says_little(second))
    found = np.zeros(len(places), np.bool_)
    for i in np.flatnonzero(doubtful | ((first == _QUOTE) & (second == _QUOTE))).tolist():
        found[i] = not table_rows.rows_within(lines.of(places[i], places[i] + 1), separator, 0, 0)[0]
    return found


def _says_little(letters: Any) -> Flags:
    """Say which letters may be blanks."""
    found: Flags = (letters <= _SPACE) | (letters > _LAST_ASCII)
    return found


def cells_of(rows: Rows, separator: str, columns: int, only: Sequence[int] | None = None) -> list[Any]:
    """Give the columns of the regular rows, all or some by their places, as Arrow's arrays of distinct texts."""
    import pyarrow as pa
    from pyarrow import csv

    lines, names = rows.lines, [str(i) for i in range(columns)]
    wanted = names if only is None else [names[i] for i in only]
    data = lines.data
    if len(rows.regular) < len(lines.ends):
        chosen = np.zeros(len(lines.ends), np.bool_)
        chosen[rows.regular] = True
        data = b"".join(lines.of(i, j) for i, j in _runs(chosen))
    kind = pa.dictionary(pa.int32(), pa.string())
    if not data:
        return [pa.array([], pa.string()).dictionary_encode() for _ in wanted]
    has_quotes = bool(lines.quoted[rows.regular].any())
    table = csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
        csv.ParseOptions(delimiter=separator, quote_char='"' if has_quotes else False, newlines_in_values=False),
        csv.ConvertOptions(column_types=dict.fromkeys(names, kind), include_columns=wanted, null_values=[]),
    )
    return [column.combine_chunks() for column in table.columns]


def blocks_of(stream: IO[bytes], separator: str, columns: int, row: int) -> Iterator[tuple[int, Block, Rows]]:
    """Cut a stream, from where it stands, into blocks that end behind a regular line: each with its place in it.

    Raises ValueError where there is no such line for very long.
    """
    at, held = stream.tell(), b""
    is_end = False
    while not is_end:
        data = stream.read(BLOCK)
        is_end = len(data) < BLOCK
        data = held + data
        lines = lines_of(data, separator, columns)
        if not is_end:
            # The last line may go on.
            known = lines.regular[:-1]
            last = int(np.flatnonzero(known)[-1]) + 1 if known.any() else 0
            if not last and len(data) > _MOST:
                raise ValueError("no regular line")
            data, held = data[: lines.ends[last - 1]] if last else b"", data[lines.ends[last - 1] if last else 0 :]
            lines = Lines(data, lines.starts[:last], lines.ends[:last], lines.regular[:last], lines.quoted[:last])
        if data:
            rows = rows_of(lines, separator, columns, row)
            yield at, Block(data, row, len(rows.regular) + len(rows.others)), rows
            at, row = at + len(data), rows.behind


@dataclass(slots=True)
class Blocks:
    """A table that was gone through in blocks: its first rows, and where each block stands."""

    stream: IO[bytes]
    first: list[SplitRow]
    places: list[tuple[int, int, int, int]]

    @property
    def size(self) -> int:
        """How many organisations stand below the first rows."""
        return sum(size for *_, size in self.places)

    def __iter__(self) -> Iterator[Block]:
        """Read the blocks."""
        for at, length, row, size in self.places:
            self.stream.seek(at)
            yield Block(self.stream.read(length), row, size)


def first_rows(stream: IO[bytes], skips: int, separator: str, header_row: int, columns: int) -> list[SplitRow] | None:
    """Split the first rows, the header first, up to a regular line, behind which the stream then stands.

    None where a table has not so many lines, or one of them is odd.
    """
    stream.seek(0)
    lines = [stream.readline(MOST_LETTERS + 1) for _ in range(skips + _FIRST)]
    if not all(line.endswith(b"\n") for line in lines):
        return None
    regular = lines_of(b"".join(lines[skips + 1 :]), separator, columns)
    for i in reversed(np.flatnonzero(regular.regular).tolist()):
        if table_rows.rows_within(regular.of(i, i + 1), separator, columns, 0)[0] and i > _LEAST:
            data = b"".join(lines[: skips + 2 + i])
            stream.seek(len(data))
            split = table_rows.lines_within(io.BytesIO(data), "utf-8-sig")
            return list(table_rows.split_rows(islice(split, skips, None), separator, header_row))
    return None
