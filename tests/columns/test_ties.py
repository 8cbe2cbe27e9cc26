"""What lies exactly between two micro-units goes up, in each way that points are made; worked out by hand."""

import pytest

from columns_by_rows import by_columns, by_rows
from small_packs import answers, flow, flows, hundred, index, levels, risk, risks, section, tree_of

# One micro-unit of a hundred points.
LEAST = "0.000001"


def told(tree, given):
    """Give all values of one organisation by columns, which rows must give as well."""
    one = answers(tree, given)
    (found,) = by_columns(tree, [one])
    assert [found] == by_rows(tree, [one])
    return found


def test_mean():
    """(0.000001 + 0) / 2"""
    tree = tree_of(section("part", hundred("a"), hundred("b")))

    assert told(tree, {"a": LEAST, "b": "0"})["part.points"] == LEAST


def test_sum():
    """0.5 * 0.000001 + 0.5 * 0"""
    tree = tree_of(section("part", hundred("a", weight="0.5"), hundred("b", weight="0.5"), aggregate="sum"))

    assert told(tree, {"a": LEAST, "b": "0"})["part.points"] == LEAST


def test_minimum():
    """50 * 0.000001 / 100"""
    tree = tree_of(section("part", hundred("a"), hundred("b"), aggregate="min", scale=50))

    assert told(tree, {"a": LEAST, "b": "1"})["part.points"] == LEAST


def test_geometric_mean():
    """50 * square root of (0.000001 / 100)^2"""
    tree = tree_of(section("part", hundred("a"), hundred("b"), aggregate="gmean", scale=50))

    assert told(tree, {"a": LEAST, "b": LEAST})["part.points"] == LEAST


def test_low_and_high():
    """low (0.000001 + 0) / 2, high (0.000001 + 100) / 2 = 50.0000005"""
    tree = tree_of(section("part", hundred("a"), hundred("b")))
    found = told(tree, {"a": LEAST})

    assert (found["part.low"], found["part.high"]) == (LEAST, "50.000001")


def test_coverage_and_evidence():
    """1 / (1 + 1999999)"""
    tree = tree_of(section("part", hundred("a"), hundred("b", weight="1999999")))

    assert told(tree, {"a": "1"})["coverage"] == LEAST
    assert told(tree, {"a": {"value": "1", "evidence": "Minutes"}, "b": "1"})["evidence"] == LEAST


def test_flow():
    tree = tree_of(
        section("part", hundred("a")),
        flows("flow", *(hundred(id, cell="inward/finance", facet="now") for id in "bc"), flow("d", "outward/finance")),
    )

    assert told(tree, {"b": LEAST, "c": "0"})["inward/finance.now.points"] == LEAST


def test_inherent_risk():
    """100 * 0.000005 * 0.001 = 0.0000005"""
    tree = tree_of(risks("part", risk("r", numbers=("0.000005", "0.001"))))

    assert told(tree, {"r-likelihood": "v1", "r-impact": "v2"})["r.inherent"] == LEAST


@pytest.mark.parametrize(("kappa", "residual"), [("0.5", LEAST), ("0.500001", "0")])
def test_residual_risk(kappa, residual):
    """0.000001 * (1 - 0.5 * 100 / 100), and a little less than that"""
    tree = tree_of(risks("part", risk("r", hundred("a"), numbers=("0.00001", "0.001"), kappa=kappa)))

    assert told(tree, {"r-likelihood": "v1", "r-impact": "v2", "a": "100"})["r.residual"] == residual


def test_a_level_is_held_or_not_at_the_end_of_an_interval():
    """a counts 3 quarters to 5: (3 * 80 + 5 * 40) / 8 = 55, (5 * 80 + 3 * 40) / 8 = 65."""
    for need, robust in (("54.999999", "true"), ("55", "true"), ("55.000001", "false"), ("65", "false")):
        tree = tree_of(section("part", hundred("a"), hundred("b")), levels=levels({"part": need}))
        assert told(tree, {"a": "80", "b": "40"})["robust"] == robust
    tree = tree_of(section("part", hundred("a"), hundred("b")), levels=levels({"part": "65.000001"}))
    assert told(tree, {"a": "80", "b": "40"})["robust"] == "true"


def test_the_end_of_an_interval_is_rounded_before_it_is_held_against_a_bound():
    """(3 * 0.000004 + 5 * 0) / 8 = 0.0000015, which is 0.000002; (3 * 0.000003) / 8 = 0.000001125 is 0.000001."""
    tree = tree_of(section("part", hundred("a"), hundred("b")), levels=levels({"part": "0.000002"}))

    assert told(tree, {"a": "0.000004", "b": "0"})["robust"] == "true"
    assert told(tree, {"a": "0.000003", "b": "0"})["robust"] == "false"


def test_index_of_unlike_scales():
    """a: 1 of 3, b: 0 of 100; the mean of shares is 1/6 of 100, 16.6666665 rounded from 16.66666666..."""
    tree = tree_of(
        section("a", hundred("c", **{"from": 0, "to": 3}), scale=3), section("b", hundred("d")), index=index("a", "b")
    )

    assert told(tree, {"c": "1", "d": "0"})["index.points"] == "16.666667"
