"""The other answers that a question could have: all, and the better ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from silk_assess.answers.model import Given
from silk_assess.exact import UNIT
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.extremes import held
from silk_assess.questionnaire.model.questions import Choices, Quantity
from silk_assess.questionnaire.tree import Asked


def other_answers(one: Asked, present: Given | None) -> Iterator[Given]:
    """List every other answer that a question could have.

    For a number the goalposts, held within minimum and maximum; for choices one option more or
    less than now, among the sets that may be answered. Source: docs/scoring.md, Changes.
    """
    question = one.question
    if isinstance(question, Quantity):
        yield from (x for x in dict.fromkeys(held(question, x) for x in one.goalposts or ()) if x != present)
    elif isinstance(question, Choices):
        yield from _other_sets(question, present if isinstance(present, tuple) else None)
    else:
        yield from (id for id in one.table if id != present)


def _other_sets(question: Choices, present: tuple[str, ...] | None) -> Iterator[tuple[str, ...]]:
    """List the sets one option away from the present one, in the order of options; from unknown first none of them."""
    if present is None:
        yield ()
    now = set(present or ())
    exclusive = {option.id for option in question.options if option.exclusive}
    for option in question.options:
        if option.id in now:
            yield in_order(question, now - {option.id})
        elif now <= exclusive:
            # An exclusive answer gives way; from it, from none and from unknown each option may stand alone.
            yield (option.id,)
        elif option.id not in exclusive:
            yield in_order(question, now | {option.id})


def in_order(question: Choices, chosen: set[str]) -> tuple[str, ...]:
    """Put chosen options into the order of the question."""
    return tuple(option.id for option in question.options if option.id in chosen)


class BetterAnswers:
    """The better answers that one question has left, from the least to the best.

    They are counted from 1; 0 is the present answer. Source: docs/scoring.md, The way up.
    """

    def __init__(self, one: Asked, present: Given) -> None:
        self._one, self._present = one, present
        self._few: list[Given] = []
        self._start = self._step = 0
        self.count = 0
        if isinstance(one.question, Quantity):
            self._count_numbers(one.question)
        else:
            self._few = list(self._listed())
            self.count = len(self._few)

    def _listed(self) -> Iterator[Given]:
        one, present, question = self._one, self._present, self._one.question
        if not isinstance(question, Choices):
            now = one.table[str(present)]
            better = sorted((size, i, id) for i, (id, size) in enumerate(self._in_file_order()) if size > now)
            seen: set[int] = set()
            for size, _, id in better:
                if size not in seen:
                    seen.add(size)
                    yield id
            return
        exclusive = {o.id for o in question.options if o.exclusive}
        chosen = set(present if isinstance(present, tuple) else ()) - exclusive
        for option in question.options:
            if option.id not in exclusive and option.points and (option.id in chosen) == one.reversed:
                chosen ^= {option.id}
                yield in_order(question, chosen)

    def _in_file_order(self) -> list[tuple[str, int]]:
        return list(self._one.table.items())

    def _count_numbers(self, question: Quantity) -> None:
        goal = held(question, (self._one.goalposts or (0, 0))[0 if self._one.reversed else 1])
        now = cast("int", self._present)
        if points(self._one, goal) <= points(self._one, now):
            return
        step = UNIT // 10 ** (question.decimals or 0)
        self._step = step if goal > now else -step
        # The first multiple beyond the present answer, on the way to the goalpost.
        self._start = (now // step + 1) * step if goal > now else -((-now) // step + 1) * step
        self._goal = goal
        between = (goal - self._start) // self._step
        self.count = max(between + 1, 0) + (1 if between < 0 or (goal - self._start) % step else 0)

    def __getitem__(self, k: int) -> Given:
        if self._few:
            return self._few[k - 1]
        return self._goal if k == self.count else self._start + (k - 1) * self._step
