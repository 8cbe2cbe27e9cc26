"""Which open answers would decide what is undecided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from silk_assess.answers.state import waited_for
from silk_assess.guard.verdict import Holding, Verdict, overall
from silk_assess.questionnaire.extremes import best_answer, worst_answer
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Assessment, Value
from silk_assess.scoring.working_copy import WorkingCopy, each_tried


@dataclass(frozen=True, slots=True)
class Decider:
    """An open question, and the verdicts on all that would be certain with its worst and with its best answer alone."""

    id: str
    worst: Verdict = "undecided"
    best: Verdict = "undecided"


@dataclass(frozen=True, slots=True)
class Deciders:
    """The open questions that would decide, the weightiest first; whether some of them lead to further ones."""

    questions: tuple[Decider, ...] = ()
    lead_on: bool = False


def deciding(assessment: Assessment, holdings: Sequence[Holding]) -> Deciders:
    """Find the open questions that would decide what is undecided, the weightiest first.

    Those are measured by how much narrower their worst and their best answer make the ranges of what is
    undecided, as shares of a scale; what only decides whether others are asked comes last.
    Source: docs/scoring.md, Guard.
    """
    tree, known = assessment.tree, assessment.standings
    nodes = _undecided(assessment, holdings)
    read = tree.read_by(nodes)
    unknown = [one for one in tree.questions if one.id in read and known[one.id].state == "unknown"]
    asked = [one for one in unknown if known[one.id].is_asked]
    waiting = [one.id for one in unknown if not known[one.id].is_asked]
    weighed = sorted(_weighed(assessment, [one for one in asked if one.scored], nodes, holdings), key=_order)
    found = {one.decider.id: one.decider for one in weighed if one.swing} or {
        one.decider.id: one.decider for one in weighed
    }
    found |= {id: Decider(id) for id in waited_for(tree, known, waiting) if id not in found}
    return Deciders(tuple(found.values()), bool(waiting))


def _undecided(assessment: Assessment, holdings: Sequence[Holding]) -> dict[str, int]:
    """Count for each node how often something undecided asks for it."""
    counted: dict[str, int] = {}
    for one in holdings:
        if one.verdict != "undecided" or one.found is None or one.has_other_scale:
            continue
        for id in _asked_of(assessment, one.bound) if one.node is None else [one.node]:
            counted[id] = counted.get(id, 0) + 1
    return counted


def _asked_of(assessment: Assessment, level: int) -> list[str]:
    """Name what a level and those below it ask for, and the lows miss."""
    values = assessment.values
    asked = (need for needs in assessment.tree.requires[: level + 1] for need in needs)
    return [id for id, need in asked if (value := values[id]) is not None and value.low < need]


class _Weighed(NamedTuple):
    decider: Decider
    swing: Fraction
    place: int


def _order(one: _Weighed) -> tuple[Fraction, int]:
    return -one.swing, one.place


def _weighed(
    assessment: Assessment, questions: Sequence[Asked], nodes: Mapping[str, int], holdings: Sequence[Holding]
) -> list[_Weighed]:
    """Give questions each its worst and its best answer, and see how much narrower the ranges get."""
    wanted = [(one.id, end(one)) for one in questions for end in (worst_answer, best_answer)]
    swings, verdicts = dict[int, Fraction](), dict[int, Verdict]()
    for i, copy in each_tried(assessment, wanted):
        moved = nodes.keys() & copy.apart
        ends = [(nodes[id], assessment.values[id], copy.values[id]) for id in moved]
        swings[i] = sum((times * _narrower(before, after) for times, before, after in ends), Fraction(0))
        verdicts[i] = overall(_held(one, copy) for one in holdings)
    return [
        _Weighed(Decider(one.id, verdicts[2 * i], verdicts[2 * i + 1]), swings[2 * i] + swings[2 * i + 1], place)
        for i, one in enumerate(questions)
        for place in [assessment.tree.question_place[one.id]]
    ]


def _held(one: Holding, copy: WorkingCopy) -> Holding:
    return replace(one, found=copy.level if one.node is None else copy.values[one.node])


def _narrower(before: Value | None, after: Value | None) -> Fraction:
    """Say by what share of its scale a range got narrower; one that vanishes is none any more."""
    if before is None:
        return Fraction(0)
    width = 0 if after is None else after.high - after.low
    return Fraction(abs(before.high - before.low - width), before.scale)
