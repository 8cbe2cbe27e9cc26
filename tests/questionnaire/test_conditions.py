"""Conditions: read from a file's mapping, decided in three values.

Source: docs/format.md, Conditions; docs/scoring.md, State of a question.
"""

import pytest

from silk_assess.exact import UNIT
from silk_assess.faults import SilkError
from silk_assess.questionnaire.conditions import (
    ABSENT,
    All,
    Answered,
    Any_,
    Compare,
    Is,
    Not,
    grounds,
    holds,
    leaves,
    parse,
    reads,
)
from silk_assess.questionnaire.conditions import resolved as resolve

ORDER = ("low", "middle", "high")
FACTS = {
    "choice": "middle",
    "choices": ("a", "b"),
    "none": (),
    "number": 7 * UNIT,
    "text": "NO",
    "unknown": None,
    "absent": ABSENT,
}


def ranks(id):
    """What can be compared: the choice by its options, the number; all else can only be equal."""
    return {"choice": ORDER, "number": (), "unknown": (), "absent": ()}.get(id)


def decided(raw, as_things_stand=False):
    return holds(resolve(parse(raw), ranks), FACTS.__getitem__, as_things_stand)


# Reading


@pytest.mark.parametrize(
    ("raw", "condition"),
    [
        ({"q": "a"}, Is("q", ("a",))),
        ({"q": ["a", "b"]}, Is("q", ("a", "b"))),
        ({"q": {"at_least": "x"}}, Compare("q", "at_least", "x")),
        ({"q": {"answered": "true"}}, Answered("q", True)),
        ({"q": {"answered": "false"}}, Answered("q", False)),
        ({"q": "a", "r": "b"}, All((Is("q", ("a",)), Is("r", ("b",))))),
        ({"all": [{"q": "a"}]}, All((Is("q", ("a",)),))),
        ({"any": [{"q": "a"}, {"not": {"r": "b"}}]}, Any_((Is("q", ("a",)), Not(Is("r", ("b",)))))),
    ],
)
def test_a_mapping_is_read_as_a_condition(raw, condition):
    assert parse(raw) == condition


@pytest.mark.parametrize(
    ("raw", "path", "says"),
    [
        ({}, (), "a condition is a mapping that is not empty"),
        ("q", (), "a condition is a mapping that is not empty"),
        ({"not": []}, ("not",), "a condition is a mapping that is not empty"),
        ({"all": {"q": "a"}}, ("all",), '"all" needs a list of conditions'),
        ({"any": []}, ("any",), '"any" needs a list of conditions'),
        ({"any": [{"q": "a"}, "r"]}, ("any", 1), "a condition is a mapping that is not empty"),
        ({"q": []}, ("q",), 'the condition on "q" names no answer'),
        ({"q": ""}, ("q",), 'the condition on "q" names no answer'),
        ({"q": ["a", ["b"]]}, ("q",), 'the condition on "q" holds something that is no answer'),
        ({"q": ["a", ""]}, ("q",), 'the condition on "q" holds something that is no answer'),
        ({"q": {}}, ("q",), 'the condition on "q" holds 0 comparisons, and one is allowed'),
        ({"q": {"above": "1", "below": "2"}}, ("q",), 'the condition on "q" holds 2 comparisons, and one is allowed'),
        ({"q": {"atleast": "1"}}, ("q", "atleast"), '"atleast" is no comparison'),
        ({"q": {"above": ["1"]}}, ("q", "above"), '"above" needs one value'),
        ({"q": {"above": ""}}, ("q", "above"), '"above" needs one value'),
        ({"q": {"answered": "yes"}}, ("q", "answered"), '"yes" is neither true nor false'),
    ],
)
def test_a_fault_of_form_has_its_place(raw, path, says):
    with pytest.raises(SilkError) as error:
        parse(raw, ("file.yaml", "when"))

    (fault,) = error.value.faults
    assert (fault.path, fault.says) == (("file.yaml", "when", *path), says)


def test_every_fault_of_form_is_told_at_once():
    with pytest.raises(SilkError) as error:
        parse({"q": [], "all": [{"r": {"over": "1"}}, {}]})

    assert [fault.path for fault in error.value.faults] == [("q",), ("all", 0, "r", "over"), ("all", 1)]


# Deciding


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"choice": "middle"}, True),
        ({"choice": "low"}, False),
        ({"choice": ["low", "middle"]}, True),
        ({"choices": "b"}, True),
        ({"choices": ["c", "a"]}, True),
        ({"choices": ["c", "d"]}, False),
        ({"none": "a"}, False),
        ({"number": "7.0"}, True),
        ({"number": ["6", "8"]}, False),
        ({"text": "NO"}, True),
        ({"text": "no"}, False),
        ({"unknown": "1"}, None),
        ({"absent": "1"}, False),
    ],
)
def test_a_leaf_names_answers(raw, expected):
    assert decided(raw) is expected


@pytest.mark.parametrize(
    ("relation", "below", "equal", "above"),
    [
        ("at_least", True, True, False),
        ("above", True, False, False),
        ("at_most", False, True, True),
        ("below", False, False, True),
    ],
)
def test_numbers_and_places_of_options_are_compared(relation, below, equal, above):
    """Each row: the comparison with a bound below the answer, with the answer, with a bound above it."""
    assert [decided({"number": {relation: bound}}) for bound in ("6.999999", "7", "7.000001")] == [below, equal, above]
    assert [decided({"choice": {relation: bound}}) for bound in ORDER] == [below, equal, above]
    assert decided({"unknown": {relation: "1"}}) is None
    assert decided({"absent": {relation: "1"}}) is False


@pytest.mark.parametrize(
    ("id", "in_a_when", "in_a_rule"),
    [("choice", True, True), ("none", True, True), ("unknown", None, False), ("absent", False, False)],
)
def test_only_a_rule_takes_unknown_as_not_answered(id, in_a_when, in_a_rule):
    assert decided({id: {"answered": "true"}}) is in_a_when
    assert decided({id: {"answered": "true"}}, as_things_stand=True) is in_a_rule
    assert decided({id: {"answered": "false"}}, as_things_stand=True) is not in_a_rule


T, F, U = {"choice": "middle"}, {"choice": "low"}, {"unknown": "1"}


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (T, T, True, True),
        (T, F, False, True),
        (T, U, None, True),
        (F, F, False, False),
        (F, U, False, None),
        (U, U, None, None),
    ],
)
def test_conditions_join_in_three_values(one, other, both, either):
    for pair in ([one, other], [other, one]):
        assert decided({"all": pair}) is both
        assert decided({"any": pair}) is either


@pytest.mark.parametrize(("raw", "expected"), [(T, False), (F, True), (U, None)])
def test_not_turns_true_and_false_round(raw, expected):
    assert decided({"not": raw}) is expected


# Walking


def test_what_a_condition_reads_is_named_once_in_the_order_written():
    condition = parse({"b": "1", "any": [{"a": {"above": "1"}}, {"not": {"b": {"answered": "true"}}}]})

    assert reads(condition) == ("b", "a")
    assert [leaf.subject for leaf in leaves(condition)] == ["b", "a", "b"]
    assert reads(None) == ()


def test_grounds_are_the_leaves_that_make_it_true():
    condition = resolve(
        parse({"choice": "middle", "any": [F, U, {"number": {"above": "1"}}], "not": {"text": "FR"}}), ranks
    )

    assert [leaf.subject for leaf in grounds(condition, FACTS.__getitem__)] == ["choice", "number", "text"]


def test_something_absent_says_so():
    assert repr(ABSENT) == "ABSENT"
