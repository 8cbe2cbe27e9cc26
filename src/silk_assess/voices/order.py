"""In which order the questions on which voices differ are worth talking about. Source: docs/scoring.md, Voices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from silk_assess.advice.ask_next import fall
from silk_assess.advice.requirements import Requirement, open_requirements
from silk_assess.scoring.assessment import Assessment, Level, Value
from silk_assess.scoring.trial import Trial, tried
from silk_assess.voices.table import Table


@dataclass(frozen=True, slots=True)
class Weight:
    """What hangs on a disputed question: what its worst answer would take.

    `swing` is how far the highs of open requirements would fall, as shares added up; `takes` how far the index's
    high would, in micro-units; `most` is the requirement that falls most, the first of equals, None where none
    does, and `level` the first that asks for it; `at_worst` is the level that would follow.
    """

    id: str
    swing: Fraction
    takes: int
    most: Requirement | None
    at_worst: Level | None
    level: int | None = None

    @property
    def bears(self) -> bool:
        """Whether it bears on the level."""
        return self.swing > 0


def by_weight(table: Table) -> tuple[Weight, ...]:
    """Weigh the disputed questions, and put the weightiest first.

    By swing, then by what is taken from the index's high, then in questionnaire order.
    """
    needed = open_requirements(table.assessment)
    read = table.narrowed.read_by(one.node for one in needed)
    weights = [_weight(table, id, needed if id in read else ()) for id in table.disputed]
    return tuple(sorted(weights, key=lambda one: (-one.swing, -one.takes)))


def _weight(table: Table, id: str, needed: tuple[Requirement, ...]) -> Weight:
    one, worst = table.narrowed.asked[id], table.disputed[id].worst
    base = table.assessment
    if worst is None or not one.scored or not base.standings[id].is_asked:
        return Weight(id, Fraction(0), 0, None, base.level)
    trial = tried(base, {id: worst})
    falls = [] if one.role == "flow" else [(fall(need.value, trial.values[need.node]), need) for need in needed]
    swing = sum((size for size, _ in falls), Fraction(0))
    deepest, most = max(falls, key=lambda pair: pair[0], default=(Fraction(0), None))
    if deepest <= 0:
        most = None
    return Weight(id, swing, _taken(base.values, trial), most, trial.level, _asking(base, most))


def _asking(base: Assessment, need: Requirement | None) -> int | None:
    """Name the first level above the lowest possible that has a requirement."""
    if need is None or base.level is None:
        return None
    levels = range(base.level.low + 1, base.level.high + 1)
    return next(number for number in levels if (need.node, need.needed) in base.tree.requires[number])


def _taken(before: Mapping[str, Value | None], trial: Trial) -> int:
    index, after = before.get("index"), trial.values.get("index")
    return 0 if index is None or after is None else index.high - after.high
