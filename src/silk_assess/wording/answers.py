"""Questions, options and answers in the questionnaire's words."""

from __future__ import annotations

from silk_assess.answers.model import Given, Unfit
from silk_assess.countries import country_name
from silk_assess.exact import decimal
from silk_assess.questionnaire.model.questions import Anchor, AnyQuestion, Choice, Choices, Country, Quantity
from silk_assess.wording.numbers import capital


def label(question: AnyQuestion, id: str) -> str:
    """Give the label of an option; yes and no are themselves."""
    if isinstance(question, Choice | Choices | Anchor):
        return next((option.label for option in question.options if option.id == id), id)
    return id


def options(question: AnyQuestion) -> tuple[tuple[str, str], ...]:
    """List a question's options, in their order: id and label."""
    match question:
        case Choice(options=few) | Anchor(options=few):
            return tuple((option.id, option.label) for option in few)
        case Choices(options=many):
            return tuple((option.id, option.label) for option in many)
        case _:
            return ()


def does_not_fit(one: Unfit) -> str:
    """Say what does not fit this version of the questionnaire, and why.

    >>> does_not_fit(Unfit("gone", 'there is no question "gone"'))
    'gone: there is no question "gone"'
    """
    return f"{one.id}: {one.reason}"


def does_not_count(one: Unfit) -> str:
    """Say the same with what follows, where nothing around it does."""
    return f"{does_not_fit(one)}; it does not count"


def answer(question: AnyQuestion, value: Given) -> str:
    """Say an answer in the questionnaire's words."""
    if isinstance(value, tuple):
        ordered = [o.label for o in question.options if o.id in value] if isinstance(question, Choices) else list(value)
        return "; ".join(ordered) or "None of these"
    if isinstance(value, int):
        return quantity(question, value)
    if isinstance(question, Country):
        return country_name(value)
    return capital(label(question, value)) if value in ("yes", "no") else label(question, value)


def quantity(question: AnyQuestion, value: int) -> str:
    """Say a number with its unit."""
    unit = question.unit if isinstance(question, Quantity) else None
    return decimal(value) + (f" {unit}" if unit else "")
