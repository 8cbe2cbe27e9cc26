"""What one typed line led to: the next position, and what is to be told of it, as values without words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from silk_assess.interview.position import Position, Screen
from silk_assess.interview.replies import Refused

NoteKind = Literal["note", "evidence"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a line led to. Where `position` has other answers than before, they are saved before anything is told."""

    position: Position
    events: tuple[Event, ...] = ()
    ends: Literal["", "left", "finished"] = ""


# A question, and what became of it


@dataclass(frozen=True, slots=True)
class Ask:
    """The question at hand, with its options."""


@dataclass(frozen=True, slots=True)
class AskReason:
    """When one may say that the question does not apply."""


@dataclass(frozen=True, slots=True)
class AskNames:
    """Who answered is asked for; `by` is what is known already, empty where nothing is."""

    by: str


@dataclass(frozen=True, slots=True)
class NamesSaved:
    """Who answered, to be confirmed once it is on disk."""


@dataclass(frozen=True, slots=True)
class Help:
    """The question at hand with all that helps to answer it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What could prove an answer to the question at hand, a first step, and where the question comes from."""


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer that is to be confirmed once it is on disk; `as_before` where it is that of an older file."""

    id: str
    as_before: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A question whose answer was left as it is."""

    id: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question that was left open."""


@dataclass(frozen=True, slots=True)
class UsedUp:
    """A question that was left as it was, since the line that was meant for it is no answer."""

    id: str


@dataclass(frozen=True, slots=True)
class NoteSaved:
    """A note, or a piece of evidence, that is to be confirmed once it is on disk."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class NoteTakenOut:
    """A note, or all evidence of a question, that was taken out."""

    kind: NoteKind


@dataclass(frozen=True, slots=True)
class OthersAffected:
    """What an answer does to other questions, each kind by its number.

    Of questions with an answer: those that are `ruled_out` now, and those that are `counting_again`.
    Of questions without one: those that are `falling_away`, and those `waiting` until this one is known.
    """

    ruled_out: int = 0
    counting_again: int = 0
    falling_away: int = 0
    waiting: int = 0


# Lists, and the ends of parts and of all


@dataclass(frozen=True, slots=True)
class Overview:
    """All parts with their progress."""


@dataclass(frozen=True, slots=True)
class PartListed:
    """The questions of one part, to choose from."""

    part: str


@dataclass(frozen=True, slots=True)
class WordsFound:
    """The questions that hold some words, to choose from."""

    words: str


@dataclass(frozen=True, slots=True)
class PartEnded:
    """A part that has nothing left to ask: where one stands now."""

    part: str


@dataclass(frozen=True, slots=True)
class LevelSoFar:
    """The level after an answer to what tells most."""


@dataclass(frozen=True, slots=True)
class NothingTellsMore:
    """No open question can change the level; the rest follow in order."""


@dataclass(frozen=True, slots=True)
class ShortListDone:
    """The short list is done: stop here, or go on."""


@dataclass(frozen=True, slots=True)
class Review:
    """Nothing is left to ask: what to look at again."""


# Lines that did nothing


class NotDone(Enum):
    """Why a key did nothing, where its name says all."""

    FIELD_HAS_NO_SUCH_ANSWER = auto()  # "don't know" or "does not apply", at a profile field
    FIELD_HAS_NO_NOTES = auto()
    APPLIES_TO_EVERYBODY = auto()
    IS_FIRST_QUESTION = auto()


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A line that is no answer to the question at hand."""

    refused: Refused


@dataclass(frozen=True, slots=True)
class KeyAsReason:
    """A key without its slash, typed where a reason is asked for."""

    key: str


@dataclass(frozen=True, slots=True)
class HowTo:
    """What may be typed on a screen that did not understand a line."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class NoSuchNumber:
    """A number that nothing in the list has."""

    typed: str
    screen: Screen


@dataclass(frozen=True, slots=True)
class NothingFound:
    """Words that no question holds."""

    words: str


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question that cannot be gone to: ruled out, or not asked yet; and those that decide it."""

    id: str
    is_ruled_out: bool
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteWanted:
    """The key of a note or of evidence without any text, where there is none yet."""

    kind: NoteKind


@dataclass(frozen=True, slots=True)
class NoteStands:
    """The key of a note or of evidence without any text, where there is some already."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class NoNote:
    """A note or evidence was to be taken out where there is none."""

    kind: NoteKind


Undone = (
    NotDone | NotTaken | KeyAsReason | HowTo | NoSuchNumber | NothingFound | NotAsked | NoteWanted | NoteStands | NoNote
)
Event = (
    Ask | AskReason | AskNames | Help | Sources
    | Saved | Kept | Skipped | UsedUp | NoteSaved | NoteTakenOut | NamesSaved | OthersAffected
    | Overview | PartListed | WordsFound | PartEnded | LevelSoFar | NothingTellsMore | ShortListDone | Review
    | Undone
)  # fmt: skip
