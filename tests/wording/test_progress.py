"""Where each question stands, and how far one is."""

import pytest

from silk_assess.wording import progress
from small_packs import hundred, scored, section, tree_of, yes_no

TREE = tree_of(section("part", yes_no("first"), yes_no("later", not_applicable="Alone", when={"first": "yes"})))


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"first": "yes", "later": "no"}, "answered"),
        ({"first": "yes", "later": "unknown"}, "don't know"),
        ({"first": "yes", "later": {"note": "Soon"}}, "open"),
        ({"first": "yes"}, "open"),
        ({"first": "yes", "later": "na"}, "does not apply"),
        ({"first": "no", "later": "yes"}, "not asked"),
        ({}, "not asked yet"),
        ({"later": "yes"}, "not asked yet"),
        ({"later": "unknown"}, "don't know"),
    ],
)
def test_where_a_question_stands(given, state):
    assert progress.state_of(scored(TREE, given), TREE.asked["later"]) == state


def test_what_is_not_asked_yet_counts_as_open():
    found = progress.counts(scored(TREE, {}))
    assert found == {"answered": 0, "don't know": 0, "open": 2, "does not apply": 0, "not asked": 0}
    assert progress.time_left(scored(TREE, {})) == "about 1 minute"


def test_some_questions_are_counted_alone():
    tree = tree_of(section("part", hundred("a"), hundred("b")))
    assert progress.counts(scored(tree, {"a": 1}), [tree.asked["b"]])["answered"] == 0
