"""What has become of a step: done or not, late or not, and whether the answers show it."""

from dataclasses import replace

import pytest

from silk_assess.answers.model import Answered
from silk_assess.plan.fitting import later, slips
from silk_assess.plan.intention import if_done, leading, promised
from silk_assess.plan.order import done, next_of, to_do
from silk_assess.plan.standing import State, Tally, reaches, standing_of, tally
from silk_assess.scoring.assess import assess
from small_packs import answers, section, tree_of, yes_no
from small_plans import TREE, plan


def assessed(given, day=None):
    found = answers(TREE, given)
    return assess(TREE, replace(found, answered=Answered(day) if day else None))


def state(step, given, day="2026-11-20"):
    (one,) = standing_of(plan(step), assessed(given, day))
    return one.state


@pytest.mark.parametrize(
    ("id", "aim", "now", "expected"),
    [
        ("one", "p50", "p50", True),
        ("one", "p50", "p75", True),
        ("one", "p50", "p25", False),
        ("turned", "p50", "p25", True),
        ("turned", "p50", "p75", False),
        ("size", "7.5", "8", True),
        ("size", "7.5", "7", False),
        ("less", "30", "20", True),
        ("less", "30", "40", False),
        ("visit", "yes", "yes", True),
        ("visit", "yes", "no", False),
        ("several", ["a", "b"], ["c", "b", "a"], True),
        ("several", ["a", "b"], ["a", "c"], False),
        ("several", [], ["nothing"], True),
        ("several", ["nothing"], ["a"], False),
        ("fewer", ["a"], ["a", "b"], False),
        ("fewer", ["a", "b"], ["b"], True),
        ("fire-likelihood", "v2", "v1", True),
        ("fire-likelihood", "v2", "v3", False),
    ],
)
def test_done_and_shown_is_the_aim_or_better(id, aim, now, expected):
    step = {"id": id, "to": aim, "done": "2026-05-01"}
    assert state(step, {id: now}) is (State.SHOWN if expected else State.NOT_SHOWN)


def test_an_answer_that_is_missing_shows_nothing():
    step = {"id": "one", "to": "p0", "done": "2026-05-01"}
    assert state(step, {}) is State.NOT_SHOWN
    assert state(step, {"one": "unknown"}) is State.NOT_SHOWN


def test_without_an_aim_there_is_nothing_to_show():
    assert state({"id": "one", "done": "2026-05-01"}, {"one": "p100"}) is State.UNTOLD


@pytest.mark.parametrize(
    ("visit", "expected"), [("no", State.NOT_SHOWN), ("yes", State.SHOWN), ("unknown", State.SHOWN)]
)
def test_a_rule_is_shown_where_it_fires_no_longer(visit, expected):
    assert state({"id": "alone", "done": "2026-05-01"}, {"visit": visit}) is expected


@pytest.mark.parametrize(
    ("until", "day", "expected"),
    [
        ("2026-11-19", "2026-11-20", State.LATE),
        ("2026-11-20", "2026-11-20", State.OPEN),
        ("", "2026-11-20", State.OPEN),
        ("2026-11-19", None, State.OPEN),
    ],
)
def test_late_is_measured_against_the_day_of_the_answers(until, day, expected):
    assert state({"id": "one", "until": until}, {"one": "p0"}, day) is expected


def test_what_is_done_is_never_late():
    assert state({"id": "one", "to": "p0", "until": "2020-01-01", "done": "2026-01-01"}, {"one": "p0"}) is State.SHOWN


PLAN = plan(
    {"id": "one", "from": "p0", "to": "p50", "until": "2027-06-30", "who": "Ana"},
    {"id": "size", "to": "50", "until": "2026-10-31", "who": "Bo"},
    {"id": "visit", "to": "yes", "done": "2026-06-01"},
    {"id": "several", "to": ["a"]},
    {"id": "alone", "done": "2026-07-01"},
    {"id": "turned", "done": "2026-07-01"},
    {"id": "less", "to": "0", "until": "2027-01-31"},
)
GIVEN = {"one": "p0", "size": 10, "visit": "no", "several": [], "less": 50}


def standings(day="2026-11-20"):
    return standing_of(PLAN, assessed(GIVEN, day))


def test_steps_are_counted():
    assert tally(standings()) == Tally(
        steps=7, done=3, shown=0, not_shown=2, open=4, late=1, nameless=2, undated=1
    )  # fmt: skip


def test_open_steps_stand_by_their_days_and_undated_ones_last():
    assert [one.step.id for one in to_do(standings())] == ["size", "less", "one", "several"]
    assert [one.step.id for one in done(standings())] == ["visit", "alone", "turned"]


def test_next_is_what_lacks_a_name_then_what_is_late_then_what_comes_first():
    every = standings()
    assert next_of(every).step.id == "less"
    assert next_of(tuple(one for one in every if one.step.who)).step.id == "size"
    assert next_of(tuple(one for one in every if one.step.id == "one")).step.id == "one"
    assert next_of(tuple(one for one in every if not one.is_open)) is None


# If all is done


def test_all_that_has_an_aim_and_is_not_done_is_taken_for_true():
    base = assessed(GIVEN)
    assert [one.step.id for one in leading(PLAN, base)] == ["one", "size", "several", "less"]
    assert promised(PLAN, base) == {"one": "p50", "size": 50_000_000, "several": ("a",), "less": 0}
    after = if_done(PLAN, base)
    again = assess(TREE, answers(TREE, {**GIVEN, "one": "p50", "size": 50, "several": ["a"], "less": 0}))
    assert after.values == again.values
    assert after.level == again.level


def test_what_an_answer_shows_already_stays_as_it_is():
    base = assessed({"one": "p75", "several": ["nothing"], "fewer": ["b"]})
    steps = plan({"id": "one", "to": "p50"}, {"id": "several", "to": ["c"]}, {"id": "fewer", "to": ["a", "b"]})
    assert promised(steps, base) == {"several": ("c",)}


@pytest.mark.parametrize(
    ("now", "aim", "expected"),
    [(["c"], ["a"], ("a", "c")), (["a"], ["nothing"], ("nothing",)), ("unknown", ["a"], ("a",))],
)
def test_of_several_answers_what_is_chosen_stays_beside_what_is_promised(now, aim, expected):
    assert promised(plan({"id": "several", "to": aim}), assessed({"several": now})) == {"several": expected}


def test_of_several_answers_of_which_fewer_are_better_only_what_is_promised_stays():
    assert promised(plan({"id": "fewer", "to": ["a"]}), assessed({"fewer": ["a", "b"]})) == {"fewer": ("a",)}


def test_a_question_without_points_has_its_aim_alone():
    asked = tree_of(section("part", yes_no("q"), {"id": "words", "type": "text", "text": "?"})).asked["words"]
    assert reaches(asked, "by post", "by post")
    assert not reaches(asked, "by phone", "by post")


# Slips


def slipped(*steps, given=GIVEN, day="2026-11-20"):
    base = assessed(given, day)
    return [(one.path[2], one.do) for one in slips(standing_of(plan(*steps), base), base.answers, "plan")]


def test_in_a_plan_in_which_nothing_has_happened_a_day_before_the_answers_is_a_slip():
    one, two = {"id": "one", "from": "p0", "until": "2026-03-31"}, {"id": "size", "until": "2027-03-31"}
    assert slipped(one, two) == [(0, 'Did you mean "2027-03-31"?')]


@pytest.mark.parametrize(
    "other", [{"id": "size", "from": "5"}, {"id": "visit", "done": "2026-06-01"}], ids=["moved", "done"]
)
def test_where_something_has_happened_such_a_day_is_late_and_no_slip(other):
    assert slipped({"id": "one", "from": "p0", "until": "2026-03-31"}, other) == []


def test_without_a_day_of_the_answers_there_are_no_slips():
    assert slipped({"id": "one", "until": "2026-03-31"}, day=None) == []


@pytest.mark.parametrize(
    ("day", "than", "expected"),
    [
        ("2025-03-31", "2025-11-24", "2026-03-31"),
        ("2024-02-29", "2024-03-01", "2028-02-29"),
        ("9999-03-31", "9999-11-24", "9999-11-24"),
    ],
)
def test_a_later_year_is_offered(day, than, expected):
    assert later(day, than) == expected


def test_a_step_without_a_place_in_this_version_promises_nothing():
    (one,) = standing_of(plan({"id": "gone", "done": "2026-01-01"}, version="0.9.0"), assessed(GIVEN))
    assert (one.state, one.now, one.is_true) == (State.UNTOLD, None, None)
