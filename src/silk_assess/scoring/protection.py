"""Whether risks are unprotected: what stands against them, however likely and grave they are."""

from __future__ import annotations

from collections.abc import Mapping

from silk_assess.exact import HUNDRED, rounded
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring.aggregates import mean_of
from silk_assess.scoring.assessment import Value


def unprotected(tree: Tree, values: Mapping[str, Value | None]) -> dict[str, bool | None]:
    """Say of each risk and each section of risks whether it is unprotected; None where nothing tells.

    Source: docs/scoring.md, Bands.
    """
    return {
        node.id: (_risk if node.rule == "risk" else _section)(tree, node, node.unprotected_below, values)
        for node in tree.nodes
        if node.unprotected_below is not None
    }


def answered_controls(tree: Tree, risk: Node, values: Mapping[str, Value | None]) -> int | None:
    """Give the points of a risk's answered controls, whatever is known of the risk itself."""
    controls = mean_of(tree.shares[risk.id], values, HUNDRED, min_coverage=0)
    return None if controls is None else controls.point


def _risk(tree: Tree, risk: Node, below: int, values: Mapping[str, Value | None]) -> bool | None:
    controls = answered_controls(tree, risk, values)
    return None if controls is None or values[risk.id] is None else controls < below


def _section(tree: Tree, section: Node, below: int, values: Mapping[str, Value | None]) -> bool | None:
    risks = [(tree.node[id], value) for id, weight in section.children if weight and (value := values[id]) is not None]
    controls = [size for risk, _ in risks if (size := answered_controls(tree, risk, values)) is not None]
    if not controls:
        return None
    pointed = [(value.point, risk) for risk, value in risks if value.point is not None]
    worst = min(pointed, key=lambda pair: pair[0], default=None)
    is_worst = worst is not None and _risk(tree, worst[1], below, values) is True
    return is_worst or rounded(sum(controls), len(controls)) < below
