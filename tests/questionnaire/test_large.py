"""What is kept of a large questionnaire grows as the questionnaire does: no pair for every two of its parts."""

from collections.abc import Mapping
from functools import cached_property

import pytest

from silk_assess.questionnaire.tree import Tree
from small_packs import dimensions, index, levels, section, tree_of, yes_no

KEPT = [name for name, value in vars(Tree).items() if isinstance(value, cached_property)]


def chain_of_conditions(n):
    """Each question has a `when` on the one before."""
    first = yes_no("q0")
    return tree_of(section("part", first, *(yes_no(f"q{i}", when={f"q{i - 1}": "yes"}) for i in range(1, n))))


def chain_of_gates(n):
    """Each part has a gate that reads the one before."""
    parts = [section("part-0", yes_no("q0"))]
    for i in range(1, n):
        gate = {"below": {f"part-{i - 1}": 50}, "cap": 40}
        parts.append(section(f"part-{i}", yes_no(f"q{i}"), gates=[gate]))
    return tree_of(dimensions("whole", *parts), index=index("whole"), levels=levels({"whole": 50}))


def tools_and_rules_for_all(n):
    """Each tool and each rule reads the whole, and one question."""
    tools = [{"id": f"t{i}", "name": "T", "helps": ["part", f"q{i}"], "verified": "seen"} for i in range(n)]
    rule = {"when": {"part": {"below": 50}}, "kind": "advice", "say": "Do."}
    rules = [{"id": f"r{i}", **rule, "tools": [f"t{i}"]} for i in range(n)]
    return tree_of(section("part", *(yes_no(f"q{i}") for i in range(n))), tools=tools, rules=rules)


def size(value):
    """Count what a mapping or list holds, at any depth."""
    if isinstance(value, Mapping):
        return sum(1 + size(one) for one in value.values())
    if isinstance(value, tuple | list | frozenset | set):
        return sum(1 + size(one) for one in value)
    return 0


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("kind", [chain_of_conditions, chain_of_gates, tools_and_rules_for_all])
def test_twice_as_large_a_questionnaire_keeps_twice_as_much(kind, name):
    few, many = kind(40), kind(80)

    assert size(getattr(many, name)) <= 2 * size(getattr(few, name)) + 2


def test_what_waits_and_reads_at_any_depth_is_still_known():
    asked, gated = chain_of_conditions(4), chain_of_gates(3)

    assert asked.waiting_for("q1") == {"q2", "q3"}
    assert gated.readers_of(["q0"]) == {"part-0", "part-1", "part-2", "whole", "index"}
    assert gated.read_by(["part-1"]) == {"q1", "part-0", "q0"}
