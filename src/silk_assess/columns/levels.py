"""The readiness level in some rows, and whether it is robust.

Source: docs/scoring.md, Readiness level, Robustness, coverage, evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from silk_assess.answers.state import Standing
from silk_assess.columns.by_rows import rows_of, values_in
from silk_assess.columns.figures import Flags, Numbers
from silk_assess.columns.measures import Measure, Measures
from silk_assess.columns.nodes import lowest_cap
from silk_assess.columns.plan import Linear, Part, Plan
from silk_assess.exact import UNIT
from silk_assess.questionnaire.tree import Asked, Node
from silk_assess.scoring.assess import question_value
from silk_assess.scoring.robustness import interval

# Which requirements hold, by node and bound.
_Held = Mapping[tuple[str, int], Flags]


@dataclass(frozen=True, slots=True)
class Levels:
    """The level at the lows, as answered and at the highs, and whether it is robust; none where `missing` holds."""

    low: Numbers
    point: Numbers
    high: Numbers
    robust: Flags
    missing: Flags


def levels(plan: Plan, measures: Measures) -> Levels:
    """Give the highest level whose requirements, and those of all below it, hold."""
    needs = {need: None for step in plan.tree.requires for need in step}
    named = {id: measures[id] for id, _ in needs}
    there = np.zeros(measures.size, np.bool_)
    for one in named.values():
        there |= one.present
    so_far = {id: one.so_far() for id, one in named.items()}

    def reached_at(points: Mapping[str, Numbers]) -> Numbers:
        return _reached(plan, {(id, need): ~named[id].present | (points[id] >= need) for id, need in needs}, measures)

    ends = {need: _ends(plan, need, so_far[need[0]], measures) for need in needs}
    lower, upper = (_reached(plan, {need: held[end] for need, held in ends.items()}, measures) for end in (0, 1))
    return Levels(
        reached_at({id: one.low for id, one in named.items()}),
        reached_at(so_far),
        reached_at({id: one.high for id, one in named.items()}),
        lower == upper,
        ~there,
    )


def _reached(plan: Plan, held: _Held, measures: Measures) -> Numbers:
    level = np.full(measures.size, -1, np.int64)
    holds = np.ones(measures.size, np.bool_)
    for step in plan.tree.requires:
        for need in step:
            holds &= held[need]
        level += holds
    return level


# Weights a quarter larger or smaller


def _ends(plan: Plan, need: tuple[str, int], so_far: Numbers, measures: Measures) -> tuple[Flags, Flags]:
    """Say in which rows a requirement holds at the lower and at the upper end of its node."""
    id, bound = need
    node, one = plan.tree.node[id], measures[id]
    absent, reaches = ~one.present, so_far >= bound
    if node.rule != "mean":
        return absent | reaches, absent | reaches
    if need not in plan.steady:
        lower, upper = _by_rows(node, plan, measures)
        return absent | (lower >= bound), absent | (upper >= bound)
    low, high = _leaning(plan.linear[id], need, measures)
    if node.gates:
        is_open = lowest_cap(node, measures, Measure.at_best) >= bound
        low, high = low & is_open, high & is_open
    # The ends are widened to hold the point; without one they are the low.
    return absent | (reaches & (low | ~one.pointed)), absent | reaches | (high & one.pointed)


def _leaning(linear: Linear, need: tuple[str, int], measures: Measures) -> tuple[Flags, Flags]:
    """Say in which rows the mean of the children with a point reaches a bound, whichever way weights lean.

    It reaches it where the sum of weight * (share - bound) is 0 or more, the bound being half a micro-unit lower, for
    the sake of rounding. Leaning to the lower end, each child below the bound counts 5 quarters of its weight and each
    above it 3, so that four times the sum is 4 * sum(d) - sum(|d|); to the upper end, 4 * sum(d) + sum(|d|).
    """
    asked = measures.tree.asked
    bound = 2 * need[1] - 1
    total = np.zeros((measures.size, 2), np.int64)
    for part in linear.parts:
        if part.id in asked:
            total += _of_question(part, asked[part.id], need, bound, measures)
    apart, size = total[:, 0].copy(), total[:, 1].copy()
    for part in linear.parts:
        if part.id not in asked:
            one = measures[part.id]
            here = (2 * part.factor * one.point - bound * part.whole) * one.pointed
            apart += here
            size += np.abs(here)
    return 4 * apart >= size, 4 * apart >= -size


def _of_question(part: Part, one: Asked, need: tuple[str, int], bound: int, measures: Measures) -> Numbers:
    def make(standing: Standing) -> tuple[int, int]:
        value = question_value(one, standing)
        if value is None or value.point is None:
            return 0, 0
        here = 2 * part.factor * value.point - bound * part.whole
        return here, abs(here)

    return measures.states.look_up(one.id, ("leaning", need), make, np.int64)


def _by_rows(node: Node, plan: Plan, measures: Measures) -> tuple[Numbers, Numbers]:
    """Give both ends of a mean whose numbers reach 64 bits, by the row engine itself."""
    below = (id for gate in node.gates for id, _ in gate.below)
    ids = list(dict.fromkeys((node.id, *(id for id, weight in node.children if weight), *below)))
    ends = [interval(node, values_in(ids, key, plan)) or (0, 0) for key in rows_of(ids, measures)]
    lower, upper = np.array(ends, np.int64).reshape(-1, 2).T
    return lower, upper


# What was answered


def coverage(plan: Plan, measures: Measures) -> Numbers:
    """Give the smallest coverage of the roots that are present, 0 where none is."""
    least = np.full(measures.size, UNIT + 1, np.int64)
    for one in (measures[id] for id in plan.tree.roots):
        np.minimum(least, one.coverage, out=least, where=one.present)
    return np.where(least > UNIT, 0, least)
