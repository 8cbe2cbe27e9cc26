"""What a programme can do first: questions to ask before it plans, and one tool for many."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.portfolio.statistics import Crowd
from silk_assess.questionnaire.model.catalogue import Tool
from silk_assess.report.portfolio.figures import amount, is_part, many, number, rests
from silk_assess.report.portfolio.tools import best_tools
from silk_assess.wording.numbers import plural


class NextStep(NamedTuple):
    """Questions to ask before planning, each with how many should ask it; and one tool for many.

    `rests` says on how many that rests, where it is not all.
    """

    head: str
    text: str
    asks: tuple[tuple[str, str], ...]
    tool_head: str
    tool_text: str
    rests: str = ""


def next_step(crowd: Crowd, most: int = 5) -> NextStep:
    """Count the questions that would tell most about the level, and name the tool that would help most."""
    counted = crowd.roll.asks
    place = {one.id: i for i, one in enumerate(crowd.tree.questions)}
    first = sorted(counted, key=lambda id: (-counted[id], place[id]))[:most]
    asks = tuple((crowd.tree.asked[id].question.text, _of(crowd, counted[id])) for id in first)
    unsettled = sum(size for (low, _, high), size in crowd.levels.items() if low != high)
    tool = best_tools(crowd)
    head, text = _ask_text(crowd, unsettled, len(counted))
    if not tool:
        return NextStep(head, text, asks, "", "", rests(crowd))
    return NextStep(head, text, asks, f"One tool for many: {tool[0].name}", _serves(crowd, tool[0]), rests(crowd))


def _of(crowd: Crowd, size: int) -> str:
    return f"{number(size)} of {number(crowd.roll.explained)}" if is_part(crowd) else many(size)


def _ask_text(crowd: Crowd, unsettled: int, questions: int) -> tuple[str, str]:
    head = "Next step: ask before you plan"
    hang = f"{many(unsettled, 'level')} {plural(unsettled, 'hangs', 'hang')} on answers that are still open."
    if questions:
        return head, f"{hang} These questions would tell most:"
    if unsettled:
        return head, f"{hang} They wait for other answers first, so read each organisation's own report."
    if not crowd.number:
        return "Next step", "Collect answers, and draw this page again."
    if not crowd.tree.pack.head.levels or crowd.target is None:
        return "Next step: talk about the gaps", "There are no levels here that an open answer could change."
    return "Next step: talk about the gaps", "No open answer can change a level. Plan with what is known."


def _serves(crowd: Crowd, tool: Tool) -> str:
    points = crowd.roll.addressed[tool.id]
    missing = f"of the {amount(crowd.roll.missing)} points that {'these' if is_part(crowd) else 'all'} miss together"
    spoken = f" It speaks to {amount(points)} {missing}." if points else ""
    firsts = number(crowd.roll.firsts[tool.id])
    return f"Among the first three tools for {firsts} of {number(crowd.roll.explained)}.{spoken}"
