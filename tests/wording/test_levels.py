"""How sure a level is: with much still open a firm one is said with what holds it."""

from __future__ import annotations

import pytest

from silk_assess.wording.levels import level_words
from small_packs import hundred, levels, scored, section, tree_of


def said(sections, requires, given):
    tree = tree_of(*sections, levels=levels(*requires))
    assessment = scored(tree, given)
    return "".join(level_words(assessment, assessment.level))


def part(id, number):
    return section(id, *(hundred(f"{id}{i}") for i in range(number)))


def test_with_much_open_a_firm_level_is_said_with_what_holds_it():
    """Of four questions in a three are 0, so that a can reach 25; twelve of b are open."""
    given = {f"a{i}": "0" for i in range(3)}
    assert said([part("a", 4), part("b", 12)], [{"a": 30}], given) == (
        "Level 0, ?, by the answers so far. a can reach at most 25.0 now, and level 1, ?, needs 30: another answer "
        "there lifts it. The 13 questions still open show where else you stand, and what to change first."
    )


def test_what_else_is_out_of_reach_is_counted():
    found = said([part("a", 1), part("b", 1), part("c", 12)], [{"a": 30, "b": 30}], {"a0": "10", "b0": "20"})
    assert "a stands at 10.0 now, and level 1, ?, needs 30; 1 thing is out of reach there too." in found
    assert "Other answers lift it." in found


@pytest.mark.parametrize(("number", "given"), [(4, ["a0", "a1", "a2"]), (40, [f"a{i}" for i in range(32)])])
def test_with_little_open_it_is_firm(number, given):
    """One of four questions is a quarter; eight of forty are fewer than ten."""
    assert said([part("a", number)], [{"a": 90}], dict.fromkeys(given, "0")) == (
        "Level 0, ?. Firm: no answer still missing can change it."
    )


def test_at_the_top_nothing_holds_it():
    assert said([part("a", 1), part("b", 12)], [{"a": 30}], {"a0": "50"}) == (
        "Level 1, ?. Firm: no answer still missing can change it."
    )


def test_one_question_that_is_open():
    found = said([part("a", 1), part("b", 1)], [{"a": 30}], {"a0": "0"})
    assert found.endswith("The question still open shows where else you stand, and what to change first.")


def test_a_level_that_is_not_firm_lies_between():
    assert said([part("a", 2)], [{"a": 30}], {"a0": "0"}) == (
        "Level 0, ?, as answered so far. Between level 0, ?, and level 1, ?."
    )
