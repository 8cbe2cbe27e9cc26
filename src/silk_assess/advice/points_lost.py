"""Which answers cost how many of the points that are missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.tree import Node
from silk_assess.scoring.aggregates import Counted, counted
from silk_assess.scoring.assessment import Assessment
from silk_assess.scoring.protection import answered_controls

# A fraction as numerator and denominator, not reduced: many times faster, and as exact.
_Ratio = tuple[int, int]


def lost(assessment: Assessment) -> dict[str, Fraction]:
    """Say where the points that are missing at the top are lost, exactly, in micro-units of points.

    Questions in questionnaire order, then nodes that keep something themselves; nothing that is
    0. The parts add up to what the roots lose. Source: docs/scoring.md, Points lost.
    """
    tree, values = assessment.tree, assessment.values
    received: dict[str, _Ratio] = {}
    kept: dict[str, _Ratio] = {}
    for id in tree.roots:
        value = values[id]
        if value is not None and value.point is not None:
            _give(received, id, value.scale - value.point, 1)
    for node in reversed(tree.order):
        amount = received.pop(node.id, None)
        if amount is not None:
            _pass_on(node, amount, assessment, received, kept)
    found = [(one.id, received.get(one.id)) for one in tree.questions]
    found += [(node.id, kept.get(node.id)) for node in tree.nodes]
    return {id: Fraction(*amount) for id, amount in found if amount is not None}


def _give(to: dict[str, _Ratio], id: str, size: int, of: int) -> None:
    """Add to what an id has; nothing is not told."""
    if not size:
        return
    before = to.get(id)
    to[id] = (size, of) if before is None else (before[0] * of + size * before[1], before[1] * of)


def _pass_on(
    node: Node, amount: _Ratio, assessment: Assessment, received: dict[str, _Ratio], kept: dict[str, _Ratio]
) -> None:
    size, of = amount
    cap = assessment.caps.get(node.id)
    value = assessment.values[node.id]
    if cap is not None and value is not None and value.point is not None:
        of *= value.scale - value.point
        _give(received, cap.by, size * (cap.without - value.point), of)
        size *= value.scale - cap.without
    parts = _parts(node, assessment)
    total = sum(parts.values())
    if not total:
        _give(kept, node.id, size, of)
        return
    for id, part in parts.items():
        _give(received, id, size * part, of * total)


def _parts(node: Node, assessment: Assessment) -> dict[str, int]:
    """Say in which proportion a node's children lose what it loses."""
    found = counted(node, assessment.values)
    if node.rule == "risk":
        return _parts_of_risk(node, found, assessment)
    return BLAME[node.rule](found)


def _by_share(parts: Sequence[Counted]) -> dict[str, int]:
    unit = lcm(*(of for _, _, of, _ in parts))
    return {id: w * (of - p) * (unit // of) for id, p, of, w in parts}


def _by_points(parts: Sequence[Counted]) -> dict[str, int]:
    return {id: w * (of - p) for id, p, of, w in parts}


def _to_the_worst(parts: Sequence[Counted]) -> dict[str, int]:
    least = min((Fraction(p, of) for _, p, of, _ in parts), default=Fraction(1))
    return {id: int(least < 1) for id, p, of, _ in parts if Fraction(p, of) == least}


def _to_the_zeros(parts: Sequence[Counted]) -> dict[str, int]:
    return {id: w for id, p, _, w in parts if p == 0} or _by_share(parts)


BLAME: Mapping[str, Callable[[Sequence[Counted]], dict[str, int]]] = {
    "mean": _by_share,
    "sum": _by_points,
    "min": _to_the_worst,
    "gmean": _to_the_zeros,
}


def _parts_of_risk(node: Node, controls: Sequence[Counted], assessment: Assessment) -> dict[str, int]:
    """Half each of what controls cannot take away to likelihood and impact; to controls what they leave."""
    if not controls:
        return {node.likelihood: 1, node.impact: 1}
    answered = answered_controls(assessment.tree, node, assessment.values)
    # What is counted has a point.
    assert answered is not None
    weights = _by_share(controls)
    total = sum(weights.values())
    # All by 2 x 100 points x the controls' total; that alone changes no proportion.
    anchor = (UNIT - node.kappa) * HUNDRED * (total or 1)
    left = 2 * node.kappa * (HUNDRED - answered)
    return {node.likelihood: anchor, node.impact: anchor} | {id: left * weight for id, weight in weights.items()}
