"""What `why` prints of one part or risk: down to each answer, with weight, points at stake and line."""

from __future__ import annotations

from silk_assess.commands.why.node import HEAD, node_text, row
from silk_assess.commands.why.trace import Trace
from silk_assess.exact import UNIT, decimal, shown
from silk_assess.faults import listed
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.nodes import Index
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.questionnaire.tree import Asked, Node
from silk_assess.terminal.layout import Line, Row, hints, joined, paragraph, table
from silk_assess.wording.formulas import brief, formula, limits


def part(found: Trace, node: Node, width: int) -> list[Line]:
    """Explain a node down to its answers."""
    blocks = [[*node_text(found, node, width), *_missing(found, node, width)]]
    rows = [row for group in _groups(found, node, 0) for row in [*group, Row(("",), "")]]
    blocks.append(table(HEAD, rows[:-1], width, right=(1, 2, 3, 4)))
    questions = [id for id in found.tree.below(node.id) if id in found.tree.asked]
    if questions:
        deepest = max(questions, key=lambda id: found.gains.get(id, 0))
        blocks.append(hints([("One question, with its sources", found.command(deepest))], width))
    return joined(blocks)


def _missing(found: Trace, node: Node, width: int) -> list[Line]:
    """Say how many of the points missing at the top are missing here."""
    tree, top = found.tree, found.assessment.values.get("index")
    value = found.assessment.values[node.id]
    if value is None or value.point is None or node.id in tree.roots or top is None or top.point is None:
        return []
    here, missing = found.at_stake(node.id), shown(top.scale - top.point)
    said = f"{shown(here)} of the {missing} points that are missing to {decimal(top.scale)} all together are "
    return paragraph(said + "missing here.", width, 2)


def _groups(found: Trace, node: Node, indent: int) -> list[list[Row]]:
    """Print a node's own questions as one table, and a table for each node under it."""
    tree = found.tree
    weights = dict(node.children)
    asked = tree.standing_in.get(node.id, ())
    own = [row for one in asked for row in _question(found, one, weights.get(one.id), indent)]
    own += _sources(node, indent) if own else []
    groups = [own] if own else []
    for id, weight in node.children:
        if id in tree.node:
            child = tree.node[id]
            head = [row(found, id, weight, indent), *_texts(found, child, indent + 2)]
            first, *rest = _groups(found, child, indent + 2) or [[]]
            groups += (
                [[*head, *first], *rest] if child.id in tree.standing_in else [head, *([first] if first else []), *rest]
            )
    return groups


def _texts(found: Trace, node: Node, indent: int) -> list[Row]:
    """Say of a node in the table what is not a plain sum: its limits, and how a risk is made."""
    said = [f"{text} (line {found.line((*node.path, 'gates', i))})" for text, i in limits(found.assessment, node)]
    if node.rule == "risk" and found.assessment.values[node.id] is not None:
        said = [sentence.text for sentence in formula(found.assessment, node)]
    return [Row((text,), text, indent) for text in said]


def _sources(node: Node, indent: int) -> list[Row]:
    if isinstance(node.source, Index) or not node.source.sources:
        return []
    text = f"Sources: {listed(node.source.sources, most=20)}"
    return [Row((text,), text, indent, "dim")]


def _question(found: Trace, one: Asked, weight: int | None, indent: int) -> list[Row]:
    standing, value = found.assessment.standings[one.id], found.assessment.values.get(one.id)
    has = brief(found.tree, one.id, value) if one.scored else ""
    if value is not None and value.point is None:
        has = f"{decimal(value.low)} to {decimal(value.high)}"
    elif one.role in ("likelihood", "impact") and standing.state == "answered":
        has = f"{decimal(one.table[str(standing.value)])} of 1"
    stake = found.at_stake(one.id)
    weighs = "" if weight is None else decimal(weight)
    loses = shown(stake) if stake else ""
    line = found.line(one.path)
    name = f"{one.question.text} ({one.id})"
    said = f"{name}: {has or 'no points'}"
    said += f", weight {weighs}" if weighs else ""
    said += f", {loses} at stake" if loses else ""
    rows = [Row((name, has, weighs, loses, line), f"{said} (line {line})" if line else said, indent)]
    for text in _answer(found, one):
        rows.append(Row((text,), text, indent + 2))
    return rows


def _answer(found: Trace, one: Asked) -> list[str]:
    """Say the answer, or the state with its reason; of several choices also how the points are counted."""
    value = found.assessment.standings[one.id].value
    if isinstance(one.question, Choices) and isinstance(value, tuple) and one.scored:
        return [found.said(one.id), counting(one, value)]
    return [found.said(one.id)]


def counting(one: Asked, chosen: tuple[str, ...]) -> str:
    """Say how the points of several choices are counted: "1 of 8 points: 100 x 1 / 8 = 12.5"."""
    total, mine = sum(one.table.values()), sum(one.table[id] for id in chosen)
    part = f"({decimal(total)} - {decimal(mine)})" if one.reversed else decimal(mine)
    turned = ", and fewer is better" if one.reversed else ""
    end = shown(points(one, chosen))
    many = f"{decimal(mine)} of {decimal(total)} point{'' if total == UNIT else 's'}{turned}"
    return f"{many}: {decimal(one.scale)} x {part} / {decimal(total)} = {end}"
