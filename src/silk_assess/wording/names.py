"""The names of levels, nodes, bands and kinds of flow."""

from __future__ import annotations

from typing import Final

from silk_assess.exact import HUNDRED, decimal, shown
from silk_assess.questionnaire.model.nodes import Band, RiskBand
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring import bands
from silk_assess.scoring.assessment import Assessment
from silk_assess.wording.numbers import capital

NAMELESS: Final = "An organisation without a name"
CELLS: Final = {
    "inward/goods-services": "Goods and services that come in",
    "inward/finance": "Money that comes in",
    "inward/intangible": "Ideas, methods and rights that come in",
    "outward/goods-services": "Goods and services that go out",
    "outward/finance": "Money that goes out",
    "outward/intangible": "Ideas, methods and rights that go out",
}


def level_name(tree: Tree, number: int) -> str:
    """Name a level: "level 1, Preparing"."""
    return f"level {number}, {tree.pack.head.levels[number].title}"


def title(tree: Tree, id: str) -> str:
    """Name a node as its author does; the index has no title of its own."""
    return "All together" if id == "index" else tree.node[id].title


def question(tree: Tree, id: str) -> str:
    """Name a question by its text, its id beside it, for the terminal."""
    return f'"{tree.asked[id].question.text}" ({id})'


def band_label(assessment: Assessment, node: Node, bands_of: Node | None = None) -> str:
    """Say in which band a node's point lies, by its protection; empty without point or bands.

    `bands_of` names another node in whose bands the point is read. Empty too for the whole
    where its parts are far apart: then `far_apart` says so.
    """
    value, spoken = assessment.values[node.id], bands_of or node
    place = None if value is None else bands.band(spoken, value.point)
    if place is None or (node.id == "index" and far_apart(assessment)):
        return ""
    return label_of(spoken.bands[place], assessment.unprotected.get(node.id))


def band_text(assessment: Assessment, node: Node) -> str:
    """Give what the band of a node says beside its label; empty where another label, or none, stands for it."""
    value = assessment.values[node.id]
    place = None if value is None else bands.band(node, value.point)
    if place is None or band_label(assessment, node) != node.bands[place].label:
        return ""
    return node.bands[place].text or ""


def label_of(of: Band, unprotected: bool | None) -> str:
    """Choose the label of a band: its other one where protection is missing."""
    other = of.unprotected if isinstance(of, RiskBand) and unprotected else None
    return other or of.label


def both_labels(of: Band) -> str:
    """Say a band's label, and its other one where it has one."""
    other = of.unprotected if isinstance(of, RiskBand) else None
    return f"{of.label} (unprotected: {other})" if other else of.label


def far_apart(assessment: Assessment) -> str:
    """Say that the parts of the whole are too far apart for one word; empty where they are not."""
    tree = assessment.tree
    parts = [
        shown(part.point, tree.bounds(part.id)) + ("" if part.scale == HUNDRED else f" of {decimal(part.scale)}")
        for part in bands.far_apart(tree, assessment.values)
    ]
    return f"the parts are far apart: {', '.join(parts)}" if parts else ""


def in_words(assessment: Assessment, node: Node) -> str:
    """Say where a node stands, beginning a sentence: its band, or of the whole that its parts are far apart."""
    return band_label(assessment, node) or (capital(far_apart(assessment)) if node.id == "index" else "")


def is_hundred(node: Node) -> bool:
    """Say whether a node is measured from 0 to 100."""
    return node.scale == HUNDRED
