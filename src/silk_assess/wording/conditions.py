"""A condition as a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from silk_assess.questionnaire.conditions import All, Answered, Any_, Compare, Condition, Is, Not
from silk_assess.questionnaire.model.questions import FLOW_IDS
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording.answers import answer, quantity
from silk_assess.wording.names import CELLS, title

_RELATIONS: Final = {"at_least": "is at least", "above": "is above", "at_most": "is at most", "below": "is below"}


def say(
    condition: Condition,
    name: Callable[[str], str],
    value: Callable[[str, str | int], str],
    quoted: Callable[[str], str] = "“{}”".format,
) -> str:
    """Say a condition as a sentence without its full stop.

    `name` gives the title or text of what is read, `value` an answer or bound in words; names,
    answers and options are put between quotes by `quoted`.
    """

    def inner(part: Condition) -> str:
        return say(part, name, value, quoted)

    match condition:
        case All(parts):
            return " and ".join(map(inner, parts))
        case Any_(parts):
            return "either " + " or ".join(map(inner, parts))
        case Not(Is(subject, values)):
            return f"{quoted(name(subject))} is not {' or '.join(quoted(value(subject, one)) for one in values)}"
        case Not(part):
            return f"not ({inner(part)})"
        case Answered(subject, flag):
            return f"{quoted(name(subject))} is {'' if flag else 'not '}answered"
        case Is(subject, values):
            return f"{quoted(name(subject))} is {' or '.join(quoted(value(subject, one)) for one in values)}"
        case Compare(subject, relation, written, _, ranks):
            bound = value(subject, written)
            return f"{quoted(name(subject))} {_RELATIONS[relation]} {quoted(bound) if ranks else bound}"


def condition(tree: Tree, when: Condition) -> str:
    """Say a condition of a questionnaire with its own titles, texts and labels, for the terminal."""

    def name(id: str) -> str:
        if id in FLOW_IDS:
            cell, facet = FLOW_IDS[id]
            return f"{CELLS[cell]}, {'now' if facet == 'now' else 'in future'}"
        return title(tree, id) if id in tree.node else tree.asked[id].question.text

    def value(id: str, given: str | int) -> str:
        if id not in tree.asked:
            return str(given)
        question = tree.asked[id].question
        return quantity(question, given) if isinstance(given, int) else answer(question, given)

    return say(when, name, value, '"{}"'.format)
