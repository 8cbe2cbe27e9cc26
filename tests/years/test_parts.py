"""What becomes of a value from one year to the next is split exactly; random questionnaires and revisions of them."""

from fractions import Fraction

import pytest
from hypothesis import given

from random_years import pairs
from silk_assess.exact import UNIT
from silk_assess.years.answers import asked_anew, changed, counterparts, known_now, no_longer_known
from silk_assess.years.parts import NONE, Parts, Steps, parts, parts_without_old


def every(comparison):
    """List the parts of every number of every node, and of the level."""
    nodes = [part for node in comparison.tree.nodes for part in comparison.parts(node.id).values()]
    return [*nodes, *comparison.level_parts.values()]


@given(pairs())
def test_parts_add_up_to_the_last_digit(pair):
    for part in every(pair.comparison):
        if part.change is not None:
            given = (part.questionnaire, part.answers, part.known, part.together)
            assert sum(one for one in given if one is not None) == part.change


@given(pairs("version"))
def test_only_another_version_changes_nothing_but_the_part_of_the_questionnaire(pair):
    for part in every(pair.comparison):
        assert part.answers in (0, None)
        assert part.known in (0, None)
    assert (changed(pair.comparison), known_now(pair.comparison), no_longer_known(pair.comparison)) == ((), (), ())


@given(pairs("answers"))
def test_only_other_answers_change_nothing_but_their_part(pair):
    for part in every(pair.comparison):
        assert part.questionnaire in (0, None)
        assert part.known in (0, None)
    assert asked_anew(pair.comparison) == ()


@given(pairs("known"))
def test_only_more_known_leaves_the_part_of_other_answers_at_0(pair):
    for part in every(pair.comparison):
        assert part.questionnaire in (0, None)
        assert part.answers in (0, None)
    assert counterparts(pair.comparison) == ((), ())


@given(pairs())
def test_parts_agree_with_the_second_scorer(pair):
    ours = {node.id: written(pair.comparison.parts(node.id), UNIT) for node in pair.comparison.tree.nodes}
    assert ours == pair.second["nodes"]
    assert written(pair.comparison.level_parts, 1) == pair.second["level"]


def written(found, unit):
    return {key: one_by_one(part, unit) for key, part in found.items()}


def one_by_one(part, unit):
    if part.change is None:
        return None
    named = {key: getattr(part, key) for key in ("questionnaire", "answers", "known")}
    named["+".join(part.undivided or ("known",))] = part.together if part.undivided else part.known
    return {key: Fraction(size, unit) for key, size in named.items() if size is not None}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (Steps(10, 12, 15, 20, 19), Parts(9, 2, 5, 2)),
        (Steps(10, None, 15, 20, 19), Parts(9, None, 5, None, 4, ("questionnaire", "known"))),
        (Steps(10, 12, None, 20, 19), Parts(9, 2, None, None, 7, ("answers", "known"))),
        (Steps(10, 12, 15, None, 19), Parts(9, 2, None, None, 7, ("answers", "known"))),
        (Steps(10, None, None, 20, 19), Parts(9, None, None, None, 9, ("questionnaire", "answers", "known"))),
        (Steps(None, 12, 15, 20, 19), NONE),
        (Steps(10, 12, 15, 20, None), NONE),
    ],
)
def test_where_a_number_is_missing_two_parts_are_one(steps, expected):
    assert parts(steps) == expected


def test_without_the_old_version_the_other_two_parts_are_known():
    assert parts_without_old(Steps(None, 12, 15, 20, 19)) == Parts(answers=5, known=2)
    assert parts_without_old(Steps(None, None, 15, 20, 19)) == NONE
