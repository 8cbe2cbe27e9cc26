"""Every answer with its points, note and evidence."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.exact import HUNDRED, decimal, shown
from silk_assess.questionnaire.model.questions import Anchor
from silk_assess.questionnaire.tree import Asked
from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import progress
from silk_assess.wording.names import CELLS
from silk_assess.wording.numbers import plural


class AnswerLine(NamedTuple):
    """One question with its answer; `look` is value, open or aside."""

    id: str
    question: str
    answer: str
    look: str
    reason: str
    note: str
    evidence: tuple[str, ...]
    points: str


class AnswerGroup(NamedTuple):
    """The questions of one node."""

    title: str
    lines: tuple[AnswerLine, ...]


class AnswerSection(NamedTuple):
    """All answers of one section."""

    title: str
    counts: str
    groups: tuple[AnswerGroup, ...]


def answers(found: Findings) -> tuple[AnswerSection, ...]:
    """List every question with its answer, by section and node."""
    sections = []
    profile = [one for one in found.tree.profile if one.id in found.assessment.answers.profile]
    if profile:
        lines = tuple(_profile_line(found, one) for one in profile)
        sections.append(AnswerSection("Your organisation", "never scored", (AnswerGroup("", lines),)))
    mine: dict[str, list[Asked]] = {section.id: [] for section in found.tree.pack.sections}
    for one in found.tree.questions:
        mine[_section(found, one)].append(one)
    for section in found.tree.pack.sections:
        groups: dict[str, list[AnswerLine]] = {}
        for one in mine[section.id]:
            groups.setdefault(_group_title(found, one), []).append(_line(found, one))
        sections.append(
            AnswerSection(
                section.title,
                _counts(found, mine[section.id]),
                tuple(AnswerGroup(title, tuple(lines)) for title, lines in groups.items()),
            )
        )
    return tuple(sections)


def _section(found: Findings, one: Asked) -> str:
    """Name the section that a question stands in; a section of flows is no node."""
    id = one.owner
    while id in found.tree.node and (owner := found.node(id).owner) is not None:
        id = owner
    return id


def _group_title(found: Findings, one: Asked) -> str:
    if one.role == "flow":
        return CELLS[str(getattr(one.question, "cell", ""))]
    return found.node(one.owner).title


def _counts(found: Findings, mine: list[Asked]) -> str:
    names = {"does not apply": ("does not apply", "do not apply")}
    said = [
        f"{number} {plural(number, *names[word]) if word in names else word}"
        for word, number in progress.counts(found.assessment, mine).items()
        if number
    ]
    return ", ".join(said)


def _profile_line(found: Findings, one: Asked) -> AnswerLine:
    return AnswerLine(one.id, one.question.text, found.answer(one.id), "value", "", "", (), "")


def _line(found: Findings, one: Asked) -> AnswerLine:
    standing, stored = found.standing(one.id), found.stored(one.id)
    looks = {"answered": "value", "unknown": "open"}
    answer = found.answer(one.id)
    if standing.state == "hidden":
        answer = "Not asked; an earlier answer made it unnecessary"
    elif standing.state == "unknown" and not standing.is_asked:
        answer = "Open; it is asked only if an earlier open answer calls for it"
    reason = stored.not_applicable or "" if standing.state == "not applicable" else ""
    return AnswerLine(
        id=one.id,
        question=one.question.text,
        answer=answer,
        look=looks.get(standing.state, "aside"),
        reason=reason,
        note=stored.note or "",
        evidence=stored.evidence,
        points=_points(found, one),
    )


def _points(found: Findings, one: Asked) -> str:
    standing = found.standing(one.id)
    if standing.state != "answered" or standing.value is None:
        return "–"
    if isinstance(one.question, Anchor):
        return f"{decimal(one.table[str(standing.value)])} of 1"
    value = found.assessment.values.get(one.id)
    if value is None or value.point is None or not one.weight:
        return "–"
    return shown(value.point) + ("" if value.scale == HUNDRED else f" of {decimal(value.scale)}")
