"""Whether a value fits a question: limits, options and forms; and for a file, why not in words.

All that asks for it asks here: answer files, what is typed, conditions and features of peer
cases. What this version of a questionnaire would accept, fits (docs/format.md, Another version).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final

from silk_assess.exact import decimal, micro
from silk_assess.faults import Code, Misfit, listed, nearest, offered, quoted
from silk_assess.questionnaire.forms import country_remedy, date_remedy, is_country, is_date, no_number
from silk_assess.questionnaire.model.questions import (
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Country,
    Day,
    Quantity,
    YesNo,
)


class Lack(Enum):
    """Why a value is no answer to a question."""

    NO_OPTION = auto()
    NO_LIST = auto()
    NO_NUMBER = auto()
    TOO_SMALL = auto()
    TOO_LARGE = auto()
    TOO_PRECISE = auto()
    NO_DATE = auto()
    NO_COUNTRY = auto()
    # Of one in a list:
    NO_TEXT = auto()
    TWICE = auto()
    NOT_ALONE = auto()


# The word for no answer among several, where a list is written as one text: in tables, and as it is typed.
NONE: Final = "none"


def answers_to(question: AnyQuestion) -> tuple[str, ...] | None:
    """List the answers that a question can have, or None where they are not counted."""
    match question:
        case Choice(options=options) | Choices(options=options) | Anchor(options=options):
            return tuple(option.id for option in options)
        case YesNo():
            return ("no", "yes")
        case _:
            return None


def lack(question: AnyQuestion, value: str) -> Lack | None:
    """Decide whether one text is an answer to a question; None where it is."""
    match question:
        case Choices():
            return Lack.NO_LIST
        case Choice(options=options) | Anchor(options=options):
            return None if any(value == option.id for option in options) else Lack.NO_OPTION
        case YesNo():
            return None if value in ("no", "yes") else Lack.NO_OPTION
        case Quantity():
            return _lack_of_number(question, micro(value))
        case Country():
            return None if is_country(value) else Lack.NO_COUNTRY
        case Day():
            return None if is_date(value) else Lack.NO_DATE
        case _:
            return None


def _lack_of_number(question: Quantity, size: int | None) -> Lack | None:
    low, high, places = question.minimum, question.maximum, question.decimals
    if size is None:
        return Lack.NO_NUMBER
    if low is not None and size < low:
        return Lack.TOO_SMALL
    if high is not None and size > high:
        return Lack.TOO_LARGE
    return Lack.TOO_PRECISE if places is not None and size % 10 ** (6 - places) else None


def lacks(question: Choices, values: Sequence[object]) -> Iterator[tuple[int, Lack]]:
    """Decide which of several values keep them from being an answer, each by its position and why."""
    options = {option.id for option in question.options}
    alone = {option.id for option in question.options if option.exclusive}
    seen: set[str] = set()
    for i, value in enumerate(values):
        if not isinstance(value, str) or not value.strip():
            yield i, Lack.NO_TEXT
        elif value in seen:
            yield i, Lack.TWICE
        elif value not in options:
            yield i, Lack.NOT_ALONE if value == NONE and len(values) > 1 else Lack.NO_OPTION
        elif value in alone and len(values) > 1:
            yield i, Lack.NOT_ALONE
        seen.update([value] if isinstance(value, str) else [])


def misfit(question: AnyQuestion, value: str, why: Lack, in_profile: bool = False) -> Misfit:
    """Say why a text in a file is no answer to a question, or none in a list of answers, and what to do."""
    match why:
        case Lack.NO_OPTION:
            options = ["yes", "no"] if isinstance(question, YesNo) else list(answers_to(question) or ())
            if isinstance(question, Choices) and value.casefold() == NONE:
                do = "None of them is [] in a file of answers, and none in a table."
            else:
                do = _offered_option(options, value, in_profile)
            brief = f"{quoted(value)} is not an answer"
            return Misfit(Code.OPTION, f"{brief} to {question.id}", do, brief)
        case Lack.NO_LIST:
            says = f"the answer to {question.id} is a list"
            return Misfit(Code.LIST, says, _as_list(value, question), "the answer is a list")
        case Lack.NO_DATE:
            return Misfit(Code.DATE, f"{quoted(value)} is not a date", date_remedy(value))
        case Lack.NO_COUNTRY:
            return Misfit(Code.COUNTRY, f"{quoted(value)} is not a country code", country_remedy(value))
        case Lack.TWICE:
            return Misfit(Code.TWICE, f"{quoted(value)} stands here twice", "Keep one of the two.")
        case Lack.NOT_ALONE:
            says = f'"{value}" cannot stand beside another answer'
            return Misfit(Code.EXCLUSIVE, says, f"Keep {value}, or the others.")
        case _:
            assert isinstance(question, Quantity)
            return _wrong_number(question, value, why)


def _offered_option(options: list[str], value: str, in_profile: bool) -> str:
    if value in ("unknown", "na"):
        return "A field that is not known is left out." if in_profile else f"Write {value} without brackets."
    meant = _AS_YES_NO.get(value.casefold()) if "yes" in options else None
    if meant is not None:
        return offered(meant)
    near = nearest(value, [*options, "unknown", "na"])
    rest = [option for option in options if option != near]
    if near is None or len(rest) == len(options):
        known = f"The answers are {listed(options)}."
        return known if near is None else f"{offered(near)} {known}"
    return f"{offered(near)} The other{'s are' if len(rest) > 1 else ' is'} {listed(rest)}."


_AS_YES_NO: Final = {
    **dict.fromkeys(("true", "y", "on", "1"), "yes"),
    **dict.fromkeys(("false", "n", "off", "0"), "no"),
}


def _as_list(value: str, question: AnyQuestion) -> str:
    if value == "none":
        return "Write [] for none of them."
    parts = [part.strip() for part in re.split("[,;]", value)]
    fits = set(answers_to(question) or ()).issuperset(parts)
    return f"Write it in brackets: [{', '.join(parts) if fits else 'a, b'}]."


def _wrong_number(question: Quantity, value: str, why: Lack) -> Misfit:
    places = question.decimals
    match why:
        case Lack.NO_NUMBER:
            return no_number(value, question.unit)
        case Lack.TOO_SMALL:
            return Misfit(Code.LIMITS, f"{value} is too small", f"The least is {decimal(question.minimum or 0)}.")
        case Lack.TOO_LARGE:
            return Misfit(Code.LIMITS, f"{value} is too large", f"The most is {decimal(question.maximum or 0)}.")
        case _:
            do = f"At most {places} figure{'' if places == 1 else 's'} after the point."
            return Misfit(Code.LIMITS, f"{value} has too many decimals", do if places else "Whole numbers only.")
