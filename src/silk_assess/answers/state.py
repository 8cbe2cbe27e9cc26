"""The state of each question, decided from the answers and the conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


_HIDDEN = Standing("hidden", is_asked=False)
_NOT_APPLICABLE = Standing("not applicable")
_WAITING = Standing("unknown", is_asked=False, may_vanish=True)
_UNKNOWN = Standing("unknown")
_UNKNOWN_OR_NOT_APPLICABLE = Standing("unknown", may_vanish=True)


def standings(tree: Tree, answers: Answers) -> dict[str, Standing]:
    """Decide the state of every profile field and question.

    A question whose `when` is false is hidden; one whose `when` is unknown is unknown; an
    answer stored for either is ignored. Source: SCORING.md, section 2.
    """
    known: dict[str, Standing] = {}
    _decide(tree.asking_order, answers.profile, answers.answers, known)
    return known


def restated(
    tree: Tree, answers: Answers, before: Mapping[str, Standing], changed: Iterable[str]
) -> tuple[dict[str, Standing], list[str]]:
    """Decide again after some questions got other answers; name those whose standing changed.

    `before` holds the standings until then; only the changed questions and those that wait for
    them are looked at.
    """
    known = dict(before)
    again = [*changed]
    waiting = {later for id in again for later in tree.waiting.get(id, ())}
    if waiting:
        again = [one.id for one in tree.asking_order if one.id in waiting or one.id in again]
    _decide([tree.asked[id] for id in again], answers.profile, answers.answers, known)
    return known, [id for id in again if known[id] != before[id]]


def _decide(
    questions: Iterable[Asked], profile: Mapping[str, Given], answers: Mapping[str, Answer], known: dict[str, Standing]
) -> None:
    def fact_of(id: str) -> Fact:
        return fact(known[id])

    for one in questions:
        shown = True if one.when is None else holds(one.when, fact_of)
        if shown is None:
            known[one.id] = _WAITING
        elif not shown:
            known[one.id] = _HIDDEN
        elif one.role == "profile":
            known[one.id] = Standing("answered", profile[one.id]) if one.id in profile else _UNKNOWN
        else:
            known[one.id] = _stored(one, answers.get(one.id))


def _stored(one: Asked, answer: Answer | None) -> Standing:
    if answer is not None and answer.value is not None:
        return Standing("answered", answer.value)
    if answer is not None and answer.not_applicable is not None:
        return _NOT_APPLICABLE
    return _UNKNOWN_OR_NOT_APPLICABLE if one.may_be_left_out else _UNKNOWN


def waited_for(tree: Tree, known: Mapping[str, Standing]) -> tuple[str, ...]:
    """Name the open questions and profile fields whose answers decide whether others are asked.

    Only those that can be answered now; in the order in which the questions that wait read them.
    """
    waiting = (one for one in tree.questions if known[one.id].is_waiting)
    reading = dict.fromkeys(id for one in waiting for id in reads(one.when))
    return tuple(id for id in reading if known[id].state == "unknown" and known[id].is_asked)


def fact(standing: Standing) -> Fact:
    """Turn a standing into what a condition reads."""
    if standing.state == "answered":
        return standing.value
    return None if standing.state == "unknown" else ABSENT
