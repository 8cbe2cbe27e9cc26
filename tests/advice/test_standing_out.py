"""What stands out: five at most, by the points lost under what each rule reads, together under one answer."""

from __future__ import annotations

from hypothesis import given

from random_packs import samples
from silk_assess.advice.points_lost import lost
from silk_assess.advice.rules import flags, questions_of
from silk_assess.advice.standing_out import standing_out
from silk_assess.scoring.assess import assess
from small_packs import flow, flows, hundred, scored, section, tree_of


def rule(id, when, kind="warning"):
    return {"id": id, "kind": kind, "when": when, "say": f"Say {id}."}


def found(tree, answers):
    assessment = scored(tree, answers)
    return standing_out(assessment, lost(assessment), flags(assessment))


def told(groups):
    return [(group.answer, *(one.id for one in group.rules)) for group in groups]


def below(id, bound=90):
    return {id: {"below": bound}}


def test_the_rule_that_bears_on_most_lost_points_stands_first_equal_ones_in_file_order():
    """Each section loses 100 less its question: a 10, b 40, c 40."""
    tree = tree_of(
        section("s", hundred("a")), section("t", hundred("b")), section("u", hundred("c")),
        rules=[rule("one", below("a", 95)), rule("two", below("b")), rule("three", below("c"))],
    )  # fmt: skip
    assert told(found(tree, {"a": "90", "b": "60", "c": "60"}).first) == [(None, "two"), (None, "three"), (None, "one")]


def test_what_stands_under_a_node_counts_once():
    """Of s 30 and 20 halves are lost, 25 in all; t loses 26."""
    tree = tree_of(
        section("s", hundred("a"), hundred("b")), section("t", hundred("c")),
        rules=[rule("node", {**below("s"), **below("a"), **below("b")}), rule("question", below("c"))],
    )  # fmt: skip
    assert told(found(tree, {"a": "70", "b": "80", "c": "74"}).first) == [(None, "question"), (None, "node")]


def test_beyond_five_rules_the_others_are_in_a_list_of_their_own():
    rules = [rule(f"r{i}", below(f"q{i}")) for i in range(7)]
    tree = tree_of(*(section(f"s{i}", hundred(f"q{i}")) for i in range(7)), rules=rules)
    one = found(tree, {f"q{i}": str(10 * i) for i in range(7)})
    assert told(one.first) == [(None, f"r{i}") for i in range(5)]
    assert told(one.more) == [(None, "r5"), (None, "r6")]


def test_rules_that_one_answer_sets_off_stand_together_where_the_first_of_them_stands():
    tree = tree_of(
        section("s", hundred("a"), hundred("b"), hundred("c")),
        rules=[
            rule("alone", below("c")),
            rule("ab", {**below("a"), **below("b")}),
            rule("only-b", below("b"), "advice"),
        ],
    )
    assert told(found(tree, {"a": "60", "b": "60", "c": "50"}).first) == [("b", "ab", "only-b"), (None, "alone")]


def test_a_rule_stands_under_the_answer_that_sets_off_most():
    when = [{**below("a"), **below("b")}, below("a"), below("b"), below("b")]
    tree = tree_of(section("s", hundred("a"), hundred("b")), rules=[rule(f"r{i}", one) for i, one in enumerate(when)])
    assert told(found(tree, {"a": "50", "b": "50"}).first) == [("b", "r0", "r2", "r3"), (None, "r1")]


def test_what_an_organisation_is_and_points_of_nodes_are_no_answers():
    tree = tree_of(
        section("s", hundred("a"), hundred("b")),
        profile=[{"id": "old", "type": "yes-no", "text": "?"}],
        rules=[rule("one", {"old": "yes", **below("a")}), rule("two", {"old": "yes", **below("s"), **below("b")})],
    )
    assessment = scored(tree, {"a": "50", "b": "50"}, old="yes")
    one = standing_out(assessment, lost(assessment), flags(assessment))
    assert told(one.first) == [(None, "two"), (None, "one")]


def test_an_answer_about_flows_sets_off_rules_too():
    many = {"inward-finance-now": {"at_least": 50}}
    tree = tree_of(
        section("s", hundred("a"), hundred("b")),
        flows("f", flow("money", "inward/finance"), flow("kinds", "inward/finance", weight=0, weight_reason="?")),
        rules=[rule("one", {**many, **below("a")}), rule("two", {**many, **below("b")})],
    )
    answers = {"a": "50", "b": "50", "money": "p75", "kinds": "p75"}
    assert told(found(tree, answers).first) == [("money", "one", "two")]


def test_strengths_have_a_list_of_their_own_in_file_order():
    rules = [rule("good", {"a": {"at_least": 10}}, "strength"), rule("bad", below("a"))]
    rules.append(rule("too", {"a": {"at_least": 20}}, "strength"))
    tree = tree_of(section("s", hundred("a")), rules=rules)
    one = found(tree, {"a": "50"})
    assert (told(one.first), [rule.id for rule in one.strengths]) == ([(None, "bad")], ["good", "too"])


@given(samples())
def test_every_rule_that_fired_is_told_once_and_what_stands_above_it_set_it_off(sample):
    assessment = assess(sample.tree, sample.given)
    fired = flags(assessment)
    one = standing_out(assessment, lost(assessment), fired)
    groups = [*one.first, *one.more]
    told = [rule.id for group in groups for rule in group.rules] + [rule.id for rule in one.strengths]
    assert sorted(told) == sorted(rule.id for rule in fired)
    assert sum(len(group.rules) for group in one.first) <= 5
    for group in groups:
        assert group.answer is None or all(group.answer in questions_of(rule, assessment) for rule in group.rules)
        assert (group.answer is None) == (len(group.rules) == 1)
