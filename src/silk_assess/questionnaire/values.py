"""Whether a value fits a question: limits, options and forms; and why not, in words.

What this version of a questionnaire would accept, fits (docs/format.md, Another version).
"""

from __future__ import annotations

import re
from typing import Final

from silk_assess.exact import decimal, micro
from silk_assess.faults import did_you_mean, listed, quoted
from silk_assess.questionnaire.field_types import no_country, no_date, number_remedy
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

# What is wrong, what to do, and the code.
Misfit = tuple[str, str, str]


def misfit(question: AnyQuestion, value: str, in_profile: bool = False) -> Misfit | None:
    """Say why a text is no answer to a question; None where it is one."""
    match question:
        case Choice(options=options) | Anchor(options=options):
            ids = [option.id for option in options]
            return None if value in ids else no_option(question.id, ids, value, in_profile)
        case YesNo():
            return None if value in ("yes", "no") else no_option(question.id, ["yes", "no"], value, in_profile)
        case Choices():
            return f"the answer to {question.id} is a list", _as_list(value, question), "list"
        case Quantity():
            return _no_number(question, value)
        case Country():
            return no_country(value)
        case Day():
            return no_date(value)
        case _:
            return None


def no_option(id: str, options: list[str], value: str, in_profile: bool) -> Misfit:
    """Say that a question has no such answer, and which it has."""
    near = _AS_YES_NO.get(value.casefold()) if "yes" in options else None
    if value in ("unknown", "na"):
        do = "A field that is not known is left out." if in_profile else f"Write {value} without brackets."
    elif near is not None:
        do = f'Did you mean "{near}"?'
    else:
        known = f"The answers are {listed(options)}."
        do = did_you_mean(value, [*options, "unknown", "na"], known)
        rest = [option for option in options if f'"{option}"' not in do]
        if do != known:
            few = f"The other{'s are' if len(rest) > 1 else ' is'} {listed(rest)}."
            do += f" {known if len(rest) == len(options) else few}"
    return f"{quoted(value)} is not an answer to {id}", do, "option"


_AS_YES_NO: Final = {
    **dict.fromkeys(("true", "y", "on", "1"), "yes"),
    **dict.fromkeys(("false", "n", "off", "0"), "no"),
}


def _as_list(value: str, question: Choices) -> str:
    if value == "none":
        return "Write [] for none of them."
    options = {option.id for option in question.options}
    parts = [part.strip() for part in re.split("[,;]", value)]
    return f"Write it in brackets: [{', '.join(parts) if options.issuperset(parts) else 'a, b'}]."


def _no_number(question: Quantity, value: str) -> Misfit | None:
    size = micro(value)
    low, high, places = question.minimum, question.maximum, question.decimals
    if size is None:
        return f"{quoted(value)} is not a number", number_remedy(value, question.unit), "number"
    if low is not None and size < low:
        return f"{value} is too small", f"The least is {decimal(low)}.", "limits"
    if high is not None and size > high:
        return f"{value} is too large", f"The most is {decimal(high)}.", "limits"
    if places is not None and size % 10 ** (6 - places):
        words = f"At most {places} figure{'' if places == 1 else 's'} after the point."
        return f"{value} has too many decimals", "Whole numbers only." if places == 0 else words, "limits"
    return None
