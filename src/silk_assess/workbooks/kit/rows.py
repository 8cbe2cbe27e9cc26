"""A kit of one organisation a row: ids above, questions below them, their help as notes of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from silk_assess.answers.state import Standing, fact
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.questionnaire.conditions import holds
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.tables import kits
from silk_assess.tables.layout import letters
from silk_assess.workbooks.kit import cells, guidance, questions, rules, when
from silk_assess.workbooks.kit.filled import OWN, Filled, evidence
from silk_assess.workbooks.kit.lists import List
from silk_assess.workbooks.writing import MOST_LETTERS, Writing, text

NAME: Final = kits.ORGANISATIONS
# So many more organisations have room.
ROOM: Final = 200
HEADER_ROWS: Final = kits.HEADER_ROWS
_MOST_COLUMNS: Final = 16_384
WHEN: Final = f"{kits.OWN}when/"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its id and what is said below it; of a question with the option, or `note` or `evidence`."""

    id: str
    says: str
    one: Asked | None = None
    option: str = ""
    beside: str = ""


def columns_of(tree: Tree) -> list[Column]:
    """List the columns of a sheet of answers.

    Raises SilkError with code "unwritable" where there are more than a sheet has.
    """
    found = [Column(id, says) for id, says in OWN.items()]
    for one in (*tree.profile, *tree.questions):
        said = one.question.text
        if cells.is_several(one) and cells.words(one):
            said += f" ({', '.join(cells.words(one))})"
        found.append(Column(one.id, said, one))
        if cells.is_several(one):
            labels = {option.id: option.label for option in one.question.options}  # type: ignore[union-attr]
            found += [Column(f"{one.id}/{id}", label, one, id) for id, label in labels.items()]
        if one.role != "profile":
            found += [Column(f"{one.id}.{key}", key.capitalize(), one, beside=key) for key in ("evidence", "note")]
    found += [Column(f"{WHEN}{one.id}", "", one, beside="when") for one in tree.asked.values() if one.when]
    if len(found) > _MOST_COLUMNS:
        says = f"A sheet has {_MOST_COLUMNS:,} columns, and this questionnaire needs {len(found):,}"
        do = "Make a kit of one organisation a sheet: --one."
        raise SilkError(Fault(("kit",), says, do, Code.UNWRITABLE))
    return found


class _Row(when.Facts):
    """Where the formulas of one row find what is known."""

    def __init__(self, tree: Tree, columns: Sequence[Column], lists: Mapping[str, List]) -> None:
        self._tree, self._lists = tree, lists
        self._places = {one.id: i for i, one in enumerate(columns)}
        self.row = HEADER_ROWS + 1

    def _at(self, id: str) -> str:
        return f"${letters(self._places[id])}{self.row}"

    def asked(self, id: str) -> Asked:
        """Give the question."""
        return self._tree.asked[id]

    def state(self, id: str) -> str:
        """Write its state, from its cells."""
        one = self.asked(id)
        own = questions.state_of(one, self.cell(id), self._options(one), self._lists.get(id))
        if one.when is None:
            return own
        shown = self._at(f"{WHEN}{id}")
        return f"IF({shown}=0,0,IF({shown}<1,3,{own}))"

    def fact(self, id: str) -> str:
        """Write what a condition reads of it."""
        return questions.fact_of(self.asked(id), self.cell(id), self._lists.get(id))

    def cell(self, id: str) -> str:
        """Name its cell."""
        return self._at(id)

    def option(self, id: str, option: str) -> str:
        """Name the cell of one option of several."""
        return self._at(f"{id}/{option}")

    def shown(self, id: str) -> str:
        """Name the cell that says whether a question is asked."""
        return self._at(f"{WHEN}{id}")

    def _options(self, one: Asked) -> str:
        if not cells.is_several(one):
            return ""
        ids = list(cells.shown_options(one))
        return f"{self.option(one.id, ids[0])}:{self.option(one.id, ids[-1])}"


def write(
    writing: Writing, sheet: Any, tree: Tree, organisations: Sequence[Filled], blank: Filled, lists: Mapping[str, List]
) -> None:
    """Write the sheet; `blank` is an organisation without answers, for the rows that are free."""
    columns = columns_of(tree)
    last = HEADER_ROWS + len(organisations) + ROOM
    facts = _Row(tree, columns, lists)
    sheet.freeze_panes(HEADER_ROWS, 2)
    sheet.set_row(0, 12)
    sheet.set_row(1, 90)
    for i, column in enumerate(columns):
        _head(writing, sheet, i, column)
        _rule(writing, sheet, i, column, facts, last, lists)
    for place, filled in enumerate((*organisations, *(blank for _ in range(ROOM)))):
        facts.row = HEADER_ROWS + 1 + place
        for i, column in enumerate(columns):
            if column.beside == "when":
                assert column.one is not None
                _shown(writing, sheet, i, column.one, facts, filled.assessment.standings)
            elif (cell := _cell(column, filled)) is not None:
                rules.put(sheet, facts.row - 1, i, cell, rules.style(writing, _answered(column)))


def _answered(column: Column) -> Asked | None:
    return None if column.option or column.beside else column.one


def _head(writing: Writing, sheet: Any, i: int, column: Column) -> None:
    is_folded = bool(column.beside)
    width = 4 if column.id == "id" else 12 if column.option else 26
    look = rules.style(writing, _answered(column))
    fold = {"level": 1, "hidden": True} if column.beside in ("note", "evidence") else {"hidden": is_folded}
    sheet.set_column(i, i, width, look, fold)
    sheet.write_string(0, i, column.id, writing.style("id"))
    sheet.write_string(1, i, text(column.says), writing.style("head"))
    if column.one is not None and not column.option and not column.beside:
        note = text(guidance.meaning(column.one))
        if note:
            size = {"width": 380, "height": min(40 + len(note) // 3, 600), "author": ""}
            sheet.write_comment(1, i, note[: MOST_LETTERS - 1], size)


def _rule(
    writing: Writing, sheet: Any, i: int, column: Column, facts: _Row, last: int, lists: Mapping[str, List]
) -> None:
    one = column.one
    if one is None or column.beside:
        return
    where = (HEADER_ROWS, i, last - 1, i)
    if column.option:
        rules.allow_option(sheet, where)
    else:
        rules.allow(sheet, where, one, lists.get(one.id))
    if one.when is not None:
        rules.grey(writing, sheet, where, f"={facts.shown(one.id)}=0")


def _shown(writing: Writing, sheet: Any, i: int, one: Asked, facts: _Row, known: Mapping[str, Standing]) -> None:
    assert one.when is not None
    formula = when.formula(one.when, facts)
    sheet.write_formula(facts.row - 1, i, f"={formula}", writing.style("id"), shown_value(one, known))


def shown_value(one: Asked, known: Mapping[str, Standing]) -> float:
    """Say whether a question is asked as its formula does: 1, 0, or 0.5 where nobody knows yet."""
    is_shown = True if one.when is None else holds(one.when, lambda id: fact(known[id]))
    return 0.5 if is_shown is None else float(is_shown)


def _cell(column: Column, filled: Filled) -> cells.Cell:
    if column.one is None:
        return filled.own(column.id)
    answer = filled.answer(column.one.id)
    if column.beside == "note":
        return (answer.note if answer is not None else None) or None
    if column.beside == "evidence":
        return evidence(answer) or None
    if column.option:
        return None if answer is None else cells.of_option(answer.value, column.option)
    return cells.of_answer(column.one, answer)
