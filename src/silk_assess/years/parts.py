"""The change of one number, split into what another questionnaire, other answers and other knowledge make of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Cause = Literal["questionnaire", "answers", "known"]


class Steps(NamedTuple):
    """A number at five states: OLD; the old answers under the new questionnaire, alone and filled; NEW filled; NEW.

    None where it has none there.
    """

    old: int | None
    common: int | None
    common_filled: int | None
    new_filled: int | None
    new: int | None


class Parts(NamedTuple):
    """A change and its parts, in the unit of the number.

    `change` is None where OLD or NEW has no number. Where a number between is missing, the part that
    needs it and what became known or unknown are one, `together`, and `undivided` names those that it is.
    """

    change: int | None = None
    questionnaire: int | None = None
    answers: int | None = None
    known: int | None = None
    together: int | None = None
    undivided: tuple[Cause, ...] = ()


NONE = Parts()


def parts(steps: Steps) -> Parts:
    """Split the change of a number. Source: docs/scoring.md, Two years."""
    old, common, common_filled, new_filled, new = steps
    if old is None or new is None:
        return NONE
    change = new - old
    questionnaire = None if common is None else common - old
    answers = None if common_filled is None or new_filled is None else new_filled - common_filled
    rest = change - (questionnaire or 0) - (answers or 0)
    if questionnaire is not None and answers is not None:
        return Parts(change, questionnaire, answers, rest)
    undivided: list[Cause] = []
    undivided += ["questionnaire"] if questionnaire is None else []
    undivided += ["answers"] if answers is None else []
    return Parts(change, questionnaire, answers, None, rest, (*undivided, "known"))


def parts_without_old(steps: Steps) -> Parts:
    """Give the two parts that need no version of the old questionnaire, where that is not at hand."""
    _, common, common_filled, new_filled, new = steps
    if common is None or common_filled is None or new_filled is None or new is None:
        return NONE
    return Parts(answers=new_filled - common_filled, known=new - new_filled + common_filled - common)
