"""The roll: the same figures in few bytes, whatever the scale, and in an order of its own."""

from __future__ import annotations

import random
import tracemalloc
from dataclasses import replace

import pytest

from portfolio_members import REGION, members, plain_tree
from report_pages import CASES, FOREIGN
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.portfolio.member import NONE, Reach, member_of, reaches
from silk_assess.portfolio.organisations import Roll, enrolled
from silk_assess.portfolio.records import Figures, Repeated
from silk_assess.questionnaire.model.questions import CELLS, FACETS
from silk_assess.report.portfolio.draw import draw
from silk_assess.report.portfolio.view import overview, portfolio
from silk_assess.scoring.assess import assess
from small_packs import five, flow, flows, scored, section, tree_of

PLACES = [(cell, facet) for cell in CELLS for facet in FACETS]


@pytest.mark.parametrize("folder", sorted({path.parent for path in FOREIGN}), ids=lambda path: path.name)
def test_every_figure_comes_back_as_it_was(folder):
    tree = load_pack(folder)
    some = [member_of(assess(tree, load_answers(path, tree)), path.name) for path in FOREIGN if path.parent == folder]
    roll = enrolled(tree, some)
    rows = zip(*(roll.figures(node.id) for node in tree.nodes), strict=True)
    assert [list(row) for row in rows] == [reaches(one.nodes) for one in some]
    cells = zip(*(roll.flow(*place) for place in PLACES), strict=True)
    assert [list(row) for row in cells] == [reaches(one.flows) for one in some]
    assert [roll.levels[i] for i in range(len(roll))] == [one.level for one in some]


def test_what_is_absent_and_what_has_no_point_is_told_apart_from_zero():
    tree = tree_of(section("craft", five("c")), flows("ways", flow("now", "inward/finance")))
    given = [{"c": "p0", "now": "p0"}, {"c": "unknown", "now": "unknown"}]
    some = [member_of(scored(tree, one), str(i)) for i, one in enumerate(given)]
    roll = enrolled(tree, [*some, replace(some[0], nodes="-")])
    assert list(roll.figures("craft")) == [Reach(0, 0, 0), Reach(0, None, 100_000_000), None]
    assert roll.figures("craft").lows.tolist() == [0, 0, NONE]
    assert roll.figures("craft").ordered() == ([0, 0], [0], [0, 100_000_000])
    assert list(roll.flow("inward/finance", "now"))[:2] == [Reach(0, 0, 0), Reach(0, None, 100_000_000)]


def test_figures_are_counted_below_and_from_a_bound_on():
    """Of 10 for sure, 10 to 30 with 20, 0 to 40 without a point, and one that is absent."""
    figures = Figures([10, 10, 0, NONE], [10, 20, NONE, NONE], [10, 30, 40, NONE])
    assert [figures.below(bound) for bound in (0, 5, 20, 31, 50)] == [(0, 0), (0, 1), (1, 2), (2, 1), (3, 0)]
    assert [figures.reach(bound) for bound in (5, 20, 31)] == [(2, 3), (1, 2), (0, 1)]
    assert list(figures.at([3, 1])) == [None, Reach(10, 20, 30)]


@pytest.mark.parametrize(
    ("weight", "scale", "size"), [(20, "100", 4), ("999", "999", 8), ("999999999", "999999999", None)]
)
def test_a_scale_may_be_beyond_four_and_eight_bytes(weight, scale, size):
    """A sum of its question's points times the weight; the page says the whole scale."""
    tree = tree_of(section("craft", five("c", weight=weight, weight_reason="?", scale=scale), aggregate="sum"))
    whole = int(weight) * int(scale) * 1_000_000
    given = [{"c": "p100"}, {"c": "p0"}, {"c": "unknown"}]
    some = [member_of(scored(tree, one), str(i)) for i, one in enumerate(given)]
    roll = enrolled(tree, some)
    assert getattr(roll.figures("craft").lows, "itemsize", None) == size
    assert list(roll.figures("craft")) == [Reach(whole, whole, whole), Reach(0, 0, 0), Reach(0, None, whole)]
    assert f"{whole // 1_000_000}" in draw(overview(roll), "md").replace(",", "")


def test_sums_are_those_of_all():
    """Lost in craft: 60 / 2, 90 alone in an index without a voice, 90 / 2; in voice: 50 / 2 and 10 / 2."""
    rules = [{"id": "low", "kind": "warning", "say": "Low.", "when": {"craft": {"below": 20}}}]
    tree = plain_tree(rules=rules)
    roll = enrolled(tree, members(tree, (40, 50), (10, None), (10, 90)))
    assert roll.losses == [165_000_000, 30_000_000]
    assert roll.missing == 195_000_000
    assert roll.flags == {"low": 2}
    assert [counted.total() for counted in roll.answered] == [3, 3]
    assert list(roll.coverage) == [1_000_000, 500_000, 1_000_000]


def test_the_order_is_by_name_id_and_file_and_then_by_what_can_be_seen():
    tree = plain_tree(profile=REGION)
    one, other = members(tree, (40, 50), (60, 50), region=["a", "b"])
    some = [
        replace(one, name="", id="", file="z"),
        replace(one, name="", id="7", file="b"),
        replace(one, name="A", id="1", file="b"),
        replace(one, name="A", id="1", file="c"),
        replace(other, name="A", id="1", file="c"),
        replace(other, name="A", id="1", file="c", profile={"region": "c"}),
        replace(one, name="A\N{LATIN SMALL LETTER A WITH ACUTE}"),
    ]
    for seed in range(10):
        mixed = random.Random(seed).sample(range(len(some)), len(some))
        assert [mixed[i] for i in enrolled(tree, [some[i] for i in mixed]).order()] == list(range(len(some)))


@pytest.mark.parametrize("number", [40, 120, 310])
def test_the_order_in_which_members_came_changes_no_byte_of_a_larger_crowd(number):
    """Many share a name, and many a figure, so that pairs and places are often alike."""
    tree = plain_tree(profile=REGION)
    few = members(tree, *[(i * 50 % 101, i * 30 % 101 if i % 3 else None) for i in range(26)], region=["a", "b"] * 13)
    some = [replace(few[i * 7 % 26], name=f"Same {i % 3}", id=str(i)) for i in range(number)]
    mixed = random.Random(1).sample(some, len(some))
    assert draw(portfolio(tree, some), "html") == draw(portfolio(tree, mixed), "html")


def test_a_roll_for_one_column_gives_the_page_that_members_give():
    tree = plain_tree(profile=REGION)
    some = members(tree, *[(i, 100 - i) for i in range(20)], region=["a", "b", "c", ""] * 5)
    some = [replace(one, extra={"staff": str(i), "mail": f"{i}@example.org"}) for i, one in enumerate(some)]
    for by in (None, "region", "staff", "mail"):
        assert draw(overview(enrolled(tree, some, by)), "md") == draw(portfolio(tree, some, by), "md")
    roll = enrolled(tree, some, "staff")
    assert list(roll.fields) == ["staff"]
    assert list(roll.carried) == ["staff", "mail"]
    assert list(enrolled(tree, some).fields) == ["region"]


def test_a_value_is_kept_once():
    column = Repeated()
    for value in ["north", None, "north", ("a", "b"), None]:
        column.add(value)
    assert column.values == ["north", None, ("a", "b")]
    assert [column[i] for i in range(len(column))] == ["north", None, "north", ("a", "b"), None]
    assert column.counted() == {"north": 2, None: 2, ("a", "b"): 1}


def test_very_long_texts_are_not_kept_whole():
    tree = plain_tree()
    (one,) = members(tree, (50, 50))
    some = [
        replace(one, name=f"{'N' * 100_000}{i}", id="I" * 100_000, extra={"notes": f" {i}{'x' * 100_000}"})
        for i in range(60)
    ]
    tracemalloc.start()
    roll = enrolled(tree, some, "notes")
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 60 * 2_000
    assert roll.called(0) == "N" * 481


def test_an_organisation_takes_less_than_a_kilobyte():
    """So that a hundred thousand fit into a hundred megabytes, with all 38 figures of the shipped questionnaire."""
    tree = load_pack(find_pack("silk"))
    some = [member_of(assess(tree, load_answers(path, tree)), path.name) for path in CASES]
    roll = enrolled(tree, some)
    tracemalloc.start()
    for i in range(3_000):
        name = f"Organisation {i}"
        roll.add(replace(some[i % len(some)], name=name, id=str(i), file=f"members.csv:{i}", extra={"mail": name}))
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / 3_000 < 1_000


def test_a_member_of_another_questionnaire_is_refused():
    (one,) = members(plain_tree(), (50, 50))
    with pytest.raises(ValueError, match="another questionnaire"):
        Roll(load_pack(find_pack("silk"))).add(one)
