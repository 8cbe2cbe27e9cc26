"""What a typed line does: the next position, and what is to be said, as values without words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from silk_assess.interview.position import Position


@dataclass(frozen=True, slots=True)
class Ask:
    """The question at hand, with its options."""


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence about a line that did nothing."""

    says: str


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer that is to be confirmed once it is on disk."""

    id: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A note, or evidence, that is to be confirmed; without text it was taken out."""

    kind: Literal["note", "evidence"]
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Enter on a question that has an answer."""

    id: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question that was left open."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What an answer does to others: how many of them are no longer asked for, and how many count again.

    `gone` counts questions without an answer that fall away, `waiting` those that are asked only
    once this one is known.
    """

    out: int
    back: int
    gone: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Help:
    """Everything about the question at hand."""


@dataclass(frozen=True, slots=True)
class AskReason:
    """When one may say that the question does not apply."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All parts with their progress."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The questions listed: those of a part, or those that a word was found in."""

    part: str | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Breath:
    """The end of a part: where one stands now."""

    part: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The level after an answer to what tells most."""


@dataclass(frozen=True, slots=True)
class NothingTellsMore:
    """No open question can change the level; the rest follow in order."""


@dataclass(frozen=True, slots=True)
class ShortDone:
    """The short list is done: stop here, or go on."""


@dataclass(frozen=True, slots=True)
class Review:
    """Nothing is left to ask: what to look at again."""


Event = (
    Ask | Say | Saved | Noted | Kept | Skipped | Ruled | Help | AskReason | Overview | Listing | Breath | Narrowed
    | NothingTellsMore | ShortDone | Review
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What a line did. Where `position` has other answers than before, they are to be saved before anything is said."""

    position: Position
    events: tuple[Event, ...] = ()
    ends: Literal["", "left", "finished"] = ""
