"""What another version makes of answers: held against the second scorer, with and without the conditions."""

from copy import deepcopy

from hypothesis import given

import second_scorer
from random_packs import samples
from silk_assess.advice.deciding import Difference, difference
from silk_assess.answers.reader import answers_of
from silk_assess.scoring.assess import assess
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


def told(given, version):
    raw = {"format": "silk-answers/1", "questionnaire": "small", "version": version, "answers": given}
    read, faults = answers_of(raw, TREE, "f")
    assert faults == []
    return difference(assess(TREE, read))


def test_a_question_that_decides_names_its_answers_and_the_nodes():
    (one,) = told(GIVEN, "0.9.0").deciding

    assert (one.id, one.answers) == ("abroad", ("visits", "talks", "budget"))
    assert one.lost == ("people",)
    assert one.moved == ("work", "index")


def test_nothing_of_it_for_answers_of_this_version():
    assert told(GIVEN, "1.0.0") == Difference()


def test_an_answer_of_dont_know_is_an_answer():
    assert told({**GIVEN, "abroad": "unknown"}, "0.9.0") == Difference()


def test_answers_that_count_wait_for_nothing():
    assert told({**GIVEN, "abroad": "yes"}, "0.9.0") == Difference()
    assert told({"plan": "p50"}, "0.9.0") == Difference()
