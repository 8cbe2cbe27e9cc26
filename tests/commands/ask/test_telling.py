"""What happened in a sitting is told, and explained once."""

from dataclasses import replace

import pytest

from silk_assess.commands.ask.telling import Telling
from silk_assess.interview.events import (
    Ask,
    LevelSoFar,
    NoteSaved,
    NoteTakenOut,
    PartEnded,
    Review,
    Saved,
    Skipped,
)
from silk_assess.interview.route import begin
from silk_assess.terminal.layout import plain
from small_packs import answers, five, levels, section, tree_of, yes_no

WORDS = {"id": "words", "type": "text", "text": "In your words?"}
TREE = tree_of(
    section("camp", yes_no("tent", not_applicable="Nobody camps"), WORDS, title="The camp", intro="Where you begin."),
    section("peak", five("rope"), title="The peak"),
    levels=levels({"peak": 60}),
)


def at(given, id):
    """Give a position at a question of the whole."""
    return replace(begin(TREE, answers(TREE, given)).position, at=id)


def told(telling, event, position, left_out=False):
    """Tell an event, each line of the screen in one."""
    return "\n".join(plain(line) for line in telling.lines(event, position, 80, left_out))


def test_a_part_is_introduced_at_its_first_question_once():
    telling, position = Telling(), at({"rope": "p0"}, "tent")
    assert told(telling, Ask(), position).startswith("\nPart 1 of 2: The camp\nWhere you begin.\n\nPart 1, question 1")
    assert told(telling, Ask(), position).startswith("\nPart 1, question 1 of 2. The camp\n")
    assert told(telling, Ask(), at({"rope": "p0"}, "rope")).startswith("\nPart 2 of 2: The peak\n\nPart 2, question 1")


@pytest.mark.parametrize(
    ("given", "first", "later"),
    [
        (
            "unknown",
            "Saved: don't know\nThe result will show a range here. You can come back when you know.",
            "Saved: don't know",
        ),
        (
            {"not_applicable": "At home"},
            "Saved: does not apply. At home\nIt will not count, for or against you.",
            "Saved: does not apply. At home",
        ),
    ],
)
def test_what_an_answer_means_is_explained_once(given, first, later):
    telling, position = Telling(), at({"tent": given}, "rope")
    assert told(telling, Saved("tent"), position) == first
    assert told(telling, Saved("tent"), position) == later


def test_a_text_that_is_a_key_is_explained_every_time():
    telling, position = Telling(), at({"words": "b"}, "rope")
    says = "Saved: b\nIf you meant the key: /b. b or /b leads back."
    assert [told(telling, Saved("words"), position) for _ in range(2)] == [says, says]


def test_a_skip_is_explained_once():
    telling, position = Telling(), at({"rope": "p0"}, "words")
    assert told(telling, Skipped(), position) == "Skipped. It stays open; o shows what is open."
    assert told(telling, Skipped(), position) == "Skipped."


def test_keys_that_were_left_out_are_told_with_what_was_kept():
    telling, position, says = Telling(), at({"tent": "no"}, "rope"), "Keys that print nothing, such as arrows, were"
    assert told(telling, Saved("tent"), position, left_out=True) == f"Saved: no\n{says} left out."
    note = told(telling, NoteSaved("note", "Ask"), position, left_out=True)
    assert note == f"Saved with this question, as a note: Ask\n{says} left out.\n"
    assert told(telling, NoteTakenOut("evidence"), position, left_out=True) == (
        f"Taken out: the evidence.\n{says} left out.\n"
    )
    assert told(telling, Skipped(), position, left_out=True) == "Skipped. It stays open; o shows what is open."


def test_the_end_of_a_part_is_told_in_full_once_and_then_by_what_changed():
    telling = Telling()
    assert "Part 2 of 2 is done: The peak" in told(telling, PartEnded("peak"), at({"rope": "p0"}, "rope"))
    assert told(telling, PartEnded("peak"), at({"rope": "p0"}, "rope")) == ""
    changed = told(telling, PartEnded("peak"), at({"rope": "p100"}, "rope"))
    assert changed.startswith("\nLevel 1, ?. Firm: no answer still missing can change it.")
    assert "is done" not in changed


def test_the_level_is_told_where_it_is_another_than_before():
    telling = Telling()
    assert told(telling, LevelSoFar(), at({"tent": "no"}, "rope")).startswith("\nLevel 0, ?, as answered so far.")
    assert told(telling, LevelSoFar(), at({"tent": "no"}, "rope")) == ""
    assert told(telling, LevelSoFar(), at({"rope": "p100"}, "rope")).startswith("\nLevel 1, ?. Firm")


def test_what_to_look_at_again_is_told_once():
    telling, position = Telling(), at({"rope": "p0"}, "rope")
    assert "Still open" in told(telling, Review(), position)
    assert told(telling, Review(), position) == "\n1 of 3 questions are done: 1 answered.\n"


def test_a_part_may_have_any_id():
    """Once a part called "review" was taken for the review itself."""
    tree = tree_of(section("review", yes_no("first"), yes_no("second")))
    telling, position = Telling(), begin(tree, answers(tree, {"first": "no"})).position
    told(telling, Ask(), position)
    assert "Still open" in told(telling, Review(), position)
