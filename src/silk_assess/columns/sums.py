"""Weighted means and sums over the parts of a node, in some rows.

Source: docs/scoring.md, Aggregates, Coverage.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import numpy as np

from silk_assess.answers.state import Standing
from silk_assess.columns.figures import Numbers
from silk_assess.columns.measures import Measure, Measures, rounded, within
from silk_assess.columns.plan import Linear, Part
from silk_assess.exact import UNIT
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assess import question_value

# What is added up: points times their factors, what is there, and what has a point, by weight and then by whole. The
# last two stand only where wholes are not so many times the weights.
_LOW, _POINT, _HIGH, _PRESENT, _POINTED, _WHOLE, _WHOLE_POINTED = range(7)
_SHORT: Final = 5


def weigh(linear: Linear, key: Hashable, measures: Measures) -> Measure:
    """Give the weighted mean of the parts: low, point and high by all that is there, coverage by weight.

    `key` names what the parts belong to. No number on the way reaches 64 bits, as `columns.plan` has proved.
    """
    sums, covered = _sums(linear, key, measures)
    present, pointed = sums[_PRESENT] > 0, sums[_POINTED] > 0
    if linear.per_weight:
        whole, whole_pointed = sums[_PRESENT] * linear.per_weight, sums[_POINTED] * linear.per_weight
    else:
        whole, whole_pointed = sums[_WHOLE], sums[_WHOLE_POINTED]
    some = np.maximum(whole, 1)
    low, high = rounded(sums[_LOW], some), rounded(sums[_HIGH], some)
    point = within(low, rounded(sums[_POINT], np.maximum(whole_pointed, 1)), high)
    return Measure(present, pointed, low, point * pointed, high, rounded(covered, np.maximum(sums[_PRESENT], 1)))


def _sums(linear: Linear, key: Hashable, measures: Measures) -> tuple[Numbers, Numbers]:
    """Add up the parts, a row of sums for each of what is added up; and their coverages by weight."""
    asked = measures.tree.asked
    width = _SHORT if linear.per_weight else _SHORT + 2
    total = np.zeros((measures.size, width), np.int64)
    for part in linear.parts:
        if part.id in asked:
            total += _of_question(part, asked[part.id], key, measures, width)
    sums = np.ascontiguousarray(total.T)
    covered = sums[_POINTED] * UNIT
    for part in linear.parts:
        if part.id not in asked:
            _add_node(part, measures[part.id], sums, covered)
    return sums, covered


def _of_question(part: Part, one: Asked, key: Hashable, measures: Measures, width: int) -> Numbers:
    def make(standing: Standing) -> tuple[int, ...]:
        value = question_value(one, standing)
        if value is None:
            return (0,) * width
        has = value.point is not None
        points = (part.factor * value.low, part.factor * (value.point or 0), part.factor * value.high)
        return (*points, part.weight, part.weight * has, part.whole, part.whole * has)[:width]

    return measures.states.look_up(one.id, ("sums", key), make, np.int64)


def _add_node(part: Part, measure: Measure, sums: Numbers, covered: Numbers) -> None:
    for place, points in ((_LOW, measure.low), (_POINT, measure.point), (_HIGH, measure.high)):
        sums[place] += part.factor * points
    for place, there in ((_PRESENT, measure.present), (_POINTED, measure.pointed)):
        sums[place] += part.weight * there
        if len(sums) > _SHORT:
            sums[place - _PRESENT + _WHOLE] += part.whole * there
    covered += part.weight * measure.coverage
