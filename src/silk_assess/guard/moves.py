"""Where a number came from its earlier self: the parts of the change, and the answers that have to do with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from silk_assess.guard.verdict import Holding
from silk_assess.questionnaire.tree import Tree
from silk_assess.years.answers import changed, known_now, no_longer_known
from silk_assess.years.comparison import Comparison
from silk_assess.years.parts import Parts

End = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Move:
    """How far the lowest or highest of a node (None: of the level) moved, in its unit.

    The ids are those of answers that it is made from: given otherwise, the largest first; known now;
    known no longer.
    """

    node: str | None
    end: End
    parts: Parts
    changed: tuple[str, ...]
    known_now: tuple[str, ...]
    no_longer_known: tuple[str, ...]


def moves(comparison: Comparison, holdings: Iterable[Holding]) -> tuple[Move, ...]:
    """Say where numbers came from: the whole, and whatever failed, of which the highest tells why."""
    held = [one for one in holdings if one.asked == "baseline" and one.found is not None and not one.has_other_scale]
    whole = [one for one in held if one.node == "index"] or held
    told = [*whole, *(one for one in held if one.verdict == "failed" and one not in whole)]
    answers = [one.id for one in changed(comparison)], known_now(comparison), no_longer_known(comparison)
    found = []
    for one in told:
        end: End = "high" if one.verdict == "failed" else "low"
        parts = comparison.level_parts if one.node is None else comparison.parts(one.node)
        behind = _behind(comparison.tree, one.node)
        named = (tuple(id for id in ids if id in behind) for ids in answers)
        found.append(Move(one.node, end, parts[end], *named))
    return tuple(found)


def _behind(tree: Tree, node: str | None) -> frozenset[str]:
    """Name all answers that a node, or the level, is made from: also those that decide what is asked for it."""
    nodes = {id for need in tree.requires for id, _ in need} if node is None else {node}
    read = tree.read_by(nodes)
    return read | {id for id in tree.asked if not read.isdisjoint(tree.waiting_for(id))}
