"""Whether a plan is one for some answers: of this organisation, and with days that can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from silk_assess.answers.model import Answers
from silk_assess.faults import Code, Fault, offered
from silk_assess.plan.model import Plan
from silk_assess.plan.standing import StepStanding


def is_anothers(plan: Plan, answers: Answers) -> bool:
    """Say whether a plan names another organisation than the answers do."""
    named = plan.organisation, answers.name
    return None not in named and named[0] != named[1]


def slips(standings: tuple[StepStanding, ...], answers: Answers, file: str) -> Iterator[Fault]:
    """Tell which days to come lie before the answers, in a plan in which nothing has happened yet.

    A day that has passed makes a step late. But where no step is done and every answer is still the
    one that its step begins with, the plan is of these answers, and such a day was probably a slip.
    """
    day = measured_on(answers)
    if day is None or any(one.has_moved for one in standings):
        return
    for i, one in enumerate(standings):
        until = one.step.until
        if until is not None and until < day:
            says = f'"until" is before the day of the answers, {day}, and nothing in this plan is done yet'
            do = offered(later(until, day))
            yield Fault((file, "steps", i, "until"), says, do, Code.UNTIL)


def measured_on(answers: Answers) -> str | None:
    """Give the day against which a plan is measured: that of the answers, and no clock's."""
    return None if answers.answered is None else answers.answered.date


def later(day: str, than: str) -> str:
    """Give the first day in a later year that has the same date, and is not before another day.

    >>> later("2025-03-31", "2025-11-24"), later("2024-02-29", "2024-03-01")
    ('2026-03-31', '2028-02-29')
    """
    number, month, of_month = (int(part) for part in day.split("-"))
    for year in range(max(number, int(than[:4])), 10_000):
        try:
            found = date(year, month, of_month).isoformat()
        except ValueError:  # 29 February
            continue
        if found >= than:
            return found
    return than
