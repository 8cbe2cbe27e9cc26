"""The six kinds of flow across the borders, now and in future."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.exact import HUNDRED, UNIT, shown
from silk_assess.questionnaire.model.questions import CELLS, Choice
from silk_assess.questionnaire.tree import Asked
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.scores import share
from silk_assess.scoring.assessment import Flow
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count, in_words, plural


class FlowCell(NamedTuple):
    """One of the six kinds of flow: words, answers, positions on 0 to 100."""

    title: str
    headline: str
    label: str
    now_at: str
    ambition_at: str
    now: tuple[str, ...]
    ambition: tuple[str, ...]
    kinds: tuple[str, ...]


class Flows(NamedTuple):
    """The six kinds of flow in two rows of three, with their finding."""

    finding: str
    rows: tuple[tuple[str, tuple[FlowCell, ...]], ...]


_WORDS = ((0, "none"), (25, "tried"), (50, "small"), (75, "considerable"), (100, "essential"))


def _word(point: int) -> str:
    """Say points of a flow in one of five words, the nearest."""
    return min(_WORDS, key=lambda pair: abs(pair[0] * UNIT - point))[1]


def flows(found: Findings) -> Flows | None:
    """Lay out the six kinds of flow, now against ambition; None without a section of flows."""
    if not found.tree.has_flows:
        return None
    rows = tuple(
        (head, tuple(_flow_cell(found, cell) for cell in CELLS if cell.startswith(way)))
        for way, head in (("inward", "Coming in"), ("outward", "Going out"))
    )
    return Flows(_flow_finding(found), rows)


def _flow_finding(found: Findings) -> str:
    pairs = [(found.assessment.flows[cell, "now"], found.assessment.flows[cell, "ambition"]) for cell in CELLS]
    now = [one for one, _ in pairs if one is not None and one.point is not None]
    if not now:
        return "No flow is described yet, so all six are kept in view."
    running = sum(one.point is not None and one.point >= 25 * UNIT for one in now)
    known = [
        (one.point, other.point)
        for one, other in pairs
        if one and other and one.point is not None and other.point is not None
    ]
    more, less = sum(b > a for a, b in known), sum(b < a for a, b in known)
    said = f"{capital(in_words(running))} of six kinds of flow {plural(running, 'runs', 'run')} today."
    wishes = [f"more of {in_words(more)}"] if more else []
    wishes += [f"less of {in_words(less)}"] if less else []
    said += f" You want {' and '.join(wishes)}." if wishes else " You want no more and no less of any."
    open_ = sum(one is not None and one.point is None for pair in pairs for one in pair)
    return said + (f" {capital(count(open_, 'answer is', 'answers are'))} open." if open_ else "")


def _flow_cell(found: Findings, cell: str) -> FlowCell:
    now, ambition = found.assessment.flows[cell, "now"], found.assessment.flows[cell, "ambition"]
    title = names.CELLS[cell]
    positions = [_position(one) for one in (now, ambition)]
    return FlowCell(
        title=title,
        headline=_flow_headline(now, ambition),
        label=f"{title}: now {_said(now)}, in three years {_said(ambition)}",
        now_at=positions[0],
        ambition_at=positions[1],
        now=_answers(found, cell, "now", counted=True),
        ambition=_answers(found, cell, "ambition", counted=True),
        kinds=_answers(found, cell, "now", counted=False),
    )


def _position(flow: Flow | None) -> str:
    return "" if flow is None or flow.point is None else share(flow.point, HUNDRED)


def _said(flow: Flow | None) -> str:
    if flow is None:
        return "not asked"
    return "open" if flow.point is None else f"{shown(flow.point)} of 100"


def _flow_headline(now: Flow | None, ambition: Flow | None) -> str:
    first = "Not asked" if now is None else "Open now" if now.point is None else f"{capital(_word(now.point))} now"
    if ambition is None:
        return first
    if ambition.point is None:
        return f"{first}, ambition open"
    if now is not None and now.point == ambition.point:
        return f"{first}, none wanted" if ambition.point == 0 else f"{first}, to stay so"
    if ambition.point == 0:
        return f"{first}, to end"
    word = _word(ambition.point)
    return f"{first}, to be tried" if word == "tried" else f"{first}, {word} in three years"


def _answers(found: Findings, cell: str, facet: str, counted: bool) -> tuple[str, ...]:
    asked: tuple[Asked, ...] = found.tree.cells[cell, facet]
    chosen = [one for one in asked if bool(one.weight) == counted and found.standing(one.id).state == "answered"]
    none = {
        one.id
        for one in chosen
        if isinstance(one.question, Choice) and found.standing(one.id).value == one.question.options[0].id
    }
    return tuple(found.answer(one.id) for one in chosen if not (one.id in none and facet == "ambition"))
