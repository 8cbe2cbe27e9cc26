"""A questionnaire as columns are scored by it: whole-number factors of each node, proved to stay below 64 bits.

Nothing here is a constant of any questionnaire: all of it comes from the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import gcd, lcm
from typing import Final

from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.tree import Node, Tree

# No scale reaches 10^12 points, so that all figures fit into a decimal of 18 digits.
_MOST: Final = 10**18
_WHOLE: Final = 2**63


@dataclass(frozen=True, slots=True)
class Part:
    """A child that counts: what its points, and what its being there, is multiplied by."""

    id: str
    factor: int
    whole: int
    weight: int


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted mean of parts: sum of factor * points over the sum of the wholes of those that are there.

    `whole` of a part is `per_weight` times its weight, or, where that is 0, a number of its own.
    """

    parts: tuple[Part, ...]
    per_weight: int


@dataclass(frozen=True)
class Plan:
    """How the columns of one questionnaire are scored.

    `linear` has every mean, sum, flow and risk's controls whose numbers stay below 64 bits, by the id of the node
    or by cell and facet; `least` every minimum, with weights as small as they go. What stands in none of them, and is
    no risk, goes row by row. `steady` are the (node, bound) pairs of levels whose
    robustness is decided in whole numbers; `proving` the questions whose evidence counts, with weights as small as they
    go.
    """

    tree: Tree
    linear: Mapping[str | tuple[str, str], Linear]
    least: Mapping[str, tuple[tuple[str, int], ...]]
    steady: frozenset[tuple[str, int]]
    proving: Mapping[str, int]

    @cached_property
    def scales(self) -> Mapping[str, int]:
        """The scale of each question and node."""
        return _scales(self.tree)


def plan_of(tree: Tree) -> Plan | None:
    """Compile a tree for scoring by columns; None where its numbers are too great for that."""
    scales, proving = _scales(tree), _proving(tree)
    total = sum(proving.values())
    if any(scale >= _MOST for scale in scales.values()) or not _fits(UNIT * total, total):
        return None
    linear: dict[str | tuple[str, str], Linear] = {}
    for node in tree.nodes:
        found = _of_node(node, scales)
        if found is not None:
            linear[node.id] = found
    for cell, asked in tree.cells.items():
        found = _mean([(one.id, one.weight) for one in asked if one.weight], scales, HUNDRED)
        if found is not None:
            linear[cell] = found
    least = {
        node.id: weights for node in tree.nodes if node.rule == "min" and (weights := _least(node, scales)) is not None
    }
    needs = {(id, need) for step in tree.requires for id, need in step}
    steady = {(id, need) for id, need in needs if id in linear and _is_steady(linear[id], need, scales)}
    return Plan(tree, linear, least, frozenset(steady), proving)


def _scales(tree: Tree) -> dict[str, int]:
    return {**{one.id: one.scale for one in tree.questions}, **{node.id: node.scale for node in tree.nodes}}


def _proving(tree: Tree) -> dict[str, int]:
    weights = {one.id: one.weight for one in tree.questions if one.scored and one.role != "flow"}
    common = gcd(*weights.values()) or 1
    return {id: weight // common for id, weight in weights.items()}


def _of_node(node: Node, scales: Mapping[str, int]) -> Linear | None:
    counted = [(id, weight) for id, weight in node.children if weight]
    match node.rule:
        case "mean":
            return _mean(counted, scales, node.scale)
        case "risk":
            return _mean(counted, scales, HUNDRED)
        case "sum":
            return _linear([(id, node.scale * weight, weight * scales[id], weight) for id, weight in counted], scales)
        case _:
            return None


def _least(node: Node, scales: Mapping[str, int]) -> tuple[tuple[str, int], ...] | None:
    counted = [(id, weight) for id, weight in node.children if weight]
    common = gcd(*(weight for _, weight in counted)) or 1
    small = tuple((id, weight // common) for id, weight in counted)
    total = sum(weight for _, weight in small)
    holds = all(_fits(node.scale * scales[id], scales[id]) for id, _ in small) and _fits(UNIT * total, total)
    return small if small and holds else None


def _mean(counted: Iterable[tuple[str, int]], scales: Mapping[str, int], scale: int) -> Linear | None:
    parts = list(counted)
    unit = lcm(*(scales[id] for id, _ in parts))
    return _linear([(id, scale * weight * (unit // scales[id]), unit * weight, weight) for id, weight in parts], scales)


def _linear(parts: list[tuple[str, int, int, int]], scales: Mapping[str, int]) -> Linear | None:
    """Take out common factors, and prove that no number on the way reaches 64 bits; None where one may."""
    common = gcd(*(number for _, factor, whole, _ in parts for number in (factor, whole))) or 1
    weights = gcd(*(weight for *_, weight in parts)) or 1
    small = tuple(Part(id, factor // common, whole // common, weight // weights) for id, factor, whole, weight in parts)
    ratios = {divmod(part.whole, part.weight) for part in small}
    total = sum(part.weight for part in small)
    numerator = sum(part.factor * scales[part.id] for part in small)
    if not (_fits(numerator, sum(part.whole for part in small)) and _fits(UNIT * total, total)):
        return None
    (per_weight, rest), *others = ratios or {(1, 0)}
    return Linear(small, 0 if others or rest else per_weight)


def _fits(numerator: int, denominator: int) -> bool:
    """Say whether quotients of numbers up to these are rounded below 64 bits: (2 * n + d) // (2 * d)."""
    return 2 * numerator + denominator < _WHOLE and 2 * denominator < _WHOLE


def _is_steady(linear: Linear, need: int, scales: Mapping[str, int]) -> bool:
    """Say whether four times what the weights of one bound come to stays below 64 bits."""
    return 4 * sum(2 * part.factor * scales[part.id] + (2 * need + 1) * part.whole for part in linear.parts) < _WHOLE
