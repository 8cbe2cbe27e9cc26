"""Two years' answers: those given otherwise and what each carries, what is known since, what has no counterpart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from silk_assess.advice.rules import flags
from silk_assess.answers.model import Answer
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment, Level, Value
from silk_assess.years.comparison import Comparison
from silk_assess.years.known import exchanged, held, is_known, same


@dataclass(frozen=True, slots=True)
class Changed:
    """A question or profile field that was answered otherwise, and NEW as it would be had that answer stayed."""

    id: str
    old: Answer
    new: Answer
    values: Mapping[str, Value | None]
    level: Level | None
    size: tuple[int, int]


class Anew(NamedTuple):
    """A question whose old answer does not fit any more: what stands in the old file, and the new answer."""

    id: str
    old: Any
    new: Answer


class Counterparts(NamedTuple):
    """Ids of questions, profile fields and nodes that only one of the two questionnaires has."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def changed(comparison: Comparison) -> tuple[Changed, ...]:
    """List what both years know and answered otherwise, the largest first.

    Measured is, as in "changes", by how many levels NEW would differ had the answer stayed; then by
    how many points of the index, without one of its sections together; then comes questionnaire order.
    """
    tree, common, new = comparison.tree, comparison.common.answers, comparison.new
    found = []
    for id in _in_force(new):
        then, now = held(common, id), held(new.answers, id)
        if is_known(then) and is_known(now) and not same(then, now):
            stayed = assess(tree, exchanged(new.answers, tree, {id: then}))
            found.append(Changed(id, then, now, stayed.values, stayed.level, _size(new, stayed)))
    return tuple(sorted(found, key=lambda one: (-one.size[0], -one.size[1])))


def _in_force(assessment: Assessment) -> list[str]:
    """Name what is answered or does not apply, in questionnaire order."""
    tree, known = assessment.tree, assessment.standings
    every = (one.id for one in (*tree.profile, *tree.questions))
    return [id for id in every if known[id].state in ("answered", "not applicable")]


def _size(now: Assessment, stayed: Assessment) -> tuple[int, int]:
    level = 0 if now.level is None or stayed.level is None else abs(now.level.point - stayed.level.point)
    ends = ((now.values[id], stayed.values[id]) for id in now.tree.roots)
    return level, sum(abs(_so_far(one) - _so_far(other)) for one, other in ends)


def _so_far(value: Value | None) -> int:
    return 0 if value is None else value.so_far


def known_now(comparison: Comparison) -> tuple[str, ...]:
    """Name what NEW knows and OLD did not, of what both could ask."""
    common = comparison.common.answers
    return tuple(id for id in _in_force(comparison.new) if not is_known(held(common, id)))


def no_longer_known(comparison: Comparison) -> tuple[str, ...]:
    """Name what counted in OLD's answers under the new questionnaire and is open in NEW."""
    new = comparison.new
    return tuple(
        id
        for id in _in_force(comparison.common)
        if not is_known(held(new.answers, id)) and new.standings[id].state == "unknown"
    )


def asked_anew(comparison: Comparison) -> tuple[Anew, ...]:
    """List the questions and profile fields whose old answer does not fit, in questionnaire order."""
    tree, given = comparison.tree, comparison.given
    there = {tree.renamed.now(id): raw for id, raw in given.unfit.items()}
    every = (one.id for one in (*tree.profile, *tree.questions))
    return tuple(
        Anew(id, there[id], held(comparison.new.answers, id))
        for id in every
        if id in there and not is_known(held(given, id))
    )


def counterparts(comparison: Comparison) -> Counterparts:
    """Name what only one questionnaire has; where the old one is not at hand, what only the old file has."""
    tree, old, now = comparison.tree, comparison.old, comparison.tree.renamed.now
    here = {**dict.fromkeys(tree.asked), **dict.fromkeys(tree.node)}
    if old is None:
        return Counterparts(tuple(id for id in comparison.given.unfit if now(id) not in here), ())
    there = {**dict.fromkeys(old.tree.asked), **dict.fromkeys(old.tree.node)}
    had = {now(id) for id in there}
    return Counterparts(tuple(id for id in there if now(id) not in here), tuple(id for id in here if id not in had))


class Flags(NamedTuple):
    """Rules that fire by this year's rules, in file order: on OLD's answers, and on NEW."""

    before: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def gone(self) -> tuple[str, ...]:
        """What stands out no longer."""
        return tuple(id for id in self.before if id not in self.now)

    @property
    def fresh(self) -> tuple[str, ...]:
        """What stands out for the first time."""
        return tuple(id for id in self.now if id not in self.before)


def compared_flags(comparison: Comparison) -> Flags:
    """Compare what stands out, each year's answers under the new questionnaire."""
    before, now = (tuple(rule.id for rule in flags(one)) for one in (comparison.common, comparison.new))
    return Flags(before, now)
