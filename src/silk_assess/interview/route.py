"""What is asked next: forward, back, the most telling one; and where a sitting begins, rests and ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from silk_assess.advice.ask_next import ask_next
from silk_assess.answers.model import Answers
from silk_assess.answers.state import standings
from silk_assess.interview.events import (
    Ask,
    Breath,
    Event,
    Narrowed,
    NothingTellsMore,
    Overview,
    Review,
    Saved,
    Say,
    ShortDone,
    Step,
)
from silk_assess.interview.position import NAME, Mode, Position
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess


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
        route = tuple(id for id in route if not first.is_given(id) or is_unknown(first, id))
    return onward(replace(first, route=route), began=True)


def is_unknown(position: Position, id: str) -> bool:
    """Say whether a question is answered with "don't know"."""
    stored = position.answer(id)
    return stored is not None and stored.unknown


def _is_wanted(position: Position, id: str) -> bool:
    """Say whether a question is still to be asked in this sitting."""
    if id in position.passed or not position.is_asked(id):
        return False
    return not position.is_given(id) or (position.again and is_unknown(position, id))


def onward(position: Position, *events: Event, began: bool = False) -> Step:
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
    return onward(rest, *said, NothingTellsMore(), began=True) if began else over(rest, *said, NothingTellsMore())


def over(position: Position, *events: Event) -> Step:
    """Begin another way through the questions; the last one asked can still be gone back to."""
    step = onward(position, *events, began=True)
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


def backward(position: Position) -> Step:
    """Go back to the question asked before, as far as it is in force; at the start of a sitting, by their order."""
    if position.place in ("end", "pause"):
        return ask_again(position, position.at)
    trail = position.trail
    while trail and not position.is_asked(trail[-1]):
        trail = trail[:-1]
    if trail:
        return ask_again(replace(position, at=trail[-1], trail=trail[:-1]), trail[-1])
    earlier = position.every[: position.every.index(position.at)] if position.mode == "all" else ()
    before = [id for id in earlier if position.is_asked(id)]
    if not before:
        return Step(position, (Say("This is the first question."),))
    return ask_again(replace(position, at=before[-1]), before[-1])


def ask_again(position: Position, id: str) -> Step:
    """Ask a certain question."""
    return _asking(position, id, False)


def back_to_origin(position: Position) -> Step:
    """Go back to where a list was opened from."""
    if position.origin == "question":
        return ask_again(position, position.at)
    event: Event = ShortDone() if position.origin == "pause" else Review()
    return Step(replace(position, place=position.origin), (event,))


def leave(position: Position) -> Step:
    """End the sitting, as the end of the input does; where nothing is left to ask, it is finished."""
    is_end = position.place == "end" or (position.place in ("parts", "list") and position.origin == "end")
    is_end = is_end or (position.mode == "all" and not any(position.is_open(id) for id in position.tree.asked))
    return Step(position, ends="finished" if is_end else "left")
