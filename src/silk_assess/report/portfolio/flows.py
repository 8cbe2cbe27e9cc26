"""Flows of many organisations: how many take part now, and in three years. Source: SCORING.md, section 5."""

from __future__ import annotations

from typing import Final, NamedTuple

from silk_assess.exact import UNIT
from silk_assess.portfolio.statistics import Crowd
from silk_assess.questionnaire.model.questions import CELLS
from silk_assess.report.portfolio.figures import number, per_cent
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, in_words

# A cell is in play from here on (SCORING.md, section 5).
_TAKES_PART: Final = 25 * UNIT


class Count(NamedTuple):
    """How many take part as answered, and at most."""

    asked: bool
    now: int
    most: int


class FlowCell(NamedTuple):
    """One kind of flow: positions on 0 to all, and the same in words."""

    title: str
    label: str
    now_at: str
    ambition_at: str
    now: str
    ambition: str


class Flows(NamedTuple):
    """The six kinds of flow in two rows of three."""

    finding: str
    total: str
    rows: tuple[tuple[str, tuple[FlowCell, ...]], ...]


def flows(crowd: Crowd) -> Flows | None:
    """Count who takes part in each flow, at 25 or more; None where the questionnaire asks for none."""
    if not crowd.tree.has_flows or not crowd.number:
        return None
    counts = {cell: (_count(crowd, cell, "now"), _count(crowd, cell, "ambition")) for cell in CELLS}
    cells = [_cell(crowd, cell, *counts[cell]) for cell in CELLS]
    rows = (("Comes in", tuple(cells[:3])), ("Goes out", tuple(cells[3:])))
    return Flows(_finding(crowd, counts), number(crowd.number), rows)


def _count(crowd: Crowd, cell: str, facet: str) -> Count:
    return Count(bool(crowd.tree.cells[cell, facet]), *crowd.roll.flow(cell, facet).reach(_TAKES_PART))


def _cell(crowd: Crowd, cell: str, now: Count, ambition: Count) -> FlowCell:
    title, total = names.CELLS[cell], crowd.number
    said, wished = _said(now), _said(ambition)
    label = f"{title}: now {said}, in three years {wished}, of {number(total)}"
    now_at, ambition_at = (per_cent(one.now, total) if one.asked else "" for one in (now, ambition))
    return FlowCell(title, label, now_at, ambition_at, said, wished)


def _said(one: Count) -> str:
    if not one.asked:
        return "not asked"
    return number(one.now) + (f" (to {number(one.most)})" if one.most > one.now else "")


def _finding(crowd: Crowd, counts: dict[str, tuple[Count, Count]]) -> str:
    """Name the flows that are to grow most; a change that open answers could undo is not told apart."""
    both = {cell: pair for cell, pair in counts.items() if pair[0].asked and pair[1].asked}
    if not both:
        first = max(counts, key=lambda cell: max(one.now for one in counts[cell]))
        size = max(one.now for one in counts[first])
        return f"{names.CELLS[first]}: most take part in this, {number(size)} of {number(crowd.number)}."
    if not any(one.now for pair in both.values() for one in pair):
        return "Nobody takes part in a flow so far, or says so."
    growth = {cell: ambition.now - now.now for cell, (now, ambition) in both.items()}
    growing = sorted((cell for cell in growth if growth[cell] > 0), key=lambda cell: -growth[cell])
    if not growing:
        return "None of the flows is to gain organisations in three years."
    told = " and ".join(
        f"{names.CELLS[cell][0].lower()}{names.CELLS[cell][1:]} (from {number(both[cell][0].now)} to "
        f"{number(both[cell][1].now)})"
        for cell in growing[:2]
    )
    if len(growing) == 1:
        return f"One flow is to gain organisations in three years: {told}."
    all_of = "All six" if len(growing) == 6 else capital(in_words(len(growing)))
    return f"{all_of} flows are to gain organisations in three years; most of all {told}."
