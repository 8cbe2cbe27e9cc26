"""What another version makes of answers: held against the second scorer, with and without the conditions."""

from copy import deepcopy
from dataclasses import replace

from hypothesis import given

import second_scorer
from random_packs import samples
from silk_assess.advice.deciding import Deciding, Difference, difference
from silk_assess.answers.model import Before
from silk_assess.answers.reader import answers_of
from silk_assess.scoring.assess import assess
from silk_assess.wording.deciding import differences
from small_packs import five, index, section, tree_of, yes_no


def other(sample):
    """The same answers, given to an earlier version."""
    return {**sample.answers, "version": "0.0.1"}


@given(samples())
def test_every_node_whose_point_moves_is_named_with_what_moves_it(sample):
    raw = other(sample)
    found = difference(assess(sample.tree, answers_of(raw, sample.tree, "f")[0])).deciding
    now, _ = second_scorer.start(sample.second, raw)
    waiting = second_scorer.deciding(now)

    assert {one.id: list(one.answers) for one in found} == waiting
    for one in found:
        assert moved(sample.second, raw, now, one.answers) <= {*one.lost, *one.moved}
    everything = {id for ids in waiting.values() for id in ids}
    alone = set().union(*(moved(sample.second, raw, now, ids) for ids in waiting.values()))
    named = {id for one in found for id in (*one.lost, *one.moved)}
    assert named == alone | moved(sample.second, raw, now, everything)
    assert all(point(now, id) is None for one in found for id in one.lost)
    assert all(point(now, id) is not None for one in found for id in one.moved)


def moved(pack, raw, now, ids):
    """Name the nodes whose point is another where some questions are asked of everybody."""
    copy = deepcopy(pack)
    for question in asked_in([copy["pack"].get("profile", []), copy["sections"]]):
        if question["id"] in ids:
            question.pop("when", None)
    then, _ = second_scorer.start(copy, raw)
    return {id for id in now.q.nodes if point(now, id) != point(then, id)}


def asked_in(raw):
    """Go through all mappings of a questionnaire that are questions."""
    for one in raw.values() if isinstance(raw, dict) else raw:
        if isinstance(one, dict) and "type" in one:
            yield one
        elif isinstance(one, dict | list):
            yield from asked_in(one)


def point(scoring, id):
    value = scoring.value(id)
    return None if value is None else value.point


TREE = tree_of(
    section(
        "people",
        yes_no("abroad"),
        yes_no("visits", when={"abroad": "yes"}),
        yes_no("talks", when={"abroad": "yes"}),
    ),
    section("work", five("plan"), five("budget", when={"abroad": "yes"})),
    section("home", five("garden")),
    index=index("people", "work", "home"),
)
GIVEN = {"visits": "yes", "talks": "no", "plan": "p50", "budget": "p100", "garden": "p50"}


def told(given, version, before=None):
    raw = {"format": "silk-answers/1", "questionnaire": "small", "version": version, "answers": given}
    read, faults = answers_of(raw, TREE, "f")
    assert faults == []
    return difference(assess(TREE, replace(read, before=before)))


def test_a_question_that_decides_names_its_answers_and_the_nodes():
    (one,) = told(GIVEN, "0.9.0").deciding

    assert (one.id, one.is_open, one.answers) == ("abroad", True, ("visits", "talks", "budget"))
    assert told(GIVEN, "0.9.0").waiting == one.answers
    assert one.lost == ("people",)
    assert one.moved == ("work", "index")


def test_nothing_of_it_for_answers_of_this_version():
    assert told(GIVEN, "1.0.0") == Difference()


def test_an_answer_of_dont_know_is_an_answer():
    assert told({**GIVEN, "abroad": "unknown"}, "0.9.0") == Difference()


def test_answers_that_count_wait_for_nothing():
    assert told({**GIVEN, "abroad": "yes"}, "0.9.0") == Difference()
    assert told({"plan": "p50"}, "0.9.0") == Difference()


def test_all_that_waits_and_moves_is_named_however_much_it_is():
    ids = tuple(f"q{i:02}" for i in range(30))
    parts = [section(f"part-{id}", yes_no(id, when={"lead": "yes"})) for id in ids]
    tree = tree_of(section("first", yes_no("lead")), *parts)

    (said,) = differences(tree, Difference((Deciding("lead", True, ids, tuple(f"part-{id}" for id in ids), ()),)))

    assert all(f" {id}" in said and f"“part-{id}”" in said for id in ids)


# Where it is known what counted before


ALL = Before(frozenset(GIVEN), frozenset({"people", "work", "home", "index"}))


def test_what_is_ruled_out_now_and_counted_before_is_named():
    (one,) = told({**GIVEN, "abroad": "no"}, "0.9.0", ALL).deciding

    assert (one.id, one.is_open, one.answers) == ("abroad", False, ("visits", "talks", "budget"))
    assert (one.lost, one.moved) == ((), ("people", "work", "index"))


def test_what_did_not_count_before_waits_for_nothing_new():
    before = Before(frozenset({"plan", "garden", "budget"}), frozenset())

    (one,) = told(GIVEN, "0.9.0", before).deciding

    assert one.answers == ("budget",)


def test_an_answer_of_dont_know_may_decide_what_counted_before():
    (one,) = told({**GIVEN, "abroad": "unknown"}, "0.9.0", ALL).deciding

    assert (one.id, one.is_open) == ("abroad", True)


def test_a_node_that_had_a_point_for_another_reason_is_named():
    found = told({"plan": "p50"}, "0.9.0", ALL)

    assert found.deciding == ()
    assert found.pointless == ("people", "home", "index")
