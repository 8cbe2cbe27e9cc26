"""A walk through an older file's answers: none counts before it is confirmed, and each is confirmed with its papers."""

from dataclasses import replace
from pathlib import Path

from silk_assess.answers.model import Answer, Answered, Answers
from silk_assess.files.questionnaires import load_pack
from silk_assess.interview.events import Ask, Saved, Skipped
from silk_assess.interview.position import NAME, Older
from silk_assess.interview.route import begin
from silk_assess.interview.take import take
from silk_assess.interview.unattended import take_unattended

TREE = load_pack(Path(__file__).parent.parent / "versions" / "pair")
OLD = Answers(
    name="Coop",
    profile={"staff": 4_000_000, "paid": "yes"},
    answers={
        "garden": Answer("yes", note="Behind the house", evidence=("Photo",)),
        "roof": Answer(unknown=True),
        "talks": Answer(not_applicable="Nobody to talk to"),
        "plan": Answer(note="Ask Bo"),
    },
)


def walk(*lines, answers=None, older=OLD, taking=take):
    """Begin a walk, and type some lines."""
    turn = begin(TREE, answers or Answers(), older=Older(older, "2025-11-24"))
    for line in lines:
        turn = taking(turn.position, line)
    return turn


def test_nothing_counts_before_it_is_confirmed():
    turn = walk()
    assert (turn.position.at, turn.position.answers) == (NAME, Answers())
    assert turn.position.older_answer(NAME) == Answer("Coop")


def test_enter_confirms_an_answer_with_its_note_and_evidence():
    turn = walk("", "", "", "")
    assert dict(turn.position.answers.answers) == {"garden": OLD.answers["garden"]}
    assert (turn.position.answers.name, dict(turn.position.answers.profile)) == ("Coop", dict(OLD.profile))
    assert turn.events[0] == Saved("garden", as_before=True)


def test_another_answer_keeps_no_older_note_or_evidence():
    assert walk("", "", "", "n").position.answers.answers["garden"] == Answer("no")


def test_d_says_that_it_is_no_longer_known():
    assert walk("", "", "", "d").position.answers.answers["garden"] == Answer(unknown=True)


def test_a_note_typed_first_comes_behind_the_older_one():
    answer = walk("", "", "", "+ Still so", "e Map", "").position.answers.answers["garden"]
    assert answer == Answer("yes", note="Behind the house; Still so", evidence=("Photo", "Map"))


def test_a_note_alone_may_come_with_an_answer_that_had_none():
    position = walk("", "", "", "", "s", "+ Since May", "").position
    assert position.answers.answers["roof"] == Answer(unknown=True, note="Since May")


def test_what_was_unknown_is_confirmed_as_unknown():
    assert walk("", "", "", "", "s", "").position.answers.answers["roof"] == Answer(unknown=True)


def test_an_older_note_without_an_answer_is_nothing_to_confirm():
    position = walk().position
    assert position.older_answer("plan") is None
    assert walk("", "", "", "", "", "", "y", "y", "y", "", "").events == (Ask(),)


def test_what_is_skipped_stays_open_and_waits():
    turn = walk("", "", "", "s")
    assert turn.events[0] == Skipped()
    assert turn.position.older_answer("garden") == OLD.answers["garden"]


def test_what_is_confirmed_already_is_not_asked_for_again():
    answers = Answers("Coop", OLD.profile, {"garden": Answer("no")}, answered=Answered("2026-11-26"))
    turn = walk(answers=answers)
    assert (turn.position.at, turn.position.older_answer("garden")) == ("roof", None)


def test_the_day_of_what_is_confirmed_is_today():
    turn = begin(TREE, Answers(), older=Older(OLD))
    turn = take(replace(turn.position, day="2026-11-26"), "")
    assert turn.position.answers.answered == Answered("2026-11-26")


def test_an_empty_line_of_a_file_confirms_too():
    assert walk("", taking=take_unattended).position.answers.name == "Coop"
    assert walk("", older=Answers(), taking=take_unattended).events[0] == Skipped()
