"""The nodes of a questionnaire in some rows: their rule, how much must be known, and gates.

Source: docs/scoring.md, Aggregates, Gates.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np

from silk_assess.columns.by_rows import by_rows
from silk_assess.columns.figures import Flags, Numbers
from silk_assess.columns.measures import Measure, Measures, rounded, within
from silk_assess.columns.plan import Plan
from silk_assess.columns.sums import weigh
from silk_assess.questionnaire.tree import Node
from silk_assess.scoring.aggregates import aggregated

# More than any points: what is not there is never the least.
_ABOVE = np.int64(2**62)


def measured(plan: Plan, node: Node, measures: Measures) -> Measure:
    """Measure a node that is no risk, its gates applied."""
    free = _free(plan, node, measures)
    free.pointed &= free.coverage >= node.min_coverage
    free.point *= free.pointed
    return _gated(node, free, measures) if node.gates else free


def _free(plan: Plan, node: Node, measures: Measures) -> Measure:
    if node.id in plan.linear:
        return weigh(plan.linear[node.id], node.id, measures)
    if node.rule == "min" and node.id in plan.least:
        return _least(node, plan, measures)
    counted = [id for id, weight in node.children if weight]
    return by_rows(counted, lambda values: aggregated(plan.tree, node, values), plan, measures)


def _least(node: Node, plan: Plan, measures: Measures) -> Measure:
    """Take the least share at the lows, the points and the highs; coverage is the mean by weight."""
    weights = plan.least[node.id]
    parts = [(measures[id], plan.scales[id], weight) for id, weight in weights]

    def least(points: Callable[[Measure], Numbers], there: Callable[[Measure], Flags]) -> Numbers:
        shares = [np.where(there(one), _share(points(one), node.scale, scale), _ABOVE) for one, scale, _ in parts]
        return reduce(np.minimum, shares)

    present = np.logical_or.reduce([one.present for one, *_ in parts])
    pointed = np.logical_or.reduce([one.pointed for one, *_ in parts])
    low = np.where(present, least(lambda one: one.low, lambda one: one.present), 0)
    high = np.where(present, least(lambda one: one.high, lambda one: one.present), 0)
    point = within(low, least(lambda one: one.point, lambda one: one.pointed), high)
    total = sum(weight * one.present for one, _, weight in parts)
    covered = sum(weight * one.coverage for one, _, weight in parts)
    coverage = rounded(np.asarray(covered), np.maximum(np.asarray(total), 1))
    return Measure(present, pointed, low, np.where(pointed, point, 0), high, coverage)


def _share(points: Numbers, scale: int, of: int) -> Numbers:
    return points if scale == of else rounded(scale * points, of)


def _gated(node: Node, free: Measure, measures: Measures) -> Measure:
    """Hold a node down by the gates in force."""
    low = np.minimum(free.low, lowest_cap(node, measures, lambda one: one.low))
    high = np.minimum(free.high, lowest_cap(node, measures, lambda one: one.high))
    point = within(low, np.minimum(free.point, lowest_cap(node, measures, Measure.at_best)), high)
    return Measure(free.present, free.pointed, low, point * free.pointed, high, free.coverage)


def lowest_cap(node: Node, measures: Measures, read: Callable[[Measure], Numbers]) -> Numbers:
    """Give the lowest cap in force, by the numbers that `read` takes; without one the scale."""
    lowest = np.full(measures.size, node.scale, np.int64)
    for gate in node.gates:
        below = [measures[id].present & (read(measures[id]) < need) for id, need in gate.below]
        np.minimum(lowest, gate.cap, out=lowest, where=np.logical_or.reduce(below))
    return lowest
