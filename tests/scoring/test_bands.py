"""In which band points lie, what is unprotected, and where the parts of the whole are far apart.

Source: docs/scoring.md, Bands.
"""

import pytest

from silk_assess.exact import UNIT
from silk_assess.report import result
from silk_assess.scoring.bands import band, far_apart
from silk_assess.wording import names
from small_packs import dimensions, hundred, index, risk, risks, scored, section, tree_of

GONE = {"not_applicable": "No"}
# Little in sight: inherent is 4, so that the points of each risk are 96 or more, whatever its controls.
CALM = {"one-likelihood": "v1", "one-impact": "v1", "two-likelihood": "v1", "two-impact": "v1"}
TWICE = [
    {"from": 0, "label": "Open", "unprotected": "In danger, nothing in place"},
    {"from": 60, "label": "Half guarded"},
    {"from": 80, "label": "Well guarded", "unprotected": "Little in sight, nothing in place"},
]


def drift(*inside, **more):
    return tree_of(risks("drift", *inside, **{"bands": TWICE, **more}))


def two(**more):
    """Two risks with one control each."""
    return drift(risk("one", hundred("guard")), risk("two", hundred("lock"), **more.pop("second", {})), **more)


# Unprotected


def test_little_in_sight_and_no_control_is_never_called_guarded():
    """The points say what is left of a risk; whether anything stands against it says the word."""
    tree = two()

    bare, held = (scored(tree, {**CALM, "guard": size, "lock": size}) for size in (0, 100))

    assert bare.values["drift"].point == 96 * UNIT
    assert names.band_label(bare, tree.node["drift"]) == "Little in sight, nothing in place"
    assert names.band_label(held, tree.node["drift"]) == "Well guarded"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"guard": "24.999999"}, True),
        ({"guard": 25}, False),
        ({}, None),
        ({"guard": "na"}, None),
        # Whatever is known of the risk itself; but one that does not apply is nothing.
        ({"one-likelihood": "unknown", "guard": 10}, True),
        ({"one-likelihood": "na", "guard": 10}, None),
    ],
)
def test_a_risk_is_unprotected_where_its_own_controls_are_weak(given, expected):
    tree = drift(risk("one", hundred("guard", **GONE), likelihood=GONE))

    assert scored(tree, {"one-likelihood": "v5", "one-impact": "v5", **given}).unprotected["one"] is expected


def test_a_control_tells_however_little_of_all_is_answered():
    tree = drift(risk("one", hundred("guard", weight=1), hundred("lock", weight=3_000_000)))

    assert scored(tree, {**{id: CALM[id] for id in ("one-likelihood", "one-impact")}, "guard": 0}).unprotected["one"]


def test_a_risk_without_controls_has_the_plain_label():
    assessment = scored(drift(risk("one")), {"one-likelihood": "v1", "one-impact": "v1"})

    assert assessment.unprotected == {"one": None, "drift": None}
    assert names.band_label(assessment, assessment.tree.node["drift"]) == "Well guarded"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # The worst risk is the second; then the mean of both, which may also be below where the worst is not.
        ({"two-impact": "v5", "guard": 100, "lock": 24}, True),
        ({"two-impact": "v5", "guard": 24, "lock": 100}, False),
        ({"two-impact": "v5", "guard": 0, "lock": 30}, True),
        ({"two-impact": "v5", "guard": 0, "lock": 50}, False),
        ({"two-impact": "v5", "guard": 0, "lock": "49.999999"}, False),
        ({"two-impact": "v5", "guard": 0, "lock": "49.999998"}, True),
        # Only what is answered is in the mean, and the worst risk may have nothing that tells.
        ({"two-impact": "v5", "guard": 24}, True),
        ({"two-impact": "v5", "guard": 25}, False),
        ({}, None),
        # A risk that is open in part is not the worst; its controls are in the mean.
        ({"two-impact": "unknown", "guard": 40, "lock": 0}, True),
        ({"two-impact": "unknown", "guard": 60, "lock": 0}, False),
        # One that does not apply counts nowhere.
        ({"two-impact": "na", "guard": 40, "lock": 0}, False),
    ],
)
def test_a_section_is_unprotected_where_its_worst_risk_or_the_mean_is(given, expected):
    assessment = scored(two(second={"impact": GONE}), {**CALM, **given})

    assert assessment.unprotected["drift"] is expected


def test_of_risks_that_are_equally_bad_the_first_tells():
    """Without effect of the controls both have the same points."""
    tree = drift(risk("one", hundred("guard"), kappa=0), risk("two", hundred("lock"), kappa=0))

    first, second = (
        scored(tree, {**CALM, "guard": guard, "lock": lock}).unprotected["drift"] for guard, lock in ((0, 90), (90, 0))
    )

    assert (first, second) == (True, False)


def test_a_risk_without_weight_counts_nowhere():
    tree = two(second={"weight": 0})

    assert scored(tree, {**CALM, "two-impact": "v5", "guard": 40, "lock": 0}).unprotected["drift"] is False


def test_the_threshold_stands_on_the_section_and_holds_for_its_risks():
    assessment = scored(two(unprotected_below=60), {**CALM, "guard": 59, "lock": 60})

    assert assessment.unprotected == {"drift": True, "one": True, "two": False}


def test_only_nodes_whose_bands_have_a_second_label_say_so_in_the_result():
    plain = [{"from": 0, "label": "Open"}]
    tree = two(second={"bands": plain})
    found = result.result(scored(tree, {**CALM, "guard": 0}))["nodes"]

    assert [*found["drift"]][5:7] == ["band", "unprotected"]
    assert (found["drift"]["band"], found["drift"]["unprotected"]) == (2, True)
    assert all("unprotected" not in found[id] for id in ("one", "two"))


def test_a_risk_with_bands_of_its_own_says_so_too_and_null_where_it_does_not_apply():
    tree = drift(risk("one", hundred("guard"), bands=TWICE, impact=GONE), risk("two"), bands=[TWICE[1] | {"from": 0}])
    known, gone = (
        result.result(scored(tree, {**CALM, "one-impact": impact, "guard": 0}))["nodes"] for impact in ("v1", "na")
    )

    assert known["one"]["unprotected"] is True
    assert gone["one"]["unprotected"] is None
    assert "unprotected" not in known["drift"]


# Parts that are far apart

FIFTHS = [{"from": size, "label": f"from {size}"} for size in (0, 20, 40, 60, 80)]


def three(**more):
    parts = [section(id, hundred(id[0], **GONE)) for id in ("alpha", "beta", "gamma")]
    return tree_of(*parts, index=index("alpha", "beta", "gamma", **more), bands=FIFTHS)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((24, 16, 97), "the parts are far apart: 24.0, 16.0, 97.0"),
        ((40, 59, "79.999999"), ""),
        ((39, 50, 60), "the parts are far apart: 39.0, 50.0, 60.0"),
        ((20, 20, "59.99"), ""),
        ((0, "na", 40), "the parts are far apart: 0.0, 40.0"),
        ((0, "unknown", 40), "the parts are far apart: 0.0, 40.0"),
        (("na", "na", 40), ""),
        (("na", "na", "na"), ""),
        (("unknown", "unknown", 40), ""),
    ],
)
def test_the_whole_has_no_word_where_two_parts_are_two_bands_apart(points, expected):
    tree = three()
    assessment = scored(tree, dict(zip("abg", points, strict=True)))

    assert names.far_apart(assessment) == expected
    assert (names.band_label(assessment, tree.node["index"]) == "") == bool(
        expected or assessment.values["index"] is None or assessment.values["index"].point is None
    )


def test_the_band_of_the_whole_stays_in_the_result():
    found = result.result(scored(three(), {"a": 24, "b": 16, "g": 97}))

    assert found["nodes"]["index"]["band"] == 2


@pytest.mark.parametrize(("point", "place"), [(0, 0), ("19.999999", 0), (20, 1), (100, 4)])
def test_a_value_on_a_bound_is_in_the_upper_band(point, place):
    assessment = scored(three(), {"a": point, "b": point, "g": point})

    assert band(assessment.tree.node["index"], assessment.values["index"].point) == place


def test_parts_are_read_in_the_bands_of_the_whole_by_their_shares():
    parts = section("alpha", hundred("a"), scale=10), section("beta", hundred("b"), bands=FIFTHS[:1])
    tree = tree_of(*parts, index=index("alpha", "beta"), bands=FIFTHS)

    assert names.far_apart(scored(tree, {"a": 39, "b": 60})) == "the parts are far apart: 3.9 of 10, 60.0"
    assert names.far_apart(scored(tree, {"a": 40, "b": 79})) == ""


def test_a_part_without_weight_is_no_part_of_the_whole():
    tree = tree_of(
        section("alpha", hundred("a")), section("beta", hundred("b")), index=index("alpha", ("beta", 0)), bands=FIFTHS
    )

    assert far_apart(tree, scored(tree, {"a": 0, "b": 100}).values) == []


def test_without_an_index_or_without_bands_nothing_is_far_apart():
    parts = section("alpha", hundred("a")), section("beta", hundred("b"))
    bare, plain = tree_of(*parts, bands=FIFTHS), tree_of(*parts, index=index("alpha", "beta"))

    for tree in (bare, plain):
        assert far_apart(tree, scored(tree, {"a": 0, "b": 100}).values) == []
    assert band(plain.node["index"], 0) is None


def test_a_part_of_the_whole_keeps_its_word_however_far_apart_its_own_parts_are():
    tree = tree_of(dimensions("part", section("alpha", hundred("a")), section("beta", hundred("b"))), bands=FIFTHS)

    assert names.in_words(scored(tree, {"a": 0, "b": 100}), tree.node["part"]) == "from 40"
