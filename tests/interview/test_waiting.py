"""What stored answers wait for is asked before all else, then the sitting goes on as it would."""

import pytest

from silk_assess.interview.events import Overview
from silk_assess.interview.route import begin
from silk_assess.interview.take import take
from small_packs import answers, five, section, tree_of, yes_no

TREE = tree_of(
    section("home", five("garden"), five("roof")),
    section(
        "team",
        yes_no("abroad"),
        yes_no("partner", when={"abroad": "yes"}),
        yes_no("visits", when={"partner": "yes"}),
    ),
    profile=[yes_no("paid")],
    short=["garden"],
)
GIVEN = {"visits": "yes"}


def walked(*lines, given=None, waiting=("visits",), **how):
    """Type lines, and name the question at hand before each and after the last."""
    turn = begin(TREE, answers(TREE, given or GIVEN), waiting=waiting, **how)
    at = [turn.position.at]
    for line in lines:
        turn = take(turn.position, line)
        at.append(turn.position.at)
    return at


@pytest.mark.parametrize("how", [{}, {"mode": "short"}, {"mode": "next"}, {"section": "home"}, {"only_open": True}])
def test_what_answers_wait_for_comes_first(how):
    assert walked("yes", "yes", **how)[:3] == ["abroad", "partner", "garden"]


def test_without_answers_that_wait_all_goes_its_way():
    assert walked("p0", waiting=())[0] == "garden"


def test_what_is_skipped_is_passed_over():
    assert walked("s") == ["abroad", "garden"]


def test_an_answer_of_dont_know_is_asked_once_more():
    assert walked("d", given={**GIVEN, "abroad": "unknown"}) == ["abroad", "garden"]


def test_where_nothing_else_is_open_the_sitting_looks_at_what_there_is():
    full = {"garden": "p0", "roof": "p0", "abroad": "yes", "partner": "yes", "visits": "yes"}

    turn = begin(TREE, answers(TREE, full), waiting=("visits",))

    assert turn.events == (Overview(),)
