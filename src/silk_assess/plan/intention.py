"""What the answers would give if all that is promised were true. Source: docs/scoring.md, Plans."""

from __future__ import annotations

from collections.abc import Mapping

from silk_assess.answers.model import Given
from silk_assess.plan.model import Plan
from silk_assess.plan.standing import StepStanding, standing_of
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Assessment
from silk_assess.scoring.trial import Trial, tried


def promised(plan: Plan, assessment: Assessment) -> Mapping[str, Given]:
    """Give the answers that the open steps lead to; what an answer shows already stays as it is."""
    return {one.step.id: _aim(one, assessment) for one in leading(plan, assessment) if not one.is_true}


def leading(plan: Plan, assessment: Assessment) -> tuple[StepStanding, ...]:
    """List the steps that have a `to` and no `done`."""
    return tuple(one for one in standing_of(plan, assessment) if one.is_open and one.step.aim is not None)


def if_done(plan: Plan, assessment: Assessment) -> Trial:
    """Score the answers as if all steps that have a `to` and no `done` were done."""
    return tried(assessment, promised(plan, assessment))


def _aim(one: StepStanding, assessment: Assessment) -> Given:
    """Give the answer that a step leads to; of choices with what is chosen already, where that is good to have."""
    aim = one.step.aim
    assert aim is not None
    asked: Asked = assessment.tree.asked[one.step.id]
    if not isinstance(asked.question, Choices) or not isinstance(one.now, tuple) or not isinstance(aim, tuple):
        return aim
    exclusive = {option.id for option in asked.question.options if option.exclusive}
    if exclusive.intersection(aim):
        return aim
    chosen = set(one.now) & set(aim) if asked.reversed else (set(one.now) - exclusive) | set(aim)
    return tuple(option.id for option in asked.question.options if option.id in chosen)
