"""Points of questions and nodes in some rows, and how they are rounded.

Source: docs/scoring.md, Numbers, Three numbers for every node.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from silk_assess.answers.state import Standing
from silk_assess.columns.figures import Flags, Numbers
from silk_assess.columns.states import States
from silk_assess.exact import UNIT
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.scoring.assess import question_value


@dataclass(slots=True)
class Measure:
    """What a Value says, for some rows: `low`, `point` and `high` are 0 where there is none."""

    present: Flags
    pointed: Flags
    low: Numbers
    point: Numbers
    high: Numbers
    coverage: Numbers

    def so_far(self) -> Numbers:
        """Give the point, and where there is none the low."""
        return np.where(self.pointed, self.point, self.low)

    def at_best(self) -> Numbers:
        """Give the point, and where there is none the high."""
        return np.where(self.pointed, self.point, self.high)


def rounded(numerator: Numbers, denominator: Numbers | int) -> Numbers:
    """Divide and round half up: of numbers of 0 or more what `exact.rounded` does."""
    found: Numbers = (2 * numerator + denominator) // (2 * denominator)
    return found


def within(low: Numbers, size: Numbers, high: Numbers) -> Numbers:
    """Hold points within their range."""
    return np.minimum(np.maximum(size, low), high)


class Measures:
    """The measures of questions and nodes in some rows; those of questions are worked out where they are asked for."""

    def __init__(self, tree: Tree, states: States, size: int) -> None:
        """Begin with the questions alone."""
        self.tree, self.states, self.size = tree, states, size
        self._nodes: dict[str, Measure] = {}
        self._questions: dict[str, Measure] = {}

    def __getitem__(self, id: str) -> Measure:
        if id in self._nodes:
            return self._nodes[id]
        if id not in self._questions:
            self._questions[id] = self._of_question(self.tree.asked[id])
        return self._questions[id]

    def __setitem__(self, id: str, measure: Measure) -> None:
        self._nodes[id] = measure

    def _of_question(self, one: Asked) -> Measure:
        def make(standing: Standing) -> tuple[int, ...]:
            value = question_value(one, standing)
            return (0, 0, 0, 0, 0) if value is None else (
                1, value.point is not None, value.low, value.point or 0, value.high
            )  # fmt: skip

        found = self.states.look_up(one.id, "measure", make, np.int64)
        pointed = found[:, 1] == 1
        return Measure(found[:, 0] == 1, pointed, found[:, 2], found[:, 3], found[:, 4], pointed * np.int64(UNIT))
