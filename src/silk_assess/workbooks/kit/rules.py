"""What may be typed into the cells of a kit: drop-downs from the hidden sheet, limits of numbers; where it is grey."""

from __future__ import annotations

from typing import Any, Final

from silk_assess.exact import decimal
from silk_assess.questionnaire.model.questions import Quantity
from silk_assess.questionnaire.tree import Asked
from silk_assess.tables.layout import letters
from silk_assess.workbooks.kit import cells, guidance
from silk_assess.workbooks.kit.formulas import literal
from silk_assess.workbooks.kit.lists import List
from silk_assess.workbooks.writing import Writing, text

# Longer titles and messages are refused by spreadsheets.
_TITLE: Final = 32
_MESSAGE: Final = 255
Range = tuple[int, int, int, int]


def allow(sheet: Any, where: Range, one: Asked, listed: List | None) -> None:
    """Say what the cells of a question take."""
    if isinstance(one.question, Quantity):
        _numbers(sheet, where, one)
    elif cells.is_several(one):
        if cells.words(one):
            only = " or ".join(cells.words(one))
            do = f"Say {cells.YES} or {cells.NO} at each of its answers. Here stands {only} only."
            _listed(sheet, where, one, list(cells.words(one)), do)
    elif listed is not None:
        _listed(sheet, where, one, f"={listed.range()}", "Please choose from the list.")


def allow_option(sheet: Any, where: Range) -> None:
    """Say what the cells of one option of several take."""
    rule = {"validate": "list", "source": [cells.YES, cells.NO], "error_title": "Yes or No"}
    sheet.data_validation(*where, {**rule, "error_message": f"Say {cells.YES} or {cells.NO}."})


def _listed(sheet: Any, where: Range, one: Asked, source: Any, do: str) -> None:
    if one.may_be_left_out:
        # Whoever wants to say why goes on from here.
        do += " If it does not apply, na: and a reason may stand here too."
    stop = "warning" if one.may_be_left_out else "stop"
    rule = {"validate": "list", "source": source, "error_type": stop, "error_title": "This is not in the list"}
    sheet.data_validation(*where, {**rule, "error_message": do[:_MESSAGE]})


def _numbers(sheet: Any, where: Range, one: Asked) -> None:
    cell = f"{letters(where[1])}{where[0] + 1}"
    least, most, places = cells.limits(one)
    parts = [f"ISNUMBER({cell})"]
    parts += [] if least is None else [f"{cell}>={decimal(least)}"]
    parts += [] if most is None else [f"{cell}<={decimal(most)}"]
    parts += [] if places is None else [f"ROUND({cell},{places})={cell}"]
    known = [f"{cell}={literal(word)}" for word in cells.words(one)]
    said = f"AND({','.join(parts)})"
    if one.may_be_left_out:
        known.append(f'LEFT({cell},3)="na:"')
    value = f"=OR({','.join([said, *known])})" if known else f"={said}"
    rule = {"validate": "custom", "value": value, "error_title": "This is no such number"[:_TITLE]}
    sheet.data_validation(*where, {**rule, "error_message": text(guidance.numbers(one))[:_MESSAGE]})


def style(writing: Writing, one: Asked | None) -> Any:
    """Give the format of a question's cells: numbers have one of their own, so that no date is made of them."""
    if one is None or not isinstance(one.question, Quantity):
        return writing.style("answer")
    _, _, places = cells.limits(one)
    if places is None:
        return writing.style("number")
    return writing.style("number", "0" if not places else f"0.{'0' * places}")


def grey(writing: Writing, sheet: Any, where: Range, criteria: str) -> None:
    """Grey cells where a formula holds."""
    sheet.conditional_format(*where, {"type": "formula", "criteria": criteria, "format": writing.style("ruled out")})


def put(sheet: Any, row: int, column: int, cell: cells.Cell, look: Any) -> None:
    """Put an answer into its cell, as it is: it comes back letter for letter."""
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, look)
    else:
        sheet.write_number(row, column, cell, look)
