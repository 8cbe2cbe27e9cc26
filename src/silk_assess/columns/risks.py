"""Risks in some rows, and whether they are unprotected.

Source: docs/scoring.md, Risks, Bands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from silk_assess.answers.state import Standing
from silk_assess.columns.by_rows import by_rows
from silk_assess.columns.figures import Flags, Numbers, Small
from silk_assess.columns.measures import Measure, Measures, rounded, within
from silk_assess.columns.plan import Plan
from silk_assess.columns.sums import weigh
from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.tree import Asked, Node
from silk_assess.scoring.aggregates import mean_of

# What there is of protection, as `unprotected` tells it.
PROTECTED, UNPROTECTED, NOTHING_TELLS = np.int8(0), np.int8(1), np.int8(-1)


@dataclass(frozen=True, slots=True)
class RiskMeasure:
    """What a RiskResult says, for some rows, and the controls as a node of their own.

    The residual's ends are there where the risk is present, the rest where it has a point.
    """

    measure: Measure
    inherent: Numbers
    answered: Numbers
    residual: Numbers
    residual_low: Numbers
    residual_high: Numbers
    controls: Measure


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A likelihood or impact: its number at its least, as answered and at its greatest."""

    gone: Flags
    answered: Flags
    may_vanish: Flags
    low: Numbers
    point: Numbers
    high: Numbers


def weighed(plan: Plan, node: Node, measures: Measures) -> RiskMeasure:
    """Weigh a risk."""
    p, q = (_anchor(plan.tree.asked[id], measures) for id in (node.likelihood, node.impact))
    controls = _controls(plan, node, measures)
    low = _residual(node, _inherent(p.low, q.low), controls.high)
    high = _residual(node, _inherent(p.high, q.high), controls.low)
    may_vanish = p.may_vanish | q.may_vanish
    low, high = np.where(may_vanish, 0, low), np.where(may_vanish, HUNDRED, high)
    shares = (p.answered.astype(np.int64) + q.answered) * UNIT
    coverage = rounded(shares + controls.coverage, 2 + controls.present.astype(np.int64))
    present = ~(p.gone | q.gone)
    pointed = present & p.answered & q.answered & (coverage >= node.min_coverage)
    inherent = _inherent(p.point, q.point)
    residual = within(low, _residual(node, inherent, controls.point), high)
    measure = Measure(
        present,
        pointed,
        (HUNDRED - high) * present,
        (HUNDRED - residual) * pointed,
        (HUNDRED - low) * present,
        coverage * present,
    )
    return RiskMeasure(measure, inherent, controls.point, residual, low, high, controls)


def _anchor(one: Asked, measures: Measures) -> _Anchor:
    numbers = tuple(one.table.values())

    def make(standing: Standing) -> tuple[int, ...]:
        gone = standing.state in ("not applicable", "hidden")
        if standing.state == "answered":
            number = one.table[str(standing.value)]
            return gone, True, False, number, number, number
        return gone, False, standing.may_vanish, min(numbers), 0, max(numbers)

    found = measures.states.look_up(one.id, "anchor", make, np.int64)
    flags = found[:, :3] != 0
    return _Anchor(flags[:, 0], flags[:, 1], flags[:, 2], found[:, 3], found[:, 4], found[:, 5])


def _controls(plan: Plan, node: Node, measures: Measures) -> Measure:
    if node.id in plan.linear:
        return weigh(plan.linear[node.id], node.id, measures)
    shares = plan.tree.shares[node.id]
    ids = [id for id, weight in node.children if weight]
    return by_rows(ids, lambda values: mean_of(shares, values, HUNDRED, min_coverage=0), plan, measures)


def _inherent(likelihood: Numbers, impact: Numbers) -> Numbers:
    return rounded(100 * likelihood * impact, UNIT)


def _residual(node: Node, inherent: Numbers, controls: Numbers) -> Numbers:
    """Take away what controls remove: inherent * kappa * controls / (UNIT * HUNDRED), as a whole and a rest.

    Taken apart so, no number on the way reaches 64 bits, whatever kappa is: the products stay below 10^16.
    """
    removed = inherent * controls
    tens = node.kappa * (removed // HUNDRED)
    rest = (tens % UNIT) * HUNDRED + node.kappa * (removed % HUNDRED)
    whole = UNIT * HUNDRED
    # Less than two wholes; rounding half up of a rest that is taken away is rounding it half down.
    found: Numbers = inherent - tens // UNIT - (2 * rest + whole - 1) // (2 * whole)
    return found


def unprotected(plan: Plan, risks: Mapping[str, RiskMeasure], measures: Measures) -> dict[str, Small]:
    """Say of each risk and each section of risks whether it is unprotected."""
    found: dict[str, Small] = {}
    for node in plan.tree.nodes:
        if node.unprotected_below is not None and node.rule != "risk":
            found |= _section(node, node.unprotected_below, risks, measures)
    return found


def _section(section: Node, below: int, risks: Mapping[str, RiskMeasure], measures: Measures) -> dict[str, Small]:
    """Say it of a section, by its worst risk and by the mean of all controls; and of its risks."""
    found: dict[str, Small] = {}
    total = counted = np.zeros(measures.size, np.int64)
    worst = np.full(measures.size, HUNDRED + 1, np.int64)
    worst_is_bare = np.zeros(measures.size, np.bool_)
    for id, weight in section.children:
        risk, controls = risks[id].measure, risks[id].controls
        told = risk.present & controls.pointed
        is_bare = told & (controls.point < below)
        found[id] = np.where(told, is_bare.astype(np.int8), NOTHING_TELLS)
        if weight:
            total, counted = total + controls.point * told, counted + told
            # Of equally bad risks the first one counts.
            is_worse = risk.pointed & (risk.point < worst)
            worst = np.where(is_worse, risk.point, worst)
            worst_is_bare = np.where(is_worse, is_bare, worst_is_bare)
    is_bare = worst_is_bare | (rounded(total, np.maximum(counted, 1)) < below)
    return {section.id: np.where(counted > 0, is_bare.astype(np.int8), NOTHING_TELLS), **found}
