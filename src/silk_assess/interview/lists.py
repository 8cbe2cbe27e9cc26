"""A line typed where questions are chosen from: in the overview, in a list, at the end, and after the short list."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from silk_assess.answers.state import deciders
from silk_assess.interview.events import (
    HowTo,
    NoSuchNumber,
    NotAsked,
    NothingFound,
    Overview,
    PartListed,
    Turn,
    WordsFound,
)
from silk_assess.interview.position import InterviewPart, Position
from silk_assess.interview.replies import Key, Refused, Reply, slashed
from silk_assess.interview.route import ask, change_route, close_list, finish, go_back


def take_in_list(position: Position, text: str) -> Turn:
    """Read a line where questions are chosen from: a number, an id, a word to find, or a key."""
    is_end = position.screen == "end"
    if not text:
        return finish(position) if is_end else close_list(position)
    reply: Reply | None = None
    if text.startswith("/"):
        reply = slashed(text[1:].strip())
    elif text.lower() in ("b", "o", "q", "?", "??"):
        reply = slashed(text)
    match reply:
        case Key("leave"):
            return finish(position)
        case Key("overview"):
            return _open_overview(position)
        case Key("back"):
            return go_back(position) if is_end else close_list(position)
        case Key("find", words):
            return find(position, words)
        case Key() | Refused():
            return Turn(position, (HowTo(position.screen),))
    if text.isascii() and text.isdigit() and len(text) < 10:
        return _take_number(position, int(text), text)
    if len(text) < 2 or len(text) > 200:
        return Turn(position, (HowTo(position.screen),))
    return _take_name(position, text.lower())


def take_at_pause(position: Position, text: str) -> Turn:
    """Read a line at the pause after the short list: go on, stop, back, the overview, or a word to find."""
    key = text.lower().lstrip("/")
    if key in ("q", "n"):
        return finish(position)
    if key == "b":
        return go_back(position)
    if key == "o":
        return _open_overview(position)
    if text.startswith("/") and isinstance(reply := slashed(text[1:].strip()), Key) and reply.name == "find":
        return find(position, reply.text)
    if text and text.lower() not in _GO_ON:
        return Turn(position, (HowTo("pause"),))
    return change_route(replace(position, mode="all", route=position.in_sections, passed=frozenset()))


_GO_ON: Final = frozenset({"y", "go on"})


def _open_overview(position: Position) -> Turn:
    return Turn(replace(position, screen="parts"), (Overview(),))


def _take_number(position: Position, number: int, text: str) -> Turn:
    if position.screen == "parts" and 0 <= number < len(position.parts):
        return _open_part(position, position.parts[number])
    if position.screen == "list" and 1 <= number <= len(position.listed):
        return _go_to(position, position.listed[number - 1])
    return Turn(position, (NoSuchNumber(text, position.screen),))


def _take_name(position: Position, name: str) -> Turn:
    """Read the id of a question or of a part, else words to find."""
    if name in position.order:
        return _go_to(position, name)
    part = next((part for part in position.parts if part.id == name), None)
    return find(position, name) if part is None else _open_part(position, part)


def _open_part(position: Position, part: InterviewPart) -> Turn:
    return Turn(replace(position, screen="list", listed=part.questions), (PartListed(part.id),))


def _go_to(position: Position, id: str) -> Turn:
    if position.is_asked(id):
        return ask(position, id)
    is_ruled_out = position.standings[id].state == "hidden"
    return Turn(position, (NotAsked(id, is_ruled_out, deciders(position.tree, position.standings, id)),))


def find(position: Position, words: str) -> Turn:
    """List the questions that hold all the words."""
    wanted = words.casefold().split()
    found = tuple(id for id in position.order if all(one in _searched(position, id) for one in wanted))
    if not found:
        return Turn(position, (NothingFound(words),))
    origin = position.screen if position.screen in ("question", "pause", "end") else position.origin
    return Turn(replace(position, screen="list", listed=found, origin=origin), (WordsFound(words),))


def _searched(position: Position, id: str) -> str:
    """Join all that a word is looked for in: id, text, guidance, options, and the title of what it belongs to."""
    question, node = position.question(id), position.tree.node
    options = getattr(question, "options", ())
    owner = "" if position.role(id) == "profile" else position.tree.asked[id].owner
    title = node[owner].title if owner in node else ""
    texts = (id, question.text, question.guidance or "", title, *(option.label for option in options))
    return "\n".join(texts).casefold()
