"""What a typed line does: at a question, at the reason why one does not apply, in a list.

`take(position, line)` gives the next position and what is to be said. Nothing here prints, saves
or waits. Source: docs/architecture.md, The interview.
"""

from __future__ import annotations

from dataclasses import replace

from silk_assess.interview.events import (
    Ask,
    AskReason,
    Event,
    Help,
    Kept,
    Overview,
    Say,
    Skipped,
    Step,
)
from silk_assess.interview.lists import at_list, at_pause, find
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
from silk_assess.interview.route import ask_again, backward, leave, onward
from silk_assess.interview.storing import answered, noted, passed, slash


def take(position: Position, line: str) -> Step:
    """Do what a typed line says; a line that means nothing changes nothing and is answered in one sentence."""
    match position.place:
        case "question":
            return _at_question(position, reply_to(position.question(position.at), line))
        case "reason":
            return _at_reason(position, line.strip())
        case "pause":
            return at_pause(position, line.strip())
        case _:
            return at_list(position, line.strip())


def _at_question(position: Position, reply: Reply) -> Step:
    id = position.at
    match reply:
        case Refused(says):
            return Step(position, (Say(says),))
        case Nothing():
            if not position.is_given(id):
                return Step(position)
            return onward(passed(position), Kept(id))
        case Value(value):
            return answered(position, value=value)
        case _:
            return _key(position, reply.name, reply.text)


def _key(position: Position, name: KeyName, text: str) -> Step:
    match name:
        case "back":
            return backward(position)
        case "skip":
            said: Event = Kept(position.at) if position.is_given(position.at) else Skipped()
            return onward(passed(position), said)
        case "unknown" | "na" if position.role(position.at) == "profile":
            return Step(position, (Say(f"Here {slash(position)}s leaves it empty, and the next question follows."),))
        case "unknown":
            return answered(position, unknown=True)
        case "na":
            return _not_applicable(position, text)
        case "note" | "evidence":
            return noted(position, name, text)
        case "help":
            return Step(position, (Help(), Ask()))
        case "overview":
            return Step(replace(position, place="parts", origin="question"), (Overview(),))
        case "find":
            return find(position, text)
        case _:
            return leave(position)


def _not_applicable(position: Position, reason: str) -> Step:
    if position.question(position.at).not_applicable is None:
        return Step(
            position, (Say(f"This question applies to everybody. If you cannot tell, type {slash(position)}d."),)
        )
    if not reason:
        return Step(replace(position, place="reason"), (AskReason(),))
    return answered(position, not_applicable=reason)


def _at_reason(position: Position, text: str) -> Step:
    if len(text) > LONGEST:
        return Step(position, (Say(too_long(text)),))
    if text.lower() in KEYS:
        says = f"If you mean the key, type /{text}. Otherwise type your reason, or Enter for none."
        return Step(position, (Say(says),))
    if not text.startswith("/") or text.startswith("//"):
        return answered(position, not_applicable=text.removeprefix("/") if text.startswith("//") else text)
    reply = slashed(text[1:].strip())
    match reply:
        case Key("back"):
            return ask_again(position, position.at)
        case Key("leave"):
            return leave(position)
    return Step(position, (Say("Type your reason, or Enter for none. /b goes back, /q saves and leaves."),))
