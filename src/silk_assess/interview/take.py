"""The interview without a terminal: what comes next, and what a typed line does.

`begin` gives the first position of a sitting, `take(position, line)` the next one and what is to
be said. Nothing here prints, saves or waits. Source: DESIGN.md, section 6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, Literal

from silk_assess.advice.explain import ask_next
from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.answers.state import standings
from silk_assess.faults import quoted
from silk_assess.interview.events import (
    Ask,
    AskReason,
    Breath,
    Event,
    Help,
    Kept,
    Listing,
    Narrowed,
    Noted,
    NothingTellsMore,
    Overview,
    Review,
    Ruled,
    Saved,
    Say,
    ShortDone,
    Skipped,
    Step,
)
from silk_assess.interview.position import NAME, Mode, Position
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
from silk_assess.questionnaire.model.questions import Words
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.scoring.assess import assess

# Beginning


def begin(
    tree: Tree, answers: Answers, mode: Mode = "all", section: str | None = None, only_open: bool = False
) -> Step:
    """Begin a sitting, or go on with one.

    The profile is asked first while no question has an answer yet. `section` is the id of a part
    of the questionnaire; `only_open` asks what is open or was answered with "don't know".
    """
    first = Position(tree, answers, standings(tree, answers), mode, only_open or mode == "next", (), NAME)
    is_new = not any(first.is_given(id) for id in answers.answers)
    profile = () if not is_new or section is not None else first.parts[0].questions
    chosen: Iterable[str] = (id for part in first.parts[1:] if section in (None, part.id) for id in part.questions)
    if mode == "short":
        chosen = tree.pack.head.short
    elif mode == "next":
        chosen = ()
    route = tuple(dict.fromkeys((*profile, *chosen)))
    if only_open:
        # Fixed at the beginning: what is answered now is not asked for again in this sitting.
        route = tuple(id for id in route if not first.is_given(id) or _is_unknown(first, id))
    return _onward(replace(first, route=route), began=True)


def _is_unknown(position: Position, id: str) -> bool:
    stored = position.answer(id)
    return stored is not None and stored.unknown


# What comes next


def _is_wanted(position: Position, id: str) -> bool:
    """Say whether a question is still to be asked in this sitting."""
    if id in position.passed or not position.is_asked(id):
        return False
    return not position.is_given(id) or (position.again and _is_unknown(position, id))


def _onward(position: Position, *events: Event, began: bool = False) -> Step:
    """Go to the next question of the sitting: the first wanted one that follows, else the first wanted one."""
    order = {id: i for i, id in enumerate(position.every)}
    wanted = sorted((id for id in position.route if _is_wanted(position, id)), key=order.__getitem__)
    here = -1 if began else order[position.at]
    later = [id for id in wanted if order[id] > here]
    if position.mode == "next" and not any(position.role(id) == "profile" for id in wanted):
        return _most_telling(position, began, *events)
    if not wanted:
        return _done(position, began, *events)
    id = (later or wanted)[0]
    return _asking(position, id, began, *events, *_breath(position, id, began))


def _asking(position: Position, id: str, began: bool, *events: Event) -> Step:
    """Ask a question; the one before it can be gone back to."""
    trail = position.trail if began or id == position.at else (*position.trail, position.at)
    return Step(replace(position, at=id, trail=trail, place="question", origin="question"), (*events, Ask()))


def _breath(position: Position, id: str | None, began: bool) -> tuple[Event, ...]:
    """Rest where a part is left that has nothing wanted any more."""
    part = position.part_of(position.at)
    if began or not part.id or position.mode != "all" or (id is not None and id in part.questions):
        return ()
    is_left = any(_is_wanted(position, one) for one in part.questions)
    return () if is_left else (Breath(part.id),)


def _most_telling(position: Position, began: bool, *events: Event) -> Step:
    """Ask what would tell most about the level; where nothing tells more, the rest in order."""
    ids = ask_next(assess(position.tree, position.answers), most=len(position.tree.questions))
    id = next((id for id in ids if id not in position.passed), None)
    said = (*events, Narrowed()) if any(isinstance(event, Saved) for event in events) else events
    if id is not None:
        return _asking(position, id, began, *said)
    rest = replace(position, mode="all", again=False, route=position.every[len(position.parts[0].questions) :])
    if not any(_is_wanted(rest, one) for one in rest.route):
        return _done(position, began, *said)
    return _onward(rest, *said, NothingTellsMore(), began=True) if began else _over(rest, *said, NothingTellsMore())


def _over(position: Position, *events: Event) -> Step:
    """Begin another way through the questions; the last one asked can still be gone back to."""
    step = _onward(position, *events, began=True)
    if step.position.place != "question" or step.position.at == position.at:
        return step
    return replace(step, position=replace(step.position, trail=(*position.trail, position.at)))


def _done(position: Position, began: bool, *events: Event) -> Step:
    """Rest where nothing is left to ask; a sitting that begins so looks at what there is first."""
    if began and position.route:
        position = replace(position, at=next((id for id in reversed(position.route) if position.is_asked(id)), NAME))
    if position.mode == "short":
        return Step(replace(position, place="pause", origin="pause"), (*events, ShortDone()))
    if began:
        return Step(replace(position, place="parts", origin="end"), (*events, Overview()))
    ended = replace(position, place="end", origin="end")
    return Step(ended, (*events, *_breath(position, None, began), Review()))


def _backward(position: Position) -> Step:
    """Go back to the question asked before, as far as it is in force; at the start of a sitting, by their order."""
    if position.place in ("end", "pause"):
        return _at(position, position.at)
    trail = position.trail
    while trail and not position.is_asked(trail[-1]):
        trail = trail[:-1]
    if trail:
        return _at(replace(position, at=trail[-1], trail=trail[:-1]), trail[-1])
    earlier = position.every[: position.every.index(position.at)] if position.mode == "all" else ()
    before = [id for id in earlier if position.is_asked(id)]
    if not before:
        return Step(position, (Say("This is the first question."),))
    return _at(replace(position, at=before[-1]), before[-1])


def _at(position: Position, id: str) -> Step:
    """Ask a certain question."""
    return _asking(position, id, False)


def _back_to_origin(position: Position) -> Step:
    if position.origin == "question":
        return _at(position, position.at)
    event: Event = ShortDone() if position.origin == "pause" else Review()
    return Step(replace(position, place=position.origin), (event,))


# Lines


def take(position: Position, line: str) -> Step:
    """Do what a typed line says; a line that means nothing changes nothing and is answered in one sentence."""
    match position.place:
        case "question":
            return _at_question(position, reply_to(position.question(position.at), line))
        case "reason":
            return _at_reason(position, line.strip())
        case "pause":
            return _at_pause(position, line.strip())
        case _:
            return _at_list(position, line.strip())


def leave(position: Position) -> Step:
    """End the sitting, as the end of the input does; where nothing is left to ask, it is finished."""
    is_end = position.place == "end" or (position.place in ("parts", "list") and position.origin == "end")
    is_end = is_end or (position.mode == "all" and not any(position.is_open(id) for id in position.tree.asked))
    return Step(position, ends="finished" if is_end else "left")


def _at_question(position: Position, reply: Reply) -> Step:
    id = position.at
    match reply:
        case Refused(says):
            return Step(position, (Say(says),))
        case Nothing():
            if not position.is_given(id):
                return Step(position)
            return _onward(_passed(position), Kept(id))
        case Value(value):
            return _answered(position, value=value)
        case _:
            return _key(position, reply.name, reply.text)


def _key(position: Position, name: KeyName, text: str) -> Step:
    match name:
        case "back":
            return _backward(position)
        case "skip":
            said: Event = Kept(position.at) if position.is_given(position.at) else Skipped()
            return _onward(_passed(position), said)
        case "unknown" | "na" if position.role(position.at) == "profile":
            return Step(position, (Say(f"Here {_slash(position)}s leaves it empty, and the next question follows."),))
        case "unknown":
            return _answered(position, unknown=True)
        case "na":
            return _not_applicable(position, text)
        case "note" | "evidence":
            return _noted(position, name, text)
        case "help":
            return Step(position, (Help(), Ask()))
        case "overview":
            return Step(replace(position, place="parts", origin="question"), (Overview(),))
        case "find":
            return _find(position, text)
        case _:
            return leave(position)


def _slash(position: Position) -> str:
    """Give what a key begins with at the question at hand."""
    return "/" if isinstance(position.question(position.at), Words) else ""


def _not_applicable(position: Position, reason: str) -> Step:
    if position.question(position.at).not_applicable is None:
        return Step(
            position, (Say(f"This question applies to everybody. If you cannot tell, type {_slash(position)}d."),)
        )
    if not reason:
        return Step(replace(position, place="reason"), (AskReason(),))
    return _answered(position, not_applicable=reason)


def _at_reason(position: Position, text: str) -> Step:
    if len(text) > LONGEST:
        return Step(position, (Say(too_long(text)),))
    if text.lower() in KEYS:
        says = f"If you mean the key, type /{text}. Otherwise type your reason, or Enter for none."
        return Step(position, (Say(says),))
    if not text.startswith("/") or text.startswith("//"):
        return _answered(position, not_applicable=text.removeprefix("/") if text.startswith("//") else text)
    reply = slashed(text[1:].strip())
    match reply:
        case Key("back"):
            return _at(position, position.at)
        case Key("leave"):
            return leave(position)
    return Step(position, (Say("Type your reason, or Enter for none. /b goes back, /q saves and leaves."),))


# Answers


def _passed(position: Position) -> Position:
    return replace(position, passed=position.passed | {position.at}, place="question")


def _answered(
    position: Position, value: Given | None = None, unknown: bool = False, not_applicable: str | None = None
) -> Step:
    """Store an answer to the question at hand; its note and evidence stay."""
    id, answers = position.at, position.answers
    if id == NAME:
        answers = replace(answers, name=str(value))
    elif position.role(id) == "profile":
        answers = replace(answers, profile=_with_field(position, value))
    else:
        before = answers.answers.get(id, Answer())
        answer = replace(before, value=value, unknown=unknown, not_applicable=not_applicable)
        answers = replace(answers, answers=_in_order(position, {**answers.answers, id: answer}))
    after = _with(position, answers)
    return _onward(_passed(after), Saved(id), *_ruled(position, after))


def _with(position: Position, answers: Answers) -> Position:
    return replace(position, answers=answers, standings=standings(position.tree, answers))


def _with_field(position: Position, value: Given | None) -> dict[str, Given]:
    assert value is not None
    found = {**position.answers.profile, position.at: value}
    ids = [one.id for one in position.tree.profile]
    return {id: found[id] for id in (*(id for id in ids if id in found), *(id for id in found if id not in ids))}


def _in_order(position: Position, found: Mapping[str, Answer]) -> dict[str, Answer]:
    """Put answers into the questionnaire's order, whatever the order in which they were given."""
    return {one.id: found[one.id] for one in position.tree.questions if one.id in found}


def _ruled(before: Position, after: Position) -> tuple[Event, ...]:
    out = back = gone = waiting = 0
    for id in after.tree.waiting.get(after.at, ()):
        if after.role(id) == "profile":
            continue
        if after.is_given(id):
            out += before.is_asked(id) and not after.is_asked(id)
            back += after.is_asked(id) and not before.is_asked(id)
        else:
            gone += after.standings[id].state == "hidden" != before.standings[id].state
            waiting += not after.is_asked(id) and after.standings[id].state != "hidden" and _is_unknown(after, after.at)
    return (Ruled(out, back, gone, waiting),) if out or back or gone or waiting else ()


def _noted(position: Position, kind: Literal["note", "evidence"], text: str) -> Step:
    id = position.at
    if position.role(id) == "profile":
        return Step(position, (Say("A note or evidence belongs to the questions that follow; here only the answer."),))
    stored = position.answers.answers.get(id, Answer())
    there = stored.note if kind == "note" else "; ".join(stored.evidence)
    key = _slash(position) + ("+" if kind == "note" else "e")
    if not text:
        says = f"It has this {kind}: {there}. To take it out: {key} -" if there else ""
        return Step(position, (Say(says or f"Type {key} and the {kind} in one line, such as: {key} {_SUCH[kind]}"),))
    if text == "-":
        if not there:
            return Step(position, (Say(f"There is no {kind} here."),))
        answer = replace(stored, note=None) if kind == "note" else replace(stored, evidence=())
        text = ""
    elif kind == "note":
        answer = replace(stored, note=f"{stored.note}{_joint(stored.note)}{text}" if stored.note else text)
    else:
        answer = replace(stored, evidence=(*stored.evidence, text))
    found = {**position.answers.answers, id: answer}
    if answer == Answer():
        del found[id]
    after = _with(position, replace(position.answers, answers=_in_order(position, found)))
    return Step(after, (Noted(kind, text),))


_SUCH: Final = {"note": "Ask the treasurer", "evidence": "Minutes of 14 March"}


def _joint(text: str) -> str:
    return " " if text.endswith((".", "!", "?", ";", ":")) else "; "


# Lists, and the end


def _at_list(position: Position, text: str) -> Step:
    """Read a line where questions are chosen from: a number, an id, a word to find, or a key."""
    if not text:
        return leave(position) if position.place == "end" else _back_to_origin(position)
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
            return _backward(position) if position.place == "end" else _back_to_origin(position)
        case Key("find", word):
            return _find(position, word)
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
        return _find(position, id)
    if position.is_asked(id):
        return _at(position, id)
    if position.standings[id].state == "hidden":
        says = f"{id} is not asked, since another answer rules it out."
    else:
        says = f"{id} is not asked yet."
    others = [i for i in position.waits_for(id) if position.is_asked(i)] or list(position.waits_for(id))
    return Step(position, (Say(f"{says} It depends on {' and '.join(others)}."),))


def _find(position: Position, word: str) -> Step:
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


def _at_pause(position: Position, text: str) -> Step:
    key = text.lower().lstrip("/")
    if key in ("q", "n"):
        return leave(position)
    if key == "b":
        return _backward(position)
    if key == "o":
        return Step(replace(position, place="parts"), (Overview(),))
    if text.startswith("/") and isinstance(reply := slashed(text[1:].strip()), Key) and reply.name == "find":
        return _find(position, reply.text)
    if text and text.lower() not in ("y", "go on"):
        return Step(position, (Say("Enter goes on with the other questions, q stops here. b goes back, o shows all."),))
    on = replace(position, mode="all", route=position.every[len(position.parts[0].questions) :], passed=frozenset())
    return _over(on)
