"""The scales of questions and nodes: as written, 100, or for a sum what its parts add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.model.nodes import Index, Risk
from silk_assess.questionnaire.outline import NodeSpot, QuestionSpot, children, is_scored


def question_scales(questions: Mapping[str, QuestionSpot]) -> dict[str, int]:
    """Give the scale of every scored question, in micro-units."""
    return {id: spot.question.scale for id, spot in questions.items() if is_scored(spot.question)}


def node_scales(
    nodes: Mapping[str, NodeSpot], index: Index | None, questions: Mapping[str, QuestionSpot]
) -> dict[str, int]:
    """Give the scale of every node in micro-units, in questionnaire order, the index last.

    A risk has 100. What a sum names and nobody knows counts nothing, and sums with more than
    six decimals are rounded down: the checks tell of both.
    """
    known = question_scales(questions)
    # From the deepest to the highest: a sum's scale is what its children add up to.
    for id, spot in reversed(list(nodes.items())):
        if isinstance(spot.node, Risk):
            known[id] = HUNDRED
        else:
            known[id] = _scale(spot.node.aggregate, spot.node.scale, children(spot.node), known)
    ids = [*nodes]
    if index is not None:
        below = [(child.id, child.weight) for child in index.children]
        known["index"] = _scale(index.aggregate, index.scale, below, known)
        ids.append("index")
    return {id: known[id] for id in ids}


def _scale(aggregate: str, written: int | None, below: Iterable[tuple[str, int]], scales: Mapping[str, int]) -> int:
    if aggregate == "sum":
        return sum(weight * scales.get(id, 0) for id, weight in below) // UNIT
    return HUNDRED if written is None else written
