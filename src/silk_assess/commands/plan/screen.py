"""What `plan` prints: what was kept and added, what is late, what is left to do, and what would follow."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from silk_assess.commands.assessed import Case
from silk_assess.commands.plan.command import Planned
from silk_assess.faults import listed
from silk_assess.files.plans import default_place
from silk_assess.plan.fitting import measured_on
from silk_assess.plan.intention import if_done, leading
from silk_assess.plan.order import to_do
from silk_assess.plan.standing import State, StepStanding, standing_of, tally
from silk_assess.questionnaire.tree import Tree
from silk_assess.terminal import commands
from silk_assess.terminal.layout import TABLES_FROM, Line, cells, cut, hints, joined, paragraph, piece
from silk_assess.wording import plans
from silk_assess.wording.answers import does_not_fit
from silk_assess.wording.dates import day
from silk_assess.wording.numbers import capital, count, in_words, plural

_NOBODY: Final = "nobody's name"
_SHOWN: Final = "The answers show it already. On which day was it done?"


def planned(case: Case, done: Planned, width: int) -> list[Line]:
    """Print a plan as it stands after it was written."""
    assessment = case.assessment
    standings = standing_of(done.plan, assessment)
    still, counted = to_do(standings), tally(standings)
    late = [one for one in still if one.state is State.LATE]
    ahead = [one for one in still if one.state is State.OPEN]
    more = () if done.file == default_place(Path(case.file)) else ("-o", str(done.file))
    next_words = [] if done.plan.steps else [("Answer", commands.command(*case.words("ask")))]
    next_words += [("Fill in the rest", commands.command(*case.words("plan", *more, "--ask")))] if still else []
    if any(one.step.until is not None for one in still) and not more:
        next_words.append(("For a calendar", commands.command(*case.words("plan", "-o", "plan.ics"))))
    return joined(
        [
            written(done, width) + (paragraph(_measured(case), width) if still else []),
            _other_version(done, width),
            _steps("Late", late, assessment.tree, width),
            _steps("To do", ahead, assessment.tree, width),
            paragraph(_done(standings, counted.done), width) if counted.done else [],
            _would(case, done, width),
            hints(next_words, width),
        ]
    )


def written(done: Planned, width: int) -> list[Line]:
    """Say what was written: how many steps were kept, and how many are new."""
    file = str(done.file)
    if not done.plan.steps:
        said = ": no step follows from these answers yet. Answer more, and run this again."
        return paragraph([(file, "bold"), said], width)
    if not done.kept:
        said = f"{capital(plans.steps(done.added))}, for you to fill in: who, until when, and what proves it."
        return paragraph([(file, "bold"), f": {said[:1].lower()}{said[1:]}"], width)
    kept = f"{plans.steps(done.kept)} kept as {plural(done.kept, 'it was', 'they were')}"
    if not done.added:
        return paragraph([(file, "bold"), f": {kept}, and nothing new."], width)
    said = f": {kept}, {count(done.added, 'new step')} at the end."
    if done.backup is not None:
        said += f" As it was, it is kept as {done.backup}."
    return paragraph([(file, "bold"), said], width)


def _measured(case: Case) -> str:
    measured = measured_on(case.assessment.answers)
    if measured is None:
        return "The answers do not say on which day they were given, so nothing is called late."
    return f"Measured on {day(measured)}, the day of the answers."


def _other_version(done: Planned, width: int) -> list[Line]:
    if not done.plan.unfit:
        return []
    lines = paragraph(
        "The plan was begun with another version of the questionnaire. This does not fit any more:", width
    )
    return lines + [line for one in done.plan.unfit for line in paragraph(does_not_fit(one), width, 2, 4)]


def _steps(head: str, steps: list[StepStanding], tree: Tree, width: int) -> list[Line]:
    """List steps: id, day and name in columns, below them in words what it is."""
    if not steps:
        return []
    ids = max(cells(one.step.written) for one in steps)
    days = max(cells(plans.until(one.step)) for one in steps)
    lines: list[Line] = [(piece(head, "bold"),)]
    for one in steps:
        who = one.step.who or _NOBODY
        room = width - ids - days - 6
        if width >= TABLES_FROM and room > 10:
            id, until = one.step.written, plans.until(one.step)
            lines.append((piece(f"  {id:<{ids}}  {until:<{days}}  {cut(who, room)}"),))
            lines += paragraph(plans.title(tree, one.step), width, ids + 4)
            lines += paragraph(_SHOWN, width, ids + 4) if one.is_true else []
        else:
            lines += paragraph(f"{one.step.written}: {plans.title(tree, one.step)}", width, 2, 4)
            lines += paragraph(f"{plans.until(one.step)}, {who}", width, 4)
            lines += paragraph(_SHOWN, width, 4) if one.is_true else []
    return lines


def _done(standings: tuple[StepStanding, ...], number: int) -> str:
    said = capital(count(number, "step is", "steps are")) + " done."
    missing = [one.step.written for one in standings if one.state is State.NOT_SHOWN]
    if missing:
        which = "" if len(missing) == number == 1 else f" For {in_words(len(missing))}"
        said += f"{which or ' But'} the answers do not show it: {listed(missing)}."
    elif all(one.state is not State.UNTOLD for one in standings):
        said += f" The answers show {plural(number, 'it', 'them')}."
    return said


def _would(case: Case, done: Planned, width: int) -> list[Line]:
    assessment = case.assessment
    if not leading(done.plan, assessment) or assessment.level is None:
        return []
    after = if_done(done.plan, assessment).level
    assert after is not None
    said = plans.level_if_done(assessment.tree, after)
    return paragraph(f"If all is done: {said} An intention, not a result.", width)
