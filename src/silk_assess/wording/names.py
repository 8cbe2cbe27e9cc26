"""The names of levels, nodes, bands and kinds of flow."""

from __future__ import annotations

from typing import Final

from silk_assess.exact import HUNDRED
from silk_assess.questionnaire.tree import Node, Tree

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


def band_label(node: Node, point: int | None) -> str:
    """Say in which band a point lies; empty without point or bands."""
    if point is None or not node.bands:
        return ""
    return [band.label for band in node.bands if band.start <= point][-1]


def is_hundred(node: Node) -> bool:
    """Say whether a node is measured from 0 to 100."""
    return node.scale == HUNDRED
