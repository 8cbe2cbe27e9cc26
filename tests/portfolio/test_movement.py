"""How organisations moved: each found once in the earlier year, levels by their numbers, gaps by what was answered."""

import pytest

from silk_assess.portfolio.member import Reach, member_of
from silk_assess.portfolio.movement import Earlier, Move, Movement, Past, figures, key_of, move
from silk_assess.scoring.assess import assess
from small_packs import answers, five, flow, flows, hundred, index, levels, risk, risks, section, tree_of, yes_no

TREE = tree_of(
    section("part", five("one"), yes_no("two"), hundred("three"), five("turned", reversed="true")),
    risks("danger", risk("fire", five("hose"))),
    flows("f", flow("now", "inward/finance")),
    index=index("part"),
    levels=levels({"part": 50}, {"part": 90}),
)
BEST = {"one": "p100", "two": "yes", "three": 100, "turned": "p0"}
WORST = {"one": "p0", "two": "no", "three": 0, "turned": "p100"}


def member(given):
    return member_of(assess(TREE, answers(TREE, given)), "file")


def moved(before, now):
    one = member(before)
    return move(Earlier(one.level, one.answered, one.nodes), member(now), TREE)


def test_levels_and_gaps():
    assert moved(WORST, BEST) == Move(2, True, (0, 1, 2, 3), ())
    assert moved(BEST, WORST) == Move(-2, True, (), (0, 1, 2, 3))
    assert moved(BEST, BEST) == Move(0, False, (), ())


def test_what_a_year_does_not_know_neither_closes_nor_opens():
    half = {"one": "p0", "two": "yes"}
    found = moved(half, {**BEST, "two": "unknown"})
    assert (found.closed, found.opened) == ((0,), ())
    assert moved({**BEST, "one": "unknown"}, WORST).opened == (1, 2, 3)


def test_a_change_is_proved_where_ranges_do_not_overlap():
    assert moved({"one": "p0"}, BEST) == Move(2, True, (0,), ())
    assert moved({"one": "p100"}, BEST) == Move(2, False, (), ())


@pytest.mark.parametrize("id", ["fire-likelihood", "fire-impact"])
def test_judgements_of_risk_are_no_gaps(id):
    assert moved({id: "v5"}, {id: "v1"}).closed == ()


def test_without_a_level_there_is_none_to_move():
    one = member(BEST)
    assert move(Earlier(None, one.answered, one.nodes), one, TREE) == Move(None, False, (), ())


@pytest.mark.parametrize(
    ("id", "file", "expected"), [("a", "b", ("id", "a")), ("", "b", ("file", "b")), ("", "", None)]
)
def test_what_an_organisation_is_found_by(id, file, expected):
    assert key_of(id, file) == expected


def test_each_is_found_once_and_those_of_one_year_are_counted():
    past = Past()
    for key in (("id", "a"), ("id", "a"), ("file", "x"), None):
        past.add(member(WORST if key else BEST), key)
    movement = Movement(TREE, past)
    assert movement.add(member(BEST), ("id", "a")) is not None
    assert movement.add(member(BEST), ("id", "a")) is None
    assert movement.add(member(BEST), None) is None
    assert (past.number, past.joined, past.left, movement.only_now) == (4, 1, 3, 2)
    assert (movement.closed, movement.opened) == ({0: 1, 1: 1, 2: 1, 3: 1}, {})


def test_figures_of_the_whole_and_its_sections():
    one = member(BEST)
    found = figures(Earlier(one.level, one.answered, one.nodes), TREE)
    assert list(found) == ["part", "danger", "index"]
    assert found["part"] == Reach(100_000_000, 100_000_000, 100_000_000)
    assert set(figures(None, TREE).values()) == {None}
