"""Lines that nobody can type again: each meets its own question. Source: docs/architecture.md, The interview."""

from __future__ import annotations

import pytest

from silk_assess.answers.model import Answer, Answers
from silk_assess.interview import route
from silk_assess.interview.events import HowTo, Kept, NotDone, NoteStands, NoteWanted, NotTaken, Skipped, UsedUp
from silk_assess.interview.replies import Refused
from silk_assess.interview.take import take
from silk_assess.interview.unattended import is_refused, take_unattended, use_up
from small_packs import five, section, tree_of, yes_no

TREE = tree_of(section("s", five("a", not_applicable="Never."), yes_no("b"), yes_no("c")))


def begun(**given: str):
    return route.begin(TREE, Answers(answers={id: Answer(value) for id, value in given.items()}), section="s").position


def after(*lines: str, position=None):
    """Take lines one after the other, and give the last turn."""
    position = position or begun()
    for line in lines:
        turn = take_unattended(position, line)
        position = turn.position
    return turn


@pytest.mark.parametrize("line", ["9", "no answer at all", "1 2", "/nothing-like-it", "x" * 20_001])
def test_a_line_that_is_no_answer_uses_up_its_question(line):
    turn = after(line)
    assert (turn.position.at, turn.position.answers.answers) == ("b", {})
    assert UsedUp("a") in turn.events
    assert is_refused(turn, line)
    assert take(begun(), line).position.at == "a"


def test_the_next_line_meets_its_own_question():
    position = after("often", "y", "n").position
    assert position.answers.answers == {"b": Answer("yes"), "c": Answer("no")}


def test_what_does_not_apply_to_everybody_uses_up_its_question():
    turn = after("s", "x")
    assert turn.events[:2] == (NotDone.APPLIES_TO_EVERYBODY, UsedUp("b"))
    assert turn.position.at == "c"


def test_a_reason_that_is_none_uses_up_the_question_that_it_is_for():
    turn = after("x", "/zzz")
    assert turn.events[:2] == (HowTo("reason"), UsedUp("a"))
    assert (turn.position.at, turn.position.screen, turn.position.answers.answers) == ("b", "question", {})
    assert after("x", "").position.answers.answers == {"a": Answer(not_applicable="")}


def test_an_empty_line_leaves_its_question_open_and_is_no_fault():
    turn = after("")
    assert turn.events[0] == Skipped()
    assert (turn.position.at, is_refused(turn, "")) == ("b", False)


def test_an_empty_line_keeps_an_answer():
    turn = after("y", "b", "", position=after("3").position)
    assert turn.events[0] == Kept("b")
    assert turn.position.answers.answers["b"] == Answer("yes")


@pytest.mark.parametrize(
    ("line", "refused"), [("?", False), ("o", False), ("+ A note", False), ("+", True), ("+ -", True), ("e", True)]
)
def test_keys_use_nothing_up(line, refused):
    turn = after(line)
    assert turn.position.at == "a"
    assert not any(isinstance(event, UsedUp) for event in turn.events)
    assert is_refused(turn, line) == refused


def test_a_note_that_is_shown_is_no_refused_line():
    turn = after("+ One.", "+")
    assert turn.events == (NoteStands("note", "One."),)
    assert not is_refused(turn, "+")
    assert after("e").events == (NoteWanted("evidence"),)


def test_back_goes_back():
    turn = after("3", "b")
    assert (turn.position.at, is_refused(turn, "b")) == ("a", False)


def test_back_at_the_very_first_question_is_no_fault():
    turn = take_unattended(route.begin(TREE, Answers()).position, "/b")
    assert (turn.events, is_refused(turn, "/b")) == ((NotDone.IS_FIRST_QUESTION,), False)


@pytest.mark.parametrize("lines", [("o", "?"), ("x", "/?"), ("x", "?")])
def test_help_is_asked_for_everywhere_and_uses_nothing_up(lines):
    turn = after(*lines)
    assert (turn.position.at, is_refused(turn, lines[-1])) == ("a", False)


def test_in_a_list_there_is_no_question_to_use_up():
    turn = after("o", "77")
    assert (turn.position.screen, is_refused(turn, "77")) == ("parts", True)
    assert use_up(turn.position).position == turn.position


def test_the_last_question_used_up_ends_the_sitting():
    turn = after("3", "y", "maybe")
    assert isinstance(turn.events[0], NotTaken)
    assert (turn.position.screen, turn.position.at) == ("end", "c")


def test_what_was_probably_meant_is_not_offered_for_enter():
    turn = after("idk")
    assert turn.events[0] == NotTaken(Refused('"idk" is not an answer here. Did you mean d?'))
    assert after("", position=turn.position).position.answers.answers == {}
