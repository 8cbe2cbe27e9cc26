"""A plan is compiled of any questionnaire, proves that no number reaches 64 bits, and says where one may."""

import pickle

import pytest

from columns_by_rows import by_columns, by_rows
from shipped import silk
from silk_assess.answers.model import Answers
from silk_assess.columns.block import block_of
from silk_assess.columns.kernel import score
from silk_assess.columns.plan import plan_of
from small_packs import answers, flow, flows, hundred, index, levels, risk, risks, section, tree_of

# Scales and weights without a common factor, so that nothing can be taken out.
ODD = {"scale": "33333.333331", "weight": "123456.789011"}
ODDER = {"scale": "77777.777777", "weight": "98765.432123"}


def test_the_shipped_questionnaire_is_held_as_a_whole():
    plan = plan_of(silk())

    assert {node.id for node in silk().nodes} == set(plan.least) | {id for id in plan.linear if isinstance(id, str)}


def test_a_plan_travels_between_processes():
    plan = pickle.loads(pickle.dumps(plan_of(silk())))
    block = block_of(silk(), [Answers()])

    assert score(plan, block).figures.keys() == score(plan_of(silk()), block).figures.keys()


def odd(**more):
    """A questionnaire each node of which is made of numbers that are too great together."""
    return tree_of(
        section("means", hundred("a", **ODD), hundred("b", **ODDER), hundred("c"), scale="31.000001", **more),
        section("sums", hundred("d"), hundred("e", scale="7000000", weight="98765"), aggregate="sum"),
        risks("threats", risk("r", hundred("f", **ODD), hundred("g", **ODDER), kappa="0.777777")),
        flows(
            "world",
            hundred("h", cell="inward/finance", facet="now", weight=ODD["weight"]),
            flow("i", "inward/finance", weight=ODDER["weight"]),
        ),
        index=index(("means", "0.999983"), ("sums", "1.000003"), scale="17.000003"),
        levels=levels({"means": "10.5", "index": "3.000001"}, {"index": "9", "means": "20"}),
    )


GIVEN = [
    {},
    {"a": "33.333333", "b": "77", "c": "12.5", "d": "1", "e": "99.9", "f": "50", "h": "25", "r-likelihood": "v3"},
    {"a": "66.666667", "b": "0.000001", "c": "80", "d": "55.5", "e": "44", "f": "1", "g": "99", "i": "p25",
     "r-likelihood": "v2", "r-impact": "v5", "h": "3"},
    {"a": "99.999999", "b": "100", "c": "unknown", "g": "33", "r-likelihood": "v1", "r-impact": "v1"},
]  # fmt: skip


@pytest.mark.parametrize("gates", [[], [{"below": {"c": "40"}, "cap": "12"}]], ids=["free", "gated"])
def test_nodes_that_64_bits_do_not_hold_come_out_the_same(gates):
    tree = odd(gates=gates) if gates else odd(min_coverage="0.4")
    rows = [answers(tree, given) for given in GIVEN]

    assert "means" not in plan_of(tree).linear
    assert "r" not in plan_of(tree).linear
    assert by_columns(tree, rows) == by_rows(tree, rows)


def test_a_questionnaire_with_a_scale_of_a_million_million_points_goes_by_rows():
    """999 * 999999999 is below it, 1001 * 999999999 is not."""
    below, above = (
        tree_of(section("part", hundred("a", scale="999999999", weight=weight), aggregate="sum"))
        for weight in (999, 1001)
    )
    rows = [answers(below, {"a": "33.333333"}), answers(below)]

    assert plan_of(above) is None
    assert by_columns(below, rows) == by_rows(below, rows)
