"""What `score` prints of several organisations: a line each, or a few where nothing puts all of it together."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.commands.assessed import Case
from silk_assess.exact import decimal, shown
from silk_assess.questionnaire.tree import Node
from silk_assess.scoring.assessment import Assessment, Value
from silk_assess.terminal.layout import Line, Row, cut, table
from silk_assess.wording import names, numbers


def several(cases: Sequence[Case], width: int) -> list[Line]:
    """Print several organisations in the order given: a line each.

    Without an index and levels there is a line for each node instead.
    """
    if not cases:
        return []
    tree = cases[0].assessment.tree
    if tree.nodes and "index" not in tree.node and not tree.pack.head.levels:
        rows = [_node_row(case, node) for case in cases for node in tree.nodes]
        return table(("file", "organisation", "part", "points", "in words"), rows, width)
    return table(("file", "organisation", "level", "all together"), [_case_row(case) for case in cases], width)


def _case_row(case: Case) -> Row:
    assessment, tree = case.assessment, case.assessment.tree
    name, level, total = _name(case), "", ""
    if assessment.level is not None:
        one = assessment.level
        level = f"{one.point}, {tree.pack.head.levels[one.point].title}, "
        level += "firm" if one.firm else f"or {one.low} to {one.high}"
    value = assessment.values.get("index")
    if value is not None:
        total = _short(assessment, tree.node["index"], value)
    elif "index" in tree.node:
        total = "does not apply"
    said = f"{case.file}\n{name}." + (f" Level {level}." if level else "")
    said += f" All together {total}." if total else ""
    return Row((case.file, name, level, total), said)


def _node_row(case: Case, node: Node) -> Row:
    assessment, name, title = case.assessment, _name(case), cut(names.title(case.assessment.tree, node.id), 24)
    value = assessment.values[node.id]
    points = "does not apply" if value is None else _short(assessment, node, value)
    words = names.in_words(assessment, node)
    said = f"{case.file}\n{name}. {title}: {points}." + (f" {words}." if words else "")
    return Row((case.file, name, title, points, words), said)


def _name(case: Case) -> str:
    return cut(case.assessment.answers.name or names.NAMELESS, 24)


def _short(assessment: Assessment, node: Node, value: Value) -> str:
    bounds = assessment.tree.bounds(node.id)
    of = "" if names.is_hundred(node) else f" of {decimal(value.scale)}"
    if value.point is None:
        return numbers.span(value.low, value.high, bounds, "between {} and {}") + of
    said = shown(value.point, bounds) + of
    return said + (f" ({numbers.span(value.low, value.high, bounds)})" if numbers.has_range(value, bounds) else "")
