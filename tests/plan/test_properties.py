"""What always holds of plans, whatever the questionnaire, the answers and what is promised."""

from dataclasses import replace

from hypothesis import given

from random_packs import picks, samples
from silk_assess.advice.better_answers import other_answers
from silk_assess.advice.findings import findings
from silk_assess.answers.model import Answer
from silk_assess.files import plans
from silk_assess.files.yaml import edits
from silk_assess.plan.intention import if_done, promised
from silk_assess.plan.model import Plan, Step
from silk_assess.plan.proposals import added, proposals
from silk_assess.plan.standing import reaches, standing_of
from silk_assess.scoring.assess import assess
from silk_assess.wording import plan_file


def plan_of(tree, steps):
    head = tree.pack.head
    return Plan(head.id, head.version, None, tuple(steps))


def with_answers(given, changed):
    return replace(given, answers={**given.answers, **{id: Answer(value) for id, value in changed.items()}})


def drawn(sample, chosen):
    """Promise some answer to each of some questions."""
    base = assess(sample.tree, sample.given)
    steps = []
    for one in sample.tree.questions:
        others = list(other_answers(one, base.standings[one.id].value)) if one.scored else []
        if others and chosen.below(2):
            steps.append(Step(one.id, one.id, aim=others[chosen.below(len(others))]))
    return base, plan_of(sample.tree, steps)


@given(samples(), picks())
def test_if_all_is_done_is_what_a_file_with_these_answers_gives(sample, chosen):
    base, plan = drawn(sample, chosen)
    changed = promised(plan, base)
    after, again = if_done(plan, base), assess(sample.tree, with_answers(sample.given, changed))
    assert (after.values, after.level) == (again.values, again.level)
    kept = {one.step.id for one in standing_of(plan, base) if one.is_true}
    assert changed.keys() == {one.id for one in plan.steps} - kept


@given(samples(), picks())
def test_what_was_promised_and_is_answered_so_is_shown(sample, chosen):
    base, plan = drawn(sample, chosen)
    done = plan_of(sample.tree, (replace(one, done="2026-01-01") for one in plan.steps))
    again = assess(sample.tree, with_answers(sample.given, promised(plan, base)))
    for one in standing_of(done, again):
        if one.now is not None:
            assert one.is_true
            assert reaches(sample.tree.asked[one.step.id], one.now, one.step.aim)


@given(samples(advice=True))
def test_a_plan_as_written_is_read_back_and_gets_nothing_twice(sample):
    found = findings(assess(sample.tree, sample.given))
    steps = proposals(found)
    text = plan_file.written(sample.tree, sample.given.name, steps, edits.scalar)
    plan = plans.read_plan(text, sample.tree, "plan")
    assert plan.steps == steps
    assert added(plan, found) == ()
    assert len({one.id for one in steps}) == len(steps)
