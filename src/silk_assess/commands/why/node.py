"""One node as `why` tells it: in sentences, and as a row of a table."""

from __future__ import annotations

from typing import Final

from silk_assess.commands.why.trace import Trace
from silk_assess.exact import decimal, shown
from silk_assess.questionnaire.model.nodes import RisksSection
from silk_assess.questionnaire.tree import Node
from silk_assess.terminal.layout import Line, Piece, Row, heading, paragraph
from silk_assess.wording import names
from silk_assess.wording.formulas import brief, figure, formula, limits, open_below, range_from

HEAD: Final = ("", "points", "weight", "at stake", "line")


def node_text(found: Trace, node: Node, width: int) -> list[Line]:
    """Explain the points of one node: heading, how they are made, range, what is missing, limits."""
    assessment, tree = found.assessment, found.tree
    value = assessment.values[node.id]
    title = names.title(tree, node.id)
    said = f"{title}: {figure(tree, node.id, value)}" if value else f"{title}: nothing here applies to you"
    lines = heading(said, found.place(node.path), width)
    for sentence in formula(assessment, node):
        lines += paragraph(sentence.text, width, 2, 4 if sentence.is_calculation else 2)
    if value is None:
        return lines
    for text, i in limits(assessment, node):
        line = found.line((*node.path, "gates", i))
        place: list[Piece] = [(f" (line {line})", "dim")] if line else []
        lines += paragraph([text, *place], width, 2)
    if value.low != value.high:
        lines += paragraph(range_from(assessment, open_below(assessment, node)), width, 2)
    return lines


def row(found: Trace, id: str, weight: int | None, indent: int) -> Row:
    """Print a node as a row: points, weight, what is at stake, line."""
    value, title = found.assessment.values[id], names.title(found.tree, id)
    node = found.tree.node[id]
    if node.rule == "min" and isinstance(node.source, RisksSection) and value is not None:
        title += ", the worst risk"
    points = brief(found.tree, id, value) if value else "none"
    weighs = "" if weight is None else decimal(weight)
    amount = found.at_stake(id)
    stake = shown(amount) if amount else ""
    line = found.line(node.path)
    said = f"{title}: {points}" if value else f"{title}: nothing here applies to you"
    said += f", weight {weighs}" if weighs else ""
    said += f", {stake} at stake" if stake else ""
    said += f" ({found.place(node.path)})" if line else ""
    return Row((title, points, weighs, stake, line), said, indent, "bold" if node.owner is None else "")
