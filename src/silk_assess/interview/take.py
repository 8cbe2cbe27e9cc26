"""What a typed line does: at a question, at the reason why one does not apply, in a list.

`take(position, line)` gives the next position and what is to be told. Nothing here prints, saves
or waits. Source: docs/architecture.md, The interview.
"""

from __future__ import annotations

from dataclasses import replace

from silk_assess.answers.answered import wrong_by
from silk_assess.interview.events import (
    Ask,
    AskReason,
    Event,
    Help,
    HowTo,
    Kept,
    KeyAsReason,
    NotDone,
    NotTaken,
    Overview,
    Skipped,
    Sources,
    Turn,
)
from silk_assess.interview.lists import find, take_at_pause, take_in_list
from silk_assess.interview.position import Position
from silk_assess.interview.replies import (
    KEYS,
    LONGEST,
    Key,
    KeyName,
    Nothing,
    Refused,
    Reply,
    Value,
    reply_to,
    slashed,
    too_long,
)
from silk_assess.interview.route import ask, close_list, finish, go_back, go_on
from silk_assess.interview.storing import confirm, confirm_older, pass_by, store_answer, store_names, store_note


def take(position: Position, line: str) -> Turn:
    """Do what a typed line says; a line that means nothing changes nothing, and why is told in one event."""
    position, offered = replace(position, offered=None), position.offered
    match position.screen:
        case "question":
            reply = reply_to(position.question(position.at), line)
            return _take_reply(position, offered if isinstance(reply, Nothing) and offered else reply)
        case "reason":
            return _take_reason(position, line.strip())
        case "names":
            return _take_names(position, line.strip())
        case "pause":
            return take_at_pause(position, line.strip())
        case _:
            return take_in_list(position, line.strip())


def _take_reply(position: Position, reply: Reply) -> Turn:
    match reply:
        case Refused():
            return Turn(replace(position, offered=reply.offers), (NotTaken(reply),))
        case Nothing():
            if (older := position.older_answer(position.at)) is not None:
                return confirm_older(position, older)
            if not position.is_given(position.at):
                return Turn(position, (Ask(),))
            if position.walks:
                return confirm(position)
            return go_on(pass_by(position), Kept(position.at))
        case Value(value):
            return store_answer(position, value=value)
        case _:
            return _take_key(position, reply.name, reply.text)


def _take_key(position: Position, name: KeyName, text: str) -> Turn:
    match name:
        case "back":
            return go_back(position)
        case "skip":
            told: Event = Kept(position.at) if position.is_given(position.at) else Skipped()
            return go_on(pass_by(position), told)
        case "unknown" | "na" if position.role(position.at) == "profile":
            return Turn(position, (NotDone.FIELD_HAS_NO_SUCH_ANSWER,))
        case "unknown":
            return store_answer(position, unknown=True)
        case "na":
            return _take_not_applicable(position, text)
        case "note" | "evidence":
            return store_note(position, name, text)
        case "help":
            return Turn(position, (Help(),))
        case "sources":
            return Turn(position, (Sources(),))
        case "overview":
            return Turn(replace(position, screen="parts", origin="question"), (Overview(),))
        case "find":
            return find(position, text)
        case _:
            return finish(position)


def _take_not_applicable(position: Position, reason: str) -> Turn:
    if position.question(position.at).not_applicable is None:
        return Turn(position, (NotDone.APPLIES_TO_EVERYBODY,))
    if not reason:
        return Turn(replace(position, screen="reason"), (AskReason(),))
    return store_answer(position, not_applicable=reason)


def _take_reason(position: Position, text: str) -> Turn:
    if len(text) > LONGEST:
        return Turn(position, (NotTaken(Refused(too_long(text))),))
    if text.lower() in KEYS:
        return Turn(position, (KeyAsReason(text),))
    if text.startswith("//"):
        return store_answer(position, not_applicable=text.removeprefix("/"))
    if not text.startswith("/"):
        return store_answer(position, not_applicable=text)
    match slashed(text[1:].strip()):
        case Key("back"):
            return ask(position, position.at)
        case Key("leave"):
            return finish(position)
    return Turn(position, (HowTo("reason"),))


def _take_names(position: Position, text: str) -> Turn:
    """Read who answered: names, or Enter for none; nobody is called by the letter of a key."""
    reply = (
        slashed(text[1:].strip()) if text.startswith("/") else Key(KEYS[text.lower()]) if text.lower() in KEYS else None
    )
    match reply:
        case Key("leave"):
            return finish(position)
        case Key("back"):
            return close_list(replace(position, origin="end"))
        case Key() | Refused():
            return Turn(position, (HowTo("names"),))
    wrong = wrong_by(text) if text else None
    if wrong is not None:
        return Turn(position, (NotTaken(Refused(f"{wrong.says[0].upper()}{wrong.says[1:]}. {wrong.do}")),))
    return store_names(position, text) if text else finish(position)
