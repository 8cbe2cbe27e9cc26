"""What an assessment says: frozen values, all numbers whole micro-units (10^-6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from silk_assess.answers.model import Answers
from silk_assess.answers.state import Standing
from silk_assess.questionnaire.tree import Tree


@dataclass(frozen=True, slots=True)
class Value:
    """The points of a node or question: 0 <= low <= point <= high <= scale.

    `point` is None where nothing, or too little, is answered. `coverage` lies between 0 and
    1,000,000. Something absent has no Value at all.
    """

    scale: int
    low: int
    point: int | None
    high: int
    coverage: int

    @property
    def so_far(self) -> int:
        """What counts as answered so far: the point, where there is none the low."""
        return self.low if self.point is None else self.point

    @property
    def at_best(self) -> int:
        """What a gate on the point reads: the point, where there is none the high."""
        return self.high if self.point is None else self.point


@dataclass(frozen=True, slots=True)
class Cap:
    """A gate that binds: its place in the node's list, what is below, and the points without any gate."""

    gate: int
    by: str
    without: int


@dataclass(frozen=True, slots=True)
class RiskResult:
    """The figures behind a risk; all between 0 and 100 points, more is worse.

    `inherent`, `controls` and `residual` are None without a point.
    """

    inherent: int | None
    controls: int | None
    residual: int | None
    residual_low: int
    residual_high: int


@dataclass(frozen=True, slots=True)
class Flow:
    """One facet of one flow cell, 0 to 100; `point` is None while nothing in it is answered."""

    point: int | None
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Level:
    """The readiness level, counted from 0, at the lows, at the points and at the highs."""

    low: int
    point: int
    high: int

    @property
    def firm(self) -> bool:
        """Whether no open answer can change the level."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows from one organisation's answers.

    `values` has every node and scored question, None where absent; `caps` the gates that bind;
    `unprotected` each risk and section of risks, None where no control is answered;
    `flows` each cell and facet, None where no question of it is in force; `level` is None where
    there are no levels or no node that they name is present, and `robust` with it.
    """

    tree: Tree
    answers: Answers
    standings: Mapping[str, Standing]
    values: Mapping[str, Value | None]
    caps: Mapping[str, Cap]
    risks: Mapping[str, RiskResult | None]
    unprotected: Mapping[str, bool | None]
    flows: Mapping[tuple[str, str], Flow | None]
    level: Level | None
    robust: bool | None
    coverage: int
    evidence: int
