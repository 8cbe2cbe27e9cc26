"""What a plan's file may hold: every fault with its place, and what another version leaves of it."""

import pytest

from silk_assess.answers.model import Answers, Unfit
from silk_assess.faults import Code, SilkError
from silk_assess.plan.file_model import Given
from silk_assess.plan.fitting import is_anothers
from silk_assess.questionnaire.model_faults import shaped
from small_packs import five, section, tree_of
from small_plans import HEAD, plan, read


def test_all_but_the_id_may_be_empty_or_missing():
    empty = dict.fromkeys(("from", "to", "step", "who", "until", "done", "proof", "note"), "")
    (one,), (two,) = plan({"id": "one", **empty}).steps, plan({"id": "one"}).steps
    assert one == two
    assert (one.id, one.start, one.aim, one.who, one.until, one.is_done) == ("one", None, None, None, None, False)


def test_answers_are_read_by_their_question():
    found = plan(
        {"id": "one", "from": "p0", "to": "p50", "who": " Ana ", "until": "2027-03-31", "done": "2027-01-01"},
        {"id": "size", "from": "2", "to": "7.5"},
        {"id": "several", "from": [], "to": ["a", "c"]},
        {"id": "alone", "step": "Go"},
    )
    one, size, several, alone = found.steps
    assert (one.start, one.aim, one.who, one.is_done) == ("p0", "p50", "Ana", True)
    assert (size.start, size.aim) == (2_000_000, 7_500_000)
    assert (several.start, several.aim) == ((), ("a", "c"))
    assert (alone.id, alone.step) == ("alone", "Go")


@pytest.mark.parametrize(
    ("step", "path", "code", "do"),
    [
        ({"id": "onee"}, ("id",), Code.UNKNOWN_ID, 'Did you mean "one"?'),
        ({"id": "part"}, ("id",), Code.UNKNOWN_ID, None),
        ({"id": "one", "to": "p99"}, ("to",), Code.OPTION, None),
        ({"id": "one", "from": ["p0"]}, ("from",), Code.LIST, None),
        ({"id": "several", "to": "a"}, ("to",), Code.LIST, "Write it in brackets: [a]."),
        ({"id": "several", "to": ["a", "a"]}, ("to", 1), Code.TWICE, None),
        ({"id": "several", "to": ["a", "nothing"]}, ("to", 1), Code.EXCLUSIVE, None),
        ({"id": "several", "to": [[]]}, ("to", 0), Code.OPTION, "Write its id."),
        ({"id": "size", "to": "seven"}, ("to",), Code.NUMBER, None),
        ({"id": "alone", "to": "yes"}, ("to",), Code.MISPLACED_KEY, None),
        ({"id": "alone", "from": "yes"}, ("from",), Code.MISPLACED_KEY, None),
    ],
)
def test_a_value_that_does_not_fit_is_told_at_its_place(step, path, code, do):
    _, (fault,) = read(step)
    assert (fault.path, fault.code) == (("plan", "steps", 0, *path), code)
    assert fault.do == do or (do is None and fault.do)


def test_two_steps_of_one_id_are_told_at_the_second():
    _, (fault,) = read({"id": "one"}, {"id": "size"}, {"id": "one"})
    assert (fault.path, fault.code) == (("plan", "steps", 2, "id"), Code.TWICE)
    assert (fault.says, fault.do) == (
        'there are two steps "one"',
        "The first is step 1 of the plan. Keep one of the two.",
    )


@pytest.mark.parametrize(
    ("more", "path", "code"),
    [
        ({"steps": [{"who": "Ana"}]}, ("steps", 0), Code.MISSING_KEY),
        ({"steps": [{"id": "one", "whoo": "Ana"}]}, ("steps", 0, "whoo"), Code.UNKNOWN_KEY),
        ({"steps": [{"id": "one", "who": ["Ana"]}]}, ("steps", 0, "who"), Code.TEXT),
        ({"steps": [{"id": "one", "until": "31.3.2027"}]}, ("steps", 0, "until"), Code.DATE),
        ({"steps": [{"id": "one", "done": "2027-02-30"}]}, ("steps", 0, "done"), Code.DATE),
        ({"steps": [{"id": "one", "to": {"a": "b"}}]}, ("steps", 0, "to"), Code.MAPPING),
        ({"steps": ["one"]}, ("steps", 0), Code.MAPPING),
        ({"steps": "one"}, ("steps",), Code.LIST),
        ({"version": "1"}, ("version",), Code.FORM),
        ({"format": "silk-plan/2"}, ("format",), Code.WORD),
    ],
)
def test_a_wrong_shape_is_told_at_its_place(more, path, code):
    with pytest.raises(SilkError) as error:
        shaped(Given, {**HEAD, "steps": [], **more}, ("plan",))
    (fault,) = error.value.faults
    assert (fault.path, fault.code) == (("plan", *path), code)


def test_no_steps_are_an_empty_plan():
    assert shaped(Given, {**HEAD, "steps": ""}, ("plan",)).steps == ()


def test_a_plan_for_another_questionnaire():
    _, (fault,) = read({"id": "one"}, questionnaire="other")
    assert (fault.path, fault.code) == (("plan", "questionnaire"), Code.QUESTIONNAIRE)


@pytest.mark.parametrize(
    ("plans", "answers", "expected"), [("A", "A", False), ("A", "B", True), (None, "B", False), ("A", None, False)]
)
def test_a_plan_is_anothers_where_both_name_an_organisation(plans, answers, expected):
    assert is_anothers(plan(organisation=plans or ""), Answers(name=answers)) is expected


LATER = tree_of(
    section("part", five("new"), five("kept"), five("anew", meaning_since="2.0.0")),
    version="2.0.0",
    renamed={"old": "new", "kept/worst": "p0"},
)


def test_a_plan_of_an_earlier_version_is_read_by_the_names_of_this_one():
    found = plan({"id": "old", "to": "p50"}, {"id": "kept", "from": "worst", "to": "p25"}, tree=LATER)
    assert [(one.id, one.written, one.start, one.aim) for one in found.steps] == [
        ("new", "old", None, "p50"),
        ("kept", "kept", "p0", "p25"),
    ]
    assert found.unfit == ()


def test_what_an_earlier_version_has_and_this_one_has_not_is_left_out_and_told():
    found = plan({"id": "gone", "to": "p50"}, {"id": "kept", "to": "p7"}, {"id": "anew", "to": "p25"}, tree=LATER)
    assert [(one.id, one.aim) for one in found.steps] == [("gone", None), ("kept", None), ("anew", None)]
    assert [one.id for one in found.unfit] == ["gone", "kept", "anew"]
    assert found.unfit[0] == Unfit("gone", 'there is no question and no rule "gone"')


def test_two_names_of_one_step_are_two_steps_of_one_id():
    _, (fault,) = read({"id": "older"}, {"id": "old"}, tree=tree_of(
        section("part", five("new")), version="2.0.0", renamed={"old": "new", "older": "old"}))  # fmt: skip
    assert (fault.path, fault.code) == (("plan", "steps", 1, "id"), Code.TWICE)
