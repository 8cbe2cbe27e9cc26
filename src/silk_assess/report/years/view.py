"""The view model of a comparison: every figure and sentence of it, ready to print on a page or a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from silk_assess.answers.model import Answers
from silk_assess.report.organisation import findings as of_one
from silk_assess.report.organisation.next_step import NextStep, next_step
from silk_assess.report.organisation.verdict import KeyFact, Rung
from silk_assess.report.organisation.who import who
from silk_assess.report.years import lead
from silk_assess.report.years.answers import AnswerTables, ChangedRow, answer_tables
from silk_assess.report.years.findings import Findings
from silk_assess.report.years.promised import Promised
from silk_assess.report.years.tables import Tables, tables
from silk_assess.wording import years
from silk_assess.wording.dates import day
from silk_assess.wording.names import NAMELESS
from silk_assess.wording.profile_line import Run, Said
from silk_assess.wording.years import Labels, Notice
from silk_assess.years.comparison import Comparison


class View(NamedTuple):
    """A whole comparison. All texts are plain; the template's exits make them safe.

    `is_same` says that nothing differs; `matters` are the three changes that mattered most.
    """

    language: str
    questionnaire: str
    name: str
    who: tuple[Said, ...]
    answered: tuple[Said, ...]
    labels: Labels
    notices: tuple[str, ...]
    versions: str
    is_same: bool
    big: str
    level_line: str
    lead: str
    second: str
    facts: tuple[KeyFact, ...]
    ladder: tuple[Rung, ...]
    matters: tuple[ChangedRow, ...]
    next_step: NextStep | None
    tables: Tables
    answers: AnswerTables
    promised: Promised | None
    source: str
    method: tuple[str, ...]


MOST: Final = 3


def view(comparison: Comparison, notices: Sequence[Notice] = (), promised: Promised | None = None) -> View:
    """Say everything that a comparison tells; `promised` is what a plan held, where one is given."""
    found = Findings(comparison, tuple(notices))
    head = comparison.tree.pack.head
    this_year = of_one.all_findings(comparison.new)
    source = lead.source(found)
    told = answer_tables(found)
    laid_out = tables(found, source)
    return View(
        language=head.language if head.language.lower().startswith("en") else "en",
        questionnaire=head.title,
        name=comparison.new.answers.name or comparison.given.name or NAMELESS,
        who=who(this_year),
        answered=_answered(found),
        labels=found.labels,
        notices=tuple(years.notice(one, comparison.given, comparison.new.answers, head.id) for one in notices),
        versions=_versions(found),
        is_same=_is_same(told, laid_out),
        big=lead.big(found),
        level_line=lead.level_line(found),
        lead=lead.lead(found),
        second=lead.second(found),
        facts=lead.facts(found, promised.fact if promised else ""),
        ladder=lead.ladder(found),
        matters=told.changed[:MOST],
        next_step=None if promised else next_step(this_year),
        tables=laid_out,
        answers=told,
        promised=promised,
        source=source,
        method=_METHOD,
    )


_METHOD: Final = (
    "Both files are read with the questionnaire of the newer one: only so do they measure the same. What was not asked "
    "before, or asks anew, takes the newer answer in both years.",
    "Higher is what lies above the older range as a whole, lower what lies below it. Where the ranges overlap, no "
    "change is proved.",
    "Each change, from the older report to the newer one, is split exactly: what another version of the questionnaire "
    "makes of the older answers; what was answered otherwise, with all that one file knows put into both; and the "
    "rest, what became known or unknown.",
)


def _answered(found: Findings) -> tuple[Said, ...]:
    comparison = found.comparison
    return tuple(
        _when(label, answers)
        for label, answers in zip(found.labels, (comparison.given, comparison.new.answers), strict=True)
        if answers.answered is not None
    )


def _when(label: str, answers: Answers) -> Said:
    known = answers.answered
    assert known is not None
    said = day(known.date) if known.date else label
    return (Run(f"{said}, by ", False), Run(known.by, True)) if known.by else (Run(said, False),)


def _versions(found: Findings) -> str:
    comparison, head = found.comparison, found.tree.pack.head
    if comparison.is_same_version and comparison.given.origin == head.version:
        return f"Questionnaire {head.id}, version {head.version} in both files."
    old = comparison.given.version
    both = f"Questionnaire {head.id}, versions {old} and {head.version}."
    if other := comparison.given.questionnaire:
        both = f"Questionnaires {other}, version {old}, and {head.id}, version {head.version}."
    return f"{both} Below, the older answers are read with the questions of now, so that both years measure the same."


def _is_same(told: AnswerTables, laid_out: Tables) -> bool:
    differs = told.changed or told.others or told.flows or told.known or told.counterparts
    moved = any(not cell.is_zero for row in (*laid_out.split, *laid_out.digits) for cell in row.cells if cell.text)
    return not differs and not moved
