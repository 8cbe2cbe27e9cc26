"""The table of voices against a second implementation and against brute force. Source: docs/scoring.md, Voices."""

from fractions import Fraction

from hypothesis import assume, given

import second_voices
from random_voices import groups
from silk_assess.exact import UNIT
from silk_assess.voices.order import by_weight
from silk_assess.voices.table import table


def figures(values):
    return {
        id: None if value is None else (Fraction(value.low, UNIT), Fraction(value.high, UNIT)) for id, value in values
    }


def ends(value):
    return None if value is None else (value.low, value.high)


@given(groups())
def test_the_table_is_that_of_the_second_implementation(group):
    found = table(group.sample.tree, group.voices, is_open=True)
    second = second_voices.table(group.sample.second, list(group.answers), 1)

    assert list(found.disputed) == second_voices.disputed_here(second)
    assert figures((id, found.assessment.values[id]) for id in second.q.nodes) == {
        id: ends(second.value(id)) for id in second.q.nodes
    }
    level = found.assessment.level
    assert (None if level is None else level.low, None if level is None else level.high) == (
        second.level_low(),
        second.level_high(),
    )
    assert [one.id for one in by_weight(found)] == second_voices.order(second)


@given(groups(least=5, most=8))
def test_so_is_the_table_that_shows_nobody(group):
    found = table(group.sample.tree, group.voices)
    second = second_voices.table(group.sample.second, list(group.answers), 5)

    assert figures((id, found.assessment.values[id]) for id in second.q.nodes) == {
        id: ends(second.value(id)) for id in second.q.nodes
    }
    assert [one.id for one in by_weight(found)] == second_voices.order(second)


@given(groups())
def test_every_way_to_settle_it_lies_inside(group):
    found = table(group.sample.tree, group.voices, is_open=True)
    second = second_voices.table(group.sample.second, list(group.answers), 1)

    for settled in second_voices.combinations(second):
        for id in second.q.nodes:
            inside, value = settled.value(id), found.assessment.values[id]
            if inside is not None:
                assert value is not None
                assert Fraction(value.low, UNIT) <= inside.low <= inside.high <= Fraction(value.high, UNIT)
        level = found.assessment.level
        if level is not None and settled.level_low() is not None:
            assert level.low <= settled.level_low() <= settled.level_high() <= level.high


@given(groups())
def test_where_no_when_reads_what_is_disputed_it_is_what_all_ways_come_to(group):
    second = second_voices.table(group.sample.second, list(group.answers), 1)
    assume(not second.q.read_by_when & set(second.said))
    assume(not any("na" in said for said in second.said.values()))
    found = table(group.sample.tree, group.voices, is_open=True)

    ways = list(second_voices.combinations(second))
    for id in second.q.nodes:
        values = [way.value(id) for way in ways]
        wanted = None if values[0] is None else (min(v.low for v in values), max(v.high for v in values))
        assert figures([(id, found.assessment.values[id])])[id] == wanted
    assert [one.id for one in by_weight(found)] == ordered_by_brute_force(second, ways)


def ordered_by_brute_force(second, ways):
    """Order what is disputed by what all ways come to with one question at its worst answer."""
    nodes = second.q.nodes
    lows = {id: None if ways[0].value(id) is None else min(way.value(id).low for way in ways) for id in nodes}
    highs = highest(ways, nodes)
    named = [ways[0].value(id) for level in second.q.levels for id in level.get("requires", {})]
    level = [reached(second.q, bounds) for bounds in (lows, highs)] if any(named) else [0, 0]
    needed = [
        id
        for step in second.q.levels[level[0] + 1 : level[1] + 1]
        for id, bound in step.get("requires", {}).items()
        if lows[id] is not None and lows[id] < second_voices.exact(bound)
    ]
    keys = {}
    for id in second_voices.disputed_here(second):
        is_scored = second_voices.second.is_scored(second.q.questions[id]) or second.q.part[id] in (
            "likelihood",
            "impact",
        )
        if not is_scored:
            keys[id] = (0, 0)
            continue
        after = highest(second_voices.combinations(second, {id: second_voices.worst_said(second, id)}), nodes)
        swing = sum((highs[node] - after[node]) / second.q.scale(node) for node in needed)
        keys[id] = (-swing, -(highs["index"] - after["index"]) if highs.get("index") is not None else 0)
    return sorted(keys, key=lambda id: keys[id])


def highest(ways, nodes):
    ways = list(ways)
    return {id: None if ways[0].value(id) is None else max(way.value(id).high for way in ways) for id in nodes}


def reached(q, sizes):
    best = 0
    for number, level in enumerate(q.levels):
        if any(
            sizes[id] is not None and sizes[id] < second_voices.exact(bound)
            for id, bound in level.get("requires", {}).items()
        ):
            return best
        best = number
    return best
