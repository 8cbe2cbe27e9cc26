"""What nodes and levels are made of, kept up to date while single values change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, insort
from collections.abc import Mapping

from silk_assess.exact import rounded
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring.aggregates import within
from silk_assess.scoring.assessment import Level, Value


class Running(ABC):
    """A node whose points are made of its children's: what stands for them all, without asking each again."""

    def __init__(self, tree: Tree, node: Node, values: Mapping[str, Value | None]) -> None:
        """Begin with the values as they are."""
        self._node = node
        self._weight = self._covered = 0
        is_mean = node.rule == "mean"
        self._children = {id: (weight, factor if is_mean else weight) for id, weight, factor in tree.shares[node.id][1]}
        for id in self._children:
            self.exchange(id, None, values[id])

    def exchange(self, id: str, before: Value | None, after: Value | None) -> None:
        """Let a child have another value; what is no child that counts changes nothing."""
        child = self._children.get(id)
        if child is not None:
            weight, factor = child
            if before is not None:
                self._weight -= weight
                self._covered -= weight * before.coverage
                self._count(before, -factor)
            if after is not None:
                self._weight += weight
                self._covered += weight * after.coverage
                self._count(after, factor)

    @property
    def free(self) -> Value | None:
        """What `aggregated` would give: the value before any gate; None where all children are absent."""
        node = self._node
        if not self._weight:
            return None
        low, point, high = self._numbers(node.scale)
        coverage = rounded(self._covered, self._weight)
        if point is None or coverage < node.min_coverage:
            return Value(node.scale, low, None, high, coverage)
        return Value(node.scale, low, within(low, point, high), high, coverage)

    @abstractmethod
    def _count(self, value: Value, factor: int) -> None:
        """Take a child in, or where the factor is below 0 out."""

    @abstractmethod
    def _numbers(self, scale: int) -> tuple[int, int | None, int]:
        """Give low, point and high; no point where no child has one."""


class RunningSum(Running):
    """Mean and sum: the sums of points, and of what they would be at most."""

    _low = _point = _high = _whole = _answered = 0

    def _count(self, value: Value, factor: int) -> None:
        self._low += factor * value.low
        self._high += factor * value.high
        self._whole += factor * value.scale
        if value.point is not None:
            self._point += factor * value.point
            self._answered += factor * value.scale

    def _numbers(self, scale: int) -> tuple[int, int | None, int]:
        low = rounded(scale * self._low, self._whole)
        high = low if self._high == self._low else rounded(scale * self._high, self._whole)
        return low, rounded(scale * self._point, self._answered) if self._answered else None, high


class RunningLeast(Running):
    """Minimum: the shares of all children, in order."""

    def __init__(self, tree: Tree, node: Node, values: Mapping[str, Value | None]) -> None:
        """Begin with the values as they are."""
        self._lows: list[int] = []
        self._points: list[int] = []
        self._highs: list[int] = []
        super().__init__(tree, node, values)

    def _count(self, value: Value, factor: int) -> None:
        for shares, size in ((self._lows, value.low), (self._points, value.point), (self._highs, value.high)):
            if size is not None:
                share = rounded(self._node.scale * size, value.scale)
                if factor > 0:
                    insort(shares, share)
                else:
                    del shares[bisect_left(shares, share)]

    def _numbers(self, scale: int) -> tuple[int, int | None, int]:
        return self._lows[0], self._points[0] if self._points else None, self._highs[0]


RUNNING: Mapping[str, type[Running]] = {"mean": RunningSum, "sum": RunningSum, "min": RunningLeast}


class RunningLevels:
    """How many requirements of each level fail, at the lows, as answered and at the highs."""

    def __init__(self, tree: Tree, values: Mapping[str, Value | None]) -> None:
        """Begin with the values as they are."""
        self._needs: dict[str, list[tuple[int, int]]] = {}
        for i, needs in enumerate(tree.requires):
            for id, need in needs:
                self._needs.setdefault(id, []).append((i, need))
        self._lows, self._points, self._highs = ([0] * len(tree.requires) for _ in range(3))
        self._present = 0
        for id in self._needs:
            self.exchange(id, None, values[id])

    def exchange(self, id: str, before: Value | None, after: Value | None) -> None:
        """Let a node have another value; what no level asks for changes nothing."""
        needs = self._needs.get(id)
        if needs is not None:
            if before is not None:
                self._count(before, needs, -1)
            if after is not None:
                self._count(after, needs, 1)

    def _count(self, value: Value, needs: list[tuple[int, int]], times: int) -> None:
        self._present += times
        low, point, high = value.low, value.so_far, value.high
        for i, need in needs:
            if low < need:
                self._lows[i] += times
                self._points[i] += times * (point < need)
                self._highs[i] += times * (high < need)

    @property
    def level(self) -> Level | None:
        """What `level_of` would give."""
        if not self._present:
            return None
        return Level(*map(_before_the_first, (self._lows, self._points, self._highs)))

    def is_reached(self, level: int) -> bool:
        """Say whether a level is reached by the points, where there is none by the lows."""
        return not any(self._points[: level + 1])


def _before_the_first(failing: list[int]) -> int:
    return next((i for i, number in enumerate(failing) if number), len(failing)) - 1
