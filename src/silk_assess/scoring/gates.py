"""Gates: what holds a node's points down, and which of several does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from silk_assess.questionnaire.tree import Node
from silk_assess.scoring.aggregates import within
from silk_assess.scoring.assessment import Value


def gated(node: Node, free: Value, values: Mapping[str, Value | None]) -> Value:
    """Hold a value down by the gates in force."""
    low = min(free.low, lowest_cap(node, values, lambda value: value.low))
    high = min(free.high, lowest_cap(node, values, lambda value: value.high))
    if free.point is None:
        return Value(free.scale, low, None, high, free.coverage)
    point = min(free.point, lowest_cap(node, values, lambda value: value.at_best))
    return Value(free.scale, low, within(low, point, high), high, free.coverage)


def lowest_cap(node: Node, values: Mapping[str, Value | None], read: Callable[[Value], int]) -> int:
    """Give the lowest cap in force, by the numbers that `read` takes; without one the scale."""
    return min(
        (gate.cap for gate, by in zip(node.gates, first_below(node, values, read), strict=True) if by),
        default=node.scale,
    )


def first_below(node: Node, values: Mapping[str, Value | None], read: Callable[[Value], int]) -> list[str | None]:
    """Name for each gate the first of its ids that is below its threshold."""
    found: list[str | None] = []
    for gate in node.gates:
        by = None
        for id, need in gate.below:
            value = values[id]
            if value is not None and read(value) < need:
                by = id
                break
        found.append(by)
    return found
