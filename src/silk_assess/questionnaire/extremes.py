"""The worst and the best answer to a question."""

from __future__ import annotations

from silk_assess.questionnaire.model.questions import Choices, Quantity
from silk_assess.questionnaire.tree import Asked

Extreme = str | tuple[str, ...] | int


def worst_answer(one: Asked) -> Extreme:
    """Give the answer with the fewest points, of likelihood and impact the greatest number.

    The first of equals; of choices none, or reversed all that are not exclusive; of a number the
    goalpost, held within minimum and maximum. Source: docs/scoring.md, Ask next.
    """
    return _end(one, best=False)


def best_answer(one: Asked) -> Extreme:
    """Give the answer with the most points, of likelihood and impact the smallest number; else as `worst_answer`."""
    return _end(one, best=True)


def _end(one: Asked, best: bool) -> Extreme:
    question = one.question
    if isinstance(question, Quantity) and one.goalposts:
        return held(question, one.goalposts[1 if best != one.reversed else 0])
    if isinstance(question, Choices):
        return tuple(option.id for option in question.options if not option.exclusive) if best != one.reversed else ()
    # Of likelihood and impact more is worse; what is reversed stands so in the table.
    most = best != (one.role in ("likelihood", "impact"))
    return (max if most else min)(one.table, key=lambda id: one.table[id])


def held(question: Quantity, x: int) -> int:
    """Hold a number within the minimum and maximum of its question."""
    low = x if question.minimum is None else max(x, question.minimum)
    return low if question.maximum is None else min(low, question.maximum)
