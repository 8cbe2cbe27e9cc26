"""What a plan begins with: the way up, what matters most and first steps, each id once."""

from shipped import haneul, silk
from silk_assess.advice.findings import findings
from silk_assess.advice.most_costly import most_costly
from silk_assess.plan.proposals import added, proposals
from silk_assess.scoring.assess import assess
from small_packs import answers, hundred, section, tree_of
from small_plans import TREE, plan

GIVEN = {
    "one": "p0",
    "turned": "p0",
    "size": 30,
    "less": 0,
    "visit": "no",
    "several": ["a", "b"],
    "fewer": ["a"],
    "hose": "p100",
    "fire-likelihood": "v1",
    "fire-impact": "v1",
}


def found(given=GIVEN):
    return findings(assess(TREE, answers(TREE, given)))


def test_the_way_up_comes_first_then_what_costs_most_then_what_stands_out():
    advice = found()
    steps = proposals(advice)
    ids = [one.id for one in steps]
    way = list(advice.way_up.changes)
    costly = [one.id for one in most_costly(TREE, advice.gains)]
    assert ids == [*way, *(id for id in costly if id not in way), "alone"]
    assert len(set(ids)) == len(ids)


def test_a_step_leads_from_the_answer_now_to_a_better_one_with_the_words_of_the_questionnaire():
    (one,) = [step for step in proposals(found()) if step.id == "one"]
    assert (one.start, one.step) == ("p0", "Ring somebody.")
    (rule,) = [step for step in proposals(found()) if step.id == "alone"]
    assert (rule.start, rule.aim, rule.step) == (None, None, "Go.")


def test_nobody_is_named_and_nothing_dated():
    assert {(one.who, one.until, one.done, one.proof, one.note) for one in proposals(found())} == {(None,) * 5}


def test_what_the_plan_has_already_is_not_added():
    advice = found()
    ids = [one.id for one in proposals(advice)]
    there = plan({"id": ids[1]}, {"id": ids[0], "done": "2026-01-01"})
    assert [one.id for one in added(there, advice)] == ids[2:]


def test_without_answers_there_are_no_steps():
    assert proposals(found({})) == ()


def test_strengths_are_no_steps():
    assert "well" not in [one.id for one in proposals(found({**GIVEN, "visit": "yes"}))]


def test_the_shipped_questionnaire_proposes_what_its_report_says():
    steps = proposals(findings(assess(silk(), haneul())))
    assert {one.id for one in steps} <= {*silk().asked, *(rule.id for rule, _ in silk().rules)}
    assert all(one.aim is not None or one.id not in silk().asked for one in steps)


def test_what_costs_points_and_can_be_answered_no_better_is_no_step():
    tree = tree_of(section("part", hundred("size", maximum="40")))
    advice = findings(assess(tree, answers(tree, {"size": 40})))
    assert [one.id for one in most_costly(tree, advice.gains)] == ["size"]
    assert proposals(advice) == ()
