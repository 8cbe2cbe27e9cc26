"""What is asked next: forward, back, the most telling one; and where a sitting begins, pauses and ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from silk_assess.advice.ask_next import ask_next
from silk_assess.answers.model import Answers
from silk_assess.answers.state import standings, waited_for
from silk_assess.interview.events import (
    Ask,
    AskNames,
    Event,
    LevelSoFar,
    NotDone,
    NothingTellsMore,
    Overview,
    PartEnded,
    Review,
    Saved,
    ShortListDone,
    Turn,
)
from silk_assess.interview.position import NAME, Mode, Older, Position
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess


def begin(
    tree: Tree,
    answers: Answers,
    mode: Mode = "all",
    section: str | None = None,
    only_open: bool = False,
    again: bool = False,
    waiting: tuple[str, ...] = (),
    older: Older | None = None,
) -> Turn:
    """Begin a sitting, or go on with one.

    The profile is asked first while no question has an answer yet. `section` is the id of a part of
    the questionnaire (empty for the organisation itself), of a dimension or a risk. `only_open` asks
    what is open or was answered with "don't know"; `again` walks through all that is asked, the
    profile too, and shows what is there for Enter to confirm it. What `waiting` answers wait for is
    asked before all that. The answers of an `older` file are shown for Enter to confirm them.
    """
    known = standings(tree, answers)
    first = Position(tree, answers, known, mode, only_open or mode == "next", (), NAME, walks=again, waiting=waiting)
    first = replace(first, older=older)
    is_new = not any(first.is_given(id) for id in answers.answers)
    profile = first.parts[0].questions if (is_new or again or older) and section is None else ()
    chosen: Iterable[str] = first.in_sections if section is None else first.under(section)
    if mode == "short":
        chosen = tree.pack.head.short
    elif mode == "next":
        chosen = ()
    route = tuple(dict.fromkeys((*profile, *chosen)))
    if only_open:
        # Fixed at the beginning: what is answered now is not asked for again in this sitting.
        route = tuple(id for id in route if not first.is_given(id) or first.is_unknown(id))
    return go_on(replace(first, route=route), begins=True)


def go_on(position: Position, *events: Event, begins: bool = False) -> Turn:
    """Go to the next question of the sitting: the first wanted one that follows, else the first wanted one.

    With `begins` there is no question behind us yet, on this route: nothing to go back to or to end.
    What stored answers wait for comes before all else.
    """
    from_start = begins or bool(position.waiting)
    if position.waiting:
        ahead = waited_for(position.tree, position.standings, position.waiting)
        first = next((id for id in position.order if id in ahead and id not in position.passed), None)
        if first is not None:
            return ask(position, first, *events, begins=begins)
        position = replace(position, waiting=())
    wanted = [id for id in position.order if id in position.route and _is_wanted(position, id)]
    if position.mode == "next" and not any(position.role(id) == "profile" for id in wanted):
        return _go_to_most_telling(position, begins, *events)
    if not wanted:
        return _stop(position, begins, *events)
    behind = () if from_start else position.order[: position.order.index(position.at) + 1]
    id = next((id for id in wanted if id not in behind), wanted[0])
    return ask(position, id, *events, *_part_ended(position, id, begins), begins=begins)


def _is_wanted(position: Position, id: str) -> bool:
    """Say whether a question is still to be asked in this sitting."""
    if id in position.passed or not position.is_asked(id):
        return False
    return position.walks or not position.is_given(id) or (position.asks_unknown and position.is_unknown(id))


def _go_to_most_telling(position: Position, begins: bool, *events: Event) -> Turn:
    """Ask what would tell most about the level; where nothing tells more, the rest in order."""
    ids = ask_next(assess(position.tree, position.answers), most=len(position.tree.questions))
    id = next((id for id in ids if id not in position.passed), None)
    told = (*events, LevelSoFar()) if any(isinstance(event, Saved) for event in events) else events
    if id is not None:
        return ask(position, id, *told, begins=begins)
    rest = replace(position, mode="all", asks_unknown=False, route=position.in_sections)
    if not any(_is_wanted(rest, one) for one in rest.route):
        return _stop(position, begins, *told)
    told = (*told, NothingTellsMore())
    return go_on(rest, *told, begins=True) if begins else change_route(rest, *told)


def _stop(position: Position, begins: bool, *events: Event) -> Turn:
    """Stop where nothing is left to ask; a sitting that begins so looks at what there is first."""
    if begins and position.route:
        position = replace(position, at=next((id for id in reversed(position.route) if position.is_asked(id)), NAME))
    if position.mode == "short":
        return Turn(replace(position, screen="pause", origin="pause"), (*events, ShortListDone()))
    if begins:
        return Turn(replace(position, screen="parts", origin="end"), (*events, Overview()))
    ended = replace(position, screen="end", origin="end")
    return Turn(ended, (*events, *_part_ended(position, None, begins), Review()))


def _part_ended(position: Position, next_id: str | None, begins: bool) -> tuple[Event, ...]:
    """Tell the end of the part at hand where it is left, and nothing in it is wanted any more."""
    part = position.part_of(position.at)
    if begins or not part.id or position.mode != "all" or (next_id is not None and next_id in part.questions):
        return ()
    is_left = any(_is_wanted(position, one) for one in part.questions)
    return () if is_left else (PartEnded(part.id),)


def change_route(position: Position, *events: Event) -> Turn:
    """Take up a position's other route at its beginning; the last question asked can still be gone back to."""
    turn = go_on(position, *events, begins=True)
    if turn.position.screen != "question" or turn.position.at == position.at:
        return turn
    return replace(turn, position=replace(turn.position, trail=(*position.trail, position.at)))


def go_back(position: Position) -> Turn:
    """Go back to the question asked before, as far as it is in force; at the start of a sitting, by their order."""
    if position.screen in ("end", "pause"):
        return ask(position, position.at)
    trail = position.trail
    while trail and not position.is_asked(trail[-1]):
        trail = trail[:-1]
    if trail:
        return ask(replace(position, at=trail[-1], trail=trail[:-1]), trail[-1])
    earlier = position.order[: position.order.index(position.at)] if position.mode == "all" else ()
    before = [id for id in earlier if position.is_asked(id)]
    if not before:
        return Turn(position, (NotDone.IS_FIRST_QUESTION,))
    return ask(replace(position, at=before[-1]), before[-1])


def close_list(position: Position) -> Turn:
    """Go back to where a list was opened from."""
    if position.origin == "question":
        return ask(position, position.at)
    event: Event = ShortListDone() if position.origin == "pause" else Review()
    return Turn(replace(position, screen=position.origin), (event,))


def ask(position: Position, id: str, *events: Event, begins: bool = False) -> Turn:
    """Ask a certain question; the one at hand until now can be gone back to."""
    trail = position.trail if begins or id == position.at else (*position.trail, position.at)
    return Turn(replace(position, at=id, trail=trail, screen="question", origin="question"), (*events, Ask()))


def finish(position: Position) -> Turn:
    """End the sitting as a person asks for it; where all is done, who answered is asked first, once."""
    return _ask_names(position) if _wants_names(position) else leave(position)


def _wants_names(position: Position) -> bool:
    """Say whether to ask who answered: something was confirmed, nothing is left, and it is not known or shown again."""
    if position.screen == "names" or not position.has_confirmed or not _is_end(position):
        return False
    if position.walks:
        return not any(_is_wanted(position, id) for id in position.route)
    return not _names(position)


def _ask_names(position: Position) -> Turn:
    return Turn(replace(position, screen="names"), (AskNames(_names(position)),))


def _names(position: Position) -> str:
    answered = position.answers.answered
    return "" if answered is None else answered.by or ""


def leave(position: Position) -> Turn:
    """End the sitting, as the end of the input does; where nothing is left to ask, it is finished."""
    return Turn(position, ends="finished" if _is_end(position) else "left")


def _is_end(position: Position) -> bool:
    if position.screen in ("end", "names") or (position.screen in ("parts", "list") and position.origin == "end"):
        return True
    return position.mode == "all" and not any(position.is_open(id) for id in position.tree.asked)
