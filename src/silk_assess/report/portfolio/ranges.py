"""Each organisation with its range and place: ranges that overlap share a place, so this is no ranking."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from silk_assess.exact import decimal
from silk_assess.portfolio.member import Reach
from silk_assess.portfolio.organisations import MOST_LISTED
from silk_assess.portfolio.statistics import Crowd
from silk_assess.questionnaire.tree import Node
from silk_assess.report.portfolio.figures import finer, number, per_cent
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, in_words, plural


class PlaceRow(NamedTuple):
    """An organisation: its level in words, its range on the scale of the whole, its place, its report's address."""

    name: str
    group: str
    level: str
    levels: str
    figure: str
    label: str
    low_at: str
    width: str
    point_at: str
    place: str
    report: str


class Places(NamedTuple):
    """All organisations; `rows` is empty where they are too many for a page."""

    finding: str
    summary: str
    whole: str
    scale: tuple[str, ...]
    rows: tuple[PlaceRow, ...]
    finer: str
    left_out: str


def places_of(values: Sequence[Reach | None]) -> list[tuple[int, int] | None]:
    """Give the best and the last place that each can have; None where it has no figure at all.

    Best is 1 and those whose low lies above one's high; last is all less those whose high lies
    below one's low.

    >>> places_of([Reach(50, 50, 50), Reach(10, 20, 30), None, Reach(30, 30, 60)])
    [(1, 2), (2, 3), None, (1, 3)]
    """
    lows = sorted(one.low for one in values if one is not None)
    highs = sorted(one.high for one in values if one is not None)
    total = len(lows)
    return [
        None if one is None else (1 + total - bisect_right(lows, one.high), total - bisect_left(highs, one.low))
        for one in values
    ]


def places(crowd: Crowd, groups: Sequence[str]) -> Places:
    """Say how many have a place of their own, and list each organisation by its range."""
    roots = [id for id in crowd.tree.roots if crowd.middles[id] is not None]
    node = crowd.tree.node[roots[0]] if len(crowd.tree.roots) == 1 and roots else None
    total = crowd.number
    values = [None] * total if node is None else list(crowd.roll.figures(node.id))
    found = places_of(values)
    whole = "" if node is None else names.title(crowd.tree, node.id)
    if total > MOST_LISTED:
        left = (
            f"All {number(total)} are left out here, as too many for a page. Each stands in scores.csv, with its range."
        )
        return Places(_finding(crowd, found, node), "", whole, (), (), "", left)
    last = (total + 1, total + 1)
    order = sorted(range(total), key=lambda i: (found[i] or last, crowd.name(i), crowd.rank[i]))
    rows = tuple(_line(crowd, groups[i], i, values[i], found[i], node) for i in order)
    summary = f"All {number(total)}, each with its level, range and place" if node else f"All {number(total)}"
    scale = () if node is None else tuple(_scale(node, fifth) for fifth in range(5))
    ends = [] if node is None else [(node.id, end) for i in order if (one := values[i]) is not None for end in one]
    odd = finer(crowd, ends)
    return Places(_finding(crowd, found, node), summary if total else "", whole, scale, rows, odd, "")


def _scale(node: Node, fifth: int) -> str:
    return decimal(node.scale * fifth // 5)


def _line(
    crowd: Crowd, group: str, i: int, one: Reach | None, place: tuple[int, int] | None, node: Node | None
) -> PlaceRow:
    reached = crowd.roll.levels[i]
    level, levels = "", ""
    if reached is not None:
        low, point, high = (crowd.level_title(k) for k in reached)
        level, levels = point, f"{low} to {high}" if reached[0] != reached[2] else ""
    elif crowd.tree.pack.head.levels:
        level = "No level"
    name, report = crowd.name(i), quote(crowd.roll.reports[i])
    if one is None or place is None or node is None:
        return PlaceRow(name, group, level, levels, "No figure", "", "", "", "", "", report)
    ends = crowd.span(node.id, one.low, one.high) or crowd.points(node.id, one.low)
    figure = ends if one.point is None or one.low == one.high else f"{crowd.points(node.id, one.point)} ({ends})"
    said = number(place[0]) if place[0] == place[1] else f"{number(place[0])} to {number(place[1])}"
    point_at = "" if one.point is None else per_cent(one.point, node.scale)
    width = per_cent(one.high - one.low, node.scale) if one.high > one.low else ""
    label, low_at = f"{figure}{crowd.of(node)}, place {said}", per_cent(one.low, node.scale)
    return PlaceRow(name, group, level, levels, figure, label, low_at, width, point_at, said, report)


def _finding(crowd: Crowd, found: Sequence[tuple[int, int] | None], node: Node | None) -> str:
    known = [one for one in found if one is not None]
    total = len(known)
    if not crowd.number:
        return "There is no organisation to list."
    if node is None or not known:
        many = "This questionnaire has no figure of the whole, so nobody has a place."
        return many if len(crowd.tree.roots) > 1 else "None of what is scored applies to these organisations."
    if total == 1:
        return "One organisation alone has no place among others."
    own = sum(best == last for best, last in known)
    to = f"so there is no list from one to {in_words(total) if total <= 12 else number(total)}"
    if not own:
        return f"Each of the {number(total)} shares its place with others, {to}."
    if own == total:
        return "No two ranges overlap. That makes no ranking: no average decides a level."
    own_place = plural(own, "has a place of its own", "have a place of their own")
    some = f"{capital(in_words(own))} of {number(total)} {own_place}"
    return f"{some}, and the others share theirs, {to}."
