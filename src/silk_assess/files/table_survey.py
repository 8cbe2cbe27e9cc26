"""What is to be known of the rows of a table before any is read: gone through row by row, or in blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Final

from silk_assess.files.table_rows import SplitRow
from silk_assess.files.table_start import Start, cells_of
from silk_assess.questionnaire.model.questions import Quantity
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.headers import Headers
from silk_assess.tables.layout import Kind, Layout, Target, Why
from silk_assess.tables.numbers import decimal_sign
from silk_assess.tables.reading import Aside
from silk_assess.tables.words import plain

if TYPE_CHECKING:
    from silk_assess.files.table_blocks import Blocks, Rows

# Of the rows below the header so many are looked at for a second one, tags, and questions in rows.
_LOOKED_AT: Final = 60
_UNDER: Final = 3
# How cells begin that tag columns for programs: of HXL, and of Qualtrics.
_TAGS: Final = ("#", '{"ImportId"')


class Survey:
    """What is to be known of the rows of a table before any is read."""

    def __init__(self, layout: Layout, start: Start, headers: Headers) -> None:
        self.layout, self.start, self.headers = layout, start, headers
        self.firsts: list[str] = []
        self.skipped: dict[int, tuple[Aside, str]] = {}
        self.rows = 0
        self.signs: set[str] = set()
        self.example = ""
        self.sample: tuple[str, ...] = ()
        nameless = {i for i, one in enumerate(layout.columns) if one.why is Why.NAMELESS}
        self._filled: set[int] = set()
        self._counts = nameless & {0}
        self._nameless = nameless
        places = layout.places
        self._name = places.get(Target(Kind.NAME))
        self._numbers: list[int] = []
        self._header = cells_of(start.header) if start.header is not None else ()
        self._texts: dict[int, str] = {}
        self._ids: dict[int, str] = {}

    def prepare(self, tree: Tree) -> None:
        """Note which columns hold numbers, and the texts of the questions."""
        for target, i in self.layout.places.items():
            if target.kind is Kind.ANSWER:
                self._ids[i] = target.id
                self._texts[i] = plain(tree.asked[target.id].question.text)
                if isinstance(tree.asked[target.id].question, Quantity):
                    self._numbers.append(i)

    def take(self, row: SplitRow, shows_encoding: bool) -> None:
        """Look at one row."""
        under = row.row - self.layout.dialect.header_row
        if under < self.layout.dialect.header_rows:
            self.skipped[row.row] = ("second-header", "")
            return
        if row.broken is None and under <= _UNDER + 1 and (what := self._not_an_organisation(row)) is not None:
            self.skipped[row.row] = (what, next((cell.strip() for cell in row.cells if cell.strip()), ""))
            return
        self.rows += 1
        if row.broken is not None or len(row.cells) != len(self.layout.columns):
            return
        if len(self.firsts) < _LOOKED_AT:
            self.firsts.append(row.cells[0].strip())
        self.sample = self.sample or row.cells
        if self._nameless:
            self._look_at_nameless(row.cells)
        for i in self._numbers:
            if len(self.signs) < 2 and (sign := decimal_sign(row.cells[i].strip())):
                self.signs.add(sign)
        if shows_encoding and not self.example:
            self.example = self._beyond_ascii(row.cells)

    def through_blocks(self, stream: IO[bytes]) -> Blocks | None:
        """Go through a text in blocks; None where it has to be gone through row by row."""
        from silk_assess.files import table_blocks

        dialect, columns = self.layout.dialect, len(self.layout.columns)
        if self._nameless or columns < 2 or columns != len(self._header) or not dialect.separator.isascii():
            return None
        sign = dialect.separator
        first = table_blocks.first_rows(stream, self.start.skips, sign, dialect.header_row, columns)
        if first is None:
            return None
        found = table_blocks.Blocks(stream, first, [])
        for row in first[1:]:
            self.take(row, False)
        try:
            for at, block, rows in table_blocks.blocks_of(stream, sign, columns, first[-1].row + 1):
                found.places.append((at, len(block.data), block.row, block.size))
                self.rows += block.size
                if self._numbers and "," not in self.signs:
                    self._look_for_commas(rows, sign)
        except ValueError:
            return None
        return found

    def _look_for_commas(self, rows: Rows, sign: str) -> None:
        """See whether a number of a block has a decimal comma; where a comma parts cells, only one in quotes can."""
        from silk_assess.files import table_blocks

        columns = len(self.layout.columns)
        split = (row for row in rows.others if row.broken is None and len(row.cells) == columns)
        texts = [row.cells[i] for row in split for i in self._numbers]
        if sign != "," or rows.lines.quoted.any():
            for column in table_blocks.cells_of(rows, sign, columns, self._numbers):
                texts += column.dictionary.to_pylist()
        self.signs.update(filter(None, (decimal_sign(text.strip()) for text in texts)))

    def _look_at_nameless(self, cells: Sequence[str]) -> None:
        self._filled |= {i for i in self._nameless if cells[i].strip()}
        if self._counts and cells[0].strip() not in (str(self.rows - 1), str(self.rows)):
            self._counts = set()

    def _beyond_ascii(self, cells: Sequence[str]) -> str:
        """Give what shows that an encoding is right: a name with a letter beyond ASCII, else any such cell."""
        named = [cells[self._name]] if self._name is not None else cells
        return next((cell.strip() for cell in named if not cell.isascii()), "")

    def _not_an_organisation(self, row: SplitRow) -> Aside | None:
        """Say what a row right below the header is, if it is a second header or holds tags."""
        held = [(i, cell.strip()) for i, cell in enumerate(row.cells) if cell.strip()]
        if all(cell.startswith(_TAGS) for _, cell in held):
            return "tags"
        if len(row.cells) != len(self.layout.columns):
            return None
        again = sum(plain(cell) in (self._texts.get(i), self._ids.get(i), plain(self._header[i])) for i, cell in held)
        questions = sum(i in self._texts for i, _ in held)
        return "second-header" if again >= 2 and 2 * again > questions and again >= 0.5 * len(held) else None

    @property
    def nothing_in(self) -> set[int]:
        """The columns without a name in which nothing stands."""
        return self._nameless - self._filled

    @property
    def counts(self) -> set[int]:
        """The first column, where it has no name and counts the rows."""
        return self._counts if self.rows else set()
