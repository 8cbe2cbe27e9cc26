"""Each event of a line that did nothing, and each effect on other questions, in one sentence."""

from typing import get_args

import pytest

from silk_assess.commands.ask.sentences import others_affected, undone, unreadable
from silk_assess.interview.events import (
    HowTo,
    KeyAsReason,
    NoNote,
    NoSuchNumber,
    NotAsked,
    NotDone,
    NoteStands,
    NoteWanted,
    NothingFound,
    NotTaken,
    OthersAffected,
    Undone,
)
from silk_assess.interview.replies import Refused
from silk_assess.interview.route import begin
from silk_assess.terminal.keyboard import Unreadable
from small_packs import answers, section, tree_of, yes_no

WORDS = {"id": "words", "type": "text", "text": "In your words?"}
TREE = tree_of(section("part", yes_no("travel"), WORDS))
AT_TRAVEL = begin(TREE, answers(TREE, {"words": "few"})).position
AT_WORDS = begin(TREE, answers(TREE, {"travel": "no"})).position

REASON = "Type your reason, or Enter for none. /b goes back, /q leaves."
PARTS = "Type the number of a part to see its questions, a question's id, /word to find one, or Enter."
LIST = "Type the number of a question to go there, its id, /word to find another, or Enter."
PAUSE = "Enter goes on with the other questions, q stops here. b goes back, o shows all."
END = "Enter finishes. b goes back, o shows all questions, a question's id leads to it."

SENTENCES = [
    (NotDone.FIELD_HAS_NO_SUCH_ANSWER, "Here s leaves it empty, and the next question follows."),
    (NotDone.FIELD_HAS_NO_NOTES, "A note or evidence belongs to the questions that follow; here only the answer."),
    (NotDone.APPLIES_TO_EVERYBODY, "This question applies to everybody. If you cannot tell, type d."),
    (NotDone.IS_FIRST_QUESTION, "This is the first question."),
    (NotTaken(Refused("One answer only.")), "One answer only."),
    (KeyAsReason("b"), "If you mean the key, type /b. Otherwise type your reason, or Enter for none."),
    (HowTo("reason"), REASON),
    (HowTo("parts"), PARTS),
    (HowTo("list"), LIST),
    (HowTo("pause"), PAUSE),
    (HowTo("end"), END),
    (NoSuchNumber("3", "parts"), f"There is no 3 here. {PARTS}"),
    (NoSuchNumber("0", "list"), f"There is no 0 here. {LIST}"),
    (NoSuchNumber("5", "end"), f"There is no 5 here. {END}"),
    (NothingFound("nothing like it"), 'No question holds "nothing like it".'),
    (NothingFound("9" * 50), f'No question holds "{"9" * 39}…".'),
    (NotAsked("visa", True, ("a",)), "visa is not asked, since another answer rules it out. It depends on a."),
    (NotAsked("visa", False, ("a", "b")), "visa is not asked yet. It depends on a and b."),
    (NoteWanted("note"), "Type + and the note in one line, such as: + Ask the treasurer"),
    (NoteWanted("evidence"), "Type e and the evidence in one line, such as: e Minutes of 14 March"),
    (NoteStands("note", "Ask"), "It has this note: Ask. To take it out: + -"),
    (NoteStands("evidence", "A; B"), "It has this evidence: A; B. To take it out: e -"),
    (NoNote("note"), "There is no note here."),
    (NoNote("evidence"), "There is no evidence here."),
]


@pytest.mark.parametrize(("event", "says"), SENTENCES)
def test_a_line_that_did_nothing_is_told_in_a_sentence(event, says):
    assert undone(event, AT_TRAVEL) == says


def test_every_kind_of_line_that_did_nothing_stands_in_the_table():
    assert {type(event) for event, _ in SENTENCES} == set(get_args(Undone))
    assert {event for event, _ in SENTENCES if isinstance(event, NotDone)} == set(NotDone)


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (NotDone.FIELD_HAS_NO_SUCH_ANSWER, "Here /s leaves it empty, and the next question follows."),
        (NotDone.APPLIES_TO_EVERYBODY, "This question applies to everybody. If you cannot tell, type /d."),
        (NoteWanted("evidence"), "Type /e and the evidence in one line, such as: /e Minutes of 14 March"),
        (NoteStands("note", "Ask"), "It has this note: Ask. To take it out: /+ -"),
    ],
)
def test_where_words_are_the_answer_keys_carry_a_slash(event, says):
    assert undone(event, AT_WORDS) == says


@pytest.mark.parametrize(
    ("why", "says"),
    [
        (Unreadable.TOO_LONG, "That line is longer than can be taken. Please type a shorter one."),
        (
            Unreadable.CUT_BY_TERMINAL,
            "That line was longer than this terminal hands over at once, so its end is missing. "
            "Please type it in pieces; + adds to a note.",
        ),
        (Unreadable.NOT_DECODED, "Some letters of that line could not be read. Please type it again."),
    ],
)
def test_why_a_line_cannot_be_read_is_told(why, says):
    assert unreadable(why) == says


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (
            OthersAffected(ruled_out=1),
            ["One later answer is no longer asked for. It stays in the file and does not count."],
        ),
        (
            OthersAffected(ruled_out=3),
            ["Three later answers are no longer asked for. They stay in the file and do not count."],
        ),
        (OthersAffected(counting_again=1), ["One answer in the file counts again."]),
        (
            OthersAffected(counting_again=2, falling_away=1),
            ["Two answers in the file count again.", "One question falls away with this answer."],
        ),
        (
            OthersAffected(falling_away=4, waiting=1),
            ["Four questions fall away with this answer.", "One question waits until you know."],
        ),
        (OthersAffected(waiting=13), ["13 questions wait until you know."]),
    ],
)
def test_what_an_answer_does_to_others_is_told(event, says):
    assert others_affected(event) == says
