"""The verdict on a result: what is certain of each thing that it is held to, and of all of them together.

Source: docs/scoring.md, Guard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from silk_assess.scoring.assessment import Assessment, Level, Value
from silk_assess.years.comparison import Comparison

Verdict = Literal["passed", "failed", "undecided"]
Asked = Literal["at least", "baseline"]


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing that a result is held to, and whether it holds.

    `node` is None for the level, whose `bound` counts levels from 0; a node's is micro-units of points.
    `found` is what the result has there, None where it has nothing; `before` what the baseline had.
    A node `has_other_scale` than in the baseline where the two cannot be held against each other.
    """

    asked: Asked
    node: str | None
    bound: int
    found: Value | Level | None
    before: Value | Level | None = None
    has_other_scale: bool = False

    @property
    def verdict(self) -> Verdict:
        """What is certain of it, whatever is still open."""
        return "undecided" if self.has_other_scale else certain(self.found, self.bound)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a result is held to by an earlier one, and what that one had no figure for (None: the level)."""

    holdings: tuple[Holding, ...]
    without: tuple[str | None, ...]


def certain(found: Value | Level | None, bound: int) -> Verdict:
    """Say what is certain of a number between its lowest and its highest; of what has none nothing is.

    >>> certain(Level(1, 2, 3), 1), certain(Level(1, 2, 3), 4), certain(Level(1, 2, 3), 2), certain(None, 0)
    ('passed', 'failed', 'undecided', 'undecided')
    """
    if found is None:
        return "undecided"
    if found.low >= bound:
        return "passed"
    return "failed" if found.high < bound else "undecided"


def overall(holdings: Iterable[Holding]) -> Verdict:
    """Give one verdict: one failure fails, else what is undecided leaves all undecided."""
    verdicts = {one.verdict for one in holdings}
    if "failed" in verdicts:
        return "failed"
    return "undecided" if "undecided" in verdicts else "passed"


def held_to_level(assessment: Assessment, level: int) -> Holding:
    """Hold a result to a level."""
    return Holding("at least", None, level, assessment.level)


def held_to_points(assessment: Assessment, node: str, points: int) -> Holding:
    """Hold a result to points of a node."""
    return Holding("at least", node, points, assessment.values[node])


def held_to_baseline(comparison: Comparison) -> Baseline:
    """Hold a result to the lowest that an earlier one could be: its level, the index and each section.

    The earlier result is that of its own version of the questionnaire, which is at hand.
    """
    old, new, tree = comparison.old, comparison.new, comparison.tree
    assert old is not None
    holdings, without = list[Holding](), list[str | None]()
    if old.level is not None:
        holdings.append(Holding("baseline", None, old.level.low, new.level, old.level))
    elif new.level is not None:
        without.append(None)
    for id in dict.fromkeys((*tree.roots, *tree.parts)):
        before = comparison.old_value(id)
        if before is None:
            without.append(id)
        else:
            other = comparison.has_other_scale(id)
            holdings.append(Holding("baseline", id, before.low, new.values[id], before, other))
    return Baseline(tuple(holdings), tuple(without))
