"""Who could learn from whom: pairs whose difference no open answer can undo, in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappush, heapreplace
from typing import Final, NamedTuple

from silk_assess.portfolio.member import NONE, Reach
from silk_assess.portfolio.statistics import Crowd
from silk_assess.questionnaire.tree import Node
from silk_assess.wording.numbers import capital, count

# Strong and weak, in hundredths of a scale; the bounds are those of the design, not of any study.
_STRONG: Final = 60
_WEAK: Final = 50
_MOST: Final = 6


class Pair(NamedTuple):
    """Two organisations, what sort of group each stands in, and what each can show the other."""

    first: str
    second: str
    first_group: str
    second_group: str
    first_shows: str
    second_shows: str


class Pairs(NamedTuple):
    """Pairs for peer learning with their finding."""

    finding: str
    pairs: tuple[Pair, ...]


class _Found(NamedTuple):
    width: int
    first: int
    second: int
    shows: Node
    learns: Node


def pairs(crowd: Crowd, groups: Sequence[str]) -> Pairs:
    """Propose at most six pairs, nobody in two, and each pair in other dimensions where there are enough.

    One is at 60 or more even at its low where the other is under 50 even at its high, and the
    other way round in another dimension. The pairs with the widest certain differences come first.
    """
    found = _chosen(crowd)
    told = tuple(_pair(crowd, groups, one) for one in found)
    if not told:
        text = "No two organisations differ in both directions so much that no open answer could undo it."
        return Pairs("There are no two organisations to bring together." if crowd.number < 2 else text, ())
    widest = " These differ most." if len(told) == _MOST else ""
    finding = f"{capital(count(len(told), 'pair'))} could learn from each other in both directions"
    return Pairs(f"{finding}, whatever the open answers turn out to be.{widest}", told)


def _chosen(crowd: Crowd) -> list[_Found]:
    lists = _lists(crowd)
    used: set[int] = set()
    times: dict[tuple[str, str], int] = {}
    chosen: list[_Found] = []
    while len(chosen) < _MOST:
        best: tuple[tuple[int, int, int, int], _Found] | None = None
        for (shows, learns), forth in lists.items():
            back = lists.get((learns, shows))
            if shows > learns or back is None:
                continue
            one = next(((width, i) for width, i in forth if i not in used), None)
            other = next(((width, i) for width, i in back if i not in used), None)
            if one is None or other is None:
                continue
            nodes = crowd.columns[shows], crowd.columns[learns]
            pair = _Found(one[0] + other[0], one[1], other[1], *nodes)
            key = (times.get((nodes[0].id, nodes[1].id), 0), -pair.width, shows, learns)
            if best is None or key < best[0]:
                best = key, pair
        if best is None:
            return chosen
        pair = best[1]
        chosen.append(pair)
        used |= {pair.first, pair.second}
        times[pair.shows.id, pair.learns.id] = times.get((pair.shows.id, pair.learns.id), 0) + 1
    return chosen


def _lists(crowd: Crowd) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """For each two dimensions those strong in the first and weak in the second, the widest first.

    How wide a pair is, is the sum of both sides, so that each side can be sorted alone. No list
    needs to be longer than all that six pairs can use up.
    """
    columns = [(crowd.roll.figures(node.id), node.scale) for node in crowd.columns]
    strong, weak = ([_least(share, scale) for _, scale in columns] for share in (_STRONG, _WEAK))
    lows = zip(*(one.lows for one, _ in columns), strict=True)
    highs = zip(*(one.highs for one, _ in columns), strict=True)
    rank = crowd.rank
    kept: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for i, (low, high) in enumerate(zip(lows, highs, strict=True)):
        shows = [(k, 10**6 * size // columns[k][1]) for k, size in enumerate(low) if size >= strong[k]]
        if not shows:
            continue
        learns = [(k, 10**6 * size // columns[k][1]) for k, size in enumerate(high) if NONE < size < weak[k]]
        for k, most in shows:
            for j, least in learns:
                _keep(kept.setdefault((k, j), []), (most - least, -rank[i], i))
    return {key: [(width, i) for width, _, i in sorted(some, reverse=True)] for key, some in kept.items()}


def _least(share: int, scale: int) -> int:
    """Give the least points that are so many hundredths of a scale, or more."""
    return -(-share * scale // 100)


def _keep(kept: list[tuple[int, int, int]], one: tuple[int, int, int]) -> None:
    """Keep the greatest, in a heap with the least of them on top."""
    if len(kept) <= 2 * _MOST:
        heappush(kept, one)
    elif one > kept[0]:
        heapreplace(kept, one)


def _pair(crowd: Crowd, groups: Sequence[str], one: _Found) -> Pair:
    return Pair(
        first=crowd.name(one.first),
        second=crowd.name(one.second),
        first_group=groups[one.first],
        second_group=groups[one.second],
        first_shows=_beside(crowd, one.shows, one.first, one.second),
        second_shows=_beside(crowd, one.learns, one.second, one.first),
    )


def _beside(crowd: Crowd, node: Node, high: int, low: int) -> str:
    values = crowd.roll.figures(node.id)
    return f"{node.title}: {_said(crowd, node, values[high])} beside {_said(crowd, node, values[low])}{crowd.of(node)}"


def _said(crowd: Crowd, node: Node, one: Reach | None) -> str:
    assert one is not None
    return crowd.span(node.id, one.low, one.high) or crowd.points(node.id, one.low)
