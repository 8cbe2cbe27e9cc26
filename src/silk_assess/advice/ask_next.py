"""Which open questions would tell most about the level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from silk_assess.advice.requirements import open_requirements
from silk_assess.questionnaire.extremes import worst_answer
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Assessment, Value
from silk_assess.scoring.working_copy import WorkingCopy, each_tried


def ask_next(assessment: Assessment, most: int = 5) -> list[str]:
    """Name the unknown questions that would tell most about the level, at most five.

    Source: docs/scoring.md, Ask next.
    """
    tree, values = assessment.tree, assessment.values
    # A node counts as often as levels ask for it.
    needed = Counter(one.node for one in open_requirements(assessment))
    read = tree.read_by(needed)
    could_be = [one for one in tree.questions if one.id in read and one.scored and one.role != "flow"]
    standings = ((one, assessment.standings[one.id]) for one in could_be)
    unknown = [one for one, standing in standings if standing.state == "unknown" and standing.is_asked]
    swings = []
    for one, copy in each_at_worst(assessment, unknown):
        moved = needed.keys() & copy.apart
        swing = sum((needed[node] * fall(values[node], copy.values[node]) for node in moved), Fraction(0))
        if swing > 0:
            swings.append((-swing, tree.question_place[one.id], one.id))
    return [id for _, _, id in sorted(swings)[:most]]


def each_at_worst(assessment: Assessment, questions: Sequence[Asked]) -> Iterator[tuple[Asked, WorkingCopy]]:
    """Give each of some questions its worst answer, in some order, with the copy that shows what would follow."""
    wanted = [(one.id, worst_answer(one)) for one in questions]
    return ((questions[place], copy) for place, copy in each_tried(assessment, wanted))


def fall(before: Value | None, after: Value | None) -> Fraction:
    """Give how far the high falls, as a share; a node that vanishes adds nothing."""
    if before is None or after is None:
        return Fraction(0)
    return Fraction(before.high - after.high, before.scale)
