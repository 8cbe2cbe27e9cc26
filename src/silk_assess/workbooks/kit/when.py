"""A condition as a formula in three values: 1 it holds, 0 it does not, 0.5 nobody knows yet.

So all is the least of its parts, any the greatest, not the rest to 1. Source: docs/scoring.md, State of a question.
"""

from __future__ import annotations

from typing import Final, Protocol

from silk_assess.questionnaire.conditions import All, Answered, Any_, Compare, Condition, Is, Leaf, Not
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Country, Quantity, YesNo
from silk_assess.questionnaire.tree import Asked
from silk_assess.workbooks.kit import cells
from silk_assess.workbooks.kit.formulas import literal, some

_SIGNS: Final = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}


class Facts(Protocol):
    """Where a formula finds what is known of a question or field."""

    def asked(self, id: str) -> Asked:
        """Give the question."""

    def state(self, id: str) -> str:
        """Give its state: 1 answered, 0 hidden or not applicable, more than 1 unknown."""

    def fact(self, id: str) -> str:
        """Give the place of the chosen option, from 1, or a number in micro-units."""

    def cell(self, id: str) -> str:
        """Give its cell."""

    def option(self, id: str, option: str) -> str:
        """Give the cell of one option of several."""


def formula(condition: Condition, facts: Facts) -> str:
    """Write a condition as a formula."""
    match condition:
        case All(parts):
            return some("MIN", [formula(part, facts) for part in parts])
        case Any_(parts):
            return some("MAX", [formula(part, facts) for part in parts])
        case Not(part):
            return f"(1-{formula(part, facts)})"
        case _:
            return _leaf(condition, facts)


def _leaf(leaf: Leaf, facts: Facts) -> str:
    state = facts.state(leaf.subject)
    holds, absent = _held(leaf, facts), "0"
    if isinstance(leaf, Answered):
        absent = "0" if leaf.flag else "1"
    return f"IF({state}=1,{holds},IF({state}=0,{absent},0.5))"


def _held(leaf: Leaf, facts: Facts) -> str:
    """Say as 1 or 0 whether a leaf holds of a question that is answered."""
    one, fact = facts.asked(leaf.subject), facts.fact(leaf.subject)
    match leaf:
        case Answered(flag=flag):
            return "1" if flag else "0"
        case Compare(relation=relation, bound=bound, ranks=ranks):
            return f"--({fact}{_SIGNS[relation]}{bound + 1 if ranks else bound})"
        case Is(values=values):
            match one.question:
                case Choice() | Anchor() | YesNo():
                    places = {id: place for place, id in enumerate(cells.shown_options(one), 1)}
                    parts = [f"{fact}={places[str(value)]}" for value in values if value in places]
                case Choices():
                    known = cells.shown_options(one)
                    parts = [f"{facts.option(one.id, str(id))}={literal(cells.YES)}" for id in values if id in known]
                case Quantity():
                    parts = [f"{fact}={value}" for value in values]
                case _:
                    named = cells.of_value
                    is_country = isinstance(one.question, Country)
                    said = [str(named(one, str(value)) if is_country else value) for value in values]
                    parts = [f"EXACT({facts.cell(one.id)},{literal(text)})" for text in said]
            return f"--OR({','.join(parts)})" if parts else "0"
