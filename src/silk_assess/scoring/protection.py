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
    found: dict[str, bool | None] = {}
    for node in tree.nodes:
        if node.unprotected_below is not None and node.rule != "risk":
            found |= _section(tree, node, node.unprotected_below, values)
    return found


def answered_controls(tree: Tree, risk: Node, values: Mapping[str, Value | None]) -> int | None:
    """Give the points of a risk's answered controls, whatever is known of the risk itself."""
    controls = mean_of(tree.shares[risk.id], values, HUNDRED, min_coverage=0)
    return None if controls is None else controls.point


def _section(tree: Tree, section: Node, below: int, values: Mapping[str, Value | None]) -> dict[str, bool | None]:
    """Say it of a section, and of its risks, which share its threshold."""
    present = [id for id, _ in section.children if values[id] is not None]
    controls = {id: size for id in present if (size := answered_controls(tree, tree.node[id], values)) is not None}
    risks = {id: controls[id] < below if id in controls else None for id, _ in section.children}
    weighty = {id for id, weight in section.children if weight}
    pointed = [
        (value.point, id) for id in present if id in weighty if (value := values[id]) and value.point is not None
    ]
    worst = min(pointed, key=lambda pair: pair[0], default=None)
    counted = [size for id, size in controls.items() if id in weighty]
    mean = rounded(sum(counted), len(counted)) if counted else None
    whole = None if mean is None else (worst is not None and risks[worst[1]] is True) or mean < below
    return {section.id: whole, **risks}
