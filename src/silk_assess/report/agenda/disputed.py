"""The questions on which voices differ: both ends, how many answered, and what hangs on each."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.faults import listed
from silk_assess.questionnaire.tree import Asked
from silk_assess.report.organisation.scores import share
from silk_assess.voices.agenda import Agenda
from silk_assess.voices.ends import Ends
from silk_assess.voices.order import Weight
from silk_assess.wording import names, voices
from silk_assess.wording.answers import answer
from silk_assess.wording.numbers import capital, in_figures, in_words, plural


class Reach(NamedTuple):
    """From where to where a question was answered, as positions on its own scale; `label` says the same in words."""

    at: str
    width: str
    to: str
    label: str


class EndsShown(NamedTuple):
    """The two ends in words; without `reach` nothing puts the answers in an order. `also` says what has no place."""

    lowest_head: str
    lowest: str
    highest_head: str
    highest: str
    also: str
    reach: Reach | None


class ShareRow(NamedTuple):
    """One group's answers to a question."""

    group: str
    foreign: bool
    answered: str
    ends: EndsShown
    id: str


class VoiceRow(NamedTuple):
    """What one voice answered and noted, where everything is shown."""

    voice: str
    answer: str
    is_answer: bool
    note: str


class DisputedRow(NamedTuple):
    """A question on which voices differ."""

    id: str
    number: int
    text: str
    where: str
    answered: str
    ends: EndsShown
    bears: bool
    hangs: str
    shares: tuple[ShareRow, ...]
    not_split: str
    voices: tuple[VoiceRow, ...]


class Disputes(NamedTuple):
    """All questions on which voices differ, the weightiest first."""

    finding: str
    rows: tuple[DisputedRow, ...]


def disputes(agenda: Agenda) -> Disputes:
    """Lay out the questions on which voices differ."""
    return Disputes(_finding(agenda), tuple(_row(agenda, weight, i) for i, weight in enumerate(agenda.weights, 1)))


def _finding(agenda: Agenda) -> str:
    differ, asked = len(agenda.weights), in_figures(agenda.asked, "question")
    if not differ:
        return "You differ on no question."
    said = f"You differ on {in_words(differ)} of {asked}."
    bear = len(agenda.bearing)
    if agenda.table.assessment.level is None:
        return said
    if not bear:
        return f"{said} None of them bears on the level by itself."
    where = listed(voices.where_it_bears(agenda))
    return f"{said} {capital(in_words(bear))} {plural(bear, 'bears', 'bear')} on the level, through {where}."


def _row(agenda: Agenda, weight: Weight, number: int) -> DisputedRow:
    table, tree = agenda.table, agenda.table.tree
    one = tree.asked[weight.id]
    shares = agenda.shares.get(weight.id, ())
    return DisputedRow(
        id=weight.id,
        number=number,
        text=one.question.text,
        where=owner(agenda, one),
        answered=voices.answered(table, weight.id),
        ends=shown(one, table.disputed[weight.id]),
        bears=weight.bears,
        hangs=voices.hangs(agenda, weight),
        shares=tuple(
            ShareRow(
                part.group or "others",
                bool(part.group),
                f"{part.answered} answered",
                shown(one, part.ends),
                f"{weight.id}-{part.group or 'and-others'}",
            )
            for part in shares
        ),
        not_split=voices.NOT_SPLIT if agenda.groups and not shares else "",
        voices=under_voices(agenda, weight.id) if table.is_open else (),
    )


def owner(agenda: Agenda, one: Asked) -> str:
    """Name the part, risk or section that a question stands in."""
    tree = agenda.table.tree
    if one.owner in tree.node:
        return names.title(tree, one.owner)
    return next(section.title for section in tree.pack.sections if section.id == one.owner)


def shown(one: Asked, ends: Ends) -> EndsShown:
    """Put two ends into words, and on the scale of their question; the graver of likelihood and impact at the left."""
    first, last = voices.end_names(one)
    if ends.worst is None or ends.best is None:
        return EndsShown(first, "", last, "", voices.also(ends) or "Words, which nothing puts in an order", None)
    worst, best = voices.end(one, ends.worst), voices.end(one, ends.best)
    if not one.scored:
        return EndsShown("First", worst, "Last", best, voices.also(ends), None)
    scale, start, stop = _on_scale(one, ends)
    label = f"“{worst}”, all alike" if worst == best else f"From “{worst}” to “{best}”"
    reach = Reach(share(start, scale), share(stop - start, scale), share(stop, scale), label)
    return EndsShown(first, worst, last, best, voices.also(ends), reach)


def _on_scale(one: Asked, ends: Ends) -> tuple[int, int, int]:
    """Give a scale, and where on it the ends stand; of likelihood and impact from the gravest to the mildest number."""
    if one.role not in ("likelihood", "impact"):
        return one.scale, ends.least, ends.greatest
    gravest, mildest = max(one.table.values()), min(one.table.values())
    return max(gravest - mildest, 1), gravest - ends.greatest, gravest - ends.least


def under_voices(agenda: Agenda, id: str) -> tuple[VoiceRow, ...]:
    """List what each voice answered to a question, with its note."""
    question = agenda.table.tree.asked[id].question
    rows = []
    for voice in agenda.table.voices:
        stored = voice.answers.answers.get(id)
        said, is_answer = "no answer", False
        if stored is not None and stored.value is not None:
            said, is_answer = answer(question, stored.value), True
        elif stored is not None and stored.not_applicable is not None:
            said = f"Does not apply: {stored.not_applicable}" if stored.not_applicable else "Does not apply"
        elif stored is not None and stored.unknown:
            said = "don't know"
        rows.append(VoiceRow(voice.name, said, is_answer, "" if stored is None else stored.note or ""))
    return tuple(rows)
