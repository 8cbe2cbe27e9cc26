"""Where a table begins: its separator, the row with its header, what stands above and below it, and its columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from silk_assess import escape
from silk_assess.files import table_rows
from silk_assess.files.table_rows import SplitRow
from silk_assess.tables.columns import assigned, headers_of, is_second_header
from silk_assess.tables.headers import Headers
from silk_assess.tables.layout import Column, Dialect, Kind
from silk_assess.tables.mapping import TableMapping
from silk_assess.tables.words import Words

# A header begins in one of the first lines, and is looked for by its first cells; it may go over many lines.
_STARTS: Final = 12
_LINES: Final = 1_000
_SCORED: Final = 500
_LETTERS: Final = 1 << 20
_BELOW: Final = 3
_SEPARATORS: Final = ",;\t|"
_NOTHING: Final = f'{_SEPARATORS} \r\n"'
_SEPARATOR: Final = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Start:
    """How a table begins: `skips` lines stand above the header, whose first row may be `broken`.

    `header_lines` are read as the header, the first row of the table behind them.
    """

    dialect: Dialect
    skips: int
    header: SplitRow | None
    below: tuple[str, ...]


class Beginnings:
    """Finds where tables begin, for a questionnaire."""

    def __init__(self, headers: Headers, words: Words, extra: Collection[str]) -> None:
        self._headers, self._words, self._extra = headers, words, extra
        self._known: dict[str, bool] = {}

    def start(self, lines: Iterator[str], encoding: str) -> Start:
        """Find where a table begins, from its first lines; there is no header where nothing stands in them."""
        first = _first(lines)
        skips = 0
        signs = _SEPARATORS
        if first and (named := _SEPARATOR.fullmatch(first[0])):
            signs, skips, first = named[1], 1, first[1:]
        plain = next((i for i, line in enumerate(first) if line.strip(_NOTHING)), None)
        if plain is None:
            return Start(Dialect(encoding=encoding), skips, None, ())
        sign = signs if len(signs) == 1 else table_rows.likeliest(first[plain])
        best, at = (0, -plain, sign), plain
        for i in range(plain, min(len(first), plain + _STARTS)):
            if not first[i].strip(_NOTHING):
                continue
            for one in signs:
                found = (self._score(first[i:], one), -i, one)
                if found[:2] > best[:2] and (i == plain or self._is_above(first[plain:i], first[i:], found[0], one)):
                    best, at = found, i
        sign = best[2]
        rows = table_rows.split_rows(iter(first[at:]), sign, at + 1)
        header, below = next(rows, None), list(islice(rows, _BELOW))
        title = " ".join(" ".join(re.split(rf'["{re.escape(sign)}\s]+', line)) for line in first[plain:at]).strip()
        dialect = Dialect(separator=sign, encoding=encoding, header_row=at + 1, title=title)
        return self._two_rows(Start(dialect, skips + at, header, ()), below)

    def mapped(self, lines: Iterator[str], encoding: str, mapping: TableMapping) -> Start:
        """Find where a table begins that is read by a mapping: at the row with the most of the headers named in it."""
        first = _first(lines)
        skips, sign = 0, mapping.separator
        if first and (named := _SEPARATOR.fullmatch(first[0])):
            skips, first, sign = 1, first[1:], sign or named[1]
        plain = next((i for i, line in enumerate(first) if line.strip(_NOTHING)), None)
        if plain is None:
            return Start(Dialect(encoding=encoding), skips, None, ())
        best: tuple[int, Start] | None = None
        for i in range(plain, min(len(first), plain + _STARTS)):
            one = sign or table_rows.likeliest(first[i], _SEPARATORS)
            rows = table_rows.split_rows(iter(first[i:]), one, i + 1)
            header = next(rows, None)
            if header is None or not first[i].strip(_NOTHING):
                continue
            dialect = Dialect(separator=one, encoding=encoding, header_row=i + 1, header_rows=mapping.header_rows)
            below = cells_of(next(rows, header)) if mapping.header_rows > 1 else ()
            start = Start(mapping.spoken(dialect), skips + i, header, below)
            found = len(mapping.headers & set(headers_of(cells_of(header), below, self._words)))
            if best is None or found > best[0]:
                best = found, start
        assert best is not None
        return best[1]

    def of_sheet(self, rows: Sequence[SplitRow], sheet: str, mapping: TableMapping | None) -> Start:
        """Find where the table of a sheet begins, from its first rows."""
        plain = Dialect(separator="", sheet=sheet)
        best: tuple[tuple[int, int], int] = ((-1, 0), 0)
        sound = [row for row in rows if row.broken is None]
        for i, row in enumerate(sound[:_STARTS]):
            if mapping is not None:
                below = cells_of(sound[i + 1]) if mapping.header_rows > 1 and i + 1 < len(sound) else ()
                found = len(mapping.headers & set(headers_of(cells_of(row), below, self._words)))
            else:
                found = sum(map(self._is_known, cells_of(row)[:_SCORED]))
            best = max(best, ((found, -i), i))
        if not sound:
            return Start(plain, 0, None, ())
        at = best[1]
        header = _trimmed(sound[at])
        title = " ".join(cell for row in sound[:at] for cell in cells_of(row) if cell)
        start = Start(replace(plain, header_row=header.row, title=title), 0, header, ())
        if mapping is None:
            return self._two_rows(start, sound[at + 1 :])
        below = cells_of(sound[at + 1]) if mapping.header_rows > 1 and at + 1 < len(sound) else ()
        dialect = replace(mapping.spoken(start.dialect), header_rows=mapping.header_rows, title="")
        return replace(start, dialect=dialect, below=below)

    def columns(self, start: Start) -> tuple[Column, ...]:
        """Take the columns of a table for what they are."""
        assert start.header is not None
        return assigned(cells_of(start.header), start.below, self._extra, self._headers, self._words)

    def _two_rows(self, start: Start, below: Sequence[SplitRow]) -> Start:
        if start.header is None or start.header.broken is not None or not below or below[0].broken is not None:
            return start
        first, second = cells_of(start.header), cells_of(below[0])
        if below[0].row != start.header.row + 1 or not is_second_header(first, second, self._headers, self._words):
            return start
        return replace(start, dialect=replace(start.dialect, header_rows=2), below=second)

    def _score(self, lines: Sequence[str], sign: str) -> int:
        """Count the cells of a row that are questions, fields, a name or an id."""
        row = next(table_rows.split_rows(iter(lines), sign), None)
        if row is None or row.broken is not None:
            return 0
        return sum(map(self._is_known, cells_of(row)[:_SCORED]))

    def _is_known(self, header: str) -> bool:
        if header not in self._known:
            exact = self._headers.exact(header)
            self._known[header] = exact is not None or bool(header and self._headers.inexact(header))
        return self._known[header]

    def _is_above(self, above: Sequence[str], below: Sequence[str], score: int, sign: str) -> bool:
        """Say whether what stands above a row with so many known headers is a title, or a row of codes, and no header.

        Nothing in it is known; and it has few cells, or the row itself is known for the most part.
        """
        if score < 2:
            return False
        row = next(table_rows.split_rows(iter(below), sign))
        is_sure = 2 * score >= sum(bool(cell) for cell in cells_of(row)[:_SCORED])
        for row in table_rows.split_rows(iter(above), sign):
            held = [cell for cell in cells_of(row) if cell]
            if row.broken is not None or any(map(self._is_known, held)):
                return False
            if len(held) > max(score // 2, 1) and not is_sure:
                return False
        return True


def cells_of(row: SplitRow) -> tuple[str, ...]:
    """Give the headers in a row."""
    return tuple(escape.from_csv_cell(cell).strip() for cell in row.cells)


def _trimmed(row: SplitRow) -> SplitRow:
    """Take empty cells off the end of a row."""
    size = max((i for i, cell in enumerate(row.cells, 1) if cell.strip()), default=0)
    return replace(row, cells=row.cells[:size])


def _first(lines: Iterator[str]) -> list[str]:
    found, letters = [], 0
    for line in islice(lines, _LINES):
        found.append(line)
        letters += len(line)
        if letters > _LETTERS:
            break
    return found


def is_transposed(columns: Sequence[Column], firsts: Sequence[str], headers: Headers) -> bool:
    """Say whether questions stand in rows: the cells of the first column are ids or texts of questions."""
    if sum(one.target.kind in (Kind.ANSWER, Kind.OPTION) for one in columns) > 1:
        return False
    found = [bool(headers.exact(cell) or headers.inexact(cell)) for cell in firsts if cell]
    return sum(found) >= 3 and 2 * sum(found) > len(found)
