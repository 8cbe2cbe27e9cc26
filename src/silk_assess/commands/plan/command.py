"""A plan is written, gone on with or drawn: which file it is, what is added, and what may be written over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from silk_assess.advice.findings import findings
from silk_assess.answers import sent
from silk_assess.commands import documents
from silk_assess.commands.assessed import Case
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import earlier, plans, source
from silk_assess.files.plan_session import PlanFile
from silk_assess.plan.fitting import slips
from silk_assess.plan.model import Plan
from silk_assess.plan.proposals import added, proposals
from silk_assess.plan.standing import standing_of

SUFFIXES: Final = (".yaml", ".yml", ".md", ".html", ".ics")
DRAWN: Final = (".md", ".html", ".ics")
_DRAWING: Final = documents.Kind(
    "plan",
    page=b"This plan was drawn on your own computer",
    another="is no plan drawn by us",
    changed="was changed since it was drawn",
)


@dataclass(frozen=True, slots=True)
class Planned:
    """What `plan` did: the plan as it stands, how many steps were there before and how many were added.

    `backup` is where the file as it was is kept; None where nothing was changed.
    """

    file: Path
    plan: Plan
    kept: int
    added: int
    backup: Path | None = None
    is_locked: bool = True


def place(case: Case, out: Path | None, asks: bool = False) -> Path:
    """Choose where the plan of an answer file stands: `out`, or beside it.

    Raises SilkError with code "usage" where the name does not say what is to be written, or where a
    drawing would be filled in (`asks`); "unwritable" where it is that of the answers.
    """
    chosen = plans.default_place(Path(case.file)) if out is None else out
    if chosen.suffix.lower() not in SUFFIXES:
        can_be = "A plan can be .yaml, and drawn as .md, .html or .ics"
        raise documents.wrong_ending(chosen, can_be, case.words("plan", "-o", "plan.md"))
    if asks and chosen.suffix.lower() in DRAWN:
        says = f"{chosen} would be a drawing, and --ask fills in a plan"
        raise SilkError(
            Fault((str(chosen),), says, "Fill it in first:", Code.USAGE, command=case.words("plan", "--ask"))
        )
    if chosen.exists() and chosen.samefile(case.file):
        raise SilkError(documents.unwritable(chosen, f"{chosen} holds the answers", "Choose another name with -o."))
    return chosen


def write(case: Case, file: Path) -> Planned:
    """Write the plan of a case, or go on with the one that is there: new steps come last, all else stays.

    Raises Held where another has the file, SilkError with every fault of it, and where it cannot be
    written; then nothing is changed.
    """
    opened = PlanFile(file, case.assessment.tree)
    try:
        return grown(case, opened)
    finally:
        opened.close()


def grown(case: Case, opened: PlanFile, refuses_slips: bool = True) -> Planned:
    """Add to an open plan what follows from the answers, or begin it; raises as `write` does."""
    found, name = findings(case.assessment), str(opened.file)
    before = opened.plan
    if before is None:
        plan = opened.begin(case.assessment.answers, proposals(found))
        return Planned(opened.file, plan, 0, len(plan.steps), None, opened.is_locked)
    fitting(case, before, name, opened.text if refuses_slips else None)
    new = added(before, found)
    if not new:
        return Planned(opened.file, before, len(before.steps), 0, None, opened.is_locked)
    plan = opened.add(new)
    return Planned(opened.file, plan, len(before.steps), len(new), opened.backup, opened.is_locked)


def fitting(case: Case, plan: Plan, name: str, text: str | None = None) -> None:
    """Refuse a plan of another organisation, and with its text one whose days to come were probably slips.

    Raises SilkError.
    """
    plans.refuse_anothers(plan, case.assessment.answers, name, case.file)
    found = list(slips(standing_of(plan, case.assessment), case.assessment.answers, name)) if text else []
    if found:
        last = replace(found[-1], do=f"{found[-1].do} If it is meant, give a later one:")
        last = replace(last, command=case.words("plan", "--ask"))
        raise source.located([*found[:-1], last], {name: text or ""})


def there(case: Case, file: Path | None = None) -> Plan:
    """Read the plan of a case, the one beside it where none is named.

    Raises SilkError: "unreadable" where there is none, and with every fault of it.
    """
    chosen = plans.default_place(Path(case.file)) if file is None else file
    if file is None and not chosen.exists():
        says = f"There is no plan {chosen} here"
        raise SilkError(Fault((str(chosen),), says, "Write it first:", Code.UNREADABLE, command=case.words("plan")))
    plan = plans.load_plan(chosen, case.assessment.tree)
    fitting(case, plan, str(chosen))
    return plan


def draw(case: Case, out: Path, without: Sequence[str], force: bool) -> None:
    """Draw the plan of a case as `out` says; where there is none yet, what it would begin with.

    Raises SilkError as `there` does, with code "unwritable" where it may not stand there, and with code
    "plan" where a calendar would be empty.
    """
    file = plans.default_place(Path(case.file))
    plan = there(case) if file.exists() else _proposed(case)
    suffix = out.suffix.lower()
    data = (
        _calendar(case, plan, file.name, without) if suffix == ".ics" else _page(case, plan, file.name, suffix, without)
    )
    documents.save(out, data, _DRAWING, force, _calendar_at if suffix == ".ics" else None)


def _proposed(case: Case) -> Plan:
    head, steps = case.assessment.tree.pack.head, proposals(findings(case.assessment))
    return Plan(head.id, head.version, case.assessment.answers.name, steps)


def _page(case: Case, plan: Plan, name: str, suffix: str, without: Sequence[str]) -> bytes:
    from silk_assess.report.organisation.findings import all_findings
    from silk_assess.report.plan.draw import draw as drawn
    from silk_assess.report.plan.view import plan_view

    assessment = replace(case.assessment, answers=sent.without(case.assessment.answers, without))
    view = plan_view(all_findings(assessment), plan, name, without)
    return drawn(view, "html" if suffix == ".html" else "md").encode()


def _calendar(case: Case, plan: Plan, name: str, without: Sequence[str]) -> bytes:
    from silk_assess.report.plan.calendar import calendar

    text = calendar(case.assessment, plan, name, without)
    if text is None:
        says, command = "No step of the plan has a day yet, so a calendar would be empty", case.words("plan", "--ask")
        raise SilkError(Fault((name,), says, "Give steps a day:", Code.PLAN, command=command))
    return text.encode()


def _calendar_at(file: Path) -> earlier.Found:
    from silk_assess.report.plan import calendar

    with file.open("rb") as stream:
        data = stream.read(4_000_000)
    if not data:
        return earlier.Found.NOTHING
    text = data.decode("utf-8", "replace")
    if not calendar.is_ours(text):
        return earlier.Found.ANOTHERS
    return earlier.Found.OURS if calendar.is_whole(text) else earlier.Found.CHANGED
