"""What levels ask for, and what of it holds. Source: docs/scoring.md, Readiness level."""

import pytest

from silk_assess.advice.requirements import Requirement, met, missed, next_level, open_requirements, requirements
from silk_assess.exact import UNIT
from silk_assess.scoring.assessment import Value
from small_packs import hundred, levels, scored, section, tree_of

LEVELS = levels({"one": 20, "two": 20}, {"two": 50, "one": 50})
TREE = tree_of(
    section("one", hundred("a", not_applicable="No"), hundred("b", not_applicable="No"), min_coverage=0.8),
    section("two", hundred("c", not_applicable="No")),
    levels=LEVELS,
)


@pytest.mark.parametrize(
    ("low", "point", "high", "held", "is_missed"),
    [
        (50, 50, 50, "met", False),
        (50, None, 80, "met", False),
        (49, 49, 49, "missed", True),
        (0, None, 49, "missed", True),
        (40, 50, 60, "open", False),
        (40, 49, 60, "open", True),
        (49, None, 50, "open", True),
    ],
)
def test_a_requirement_is_met_by_the_low_and_missed_by_the_high(low, point, high, held, is_missed):
    value = Value(100 * UNIT, low * UNIT, None if point is None else point * UNIT, high * UNIT, UNIT)
    one = Requirement("part", 50 * UNIT, value)
    assert (one.held, one.is_missed) == (held, is_missed)


def test_what_does_not_apply_holds_nothing_up():
    one = Requirement("part", 50 * UNIT, None)
    assert (one.held, one.is_missed) == ("does not apply", False)


@pytest.mark.parametrize(
    ("given", "level", "names"),
    [
        ({"a": 30, "b": 30, "c": 30}, 2, ["two", "one"]),
        ({"a": 60, "b": 60, "c": 30}, 2, ["two"]),
        ({"a": 60, "b": 60, "c": "na"}, None, []),
        ({"a": 30, "c": 30}, 1, ["one"]),
        ({"a": 10, "b": 10, "c": 10}, 1, ["one", "two"]),
        ({"a": "na", "b": "na", "c": "na"}, None, []),
    ],
)
def test_the_next_level_misses_what_the_points_or_lows_miss(given, level, names):
    """With one of two answers, `one` has too few for a point: its low of 15 counts."""
    assessment = scored(TREE, given)
    assert (next_level(assessment), [one.node for one in missed(assessment)]) == (level, names)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"a": 30, "b": 30, "c": 30}, [("one", 20), ("two", 20)]),
        ({"a": 60, "b": 60, "c": 30}, [("one", 50), ("two", 20)]),
        ({"a": 60, "b": 60, "c": 60}, [("one", 50), ("two", 50)]),
        ({"a": 10, "b": 10, "c": 10}, []),
        ({"a": "na", "b": "na", "c": 60}, [("two", 50)]),
        ({"a": "na", "b": "na", "c": "na"}, []),
    ],
)
def test_what_holds_stands_at_the_highest_threshold_that_it_meets(given, expected):
    assert [(one.node, one.needed // UNIT) for one in met(scored(TREE, given))] == expected


def test_a_level_asks_in_the_order_of_the_questionnaire():
    assessment = scored(TREE, {"a": 30, "b": 30, "c": 30})
    assert [(one.node, one.needed) for one in requirements(assessment, 2)] == [("two", 50 * UNIT), ("one", 50 * UNIT)]
    assert requirements(assessment, 0) == ()


def test_open_requirements_are_those_of_levels_that_are_still_possible():
    assessment = scored(TREE, {"a": 60, "b": 60})
    assert [(one.node, one.needed) for one in open_requirements(assessment)] == [("two", 20 * UNIT), ("two", 50 * UNIT)]
