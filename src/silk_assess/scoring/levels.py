"""The readiness level: the highest whose requirements, and those of all below it, hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assessment import Level, Value


def level_of(tree: Tree, values: Mapping[str, Value | None]) -> Level | None:
    """Give the level at the lows, at the points (where there is none, the low) and at the highs.

    None without levels, or where no node that any level names is present.
    Source: docs/scoring.md, Readiness level.
    """
    named = {id for need in tree.requires for id, _ in need}
    if not any(values[id] is not None for id in named):
        return None
    return Level(
        reached_by(tree, values, lambda value: value.low),
        reached_by(tree, values, lambda value: value.so_far),
        reached_by(tree, values, lambda value: value.high),
    )


def reached_by(tree: Tree, values: Mapping[str, Value | None], read: Callable[[Value], int]) -> int:
    """Give the highest level whose requirements hold by the numbers that `read` takes."""
    for i, needs in enumerate(tree.requires):
        for id, need in needs:
            value = values[id]
            if value is not None and read(value) < need:
                return i - 1
    return len(tree.requires) - 1
