"""What a mapping of a table would hold, gathered from its layout and its cells: what is settled and what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from silk_assess.faults import Code
from silk_assess.questionnaire.forms import is_country
from silk_assess.questionnaire.model.questions import Country, Quantity
from silk_assess.questionnaire.model.questions import Words as FreeText
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.cells import CellReader, Form
from silk_assess.tables.layout import Column, Damaged, Figure, Kind, Layout, Why, letters
from silk_assess.tables.numbers import decimal_sign
from silk_assess.tables.reading import coverage
from silk_assess.tables.rows import RowReader
from silk_assess.tables.words import Words

# Of each column so many words are gathered, none longer than this, with so many of the rows that they stand in.
MOST_WORDS: Final = 50
_LONGEST: Final = 200
_MOST_ROWS: Final = 5
# A word of a column of which nobody knows what it is, is offered where there are no more than so many.
FEW: Final = 12


@dataclass(slots=True)
class DraftColumn:
    """A column as a mapping would have it.

    `open` are words in its cells that mean nothing known, each with the first rows that they stand in, of `opens` in
    all; `forms` are the ways in which its other cells were read. Where nobody knows what the column is, `examples` are
    what stands in it, and `coded` says that these are codes of a tool.
    """

    place: int
    column: Column
    open: dict[str, list[int]] = field(default_factory=dict)
    opens: int = 0
    forms: set[Form] = field(default_factory=set)
    examples: dict[str, None] = field(default_factory=dict)
    is_coded: bool = False

    @property
    def is_open(self) -> bool:
        """Whether anything of it is to be settled."""
        return self.column.target.kind is Kind.OPEN or bool(self.open)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a mapping of a table would hold.

    `two_meanings` is the first number that has two meanings: its place, as a spreadsheet names it, the number, and
    the sign in it. `decimal` is the sign that its numbers show, and empty where they show none or both.
    """

    layout: Layout
    columns: tuple[DraftColumn, ...]
    rows: int
    without: tuple[str, ...]
    decimal: str
    two_meanings: tuple[str, str, str] | None

    @property
    def open(self) -> list[DraftColumn]:
        """The columns that are to be settled, or words in them."""
        return [one for one in self.columns if one.is_open]


class Drafter:
    """Gathers what a mapping of one table would hold, row by row."""

    def __init__(self, layout: Layout, tree: Tree, words: Words) -> None:
        self._layout, self._tree, self._words = layout, tree, words
        self._rows = 0
        self._signs: set[str] = set()
        self._two: tuple[str, str, str] | None = None
        self._columns = [DraftColumn(i, one) for i, one in enumerate(layout.columns) if one.why is not Why.EMPTY]
        self._codes = [tool.codes for tool in words.tools if tool.codes is not None]
        self._splits = RowReader(layout, tree, words)
        fields = {one.id for one in tree.profile}
        self._readers = {
            one.place: CellReader(tree.asked[id].question, id in fields, layout.dialect, words)
            for one in self._columns
            if one.column.target.kind is Kind.ANSWER and (id := one.column.target.id)
        }
        self._seen: dict[int, set[str]] = defaultdict(set)

    def take(self, row: int, cells: Sequence[str]) -> None:
        """Look at one row, which has a cell for each column."""
        self._rows += 1
        for one in self._columns:
            cell = cells[one.place]
            text = cell if isinstance(cell, Figure | Damaged) else cell.strip()
            if not text or isinstance(text, Damaged):
                continue
            match one.column.target.kind:
                case Kind.ANSWER:
                    self._answer(one, text, row)
                case Kind.OPTION:
                    target = one.column.target
                    if self._splits.is_chosen(target.id, target.option, text) is None:
                        _note(one, text, row)
                case Kind.OPEN if len(one.examples) <= FEW:
                    one.examples[text[: _LONGEST + 1]] = None

    def _answer(self, one: DraftColumn, text: str, row: int) -> None:
        question = self._tree.asked[one.column.target.id].question
        if isinstance(question, FreeText):
            return
        if isinstance(question, Quantity):
            self._signs.add(decimal_sign(text))
        known = self._seen[one.place]
        if text in known and text not in one.open:
            return
        read = self._readers[one.place].read(text)
        one.forms.update(form for form, _ in read.seen)
        if len(known) < 1_000:
            known.add(text)
        if read.wrong is None:
            if isinstance(question, Country) and isinstance(read.value, str) and not is_country(read.value):
                _note(one, text, row)
        elif isinstance(question, Quantity):
            if read.wrong.code is Code.TWO_MEANINGS:
                sign = next(letter for letter in text if letter in ".,")
                self._two = self._two or (f"{letters(one.place)}{row}", text, sign)
            elif read.wrong.code is Code.NUMBER and not any(letter.isdigit() for letter in text):
                _note(one, text, row)
        elif read.wrong.code in (Code.OPTION, Code.TWO_MEANINGS):
            _note(one, text, row)

    def draft(self) -> Draft:
        """Give what was gathered."""
        signs = self._signs - {""}
        for one in self._columns:
            if one.column.target.kind is Kind.OPEN and len(one.examples) <= FEW:
                one.is_coded = any(code.fullmatch(word) for word in one.examples for code in self._codes)
        _, without = coverage([self._layout], self._tree)
        decimal = signs.pop() if len(signs) == 1 else ""
        return Draft(self._layout, tuple(self._columns), self._rows, tuple(without), decimal, self._two)


def _note(one: DraftColumn, text: str, row: int) -> None:
    if text not in one.open:
        one.opens += 1
        if len(one.open) >= MOST_WORDS or len(text) > _LONGEST:
            return
    rows = one.open.setdefault(text, [])
    if len(rows) < _MOST_ROWS:
        rows.append(row)
