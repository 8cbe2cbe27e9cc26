"""One organisation's answers to values, exactly as docs/scoring.md states it, in whole micro-units."""

from __future__ import annotations

from collections.abc import Mapping

from silk_assess.answers.model import Answers
from silk_assess.answers.state import Standing, standings
from silk_assess.exact import UNIT, rounded
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.tree import Asked, Node, Tree
from silk_assess.scoring.aggregates import Values, aggregated
from silk_assess.scoring.assessment import Assessment, Cap, Value
from silk_assess.scoring.flows import flow_of
from silk_assess.scoring.gates import first_below, gated
from silk_assess.scoring.levels import level_of
from silk_assess.scoring.protection import unprotected
from silk_assess.scoring.risks import weigh_risk
from silk_assess.scoring.robustness import is_robust


def assess(tree: Tree, answers: Answers) -> Assessment:
    """Score one organisation's answers, node by node.

    A node whose children all left is absent and has no value; one with too few answers has a
    range and no point. Source: docs/scoring.md, The tree, Three numbers for every node.
    """
    known = standings(tree, answers)
    values = values_of(tree, known)
    weighed = {node.id: weigh_risk(node, known, tree, values) for node in tree.nodes if node.rule == "risk"}
    return Assessment(
        tree=tree,
        answers=answers,
        standings=known,
        values=values,
        caps={node.id: cap for node in tree.nodes if (cap := _cap(node, tree, values)) is not None},
        risks={id: None if risk is None else risk[1] for id, risk in weighed.items()},
        unprotected=unprotected(tree, values),
        flows={cell: flow_of([values[one.id] for one in asked], asked) for cell, asked in tree.cells.items()},
        level=level_of(tree, values),
        robust=is_robust(tree, values),
        coverage=_coverage(tree, values),
        evidence=_evidence(tree, known, answers),
    )


def values_of(tree: Tree, known: Mapping[str, Standing]) -> Values:
    """Give the value of every scored question and node; None where absent."""
    values: Values = {one.id: question_value(one, known[one.id]) for one in tree.questions if one.scored}
    for node in tree.order:
        values[node.id] = node_value(node, known, tree, values)
    return values


def question_value(one: Asked, standing: Standing) -> Value | None:
    """Give the value of a scored question; None where it does not apply or is hidden."""
    if standing.value is not None:
        size = points(one, standing.value)
        return Value(one.scale, size, size, size, UNIT)
    if standing.state == "unknown":
        low, high = (0, one.scale) if standing.may_vanish else (one.least, one.greatest)
        return Value(one.scale, low, None, high, 0)
    return None


def node_value(
    node: Node, known: Mapping[str, Standing], tree: Tree, values: Mapping[str, Value | None]
) -> Value | None:
    """Give the value of a node, its gates applied; None where it is absent."""
    if node.rule == "risk":
        risk = weigh_risk(node, known, tree, values)
        return None if risk is None else risk[0]
    free = aggregated(tree, node, values)
    return free if free is None or not node.gates else gated(node, free, values)


def _cap(node: Node, tree: Tree, values: Mapping[str, Value | None]) -> Cap | None:
    value = values[node.id]
    if not node.gates or value is None or value.point is None:
        return None
    free = aggregated(tree, node, values)
    assert free is not None
    assert free.point is not None
    below = first_below(node, values, lambda one: one.at_best)
    binding = [(gate.cap, i, by) for i, (gate, by) in enumerate(zip(node.gates, below, strict=True)) if by is not None]
    if not binding:
        return None
    cap, i, by = min(binding)
    return Cap(i, by, free.point) if cap < free.point else None


def _coverage(tree: Tree, values: Mapping[str, Value | None]) -> int:
    return min((value.coverage for id in tree.roots if (value := values[id]) is not None), default=0)


def _evidence(tree: Tree, known: Mapping[str, Standing], answers: Answers) -> int:
    counted = [
        (one.weight, bool(answers.answers[one.id].evidence))
        for one in tree.questions
        if one.scored and one.role != "flow" and known[one.id].state == "answered"
    ]
    total = sum(weight for weight, _ in counted)
    return rounded(UNIT * sum(weight for weight, proved in counted if proved), total) if total else 0
