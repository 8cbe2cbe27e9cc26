"""What a plan begins with: the way up, what matters most and first steps. Source: docs/format.md, Plans."""

from __future__ import annotations

from collections.abc import Iterator

from silk_assess.advice.better_answers import BetterAnswers
from silk_assess.advice.findings import Advice
from silk_assess.advice.most_costly import most_costly
from silk_assess.advice.standing_out import standing_out
from silk_assess.answers.model import Given
from silk_assess.plan.model import Plan, Step


def proposals(found: Advice) -> tuple[Step, ...]:
    """List the steps that follow from answers, each id once.

    First the better answers of the way up, in questionnaire order; then those of the three questions
    that cost most, each to the least better answer; then the warnings and advice that stand out first.
    A question's first step and a rule's advice are the words of the step.
    """
    steps: dict[str, Step] = {}
    for one in (*_answers(found), *_rules(found)):
        steps.setdefault(one.id, one)
    return tuple(steps.values())


def added(plan: Plan, found: Advice) -> tuple[Step, ...]:
    """List the steps that follow from answers and stand in a plan under no id yet.

    In a plan that was begun with an earlier version a question that is asked anew since then has no
    place: its answers would be read as those of that version.
    """
    there = {one.id for one in plan.steps} | {one.written for one in plan.steps}
    there |= found.assessment.tree.asked_anew(plan.questionnaire, plan.version)
    return tuple(one for one in proposals(found) if one.id not in there)


def _answers(found: Advice) -> Iterator[Step]:
    assessment = found.assessment
    if found.way_up is not None:
        for id, value in found.way_up.changes.items():
            yield _to(found, id, value)
    for one in most_costly(assessment.tree, found.gains):
        now = assessment.standings[one.id].value
        better = None if now is None else BetterAnswers(one, now)
        if better is not None and better.count:
            yield _to(found, one.id, better[1])


def _to(found: Advice, id: str, value: Given) -> Step:
    one = found.assessment.tree.asked[id]
    now = found.assessment.standings[id].value
    return Step(id, id, start=now, aim=value, step=one.question.step)


def _rules(found: Advice) -> Iterator[Step]:
    first = standing_out(found.assessment, found.gains, found.flags).first
    for rule in (rule for group in first for rule in group.rules):
        yield Step(rule.id, rule.id, step=rule.advise)
