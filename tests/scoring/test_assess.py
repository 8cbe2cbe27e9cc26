"""Points, ranges, gates, risks, flows, levels; all numbers worked by hand.

Source: docs/scoring.md, The tree, Three numbers for every node, Risks, Flow profile, Readiness level.
"""

import pytest

from silk_assess.exact import HUNDRED, UNIT, decimal, micro
from silk_assess.faults import SilkError
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.questions import CELLS
from silk_assess.scoring.assessment import Cap, Flow, Level, RiskResult, Value
from silk_assess.scoring.flows import in_play
from silk_assess.scoring.robustness import interval
from silk_assess.scoring.trial import tried
from small_packs import (
    dimensions,
    five,
    flow,
    flows,
    hundred,
    index,
    levels,
    node_of,
    risk,
    risks,
    scored,
    section,
    tree_of,
    yes_no,
)

GONE = {"not_applicable": "No"}


def options(*more):
    return [{"id": f"o{i}", "label": "?", **one} for i, one in enumerate(more)]


def choices(*more, **question):
    return {"id": "q", "type": "choices", "text": "?", "options": options(*more), **question}


def choice(*values, **question):
    return {"id": "q", "type": "choice", "text": "?", "options": options(*({"value": v} for v in values)), **question}


def plain_choice(n, **question):
    return {"id": "q", "type": "choice", "text": "?", "options": options(*[{}] * n), **question}


def number(start, to, **question):
    return {"id": "q", "type": "number", "text": "?", "from": start, "to": to, **question}


def three(value):
    """Write low, point and high; None where there is no point."""
    return decimal(value.low), None if value.point is None else decimal(value.point), decimal(value.high)


# Points of a question


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (yes_no("q"), "no", "0"),
        (yes_no("q", scale=3), "yes", "3"),
        (yes_no("q", reversed=True), "yes", "0"),
        (plain_choice(4), "o1", "33.333333"),
        (plain_choice(4), "o2", "66.666667"),
        (plain_choice(4, reversed=True), "o2", "33.333333"),
        (plain_choice(3, scale="0.000001"), "o1", "0.000001"),
        (plain_choice(3, scale="0.000001", reversed=True), "o1", "0.000001"),
        (choice(5, 0, 12.5, scale=12.5), "o0", "5"),
        (choice(5, 0, 12.5, scale=12.5, reversed=True), "o0", "7.5"),
        (choice(5, 0, 12.5, scale=12.5, reversed="false"), "o2", "12.5"),
        (choice(1, 2, 3, 4, 5, scale=5, reversed=True), "o0", "5"),
        (choice(1, 2, 3, 4, 5, scale=5, reversed=True), "o3", "2"),
        (choice(5, "0.000001", "0.5", scale=10, reversed=True), "o0", "0.000001"),
        (choice(3, 3, scale=10, reversed=True), "o1", "3"),
        (number(0, 3), 1, "33.333333"),
        (number(0, 3, reversed=True), 1, "66.666667"),
        (number(3, 0), 1, "66.666667"),
        (number(-10, 10, scale=3), 0, "1.5"),
        (number(0, 3), -5, "0"),
        (number(0, 3, reversed=True), -5, "100"),
        (number(0, 3), 9, "100"),
        (number(0, 8, scale="0.000004"), 1, "0.000001"),
        (number(0, 8, scale="0.000004", reversed=True), 1, "0.000004"),
        (choices({}, {}, {}), ["o1"], "33.333333"),
        (choices({}, {}, {}, reversed=True), ["o1"], "66.666667"),
        (choices({}, {"points": 3}, {"points": 0}, scale=8), ["o1", "o2"], "6"),
        (choices({}, {}, {"exclusive": True}), ["o2"], "0"),
        (choices({}, {}, {"exclusive": True}, reversed=True), ["o2"], "100"),
        (choices({}, {}, {"exclusive": True, "points": 5}), ["o0", "o1"], "100"),
        (choices({}, {}), [], "0"),
    ],
)
def test_points_of_an_answer(question, answer, expected):
    tree = tree_of(section("part", question))

    value = scored(tree, {"q": answer}).values["q"]

    assert value == Value(tree.asked["q"].scale, micro(expected), micro(expected), micro(expected), UNIT)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((0.25, 1), ["0.25", "1"]), ((1, "0.000001", 1), ["1", "0.000001", "1"])],
)
def test_likelihood_and_impact_declare_their_numbers(numbers, expected):
    asked = tree_of(risks("drift", risk("one", numbers=numbers))).asked["one-impact"]

    assert [decimal(points(asked, id)) for id in asked.table] == expected


def test_likelihood_without_numbers_counts_its_options():
    asked = tree_of(risks("drift", risk("one", likelihood={"options": options({}, {}, {})}))).asked["one-likelihood"]

    assert list(map(decimal, asked.table.values())) == ["0.333333", "0.666667", "1"]


def test_information_has_no_points():
    tree = tree_of(
        section(
            "part", yes_no("q"), {"id": "why", "type": "text", "text": "?"}, {"id": "n", "type": "number", "text": "?"}
        )
    )

    values = scored(tree, {"q": "yes", "why": "So", "n": 3}).values

    assert set(values) == {"q", "part"}
    assert three(values["part"]) == ("100", "100", "100")


# Aggregates


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # Shares 0.5 (w 2) and 1/3 (w 1): (2/2 + 1/3) / 3 = 4/9; (1/4 * 1/3) ** (1/3); the least; (2*1 + 1*10) / 32
        ("mean", "2.666667"),
        ("gmean", "2.620741"),
        ("min", "2"),
        ("sum", "12"),
    ],
)
def test_parents_read_shares_of_own_scales(rule, expected):
    parts = [number(0, 2, id="a", scale=2, weight=2), number(0, 30, id="b", scale=30, weight=1)]
    scale = {} if rule == "sum" else {"scale": 6}

    assert decimal(node_of(parts, {"a": 1, "b": 10}, aggregate=rule, **scale).point) == expected


def test_a_sum_adds_points_up_and_prorates_what_does_not_apply():
    parts = [
        number(0, 3, id="a", scale=3),
        number(0, 3, id="b", scale=3, **GONE),
        number(0, 4, id="c", scale=4, weight=0.5),
    ]

    full = node_of(parts, {"a": 1, "b": 2, "c": 4}, aggregate="sum")
    less = node_of(parts, {"a": 1, "b": "na", "c": 4}, aggregate="sum")

    assert (decimal(full.scale), three(full)) == ("8", ("5", "5", "5"))
    assert (decimal(less.scale), three(less)) == ("8", ("4.8", "4.8", "4.8"))  # 8 * 3 / 5


def test_points_are_rounded_at_each_node():
    """Three times 1/3 of a third: 33.333333 is read as such, not as 100/3."""
    inner = section("inner", number(0, 3, id="a"))
    tree = tree_of(dimensions("outer", inner, scale=300))

    assert decimal(scored(tree, {"a": 1}).values["outer"].point) == "99.999999"


def test_a_node_of_which_nothing_is_left_is_absent_up_to_the_index():
    tree = tree_of(section("part", yes_no("a", **GONE), yes_no("b", when={"a": "yes"})), index=index("part"))

    assessment = scored(tree, {"a": "na", "b": "yes"})

    assert assessment.values == {"a": None, "b": None, "part": None, "index": None}
    assert (assessment.coverage, assessment.evidence, assessment.level, assessment.robust) == (0, 0, None, None)


# Three numbers


@pytest.mark.parametrize(
    ("min_coverage", "point"), [(0, "100"), (0.333333, "100"), (0.333334, None), (0.5, None), (1, None)]
)
def test_a_point_needs_enough_coverage(min_coverage, point):
    value = node_of([yes_no("a"), yes_no("b"), yes_no("c")], {"a": "yes"}, min_coverage=min_coverage)

    assert three(value) == ("33.333333", point, "100")
    assert decimal(value.coverage) == "0.333333"


def test_no_coverage_is_never_a_point():
    assert three(node_of([yes_no("a")], {}, min_coverage=0)) == ("0", None, "100")


def test_a_child_without_a_point_is_left_out_of_the_point_and_counts_in_the_coverage():
    parts = section("open", yes_no("a"), yes_no("b"), yes_no("c")), section("shut", yes_no("d"), weight=2)
    tree = tree_of(dimensions("part", *parts))

    value = scored(tree, {"a": "no", "d": "yes"}).values["part"]

    assert three(value) == ("66.666667", "88.888889", "88.888889")  # the point, 100, is held in the range
    assert decimal(value.coverage) == "0.777778"


@pytest.mark.parametrize(
    ("more", "given", "ends"),
    [
        ({}, {}, ("20", "80")),
        (GONE, {}, ("0", "100")),
        ({"when": {"first": "yes"}}, {}, ("0", "100")),
        ({"when": {"first": "yes"}}, {"first": "yes"}, ("20", "80")),
        ({"when": {"any": [{"first": "yes"}, {"other": "yes"}]}}, {"other": "yes"}, ("20", "80")),
    ],
)
def test_an_open_question_counts_from_its_worst_to_its_best_answer_unless_it_may_vanish(more, given, ends):
    asking = section("asking", yes_no("first"), yes_no("other"))
    tree = tree_of(asking, section("part", choice(20, 80, 50, **more)))

    assert three(scored(tree, given).values["part"]) == (ends[0], None, ends[1])


def test_open_numbers_count_within_minimum_and_maximum():
    assert three(node_of([number(0, 10, minimum=2, maximum=15)], {})) == ("20", None, "100")
    assert three(node_of([number(10, 0, minimum=2, maximum=15)], {})) == ("0", None, "80")


def test_an_open_flow_counts_from_its_worst_to_its_best_answer():
    asked = flow("now", "inward/finance", options=options({"value": 25}, {"value": 75}))

    found = scored(tree_of(flows("flows", asked)), {}).flows["inward/finance", "now"]

    assert found == Flow(None, 25 * UNIT, 75 * UNIT)


def test_a_point_is_held_in_the_range():
    """The open part has four of five and no point; the shut part alone would give 0."""
    parts = section("open", *(yes_no(id) for id in "abcde"), min_coverage=0.9), section("shut", yes_no("f"))
    tree = tree_of(dimensions("part", *parts))

    value = scored(tree, {"a": "yes", "b": "yes", "c": "yes", "d": "yes", "f": "no"}).values["part"]

    assert three(value) == ("40", "40", "50")


# Gates

GATED = [hundred("a"), hundred("b", **GONE)]


@pytest.mark.parametrize(
    ("answer", "expected", "cap"),
    [
        (49.999999, ("30", "30", "30"), Cap(0, "b", 90 * UNIT)),
        (50, ("90", "90", "90"), None),
        ("na", ("90", "90", "90"), None),
        ("unknown", ("30", "90", "90"), None),
    ],
)
def test_a_gate_caps_below_its_threshold(answer, expected, cap):
    tree = tree_of(
        section("part", hundred("a"), gates=[{"below": {"b": 50}, "cap": 30}]), section("other", hundred("b", **GONE))
    )

    assessment = scored(tree, {"a": 90, "b": answer})

    assert three(assessment.values["part"]) == expected
    assert assessment.caps.get("part") == cap


def test_a_gate_that_is_below_and_takes_nothing_away_does_not_bind():
    tree = tree_of(section("part", *GATED, gates=[{"below": {"b": 50}, "cap": 30}]))

    assessment = scored(tree, {"a": 20, "b": 40})

    assert three(assessment.values["part"]) == ("30", "30", "30")
    assert assessment.caps == {}


def test_a_gate_reads_the_high_for_the_high():
    tree = tree_of(section("part", *GATED, hundred("c"), gates=[{"below": {"b": 50}, "cap": 30}]))

    assessment = scored(tree, {"a": 100, "b": 40})

    assert three(assessment.values["part"]) == ("30", "30", "30")
    assert assessment.caps == {"part": Cap(0, "b", 70 * UNIT)}


def test_a_gate_reads_a_node_without_a_point_in_the_range_only():
    tree = tree_of(
        section("part", hundred("a"), gates=[{"below": {"other": 50}, "cap": 30}]),
        section("other", hundred("b"), hundred("c"), hundred("d")),
    )

    assessment = scored(tree, {"a": 90, "b": 10})

    assert three(assessment.values["part"]) == ("30", "90", "90")
    assert assessment.caps == {}


def test_a_gate_caps_the_point_where_no_open_answer_lifts_what_it_reads():
    """The best answer to b gives 40, and a gate that reads less than 50 holds whatever is answered."""
    weak = choice(10, 40, id="b")
    tree = tree_of(
        section("part", hundred("a"), gates=[{"below": {"b": 50}, "cap": 30}]), section("other", weak, hundred("c"))
    )

    assessment = scored(tree, {"a": 90})

    assert three(assessment.values["b"]) == ("10", None, "40")
    assert three(assessment.values["part"]) == ("30", "30", "30")
    assert assessment.caps == {"part": Cap(0, "b", 90 * UNIT)}


def test_a_gate_caps_the_point_by_a_node_that_has_none_and_never_enough():
    weak = [choice(10, 40, id="b"), choice(10, 40, id="c"), choice(10, 40, id="d")]
    tree = tree_of(section("part", hundred("a"), gates=[{"below": {"other": 50}, "cap": 30}]), section("other", *weak))

    assessment = scored(tree, {"a": 90, "b": "o1"})

    assert three(assessment.values["other"]) == ("20", None, "40")
    assert assessment.caps == {"part": Cap(0, "other", 90 * UNIT)}


def test_a_gated_node_without_a_point_has_a_capped_range():
    tree = tree_of(section("part", *GATED, hundred("c"), gates=[{"below": {"b": 50}, "cap": 30}]))

    assessment = scored(tree, {"b": 40})

    assert three(assessment.values["part"]) == ("13.333333", None, "30")
    assert assessment.caps == {}


@pytest.mark.parametrize(
    ("gates", "cap"),
    [
        ([{"below": {"b": 50}, "cap": 30}, {"below": {"c": 50}, "cap": 20}], Cap(1, "c", 70 * UNIT)),
        ([{"below": {"b": 50}, "cap": 20}, {"below": {"c": 50}, "cap": 20}], Cap(0, "b", 70 * UNIT)),
        ([{"below": {"a": 50}, "cap": 10}, {"below": {"a": 50, "c": 50, "b": 50}, "cap": 20}], Cap(1, "c", 70 * UNIT)),
    ],
)
def test_of_several_gates_the_smallest_cap_holds_and_of_equal_ones_the_first(gates, cap):
    tree = tree_of(
        section("part", hundred("a", weight=8), hundred("b"), hundred("c"), gates=gates, aggregate="mean"),
    )

    assessment = scored(tree, {"a": 80, "b": 40, "c": 20})

    assert assessment.caps == {"part": cap}
    assert assessment.values["part"].point == 20 * UNIT


# Risks


def test_a_risk_is_a_node_that_is_better_when_higher():
    assessment = scored(tree_of(risks("drift", risk("one"))), {"one-likelihood": "v4", "one-impact": "v3"})

    assert assessment.risks["one"] == RiskResult(48 * UNIT, 0, 48 * UNIT, 48 * UNIT, 48 * UNIT)
    assert assessment.values["one"] == Value(HUNDRED, 52 * UNIT, 52 * UNIT, 52 * UNIT, UNIT)


@pytest.mark.parametrize(
    ("kappa", "answer", "residual"), [(0, 100, 48), (0.5, 50, 36), (0.8, 0, 48), (1, 100, 0), (1, 25, 36)]
)
def test_controls_remove_as_much_as_kappa_allows(kappa, answer, residual):
    tree = tree_of(risks("drift", risk("one", hundred("guard"), kappa=kappa)))

    assessment = scored(tree, {"one-likelihood": "v4", "one-impact": "v3", "guard": answer})

    assert assessment.risks["one"].residual == residual * UNIT


@pytest.mark.parametrize(
    ("given", "expected", "coverage"),
    [
        # p and q 0.2 to 1; controls remove up to 80 %
        ({}, (None, None, None, "0.8", "100"), "0"),
        ({"one-likelihood": "v5"}, (None, None, None, "4", "100"), "0.333333"),
        ({"one-likelihood": "v5", "one-impact": "v5"}, ("100", "0", "100", "20", "100"), "0.666667"),
        ({"one-likelihood": "v5", "one-impact": "v5", "lock": "yes"}, ("100", "100", "20", "20", "60"), "0.833333"),
        ({"one-likelihood": "v5", "lock": "yes"}, (None, None, None, "4", "60"), "0.5"),
    ],
)
def test_an_unknown_part_of_a_risk_makes_a_range(given, expected, coverage):
    tree = tree_of(risks("drift", risk("one", yes_no("lock"), yes_no("guard"))))

    assessment = scored(tree, given)

    found = assessment.risks["one"]
    figures = (found.inherent, found.controls, found.residual, found.residual_low, found.residual_high)
    assert tuple(None if one is None else decimal(one) for one in figures) == expected
    assert decimal(assessment.values["one"].coverage) == coverage


@pytest.mark.parametrize(("more", "ends"), [({}, ("52", "84")), (GONE, ("20", "100"))], ids=["stays", "may go"])
def test_open_controls_remove_from_their_worst_to_their_best(more, ends):
    """Controls of 20 to 60 points: of 100 remain 100 - 0.8 * 60 = 52 to 84, and the point, 100, is held there."""
    tree = tree_of(risks("drift", risk("one", choice(20, 60, id="guard", **more))))

    risk_found = scored(tree, {"one-likelihood": "v5", "one-impact": "v5"}).risks["one"]

    assert (decimal(risk_found.residual_low), decimal(risk_found.residual_high)) == ends
    assert (risk_found.controls, decimal(risk_found.residual)) == (0, ends[1])


def test_a_risk_without_enough_coverage_has_no_point():
    tree = tree_of(risks("drift", risk("one", yes_no("lock"), min_coverage=0.7)))

    assessment = scored(tree, {"one-likelihood": "v5", "one-impact": "v5"})

    assert assessment.risks["one"] == RiskResult(None, None, None, 20 * UNIT, HUNDRED)
    assert three(assessment.values["one"]) == ("0", None, "80")


@pytest.mark.parametrize("stored", ["na", {"not_applicable": "Never abroad"}])
def test_a_risk_is_absent_where_its_impact_does_not_apply(stored):
    tree = tree_of(risks("drift", risk("one", impact=GONE), risk("two")))

    assessment = scored(
        tree, {"one-likelihood": "v5", "one-impact": stored, "two-likelihood": "v1", "two-impact": "v1"}
    )

    assert (assessment.risks["one"], assessment.values["one"]) == (None, None)
    assert three(assessment.values["drift"]) == ("96", "96", "96")


@pytest.mark.parametrize("more", [GONE, {"when": {"first": "yes"}}])
def test_a_risk_that_may_still_vanish_has_the_full_range(more):
    tree = tree_of(section("part", yes_no("first")), risks("drift", risk("one", likelihood=more)))

    assessment = scored(tree, {"one-impact": "v1"})

    assert assessment.risks["one"] == RiskResult(None, None, None, 0, HUNDRED)


def test_controls_that_do_not_apply_leave_the_risk_as_it_is():
    tree = tree_of(risks("drift", risk("one", yes_no("lock", **GONE))))

    assessment = scored(tree, {"one-likelihood": "v5", "one-impact": "v4", "lock": "na"})

    assert assessment.risks["one"] == RiskResult(80 * UNIT, 0, 80 * UNIT, 80 * UNIT, 80 * UNIT)
    assert assessment.values["one"].coverage == UNIT


def test_a_control_counts_however_little_of_all_is_answered():
    """A node would have no point at so little coverage; a risk takes the controls that are answered."""
    tree = tree_of(risks("drift", risk("one", hundred("guard", weight=1), hundred("lock", weight=3_000_000))))

    assessment = scored(tree, {"one-likelihood": "v5", "one-impact": "v5", "guard": 50})

    assert assessment.risks["one"].controls == 50 * UNIT


def test_the_worst_risk_decides():
    tree = tree_of(risks("drift", risk("one", weight=9), risk("two")))
    answers = {"one-likelihood": "v1", "one-impact": "v1", "two-likelihood": "v5", "two-impact": "v4"}

    assert three(scored(tree, answers).values["drift"]) == ("20", "20", "20")


# Flows

RUNNING = flow("now", "inward/finance"), flow("wish", "inward/finance", "ambition"), flow("out", "outward/intangible")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, set(CELLS)),
        ({"now": "p0"}, set()),
        ({"now": "p25"}, {"inward/finance"}),
        ({"now": "p0", "wish": "p50", "out": "p100"}, {"inward/finance", "outward/intangible"}),
    ],
)
def test_a_cell_is_in_play_where_it_runs_or_is_wanted(given, expected):
    assert in_play(scored(tree_of(flows("flows", *RUNNING)), given)) == expected


def test_without_flows_nothing_is_in_play():
    assert in_play(scored(tree_of(section("part", yes_no("q"))))) == frozenset()


def test_a_facet_is_the_mean_of_its_questions():
    more = flow("half", "inward/finance", weight=3), flow("never", "inward/finance", weight=0)
    tree = tree_of(flows("flows", *RUNNING, *more))

    found = scored(tree, {"now": "p100", "wish": "p0", "never": "p0"}).flows

    assert found["inward/finance", "now"] == Flow(HUNDRED, 25 * UNIT, HUNDRED)
    assert found["inward/finance", "ambition"] == Flow(0, 0, 0)
    assert found["outward/intangible", "now"] == Flow(None, 0, HUNDRED)
    assert found["outward/intangible", "ambition"] is None


# Level


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"a": 39.999999, "b": 100}, Level(0, 0, 0)),
        ({"a": 40, "b": 59}, Level(1, 1, 1)),
        ({"a": 40, "b": 60}, Level(2, 2, 2)),
        ({"a": 100, "b": "na"}, Level(2, 2, 2)),
        ({"a": 100}, Level(1, 1, 2)),
        ({"b": 100}, Level(0, 0, 2)),
    ],
)
def test_a_level_needs_all_that_the_levels_up_to_it_require(given, expected):
    tree = tree_of(
        section("one", hundred("a")),
        section("two", hundred("b", **GONE)),
        levels=levels({"one": 40}, {"one": 40, "two": 60}),
    )

    assert scored(tree, given).level == expected


@pytest.mark.parametrize(
    ("steps", "given"), [([], {"a": 50}), (levels({}), {"a": 50}), (levels({"two": 50}), {"a": 50, "b": "na"})]
)
def test_there_is_no_level_where_nothing_that_is_named_is_present(steps, given):
    tree = tree_of(section("one", hundred("a")), section("two", hundred("b", **GONE)), levels=steps)

    assessment = scored(tree, given)

    assert (assessment.level, assessment.robust) == (None, None)


# Robustness


@pytest.mark.parametrize(
    ("questions", "given", "more", "expected"),
    [
        # 1.25 : 0.75 of equal weights is 5/8 : 3/8
        (GATED, {"a": 100, "b": 0}, {}, ("37.5", "62.5")),
        (GATED, {"a": 80, "b": 80}, {}, ("80", "80")),
        (GATED, {"a": 100, "b": 0}, {"aggregate": "min"}, ("0", "0")),
        (GATED, {"a": 100}, {"min_coverage": 1}, ("50", "50")),
        (GATED, {"a": 100}, {}, ("100", "100")),
        (GATED, {"a": 100, "b": 0}, {"gates": [{"below": {"b": 50}, "cap": 40}]}, ("37.5", "40")),
        (GATED, {"a": 100, "b": 0}, {"gates": [{"below": {"b": 50}, "cap": 20}]}, ("20", "20")),
        ([hundred("a", weight=3), hundred("b", scale=10)], {"a": 0, "b": 100}, {"scale": 10}, ("1.666667", "3.571429")),
    ],
)
def test_the_interval_of_a_node(questions, given, more, expected):
    tree = tree_of(section("part", *questions, **more))

    ends = interval(tree.node["part"], scored(tree, given).values)

    assert tuple(map(decimal, ends)) == expected


def test_the_interval_contains_a_point_that_was_held_in_the_range():
    """The only part with a point has 0, which the range does not allow."""
    parts = section("open", *(yes_no(id) for id in "abcde"), min_coverage=0.9), section("shut", yes_no("f"))
    tree = tree_of(dimensions("part", *parts))
    values = scored(tree, {"a": "yes", "b": "yes", "c": "yes", "d": "yes", "f": "no"}).values

    assert interval(tree.node["part"], values) == (0, 40 * UNIT)


@pytest.mark.parametrize(("need", "robust"), [(37.5, True), (37.500001, False), (62.5, False), (62.500001, True)])
def test_a_level_is_robust_when_weights_a_quarter_off_leave_it(need, robust):
    tree = tree_of(section("part", hundred("a"), hundred("b")), levels=levels({"part": need}))

    assert scored(tree, {"a": 100, "b": 0}).robust is robust


def test_what_is_absent_has_no_interval_and_leaves_the_level_robust():
    tree = tree_of(
        section("one", hundred("a")), section("two", hundred("b", **GONE)), levels=levels({"one": 40, "two": 40})
    )

    assessment = scored(tree, {"a": 60, "b": "na"})

    assert interval(tree.node["two"], assessment.values) is None
    assert (assessment.level, assessment.robust) == (Level(1, 1, 1), True)


# Coverage and evidence


def test_without_an_index_the_smallest_coverage_of_a_section_counts():
    tree = tree_of(
        section("one", hundred("a"), hundred("b")),
        section("two", hundred("c")),
        section("gone", hundred("d", **GONE)),
        flows("flows", *RUNNING),
    )

    assert decimal(scored(tree, {"a": 1, "c": 1, "d": "na"}).coverage) == "0.5"


def test_evidence_is_the_share_of_answers_that_carry_some():
    tree = tree_of(
        section("part", hundred("a", weight=3), hundred("b", weight=0.5), hundred("c", weight=9)),
        risks("drift", risk("one")),
        flows("flows", *RUNNING),
    )
    proved = {"evidence": "Minutes"}
    given = {
        "a": {"value": 1, "evidence": ["Minutes", "Photo"]},
        "b": 1,
        "c": {"note": "Later", **proved},
        "one-likelihood": {"value": "v1", **proved},
        "one-impact": "v1",
        "now": {"value": "p0", **proved},
    }

    assert decimal(scored(tree, given).evidence) == "0.727273"  # 4 of 5.5


# Trials


def test_a_trial_computes_only_what_reads_the_change():
    tree = tree_of(
        section("one", hundred("a"), hundred("c", when={"a": {"above": 50}})),
        section("two", hundred("b")),
        index=index("one", "two"),
        levels=levels({"index": 60}),
    )
    base = scored(tree, {"a": 40, "b": 80, "c": 10})

    trial = tried(base, {"a": 90 * UNIT})
    again = tried(trial, {"c": 100 * UNIT})

    assert [decimal(trial.values[id].point) for id in ("one", "two", "index")] == ["50", "80", "65"]
    assert (base.level, trial.level) == (Level(1, 1, 1), Level(1, 1, 1))
    assert trial.values["two"] is base.values["two"]
    assert decimal(again.values["index"].point) == "87.5"


def test_a_trial_may_change_what_only_a_when_reads():
    why = {"id": "why", "type": "text", "text": "?"}
    tree = tree_of(section("part", hundred("a"), why, hundred("b", when={"why": "grow"})))
    base = scored(tree, {"a": 40, "b": 80, "why": "stay"})

    trial = tried(base, {"why": "grow"})

    assert (decimal(base.values["part"].point), decimal(trial.values["part"].point)) == ("40", "60")


# The tree


def test_the_tree_names_what_stands_below_and_what_points_are_compared_with():
    tree = tree_of(
        dimensions("top", section("deep", hundred("a"), gates=[{"below": {"drift": 30}, "cap": 50}])),
        risks("drift", risk("one", hundred("guard")), bands=[{"from": 0, "label": "?"}, {"from": 70, "label": "?"}]),
        index=index("top", "drift"),
        bands=[{"from": 0, "label": "?"}, {"from": 50, "label": "?"}],
        levels=levels({"drift": 20}, {"drift": 70, "index": 10}),
    )

    assert tree.below("index") == (
        *("index", "top", "deep", "a"),
        *("drift", "one", "one-likelihood", "one-impact", "guard"),
    )
    assert tree.below("a") == ("a",)
    assert tree.above["one-impact"] == {"one", "drift", "index"}
    assert [id for id in ("a", "deep", "index", "drift") if tree.stands_under("a", id)] == ["a", "deep", "index"]
    assert list(map(decimal, tree.bounds("drift"))) == ["0", "20", "30", "70", "100"]
    assert list(map(decimal, tree.bounds("index"))) == ["0", "10", "50", "100"]
    assert (tree.roots, tree.parts) == (("index",), ("top", "drift"))
    assert tree.steps[2] == {"drift": 70 * UNIT, "index": 10 * UNIT}


def test_default_bands_belong_to_nodes_of_scale_100():
    tree = tree_of(
        section("one", hundred("a"), scale=10), section("two", hundred("b")), bands=[{"from": 0, "label": "?"}]
    )

    assert (len(tree.node["one"].bands), len(tree.node["two"].bands)) == (0, 1)


def test_a_questionnaire_with_a_fault_of_meaning_does_not_grow():
    with pytest.raises(SilkError, match='there is no node "two"'):
        tree_of(section("one", hundred("a")), index=index("two"))


def test_a_node_over_dimensions_and_an_index_may_be_sums():
    parts = section("a", five("q"), scale=3), section("b", five("r"), weight=2)
    tree = tree_of(dimensions("top", *parts, aggregate="sum"), index=index(("top", 0.5), aggregate="sum"))

    assessment = scored(tree, {"q": "p50", "r": "p25"})

    assert [decimal(tree.node[id].scale) for id in ("a", "top", "index")] == ["3", "203", "101.5"]
    assert [decimal(assessment.values[id].point) for id in ("a", "top", "index")] == ["1.5", "51.5", "25.75"]
