"""Whether a level stays the same with every weight a quarter larger or smaller, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import lcm

from silk_assess.exact import rounded
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring.aggregates import Values, counted
from silk_assess.scoring.assessment import Value
from silk_assess.scoring.gates import lowest_cap
from silk_assess.scoring.levels import level_of, reached_by


def is_robust(tree: Tree, values: Mapping[str, Value | None]) -> bool | None:
    """Say whether the level is the same with all weights a quarter larger or smaller; None without a level."""
    level = level_of(tree, values)
    if level is None:
        return None
    ends = {id: interval(tree.node[id], values) for id in {id for need in tree.requires for id, _ in need}}

    def reached(end: int) -> int:
        known: Values = {}
        for id, pair in ends.items():
            value = values[id]
            known[id] = (
                None if value is None or pair is None else Value(value.scale, pair[end], pair[end], pair[end], 0)
            )
        return reached_by(tree, known, lambda value: value.low)

    return reached(0) == reached(1)


def interval(node: Node, values: Mapping[str, Value | None]) -> tuple[int, int] | None:
    """Give the points that a node could have if each weight in it were a quarter larger or smaller.

    Only a mean with a point has an interval; else both ends are the point, or the low where
    there is no point. None for an absent node. Exact: the extremes lie at a threshold.
    Source: docs/scoring.md, Robustness, coverage, evidence.
    """
    value = values[node.id]
    if value is None:
        return None
    if value.point is None:
        return value.low, value.low
    if node.rule != "mean":
        return value.point, value.point
    parts = counted(node, values)
    unit = lcm(*(part.scale for part in parts))
    shares = sorted((part.point * (unit // part.scale), part.weight) for part in parts)
    low = min(rounded(node.scale * part, unit * whole) for part, whole in _leaning(shares, 5, 3))
    high = max(rounded(node.scale * part, unit * whole) for part, whole in _leaning(shares, 3, 5))
    cap = lowest_cap(node, values, lambda one: one.at_best)
    return min(low, cap, value.point), max(min(high, cap), value.point)


def _leaning(shares: Sequence[tuple[int, int]], first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Give the sums of shares and of weights, in quarters, while more and more of the smallest shares lean.

    Those that lean count `first` quarters of their weight, the others `rest`.
    """
    part, whole = rest * sum(share * weight for share, weight in shares), rest * sum(weight for _, weight in shares)
    yield part, whole
    for share, weight in shares:
        part += (first - rest) * share * weight
        whole += (first - rest) * weight
        yield part, whole
