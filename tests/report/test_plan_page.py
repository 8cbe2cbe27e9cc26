"""A plan as a page and as text: what is said of it, and what is left out."""

from dataclasses import replace

import pytest

from silk_assess.answers.model import Answered
from silk_assess.plan.standing import standing_of, tally
from silk_assess.report.organisation.findings import all_findings
from silk_assess.report.plan.draw import draw
from silk_assess.report.plan.view import plan_view
from silk_assess.scoring.assess import assess
from silk_assess.wording import plans
from small_packs import answers, five, section, tree_of
from small_plans import TREE, plan

GIVEN = {"one": "p0", "turned": "p0", "size": 30, "less": 100, "visit": "no", "several": ["a"], "fewer": ["a", "b"]}
ANNA = {"id": "one", "from": "p0", "to": "p50", "who": "Anna", "until": "2027-06-30"}


def assessed(given=GIVEN, day="2026-11-20", tree=TREE):
    base = answers(tree, given, name="Quay")
    return assess(tree, replace(base, answered=Answered(day) if day else None))


def view(*steps, given=GIVEN, day="2026-11-20", tree=TREE, without=(), **head):
    found = all_findings(assessed(given, day, tree))
    return plan_view(found, plan(*steps, tree=tree, **head), "co-op.plan.yaml", without)


def text(said):
    return "".join(run.text for run in said)


def test_the_first_screen_counts_and_names_what_is_lacking():
    one = view(
        ANNA,
        {"id": "size", "to": "50", "until": "2026-10-31"},
        {"id": "several"},
        {"id": "visit", "done": "2026-06-01"},
    )
    assert (one.caps, one.big) == ("The plan on 20 November 2026", "One done, three to go")
    assert one.lead == "One step is late, two have nobody’s name and one has no date."
    assert [row.id for row in one.late] == ["size"]
    assert {fact.head: fact.text for fact in one.facts}["Late"].startswith("One of three, measured against the day")


@pytest.mark.parametrize(
    ("steps", "big", "lead", "finding"),
    [
        ([], "No steps yet", "", "No step follows from these answers yet. Answer more, and make the plan again."),
        ([ANNA], "None done, one to go", "", "One step is open. The next one is due on 30 June 2027."),
        ([{"id": "one", "done": "2026-01-01"}], "One done, none to go", "", "Nothing is left to do."),
        (
            [{"id": "one"}],
            "None done, one to go",
            "One step has nobody’s name and one has no date.",
            "One step is open.",
        ),
    ],
)
def test_few_steps(steps, big, lead, finding):
    one = view(*steps)
    assert (one.big, one.lead, one.to_do_finding) == (big, lead, finding)


def test_without_a_day_of_the_answers_nothing_is_called_late():
    one = view({**ANNA, "until": "2020-01-01"}, day=None)
    assert (one.caps, one.late) == ("The plan", ())
    assert one.measured == "Nothing is called late: the answers do not say on which day they were given."
    assert {fact.head: fact.text for fact in one.facts}["Late"].startswith("Not known")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([ANNA, {"id": "size", "until": "2027-01-31"}], "a name for “?”, until 31 January 2027."),
        ([ANNA, {"id": "size"}], "a name for “?”."),
        ([{**ANNA, "until": "2026-01-31"}], "“50 points” was due on 31 January 2026. Do it, or give it a new date."),
        ([ANNA], "“50 points”, by Anna, until 30 June 2027."),
        ([{**ANNA, "until": ""}], "“50 points”, by Anna."),
        ([], ""),
    ],
)
def test_what_is_next(steps, expected):
    assert text(view(*steps).next) == expected


def test_what_is_next_names_nobody_where_names_are_left_out():
    assert text(view(ANNA, without=("who",)).next) == "“50 points”, until 30 June 2027."


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"id": "several", "from": ["a"], "to": ["a", "b", "c"]}, "Also: B; C"),
        ({"id": "several", "from": [], "to": ["b"]}, "B"),
        ({"id": "several", "from": ["a"], "to": ["a"]}, "A"),
        ({"id": "several", "from": ["a"], "to": ["b"]}, "Also: B; no longer: A"),
        ({"id": "fewer", "from": ["a", "b"], "to": ["a"]}, "No longer: B"),
        ({"id": "several", "to": ["b", "a"]}, "A; B"),
        ({"id": "size", "to": "50"}, "50"),
        ({"id": "visit", "to": "yes"}, "Yes"),
        ({"id": "one", "step": "Ring Bo"}, "Ring Bo"),
        ({"id": "one"}, "?"),
        ({"id": "alone"}, "Go."),
        ({"id": "alone", "step": "Go to Bo"}, "Go to Bo"),
    ],
)
def test_a_step_is_named_by_its_aim_else_by_its_words(step, expected):
    assert plans.title(TREE, plan(step).steps[0]) == expected


@pytest.mark.parametrize(
    ("step", "given", "expected"),
    [
        ({"id": "one", "to": "p50"}, {"one": "p50"}, "The answer says so too"),
        ({"id": "one", "from": "p0", "to": "p50"}, {"one": "p0"}, "The answer is as it was: 0 points"),
        ({"id": "one", "from": "p0", "to": "p50"}, {"one": "p25"}, "The answer is now: 25 points"),
        ({"id": "one", "to": "p50"}, {"one": "unknown"}, "The answer is as it was: Don't know"),
        ({"id": "one"}, {}, "Nothing was promised that an answer could show"),
        ({"id": "alone"}, {"visit": "yes"}, "It stands out no longer"),
        ({"id": "alone"}, {"visit": "no"}, "It still stands out"),
    ],
)
def test_what_the_answers_say_of_a_done_step(step, given, expected):
    (one,) = standing_of(plan({**step, "done": "2026-01-01"}), assessed(given))
    assert plans.shown(assessed(given), one) == expected


def test_a_deed_of_a_later_day_than_the_answers_is_said_to_be():
    (one,) = view({**ANNA, "done": "2026-12-01"}).done
    assert one.shown == "The answer is as it was: 0 points. The answers are older than this step"


def test_an_open_step_that_the_answers_show_already():
    (one,) = view({**ANNA, "to": "p0"}).to_do
    assert one.shown == "The answers show it already. On which day was it done?"
    (rule,) = view({"id": "alone"}, given={"visit": "yes"}).to_do
    assert (rule.now, rule.link) == ("It stands out no longer", "")


def test_a_rule_that_fires_leads_to_where_it_is_told():
    assert view({"id": "alone"}).to_do[0].link == "rule-alone"
    assert view(ANNA).to_do[0].link == "q-one"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], "No step is done yet."),
        (
            [{"id": "visit", "to": "no", "done": "2026-01-01", "proof": "x"}],
            "One step is done, with a proof named. The answers show it.",
        ),
        (
            [{"id": "visit", "to": "yes", "done": "2026-01-01"}, {"id": "size", "to": "5", "done": "2026-01-01"}],
            "Two steps are done, none with a proof named. For one of them the answers do not show it: ?",
        ),
        (
            [{"id": i, "to": to, "done": "2026-01-01", "proof": "x"} for i, to in (("size", "5"), ("one", "p0"))],
            "Two steps are done, all with a proof named. The answers show all of them.",
        ),
        ([{"id": "one", "done": "2026-01-01", "proof": "x"}], "One step is done, with a proof named."),
        ([{"id": "visit", "to": "yes", "done": "2026-01-01"}], "One step is done, none with a proof named. For it the "
         "answers do not show it: ?"),
    ],
)  # fmt: skip
def test_what_is_done(steps, expected):
    assert view(*steps).done_finding == expected


def test_a_proof_that_is_left_out_is_not_counted():
    one = view({"id": "visit", "to": "no", "done": "2026-01-01", "proof": "x"}, without=("evidence",))
    assert one.done_finding == "One step is done. The answers show it."
    assert (one.has_proof, one.done[0].proof) == (False, "")
    assert one.left_out == "Left out: the evidence named."


# If all is done


def test_what_would_follow():
    one = view({**ANNA, "to": "p100"}, {"id": "visit", "to": "yes"}, {"id": "turned", "to": "p0"})
    assert one.would.finding.startswith("All together ")
    assert one.would.rows[0].id == "index"
    assert one.level_then == plans.stage(TREE, assessed({**GIVEN, "one": "p100", "visit": "yes"}).level)


def test_nothing_would_follow_where_no_step_leads_anywhere():
    one = view({"id": "alone"}, {"id": "one", "step": "Ring"})
    assert (one.would, one.level_then) == (None, "")


def test_without_levels_and_index():
    tree = tree_of(section("part", five("one"), five("two")))
    one = view({"id": "one", "to": "p50"}, given={"one": "p0", "two": "p50"}, tree=tree)
    assert (one.ladder, one.level_now, one.would.finding) == ((), "", "The steps move no part that has a figure.")
    assert [row.id for row in one.would.rows] == ["part"]
    assert plans.stage(tree, None) == "No level"


def test_where_nothing_moves_the_whole_stays():
    one = view({"id": "visit", "to": "no"}, {"id": "one", "to": "p0"})
    assert "would stay at" in one.would.finding
    assert "the level would stay" in one.would.finding


def test_where_no_figure_is_there_ranges_are_told():
    one = view({"id": "one", "to": "p50"}, given={})
    row = one.would.rows[0]
    assert (row.now.points, row.now.point) == ("no figure", "")
    assert row.label.startswith("All together: now between 0")


# Drawn


@pytest.mark.parametrize("output", ["html", "md"])
def test_what_somebody_wrote_is_text(output):
    step = {"id": "one", "to": "p50", "who": "<b>Bo</b> | [x](http://a.b)", "note": "</script>", "until": "2027-01-01"}
    text = draw(view(step, {**step, "id": "size", "to": "5", "done": "2026-01-01"}), output)
    assert "<b>Bo" not in text
    assert "</script>" not in text


def test_a_plan_of_another_version_is_said_to_be():
    one = view({"id": "gone", "step": "Do it"}, version="0.9.0")
    assert one.unfit == ('gone: there is no question and no rule "gone"',)
    assert (one.to_do[0].title, one.to_do[0].about) == ("Do it", "No longer asked in this version")
    for output in ("html", "md"):
        assert "Begun with another version" in draw(one, output)
    assert view({"id": "gone"}, version="0.9.0").to_do[0].title == "gone"


def test_every_state_is_counted_once():
    one = tally(standing_of(plan(ANNA), assessed()))
    assert (one.steps, one.done + one.open) == (1, 1)
    assert plans.lacking(tally(())) == ""


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-01-01"] * 4, "For four of them the answers do not show it."),
        (
            ["2026-12-01"] * 4,
            "For four of them the answers do not show it. But they were done after the day of the answers: "
            "answer again, and it can be seen.",
        ),
        (
            ["2026-12-01", "2026-01-01"],
            "For two of them the answers do not show it: ?; ? But one of these was done after the day of the answers: "
            "answer again, and it can be seen.",
        ),
        (
            ["2026-12-01"],
            "For it the answers do not show it: ? But it was done after the day of the answers: "
            "answer again, and it can be seen.",
        ),
    ],
)
def test_of_many_that_are_not_shown_none_is_named_and_those_that_the_answers_cannot_know_are_counted(days, expected):
    aims = (("one", "p100"), ("size", "99"), ("visit", "yes"), ("less", "0"))
    done = [{"id": id, "to": to, "done": day} for (id, to), day in zip(aims, days, strict=False)]
    assert view(*done).done_finding.partition("named. ")[2] == expected
