"""The mean is written twice more, for speed; `mean` holds both.

Source: docs/scoring.md, Aggregates, Robustness, coverage, evidence.
"""

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from silk_assess.exact import HUNDRED, UNIT, decimal
from silk_assess.scoring.aggregates import aggregated, combined, counted, mean
from silk_assess.scoring.assessment import Value
from silk_assess.scoring.robustness import interval
from small_packs import hundred, section, tree_of


@st.composite
def children(draw):
    """Up to five children, each a weight and a value: none, one with a range alone, or one with a point in it."""
    found = []
    for _ in range(draw(st.integers(1, 5))):
        scale = draw(st.sampled_from([UNIT, 7 * UNIT, 20 * UNIT, HUNDRED, 300 * UNIT]))
        low, point, high = sorted(draw(st.tuples(*[st.integers(0, scale)] * 3)))
        value = Value(scale, low, draw(st.sampled_from([None, point, point])), high, draw(st.integers(0, UNIT)))
        found.append((draw(st.integers(0, 5 * UNIT)), value, draw(st.integers(0, 4)) > 0))
    assume(any(weight for weight, _, _ in found))
    return found


def node_over(found, min_coverage=0):
    """Compile a mean over such children; give its tree, its node and the values of the children."""
    questions = [
        hundred(f"q{i}", scale=decimal(value.scale), weight=decimal(weight))
        for i, (weight, value, _) in enumerate(found)
    ]
    tree = tree_of(section("part", *questions, scale=30, min_coverage=decimal(min_coverage)))
    return tree, tree.node["part"], {f"q{i}": value if there else None for i, (_, value, there) in enumerate(found)}


@given(children(), st.integers(0, UNIT))
def test_the_fast_mean_of_a_node_is_the_mean(found, min_coverage):
    tree, node, values = node_over(found, min_coverage)

    parts = [(value, weight) for weight, value, there in found if weight and there]
    assert aggregated(tree, node, values) == combined(parts, mean, node.scale, min_coverage)


@given(children())
def test_the_interval_of_a_mean_is_that_of_all_weights_a_quarter_off(found):
    """Each weight leans to either side; a point that was held in its range lies in the interval too."""
    tree, node, values = node_over(found)
    part = aggregated(tree, node, values)
    assume(part is not None and part.point is not None)

    known = counted(node, values)
    leaning = product((3, 5), repeat=len(known))
    means = [
        mean(
            [(one.point, one.scale, quarters * one.weight) for one, quarters in zip(known, way, strict=True)],
            node.scale,
        )
        for way in leaning
    ]
    ends = min(*means, part.point), max(*means, part.point)
    assert interval(node, {**values, "part": part}) == ends
