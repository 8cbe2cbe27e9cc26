"""Which state each question is in. Source: docs/scoring.md, State of a question."""

import pytest
from hypothesis import given

from random_packs import samples
from silk_assess.answers.model import Answer, Answers
from silk_assess.answers.state import Standing, deciders, each_waited_for, fact, restated, standings, waited_for
from silk_assess.exact import UNIT
from silk_assess.questionnaire.conditions import ABSENT
from small_packs import answers, five, flow, flows, hundred, risk, risks, section, tree_of, yes_no

HIDDEN = Standing("hidden", is_asked=False)
WAITING = Standing("unknown", is_asked=False, may_vanish=True)


def standing(question, given=None):
    """Give the state of one question that stands alone."""
    tree = tree_of(section("part", question, yes_no("anchor")))
    return standings(tree, answers(tree, given))[question["id"]]


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ({"q": "yes"}, Standing("answered", "yes")),
        ({"q": {"value": "no", "note": "Soon"}}, Standing("answered", "no")),
        ({"q": "unknown"}, Standing("unknown")),
        ({"q": {"note": "Later"}}, Standing("unknown")),
        ({}, Standing("unknown")),
    ],
)
def test_a_question_is_answered_or_unknown(stored, expected):
    assert standing(yes_no("q"), stored) == expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("yes", Standing("answered", "yes")),
        ("na", Standing("not applicable")),
        ({"not_applicable": "We are alone"}, Standing("not applicable")),
        ("unknown", Standing("unknown", may_vanish=True)),
    ],
)
def test_a_question_that_allows_it_may_not_apply(stored, expected):
    assert standing(yes_no("q", not_applicable="Alone"), {"q": stored}) == expected


@pytest.mark.parametrize(
    ("question", "stored", "value"),
    [
        (hundred("q"), 7.3, 7_300_000),
        (five("q"), "p25", "p25"),
        ({"id": "q", "type": "text", "text": "?"}, "words", "words"),
        ({"id": "q", "type": "date", "text": "?"}, "2026-11-24", "2026-11-24"),
        ({"id": "q", "type": "choices", "text": "?", "options": five("q")["options"]}, ["p0", "p50"], ("p0", "p50")),
        ({"id": "q", "type": "choices", "text": "?", "options": five("q")["options"]}, [], ()),
    ],
)
def test_an_answer_is_kept_as_it_is(question, stored, value):
    assert standing(question, {"q": stored}) == Standing("answered", value)


# `when`: q2 is asked where q1 is yes

PAIR = tree_of(section("part", yes_no("q2", when={"q1": "yes"}), yes_no("q1", not_applicable="No"), yes_no("q0")))


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("yes", Standing("answered", "no")),
        ("no", HIDDEN),
        ("na", HIDDEN),
        ("unknown", WAITING),
        ({"note": "Later"}, WAITING),
    ],
)
def test_a_when_shows_hides_or_waits_whatever_is_stored(first, expected):
    assert standings(PAIR, answers(PAIR, {"q1": first, "q2": "no"}))["q2"] == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        # q2 (asked where q1 is yes), q3 (where q2 is answered), q4 (where it is not)
        ("yes", ("answered", "answered", "hidden")),
        ("no", ("hidden", "hidden", "answered")),
        ("unknown", ("unknown", "unknown", "unknown")),
    ],
)
def test_hidden_is_not_answered_and_unknown_may_be_answered_yet(first, expected):
    later = yes_no("q3", when={"q2": {"answered": True}}), yes_no("q4", when={"q2": {"answered": False}})
    tree = tree_of(section("part", *later, yes_no("q2", when={"q1": "yes"}), yes_no("q1")))

    known = standings(tree, answers(tree, {"q1": first, "q2": "yes", "q3": "yes", "q4": "yes"}))

    assert tuple(known[id].state for id in ("q2", "q3", "q4")) == expected


@pytest.mark.parametrize(
    ("profile", "field", "question"),
    [
        ({"country": "NO", "staff": 12}, Standing("answered", 12 * UNIT), "answered"),
        ({"country": "NO", "staff": 9}, Standing("answered", 9 * UNIT), "hidden"),
        ({"country": "NO"}, Standing("unknown"), "unknown"),
        ({"country": "FR", "staff": 12}, HIDDEN, "hidden"),
        ({"staff": 12}, WAITING, "unknown"),
    ],
)
def test_profile_fields_are_asked_like_questions(profile, field, question):
    staff = {"id": "staff", "type": "number", "text": "?", "when": {"country": "NO"}}
    country = {"id": "country", "type": "country", "text": "?"}
    asked = yes_no("q", when={"staff": {"at_least": 10}})
    tree = tree_of(section("part", asked), profile=[staff, country])

    known = standings(tree, answers(tree, {"q": "yes"}, **profile))

    assert (known["staff"], known["q"].state) == (field, question)


def test_likelihood_controls_and_flow_questions_are_asked_alike():
    one = risk("one", yes_no("lock", when={"runs": "p0"}), likelihood={"when": {"runs": {"above": "p0"}}})
    tree = tree_of(risks("drift", one), flows("flows", flow("runs", "inward/finance")))

    known = standings(tree, answers(tree, {"runs": "p50", "lock": "yes", "one-likelihood": "v2"}))

    assert known["one-likelihood"] == Standing("answered", "v2")
    assert known["lock"] == HIDDEN


# Deciding again


@pytest.mark.parametrize(
    ("changed", "moved"),
    [
        ({"q0": "yes"}, ["q0"]),
        ({"q0": "no"}, []),
        ({"q1": "yes"}, ["q1", "q2"]),
        ({"q1": "no"}, ["q1"]),
        ({"q2": "yes"}, []),
        ({"q0": "yes", "q1": "yes"}, ["q1", "q2", "q0"]),
    ],
)
def test_only_what_changed_and_what_waits_for_it_is_decided_again(changed, moved):
    """Before, q1 does not apply, so q2 is hidden."""
    before = answers(PAIR, {"q0": "no", "q1": "na", "q2": "no"})
    after = Answers(answers={**before.answers, **{id: Answer(value) for id, value in changed.items()}})

    known, found = restated(PAIR, after, standings(PAIR, before), changed)

    assert known == standings(PAIR, after)
    assert found == moved


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (Standing("answered", "yes"), "yes"),
        (Standing("answered", ()), ()),
        (Standing("answered", 0), 0),
        (Standing("unknown"), None),
        (WAITING, None),
        (Standing("not applicable"), ABSENT),
        (HIDDEN, ABSENT),
    ],
)
def test_what_a_condition_reads_of_a_state(of, expected):
    assert fact(of) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("a", "other")),
        ({"a": "yes"}, ("b", "other")),
        ({"a": "yes", "other": "yes"}, ("b",)),
        ({"a": "yes", "b": "unknown", "other": "yes"}, ("b",)),
        ({"a": "no"}, ()),
        ({"a": "yes", "b": "no"}, ()),
    ],
)
def test_what_others_wait_for_can_be_answered_now(given, expected):
    """`c` waits for `b` and `other`; while `a` is open, `b` waits itself."""
    after = {"all": [{"b": "yes"}, {"other": "yes"}]}
    tree = tree_of(
        section("part", yes_no("a"), yes_no("b", when={"a": "yes"}), yes_no("c", when=after), yes_no("other"))
    )
    assert waited_for(tree, standings(tree, answers(tree, given))) == expected


CHAIN = tree_of(
    section(
        "part",
        yes_no("q1"),
        yes_no("q2", when={"q1": "yes"}),
        yes_no("q3", when={"any": [{"q1": "no"}, {"q2": "yes"}]}),
        yes_no("q4", when={"q3": "yes"}),
    ),
    profile=[yes_no("club"), yes_no("since", when={"club": "yes"}), yes_no("last", when={"since": "yes"})],
)


@pytest.mark.parametrize(
    ("given", "ids", "expected"),
    [
        ({}, ["q4"], ("q1",)),
        ({"q2": "yes"}, ["q3"], ("q1",)),
        ({"q1": "yes"}, ["q4"], ("q2",)),
        ({"q1": "yes"}, ["q2", "q1"], ()),
        ({}, ["last", "q2"], ("club", "q1")),
        ({}, [], ()),
    ],
)
def test_what_some_questions_wait_for_is_followed_to_what_can_be_answered(given, ids, expected):
    assert waited_for(CHAIN, standings(CHAIN, answers(CHAIN, given)), ids) == expected


@given(samples())
def test_what_each_question_waits_for_is_what_it_waits_for_alone(sample):
    known = standings(sample.tree, sample.given)

    alone = {one.id: waited_for(sample.tree, known, [one.id]) for one in sample.tree.asking_order}
    waiting = {id: ids for id, ids in alone.items() if known[id].is_waiting}
    assert each_waited_for(sample.tree, known) == waiting


@pytest.mark.parametrize(
    ("given", "id", "expected"),
    [
        ({}, "q2", ("q1",)),
        ({"q1": "no"}, "q2", ("q1",)),
        ({}, "q3", ("q1",)),
        ({"q1": "yes"}, "q3", ("q1", "q2")),
        ({"q1": "no"}, "q4", ("q3",)),
        ({}, "q4", ("q3",)),
        ({}, "q1", ()),
    ],
)
def test_what_decides_a_question_is_in_force_if_anything_is(given, id, expected):
    assert deciders(CHAIN, standings(CHAIN, answers(CHAIN, given)), id) == expected
