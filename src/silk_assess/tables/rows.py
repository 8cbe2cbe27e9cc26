"""Rows of a table read by its layout: what an answer file would hold in their place, and all that is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from silk_assess import escape
from silk_assess.faults import Code, Misfit, listed, quoted
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.values import NONE
from silk_assess.tables.cells import NA, NOTHING, UNKNOWN, CellRead, CellReader, Form, Seen, day_in
from silk_assess.tables.headers import WITHOUT
from silk_assess.tables.layout import Damaged, Figure, Kind, Layout, Target
from silk_assess.tables.words import Words, as_id, plain

_MOST_LETTERS: Final = 60


@dataclass(frozen=True, slots=True)
class RowRead:
    """What a row says: the parts of an answer file, and what is wrong in which column.

    `is_blank` is a row in which no question has an answer, and `called` what stands in it; `seen` tells how cells
    that were not plain were read, each with its column.
    """

    organisation: Mapping[str, Any] = field(default_factory=dict)
    answered: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    wrong: tuple[tuple[int, Misfit], ...] = ()
    seen: frozenset[tuple[int, Seen]] = frozenset()
    is_blank: bool = False
    called: str = ""


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, layout: Layout, tree: Tree, words: Words) -> None:
        self._layout, self._tree, self._words = layout, tree, words
        self._fields = {one.id for one in tree.profile}
        self._places = layout.places
        self._cells: dict[int, CellReader] = {}
        self._options: dict[str, dict[str, int]] = {}
        self._own: dict[int, dict[str, str]] = {}
        for i, column in enumerate(layout.columns):
            target = column.target
            if target.kind is Kind.ANSWER:
                self._cells[i] = self._reader(target.id, column.cells)
            elif target.kind is Kind.OPTION:
                self._options.setdefault(target.id, {})[target.option] = i
                self._own[i] = dict(column.cells)

    def _reader(self, id: str, own: tuple[tuple[str, str], ...] = ()) -> CellReader:
        question, dialect = self._tree.asked[id].question, self._layout.dialect
        return CellReader(question, id in self._fields, dialect, self._words, own, self._layout.hints_comma)

    def read(self, row: Sequence[str]) -> RowRead:
        """Read one row, which has a cell for each column."""
        # Only an apostrophe can guard a cell; in a sheet a text can do nothing.
        cells = list(row)
        if self._layout.dialect.sheet is None:
            cells = [one if "'" not in one or isinstance(one, Figure) else escape.from_csv_cell(one) for one in row]
        found: dict[str, Any] = {}
        wrong: list[tuple[int, Misfit]] = []
        seen: set[tuple[int, Seen]] = set()
        answered: dict[str, str] = {}
        id = name = ""
        for i, column in enumerate(self._layout.columns):
            if isinstance(cell := cells[i], Damaged):
                if column.target.kind is not Kind.LEAVE:
                    wrong.append((i, damaged(cell, self._tree, column.target)))
                cells[i] = ""
                if column.target.kind is Kind.ANSWER:
                    continue
            match column.target.kind:
                case Kind.ANSWER:
                    read = self._cells[i].read(cells[i])
                    if column.target.id in self._options:
                        read = self._both(column.target.id, read, cells)
                    self._take(i, column.target.id, read, found, wrong, seen)
                case Kind.OPTION if (first := self._first(column.target.id)) == i:
                    self._take(first, column.target.id, self._split(column.target.id, cells), found, wrong, seen)
                case Kind.NAME:
                    name = cells[i].strip(" ") if cells[i].strip() else ""
                case Kind.ID:
                    id = cells[i].strip()
                case Kind.DATE | Kind.BY if cells[i].strip():
                    read = self._sitting(column.target.kind, cells[i])
                    answered[str(column.target.kind)] = read.value
                    seen.update((i, one) for one in read.seen)
        organisation = {"name": name} if name else {}
        organisation |= {key: value for key, value in found.items() if key in self._fields}
        answers = {key: value for key, value in found.items() if key not in self._fields}
        bad = {self._layout.columns[i].target.id for i, _ in wrong} - self._fields
        is_blank = not answers and not bad
        self._remarks(cells, answers)
        extra = {
            column.header: cells[i] for i, column in enumerate(self._layout.columns) if column.target.kind is Kind.CARRY
        }
        called = name or next((one.strip() for one in cells if one.strip()), "")
        return RowRead(
            organisation, answered, answers, id, extra, tuple(wrong), frozenset(seen), is_blank, called[:_MOST_LETTERS]
        )

    @staticmethod
    def _sitting(kind: Kind, cell: str) -> CellRead:
        """Read on which day the questions were answered, or by whom."""
        return CellRead(cell.strip(" ")) if kind is Kind.BY else day_in(cell.strip()) or CellRead(cell.strip())

    def _first(self, id: str) -> int:
        """Give the column at which the options of a question are read: where none holds them all, the first of one."""
        has_own = any(one.kind is Kind.ANSWER and one.id == id for one in self._places)
        return -1 if has_own else min(self._options[id].values())

    @staticmethod
    def _take(
        i: int,
        id: str,
        read: CellRead,
        found: dict[str, Any],
        wrong: list[tuple[int, Misfit]],
        seen: set[tuple[int, Seen]],
    ) -> None:
        seen.update((i, one) for one in read.seen)
        if read.wrong is not None:
            wrong.append((i, read.wrong))
        elif read.value is not None:
            found[id] = read.value

    # One option a column

    def _split(self, id: str, cells: Sequence[str]) -> CellRead:
        """Read a question with a column for each option: 1 or 0, yes or no, or the option itself and nothing."""
        chosen: list[str] = []
        is_given = False
        for option, i in self._options[id].items():
            text = cells[i].strip()
            text = self._own[i].get(text, text)
            if not text or text == "empty":
                continue
            is_given = True
            is_chosen = self.is_chosen(id, option, text)
            if is_chosen is None:
                label = self._layout.columns[i].header
                says = f"{quoted(text)} says neither that {option} holds nor that it does not"
                return CellRead(wrong=Misfit(Code.OPTION, says, f"Write 1 or 0 in the column {label}."))
            if is_chosen:
                chosen.append(option)
        if not is_given:
            return NOTHING
        alone = [one for one in chosen if one in WITHOUT]
        if alone and len(chosen) > 1:
            says = f"{listed(chosen)} stand together"
            return CellRead(wrong=Misfit(Code.EXCLUSIVE, says, f"Keep {alone[0]}, or the others."))
        if not isinstance(self._tree.asked[id].question, Choices):
            return CellRead(NA) if alone else NOTHING
        if alone == [UNKNOWN] and id in self._fields:
            return NOTHING
        value: Any = alone[0] if alone and alone != [NONE] else self._ordered(id, chosen)
        return CellRead(value, ((Form.SPLIT, ""),))

    def is_chosen(self, id: str, option: str, text: str) -> bool | None:
        """Say whether a cell in the column of one option says that it holds; None where it says neither."""
        question = self._tree.asked[id].question
        options = question.options if isinstance(question, Choices) else ()
        label = next((plain(one.label) for one in options if one.id == option), "")
        if as_id(text) == option or plain(text) == label:
            return True
        if option in WITHOUT and self._words.means(text, (option,)):
            return True
        kind = self._words.means(text, ("yes", "chosen", "no", "unchosen"))
        return None if not kind else kind in ("yes", "chosen")

    def _ordered(self, id: str, chosen: Sequence[str]) -> list[str]:
        question = self._tree.asked[id].question
        assert isinstance(question, Choices)
        return [one.id for one in question.options if one.id in chosen]

    def _both(self, id: str, read: CellRead, cells: Sequence[str]) -> CellRead:
        """Read a question that has a column of its own and one for each option; they may not contradict each other."""
        split = self._split(id, cells)
        if read.wrong is not None or split.wrong is not None:
            return read if read.wrong is not None else split
        if split.value is None:
            return read
        seen = (*read.seen, *split.seen, *(((Form.BOTH, ""),) if split.seen else ()))
        if read.value is None or _same(read.value, split.value):
            return CellRead(split.value if read.value is None else read.value, seen)
        columns = listed(
            self._layout.columns[i].header
            for option, i in self._options[id].items()
            if self.is_chosen(id, option, self._own[i].get(cells[i].strip(), cells[i]))
        )
        says = f"this cell says {_said(read.value)}, and the columns of single options say {columns or 'none of them'}"
        return CellRead(wrong=Misfit(Code.CONTRADICTION, says, "Make the two agree, or empty one of them."))

    # Notes and evidence

    def _remarks(self, cells: Sequence[str], answers: dict[str, Any]) -> None:
        """Put notes and evidence to their answers; a question that has none may have a note all the same."""
        for i, column in enumerate(self._layout.columns):
            kind, id = column.target.kind, column.target.id
            if kind not in (Kind.NOTE, Kind.EVIDENCE) or not cells[i].strip():
                continue
            entry = answers.get(id, {})
            if entry == NA:
                entry = {"value": NA}
            elif not isinstance(entry, dict):
                entry = {"value": entry}
            if kind is Kind.NOTE:
                answers[id] = {**entry, "note": cells[i].strip(" ")}
            else:
                proofs = [line.strip() for line in cells[i].splitlines() if line.strip()]
                answers[id] = {**entry, "evidence": proofs[0] if len(proofs) == 1 else proofs}


def _same(one: Any, other: Any) -> bool:
    return set(one) == set(other) if isinstance(one, list) and isinstance(other, list) else bool(one == other)


def _said(value: Any) -> str:
    if isinstance(value, list):
        return listed(value) or "none of them"
    if isinstance(value, str):
        return quoted(value)
    return NA


def damaged(cell: Damaged, tree: Tree, target: Target) -> Misfit:
    """Tell of a cell that shows an error of a spreadsheet, or whose formula has no value."""
    if not cell:
        says = "a formula stands in this cell, and no value is stored with it"
        do = "Open the workbook in a spreadsheet and save it there, or type the answer."
        return Misfit(Code.CELL_ERROR, says, do)
    says = f"the cell shows an error of the spreadsheet, {cell}"
    do = "Mend the formula behind it, or type the answer."
    question = tree.asked[target.id].question if target.kind is Kind.ANSWER else None
    if options := [one.id for one in getattr(question, "options", ())]:
        do += f" The options are {listed(options)}."
    if cell == "#N/A" and getattr(question, "not_applicable", None):
        do += ' "N/A" typed as a word would mean: does not apply.'
    return Misfit(Code.CELL_ERROR, says, do)
