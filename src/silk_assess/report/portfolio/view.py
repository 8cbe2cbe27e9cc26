"""The portfolio: many assessments as one page of counts, middles and ranges, with no ranking and nobody singled out.

Every finding above a chart follows a rule; templates have loops and ifs only. Nothing here reads
a file, asks the time, or depends on the order in which organisations came.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from silk_assess.portfolio.member import Member
from silk_assess.portfolio.organisations import Roll, enrolled
from silk_assess.portfolio.statistics import Crowd, many, number
from silk_assess.questionnaire.tree import Tree
from silk_assess.report.portfolio import dimensions
from silk_assess.report.portfolio import flows as flowing
from silk_assess.report.portfolio import groups as grouping
from silk_assess.report.portfolio import heat_map as heating
from silk_assess.report.portfolio import help as helping
from silk_assess.report.portfolio import pairs as peers
from silk_assess.report.portfolio import ranges as standing
from silk_assess.report.portfolio import verdict as judging
from silk_assess.wording.numbers import capital, count


class View(NamedTuple):
    """A whole portfolio. All texts are plain; the template's exits make them safe."""

    language: str
    title: str
    who: tuple[str, ...]
    faults: str
    verdict: judging.Verdict
    gaps: helping.Gaps
    next_step: helping.NextStep
    panels: dimensions.Panels
    heat: heating.Heat | None
    rules: helping.Rules
    flows: flowing.Flows | None
    tools: helping.Tools
    pairs: peers.Pairs
    places: standing.Places
    questionnaire: str


def portfolio(tree: Tree, members: Iterable[Member], by: str | None = None, faulty: int = 0) -> View:
    """Say everything that a portfolio tells.

    `by` is a profile field or a column that was carried along: its groups make the rows of the
    heat map; None takes the country, else the first field with options. `faulty` is how many
    files and rows could not be scored.
    """
    return overview(enrolled(tree, members, by), faulty)


def overview(roll: Roll, faulty: int = 0) -> View:
    """Say everything that a portfolio tells of those on a roll, in groups by the field that it was kept for."""
    tree = roll.tree
    all = Crowd(tree, roll)
    field = grouping.chosen(all)
    groups = None if field is None else grouping.groups(all, field)
    kinds = grouping.titles(all, groups)
    head = tree.pack.head
    size = "no organisation yet" if not all.number else many(all.number)
    return View(
        language=head.language if head.language.lower().startswith("en") else "en",
        title=f"{head.title}: {size}",
        who=_who(all, faulty),
        faults=_faults(faulty),
        verdict=judging.verdict(all, groups),
        gaps=helping.gaps(all),
        next_step=helping.next_step(all),
        panels=dimensions.panels(all),
        heat=heating.heat(all, groups),
        rules=helping.rules(all),
        flows=flowing.flows(all),
        tools=helping.tools(all),
        pairs=peers.pairs(all, kinds),
        places=standing.places(all, kinds),
        questionnaire=f"{head.title}, version {head.version}",
    )


def _who(all: Crowd, faulty: int) -> tuple[str, ...]:
    head = all.tree.pack.head
    pieces = []
    if all.roll.countries:
        pieces.append(capital(count(len(all.roll.countries), "country", "countries")))
    pieces.append(f"Questionnaire {head.id} {head.version}")
    if all.number and not faulty:
        pieces.append("All that was given could be scored")
    return tuple(pieces)


def _faults(faulty: int) -> str:
    if not faulty:
        return ""
    was = "file or row could not be scored and is" if faulty == 1 else "files or rows could not be scored and are"
    return f"{number(faulty)} {was} not counted here. Each stands in errors.jsonl, with what is wrong and what to do."
