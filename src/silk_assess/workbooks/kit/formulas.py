"""Formulas of whole numbers: points as docs/scoring.md has them, in micro-units, exact in a spreadsheet's numbers.

A spreadsheet counts in binary fractions of 53 bits. Whole numbers below 2^53 are exact in it, and so are their sums,
products and remainders; quotients are not, and INT and ROUND forgive what is nearly whole. So a quotient is rounded by
its remainder. What could grow beyond that is not said by formula (TooWide).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import gcd
from typing import Final

EXACT: Final = 2**53
# MOD fails in spreadsheets where the quotient is greater.
_MOST_QUOTIENT: Final = 10**12
# The longest formula that a spreadsheet takes, with room for what stands around it.
LONGEST: Final = 8_000
_LITERAL: Final = 250


class TooWide(Exception):
    """No formula gives this exactly."""


def quotient(numerator: str, denominator: str) -> str:
    """Divide whole numbers that are not negative, half up: both are short, since they stand in it several times.

    >>> quotient("A1", "B1")
    '(2*A1+B1-MOD(2*A1+B1,2*B1))/(2*B1)'
    """
    return f"(2*{numerator}+{denominator}-MOD(2*{numerator}+{denominator},2*{denominator}))/(2*{denominator})"


def check(numerator: int, denominator: int) -> None:
    """See that a quotient comes out exactly.

    Raises TooWide where it does not.
    """
    if 2 * numerator + denominator >= EXACT or numerator // max(denominator, 1) > _MOST_QUOTIENT:
        raise TooWide


def reduced(*numbers: int) -> tuple[int, ...]:
    """Divide whole numbers by what they have in common.

    >>> reduced(40, 60, 0)
    (2, 3, 0)
    """
    common = gcd(*numbers) or 1
    return tuple(number // common for number in numbers)


def total(parts: Iterable[tuple[int, str]]) -> str:
    """Add up multiples; of nothing it is 0.

    >>> total([(1, "A1"), (3, "B1"), (0, "C1")])
    'A1+3*B1'
    """
    return "+".join(one if size == 1 else f"{size}*{one}" for size, one in parts if size) or "0"


def fits(formula: str) -> str:
    """See that a spreadsheet takes a formula.

    Raises TooWide where it is too long.
    """
    if len(formula) > LONGEST:
        raise TooWide
    return formula


def some(function: str, parts: Sequence[str]) -> str:
    """Call MIN or MAX with any number of parts; a spreadsheet takes 255.

    >>> some("MIN", ["A1", "B1"]), some("MAX", ["A1"])
    ('MIN(A1,B1)', 'A1')
    """
    if len(parts) == 1:
        return parts[0]
    if len(parts) > 200:
        return some(function, [some(function, parts[i : i + 200]) for i in range(0, len(parts), 200)])
    return f"{function}({','.join(parts)})"


def literal(text: str) -> str:
    """Write a text in a formula, which takes no piece over 255 letters.

    >>> literal('say "yes"')
    '"say ""yes""\"'
    """
    pieces = [text[i : i + _LITERAL // 2] for i in range(0, len(text), _LITERAL // 2)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
