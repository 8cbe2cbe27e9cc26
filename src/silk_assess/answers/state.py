"""The state of each question, decided from the answers and the conditions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Literal

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.questionnaire.conditions import ABSENT, Fact, holds, reads
from silk_assess.questionnaire.tree import Asked, Tree

State = Literal["answered", "unknown", "not applicable", "hidden"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one question, with its value where it is answered.

    `is_asked` is false while its `when` is unknown: then the question is itself unknown,
    whatever is stored for it. `may_vanish` says of an unknown question that it may still turn
    out hidden or not applicable.
    """

    state: State
    value: Given | None = None
    is_asked: bool = True
    may_vanish: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether other open answers decide whether the question is asked."""
        return self.state == "unknown" and not self.is_asked


HIDDEN = Standing("hidden", is_asked=False)
_NOT_APPLICABLE = Standing("not applicable")
WAITING = Standing("unknown", is_asked=False, may_vanish=True)
_UNKNOWN = Standing("unknown")
_UNKNOWN_OR_NOT_APPLICABLE = Standing("unknown", may_vanish=True)


def standings(tree: Tree, answers: Answers) -> dict[str, Standing]:
    """Decide the state of every profile field and question.

    A question whose `when` is false is hidden; one whose `when` is unknown is unknown; an
    answer stored for either is ignored. Source: docs/scoring.md, State of a question.
    """
    known: dict[str, Standing] = {}
    _decide(tree.asking_order, answers.profile, answers.answers, known)
    return known


def restated(
    tree: Tree, answers: Answers, before: Mapping[str, Standing], changed: Iterable[str]
) -> tuple[dict[str, Standing], list[str]]:
    """Decide again after some questions got other answers; name those whose standing changed, in asking order.

    `before` holds the standings until then; only the changed questions are looked at, and those
    that wait for one whose standing changed.
    """
    known = dict(before)
    return known, restate(tree, answers.profile, answers.answers, known, changed)


def restate(
    tree: Tree,
    profile: Mapping[str, Given],
    answers: Mapping[str, Answer],
    known: dict[str, Standing],
    changed: Iterable[str],
    free: Collection[str] = (),
) -> list[str]:
    """Do what `restated` does in `known` itself, as if the questions in `free` were asked of everybody."""
    moved: list[str] = []
    # Places in asking order, the first ahead: so whatever a question waits for is decided before it.
    ahead = sorted({tree.asking_place[id] for id in changed})
    while ahead:
        place = heappop(ahead)
        one = tree.asking_order[place]
        before = known[one.id]
        _decide((one,), profile, answers, known, free)
        if known[one.id] != before:
            moved.append(one.id)
            for later in tree.directly_waiting.get(one.id, ()):
                heappush(ahead, tree.asking_place[later])
        while ahead and ahead[0] == place:
            heappop(ahead)
    return moved


def _decide(
    questions: Iterable[Asked],
    profile: Mapping[str, Given],
    answers: Mapping[str, Answer],
    known: dict[str, Standing],
    free: Collection[str] = (),
) -> None:
    def fact_of(id: str) -> Fact:
        return fact(known[id])

    for one in questions:
        shown = True if one.when is None or one.id in free else holds(one.when, fact_of)
        if shown is None:
            known[one.id] = WAITING
        elif not shown:
            known[one.id] = HIDDEN
        elif one.role == "profile":
            known[one.id] = Standing("answered", profile[one.id]) if one.id in profile else _UNKNOWN
        else:
            known[one.id] = stored(one, answers.get(one.id))


def stored(one: Asked, answer: Answer | None) -> Standing:
    """Give the state of a question that is asked, by what stands in a file for it."""
    if answer is not None and answer.value is not None:
        return Standing("answered", answer.value)
    if answer is not None and answer.not_applicable is not None:
        return _NOT_APPLICABLE
    return _UNKNOWN_OR_NOT_APPLICABLE if one.may_be_left_out else _UNKNOWN


def waited_for(tree: Tree, known: Mapping[str, Standing], ids: Iterable[str] | None = None) -> tuple[str, ...]:
    """Name the open questions and profile fields whose answers decide whether others are asked.

    The others are those of `ids` that wait (of all questions, if none are named). What they wait for
    is followed to what can be answered now, each named once, in the order in which it is met.
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    named = [one.id for one in tree.questions] if ids is None else list(ids)
    ahead = [id for id in reversed(named) if known[id].is_waiting]
    while ahead:
        id = ahead.pop()
        if id in seen:
            continue
        seen.add(id)
        if known[id].is_waiting:
            ahead += reversed(reads(tree.asked[id].when))
        elif known[id].state == "unknown":
            found[id] = None
    return tuple(found)


def each_waited_for(tree: Tree, known: Mapping[str, Standing]) -> Mapping[str, tuple[str, ...]]:
    """Name for each question that waits what `waited_for` names for it alone."""
    found: dict[str, tuple[str, ...]] = {}
    for one in tree.asking_order:
        if known[one.id].is_waiting:
            met = (found.get(id, (id,)) for id in reads(one.when) if known[id].state == "unknown")
            found[one.id] = tuple(dict.fromkeys(open_one for ids in met for open_one in ids))
    return found


def deciders(tree: Tree, known: Mapping[str, Standing], id: str) -> tuple[str, ...]:
    """Name the questions and profile fields whose answers, given or not, decide whether one is asked.

    They are those in force that its `when` reads; where none is in force, all of them.
    """
    named = reads(tree.asked[id].when)
    return tuple(one for one in named if known[one].is_asked) or named


def fact(standing: Standing) -> Fact:
    """Turn a standing into what a condition reads."""
    if standing.state == "answered":
        return standing.value
    return None if standing.state == "unknown" else ABSENT
