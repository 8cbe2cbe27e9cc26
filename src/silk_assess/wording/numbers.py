"""Numbers, counts, shares and ranges in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from silk_assess.exact import UNIT, rounded, shown

if TYPE_CHECKING:
    # Only named here: a greeting or a slip counts its things without loading the engine.
    from silk_assess.scoring.assessment import Value

_NUMBERS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def in_words(number: int) -> str:
    """Say a number in words up to twelve.

    >>> in_words(3), in_words(30)
    ('three', '30')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def count(number: int, one: str, many: str = "") -> str:
    """Say how many, in words up to twelve.

    >>> count(1, "question"), count(7, "question"), count(30, "day"), count(0, "answer")
    ('one question', 'seven questions', '30 days', 'no answers')
    """
    return f"{in_words(number)} {plural(number, one, many)}"


def in_figures(number: int, one: str, many: str = "") -> str:
    """Say how many, in figures.

    >>> in_figures(1, "fault"), in_figures(3, "fault"), in_figures(2, "cell stands", "cells stand")
    ('1 fault', '3 faults', '2 cells stand')
    """
    return f"{number} {plural(number, one, many)}"


def plural(number: int, one: str, many: str = "") -> str:
    """Choose the words that agree with a number: those for one, else those for several.

    >>> plural(1, "is", "are"), plural(0, "is", "are"), plural(2, "day")
    ('is', 'are', 'days')
    """
    return one if number == 1 else many or one + "s"


def points(amount: int) -> str:
    """Say an amount of points, in micro-units, with one decimal.

    >>> points(1_000_000), points(1_049_999), points(12_300_000)
    ('1.0 point', '1.0 point', '12.3 points')
    """
    return f"{shown(amount)} {'point' if rounded(amount, UNIT // 10) == 10 else 'points'}"


def capital(text: str) -> str:
    """Begin a sentence.

    >>> capital("seven questions")
    'Seven questions'
    """
    return text[:1].upper() + text[1:]


def percent(share: int) -> str:
    """Say a share of 0 to 1,000,000 micro-units in whole per cent; never 100 or 0 before it is reached.

    >>> percent(995_000), percent(1_000_000), percent(4_000), percent(0)
    ('99', '100', '1', '0')
    """
    size = rounded(share, UNIT // 100)
    return str(min(max(size, 1), 99) if 0 < share < UNIT else size)


def span(low: int, high: int, bounds: Iterable[int] = (), words: str = "{} to {}") -> str:
    """Say a range; one number where both ends read alike."""
    known = tuple(bounds)
    ends = shown(low, known), shown(high, known)
    return ends[0] if ends[0] == ends[1] else words.format(*ends)


def between(low: int, high: int, bounds: Iterable[int] = ()) -> str:
    """Say the two ends of a range: "50.0 and 55.9"; one number where both read alike."""
    return span(low, high, bounds, "{} and {}")


def has_range(value: Value, bounds: Iterable[int] = ()) -> bool:
    """Say whether a value's range is to be shown beside its point."""
    known = tuple(bounds)
    return shown(value.low, known) != shown(value.high, known)


def other(number: int) -> str:
    """Say "the other 88 questions", or the one."""
    return plural(number, "the other question", f"the other {in_words(number)} questions")
