"""A risk: likelihood, impact and controls become what is left of it."""

from __future__ import annotations

from collections.abc import Mapping

from silk_assess.answers.state import Standing
from silk_assess.exact import HUNDRED, UNIT, rounded
from silk_assess.questionnaire.tree import Asked, Node, Tree
from silk_assess.scoring.aggregates import mean_of, within
from silk_assess.scoring.assessment import RiskResult, Value


def weigh_risk(
    node: Node, known: Mapping[str, Standing], tree: Tree, values: Mapping[str, Value | None]
) -> tuple[Value, RiskResult] | None:
    """Weigh a risk; None where its likelihood or impact is hidden or not applicable.

    Source: docs/scoring.md, Risks.
    """
    anchors = (known[node.likelihood], known[node.impact])
    if any(one.state in ("not applicable", "hidden") for one in anchors):
        return None
    p, q = (_anchor(tree.asked[id], known[id]) for id in (node.likelihood, node.impact))
    controls = mean_of(tree.shares[node.id], values, HUNDRED, min_coverage=0)
    most, least = (0, 0) if controls is None else (controls.high, controls.low)
    low, high = _residual(node, _inherent(min(p), min(q)), most), _residual(node, _inherent(max(p), max(q)), least)
    if any(one.may_vanish for one in anchors):
        low, high = 0, HUNDRED
    shares = [UNIT if one.state == "answered" else 0 for one in anchors]
    coverage = rounded(sum(shares) + (controls.coverage if controls else 0), 3 if controls else 2)
    if sum(shares) < 2 * UNIT or coverage < node.min_coverage:
        return Value(HUNDRED, HUNDRED - high, None, HUNDRED - low, coverage), RiskResult(None, None, None, low, high)
    inherent = _inherent(p[0], q[0])
    answered = 0 if controls is None or controls.point is None else controls.point
    residual = within(low, _residual(node, inherent, answered), high)
    value = Value(HUNDRED, HUNDRED - high, HUNDRED - residual, HUNDRED - low, coverage)
    return value, RiskResult(inherent, answered, residual, low, high)


def _anchor(one: Asked, standing: Standing) -> tuple[int, ...]:
    """Give the declared number of an answered likelihood or impact, else all that it may have."""
    if standing.state == "answered":
        return (one.table[str(standing.value)],)
    return tuple(one.table.values())


def _inherent(likelihood: int, impact: int) -> int:
    return rounded(100 * likelihood * impact, UNIT)


def _residual(node: Node, inherent: int, controls: int) -> int:
    return rounded(inherent * (UNIT * HUNDRED - node.kappa * controls), UNIT * HUNDRED)
