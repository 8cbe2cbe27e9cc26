"""Two years in words: what each is called, how far a figure moved, what is to be known before one reads on."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

from silk_assess.answers.model import Answer, Answers
from silk_assess.exact import shown
from silk_assess.questionnaire.model.questions import AnyQuestion
from silk_assess.wording import answers
from silk_assess.wording.dates import day
from silk_assess.years.comparison import Moved


class Notice(Enum):
    """What is to be known of two files before they are compared; none of it keeps them from being compared."""

    SAME_FILE = auto()
    OLDER_SECOND = auto()
    LATER_FIRST = auto()
    OTHER_NAME = auto()
    NO_OLD_VERSION = auto()


class Labels(NamedTuple):
    """What the two years are called in tables: by their years, else by their days, else before and now."""

    old: str
    new: str


def labels(old: Answers, new: Answers) -> Labels:
    """Name two years as briefly as their days allow."""
    dates = [None if one.answered is None else one.answered.date for one in (old, new)]
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        return Labels("Before", "Now")
    if dates[0][:4] != dates[1][:4]:
        return Labels(dates[0][:4], dates[1][:4])
    return Labels(day(dates[0]), day(dates[1]))


WORDS: Final[dict[Moved, str]] = {
    "higher": "Higher",
    "lower": "Lower",
    "open": "No change that the answers prove",
    "same": "Nothing comparable moved",
}


def signed(size: int) -> str:
    """Say by how many points a figure moved, with its sign.

    >>> signed(6_430_043), signed(-367_035), signed(0), signed(-20_000)
    ('+6.4', '−0.4', '0', 'almost 0')
    """
    text = shown(abs(size))
    if size == 0 or text == "0.0":
        return "0" if size == 0 else "almost 0"
    return f"{'+' if size > 0 else '−'}{text}"


def exactly(size: int) -> str:
    """Say the same to the last digit.

    >>> exactly(6_430_043), exactly(-25_196), exactly(0)
    ('+6.430043', '−0.025196', '0')
    """
    whole, rest = divmod(abs(size), 1_000_000)
    return f"{'+' if size > 0 else '−'}{whole}.{rest:06}" if size else "0"


def number(size: int) -> str:
    """Say by how many levels a level moved.

    >>> number(1), number(-2), number(0)
    ('+1', '−2', '0')
    """
    return f"{'+' if size > 0 else '−'}{abs(size)}" if size else "0"


def answer(question: AnyQuestion, given: Answer) -> str:
    """Say an answer of a year, or that there is none."""
    if given.value is not None:
        return answers.answer(question, given.value)
    return "Don’t know" if given.not_applicable is None else "Does not apply"


def notice(one: Notice, old: Answers, new: Answers, id: str) -> str:
    """Say what is to be known before one reads on."""
    match one:
        case Notice.SAME_FILE:
            return "This is twice the same file."
        case Notice.OLDER_SECOND:
            return f"The second file is the older one (version {new.version} after {old.version}). Compared as typed."
        case Notice.LATER_FIRST:
            assert old.answered is not None
            assert new.answered is not None
            days = f"{day(old.answered.date or '')} before {day(new.answered.date or '')}"
            return f"The first file is the later one ({days}). Compared as typed."
        case Notice.OTHER_NAME:
            names = f"{old.name} and {new.name}"
            said = "If it was renamed, fine; if not, what follows says nothing about either."
            return f"These are two organisations: {names}. {said}"
        case Notice.NO_OLD_VERSION:
            its = f"Version {old.version} of {old.questionnaire or id}"
            said = f"{its} is not here, so what is due to the questionnaire is not known."
            return f"{said} Other answers, and what is known or not, are computed."
