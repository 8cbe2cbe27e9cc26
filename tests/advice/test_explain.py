"""Where points are lost, what other answers would do, the way up, what to ask next.

Source: docs/scoring.md, Explanation, Ask next.
"""

import pytest

from silk_assess.advice.ask_next import ask_next
from silk_assess.advice.better_answers import BetterAnswers, other_answers
from silk_assess.advice.changes import changes
from silk_assess.advice.points_lost import BLAME, lost
from silk_assess.advice.requirements import open_requirements
from silk_assess.advice.way_up import way_up
from silk_assess.exact import UNIT, decimal, rounded
from silk_assess.questionnaire.extremes import best_answer, worst_answer
from silk_assess.scoring.aggregates import RULES
from silk_assess.scoring.assessment import Level
from small_packs import (
    dimensions,
    five,
    flow,
    flows,
    hundred,
    index,
    levels,
    risk,
    risks,
    scored,
    section,
    tree_of,
    yes_no,
)

GONE = {"not_applicable": "No"}


def written(amounts):
    """Write exact micro-units as Q6 decimals."""
    return {id: decimal(rounded(amount.numerator, amount.denominator)) for id, amount in amounts.items()}


def lost_in(tree, given):
    return written(lost(scored(tree, given)))


def asked(question):
    return tree_of(section("part", question, yes_no("other"))).asked[question["id"]]


def choices(*more, **question):
    options = [{"id": f"o{i}", "label": "?", **one} for i, one in enumerate(more)]
    return {"id": "q", "type": "choices", "text": "?", "options": options, **question}


def choice(*values, **question):
    options = [{"id": f"o{i}", "label": "?", "value": value} for i, value in enumerate(values)]
    return {"id": "q", "type": "choice", "text": "?", "options": options, **question}


def number(start, to, **question):
    return {"id": "q", "type": "number", "text": "?", "from": start, "to": to, **question}


# Points lost


def test_every_rule_of_scoring_has_a_rule_of_blame():
    assert BLAME.keys() == RULES.keys()


@pytest.mark.parametrize(
    ("rule", "given", "expected"),
    [
        ("mean", {"a": 70, "b": 40, "c": 100}, {"a": "15", "b": "15"}),
        ("mean", {"a": 100, "b": 100, "c": 100}, {}),
        # S = 400, in the parts' own units
        ("sum", {"a": 70, "b": 40, "c": 100}, {"a": "60", "b": "60"}),
        ("min", {"a": 40, "b": 40, "c": 70}, {"a": "30", "b": "30"}),
        ("min", {"a": 100, "b": 100, "c": 100}, {}),
        ("gmean", {"a": 0, "b": 0, "c": 50}, {"a": "66.666667", "b": "33.333333"}),
        # (0.1 * 0.1 * 0.8) ** (1 / 3) = 0.2
        ("gmean", {"a": 10, "b": "na", "c": 80}, {"a": "72", "c": "8"}),
        # 100 * 0.25 ** (1 / 4) = 70.710678
        ("gmean", {"a": 100, "b": 25, "c": 100}, {"b": "29.289322"}),
        ("mean", {"a": 100, "b": "na", "c": 50}, {"c": "16.666667"}),
        ("mean", {"a": 70, "c": 100}, {"a": "20"}),
    ],
)
def test_a_node_splits_what_it_lost_by_its_rule(rule, given, expected):
    parts = hundred("a", weight=2), hundred("b", **GONE), hundred("c"), hundred("d", weight=0)

    assert lost_in(tree_of(section("part", *parts, aggregate=rule)), {**given, "d": 0}) == expected


def test_a_root_without_a_point_or_without_anything_loses_nothing():
    tree = tree_of(section("one", hundred("a")), section("two", hundred("b", **GONE)), section("three", hundred("c")))

    assert lost_in(tree, {"b": "na", "c": 20}) == {"c": "80"}


def test_losses_are_named_in_the_order_of_the_questionnaire_with_nodes_last():
    top = section("top", hundred("a", weight=2), hundred("b"), gates=[{"below": {"low": 50}, "cap": 50}])
    tree = tree_of(top, section("low", hundred("c")), index=index(("top", 3), "low"))

    found = lost(scored(tree, {"a": 100, "b": 100, "c": 40}))

    # The index lost 52.5: 37.5 to top, whose gate hands them to low, and 15 to low
    assert list(written(found).items()) == [("c", "52.5")]


def test_a_node_keeps_what_none_of_its_parts_lost():
    """The range holds the point below 100, although all that has a point is at its best."""
    parts = section("open", yes_no("a"), yes_no("b"), yes_no("c")), section("shut", yes_no("d"), weight=2)

    assert lost_in(tree_of(dimensions("part", *parts)), {"a": "no", "d": "yes"}) == {"part": "11.111111"}


def test_a_node_that_is_read_twice_passes_on_what_it_received_both_ways():
    gate = {"below": {"low": 50}, "cap": 40}
    tree = tree_of(section("top", hundred("a")), section("low", hundred("b")), index=index("top", "low", gates=[gate]))

    # Without the gate 60: 20 of the 60 lost are the gate's; of the other 40 the tenth is a's
    assert lost_in(tree, {"a": 92, "b": 28}) == {"a": "4", "b": "56"}


@pytest.mark.parametrize(
    ("given", "kappa", "expected"),
    [
        # inherent 80; r = 1 - 0.8 * 0.5 = 0.6, k = 0.2: of 48 each anchor has 0.1 / 0.6, the controls 0.4 / 0.6
        ({"lock": "yes", "guard": "no"}, 0.8, {"one-likelihood": "8", "one-impact": "8", "guard": "32"}),
        ({"lock": "no", "guard": "no"}, 1, {"lock": "40", "guard": "40"}),
        ({"lock": "yes", "guard": "yes"}, 0.8, {"one-likelihood": "8", "one-impact": "8"}),
        ({}, 0.8, {"one-likelihood": "40", "one-impact": "40"}),
        ({"lock": "na", "guard": "no"}, 0, {"one-likelihood": "40", "one-impact": "40"}),
    ],
)
def test_a_risk_blames_what_controls_cannot_remove_on_likelihood_and_impact(given, kappa, expected):
    tree = tree_of(risks("drift", risk("one", yes_no("lock", **GONE), yes_no("guard"), kappa=kappa)))

    assert lost_in(tree, {"one-likelihood": "v5", "one-impact": "v4", **given}) == expected


# A question, a node or a risk that is open can bind a gate, if no answer lifts it over the threshold.

WEAK = choice(10, 40, id="weak")
HELD = section("part", hundred("a"), gates=[{"below": {"by": 50}, "cap": 30}])


@pytest.mark.parametrize(
    ("by", "given", "expected"),
    [
        # Of 70 lost, 50 are held back by the gate, and 20 are lost in a itself.
        (section("other", {**WEAK, "id": "by"}), {}, {"a": "20", "by": "50"}),
        *((section("by", WEAK, aggregate=rule), {}, {"a": "20", "by": "50"}) for rule in ("mean", "gmean", "min")),
        (section("by", WEAK, {**WEAK, "id": "b2"}, min_coverage=1), {"b2": "o1"}, {"a": "20", "b2": "50"}),
        (risks("drift", risk("by", numbers=(0.8, 0.9))), {}, {"a": "20", "by-likelihood": "25", "by-impact": "25"}),
        # Controls at 50 of 100 with kappa 0.8: r = 0.6, k = 0.2, so likelihood 1/6, impact 1/6, controls 4/6.
        (
            risks("drift", risk("by", choice(20, 50, id="b1"), numbers=(0.9, 1))),
            {"b1": "o1", "by-impact": "v2"},
            {"a": "20", "by-likelihood": "8.333333", "by-impact": "8.333333", "b1": "33.333333"},
        ),
    ],
)
def test_what_is_open_can_hold_the_points_of_another_node(by, given, expected):
    assert lost_in(tree_of(HELD, by, index=index("part")), {"a": 80, **given}) == expected


# What other answers there are


@pytest.mark.parametrize(
    ("question", "present", "expected"),
    [
        (yes_no("q"), "no", ["yes"]),
        (yes_no("q"), None, ["no", "yes"]),
        (choice(0, 50, 100), "o1", ["o0", "o2"]),
        (number(0, 10), 5 * UNIT, [0, 10 * UNIT]),
        (number(0, 10), 10 * UNIT, [0]),
        (number(0, 10, minimum=2, maximum=8), None, [2 * UNIT, 8 * UNIT]),
        (number(10, 0, minimum=12), None, [12 * UNIT]),
        (choices({}, {}, {}), ("o1",), [("o0", "o1"), (), ("o1", "o2")]),
        (choices({}, {}, {"exclusive": True}), None, [(), ("o0",), ("o1",), ("o2",)]),
        (choices({}, {}, {"exclusive": True}), (), [("o0",), ("o1",), ("o2",)]),
        (choices({}, {}, {"exclusive": True}), ("o0",), [(), ("o0", "o1")]),
        (choices({}, {}, {"exclusive": True}), ("o2",), [("o0",), ("o1",), ()]),
        (choices({"exclusive": True}, {}, {"exclusive": True}), ("o0",), [(), ("o1",), ("o2",)]),
        (choices({"exclusive": True}, {}, {"exclusive": True}), ("o1",), [()]),
        (choices({"exclusive": True}, {}, {"exclusive": True}), None, [(), ("o0",), ("o1",), ("o2",)]),
    ],
)
def test_other_answers(question, present, expected):
    assert list(other_answers(asked(question), present)) == expected


@pytest.mark.parametrize(
    ("question", "worst", "best", "points"),
    [
        (yes_no("q"), "no", "yes", (0, 100)),
        (yes_no("q", reversed=True), "yes", "no", (0, 100)),
        (choice(50, 0, 0), "o1", "o0", (0, 50)),
        (choice(50, 10, 100, reversed=True), "o2", "o1", (10, 100)),
        (choice(1, 4, 4, 2, reversed=True, scale=10), "o1", "o0", (1, 4)),
        (number(0, 10), 0, 10 * UNIT, (0, 100)),
        (number(0, 10, reversed=True), 10 * UNIT, 0, (0, 100)),
        (number(10, 0, maximum=8), 8 * UNIT, 0, (20, 100)),
        (number(0, 10, minimum=3), 3 * UNIT, 10 * UNIT, (30, 100)),
        (number(0, 10, minimum=3, maximum=4, reversed=True), 4 * UNIT, 3 * UNIT, (60, 70)),
        (choices({}, {}, {"exclusive": True}), (), ("o0", "o1"), (0, 100)),
        (choices({}, {}, {"exclusive": True}, reversed=True), ("o0", "o1"), (), (0, 100)),
    ],
)
def test_the_worst_and_the_best_answer(question, worst, best, points):
    one = asked(question)

    assert (worst_answer(one), best_answer(one)) == (worst, best)
    assert (one.least, one.greatest) == (points[0] * UNIT, points[1] * UNIT)


def test_likelihood_is_worst_at_its_greatest_number():
    tree = tree_of(risks("drift", risk("one", numbers=(0.2, 0.9, 0.9, 0.5))))

    assert worst_answer(tree.asked["one-likelihood"]) == "v2"
    assert best_answer(tree.asked["one-likelihood"]) == "v1"


@pytest.mark.parametrize(
    ("question", "present", "expected"),
    [
        (yes_no("q"), "no", ["yes"]),
        (yes_no("q"), "yes", []),
        (choice(0, 60, 30, 60, 100), "o0", ["o2", "o1", "o4"]),
        (choice(0, 60, 30, 60, 100, reversed=True), "o4", ["o1", "o2", "o0"]),
        (choices({}, {"points": 0}, {}, {}), ("o2",), [("o0", "o2"), ("o0", "o2", "o3")]),
        (choices({}, {}, {"exclusive": True}), ("o2",), [("o0",), ("o0", "o1")]),
        (choices({}, {"points": 0}, {}, reversed=True), ("o0", "o1", "o2"), [("o1", "o2"), ("o1",)]),
        (choices({}, {}, {"exclusive": True}, reversed=True), ("o2",), []),
        (number(0, 3), 0, [1 * UNIT, 2 * UNIT, 3 * UNIT]),
        (number(0, 3), 1_500_000, [2 * UNIT, 3 * UNIT]),
        (number(3, 0), 1_500_000, [1 * UNIT, 0]),
        (number(0, 3, reversed=True), 1_500_000, [1 * UNIT, 0]),
        (number(0, 3), 3 * UNIT, []),
        (number(0, 3), 9 * UNIT, []),
        (number(0, 0.3, decimals=1), 0, [100_000, 200_000, 300_000]),
        (number(0, 2.5), 1 * UNIT, [2 * UNIT, 2_500_000]),
        (number(0, 2.5), 2 * UNIT, [2_500_000]),
        (number(2.5, 0.5), 2 * UNIT, [1 * UNIT, 500_000]),
        (number(0, 10, maximum=2), 0, [1 * UNIT, 2 * UNIT]),
        (number(0, 10, maximum=0), -1 * UNIT, []),
        (number(0, 10, maximum=0.5), 0, [500_000]),
    ],
)
def test_better_answers_from_the_least_to_the_best(question, present, expected):
    better = BetterAnswers(asked(question), present)

    assert [better[k] for k in range(1, better.count + 1)] == expected


# Changes


def test_every_other_answer_is_scored_as_a_file_of_its_own():
    tree = tree_of(
        section("one", yes_no("a"), yes_no("b", when={"a": "yes"}), {"id": "why", "type": "text", "text": "?"}),
        section("two", hundred("c", **GONE)),
        flows("flows", flow("out", "outward/finance")),
        index=index("one", "two"),
        levels=levels({"index": 60}),
    )

    found = changes(scored(tree, {"a": "no", "c": 70}))

    # b is hidden, and a flow question and a text change nothing here
    assert [(one.question, one.answer) for one in found] == [("a", "yes"), ("c", 0), ("c", 100 * UNIT)]
    assert found[0].points == {"index": 85 * UNIT, "one": 100 * UNIT, "two": 70 * UNIT}
    assert [one.level for one in found] == [Level(1, 1, 1), Level(0, 0, 0), Level(0, 0, 0)]


def test_a_change_that_makes_a_section_vanish_gives_it_no_figure():
    gone = section("two", yes_no("b", when={"a": "yes"}))

    found = changes(scored(tree_of(section("one", yes_no("a")), gone), {"a": "yes", "b": "yes"}))

    assert [one.points for one in found] == [{"one": 0, "two": None}, {"one": 100 * UNIT, "two": 0}]


# The way up


def way(tree, given):
    assessment = scored(tree, given)
    found = way_up(assessment, lost(assessment))
    return found and (found.to, dict(found.changes), found.effort)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"a": "p0", "b": "p0"}, (1, {"a": "p100"}, 2)),
        ({"a": "p25", "b": "p25"}, (1, {"a": "p75"}, 2)),
        ({"a": "p50", "b": "p0"}, (1, {"b": "p50"}, 2)),
        ({"a": "p100", "b": "p25"}, (2, {"b": "p100"}, 2)),
        ({"a": "p100", "b": "p100"}, None),
    ],
)
def test_the_way_up_is_the_shortest_step_to_the_next_level(given, expected):
    """Of equals the later goes back first; what stays comes down to the least that suffices."""
    tree = tree_of(section("part", five("a"), five("b")), levels=levels({"part": 50}, {"part": 90}))

    assert way(tree, given) == expected


def test_effort_is_weighed_against_the_points_lost():
    """a has lost less for each day of effort, although it lost more."""
    tree = tree_of(section("part", yes_no("a", weight=2, effort=3), yes_no("b", effort=1)), levels=levels({"part": 30}))

    assert way(tree, {"a": "no", "b": "no"}) == (1, {"b": "yes"}, 1)


def test_several_answers_may_be_needed_each_no_more_than_that():
    tree = tree_of(
        section("one", five("a")),
        section("two", number(0, 10, id="b", effort=3)),
        levels=levels({"one": 40, "two": 45}),
    )

    assert way(tree, {"a": "p0", "b": 1}) == (1, {"a": "p50", "b": 5 * UNIT}, 5)


@pytest.mark.parametrize(
    ("sections", "given"),
    [
        # Judged; read by a `when`; at its best beside an unknown one; without weight; at its best
        ([risks("drift", risk("part"))], {"part-likelihood": "v5", "part-impact": "v5"}),
        ([section("part", five("a")), section("more", yes_no("b", when={"a": "p0"}))], {"a": "p25", "b": "no"}),
        ([section("part", five("a"), five("c"))], {"c": "p100"}),
        ([section("part", five("a"), five("c", weight=0))], {"a": "unknown", "c": "p0"}),
        ([section("part", choice(0, 50, id="a"))], {"a": "o1"}),
    ],
)
def test_where_no_deed_raises_the_level_there_is_no_way_up(sections, given):
    tree = tree_of(*sections, levels=levels({sections[0]["id"]: 90}))

    assert way(tree, given) is None


def test_of_questions_that_lose_nothing_the_later_goes_back_first_whatever_its_effort():
    """The worst part alone loses points; of the other part one of two has to change as well."""
    other = section("other", hundred("b1", effort=3), hundred("b2", effort=1))
    tree = tree_of(
        dimensions("part", section("worst", hundred("a1")), other, aggregate="min"), levels=levels({"part": 50})
    )

    found = way(tree, {"a1": 0, "b1": 30, "b2": 30})

    assert found == (1, {"a1": 50 * UNIT, "b1": 70 * UNIT}, 5)


@pytest.mark.parametrize("given", [("v2", "v5"), ("v5", "v2")], ids=["likelihood", "impact"])
def test_a_greater_likelihood_or_impact_is_no_better_answer(given):
    """Left as it is, the risk may be controlled down to 8; at its greatest number only to 20."""
    tree = tree_of(risks("drift", risk("part", yes_no("guard"))), levels=levels({"part": 90}))
    likelihood, impact = given

    found = way(tree, {"part-likelihood": likelihood, "part-impact": impact, "guard": "no"})

    assert found == (1, {"guard": "yes"}, 2)


def test_without_levels_there_is_no_way_up():
    assert way(tree_of(section("part", five("a"))), {"a": "p0"}) is None


# Ask next


def test_the_question_that_could_cost_most_is_asked_first():
    questions = [hundred("a"), hundred("b", weight=3), hundred("c", weight=0), yes_no("d"), hundred("e", weight=2)]
    tree = tree_of(section("part", *questions), levels=levels({"part": 50}, {"part": 60}))

    assessment = scored(tree, {"e": 10})

    assert assessment.level == Level(0, 0, 2)
    assert ask_next(assessment) == ["b", "a", "d"]
    assert ask_next(assessment, most=1) == ["b"]


def test_only_what_an_open_requirement_reads_and_can_be_asked_is_asked():
    tree = tree_of(
        section(
            "one", hundred("a"), hundred("b", when={"a": {"above": 0}}), gates=[{"below": {"gate": 50}, "cap": 40}]
        ),
        section("two", hundred("c")),
        section("gate", hundred("d"), {"id": "why", "type": "text", "text": "?"}),
        section("sure", hundred("e")),
        flows("flows", flow("out", "outward/finance")),
        levels=levels({"one": 50, "sure": 50}),
    )

    assessment = scored(tree, {"e": 80})

    assert [(one.node, one.needed) for one in open_requirements(assessment)] == [("one", 50 * UNIT)]
    assert ask_next(assessment) == ["a", "d"]


def test_what_is_read_by_a_gate_as_well_is_asked_once():
    gate = {"below": {"low": 50}, "cap": 40}
    tree = tree_of(
        section("top", hundred("a")),
        section("low", hundred("b")),
        index=index("top", "low", gates=[gate]),
        levels=levels({"index": 50}),
    )

    # With b at 0 the gate takes 60 of the index, with a at 0 only 50 are gone
    assert ask_next(scored(tree)) == ["b", "a"]


def test_a_node_that_would_vanish_does_not_speak_for_a_question():
    """At its worst a hides b, and with it the second section: only the first falls, and c lowers it as much."""
    tree = tree_of(
        section("one", yes_no("c"), yes_no("a")),
        section("two", yes_no("b", when={"a": "yes"})),
        levels=levels({"one": 50, "two": 50}),
    )

    assert ask_next(scored(tree)) == ["c", "a"]


@pytest.mark.parametrize("given", [{"a": 80}, {"a": 10}])
def test_nothing_is_asked_when_the_level_is_firm(given):
    tree = tree_of(section("part", hundred("a"), hundred("b", weight=0)), levels=levels({"part": 50}))

    assert ask_next(scored(tree, given)) == []


def test_nothing_is_asked_where_there_is_no_level():
    assert ask_next(scored(tree_of(section("part", hundred("a"))))) == []


def test_what_waits_cannot_be_asked_although_the_level_is_not_firm():
    field = {"id": "country", "type": "country", "text": "?"}
    tree = tree_of(section("part", hundred("a", when={"country": "NO"})), profile=[field], levels=levels({"part": 50}))

    assessment = scored(tree)

    assert (assessment.level.firm, ask_next(assessment)) == (False, [])


def test_likelihood_and_impact_are_asked_for_their_greatest_number():
    tree = tree_of(risks("drift", risk("one", yes_no("lock"))), levels=levels({"drift": 50}))

    # Unknown: residual 0.8 to 100. With the worst impact 4, with the worst likelihood 4, with the lock open 4
    assert ask_next(scored(tree)) == ["one-likelihood", "one-impact", "lock"]


def test_requirements_that_a_vanished_node_had_are_no_longer_missed():
    tree = tree_of(
        section("one", yes_no("a")),
        section("two", hundred("b", when={"c": "yes"})),
        section("three", yes_no("c", **GONE)),
        levels=levels({"one": 50, "two": 50}),
    )

    assessment = scored(tree, {"a": "yes", "c": "na", "b": 0})

    assert (assessment.level, open_requirements(assessment)) == (Level(1, 1, 1), ())
