"""The agenda as a page: every figure and sentence of it, ready to print. Templates have loops and ifs only."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.report.agenda.disputed import Disputes, VoiceRow, disputes, under_voices
from silk_assess.report.agenda.first import First, first
from silk_assess.report.agenda.method import method
from silk_assess.report.agenda.parts import Parts, parts
from silk_assess.report.agenda.run import Evening, evening
from silk_assess.voices.agenda import Agenda
from silk_assess.wording import numbers, profile_line, voices
from silk_assess.wording.names import NAMELESS
from silk_assess.wording.numbers import capital, in_words
from silk_assess.wording.profile_line import Said


class SectionRow(NamedTuple):
    """How far voices agree in one section."""

    title: str
    figure: str
    rest: str


class Noted(NamedTuple):
    """A question on which voices do not differ and to which somebody wrote a note, where everything is shown."""

    id: str
    text: str
    voices: tuple[VoiceRow, ...]


class View(NamedTuple):
    """A whole agenda. All texts are plain; the template's exits make them safe."""

    language: str
    questionnaire: str
    version: str
    licence: str
    name: str
    who: tuple[Said, ...]
    voices: str
    is_open: bool
    first: First
    evening: Evening
    disputes: Disputes
    parts: Parts
    agreed_finding: str
    agreed: tuple[SectionRow, ...]
    few: tuple[str, ...]
    few_head: str
    unanswered: tuple[str, ...]
    noted: tuple[Noted, ...]
    method: tuple[tuple[str, str], ...]
    closing: str


def view(agenda: Agenda, command: str, name: str | None = None) -> View:
    """Say everything that an agenda tells.

    `command` is what one person types at the table; `name` is the organisation's where the voices give none.
    """
    table, tree = agenda.table, agenda.table.tree
    head, found = tree.pack.head, disputes(agenda)
    page = first(agenda, found)
    number = numbers.capital(numbers.count(len(table.voices), "voice"))
    return View(
        language=head.language if head.language.lower().startswith("en") else "en",
        questionnaire=head.title,
        version=head.version,
        licence=head.licence or "",
        name=table.assessment.answers.name or name or NAMELESS,
        who=profile_line.about(tree, agenda.profile),
        voices=f"{number}{voices.answered_between(agenda)}",
        is_open=table.is_open,
        first=page,
        evening=evening(agenda, len(page.topics), command),
        disputes=found,
        parts=parts(agenda),
        agreed_finding=_agreed(agenda),
        agreed=tuple(
            SectionRow(one.title, f"{one.agreed} of {one.asked}", voices.agreed(one, table))
            for one in agenda.sections
            if one.asked
        ),
        few=tuple(tree.asked[id].question.text for id in table.few),
        few_head=capital(voices.few(table)),
        unanswered=tuple(tree.asked[id].question.text for id in table.unanswered),
        noted=_noted(agenda) if table.is_open else (),
        method=method(agenda),
        closing=f"{capital(in_words(len(table.voices)))} self-assessments of one organisation, before a common one: "
        "not a rating, not a vote.",
    )


def _agreed(agenda: Agenda) -> str:
    return f"Nobody disputes {len(agenda.table.agreed)} of {numbers.in_figures(agenda.asked, 'question')}."


def _noted(agenda: Agenda) -> tuple[Noted, ...]:
    table = agenda.table
    found = []
    for one in table.tree.questions:
        rows = () if one.id in table.disputed else under_voices(agenda, one.id)
        if any(row.note for row in rows):
            found.append(Noted(one.id, one.question.text, rows))
    return tuple(found)
