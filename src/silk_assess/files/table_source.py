"""Where the rows of a table come from: a text, which is split into them, or the sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import IO, Protocol

from silk_assess.files import encodings, table_rows
from silk_assess.files.encodings import Encoding
from silk_assess.files.table_rows import SplitRow
from silk_assess.files.table_start import Beginnings, Start
from silk_assess.tables.mapping import TableMapping
from silk_assess.tables.reading import Book


class Source(Protocol):
    """What a table is read from, as often as is needed; `shows_encoding` where a name proves how it is written."""

    @property
    def shows_encoding(self) -> bool:
        """Whether its encoding is told with the first name that it concerns."""

    @property
    def has_end(self) -> bool:
        """Whether its last line has an end."""

    @property
    def book(self) -> Book | None:
        """What is to be told of the workbook that it is a sheet of; None where it is none."""

    def start(self, beginnings: Beginnings, mapping: TableMapping | None) -> Start:
        """Find where it begins."""

    def rows(self, start: Start) -> Iterator[SplitRow]:
        """Go through its rows, the header first."""


class Text:
    """A text; `stream` can be gone through again from its start."""

    book = None

    def __init__(self, stream: IO[bytes], encoding: Encoding) -> None:
        self._stream, self._encoding = stream, encoding
        self.shows_encoding = encoding is not encodings.UTF_8

    @property
    def has_end(self) -> bool:
        """Whether its last line has an end."""
        return encodings.has_line_end(self._stream)

    def start(self, beginnings: Beginnings, mapping: TableMapping | None) -> Start:
        """Find where it begins."""
        name = self._encoding.name
        return beginnings.mapped(self._lines(), name, mapping) if mapping else beginnings.start(self._lines(), name)

    def in_blocks(self) -> IO[bytes] | None:
        """Give its bytes, where they are in UTF-8."""
        return self._stream if self._encoding is encodings.UTF_8 else None

    def rows(self, start: Start) -> Iterator[SplitRow]:
        """Split it into rows, the header first."""
        lines = islice(self._lines(), start.skips, None)
        return table_rows.split_rows(lines, start.dialect.separator, start.dialect.header_row)

    def _lines(self) -> Iterator[str]:
        self._stream.seek(0)
        return table_rows.lines_within(self._stream, self._encoding.codec)
