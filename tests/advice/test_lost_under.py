"""What is lost under questions and nodes is added up as if each were looked for one by one."""

from fractions import Fraction

from hypothesis import given

from random_packs import picks, samples
from silk_assess.advice.lost_under import LostUnder
from silk_assess.advice.points_lost import lost
from silk_assess.scoring.assess import assess
from small_packs import dimensions, hundred, index, scored, section, tree_of


@given(samples(), picks())
def test_the_sum_and_the_most_are_those_of_all_that_stands_below(sample, pick):
    tree = sample.tree
    gains = lost(assess(tree, sample.given))
    under = LostUnder(tree, gains)
    ids = pick.some_of([*tree.node, *tree.asked, "goods-in-now"], most=4)

    below = {one for id in ids for one in tree.below(id)}
    served = [id for id in gains if id in below]
    assert Fraction(under.amount(ids), under.unit) == sum((gains[id] for id in served), Fraction(0))
    assert under.most(ids) == (max(served, key=gains.__getitem__) if served else None)


def test_a_part_of_the_index_counts_once_beside_the_section_that_it_stands_in():
    tree = tree_of(dimensions("whole", section("one", hundred("a")), section("two", hundred("b"))), index=index("one"))
    under = LostUnder(tree, lost(scored(tree, {"a": 40, "b": 80})))

    assert under.amount(["index", "whole"]) == under.amount(["a"]) == 60_000_000 * under.unit
    assert tree.above["a"] == {"one", "whole", "index"}
