"""How the points of several children become those of their node: mean, geometric mean, minimum and sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import lcm

from silk_assess.exact import gmean, rounded
from silk_assess.questionnaire.tree import Node, Shares
from silk_assess.scoring.assessment import Value

Values = dict[str, Value | None]


def mean_of(shares: Shares, values: Mapping[str, Value | None], scale: int, min_coverage: int = 0) -> Value | None:
    """Do what `combined` does for a mean in one go, since nearly all nodes are means."""
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


def present(node: Node, values: Mapping[str, Value | None]) -> list[tuple[Value, int]]:
    """List the children that count, with their weights."""
    return [(value, weight) for id, weight in node.children if weight and (value := values[id]) is not None]


def combined(parts: Sequence[tuple[Value, int]], rule: Rule, scale: int, min_coverage: int = 0) -> Value | None:
    """Make one value of several: the rule for low, point and high, the weighted mean for coverage."""
    if not parts:
        return None
    low = rule([(value.low, value.scale, weight) for value, weight in parts], scale)
    high = rule([(value.high, value.scale, weight) for value, weight in parts], scale)
    coverage = rounded(sum(weight * value.coverage for value, weight in parts), sum(weight for _, weight in parts))
    answered = [(value.point, value.scale, weight) for value, weight in parts if value.point is not None]
    point = None
    if answered and coverage >= min_coverage:
        point = within(low, rule(answered, scale), high)
    return Value(scale, low, point, high, coverage)


def within(low: int, size: int, high: int) -> int:
    """Hold a point within its range."""
    return min(max(size, low), high)


# Each takes (points, scale, weight) of the parts that are present, weights > 0, and the node's scale.
Part = tuple[int, int, int]
Rule = Callable[[Sequence[Part], int], int]


def mean(parts: Sequence[Part], scale: int) -> int:
    """Take the weighted mean of the shares. Source: docs/scoring.md, Aggregates."""
    unit = lcm(*(of for _, of, _ in parts))
    return rounded(scale * sum(w * p * (unit // of) for p, of, w in parts), unit * sum(w for _, _, w in parts))


def total(parts: Sequence[Part], scale: int) -> int:
    """Add up the points, prorated where children are absent. Source: docs/scoring.md, Aggregates."""
    return rounded(scale * sum(w * p for p, _, w in parts), sum(w * of for _, of, w in parts))


def minimum(parts: Sequence[Part], scale: int) -> int:
    """Take the least share. Source: docs/scoring.md, Aggregates."""
    return min(rounded(scale * p, of) for p, of, _ in parts)


RULES: Mapping[str, Rule] = {"mean": mean, "gmean": gmean, "min": minimum, "sum": total}
