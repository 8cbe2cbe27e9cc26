"""A plan as a comparison of two years tells it: what was promised, what is done, and what the newer answers show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from silk_assess.plan.model import Plan, Step
from silk_assess.plan.order import to_do
from silk_assess.plan.standing import State, StepStanding, Tally, standing_of, tally
from silk_assess.report.result import plain
from silk_assess.report.years import promised as told
from silk_assess.scoring.assessment import Assessment
from silk_assess.wording import plans
from silk_assess.wording.dates import day
from silk_assess.wording.numbers import capital, in_words, plural
from silk_assess.years.comparison import Comparison

_STATES = {
    State.SHOWN: "shown",
    State.NOT_SHOWN: "not shown",
    State.UNTOLD: "nothing to show",
    State.OPEN: "open",
    State.LATE: "late",
}


def promised(comparison: Comparison, plan: Plan, file: str, without: Collection[str] = ()) -> told.Promised:
    """Measure a plan by the newer answers.

    `file` is the plan's name; `without` names what is left out for sending, of `answers.sent.PARTS`.
    """
    new, standings = comparison.new, standing_of(plan, comparison.new)
    counted, rows = tally(standings), [(one, _row(comparison, one, without)) for one in standings]
    still = {id(one): i for i, one in enumerate(to_do(standings))}
    ahead = sorted((pair for pair in rows if pair[0].is_open), key=lambda pair: still[id(pair[0])])
    return told.Promised(
        fact=_fact(counted),
        finding=_finding(counted),
        next=_next(new, standings),
        shown=tuple(row for one, row in rows if one.state is State.SHOWN),
        not_shown=tuple(row for one, row in rows if one.state in (State.NOT_SHOWN, State.UNTOLD)),
        not_done=tuple(row for _, row in ahead),
        of_question={one.step.id: _of_question(one, without) for one in standings},
        plain={
            "file": file,
            "steps": [_plain(one, without) for one in standings],
            **{key: getattr(counted, key) for key in ("done", "shown", "not_shown", "open", "late", "nameless")},
        },
    )


def _row(comparison: Comparison, one: StepStanding, without: Collection[str]) -> told.Step:
    step, tree = one.step, comparison.tree
    who = "" if "who" in without else step.who or ("" if one.step.is_done else plans.NOBODY)
    until = "" if step.until is None else day(step.until)
    done = "late" if one.state is State.LATE else "" if step.done is None else day(step.done)
    return told.Step(plans.title(tree, step), plans.about(tree, step), who, until, done, _says(comparison, one))


def _says(comparison: Comparison, one: StepStanding) -> str:
    """Say this year's answer, or that it is last year's; of a rule whether it still stands out."""
    if plans.question_of(comparison.tree, one.step) is None:
        return "" if one.is_true is None else "Stands out no longer" if one.is_true else "Still stands out"
    said = plans.now(comparison.new, one)
    if one.is_open and one.is_true:
        return f"{said}: the answers show it already"
    if one.state is State.SHOWN and said == plans.title(comparison.tree, one.step):
        return plans.shown(comparison.new, one)
    before = comparison.common.standings[one.step.id].value
    return f"As before: {said}" if one.now is not None and before == one.now and not one.is_true else said


def _fact(counted: Tally) -> str:
    if not counted.steps:
        return "The plan has no steps"
    said = f"{capital(in_words(counted.done) if counted.done else 'none')} of {in_words(counted.steps)} steps done"
    if not counted.done:
        return said
    return f"{said}; the answers show {in_words(counted.shown) if counted.shown else 'none'} of these"


def _finding(counted: Tally) -> str:
    if not counted.steps:
        return "The plan has no steps."
    said = f"Of {in_words(counted.steps)} {plural(counted.steps, 'step')}, "
    said += f"{in_words(counted.done) if counted.done else 'none'} {plural(counted.done, 'is', 'are')} done"
    if counted.done:
        said += f", and the answers show {in_words(counted.shown) if counted.shown else 'none'} of these"
    rest = []
    if counted.late:
        rest.append(f"{in_words(counted.late)} {plural(counted.late, 'is', 'are')} late")
    if counted.nameless:
        rest.append(f"{in_words(counted.nameless)} {plural(counted.nameless, 'has', 'have')} nobody’s name")
    return f"{said}." + (f" Of the others, {' and '.join(rest)}." if rest else "")


def _next(new: Assessment, standings: tuple[StepStanding, ...]) -> str:
    """Choose what to look at first: what is done and not shown, what is latest, what has no name, what comes first."""
    still = to_do(standings)
    for one in standings:
        if one.state is State.NOT_SHOWN:
            why = "Either the answer is not up to date, or the step was not enough."
            return f"why “{plans.title(new.tree, one.step)}” was done and the answers do not show it. {why}"
    for one in still:
        if one.state is State.LATE:
            return f"“{plans.title(new.tree, one.step)}”, due on {plans.until(one.step)}: do it, or give it a new date."
    for one in (*(one for one in still if one.step.who is None), *still):
        title, until = plans.title(new.tree, one.step), one.step.until
        dated = "" if until is None else f", until {day(until)}"
        return f"a name for “{title}”{dated}." if one.step.who is None else f"“{title}”{dated}."
    return ""


def _of_question(one: StepStanding, without: Collection[str]) -> str:
    step = one.step
    said = "Promised" if "who" in without or step.who is None else f"Promised by {step.who}"
    said += "" if step.until is None else f" until {day(step.until)}"
    if step.done is not None:
        return f"{said}, done {day(step.done)}"
    return f"{said}, late" if one.state is State.LATE else f"{said}, not done yet"


def _plain(one: StepStanding, without: Collection[str]) -> dict[str, Any]:
    return {key: value for key, value in _values(one, without) if value is not None}


def _values(one: StepStanding, without: Collection[str]) -> Iterator[tuple[str, Any]]:
    step: Step = one.step
    yield "id", step.id
    yield "state", _STATES[one.state]
    yield "from", None if step.start is None else plain(step.start)
    yield "to", None if step.aim is None else plain(step.aim)
    yield "who", None if "who" in without else step.who
    yield "until", step.until
    yield "done", step.done
