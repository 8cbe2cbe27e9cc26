"""A working copy holds after each exchange what scoring the exchanged answers afresh would give."""

from dataclasses import replace

from hypothesis import given

from random_packs import picks, samples
from silk_assess.advice.better_answers import other_answers
from silk_assess.answers.model import Answer
from silk_assess.exact import decimal
from silk_assess.scoring.assess import assess
from silk_assess.scoring.trial import tried
from silk_assess.scoring.working_copy import WorkingCopy, each_tried
from small_packs import dimensions, hundred, index, levels, scored, section, tree_of, yes_no


def alternatives(assessment):
    """Give every other answer to every question, as pairs."""
    known = assessment.standings
    return [(one.id, answer) for one in assessment.tree.questions for answer in other_answers(one, known[one.id].value)]


def reached(level, number):
    return level is None or level.point >= number


# Random questionnaires


@given(samples(), picks())
def test_each_exchange_gives_what_a_file_of_its_own_would(sample, pick):
    """One after the other, of several questions at once, and back again."""
    base = assess(sample.tree, sample.given)
    copy, changed = WorkingCopy(base), {}
    for _ in range(4):
        some = dict(pick.some_of(alternatives(base), most=3))
        exchange = {id: pick.one_of([answer, None]) for id, answer in some.items()}
        copy.exchange(exchange)
        changed |= exchange

        given_now = {id: Answer(answer) for id, answer in changed.items() if answer is not None}
        afresh = assess(base.tree, replace(sample.given, answers={**sample.given.answers, **given_now}))
        assert (copy.values, copy.level) == (afresh.values, afresh.level)
        assert copy.apart == {one.id for one in base.tree.nodes if base.values[one.id] != afresh.values[one.id]}
        assert all(copy.is_reached(i) == reached(copy.level, i) for i in range(len(base.tree.requires)))


@given(samples())
def test_each_single_change_is_tried_as_if_alone(sample):
    base = assess(sample.tree, sample.given)
    wanted = alternatives(base)

    found = {place: (dict(copy.values), copy.level) for place, copy in each_tried(base, wanted)}

    alone = {place: tried(base, {id: answer}) for place, (id, answer) in enumerate(wanted)}
    assert found == {place: (trial.values, trial.level) for place, trial in alone.items()}


@given(samples(), picks())
def test_what_is_asked_of_everybody_is_scored_as_if_it_had_no_condition(sample, pick):
    """First of some questions, then of others."""
    tree, copy = sample.tree, WorkingCopy(assess(sample.tree, sample.given))
    for _ in range(2):
        free = {one.id for one in pick.some_of(tree.questions, most=3)}
        copy.free(free)

        questions = tuple(replace(one, when=None) if one.id in free else one for one in tree.questions)
        afresh = assess(replace(tree, questions=questions), sample.given)
        assert (copy.values, copy.level) == (afresh.values, afresh.level)


# What is kept


def test_only_the_nodes_asked_for_are_kept():
    tree = tree_of(section("one", hundred("a")), section("two", hundred("b")), index=index("one", "two"))
    base = scored(tree, {"a": 40, "b": 80})
    copy = WorkingCopy(base, ["one"])

    copy.exchange({"a": 100_000_000})

    assert (decimal(copy.values["one"].point), decimal(copy.values["index"].point)) == ("100", "60")
    assert copy.apart == {"one"}


def test_without_a_node_that_levels_ask_for_there_is_no_level():
    part, one = section("part", yes_no("a")), section("one", hundred("b", when={"a": "yes"}))
    copy = WorkingCopy(scored(tree_of(part, one, levels=levels({"one": 1})), {"a": "yes", "b": 40}))

    copy.exchange({"a": "no"})

    assert (copy.values["one"], copy.level) == (None, None)


# Little moves


def chain(n):
    """Each question has a `when` on the one before; all are answered with yes."""
    parts = [section(f"part-{i}", yes_no(f"q{i}", **({"when": {f"q{i - 1}": "yes"}} if i else {}))) for i in range(n)]
    tree = tree_of(dimensions("whole", *parts), index=index("whole"), levels=levels({"whole": 50}))
    return scored(tree, {f"q{i}": "yes" for i in range(n)})


def moves(assessment, monkeypatch):
    """Count how often a question or node gets another value while all single changes are tried."""
    number = 0
    take = WorkingCopy._take

    def counted(*given):
        nonlocal number
        number += 1
        take(*given)

    monkeypatch.setattr(WorkingCopy, "_take", counted)
    for _ in each_tried(assessment, alternatives(assessment)):
        pass
    monkeypatch.undo()
    return number


def test_of_a_chain_of_conditions_only_a_link_moves_between_two_changes(monkeypatch):
    few, many = chain(20), chain(40)

    assert moves(many, monkeypatch) <= 2 * moves(few, monkeypatch) + 20


def test_an_answer_that_the_file_does_not_hold_can_be_taken_back():
    tree = tree_of(section("one", hundred("a")))
    copy = WorkingCopy(scored(tree))

    copy.exchange({"a": 100_000_000})
    copy.exchange({"a": None})

    assert (copy.values["one"].point, copy.apart) == (None, set())
