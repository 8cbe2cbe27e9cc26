"""Rules that fire on answers that do not go together, and the questions whose answers they read."""

from silk_assess.advice.rules import flags, look_again, questions_of
from small_packs import five, flow, flows, scored, section, tree_of, yes_no

LOOK = {"kind": "look-again", "say": "?"}
RULES = [
    {"id": "both", "when": {"a": "yes", "b": "no"}, **LOOK},
    {"id": "sold", "when": {"outward-finance-now": {"above": 0}, "club": "yes", "b": "no"}, **LOOK},
    {"id": "low", "when": {"part": {"below": 100}}, **LOOK},
    {"id": "warned", "when": {"b": "no"}, "kind": "warning", "say": "?"},
]
TREE = tree_of(
    section("part", yes_no("a"), yes_no("b"), five("c")),
    flows("ways", flow("loans", "outward/finance"), flow("gifts", "outward/finance")),
    profile=[yes_no("club")],
    rules=RULES,
)


def test_they_stand_apart_from_the_flags():
    found = scored(TREE, {"a": "yes", "b": "no"})

    assert [rule.id for rule in look_again(found)] == ["both", "low"]
    assert [rule.id for rule in flags(found)] == ["warned"]


def test_the_questions_behind_a_rule_are_named_those_of_a_flow_one_by_one():
    found = scored(TREE, {"a": "no", "b": "no", "loans": "p50"}, club="yes")

    named = {rule.id: questions_of(rule, found) for rule in look_again(found)}
    assert named == {"sold": ["loans", "gifts", "club", "b"], "low": []}
