"""A verdict against brute force: the rules of docs/scoring.md, Guard, written anew over the second scorer's results."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given

import second_scorer
from random_packs import picks
from random_years import pairs
from silk_assess.answers.model import Answer
from silk_assess.exact import UNIT
from silk_assess.guard.deciding import deciding
from silk_assess.guard.moves import moves
from silk_assess.guard.verdict import held_to_baseline, held_to_level, held_to_points, overall
from silk_assess.questionnaire.extremes import best_answer, worst_answer
from silk_assess.scoring.assess import assess
from silk_assess.years.known import exchanged


def rule(low, high, bound):
    return "passed" if low >= bound else "failed" if high < bound else "undecided"


def number(size):
    return Fraction(str(size))


def by_hand(pair, level, points):
    """Give every verdict by its name, and the one of all, from two results of the second scorer."""
    old, new = (second_scorer.score(one.second, one.answers) for one in (pair.old, pair.new))
    found = {}
    if level is not None:
        its = new["level"]
        found["at least", None] = rule(its["low"], its["high"], level) if its else "undecided"
    for id, bound in points.items():
        its = new["nodes"][id]
        known = its["low"] is not None
        found["at least", id] = rule(number(its["low"]), number(its["high"]), bound) if known else "undecided"
    if old["level"]:
        its = new["level"]
        found["baseline", None] = rule(its["low"], its["high"], old["level"]["low"]) if its else "undecided"
    now_called = {**{id: id for id in old["nodes"]}, **pair.new.head.get("renamed", {})}
    before = {now_called[id]: node for id, node in old["nodes"].items()}
    sections = [one["id"] for one in pair.new.sections if one["kind"] != "flows"]
    for id in dict.fromkeys([*(["index"] if "index" in new["nodes"] else []), *sections]):
        its, then = new["nodes"][id], before.get(id)
        if then is None or then["low"] is None:
            continue
        same = its["low"] is not None and its["scale"] == then["scale"]
        found["baseline", id] = (
            rule(number(its["low"]), number(its["high"]), number(then["low"])) if same else "undecided"
        )
    words = found.values()
    return found, "failed" if "failed" in words else "undecided" if "undecided" in words else "passed"


def asked(pair, draw):
    """Draw a level and some nodes with points, many of them right on a low or a high."""
    tree, new = pair.new.tree, second_scorer.score(pair.new.second, pair.new.answers)
    level = draw.below(len(tree.requires)) if tree.requires and draw.percent(70) else None
    points = {}
    for node in draw.some_of(tree.nodes, 3) if tree.nodes else ():
        its = new["nodes"][node.id]
        ends = [number(its[key]) for key in ("low", "high") if its[key] is not None] or [Fraction(0)]
        near = draw.one_of(ends) + Fraction(draw.below(3) - 1, UNIT)
        scale = Fraction(node.scale, UNIT)
        points[node.id] = min(max(near if draw.percent(70) else scale * draw.below(101) / 100, Fraction(0)), scale)
        points[node.id] = Fraction(int(points[node.id] * UNIT), UNIT)
    return level, points


def held(pair, level, points):
    new = pair.comparison.new
    return [
        *([] if level is None else [held_to_level(new, level)]),
        *(held_to_points(new, id, int(size * UNIT)) for id, size in points.items()),
        *held_to_baseline(pair.comparison).holdings,
    ]


@given(pairs(), picks())
def test_every_verdict_is_that_of_brute_force(pair, draw):
    level, points = asked(pair, draw)
    found = held(pair, level, points)
    ours = {(one.asked, one.node): one.verdict for one in found}
    assert (ours, overall(found)) == by_hand(pair, level, points)


@given(pairs(), picks(96))
def test_what_is_certain_stays_so_whatever_else_is_answered(pair, draw):
    level, points = asked(pair, draw)
    before = held(pair, level, points)
    tree, new = pair.new.tree, pair.comparison.new
    more = {
        one.id: Answer(draw.one_of((best_answer, worst_answer))(one))
        for one in tree.questions
        if one.scored and new.standings[one.id].state == "unknown" and draw.percent(60)
    }
    later = assess(tree, exchanged(new.answers, tree, more))
    for one in before:
        its = later.level if one.node is None else later.values[one.node]
        if one.verdict != "undecided" and its is not None:
            assert one.verdict == rule(its.low, its.high, one.bound)


@given(pairs(), picks())
def test_what_would_decide_is_open_and_settles_what_it_says_it_settles(pair, draw):
    level, points = asked(pair, draw)
    found = held(pair, level, points)
    new, named = pair.comparison.new, deciding(pair.comparison.new, found)
    assert all(new.standings[one.id].state in ("unknown", "empty") for one in named.questions)
    for one in named.questions:
        if one.worst != "undecided":
            answer = worst_answer(pair.new.tree.asked[one.id])
            then = assess(pair.new.tree, exchanged(new.answers, pair.new.tree, {one.id: Answer(answer)}))
            assert one.worst == overall(again(then, one) for one in found)


def again(assessment, one):
    return replace(one, found=assessment.level if one.node is None else assessment.values[one.node])


@given(pairs())
def test_the_parts_that_are_told_add_up(pair):
    for one in moves(pair.comparison, held_to_baseline(pair.comparison).holdings):
        told = (one.parts.questionnaire, one.parts.answers, one.parts.known, one.parts.together)
        assert one.parts.change is None or sum(part or 0 for part in told) == one.parts.change
        if one.parts.answers or one.parts.known:
            assert one.changed or one.known_now or one.no_longer_known
