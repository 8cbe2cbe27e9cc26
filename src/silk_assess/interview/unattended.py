"""What a line does where nobody can type it again: one that is no answer uses up its question.

Lines of a file or a pipe are meant for certain questions, one answer a line; were a question asked
again after a line that is none, every later line would answer another question than was meant.
Source: docs/architecture.md, The interview.
"""

from __future__ import annotations

from typing import Final

from silk_assess.interview.events import (
    Event,
    HowTo,
    KeyAsReason,
    NoNote,
    NoSuchNumber,
    NotAsked,
    NotDone,
    NoteWanted,
    NothingFound,
    NotTaken,
    Skipped,
    Turn,
    UsedUp,
)
from silk_assess.interview.position import Position
from silk_assess.interview.replies import Refused
from silk_assess.interview.route import go_on
from silk_assess.interview.storing import pass_by
from silk_assess.interview.take import take

# What was meant as the answer to the question at hand, or as the reason why it does not apply, and is none.
_NO_ANSWERS: Final = (NotTaken, KeyAsReason, NothingFound)
_NO_ANSWERS_HERE: Final = (NotDone.FIELD_HAS_NO_SUCH_ANSWER, NotDone.APPLIES_TO_EVERYBODY)
# What did nothing that it could have been typed for. A note that is shown, or the way back where there is none, is no
# line lost.
_REFUSED: Final = (*_NO_ANSWERS, HowTo, NoSuchNumber, NotAsked, NoteWanted, NoNote)
_REFUSED_HERE: Final = (*_NO_ANSWERS_HERE, NotDone.FIELD_HAS_NO_NOTES)
_HELP: Final = ("?", "/?", "??", "/??")


def take_unattended(position: Position, line: str) -> Turn:
    """Do what a line says; a question that it does not answer stays as it is, and the next one follows.

    An empty line leaves its question as it is, too, and is nothing to be told. Keys do what they do
    for a person: one for a note belongs to its question, which waits for its answer.
    """
    turn = take(position, line)
    if line.strip() in _HELP:
        return turn
    if position.screen == "question" and not line.strip():
        is_there = position.is_given(position.at) or position.older_answer(position.at) is not None
        return turn if is_there else go_on(pass_by(position), Skipped())
    if not any(_is_no_answer(event, position) for event in turn.events):
        return turn
    return use_up(position, turn)


def use_up(position: Position, turn: Turn | None = None) -> Turn:
    """Go on behind a line that is no answer to the question at hand; `turn` is what it led to otherwise."""
    if position.screen not in ("question", "reason"):
        return turn or Turn(position)
    events = () if turn is None else turn.events
    return go_on(pass_by(position), *(_without_offer(event) for event in events), UsedUp(position.at))


def _without_offer(event: Event) -> Event:
    """Leave out what Enter would take: the next line belongs to the next question."""
    return NotTaken(Refused(event.refused.says)) if isinstance(event, NotTaken) else event


def is_refused(turn: Turn, line: str) -> bool:
    """Say whether a line did nothing that it could have been typed for; asking for help is answered everywhere."""
    refused = any(isinstance(event, _REFUSED) or event in _REFUSED_HERE for event in turn.events)
    return refused and line.strip() not in _HELP


def _is_no_answer(event: object, position: Position) -> bool:
    if position.screen not in ("question", "reason"):
        return False
    return isinstance(event, _NO_ANSWERS) or event in _NO_ANSWERS_HERE or event == HowTo("reason")
