"""In which order steps are told, and which is next."""

from __future__ import annotations

from silk_assess.plan.standing import State, StepStanding


def to_do(standings: tuple[StepStanding, ...]) -> tuple[StepStanding, ...]:
    """List the open steps by their days, those without one last; equals in the order of the plan."""
    still = [one for one in standings if one.is_open]
    return tuple(sorted(still, key=lambda one: (one.step.until is None, one.step.until or "")))


def done(standings: tuple[StepStanding, ...]) -> tuple[StepStanding, ...]:
    """List the steps that are done, in the order of the plan."""
    return tuple(one for one in standings if not one.is_open)


def next_of(standings: tuple[StepStanding, ...]) -> StepStanding | None:
    """Choose the next step: the first by its day that is not late and has no name, else the latest, else the first.

    None where nothing is open.
    """
    still = to_do(standings)
    nameless = [one for one in still if one.state is State.OPEN and one.step.who is None]
    late = [one for one in still if one.state is State.LATE]
    return next(iter((*nameless, *late, *still)), None)
