"""What a table has to talk about: all that its page, its screen and its JSON say, as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from silk_assess.answers.model import Given
from silk_assess.answers.state import waited_for
from silk_assess.questionnaire.tree import Asked
from silk_assess.voices.groups import Share, split
from silk_assess.voices.order import Weight, by_weight
from silk_assess.voices.table import Table, known_of


@dataclass(frozen=True, slots=True)
class SectionTally:
    """How far voices agree in one section, over the questions in it that are not hidden.

    `aside` of those agreed do not apply, and `waiting` of all wait for another question.
    """

    id: str
    title: str
    asked: int
    agreed: int
    aside: int
    disputed: int
    few: int
    unanswered: int
    waiting: int


@dataclass(frozen=True)
class Agenda:
    """What several voices have to talk about.

    `weights` are the disputed questions, the weightiest first; `shares` hold for some of them what each group
    answered. `waits_for` names for each question that waits the disputed questions that it waits for. `profile`
    holds what is known of the organisation and may be shown; on `differing` fields the voices differ. `first` and
    `last` are the days of the earliest and the latest voice, None where no voice has one.
    """

    table: Table
    weights: tuple[Weight, ...]
    shares: Mapping[str, tuple[Share, ...]]
    groups: tuple[str, ...]
    waits_for: Mapping[str, tuple[str, ...]]
    sections: tuple[SectionTally, ...]
    profile: Mapping[str, Given]
    differing: tuple[str, ...]
    first: str | None
    last: str | None

    def waiting_for(self, id: str) -> tuple[str, ...]:
        """Name the questions that wait for a disputed one, in questionnaire order."""
        return tuple(one for one, read in self.waits_for.items() if id in read)

    @property
    def bearing(self) -> tuple[Weight, ...]:
        """The disputed questions that bear on the level, the weightiest first."""
        return tuple(one for one in self.weights if one.bears)

    @property
    def asked(self) -> int:
        """How many questions are not hidden."""
        return sum(one.asked for one in self.sections)


def agenda(table: Table, groups: Sequence[str] = ()) -> Agenda:
    """Work out what a table has to talk about, disputed questions split by `groups` where they may be."""
    tree = table.tree
    shares = {id: split(table, tree.asked[id], groups) for id in table.disputed} if groups else {}
    known = table.assessment.answers.profile
    days = [one.answers.answered.date for one in table.voices if one.answers.answered is not None]
    dated = sorted(day for day in days if day is not None)
    return Agenda(
        table=table,
        weights=by_weight(table),
        shares={id: parts for id, parts in shares.items() if parts},
        groups=tuple(groups),
        waits_for=_waits_for(table),
        sections=tuple(_tally(table, id, title) for id, title in _sections(table)),
        profile={
            field.id: known[field.id]
            for field in tree.profile
            if field.id in known and len(known_of(field, table.voices)) >= table.floor
        },
        differing=tuple(field.id for field in tree.profile if len(set(known_of(field, table.voices))) > 1),
        first=dated[0] if dated else None,
        last=dated[-1] if dated else None,
    )


def _waits_for(table: Table) -> dict[str, tuple[str, ...]]:
    standings = table.assessment.standings
    found = {}
    for one in table.tree.questions:
        if one.id in table.waiting:
            read = waited_for(table.narrowed, standings, [one.id])
            disputed = tuple(id for id in table.disputed if id in read)
            if disputed:
                found[one.id] = disputed
    return found


def _sections(table: Table) -> list[tuple[str, str]]:
    return [(section.id, section.title) for section in table.tree.pack.sections]


def _tally(table: Table, id: str, title: str) -> SectionTally:
    inside = {one.id for one in questions_in(table, id)}
    agreed = [one for one in table.agreed if one in inside]
    stored = table.assessment.answers.answers
    hidden = [one for one in inside if table.assessment.standings[one].state == "hidden"]
    return SectionTally(
        id=id,
        title=title,
        asked=len(inside) - len(hidden),
        agreed=len(agreed),
        aside=sum(stored[one].not_applicable is not None for one in agreed),
        disputed=sum(one in inside for one in table.disputed),
        few=sum(one in inside for one in table.few),
        unanswered=sum(one in inside for one in table.unanswered),
        waiting=len(table.waiting & inside),
    )


def questions_in(table: Table, section: str) -> list[Asked]:
    """List the questions of a section, in their order."""
    names = dict(zip((one.id for one in table.tree.pack.sections), table.tree.pack.head.sections, strict=True))
    return [one for one in table.tree.questions if one.path[0] == f"{names[section]}.yaml"]
