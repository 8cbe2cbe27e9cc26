"""A plan ready to print: what is left to do, what is done, and what would follow. No HTML or Markdown here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from silk_assess.answers.sent import PARTS
from silk_assess.faults import listed
from silk_assess.plan.fitting import measured_on
from silk_assess.plan.intention import if_done, leading
from silk_assess.plan.model import Plan
from silk_assess.plan.order import done, next_of, to_do
from silk_assess.plan.standing import State, StepStanding, Tally, standing_of, tally
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.verdict import KeyFact, Rung
from silk_assess.report.organisation.who import answered, who
from silk_assess.report.plan.would import Would, would
from silk_assess.scoring.assessment import Level
from silk_assess.wording import plans
from silk_assess.wording.answers import does_not_fit
from silk_assess.wording.dates import day
from silk_assess.wording.names import NAMELESS
from silk_assess.wording.numbers import capital, count, in_words, plural
from silk_assess.wording.profile_line import Run, Said


class StepRow(NamedTuple):
    """One step of a table; `shown` says of a step that is done whether the answers show it."""

    id: str
    title: str
    about: str
    link: str
    now: str
    first: str
    who: str
    until: str
    is_late: bool
    has_day: bool
    done: str
    proof: str
    note: str
    shown: str


class PlanView(NamedTuple):
    """A whole plan. `has_who` and `has_proof` say whether those columns are printed."""

    language: str
    questionnaire: str
    version: str
    name: str
    who: tuple[Said, ...]
    answered: Said
    file: str
    caps: str
    big: str
    lead: str
    late: tuple[StepRow, ...]
    next: Said
    facts: tuple[KeyFact, ...]
    ladder: tuple[Rung, ...]
    to_do_finding: str
    to_do: tuple[StepRow, ...]
    done_finding: str
    done: tuple[StepRow, ...]
    would: Would | None
    level_now: str
    level_then: str
    measured: str
    unfit: tuple[str, ...]
    has_who: bool
    has_proof: bool
    left_out: str


def plan_view(found: Findings, plan: Plan, file: str, without: Sequence[str] = ()) -> PlanView:
    """Say everything that is told of a plan beside one organisation's answers.

    `file` is the plan's name; `without` names what is left out for sending, of `answers.sent.PARTS`.
    """
    assessment, tree, head = found.assessment, found.tree, found.tree.pack.head
    standings = standing_of(plan, assessment)
    counted, measured = tally(standings), measured_on(assessment.answers)
    still = tuple(_row(found, one, without) for one in to_do(standings))
    over = tuple(_row(found, one, without) for one in done(standings))
    after = if_done(plan, assessment).level if leading(plan, assessment) else None
    return PlanView(
        language=head.language if head.language.lower().startswith("en") else "en",
        questionnaire=head.title,
        version=head.version,
        name=assessment.answers.name or NAMELESS,
        who=who(found),
        answered=answered(found),
        file=file,
        caps="The plan" + (f" on {day(measured)}" if measured else ""),
        big=plans.done_and_to_go(counted),
        lead=plans.lacking(counted),
        late=tuple(one for one in still if one.is_late),
        next=_next(found, standings, "who" not in without),
        facts=_facts(found, counted, measured, after),
        ladder=_ladder(found, after),
        to_do_finding=_to_do(standings, counted),
        to_do=still,
        done_finding=_done(found, standings, counted, "evidence" not in without),
        done=over,
        would=would(found, plan),
        level_now=plans.stage(tree, assessment.level) if assessment.level is not None else "",
        level_then=plans.stage(tree, after) if after is not None else "",
        measured=_measured(measured),
        unfit=tuple(does_not_fit(one) for one in plan.unfit),
        has_who="who" not in without,
        has_proof="evidence" not in without,
        left_out=f"Left out: {listed(PARTS[part] for part in without)}." if without else "",
    )


def _row(found: Findings, one: StepStanding, without: Sequence[str]) -> StepRow:
    step, tree = one.step, found.tree
    is_question = plans.question_of(tree, step) is not None
    fires = step.id in {rule.id for rule in found.flags}
    title = plans.title(tree, step)
    return StepRow(
        id=step.id,
        title=title,
        about=plans.about(tree, step),
        link=f"q-{step.id}" if is_question else f"rule-{step.id}" if fires else "",
        now=plans.now(found.assessment, one),
        first=step.step if step.step is not None and step.step != title else "",
        who="" if "who" in without else step.who or "",
        until=plans.until(step),
        is_late=one.state is State.LATE,
        has_day=step.until is not None,
        done="" if step.done is None else day(step.done),
        proof="" if "evidence" in without else step.proof or "",
        note="" if "notes" in without else step.note or "",
        shown=plans.shown(found.assessment, one) or (_ALREADY if one.is_true else ""),
    )


_ALREADY: Final = "The answers show it already. On which day was it done?"


def _measured(measured: str | None) -> str:
    if measured is None:
        return "Nothing is called late: the answers do not say on which day they were given."
    return f"Late is measured against {day(measured)}, the day of the answers."


def _next(found: Findings, standings: tuple[StepStanding, ...], tells_names: bool) -> Said:
    one = next_of(standings)
    if one is None:
        return ()
    title, until = f"“{plans.title(found.tree, one.step)}”", f", until {plans.until(one.step)}"
    until = until if one.step.until is not None else ""
    if one.state is State.LATE:
        return (Run(f"{title} was due on {plans.until(one.step)}. Do it, or give it a new date.", False),)
    if one.step.who is None:
        return (Run(f"a name for {title}{until}.", False),)
    if not tells_names:
        return (Run(f"{title}{until}.", False),)
    return (Run(f"{title}, by ", False), Run(one.step.who, True), Run(f"{until}.", False))


def _facts(found: Findings, counted: Tally, measured: str | None, after: Level | None) -> tuple[KeyFact, ...]:
    of = f" of {in_words(counted.open)}"
    late = capital(in_words(counted.late) if counted.late else "none") + of
    late += ", measured against the day of the answers, not against today"
    if measured is None:
        late = "Not known: the answers do not say on which day they were given"
    nameless = capital(in_words(counted.nameless) if counted.nameless else "none") + of
    nameless += ". A step without a name is seldom taken" if counted.nameless else ""
    facts = [KeyFact("Late", late), KeyFact("Without a name", nameless)] if counted.open else []
    level = found.assessment.level
    if level is not None:
        facts.append(KeyFact("Level now", plans.stage(found.tree, level)))
    if after is not None:
        said = f"{plans.stage(found.tree, after)}. An intention, not a result"
        facts.append(KeyFact("If all is done, as intended", said))
    return tuple(facts)


def _ladder(found: Findings, after: Level | None) -> tuple[Rung, ...]:
    level = found.assessment.level
    if level is None:
        return ()
    rungs = []
    for i, text in enumerate(found.tree.pack.head.levels):
        look, mark = "", ""
        if i == level.point:
            look, mark = "is", "Now"
            mark += ", and if all is done" if after is not None and after.point == i else ""
        elif after is not None and i == after.point:
            look, mark = "may", "If all is done"
        elif i < level.point:
            look = "done"
        rungs.append(Rung(text.title, look, mark))
    return tuple(rungs)


def _to_do(standings: tuple[StepStanding, ...], counted: Tally) -> str:
    if not counted.steps:
        return "No step follows from these answers yet. Answer more, and make the plan again."
    if not counted.open:
        return "Nothing is left to do."
    said = f"{capital(count(counted.open, 'step is', 'steps are'))} open."
    ahead = [one.step for one in to_do(standings) if one.state is State.OPEN and one.step.until is not None]
    return f"{said} The next one is due on {plans.until(ahead[0])}." if ahead else said


def _done(found: Findings, standings: tuple[StepStanding, ...], counted: Tally, tells_proof: bool) -> str:
    if not counted.done:
        return "No step is done yet."
    over = done(standings)
    said = capital(count(counted.done, "step is", "steps are")) + " done"
    proved = sum(one.step.proof is not None for one in over)
    if not tells_proof:
        said += "."
    elif proved == counted.done:
        said += plural(proved, ", with a proof named.", ", all with a proof named.")
    else:
        said += f", {in_words(proved) if proved else 'none'} with a proof named."
    missing = [one for one in over if one.state is State.NOT_SHOWN]
    if missing:
        return f"{said} {_not_shown(found, missing, counted)}"
    if counted.shown == counted.done:
        said += " The answers show " + plural(counted.done, "it.", "all of them.")
    return said


def _not_shown(found: Findings, missing: list[StepStanding], counted: Tally) -> str:
    """Say which done steps the answers do not show, a few by what they are about, and for which they come too early."""
    size = len(missing)
    of = "For it" if counted.done == 1 else f"For {in_words(size)} of them"
    which = "; ".join(plans.about(found.tree, one.step).rstrip(".") for one in missing)
    said = f"{of} the answers do not show it" + (f": {which}" if size <= _FEW else ".")
    measured = measured_on(found.assessment.answers)
    early = sum(measured is not None and one.step.done is not None and one.step.done > measured for one in missing)
    if not early:
        return said
    these = (
        plural(size, "it was done", "they were done")
        if early == size
        else f"{in_words(early)} of these {plural(early, 'was', 'were')} done"
    )
    said = said if said.endswith((".", "?")) else f"{said}."
    return f"{said} But {these} after the day of the answers: answer again, and it can be seen."


_FEW: Final = 3
