"""How the points of several children become those of their node: mean, geometric mean, minimum and sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import lcm
from typing import NamedTuple

from silk_assess.exact import gmean, rounded
from silk_assess.questionnaire.tree import Node, Shares, Tree
from silk_assess.scoring.assessment import Value

Values = dict[str, Value | None]
# Points and scale of a child in micro-units, and its weight, over 0.
Weighed = tuple[int, int, int]
# Takes such children and the scale of their node, and gives the points of the node.
Aggregate = Callable[[Sequence[Weighed], int], int]


class Counted(NamedTuple):
    """A child that counts for its node's point: it has a point and a weight over 0."""

    id: str
    point: int
    scale: int
    weight: int


def aggregated(tree: Tree, node: Node, values: Mapping[str, Value | None]) -> Value | None:
    """Give the value of a node that is no risk before its gates; None where all its children are absent.

    Source: docs/scoring.md, Aggregates, Three numbers for every node.
    """
    if node.rule == "mean":
        return mean_of(tree.shares[node.id], values, node.scale, node.min_coverage)
    parts = [(value, weight) for id, weight in node.children if weight and (value := values[id]) is not None]
    return combined(parts, RULES[node.rule], node.scale, node.min_coverage)


def mean_of(shares: Shares, values: Mapping[str, Value | None], scale: int, min_coverage: int) -> Value | None:
    """Do what `combined` does by `mean` in one go, since nearly all nodes are means.

    A property test holds the two equal.
    """
    unit, children = shares
    low = point = high = covered = total = answered = 0
    for id, weight, factor in children:
        value = values[id]
        if value is not None:
            total += weight
            low += factor * value.low
            high += factor * value.high
            covered += weight * value.coverage
            if value.point is not None:
                answered += weight
                point += factor * value.point
    if not total:
        return None
    whole = unit * total
    least = rounded(scale * low, whole)
    most = least if high == low else rounded(scale * high, whole)
    coverage = rounded(covered, total)
    if not answered or coverage < min_coverage:
        return Value(scale, least, None, most, coverage)
    return Value(scale, least, within(least, rounded(scale * point, unit * answered), most), most, coverage)


def combined(
    parts: Sequence[tuple[Value, int]], aggregate: Aggregate, scale: int, min_coverage: int = 0
) -> Value | None:
    """Make one value of several with their weights: low, point and high by the rule, coverage by the mean."""
    if not parts:
        return None
    low = aggregate([(value.low, value.scale, weight) for value, weight in parts], scale)
    high = aggregate([(value.high, value.scale, weight) for value, weight in parts], scale)
    coverage = rounded(sum(weight * value.coverage for value, weight in parts), sum(weight for _, weight in parts))
    answered = [(value.point, value.scale, weight) for value, weight in parts if value.point is not None]
    point = None
    if answered and coverage >= min_coverage:
        point = within(low, aggregate(answered, scale), high)
    return Value(scale, low, point, high, coverage)


def within(low: int, size: int, high: int) -> int:
    """Hold a point within its range."""
    return min(max(size, low), high)


def counted(node: Node, values: Mapping[str, Value | None]) -> list[Counted]:
    """List the children that a node's point is made of."""
    return [
        Counted(id, value.point, value.scale, weight)
        for id, weight in node.children
        if weight and (value := values[id]) is not None and value.point is not None
    ]


def mean(parts: Sequence[Weighed], scale: int) -> int:
    """Take the weighted mean of the shares. Source: docs/scoring.md, Aggregates."""
    unit = lcm(*(of for _, of, _ in parts))
    return rounded(scale * sum(w * p * (unit // of) for p, of, w in parts), unit * sum(w for _, _, w in parts))


def total(parts: Sequence[Weighed], scale: int) -> int:
    """Add up the points, prorated where children are absent. Source: docs/scoring.md, Aggregates."""
    return rounded(scale * sum(w * p for p, _, w in parts), sum(w * of for _, of, w in parts))


def minimum(parts: Sequence[Weighed], scale: int) -> int:
    """Take the least share. Source: docs/scoring.md, Aggregates."""
    return min(rounded(scale * p, of) for p, of, _ in parts)


RULES: Mapping[str, Aggregate] = {"mean": mean, "gmean": gmean, "min": minimum, "sum": total}
