"""In which band points lie, and whether the parts of the whole lie too far apart for one word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring.aggregates import Counted, counted
from silk_assess.scoring.assessment import Value

_FAR: Final = 2


def band(node: Node, point: int | None) -> int | None:
    """Give the place of the band that a point lies in, from 0; a value on a bound is in the upper one."""
    if point is None or not node.bands:
        return None
    return sum(band.start <= point for band in node.bands) - 1


def far_apart(tree: Tree, values: Mapping[str, Value | None]) -> list[Counted]:
    """List the parts of an index that has a point, where two of them lie two bands or more apart; else none.

    Each part that has a point is read in the index's own bands, by its share. Source: docs/scoring.md, Bands.
    """
    index, value = tree.node.get("index"), values.get("index")
    if index is None or not index.bands or value is None or value.point is None:
        return []
    parts = counted(index, values)
    places = [sum(band.start * part.scale <= part.point * index.scale for band in index.bands) for part in parts]
    return parts if max(places) - min(places) >= _FAR else []
