"""Some rows of a block scored: every measure of them, from the states of their questions to the rules that fire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from silk_assess.answers.state import Standing
from silk_assess.columns.figures import Flags, Numbers, Small
from silk_assess.columns.flows import flows
from silk_assess.columns.levels import Levels, levels
from silk_assess.columns.measures import Measure, Measures, rounded
from silk_assess.columns.nodes import measured
from silk_assess.columns.plan import Plan
from silk_assess.columns.risks import RiskMeasure, weighed
from silk_assess.columns.states import FALSE, OPEN, TRUE, States, decided
from silk_assess.exact import UNIT
from silk_assess.questionnaire.conditions import Answered, Compare, Leaf
from silk_assess.questionnaire.model.questions import FLOW_IDS

COMPARISONS: Final[Mapping[str, Callable[[Numbers, int], Flags]]] = {
    "at_least": np.greater_equal,
    "above": np.greater,
    "at_most": np.less_equal,
    "below": np.less,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """What some rows come to; as an Assessment, in columns."""

    plan: Plan
    states: States
    measures: Measures
    risks: Mapping[str, RiskMeasure]
    flows: Mapping[tuple[str, str], Measure]
    level: Levels


def assessed(plan: Plan, states: States, size: int) -> Rows:
    """Measure all nodes, each after those that it reads, and what follows from them."""
    measures = Measures(plan.tree, states, size)
    risks = {}
    for node in plan.tree.order:
        if node.rule == "risk":
            risks[node.id] = weighed(plan, node, measures)
            measures[node.id] = risks[node.id].measure
        else:
            measures[node.id] = measured(plan, node, measures)
    return Rows(plan, states, measures, risks, flows(plan, measures), levels(plan, measures))


def fired(rows: Rows) -> dict[str, Flags]:
    """Say of each rule in which rows it fires, as things stand."""

    def leaf(one: Leaf) -> Small:
        if one.subject in rows.plan.tree.asked:
            return rows.states.truth(one, as_things_stand=True)
        flow = FLOW_IDS.get(one.subject)
        return _on_points(one, rows.measures[one.subject] if flow is None else rows.flows[flow])

    return {rule.id: decided(when, leaf) == TRUE for rule, when in rows.plan.tree.rules}


def _on_points(leaf: Leaf, measure: Measure) -> Small:
    """Decide a leaf on the points of a node or flow: without a point it is open, where that is absent false."""
    holding: Flags
    match leaf:
        case Answered(flag=flag):
            return np.where(measure.pointed == flag, TRUE, FALSE)
        case Compare(relation=relation, bound=bound):
            holding = COMPARISONS[relation](measure.point, bound)
        case _:
            holding = np.isin(measure.point, leaf.values)
    return np.where(measure.pointed, np.where(holding, TRUE, FALSE), np.where(measure.present, OPEN, FALSE))


def evidence(rows: Rows, proved: Mapping[str, Flags]) -> Numbers:
    """Give the share of answers that carry evidence, by the weights of their questions.

    `proved` says of questions to which there is any in which rows.
    """
    total, part = (np.zeros(rows.measures.size, np.int64) for _ in range(2))
    for id, weight in rows.plan.proving.items():
        answered = rows.states.look_up(id, "weight", partial(_if_answered, weight), np.int64)
        total += answered
        if id in proved:
            part += answered * proved[id]
    return rounded(UNIT * part, np.maximum(total, 1))


def _if_answered(weight: int, standing: Standing) -> int:
    return weight if standing.state == "answered" else 0
