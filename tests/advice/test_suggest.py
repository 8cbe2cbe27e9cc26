"""Rules that fire, tools that answer to points lost, peer cases that are alike.

Source: docs/scoring.md, Rules, tools, peer cases.
"""

import pytest

from silk_assess.advice.peers import peers
from silk_assess.advice.points_lost import lost
from silk_assess.advice.rules import flags, grounds_of
from silk_assess.advice.tools import tools
from silk_assess.exact import decimal
from small_packs import (
    FIVE,
    dimensions,
    five,
    flow,
    flows,
    hundred,
    index,
    risk,
    risks,
    scored,
    section,
    tree_of,
    yes_no,
)

GONE = {"not_applicable": "No"}


def rule(id, when, **more):
    return {"id": id, "kind": "advice", "say": "?", "when": when, **more}


def tool(id, *helps, **more):
    return {"id": id, "name": id, "helps": list(helps), **more}


def case(id, features=(), **more):
    return {"id": id, "name": id, "features": dict(features), **more}


# Rules


@pytest.mark.parametrize(
    ("when", "fires"),
    [
        ({"a": {"at_least": 50}}, True),
        ({"part": {"below": 50}}, False),
        ({"part": {"at_least": 50}}, True),
        ({"open": {"below": 101}}, False),
        ({"not": {"open": {"below": 101}}}, False),
        ({"gone": {"below": 101}}, False),
        ({"not": {"gone": {"below": 101}}}, True),
        ({"one": {"at_least": 96}}, True),
        ({"index": {"above": 0}}, True),
        ({"inward-finance-now": {"at_least": 75}}, True),
        ({"inward-finance-ambition": {"at_least": 0}}, False),
        ({"not": {"inward-finance-ambition": {"at_least": 0}}}, True),
        ({"outward-finance-now": {"at_least": 0}}, False),
        ({"not": {"outward-finance-now": {"at_least": 0}}}, False),
        ({"b": {"answered": False}}, True),
        ({"country": {"answered": True}}, False),
        ({"country": "NO"}, False),
        ({"one-likelihood": {"at_most": "v1"}}, True),
    ],
)
def test_a_rule_fires_where_its_condition_is_true_as_things_stand(when, fires):
    tree = tree_of(
        section("part", hundred("a")),
        section("open", hundred("b")),
        section("gone", hundred("c", **GONE)),
        risks("drift", risk("one")),
        flows("flows", flow("in", "inward/finance"), flow("out", "outward/finance")),
        profile=[{"id": "country", "type": "country", "text": "?"}],
        index=index("part", "drift"),
        rules=[rule("fires", when)],
    )
    given = {"a": 50, "c": "na", "one-likelihood": "v1", "one-impact": "v1", "in": "p75"}

    assert [one.id for one in flags(scored(tree, given))] == ["fires"] * fires


def test_rules_fire_in_file_order_and_tell_what_made_them():
    when = {"any": [{"a": {"above": 90}}, {"b": {"below": 50}}], "part": {"below": 60}}
    tree = tree_of(
        section("part", hundred("a"), hundred("b")),
        rules=[rule("second", when), rule("never", {"a": {"above": 90}}), rule("first", {"a": {"above": 0}})],
    )

    assessment = scored(tree, {"a": 50, "b": 40})

    assert [one.id for one in flags(assessment)] == ["second", "first"]
    assert [grounds_of(one, assessment) for one in flags(assessment)] == [["b", "part"], ["a"]]


# Tools


def chosen(tree, given):
    assessment = scored(tree, given)
    return [
        (one.tool.id, decimal(one.addresses), one.because, one.rules) for one in tools(assessment, lost(assessment))
    ]


@pytest.mark.parametrize(
    ("helps", "addresses", "because"),
    [
        # a lost 20, b 30, likelihood and impact 50 each
        (["a"], "20", "a"),
        (["deep"], "50", "b"),
        (["top"], "50", "b"),
        (["top", "deep", "a"], "50", "b"),
        (["one-impact"], "50", "one-impact"),
        (["one"], "100", "one-likelihood"),
        (["a", "drift"], "120", "one-likelihood"),
    ],
)
def test_a_tool_addresses_what_is_lost_in_all_that_it_helps_with_once(helps, addresses, because):
    tree = tree_of(
        dimensions("top", section("deep", hundred("a"), hundred("b"))),
        risks("drift", risk("one")),
        tools=[tool("help", *helps)],
    )

    found = chosen(tree, {"a": 60, "b": 40, "one-likelihood": "v5", "one-impact": "v5"})

    assert found == [("help", addresses, because, ())]


def test_a_tool_that_addresses_nothing_is_not_listed():
    tree = tree_of(section("part", hundred("a"), hundred("b")), tools=[tool("idle", "a"), tool("use", "b")])

    assert chosen(tree, {"a": 100, "b": 0}) == [("use", "50", "b", ())]


def test_what_rounds_to_nothing_is_nothing():
    """a has a millionth of the weight and lost a millionth: far less than is ever shown."""
    parts = hundred("a", weight="0.000001"), hundred("b", weight=9)
    tree = tree_of(section("part", *parts), tools=[tool("help", "a")])

    assert chosen(tree, {"a": 99, "b": 50}) == []


def test_a_rule_that_fired_speaks_for_its_tools_with_all_that_it_reads():
    tree = tree_of(
        section("one", hundred("a"), hundred("b")),
        section("two", hundred("c")),
        flows("flows", flow("out", "outward/finance")),
        rules=[
            rule("names", {"one": {"below": 90}, "outward-finance-now": {"below": 50}}, tools=["named"]),
            rule("helped", {"two": {"at_least": 100}}),
            rule("silent", {"two": {"below": 100}}, tools=["named"]),
        ],
        tools=[tool("named"), tool("naming", "helped"), tool("quiet", "silent")],
    )

    assert chosen(tree, {"a": 60, "b": 100, "c": 100, "out": "p0"}) == [
        ("named", "20", "a", ("names",)),
        ("naming", "0", "helped", ("helped",)),
    ]


def test_the_first_of_equal_parts_and_the_first_rule_in_file_order_speak():
    tree = tree_of(
        section("part", hundred("a"), hundred("b"), hundred("c")),
        rules=[rule("later", {"c": {"above": 0}}), rule("last", {"c": {"above": 1}})],
        tools=[tool("equal", "b", "a"), tool("ruled", "last", "later")],
    )

    assert [one[2] for one in chosen(tree, {"a": 10, "b": 10, "c": 100})] == ["a", "later"]


def test_tools_for_a_cell_in_play_come_first_then_those_seen_then_by_points_then_by_id():
    tree = tree_of(
        section("part", hundred("a"), hundred("b", weight=3)),
        flows("flows", flow("in", "inward/finance"), flow("out", "outward/finance")),
        tools=[
            tool("y", "a"),
            tool("x", "a", verified="memory"),
            tool("z", "b"),
            tool("seen", "a", verified="seen"),
            tool("away", "b", flows=["inward/finance"], verified="memory"),
            tool("here", "a", flows=["inward/finance", "outward/finance"]),
        ],
    )

    found = [one[0] for one in chosen(tree, {"a": 0, "b": 0, "in": "p0", "out": "p50"})]

    assert found == ["here", "seen", "away", "z", "x", "y"]


def test_at_most_twelve_tools_are_listed():
    tree = tree_of(section("part", hundred("a")), tools=[tool(f"t{i:02}", "a") for i in range(14, 0, -1)])

    assert [one[0] for one in chosen(tree, {"a": 0})] == [f"t{i:02}" for i in range(1, 13)]


# Peer cases

PROFILE = [
    five("form"),
    {"id": "fields", "type": "choices", "text": "?", "options": FIVE},
    {"id": "staff", "type": "number", "text": "?", "from": 100, "to": 0},
    {"id": "born", "type": "yes-no", "text": "?"},
    {"id": "country", "type": "country", "text": "?"},
]
PARTS = section("part", hundred("a"), scale=50), section("open", hundred("b"))
FLOWS = flows("flows", flow("in", "inward/finance"), flow("out", "outward/finance"))


def distances(features, given=None, organisation=None, **more):
    tree = tree_of(*PARTS, FLOWS, profile=PROFILE, cases=[case("peer", features, **more)])
    found = peers(scored(tree, given, **(organisation or {})))
    return [(decimal(one.distance), {id: str(part) for id, part in one.features.items()}) for one in found]


@pytest.mark.parametrize(
    ("feature", "organisation", "distance"),
    [
        ({"form": "p0"}, {"form": "p0"}, "0"),
        ({"form": "p0"}, {"form": "p100"}, "1"),
        ({"born": "yes"}, {"born": "yes"}, "0"),
        ({"country": "NO"}, {"country": "FR"}, "1"),
        ({"staff": 20}, {"staff": 50}, "3/10"),
        ({"staff": 20}, {"staff": 500}, "1"),
        ({"fields": ["p0", "p25"]}, {"fields": ["p25", "p50"]}, "2/3"),
        ({"fields": []}, {"fields": []}, "0"),
        ({"fields": []}, {"fields": ["p25"]}, "1"),
        ({"part": 30}, {}, "1/5"),  # 20 here, of 50
    ],
)
def test_distance_in_one_feature(feature, organisation, distance):
    ((_, features),) = distances(feature, {"a": 40}, organisation)

    assert features == dict.fromkeys(feature, distance)


@pytest.mark.parametrize(
    ("features", "compared"),
    [
        ({"form": "p0", "born": "yes", "staff": 1}, 0),
        ({"form": "p0", "born": "yes", "staff": 1, "country": "NO", "part": 5}, 3),
        ({"form": "p0", "open": 50, "country": "NO"}, 0),  # a node without a point has no value
        ({"open": 50}, 0),
        ({}, 0),
    ],
)
def test_a_case_is_compared_where_three_in_five_of_its_features_have_a_value_here(features, compared):
    found = distances(features, {"a": 40}, {"country": "NO", "staff": 1})

    assert [len(shared) for _, shared in found] == [compared] * bool(compared)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [("0", {"form": "0"})]),
        ({"in": "p0"}, [("0.5", {"form": "0", "flows": "1"})]),
        ({"in": "p25", "out": "p25"}, [("0.25", {"form": "0", "flows": "1/2"})]),
        ({"in": "p25"}, [("0", {"form": "0", "flows": "0"})]),
    ],
)
def test_flows_are_a_feature_once_a_flow_question_is_answered(given, expected):
    assert distances({"form": "p0"}, given, {"form": "p0"}, flows=["inward/finance"]) == expected


def test_the_most_alike_come_first_and_ties_go_by_id():
    cases = [case("y", {"form": "p100"}), case("z", {"form": "p0"}), case("x", {"form": "p100"})]
    tree = tree_of(*PARTS, profile=PROFILE, cases=cases)

    assert [one.case.id for one in peers(scored(tree, form="p0"))] == ["z", "x", "y"]


def test_something_absent_is_no_feature():
    tree = tree_of(
        section("part", yes_no("a")), section("gone", yes_no("b", **GONE)), cases=[case("peer", {"part": 0, "gone": 0})]
    )

    assert peers(scored(tree, {"a": "no", "b": "na"})) == []
