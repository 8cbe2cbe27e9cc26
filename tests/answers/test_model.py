"""Answers go from one process to another as they are."""

import copy
import pickle
from dataclasses import fields

import pytest

from silk_assess.answers.model import Answer, Answers

SOME = [
    Answer(),
    Answer("agreed"),
    Answer(("a", "b"), note="c", evidence=("d", "e")),
    Answer(7_300_000),
    Answer(unknown=True, note="soon"),
    Answer(not_applicable=""),
    Answer(not_applicable="why"),
]


@pytest.mark.parametrize("answer", SOME)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_answer_comes_back_whole(answer, protocol):
    assert pickle.loads(pickle.dumps(answer, protocol)) == answer
    assert copy.deepcopy(answer) == answer


def test_an_answer_is_sent_with_all_that_it_has():
    _, given = Answer().__reduce__()

    assert len(given) == len(fields(Answer))


def test_answers_come_back_whole():
    answers = Answers("A", {"a": ("b",)}, {str(i): one for i, one in enumerate(SOME)}, "1.0.0")

    assert pickle.loads(pickle.dumps(answers)) == answers
