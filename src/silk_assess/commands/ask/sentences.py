"""One sentence for each line that did nothing, and for each effect of an answer on others, made from values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.commands.ask.prompt import slash
from silk_assess.faults import quoted
from silk_assess.interview.events import (
    HowTo,
    KeyAsReason,
    NoNote,
    NoSuchNumber,
    NotAsked,
    NotDone,
    NoteKind,
    NoteStands,
    NoteWanted,
    NothingFound,
    NotTaken,
    OthersAffected,
    Undone,
)
from silk_assess.interview.position import Position, Screen
from silk_assess.terminal.keyboard import Unreadable
from silk_assess.wording import numbers


def undone(event: Undone, position: Position) -> str:
    """Say why a line did nothing, and what to type; keys are written as the question at hand takes them."""
    key = slash(position.question(position.at))
    match event:
        case NotDone():
            return _why_not_done(event, key)
        case NotTaken(refused):
            return refused.says + (" Enter takes it." if refused.offers is not None else "")
        case KeyAsReason(letter):
            return f"If you mean the key, type /{letter}. Otherwise type your reason, or Enter for none."
        case HowTo(screen):
            return _HOW_TO[screen]
        case NoSuchNumber(typed, screen):
            return f"There is no {typed} here. {_HOW_TO[screen]}"
        case NothingFound(words):
            return f"No question holds {quoted(words, 40)}."
        case NotAsked(id, is_ruled_out, depends_on):
            why = "since another answer rules it out" if is_ruled_out else "yet"
            said = f"{id} is not asked{',' if is_ruled_out else ''} {why}."
            return f"{said} It depends on {' and '.join(depends_on)}."
        case NoteWanted(kind):
            key += _NOTE_KEYS[kind]
            return f"Type {key} and the {kind} in one line, such as: {key} {_NOTE_EXAMPLES[kind]}"
        case NoteStands(kind, text):
            return f"It has this {kind}: {text}. To take it out: {key}{_NOTE_KEYS[kind]} -"
        case NoNote(kind):
            return f"There is no {kind} here."


def _why_not_done(why: NotDone, key: str) -> str:
    match why:
        case NotDone.FIELD_HAS_NO_SUCH_ANSWER:
            return f"Here {key}s leaves it empty, and the next question follows."
        case NotDone.FIELD_HAS_NO_NOTES:
            return "A note or evidence belongs to the questions that follow; here only the answer."
        case NotDone.APPLIES_TO_EVERYBODY:
            return f"This question applies to everybody. If you cannot tell, type {key}d."
        case NotDone.IS_FIRST_QUESTION:
            return "This is the first question."


_HOW_TO: Final[Mapping[Screen, str]] = {
    "reason": "Type your reason, or Enter for none. /b goes back, /q leaves.",
    "parts": "Type the number of a part to see its questions, a question's id, /word to find one, or Enter.",
    "list": "Type the number of a question to go there, its id, /word to find another, or Enter.",
    "pause": "Enter goes on with the other questions, q stops here. b goes back, o shows all.",
    "names": "Type who answered, or Enter. /b goes back, /q leaves.",
    "end": "Enter finishes. b goes back, o shows all questions, a question's id leads to it.",
}
_NOTE_KEYS: Final[Mapping[NoteKind, str]] = {"note": "+", "evidence": "e"}
_NOTE_EXAMPLES: Final[Mapping[NoteKind, str]] = {"note": "Ask the treasurer", "evidence": "Minutes of 14 March"}


def unreadable(why: Unreadable) -> str:
    """Say why a line could not be taken at all, and what to do."""
    match why:
        case Unreadable.TOO_LONG:
            return "That line is longer than can be taken. Please type a shorter one."
        case Unreadable.CUT_BY_TERMINAL:
            said = "That line was longer than this terminal hands over at once, so its end is missing."
            return f"{said} Please type it in pieces; + adds to a note."
        case Unreadable.NOT_DECODED:
            return "Some letters of that line could not be read. Please type it again."


def others_affected(event: OthersAffected, tries: bool = False) -> list[str]:
    """Say what an answer does to other questions, one sentence or two for each kind of effect."""
    said = []
    if event.ruled_out:
        many = _counted(event.ruled_out, "later answer is no longer asked for", "later answers are no longer asked for")
        where = "" if tries else " in the file"
        stay = numbers.plural(event.ruled_out, f"It stays{where} and does", f"They stay{where} and do")
        said.append(f"{many}. {stay} not count.")
    if event.counting_again:
        where = "from before" if tries else "in the file"
        said.append(_counted(event.counting_again, f"answer {where} counts", f"answers {where} count") + " again.")
    if event.falling_away:
        said.append(_counted(event.falling_away, "question falls", "questions fall") + " away with this answer.")
    if event.waiting:
        said.append(_counted(event.waiting, "question waits", "questions wait") + " until you know.")
    return said


def _counted(number: int, one: str, many: str) -> str:
    return numbers.capital(numbers.count(number, one, many))
