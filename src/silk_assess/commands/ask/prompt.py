"""The prompt: what may be typed now, in a few words, and how keys are written here."""

from __future__ import annotations

from typing import Final

from silk_assess.exact import UNIT, decimal
from silk_assess.interview.position import NAME, Position
from silk_assess.questionnaire.model.questions import (
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Country,
    Day,
    Quantity,
    Words,
    YesNo,
)
from silk_assess.wording.numbers import capital

# Beyond this a number's limits would be longer than they help.
_LARGEST_LIMIT: Final = 10_000 * UNIT


def prompt(position: Position) -> str:
    """Say what may be typed now, in a few words."""
    match position.screen:
        case "reason":
            return "Your reason, or Enter for none"
        case "parts":
            return f"A part, a question's id, or Enter {_where_enter_leads(position)}"
        case "list":
            return f"A number, a question's id, or Enter {_where_enter_leads(position)}"
        case "names":
            return "Who answered, or Enter"
        case "pause":
            return "Enter goes on, q stops"
        case "end":
            return "Enter finishes, b goes back, o shows all"
    one = position.question(position.at)
    if position.older_answer(position.at) is not None:
        return _confirming(position, one)
    return f"{expected(one, position.at)}, or {slash_shown(one)}? for help"


def _confirming(position: Position, one: AnyQuestion) -> str:
    """Say what may be typed where an older answer waits: in full the first time, then in short."""
    what = expected(one, position.at)
    what = f"{what[:1].lower()}{what[1:]}"
    is_field = position.role(position.at) == "profile"
    if position.has_confirmed:
        return f"Enter, {what}{'' if is_field else f', {slash(one)}d'} or {slash_shown(one)}?"
    gone = "" if is_field else f", {slash(one)}d for no longer known"
    return f"Enter if it is still so, {what}{gone}, or {slash_shown(one)}? for help"


def _where_enter_leads(position: Position) -> str:
    return "for the result" if position.origin == "end" else "to go back"


def expected(one: AnyQuestion, id: str) -> str:
    """Say what answers a question, in a few words."""
    match one:
        case Choice(options=options) | Anchor(options=options):
            return f"1 to {len(options)}"
        case YesNo():
            return "y or n"
        case Choices(options=options):
            none = "" if any(option.exclusive for option in options) else ", 0 for none"
            return f"All that hold, such as 1 {min(3, len(options))}{none}"
        case Quantity():
            return _number(one)
        case Country():
            return "A country, such as France or FR"
        case Day():
            return "A day, such as 2026-11-24"
        case _:
            return "Name" if id == NAME else "Words"


def _number(one: Quantity) -> str:
    unit = one.unit or ""
    known = unit[:1].isalpha() and len(unit) <= 20
    said = capital(unit) if known else f"A number in {unit}" if unit and len(unit) <= 20 else "A number"
    if one.minimum is not None and one.maximum is not None and one.maximum <= _LARGEST_LIMIT:
        return f"{said}, {decimal(one.minimum)} to {decimal(one.maximum)}"
    return said


def slash(one: AnyQuestion) -> str:
    """Give what a key must begin with at a question: a slash where words are the answer."""
    return "/" if isinstance(one, Words) else ""


def slash_shown(one: AnyQuestion) -> str:
    """Give what keys are shown with at a question: a slash also where letters are the answer."""
    return "/" if isinstance(one, Words | Country) else ""
