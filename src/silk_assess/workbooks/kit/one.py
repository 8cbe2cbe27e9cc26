"""A kit of one organisation a sheet: guidance beside each question, and points and ranges of parts while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from silk_assess.answers.state import Standing
from silk_assess.exact import UNIT, decimal, rounded
from silk_assess.questionnaire.outline import NodeSpot, outline
from silk_assess.questionnaire.tree import Asked, Node, Tree
from silk_assess.tables.layout import letters
from silk_assess.workbooks.kit import cells, guidance, questions, rules, when
from silk_assess.workbooks.kit.filled import OWN, Filled, evidence
from silk_assess.workbooks.kit.formulas import TooWide, fits
from silk_assess.workbooks.kit.lists import List
from silk_assess.workbooks.kit.nodes import LAST, Nodes
from silk_assess.workbooks.kit.questions import DONE, FACT, HIGH, LOW, POINT, STATE, WHEN, Figure
from silk_assess.workbooks.kit.rows import shown_value
from silk_assess.workbooks.writing import Writing, text

NUMBER, QUESTION, ANSWER, MEANING, EVIDENCE, NOTE, POINTS, ID = range(8)
_WIDTHS: Final = (5, 46, 34, 50, 26, 26, 14, 16)
_PARTS: Final = ("", "Part", "Points", "between", "and", "Done")
_HEAD: Final = ("", "Question", "Answer", "What is meant", "Evidence", "Note", "Points", "ids")
_FIRST_PART: Final = 4
UNSAID: Final = "not said by formula; silk-assess score says it"
_FEW: Final = "too few answers"
_NO: Final = "does not apply"
_NOT_ASKED: Final = "not asked"


class Layout(when.Facts):
    """In which row what stands, counted from 1 as spreadsheets do."""

    def __init__(self, tree: Tree, lists: Mapping[str, List]) -> None:
        self.tree, self.lists = tree, lists
        self.parts = [*(node for node in tree.nodes if node.id == "index"), *(n for n in tree.nodes if n.id != "index")]
        self.rows: dict[str, int] = {node.id: _FIRST_PART + 1 + i for i, node in enumerate(self.parts)}
        self.flows = [one.id for one in tree.pack.sections if one.id not in tree.node]
        self.flow_rows = {id: _FIRST_PART + 1 + len(self.parts) + i for i, id in enumerate(self.flows)}
        self.head = _FIRST_PART + len(self.parts) + len(self.flows) + 3
        self.headings: dict[int, str] = {}
        self.options: dict[tuple[str, str], int] = {}
        # The first and the last row of each section, without the profile.
        self.sections: dict[str, tuple[int, int]] = {}
        self._lay()

    def _lay(self) -> None:
        row = self.head + 1 + len(OWN)
        for one in self.tree.profile:
            row = self._question(one, row)
        titles = {node.id: node.title for node in self.tree.nodes}
        titles |= {section.id: section.title for section in self.tree.pack.sections}
        section = heading = ""
        owners = {spot.node.id: spot.owner for spot in outline(self.tree.pack) if isinstance(spot, NodeSpot)}
        for one in self.tree.questions:
            if one.owner != heading:
                heading = one.owner
                above = self._above(heading, owners)
                section = above[0]
                for id in above:
                    if id not in self.headings.values():
                        self.headings[row] = id
                        row += 1
            start = row
            row = self._question(one, row)
            self.sections[section] = (self.sections.get(section, (start, 0))[0], row - 1)
        self.last = row - 1
        self.titles = titles

    @staticmethod
    def _above(id: str, owners: Mapping[str, str | None]) -> list[str]:
        """Name what a question stands in, the section first."""
        found, owner = [id], owners.get(id)
        while owner is not None:
            found, owner = [owner, *found], owners.get(owner)
        return found

    def _question(self, one: Asked, row: int) -> int:
        self.rows[one.id] = row
        for option in cells.shown_options(one) if cells.is_several(one) else ():
            row += 1
            self.options[one.id, option] = row
        return row + 1

    # Where formulas find what is known

    def asked(self, id: str) -> Asked:
        """Give the question."""
        return self.tree.asked[id]

    def state(self, id: str) -> str:
        """Name the cell with its state."""
        return f"{STATE}{self.rows[id]}"

    def fact(self, id: str) -> str:
        """Name the cell with what a condition reads."""
        return f"{FACT}{self.rows[id]}"

    def cell(self, id: str) -> str:
        """Name its cell."""
        return f"$C{self.rows[id]}"

    def option(self, id: str, option: str) -> str:
        """Name the cell of one option of several."""
        return f"$C{self.options[id, option]}"

    def options_of(self, one: Asked) -> str:
        """Name the range with the cells of a question's options; nothing where it has none."""
        if not cells.is_several(one):
            return ""
        ids = list(cells.shown_options(one))
        return f"{self.option(one.id, ids[0])}:{self.option(one.id, ids[-1])}"


class Sheet:
    """Writes the sheet of one organisation."""

    def __init__(self, writing: Writing, sheet: Any, layout: Layout, filled: Filled) -> None:
        self._writing, self._sheet, self._layout, self._filled = writing, sheet, layout, filled
        self._tree, self._known = layout.tree, filled.assessment.standings
        self._nodes = Nodes(self._tree, layout.rows, self._known, dict(filled.assessment.values))
        self._done: dict[str, int | None] = {}

    def write(self) -> None:
        """Write all of it."""
        layout, sheet = self._layout, self._sheet
        for i, width in enumerate(_WIDTHS):
            sheet.set_column(i, i, width)
        sheet.set_column(f"{WHEN}:{LAST}", None, None, {"hidden": True})
        sheet.freeze_panes(2, 0)
        self._text(1, 0, self._filled.name or "Your organisation", "title")
        self._line(layout.head, _HEAD)
        self._own()
        unsaid: set[str] = set()
        for row, id in layout.headings.items():
            self._text(row, QUESTION, layout.titles[id], "part")
        number = 0
        for one in (*self._tree.profile, *self._tree.questions):
            number += one.role != "profile"
            if not self._question(one, number if one.role != "profile" else 0):
                unsaid.add(one.id)
        self._line(_FIRST_PART, _PARTS)
        for node in self._tree.order:
            if unsaid & {*node.reads} or not self._part(node):
                unsaid.add(node.id)
                self._title(node)
                self._text(layout.rows[node.id], ANSWER, UNSAID, "quiet")
        self._counts()
        first = layout.head + 1
        rules.grey(
            self._writing,
            sheet,
            (first - 1, QUESTION, layout.last - 1, POINTS),
            f"=ISNUMBER(${WHEN}{first})*(${WHEN}{first}=0)",
        )
        sheet.protect("", {"format_columns": True, "format_rows": True})

    # Texts and figures

    def _text(self, row: int, column: int, said: str, look: str) -> None:
        self._sheet.write_string(row - 1, column, text(said), self._writing.style(look))

    def _line(self, row: int, names: tuple[str, ...]) -> None:
        for i, name in enumerate(names):
            if name:
                self._text(row, i, name, "head")

    def _figure(self, row: int, column: str | int, figure: Figure, look: str = "whole") -> None:
        place = column if isinstance(column, int) else _column(column)
        self._sheet.write_formula(row - 1, place, f"={fits(figure.formula)}", self._writing.style(look), figure.value)

    def _own(self) -> None:
        for i, (id, says) in enumerate(OWN.items()):
            row = self._layout.head + 1 + i
            self._text(row, QUESTION, says, "wrapped")
            self._text(row, ID, id, "id")
            rules.put(self._sheet, row - 1, ANSWER, self._filled.own(id), self._writing.style("answer"))

    # Questions

    def _question(self, one: Asked, number: int) -> bool:
        """Write the rows of a question; say whether its points, if it has any, stand there by formula."""
        row, sheet = self._layout.rows[one.id], self._sheet
        answer = self._filled.answer(one.id)
        if number:
            sheet.write_number(row - 1, NUMBER, number, self._writing.style("whole"))
        self._text(row, QUESTION, one.question.text, "wrapped")
        if said := guidance.meaning(one):
            self._text(row, MEANING, said, "quiet")
        self._text(row, ID, one.id, "id")
        own = cells.of_answer(one, answer)
        if cells.is_several(one) and not cells.words(one):
            own = None
        else:
            rules.put(sheet, row - 1, ANSWER, own, rules.style(self._writing, one))
            rules.allow(sheet, (row - 1, ANSWER, row - 1, ANSWER), one, self._layout.lists.get(one.id))
        if one.role != "profile":
            rules.put(sheet, row - 1, EVIDENCE, evidence(answer), self._writing.style("answer"))
            rules.put(sheet, row - 1, NOTE, answer.note if answer is not None else None, self._writing.style("answer"))
        has_option = self._options(one)
        return self._behind(one, row, own is not None or has_option)

    def _options(self, one: Asked) -> bool:
        """Write the rows of a question's options; say whether one of them is filled in."""
        answer = self._filled.answer(one.id)
        is_filled = False
        if not cells.is_several(one):
            return False
        for option in one.question.options:  # type: ignore[union-attr]
            row = self._layout.options[one.id, option.id]
            cell = None if answer is None else cells.of_option(answer.value, option.id)
            is_filled = is_filled or cell is not None
            self._text(row, QUESTION, f"   {option.label}", "wrapped")
            self._text(row, ID, f"{one.id}/{option.id}", "id")
            rules.put(self._sheet, row - 1, ANSWER, cell, self._writing.style("answer"))
            rules.allow_option(self._sheet, (row - 1, ANSWER, row - 1, ANSWER))
            if one.when is not None:
                self._figure(row, WHEN, Figure(f"{WHEN}{self._layout.rows[one.id]}", shown_value(one, self._known)))
        return is_filled

    def _behind(self, one: Asked, row: int, is_filled: bool) -> bool:
        """Write the figures behind a question."""
        layout, standing = self._layout, self._known[one.id]
        cell, options, listed = f"$C{row}", layout.options_of(one), layout.lists.get(one.id)
        state = questions.state_of(one, cell, options, listed)
        shown = shown_value(one, self._known)
        if one.when is not None:
            self._figure(row, WHEN, Figure(when.formula(one.when, layout), shown))
            state = f"IF({WHEN}{row}=0,0,IF({WHEN}{row}<1,3,{state}))"
        self._figure(row, STATE, Figure(state, questions.state_value(standing)))
        fact = questions.fact_of(one, cell, listed)
        self._figure(row, FACT, Figure(f"IF({STATE}{row}=1,{fact},0)", questions.fact_value(one, standing)))
        if one.role != "profile":
            self._is_done(one, row, options, is_filled, shown)
        if not one.scored:
            self._said(one, row, standing, False)
            return True
        try:
            value = self._filled.assessment.values[one.id]
            found = questions.points_of(one, row, standing, value, options, listed)
        except TooWide:
            self._said(one, row, standing, False)
            return False
        for column, figure in found.items():
            self._figure(row, column, figure)
        self._said(one, row, standing, one.role in ("score", "control"))
        return True

    def _is_done(self, one: Asked, row: int, options: str, is_filled: bool, shown: float) -> None:
        filled = f'OR($C{row}<>"",COUNTA({options})>0)' if options else f'$C{row}<>""'
        formula, value = f"IF({filled},1,0)", int(is_filled) if shown == 1 else None
        if one.when is not None:
            formula = f'IF({WHEN}{row}<1,"",{formula})'
        self._done[one.id] = value
        self._figure(row, DONE, Figure(formula, "" if value is None else value))

    def _said(self, one: Asked, row: int, standing: Standing, has_points: bool) -> None:
        """Say beside a question what it is worth, or why it counts for nothing."""
        value = self._filled.assessment.values.get(one.id)
        low, point, high = (f"{column}{row}" for column in (LOW, POINT, HIGH))
        said = (
            f'IF({point}="",ROUND({low}/{UNIT},1)&" to "&ROUND({high}/{UNIT},1),{point}/{UNIT})' if has_points else '""'
        )
        absent = f'"{_NO}"' if one.when is None else f'IF({WHEN}{row}=0,"{_NOT_ASKED}","{_NO}")'
        size: float | str = ""
        if standing.state in ("hidden", "not applicable"):
            size = _NOT_ASKED if standing.state == "hidden" else _NO
        elif has_points and value is not None:
            size = f"{_brief(value.low)} to {_brief(value.high)}" if value.point is None else value.point / UNIT
        self._figure(row, POINTS, Figure(f"IF({STATE}{row}=0,{absent},{said})", size), "figure")

    # Parts

    def _title(self, node: Node) -> None:
        depth, above = 0, node
        while above.owner is not None:
            depth, above = depth + 1, self._tree.node[above.owner]
        title = "All together" if node.id == "index" else node.title
        self._text(self._layout.rows[node.id], QUESTION, f"{'   ' * depth}{title}", "wrapped" if depth else "part")

    def _part(self, node: Node) -> bool:
        """Write the figures of a part; say whether they stand there by formula."""
        row = self._layout.rows[node.id]
        try:
            found = self._nodes.figures(node)
        except TooWide:
            return False
        for column, figure in found.items():
            self._figure(row, column, figure)
        self._title(node)
        value = self._filled.assessment.values[node.id]
        for place, source, key in ((ANSWER, POINT, "point"), (MEANING, LOW, "low"), (EVIDENCE, HIGH, "high")):
            without = f'IF({LOW}{row}="","{_NO}","{_FEW}")' if key == "point" else '""'
            number = None if value is None else getattr(value, key)
            size: float | str = "" if number is None else number / UNIT
            if number is None and key == "point":
                size = _NO if value is None else _FEW
            self._figure(row, place, Figure(f'IF({source}{row}="",{without},{source}{row}/{UNIT})', size), "figure")
        for bound in self._tree.bounds(node.id):
            self._exact_below(row, bound)
        return True

    def _exact_below(self, row: int, bound: int) -> None:
        """Show all decimals of a number that would seem to have reached a bound."""
        near = f"C{row}<{decimal(bound)},C{row}>={decimal(max(bound - UNIT // 20, 0))}"
        look = self._writing.book.add_format({"num_format": "0.000000"}) if bound else None
        if look is not None:
            rule = {"type": "formula", "criteria": f"=AND(ISNUMBER(C{row}),{near})", "format": look}
            self._sheet.conditional_format(row - 1, ANSWER, row - 1, EVIDENCE, rule)

    def _counts(self) -> None:
        """Count how many questions are done, in all and in each section."""
        layout = self._layout
        for id in layout.flows:
            self._text(layout.flow_rows[id], QUESTION, f"{layout.titles[id]}: no points, it describes", "part")
        rows = {**layout.rows, **layout.flow_rows}
        for section, (first, last) in layout.sections.items():
            self._figure(rows[section], NOTE, self._count(first, last), "plain")
        if layout.sections:
            first, last = min(f for f, _ in layout.sections.values()), layout.last
            whole = self._count(first, last)
            self._figure(2, 0, Figure(f'{whole.formula}&" done"', f"{whole.value} done"), "plain")

    def _count(self, first: int, last: int) -> Figure:
        here = [self._done[one.id] for one in self._tree.questions if first <= self._layout.rows[one.id] <= last]
        asked = [done for done in here if done is not None]
        column = f"{DONE}{first}:{DONE}{last}"
        return Figure(f'SUM({column})&" of "&COUNT({column})', f"{sum(asked)} of {len(asked)}")


def _column(name: str) -> int:
    return next(i for i in range(100) if letters(i) == name)


def _brief(size: int) -> str:
    """Show a number with one decimal at most, as ROUND does in a text."""
    return decimal(rounded(size, UNIT // 10) * (UNIT // 10))
