"""The way to the next level: a set of better answers in which nothing can be left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from silk_assess.advice.better_answers import BetterAnswers
from silk_assess.advice.changes import scored_outside_flows
from silk_assess.answers.model import Given
from silk_assess.scoring.assessment import Assessment
from silk_assess.scoring.trial import tried
from silk_assess.scoring.working_copy import WorkingCopy


@dataclass(frozen=True, slots=True)
class WayUp:
    """A smallest set of better answers that raises the level; `effort` is their sum (1 days, 2 weeks, 3 months)."""

    to: int
    changes: Mapping[str, Given]
    effort: int


def way_up(assessment: Assessment, gains: Mapping[str, Fraction]) -> WayUp | None:
    """Find the way to the next level: a set of better answers in which nothing can be left out.

    `gains` are the points lost, as `lost` gives them.
    None at the top, without a level, or where better answers to the questions that name deeds
    do not raise it. Source: docs/scoring.md, The way up.
    """
    tree, level = assessment.tree, assessment.level
    if level is None or level.point == len(tree.requires) - 1:
        return None
    aim = level.point + 1
    asked = {node for needs in tree.requires[: aim + 1] for node, _ in needs}
    read = asked | tree.read_by(asked)
    # What the aim does not read is not needed for it.
    present = {
        one.id: value
        for one in scored_outside_flows(tree)
        if one.id in read and one.role not in ("likelihood", "impact") and one.id not in tree.directly_waiting
        for value in (assessment.standings[one.id].value,)
        if value is not None
    }
    better = {id: BetterAnswers(tree.asked[id], value) for id, value in present.items()}
    chosen = {id: steps.count for id, steps in better.items() if steps.count}

    copy = WorkingCopy(assessment, read)
    copy.exchange({id: better[id][k] for id, k in chosen.items()})
    if not copy.is_reached(aim):
        return None
    shares = {id: gains.get(id, Fraction(0)) / tree.asked[id].effort for id in chosen}
    for id in sorted(chosen, key=lambda id: (shares[id], -tree.question_place[id])):
        copy.exchange({id: None})
        if copy.is_reached(aim):
            del chosen[id]
        else:
            copy.exchange({id: better[id][chosen[id]]})

    def suffices(id: str, k: int) -> bool:
        copy.exchange({id: better[id][k]})
        return copy.is_reached(aim)

    for id in list(chosen):
        chosen[id] = _least(chosen[id], partial(suffices, id))
        copy.exchange({id: better[id][chosen[id]]})
    changes = {id: better[id][k] for id, k in chosen.items()}
    effort = sum(tree.asked[id].effort for id in chosen)
    # The copy does not keep what only higher levels ask for.
    after = tried(assessment, changes).level
    return WayUp(level.point if after is None else after.point, changes, effort)


def _least(most: int, suffices: Callable[[int], bool]) -> int:
    """Find the least count from 1 to `most` that suffices; `most` does, and more never hurts."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle + 1, high)
    return high
