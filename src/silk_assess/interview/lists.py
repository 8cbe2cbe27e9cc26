"""A line typed where questions are chosen from, at the end and at the pause after the short list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from silk_assess.faults import quoted
from silk_assess.interview.events import (
    Listing,
    Overview,
    Say,
    Step,
)
from silk_assess.interview.position import Position
from silk_assess.interview.replies import (
    Key,
    Refused,
    Reply,
    slashed,
)
from silk_assess.interview.route import ask_again, back_to_origin, backward, leave, over
from silk_assess.questionnaire.tree import Asked, Tree


def at_list(position: Position, text: str) -> Step:
    """Read a line where questions are chosen from: a number, an id, a word to find, or a key."""
    if not text:
        return leave(position) if position.place == "end" else back_to_origin(position)
    reply: Reply | None = None
    if text.startswith("/"):
        reply = slashed(text[1:].strip())
    elif text.lower() in ("b", "o", "q", "?"):
        reply = slashed(text)
    match reply:
        case Key("leave"):
            return leave(position)
        case Key("overview"):
            return Step(replace(position, place="parts"), (Overview(),))
        case Key("back"):
            return backward(position) if position.place == "end" else back_to_origin(position)
        case Key("find", word):
            return find(position, word)
        case Key("help") | Key() | Refused():
            return Step(position, (Say(_HOW[position.place]),))
    if text.isascii() and text.isdigit() and len(text) < 10:
        return _chosen(position, int(text), text)
    if len(text) < 2 or len(text) > 200:
        return Step(position, (Say(_HOW[position.place]),))
    return _jump(position, text.lower())


_HOW: Final[Mapping[str, str]] = {
    "parts": "Type the number of a part to see its questions, a question's id, /word to find one, or Enter.",
    "list": "Type the number of a question to go there, its id, /word to find another, or Enter.",
    "end": "Enter finishes. b goes back, o shows all questions, a question's id leads to it.",
}


def _chosen(position: Position, number: int, text: str) -> Step:
    if position.place == "parts" and 0 <= number < len(position.parts):
        part = position.parts[number]
        return Step(replace(position, place="list", listed=part.questions), (Listing(part.id),))
    if position.place == "list" and 1 <= number <= len(position.listed):
        return _jump(position, position.listed[number - 1])
    return Step(position, (Say(f"There is no {text} here. {_HOW[position.place]}"),))


def _jump(position: Position, id: str) -> Step:
    if id not in position.every:
        part = next((part for part in position.parts if part.id and part.id == id), None)
        if part is not None:
            return Step(replace(position, place="list", listed=part.questions), (Listing(part.id),))
        return find(position, id)
    if position.is_asked(id):
        return ask_again(position, id)
    if position.standings[id].state == "hidden":
        says = f"{id} is not asked, since another answer rules it out."
    else:
        says = f"{id} is not asked yet."
    others = [i for i in position.waits_for(id) if position.is_asked(i)] or list(position.waits_for(id))
    return Step(position, (Say(f"{says} It depends on {' and '.join(others)}."),))


def find(position: Position, word: str) -> Step:
    """List the questions that hold all the words."""
    words = word.casefold().split()
    found = tuple(id for id in position.every if all(one in _searched(position, id) for one in words))
    if not found:
        return Step(position, (Say(f"No question holds {quoted(word, 40)}."),))
    origin = position.place if position.place in ("question", "pause", "end") else position.origin
    return Step(replace(position, place="list", listed=found, origin=origin), (Listing(None, word),))


def _searched(position: Position, id: str) -> str:
    question = position.question(id)
    options = getattr(question, "options", ())
    owner = "" if position.role(id) == "profile" else _title(position.tree, position.tree.asked[id])
    words = (id, question.text, question.guidance or "", owner, *(option.label for option in options))
    return "\n".join(words).casefold()


def _title(tree: Tree, one: Asked) -> str:
    return tree.node[one.owner].title if one.owner in tree.node else ""


def at_pause(position: Position, text: str) -> Step:
    """Read a line at the pause after the short list: go on, stop, back, or the whole."""
    key = text.lower().lstrip("/")
    if key in ("q", "n"):
        return leave(position)
    if key == "b":
        return backward(position)
    if key == "o":
        return Step(replace(position, place="parts"), (Overview(),))
    if text.startswith("/") and isinstance(reply := slashed(text[1:].strip()), Key) and reply.name == "find":
        return find(position, reply.text)
    if text and text.lower() not in ("y", "go on"):
        return Step(position, (Say("Enter goes on with the other questions, q stops here. b goes back, o shows all."),))
    on = replace(position, mode="all", route=position.every[len(position.parts[0].questions) :], passed=frozenset())
    return over(on)
