"""Which open questions would tell most about the level."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from silk_assess.advice.requirements import open_requirements
from silk_assess.questionnaire.extremes import worst_answer
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Assessment, Value
from silk_assess.scoring.trial import tried


def ask_next(assessment: Assessment, most: int = 5) -> list[str]:
    """Name the unknown questions that would tell most about the level, at most five.

    Source: docs/scoring.md, Ask next.
    """
    tree, values = assessment.tree, assessment.values
    needed = [one.node for one in open_requirements(assessment)]
    read = tree.read_by(needed)
    swings = []
    for i, one in enumerate(tree.questions):
        standing = assessment.standings[one.id]
        if one.id in read and one.scored and one.role != "flow" and standing.state == "unknown" and standing.is_asked:
            worst = tried_at_worst(assessment, one)
            swing = sum((fall(values[node], worst[node]) for node in needed), Fraction(0))
            if swing > 0:
                swings.append((-swing, i, one.id))
    return [id for _, _, id in sorted(swings)[:most]]


def tried_at_worst(assessment: Assessment, one: Asked) -> Mapping[str, Value | None]:
    """Give the values that would follow if one question had its worst answer."""
    return tried(assessment, {one.id: worst_answer(one)}).values


def fall(before: Value | None, after: Value | None) -> Fraction:
    """Give how far the high falls, as a share; a node that vanishes adds nothing."""
    if before is None or after is None:
        return Fraction(0)
    return Fraction(before.high - after.high, before.scale)
