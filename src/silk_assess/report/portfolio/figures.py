"""Counts, points and positions of very many organisations, as a page writes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from silk_assess.exact import UNIT, decimal, mistaken, rounded, shown
from silk_assess.portfolio.statistics import Crowd
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


def rests(crowd: Crowd) -> str:
    """Say on how many those figures rest that are not worked out for all; nothing where they are.

    They rest on points lost, tools and what to ask next, of which each takes longer than scoring.
    """
    if not is_part(crowd):
        return ""
    some, all = number(crowd.roll.explained), number(crowd.number)
    return f"Worked out for {some} of the {all} organisations, drawn by lot; the same ones are drawn each time."


def is_part(crowd: Crowd) -> bool:
    """Say whether only some of all were explained."""
    return crowd.roll.explained < crowd.number


def per_cent(size: int, whole: int) -> str:
    """Give a position on an axis from 0 to `whole`, in per cent with at most two decimals.

    >>> per_cent(1, 3), per_cent(0, 0)
    ('33.33%', '0%')
    """
    return decimal(rounded(100_00 * size, whole) * UNIT // 100) + "%" if whole else "0%"


def finer(crowd: Crowd, figures: Iterable[tuple[str, int | None]]) -> str:
    """Say why some of the figures that are shown, each of a node, have more decimals than the others; else nothing."""
    sizes = [(id, size) for id, size in figures if size is not None]
    odd = {(id, size): bound for id, size in sizes if (bound := mistaken(size, crowd.tree.bounds(id))) is not None}
    if not odd or len(odd) == len(set(sizes)):
        return ""
    (id, size), bound = next(iter(odd.items()))
    figure, end = crowd.points(id, size), decimal(bound)
    if len(odd) > 1:
        rest = f"rounded to one, each would stand on the other side of a bound such as {end}."
        return f"{figure} and {number(len(odd) - 1)} more {plural(len(odd) - 1, 'figure')} have more decimals: {rest}"
    seems = "reached" if size < bound else "missed"
    return f"{figure} has more decimals than the others: rounded to one, it would seem to have {seems} {end}."


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
