"""What `why flows` prints: the kinds of flow, now and in future, down to each answer."""

from __future__ import annotations

from silk_assess.commands.why.trace import Trace
from silk_assess.exact import decimal, shown
from silk_assess.questionnaire.model.questions import CELLS
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Flow
from silk_assess.terminal.layout import Line, Row, heading, hints, joined, paragraph, table
from silk_assess.wording import names

_HEAD = ("", "now", "in future", "weight", "line")


def flows(found: Trace, width: int) -> list[Line]:
    """Explain the flow profile: each kind of flow that is asked about, with the questions behind it."""
    head = heading("What crosses your borders", _files(found), width)
    said = "Each figure is the mean by weight of the questions below it. Flows have no part in the level; more is not "
    blocks = [[*head, *paragraph(f"{said}better.", width, 2)]]
    asked = [cell for cell in CELLS if any(found.tree.cells[cell, facet] for facet in _FACETS)]
    groups = [[_row(found, cell), *_answers(found, cell)] for cell in asked]
    rows = [row for group in groups for row in [*group, Row(("",), "")]]
    blocks.append(table(_HEAD, rows[:-1], width, right=(1, 2, 3, 4)))
    first = next(one.id for one in found.tree.questions if one.role == "flow")
    blocks.append(hints([("One question, with its sources", found.command(first))], width))
    return joined(blocks)


_FACETS = ("now", "ambition")


def _files(found: Trace) -> str:
    """Name the files in which the questions stand."""
    return ", ".join(dict.fromkeys(str(one.path[0]) for one in found.tree.questions if one.role == "flow"))


def _row(found: Trace, cell: str) -> Row:
    now, later = (_figure(found.assessment.flows[cell, facet]) for facet in _FACETS)
    title = names.CELLS[cell]
    return Row((title, now, later, "", ""), f"{title}: now {now}, in future {later}", 0, "bold")


def _figure(flow: Flow | None) -> str:
    if flow is None:
        return "none"
    return "open" if flow.point is None else shown(flow.point)


def _answers(found: Trace, cell: str) -> list[Row]:
    rows = []
    for facet in _FACETS:
        for one in found.tree.cells[cell, facet]:
            name, points, line = f"{one.question.text} ({one.id})", _points(found, one), found.line(one.path)
            said = f"{name}: {points or 'no points'}" + (f", weight {decimal(one.weight)}" if one.weight else "")
            said += f" (line {line})" if line else ""
            now, later = (points, "") if facet == "now" else ("", points)
            rows.append(Row((name, now, later, decimal(one.weight) if one.weight else "", line), said, 2))
            rows.append(Row((found.said(one.id),), found.said(one.id), 4))
    return rows


def _points(found: Trace, one: Asked) -> str:
    value = found.assessment.values.get(one.id)
    return shown(value.point) if value is not None and value.point is not None and one.weight else ""
