"""Answers as they are sent: what a person wrote beside them leaves, what was answered stays."""

from __future__ import annotations

import pytest

from silk_assess.answers.model import Answer, Answered, Answers
from silk_assess.answers.sent import PARTS, without

GIVEN = Answers(
    name="Quay",
    answers={
        "q": Answer("yes", note="a note", evidence=("a paper",)),
        "r": Answer(not_applicable="why", note="a note"),
    },
    answered=Answered("2026-11-04", "Rosa"),
)


def test_nothing_named_leaves_everything():
    assert without(GIVEN, ()) == GIVEN


def test_notes_and_evidence_leave_and_reasons_stay():
    assert without(GIVEN, ("notes",)).answers == {
        "q": Answer("yes", evidence=("a paper",)),
        "r": Answer(not_applicable="why"),
    }
    assert without(GIVEN, ("evidence",)).answers["q"] == Answer("yes", note="a note")


@pytest.mark.parametrize(
    ("answered", "left"),
    [(Answered("2026-11-04", "Rosa"), Answered("2026-11-04")), (Answered(by="Rosa"), None), (None, None)],
)
def test_of_who_answered_the_day_stays(answered, left):
    assert without(Answers(answered=answered), ("by",)).answered == left


def test_all_of_it_leaves_the_answers():
    found = without(GIVEN, PARTS)
    assert (found.name, found.answers["q"], found.answered) == ("Quay", Answer("yes"), Answered("2026-11-04"))
