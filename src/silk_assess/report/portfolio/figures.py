"""Counts, points and positions of very many organisations, as a page writes them."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.exact import UNIT, decimal, rounded, shown
from silk_assess.wording.numbers import plural


def number(size: int) -> str:
    """Write a count with commas: 1,000."""
    return f"{size:,}"


def many(size: int, one: str = "organisation", several: str = "") -> str:
    """Say how many in figures.

    >>> many(1), many(1000)
    ('1 organisation', '1,000 organisations')
    """
    return f"{number(size)} {plural(size, one, several)}"


def amount(size: int) -> str:
    """Show points with one decimal and commas.

    >>> amount(1_477_349_999)
    '1,477.3'
    """
    whole, dot, part = shown(size).partition(".")
    return f"{int(whole):,}{dot}{part}"


def per_cent(size: int, whole: int) -> str:
    """Give a position on an axis from 0 to `whole`, in per cent with at most two decimals.

    >>> per_cent(1, 3), per_cent(0, 0)
    ('33.33%', '0%')
    """
    return decimal(rounded(100_00 * size, whole) * UNIT // 100) + "%" if whole else "0%"


class Tick(NamedTuple):
    """A mark on an axis."""

    at: str
    text: str


def ticks(whole: int) -> tuple[Tick, ...]:
    """Choose marks for an axis of counts from 0 to `whole`, at most five, the last one left out.

    >>> [tick.text for tick in ticks(40)], [tick.text for tick in ticks(6)]
    (['0', '10', '20', '30'], ['0', '2', '4'])
    """
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if 5 * step >= whole:
                return tuple(Tick(per_cent(at, whole), number(at)) for at in range(0, max(whole, 1), step))
        power *= 10
