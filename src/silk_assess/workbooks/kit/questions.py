"""The figures behind the row of a question: whether it is asked, its state, what was chosen, its points and range.

Each is a formula and what it comes to, as scoring has it. Source: docs/scoring.md, State of a question, Points of a
question.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from silk_assess.answers.state import Standing
from silk_assess.exact import UNIT
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Quantity, Words, YesNo
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assess import question_value
from silk_assess.scoring.assessment import Value
from silk_assess.workbooks.kit import cells
from silk_assess.workbooks.kit.formulas import check, literal, quotient, reduced
from silk_assess.workbooks.kit.lists import List

# Columns of the sheet of one organisation that are hidden, and hold figures.
WHEN, STATE, FACT, LOW, POINT, HIGH, DONE, PART = "JKLMNOPQ"
_CODES: Final = {"answered": 1, "hidden": 0, "not applicable": 0}


class Figure(NamedTuple):
    """A formula, without its sign =, and what it comes to."""

    formula: str
    value: float | str


def state_of(one: Asked, cell: str, options: str, listed: List | None) -> str:
    """Write the state that a question's own cells give it: 1 answered, 0 does not apply, 2 unknown, 3 may vanish too.

    `options` is the range with the cells of its options, empty where there are none.
    """
    unknown = "3" if one.may_be_left_out and one.role != "profile" else "2"
    na = "" if isinstance(one.question, Words) else f"{cell}={literal(cells.NA)},"
    left_out = f'IF(OR({na}{cell}="na",LEFT({cell},3)="na:"),0,{unknown})'
    empty = left_out if unknown == "3" else unknown
    match one.question:
        case Choices():
            count = f'COUNTIF({options},"{cells.YES}")+COUNTIF({options},"{cells.NO}")'
            return f'IF({cell}="",IF({count}>0,1,{unknown}),{empty})'
        case Quantity():
            least, most, _ = cells.limits(one)
            parts = [f"ISNUMBER({cell})"]
            parts += [] if least is None else [f"ROUND(N({cell})*{UNIT},0)>={least}"]
            parts += [] if most is None else [f"ROUND(N({cell})*{UNIT},0)<={most}"]
            return f"IF(AND({','.join(parts)}),1,{empty})"
        case Choice() | Anchor() | YesNo():
            assert listed is not None
            return f"IF({rank_of(cell, listed)}>0,1,{empty})"
        case _:
            word = "unknown" if isinstance(one.question, Words) else cells.UNKNOWN
            open_ = f'OR({cell}="",{cell}={literal(word)})'
            if one.role == "profile":
                open_ = f'{cell}=""'
            elif unknown == "3":
                return f"IF({open_},{unknown},IF({left_out}=0,0,1))"
            return f"IF({open_},{unknown},1)"


def rank_of(cell: str, listed: List) -> str:
    """Write the place of what stands in a cell in its list; 0 where it is none of it."""
    return f"SUMPRODUCT(--({listed.range()}={cell}),{listed.range(1)})"


def fact_of(one: Asked, cell: str, listed: List | None) -> str:
    """Write what a condition reads of an answered question: the place of its option, or a number in micro-units."""
    if isinstance(one.question, Quantity):
        return f"ROUND(N({cell})*{UNIT},0)"
    if isinstance(one.question, Choice | Anchor | YesNo):
        assert listed is not None
        return rank_of(cell, listed)
    return "0"


def state_value(standing: Standing) -> int:
    """Give the state of a question as the formulas have it."""
    return _CODES.get(standing.state, 3 if standing.may_vanish else 2)


def fact_value(one: Asked, standing: Standing) -> int:
    """Give what `fact_of` comes to where a question is answered."""
    value = standing.value
    if isinstance(value, int):
        return value
    options = list(cells.shown_options(one))
    return options.index(value) + 1 if isinstance(value, str) and value in options else 0


def points_of(
    one: Asked, row: int, standing: Standing, value: Value | None, options: str, listed: List | None
) -> Mapping[str, Figure]:
    """Write low, point and high of a scored question; of an unknown one its ends, as scoring has them.

    Raises TooWide where its points cannot be made exactly.
    """
    found: dict[str, Figure] = {}
    state = f"{STATE}{row}"
    made = _made(one, row, options, listed)
    if made is not None:
        part, by, of = made
        size = 0 if standing.value is None else _part(one, standing.value) * by
        found[PART] = Figure(f"IF({state}=1,{part},0)", size)
        gained = quotient(f"{PART}{row}", str(of))
    else:
        assert listed is not None
        gained = f"SUMPRODUCT(--({listed.range()}=$C{row}),{listed.range(2)})"
    firm, vanishing = (question_value(one, Standing("unknown", may_vanish=may)) for may in (False, True))
    assert firm is not None
    assert vanishing is not None
    point = "" if value is None or value.point is None else value.point
    found[POINT] = Figure(f'IF({state}=1,{gained},"")', point)
    for name, ends in ((LOW, (firm.low, vanishing.low)), (HIGH, (firm.high, vanishing.high))):
        unknown = str(ends[0]) if ends[0] == ends[1] else f"IF({state}=2,{ends[0]},{ends[1]})"
        size = "" if value is None else value.low if name == LOW else value.high  # type: ignore[assignment]
        found[name] = Figure(f'IF({state}=0,"",IF({state}=1,{POINT}{row},{unknown}))', size)
    return found


def _made(one: Asked, row: int, options: str, listed: List | None) -> tuple[str, int, int] | None:
    """Write what a question's points are made of: a numerator, what its part is multiplied with, and a denominator."""
    if isinstance(one.question, Choices):
        assert listed is not None
        whole = sum(one.table.values())
        most = len(cells.shown_options(one))
        part = f'SUMPRODUCT(--({options}="{cells.YES}"),{listed.range(2, most)})'
    elif isinstance(one.question, Quantity):
        start, to = one.goalposts or (0, UNIT)
        whole = abs(to - start)
        gone = f"{FACT}{row}-({start})" if to > start else f"{start}-{FACT}{row}"
        part = f"MIN(MAX({gone},0),{whole})"
    else:
        return None
    by, of = reduced(one.scale, whole)
    check(by * whole, of)
    part = f"({whole}-{part})" if one.reversed else part
    return (part if by == 1 else f"{by}*{part}"), by, of


def _part(one: Asked, value: object) -> int:
    """Give the part of the whole that an answer has."""
    if isinstance(value, tuple):
        whole, part = sum(one.table.values()), sum(one.table[id] for id in value)
    else:
        assert isinstance(value, int)
        start, to = one.goalposts or (0, UNIT)
        whole = abs(to - start)
        part = min(max(value - start if to > start else start - value, 0), whole)
    return whole - part if one.reversed else part


def worth(one: Asked) -> tuple[int, ...]:
    """Give the numbers that the options of a likelihood or impact declare."""
    return tuple(points(one, id) for id in one.table)
