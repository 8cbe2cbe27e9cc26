"""The portfolio: many assessments as one page of counts, middles and ranges, with no ranking and nobody singled out.

Every finding above a chart follows a rule; templates have loops and ifs only. Nothing here reads
a file, asks the time, or depends on the order in which organisations came.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from silk_assess.portfolio.member import Member
from silk_assess.portfolio.movement import Movement
from silk_assess.portfolio.organisations import Roll, enrolled
from silk_assess.portfolio.statistics import Crowd
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.portfolio import (
    dimensions,
    flows,
    gaps,
    groups,
    heat_map,
    movement,
    next_step,
    pairs,
    ranges,
    rules,
    tools,
    verdict,
)
from silk_assess.report.portfolio.figures import many
from silk_assess.wording.numbers import capital, count


class View(NamedTuple):
    """A whole portfolio. All texts are plain; the template's exits make them safe."""

    language: str
    title: str
    who: tuple[str, ...]
    faults: str
    rests_on: tuple[str, ...]
    verdict: verdict.Verdict
    gaps: gaps.Gaps
    next_step: next_step.NextStep
    panels: dimensions.Panels
    heat: heat_map.Heat | None
    movement: movement.Movement | None
    rules: rules.Rules
    flows: flows.Flows | None
    tools: tools.Tools
    pairs: pairs.Pairs
    places: ranges.Places
    questionnaire: str


def portfolio(tree: Tree, members: Iterable[Member], by: str | None = None, faulty: int = 0) -> View:
    """Say everything that a portfolio tells.

    `by` is a profile field or a column that was carried along: its groups make the rows of the
    heat map; None takes the country, else the first field with options. `faulty` is how many
    files and rows could not be scored.
    """
    return overview(enrolled(tree, members, by), faulty)


def overview(roll: Roll, faulty: int = 0, rests_on: Iterable[str] = (), moved: Movement | None = None) -> View:
    """Say everything that a portfolio tells of those on a roll, in groups by the field that it was kept for.

    `moved` is how those on it moved since an earlier year, where there is one.
    `rests_on` says what the figures of tables rest on: columns that there are, and rows that count nowhere.
    """
    tree = roll.tree
    crowd = Crowd(tree, roll)
    field = groups.chosen(crowd)
    by_field = None if field is None else groups.groups(crowd, field)
    titles = groups.titles(crowd, by_field)
    head = tree.pack.head
    size = "no organisation yet" if not crowd.number else many(crowd.number)
    return View(
        language=head.language if head.language.lower().startswith("en") else "en",
        title=f"{head.title}: {size}",
        who=_who(crowd, faulty),
        faults=_faults(faulty),
        rests_on=tuple(rests_on),
        verdict=verdict.verdict(crowd, by_field),
        gaps=gaps.gaps(crowd),
        next_step=next_step.next_step(crowd),
        panels=dimensions.panels(crowd),
        heat=heat_map.heat(crowd, by_field),
        movement=movement.movement(crowd, by_field, moved),
        rules=rules.rules(crowd),
        flows=flows.flows(crowd),
        tools=tools.tools(crowd),
        pairs=pairs.pairs(crowd, titles),
        places=ranges.places(crowd, titles),
        questionnaire=f"{head.title}, version {head.version}",
    )


def _who(crowd: Crowd, faulty: int) -> tuple[str, ...]:
    head = crowd.tree.pack.head
    pieces = []
    if crowd.roll.countries:
        pieces.append(capital(count(len(crowd.roll.countries), "country", "countries")))
    pieces.append(f"Questionnaire {head.id} {head.version}")
    if crowd.number and not faulty:
        pieces.append("All that was given could be scored")
    return tuple(pieces)


def _faults(faulty: int) -> str:
    if not faulty:
        return ""
    not_scored = many(faulty, "file or row could not be scored and is", "files or rows could not be scored and are")
    return f"{not_scored} not counted here. Each stands in errors.jsonl, with what is wrong and what to do."
