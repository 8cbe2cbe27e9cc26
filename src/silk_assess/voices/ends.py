"""The two ends of what several voices answered to one question. Source: docs/scoring.md, Voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from silk_assess.answers.model import Given
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.questions import Day, Quantity
from silk_assess.questionnaire.tree import Asked
from silk_assess.questionnaire.values import answers_to


class NotApplicable(Enum):
    """That a question does not apply, which is an answer without points."""

    SAID = "na"


NOT_APPLICABLE: Final = NotApplicable.SAID
Said = Given | NotApplicable


@dataclass(frozen=True, slots=True)
class Ends:
    """From where to where a question was answered, of which not all answers are alike.

    `worst` has the fewest points, of likelihood and impact the greatest number; `best` is the other end.
    Both are None where nothing orders the answers (words, a country). `least` and `greatest` are their points,
    of likelihood and impact their numbers, in micro-units. With `may_vanish` somebody said that it does not apply.
    """

    worst: Given | None
    best: Given | None
    least: int
    greatest: int
    may_vanish: bool


def ends_of(one: Asked, answers: Sequence[Said]) -> Ends:
    """Find the ends of what was answered, also where all is alike.

    Of answers with equal points it is the first and the last as the options stand.
    """
    values = {answer for answer in answers if not isinstance(answer, NotApplicable)}
    may_vanish = any(isinstance(answer, NotApplicable) for answer in answers)
    if not values or (not one.scored and not isinstance(one.question, Quantity | Day)):
        return Ends(None, None, 0, 0, may_vanish)
    ordered = sorted(values, key=lambda value: _place(one, value))
    sizes = [points(one, value) for value in ordered] if one.scored else [0]
    return Ends(ordered[0], ordered[-1], min(sizes), max(sizes), may_vanish)


def _place(one: Asked, value: Given) -> tuple[int, tuple[int, ...], str]:
    """Order answers from the worst to the best, and those with equal points as options stand."""
    size = points(one, value) if one.scored else 0
    # Of likelihood and impact more is worse.
    sign = -1 if one.role in ("likelihood", "impact") else 1
    if isinstance(value, int):
        return sign * size, (value,), ""
    options = answers_to(one.question)
    if options is None:
        return sign * size, (), str(value)
    chosen = value if isinstance(value, tuple) else (value,)
    return sign * size, tuple(options.index(id) for id in chosen), ""
