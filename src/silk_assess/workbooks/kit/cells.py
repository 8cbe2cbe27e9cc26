"""What stands in the cells of a kit: how options read in a list, and an answer as a cell holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from silk_assess.answers.model import Answer, Given
from silk_assess.countries import countries, country_name
from silk_assess.escape import visible
from silk_assess.exact import UNIT
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Country, Quantity, Words, YesNo
from silk_assess.questionnaire.tree import Asked
from silk_assess.tables.words import plain

UNKNOWN: Final = "Don't know"
NA: Final = "Does not apply"
YES: Final = "Yes"
NO: Final = "No"
# Texts that mean something else to whoever reads a cell.
_TAKEN: Final = ("unknown", "na", "none")

Cell = str | float | None


def shown_options(one: Asked) -> Mapping[str, str]:
    """Give for each option of a question what stands for it in a list: its label, or its id where that is not enough.

    A label is not enough that reads like another label, another id or a word of ours.
    """
    match one.question:
        case Choice(options=options) | Anchor(options=options) | Choices(options=options):
            labels: dict[str, str] = {option.id: option.label for option in options}
        case YesNo():
            return {"yes": YES, "no": NO}
        case _:
            return {}
    times = Counter(plain(label) for label in labels.values())
    taken = {*_TAKEN, plain(UNKNOWN), plain(NA), *labels}
    return {
        id: label if times[plain(label)] == 1 and plain(label) not in taken - {id} and _is_safe(label) else id
        for id, label in labels.items()
    }


def _is_safe(label: str) -> bool:
    return not plain(label).startswith("na:") and visible(label) == label.strip() and len(label) <= 300


def words(one: Asked) -> tuple[str, ...]:
    """Give what may be said instead of an answer: that it is not known, that it does not apply."""
    if one.role == "profile":
        return ()
    said = _said(one)
    return said if one.may_be_left_out else said[:1]


def _said(one: Asked) -> tuple[str, str]:
    """Give the two words; where any text may be an answer, they are the two that no text can be."""
    return ("unknown", "na") if isinstance(one.question, Words) else (UNKNOWN, NA)


def is_listed(one: Asked) -> bool:
    """Say whether the cell of a question has a list."""
    return isinstance(one.question, Choice | Anchor | YesNo | Country) or is_several(one)


def is_several(one: Asked) -> bool:
    """Say whether a question has a cell for each option too."""
    return isinstance(one.question, Choices)


def all_countries() -> tuple[str, ...]:
    """Give the names of all countries, in order."""
    return tuple(sorted(countries().values()))


def of_answer(one: Asked, answer: Answer | None) -> Cell:
    """Give the cell of a question."""
    if answer is None:
        return None
    if answer.value is not None:
        return of_value(one, answer.value)
    if answer.not_applicable is not None:
        return f"na: {answer.not_applicable}" if answer.not_applicable else _said(one)[1]
    return _said(one)[0] if answer.unknown else None


def of_value(one: Asked, value: Given) -> Cell:
    """Give the cell of a value; that of several options is empty, since each has its own."""
    if isinstance(value, tuple):
        return None
    if isinstance(value, int):
        return value / UNIT
    if isinstance(one.question, Country):
        return country_name(value)
    return shown_options(one).get(value, value)


def of_option(value: Given | None, option: str) -> Cell:
    """Give the cell of one option of several."""
    if not isinstance(value, tuple):
        return None
    return YES if option in value else NO


def limits(one: Asked) -> tuple[int | None, int | None, int | None]:
    """Give least, greatest and decimals of a number."""
    question = one.question
    assert isinstance(question, Quantity)
    places = question.decimals
    return question.minimum, question.maximum, None if places is None else int(places)
