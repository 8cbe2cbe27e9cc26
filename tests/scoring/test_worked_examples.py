"""The twenty examples of docs/scoring.md, Worked examples, to the digits printed there."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from silk_assess.advice import points_lost, way_up
from silk_assess.advice.peers import peers
from silk_assess.exact import UNIT, decimal, gmean, micro, rounded, shown
from silk_assess.report import result
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

BANDS = [{"from": bound, "label": bound} for bound in (0, 20, 40, 60, 80)]
THREE = [hundred("a1", weight=2), hundred("a2", not_applicable="None"), hundred("a3")]


def four(size):
    """Write micro-units with four decimals, half away from zero."""
    number = Fraction(size) / UNIT
    return str((Decimal(number.numerator) / number.denominator).quantize(Decimal("1.0000"), ROUND_HALF_UP))


def range_of(value):
    return four(value.low), value.point if value.point is None else four(value.point), four(value.high)


def band_of(tree, assessment, id):
    return result.band(tree.node[id], assessment.values[id].point)


@pytest.mark.parametrize(("rule", "points"), [("mean", "75.0000"), ("gmean", "72.8238"), ("min", "50.0000")])
def test_01_mean_compensates_and_geometric_mean_only_partly(rule, points):
    value = node_of(THREE, {"a1": 75, "a2": 50, "a3": 100}, aggregate=rule)

    assert range_of(value) == (points, points, points)


@pytest.mark.parametrize(("rule", "points"), [("mean", "83.3333"), ("gmean", "82.5482"), ("min", "75.0000")])
def test_02_what_is_not_applicable_leaves_and_the_rest_renormalises(rule, points):
    value = node_of(THREE, {"a1": 75, "a2": "na", "a3": 100}, aggregate=rule)

    assert range_of(value) == (points, points, points)
    assert value.coverage == UNIT


def test_02_the_stored_mean_has_six_decimals_and_were_it_0_it_would_be_less():
    assert decimal(node_of(THREE, {"a1": 75, "a2": "na", "a3": 100}).point) == "83.333333"
    assert four(node_of(THREE, {"a1": 75, "a2": 0, "a3": 100}).point) == "62.5000"


@pytest.mark.parametrize(
    ("rule", "low", "point", "high"),
    [
        ("mean", "62.5000", "83.3333", "87.5000"),
        ("gmean", "0.0000", "82.5482", "86.6025"),
        ("min", "0.0000", "75.0000", "75.0000"),
    ],
)
def test_03_an_unknown_answer_makes_a_range(rule, low, point, high):
    value = node_of(THREE, {"a1": 75, "a2": "unknown", "a3": 100}, aggregate=rule)

    assert range_of(value) == (low, point, high)
    assert four(value.coverage) == "0.7500"


def test_03_a_level_that_an_unknown_answer_can_change_is_not_firm():
    tree = tree_of(section("part", *THREE), levels=levels({"part": 60}, {"part": 80}, {"part": 85}))

    level = scored(tree, {"a1": 75, "a2": "unknown", "a3": 100}).level

    assert (level.low, level.point, level.high, level.firm) == (1, 2, 3, False)


def test_04_a_child_that_does_not_apply_at_all_leaves():
    gone = section("gone", hundred("a1", not_applicable="None"), weight=2)
    tree = tree_of(dimensions("part", gone, section("forty", hundred("b1")), section("sixty", hundred("c1"))))

    values = scored(tree, {"a1": "na", "b1": 40, "c1": 60}).values

    assert values["gone"] is None
    assert four(values["part"].point) == "50.0000"


def test_05_all_unknown_has_the_full_range_and_no_point():
    bounds = [{"part": bound} for bound in (0, 20, 40, 60, 80)]
    assessment = scored(tree_of(section("part", hundred("a1"), hundred("a2")), levels=levels(*bounds)))

    assert range_of(assessment.values["part"]) == ("0.0000", None, "100.0000")
    assert four(assessment.values["part"].coverage) == "0.0000"
    assert (assessment.level.low, assessment.level.high) == (1, 5)


@pytest.mark.parametrize("rule", ["mean", "min", "gmean"])
def test_06_weight_0_never_counts(rule):
    value = node_of([hundred("a1", weight=0), hundred("a2")], {"a1": 10, "a2": 90}, aggregate=rule)

    assert range_of(value) == ("90.0000", "90.0000", "90.0000")


def test_07_one_question_gives_its_points_whatever_its_weight():
    assert four(node_of([hundred("a1", weight=0.3)], {"a1": 75}).point) == "75.0000"


def test_08_ties_are_exact_and_a_value_on_a_bound_is_in_the_upper_band():
    thirds = [hundred(id, weight=0.1) for id in ("a1", "a2", "a3")]
    tree = tree_of(
        section("tie", *thirds), section("root", hundred("b1"), hundred("b2"), aggregate="gmean"), bands=BANDS
    )

    assessment = scored(tree, {"a1": 80, "a2": 60, "a3": 40, "b1": 40, "b2": 90})

    assert [four(assessment.values[id].point) for id in ("tie", "root")] == ["60.0000", "60.0000"]
    assert [band_of(tree, assessment, id) for id in ("tie", "root")] == [3, 3]
    assert gmean([(40 * UNIT, 100 * UNIT, UNIT), (90 * UNIT, 100 * UNIT, UNIT)], 100 * UNIT) == 60 * UNIT


@pytest.mark.parametrize(("points", "text", "band"), [("59.96", "59.96", 2), ("59.94", "59.9", 2), ("60", "60.0", 3)])
def test_09_a_bound_that_is_not_reached_is_never_shown_as_reached(points, text, band):
    tree = tree_of(section("part", hundred("a1")), bands=BANDS)

    assessment = scored(tree, {"a1": points})

    assert shown(assessment.values["part"].point, tree.bounds("part")) == text
    assert band_of(tree, assessment, "part") == band


@pytest.mark.parametrize(
    ("start", "to", "answer", "points"),
    [(2, 12, 7.3, "53.0000"), (12, 2, 7.3, "47.0000"), (2, 12, 15, "100.0000"), (12, 2, 15, "0.0000")],
)
def test_10_goalposts_may_stand_either_way_round_and_hold_what_lies_beyond(start, to, answer, points):
    question = {"id": "a1", "type": "number", "text": "?", "from": start, "to": to}

    assert four(node_of([question], {"a1": answer}).point) == points


def test_11_multiple_choice_gives_the_share_of_all_points():
    options = [{"id": f"o{i}", "label": "?", "points": points} for i, points in enumerate((2, 1, 1, 2))]
    question = {"id": "a1", "type": "choices", "text": "?", "options": options}

    assert four(node_of([question], {"a1": ["o0", "o1"]}).point) == "50.0000"


def three_parts():
    parts = [
        section("part-a", five("a1", weight=2), five("a2"), five("a3")),
        section("part-b", five("b1"), five("b2")),
        section("part-c", five("c1", weight=3), five("c2")),
    ]
    steps = [dict.fromkeys(("part-a", "part-b", "part-c"), bound) for bound in (0, 20, 40, 60, 80)]
    return tree_of(*parts, index=index(("part-a", 2), "part-b", "part-c"), bands=BANDS, levels=levels(*steps))


THREE_PARTS = {"a1": "p75", "a2": "p50", "a3": "p100", "b1": "p25", "b2": "p50", "c1": "p100", "c2": "p0"}


def test_12_the_weakest_dimension_decides_the_level_and_every_lost_point_has_a_place():
    tree = three_parts()

    assessment = scored(tree, THREE_PARTS)

    points = {id: four(assessment.values[id].point) for id in ("part-a", "part-b", "part-c", "index")}
    assert points == {"part-a": "75.0000", "part-b": "37.5000", "part-c": "75.0000", "index": "65.6250"}
    assert (band_of(tree, assessment, "index"), assessment.level.point) == (3, 2)
    lost = points_lost.lost(assessment)
    assert {id: four(amount) for id, amount in lost.items()} == {
        "a1": "6.2500",
        "a2": "6.2500",
        "b1": "9.3750",
        "b2": "6.2500",
        "c2": "6.2500",
    }
    assert four(sum(lost.values())) == "34.3750"


def test_13_the_way_up_is_one_answer_on_the_shortest_step():
    assessment = scored(three_parts(), THREE_PARTS)

    way = way_up.way_up(assessment, points_lost.lost(assessment))

    assert (way.to, way.changes, way.effort) == (3, {"b1": "p50"}, 2)
    assert four(tried(assessment, way.changes).values["part-b"].point) == "50.0000"


def test_14_a_gate_caps_the_index_and_its_cost_goes_to_what_it_reads():
    gate = {"below": {"drift": 40}, "cap": 40}
    tree = tree_of(
        section("capability", hundred("cap")),
        section("governance", hundred("gov")),
        section("drift", hundred("dri")),
        index=index(("capability", 2), "governance", "drift", gates=[gate]),
    )

    assessment = scored(tree, {"cap": 80, "gov": 70, "dri": 30})

    cap = assessment.caps["index"]
    assert (four(cap.without), four(assessment.values["index"].point)) == ("65.0000", "40.0000")
    assert (cap.gate, cap.by) == (0, "drift")
    lost = points_lost.lost(assessment)
    assert {id: four(amount) for id, amount in lost.items()} == {"cap": "10.0000", "gov": "7.5000", "dri": "42.5000"}


def test_15_controls_lower_a_risk_and_unknown_ones_make_a_range():
    tree = tree_of(risks("drift", risk("one", hundred("guard"))))

    known = scored(tree, {"one-likelihood": "v4", "one-impact": "v3", "guard": 62.5})
    unknown = scored(tree, {"one-likelihood": "v4", "one-impact": "v3"}).risks["one"]

    assert (four(known.risks["one"].inherent), four(known.risks["one"].residual)) == ("48.0000", "24.0000")
    assert (four(unknown.residual_low), four(unknown.residual_high)) == ("9.6000", "48.0000")
    lost = points_lost.lost(known)
    assert {id: four(amount) for id, amount in lost.items()} == {
        "one-likelihood": "4.8000",
        "one-impact": "4.8000",
        "guard": "14.4000",
    }


def test_16_weights_a_quarter_larger_or_smaller_make_the_level_not_robust():
    questions = [hundred("a1", weight=2), hundred("a2"), hundred("a3"), hundred("a4")]
    tree = tree_of(section("part", *questions), levels=levels({"part": 60}))

    assessment = scored(tree, {"a1": 75, "a2": 50, "a3": 100, "a4": 25})

    assert four(assessment.values["part"].point) == "65.0000"
    assert tuple(map(four, interval(tree.node["part"], assessment.values))) == ("59.2105", "70.2381")
    assert assessment.robust is False


def test_17_breadth_counts_the_cells_that_run():
    cells = {
        f"{way}/{kind}": f"{way}-{kind}-q"
        for way in ("inward", "outward")
        for kind in ("goods-services", "finance", "intangible")
    }
    tree = tree_of(flows("flows", *(flow(id, cell, not_applicable="No") for cell, id in cells.items())))
    given = dict(zip(cells.values(), ("p50", "p25", "na", "p75", "p0", "p100"), strict=True))

    found = result.result(scored(tree, given))["flows"]

    assert found["breadth"] == 4
    assert found["cells"]["inward/intangible"] == {"now": None, "ambition": None, "gap": None}


def test_18_likeness_to_a_peer_is_the_mean_of_the_distances():
    profile = [five("form"), yes_no("born")]
    case = {"id": "peer", "name": "Peer", "features": {"one": 20, "two": 50, "form": "p0", "born": "no"}}
    tree = tree_of(section("one", hundred("a1")), section("two", hundred("b1")), profile=profile, cases=[case])

    (peer,) = peers(scored(tree, {"a1": 40, "b1": 100}, form="p50", born="no"))

    assert four(peer.distance) == "0.4250"


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [(200, 3, "66.666667"), (666666665, 10**7, "66.666667"), (5, 10**7, "0.000001"), (-5, 10**7, "-0.000001")],
)
def test_19_numbers_round_once_half_away_from_zero(numerator, denominator, text):
    assert rounded(numerator * UNIT, denominator) == micro(text)


def test_20_a_published_sum_keeps_its_own_unit_and_bands():
    options = [{"id": f"o{n}", "label": n} for n in range(4)]
    questions = [{"id": f"q{n}", "type": "choice", "text": "?", "scale": 3, "options": options} for n in range(9)]
    bands = [{"from": bound, "label": bound} for bound in (0, 5, 10, 15, 20)]
    tree = tree_of(section("part", *questions, aggregate="sum", bands=bands))
    given = {f"q{n}": f"o{points}" for n, points in enumerate((1, 1, 2, 0, 3, 0, 1, 1, 1))}

    assessment = scored(tree, given)

    assert (decimal(assessment.values["part"].point), decimal(tree.node["part"].scale)) == ("10", "27")
    assert band_of(tree, assessment, "part") == 2


@pytest.mark.parametrize(("more", "ends"), [({}, ("20", "24")), ({"not_applicable": "No"}, ("19", "24"))])
def test_21_what_is_open_counts_from_the_worst_to_the_best_answer(more, ends):
    options = [{"id": f"o{n}", "label": n, "value": n} for n in range(1, 6)]
    questions = [{"id": f"q{n}", "type": "choice", "text": "?", "scale": 5, "options": options} for n in range(10)]
    tree = tree_of(section("part", *questions[:9], {**questions[9], **more}, aggregate="sum"))

    value = scored(tree, {"q0": "o3", **{f"q{n}": "o2" for n in range(1, 9)}}).values["part"]

    assert (decimal(value.low), four(value.point), decimal(value.high)) == (ends[0], "21.1111", ends[1])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([{"value": n} for n in range(1, 6)], ["5", "4", "3", "2", "1"]),
        ([{}] * 5, ["5", "3.75", "2.5", "1.25", "0"]),
    ],
)
def test_22_reversed_options(values, expected):
    options = [{"id": f"o{n}", "label": n, **more} for n, more in enumerate(values)]
    asked = {"id": "q", "type": "choice", "text": "?", "scale": 5, "reversed": True, "options": options}

    assert [decimal(size) for size in tree_of(section("part", asked)).asked["q"].table.values()] == expected
