"""Answers as they are sent to others: without what a person wrote beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from silk_assess.answers.model import Answered, Answers

# What can be left out, with the words that stand for it.
PARTS: Final[Mapping[str, str]] = {
    "notes": "notes",
    "evidence": "the evidence named",
    "by": "who answered",
    "who": "the names in the plan",
}


def without(answers: Answers, parts: Collection[str]) -> Answers:
    """Leave out `notes`, `evidence` or `by`; what was answered, and when, stays as it is.

    The names in a plan (`who`) are left out where the plan is told.

    Points and shares that were worked out before stay too: how much is proved is no secret of
    the texts that say by what.
    """
    given = answers.answers
    if "notes" in parts:
        given = {id: replace(one, note=None) for id, one in given.items()}
    if "evidence" in parts:
        given = {id: replace(one, evidence=()) for id, one in given.items()}
    answered = answers.answered
    if "by" in parts and answered is not None:
        answered = Answered(answered.date) if answered.date else None
    return replace(answers, answers=given, answered=answered)
