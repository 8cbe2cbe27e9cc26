"""How a table was read, all of it in one value: for the screen, for run.json and for the portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from silk_assess.questionnaire.model.questions import Choices
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.cells import Form, Seen
from silk_assess.tables.layout import Kind, Layout, Why

# Rows without an answer, and words, that are named; all of them are counted.
MOST_NAMED: Final = 1_000

Aside = Literal["no-answers", "second-header", "tags"]


@dataclass(frozen=True, slots=True)
class Book:
    """What is to be told of a workbook of which one sheet was read.

    `formulas` and `merged` are the first places of each, of `many_formulas` and `many_merged`; `others` are the sheets
    in which something stands and that were not read, `hidden` those of them, or the sheet itself, that are hidden.
    `rivals` are all that hold questions, if several do.
    """

    formulas: tuple[str, ...] = ()
    many_formulas: int = 0
    merged: tuple[str, ...] = ()
    many_merged: int = 0
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """How one table was read; it grows while its rows are.

    `aside` are rows that hold no organisation, each with its row as spreadsheets count, what it is and what stands in
    it; `example` shows that the encoding is the right one; `tools` are those whose columns were all there; `has_end`
    is false where the last line has no line end. `is_refused` where no row of it was scored.
    `book` tells of the workbook that it is a sheet of.
    """

    layout: Layout
    tools: tuple[str, ...] = ()
    example: str = ""
    has_end: bool = True
    is_refused: bool = False
    book: Book | None = None
    rows: int = 0
    aside: list[tuple[int, Aside, str]] = field(default_factory=list)
    asides: int = 0
    seen: dict[tuple[int, Seen], None] = field(default_factory=dict)

    def leave(self, row: int, what: Aside, called: str) -> None:
        """Note a row that holds no organisation."""
        self.asides += 1
        if len(self.aside) < MOST_NAMED:
            self.aside.append((row, what, called))

    def note(self, seen: Iterable[tuple[int, Seen]]) -> None:
        """Note how the cells of a row were read."""
        for one in seen:
            if len(self.seen) < MOST_NAMED or one in self.seen:
                self.seen[one] = None

    def columns(self, *forms: Form) -> list[str]:
        """Name the columns in which some cell was read in one of some ways, in their order."""
        places = sorted({i for i, (form, _) in self.seen if form in forms})
        return list(dict.fromkeys(one.id or one.written for one in (self.layout.columns[i].target for i in places)))

    def words(self, form: Form = Form.WORD) -> list[str]:
        """Name the words of other tools, or our own, that stood in cells, each once, in the order of letters."""
        return sorted({word for _, (one, word) in self.seen if one is form})

    def headed(self, why: Why) -> list[str]:
        """Name the headers of columns that were taken for what they are for one reason."""
        return [one.header for one in self.layout.columns if one.why is why and one.target.kind is not Kind.OPEN]

    @property
    def left_aside(self) -> list[str]:
        """The headers of columns that are left aside; one without a name is the index of pandas."""
        return [
            one.header or "the first column, which counts the rows"
            for one in self.layout.columns
            if one.target.kind is Kind.LEAVE and one.why is not Why.EMPTY
        ]


def coverage(layouts: Iterable[Layout], tree: Tree) -> tuple[list[str], list[str]]:
    """Tell which questions have a column in some of the tables, and which in none; in questionnaire order."""
    there = {
        one.target.id for layout in layouts for one in layout.columns if one.target.kind in (Kind.ANSWER, Kind.OPTION)
    }
    ids = [one.id for one in tree.questions]
    return [id for id in ids if id in there], [id for id in ids if id not in there]


def missing_options(layout: Layout, tree: Tree) -> dict[str, list[str]]:
    """Tell which options of questions with a column an option have none."""
    there: dict[str, set[str]] = {}
    whole = {one.target.id for one in layout.columns if one.target.kind is Kind.ANSWER}
    for one in layout.columns:
        if one.target.kind is Kind.OPTION and one.target.id not in whole:
            there.setdefault(one.target.id, set()).add(one.target.option)
    found = {}
    for id, options in there.items():
        question = tree.asked[id].question
        known = question.options if isinstance(question, Choices) else ()
        if missing := [one.id for one in known if one.id not in options]:
            found[id] = missing
    return found


def has_evidence(layout: Layout) -> bool:
    """Say whether a table has any place for evidence."""
    return any(one.target.kind is Kind.EVIDENCE for one in layout.columns)


def as_data(reading: Reading, tree: Tree, said: str) -> Mapping[str, Any]:
    """Lay a reading out for programs, with the sentence that says it."""
    layout, dialect = reading.layout, reading.layout.dialect
    there, without = coverage([layout], tree)
    is_comma = bool(reading.columns(Form.DECIMAL_COMMA))
    choices = {
        "commas": reading.columns(Form.COMMAS),
        "blanks": reading.columns(Form.BLANKS),
        "lines": reading.columns(Form.LINES),
        "columns": reading.columns(Form.SPLIT),
    }
    return {
        "file": layout.file,
        "sheet": dialect.sheet or None,
        "encoding": dialect.encoding,
        "separator": dialect.separator,
        "decimal": dialect.decimal or ("," if is_comma else "."),
        "grouping": dialect.grouping or None,
        "header_row": dialect.header_row,
        "header_rows": dialect.header_rows,
        "columns": [{"column": one.header, "is": one.target.written, "why": str(one.why)} for one in layout.columns],
        "labels": reading.columns(Form.LABEL),
        "choices": {how: ids for how, ids in choices.items() if ids},
        "words": reading.words(),
        "questions": {"of": len(tree.questions), "with_column": len(there), "without": without},
        "carried": list(layout.carried),
        "left_aside": reading.left_aside,
        "rows": reading.rows,
        "rows_aside": [{"row": row, "what": what, "text": text} for row, what, text in reading.aside],
        "read": said,
    }
