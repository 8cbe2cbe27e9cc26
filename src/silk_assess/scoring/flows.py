"""The flow profile: what crosses the borders now and in future, described and never part of the level."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.aggregates import combined, mean
from silk_assess.scoring.assessment import Assessment, Flow, Value


def flow_of(values: Sequence[Value | None], asked: Sequence[Asked]) -> Flow | None:
    """Give one facet of a cell: the mean of its questions; None where none is in force."""
    parts = [(value, one.weight) for value, one in zip(values, asked, strict=True) if one.weight and value is not None]
    value = combined(parts, mean, HUNDRED)
    return None if value is None else Flow(value.point, value.low, value.high)


def in_play(assessment: Assessment) -> frozenset[str]:
    """Name the flow cells that matter to this organisation (docs/scoring.md, Flow profile).

    Those with now or ambition of 25 or more; all six while no flow question is answered; none
    without a section of flows.
    """
    flows, tree = assessment.flows, assessment.tree
    if not tree.has_flows:
        return frozenset()
    if not flows_answered(assessment):
        return frozenset(cell for cell, _ in flows)
    return frozenset(
        cell for (cell, _), flow in flows.items() if flow and flow.point is not None and flow.point >= 25 * UNIT
    )


def flows_answered(assessment: Assessment) -> bool:
    """Say whether any question of a flows section is answered."""
    return any(
        one.role == "flow" and assessment.standings[one.id].state == "answered" for one in assessment.tree.questions
    )
