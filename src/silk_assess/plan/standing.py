"""What has become of each step: done or not, and whether the answers show it. Source: docs/scoring.md, Plans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from silk_assess.advice.rules import fired
from silk_assess.answers.model import Given
from silk_assess.plan.model import Plan, Step
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Assessment


class State(Enum):
    """What has become of a step. UNTOLD is done, and promised nothing that an answer or rule could show."""

    SHOWN = auto()
    NOT_SHOWN = auto()
    UNTOLD = auto()
    OPEN = auto()
    LATE = auto()


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step with what has become of it, and the answer to its question now (None where there is none).

    `is_true` says whether the answers show what it promised, done or not; None where it promised
    nothing that they could show.
    """

    step: Step
    state: State
    now: Given | None
    is_true: bool | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in (State.OPEN, State.LATE)

    @property
    def has_moved(self) -> bool:
        """Whether anything has happened since the step was written: it is done, or another answer stands there."""
        return self.step.is_done or (self.step.start is not None and self.now != self.step.start)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many steps there are, done (and shown, and not), open, late; of the open ones without a name or a day."""

    steps: int
    done: int
    shown: int
    not_shown: int
    open: int
    late: int
    nameless: int
    undated: int


def standing_of(plan: Plan, assessment: Assessment) -> tuple[StepStanding, ...]:
    """Say what has become of each step by these answers, in the order of the plan.

    Late is measured against the day of the answers, and never against a clock; where that is not
    known nothing is late.
    """
    answered = assessment.answers.answered
    day = None if answered is None else answered.date
    return tuple(_standing(one, assessment, day) for one in plan.steps)


def tally(standings: tuple[StepStanding, ...]) -> Tally:
    """Count what has become of the steps."""
    still = [one.step for one in standings if one.is_open]
    states = [one.state for one in standings]
    return Tally(
        steps=len(standings),
        done=len(standings) - len(still),
        shown=states.count(State.SHOWN),
        not_shown=states.count(State.NOT_SHOWN),
        open=len(still),
        late=states.count(State.LATE),
        nameless=sum(one.who is None for one in still),
        undated=sum(one.until is None for one in still),
    )


def _standing(step: Step, assessment: Assessment, day: str | None) -> StepStanding:
    known = assessment.standings.get(step.id)
    now = None if known is None else known.value
    is_true = _is_true(step, now, assessment)
    if not step.is_done:
        is_late = day is not None and step.until is not None and step.until < day
        return StepStanding(step, State.LATE if is_late else State.OPEN, now, is_true)
    state = State.UNTOLD if is_true is None else State.SHOWN if is_true else State.NOT_SHOWN
    return StepStanding(step, state, now, is_true)


def _is_true(step: Step, now: Given | None, assessment: Assessment) -> bool | None:
    """Say whether answers show what a step promised; None where it promised nothing that they could."""
    one = {question.id: question for question in assessment.tree.questions}.get(step.id)
    if one is None:
        if step.id not in {rule.id for rule, _ in assessment.tree.rules}:
            return None
        return step.id not in {rule.id for rule in fired(assessment)}
    if step.aim is None:
        return None
    return now is not None and reaches(one, now, step.aim)


def reaches(one: Asked, now: Given, aim: Given) -> bool:
    """Say whether an answer is what was promised, or better.

    By points, of a number by its goalposts; of likelihood and impact the smaller number is the better
    one. Of choices all that was promised is among the chosen; where choosing less is better, nothing
    else is. A question without points has its aim alone.
    """
    if now == aim:
        return True
    if isinstance(one.question, Choices):
        chosen, promised = set(now if isinstance(now, tuple) else ()), set(aim if isinstance(aim, tuple) else ())
        return chosen <= promised if one.reversed else promised <= chosen
    if not one.scored and one.role not in ("likelihood", "impact"):
        return False
    better = points(one, now), points(one, aim)
    return better[0] <= better[1] if one.role in ("likelihood", "impact") else better[0] >= better[1]
