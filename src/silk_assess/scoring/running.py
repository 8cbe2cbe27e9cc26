"""What nodes and levels are made of, kept up to date while single values change."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping

from silk_assess.exact import rounded
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring.aggregates import within
from silk_assess.scoring.assessment import Level, Value


class Running:
    """A node whose points are made of its children's: what stands for them all, without asking each again.

    `free` is then what `aggregated` would give.
    """

    def __init__(self, tree: Tree, node: Node, values: Mapping[str, Value | None]) -> None:
        """Begin with the values as they are."""
        self._node = node
        self._weights = {
            id: (weight, factor if node.rule == "mean" else weight) for id, weight, factor in tree.shares[node.id][1]
        }
        self._weight = self._covered = 0
        for id in self._weights:
            self.exchange(id, None, values[id])

    def exchange(self, id: str, before: Value | None, after: Value | None) -> None:
        """Let a child have another value; what is no child that counts changes nothing."""
        if id in self._weights:
            weight, factor = self._weights[id]
            for value, times in ((before, -1), (after, 1)):
                if value is not None:
                    self._weight += times * weight
                    self._covered += times * weight * value.coverage
                    self._count(value, factor, times)

    @property
    def free(self) -> Value | None:
        """The value before any gate; None where all children are absent."""
        node = self._node
        if not self._weight:
            return None
        low, point, high = self._numbers()
        coverage = rounded(self._covered, self._weight)
        if point is None or coverage < node.min_coverage:
            return Value(node.scale, low, None, high, coverage)
        return Value(node.scale, low, within(low, point, high), high, coverage)

    def _count(self, value: Value, factor: int, times: int) -> None:
        raise NotImplementedError

    def _numbers(self) -> tuple[int, int | None, int]:
        raise NotImplementedError


class RunningSum(Running):
    """Mean and sum: the sums of points, and of what they would be at most."""

    _low = _point = _high = _whole = _answered = 0

    def _count(self, value: Value, factor: int, times: int) -> None:
        factor *= times
        self._low += factor * value.low
        self._high += factor * value.high
        self._whole += factor * value.scale
        if value.point is not None:
            self._point += factor * value.point
            self._answered += factor * value.scale

    def _numbers(self) -> tuple[int, int | None, int]:
        low, high = (rounded(self._node.scale * size, self._whole) for size in (self._low, self._high))
        return low, rounded(self._node.scale * self._point, self._answered) if self._answered else None, high


class RunningLeast(Running):
    """Minimum: the shares of all children, in order."""

    def __init__(self, tree: Tree, node: Node, values: Mapping[str, Value | None]) -> None:
        """Begin with the values as they are."""
        self._lows: list[int] = []
        self._points: list[int] = []
        self._highs: list[int] = []
        super().__init__(tree, node, values)

    def _count(self, value: Value, factor: int, times: int) -> None:
        for shares, size in ((self._lows, value.low), (self._points, value.point), (self._highs, value.high)):
            if size is not None:
                share = rounded(self._node.scale * size, value.scale)
                if times > 0:
                    insort(shares, share)
                else:
                    del shares[bisect_left(shares, share)]

    def _numbers(self) -> tuple[int, int | None, int]:
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
        self._failing = tuple([0] * len(tree.requires) for _ in range(3))
        self._present = 0
        for id in self._needs:
            self.exchange(id, None, values[id])

    def exchange(self, id: str, before: Value | None, after: Value | None) -> None:
        """Let a node have another value."""
        needs = self._needs.get(id)
        for value, times in ((before, -1), (after, 1)) if needs else ():
            if value is not None:
                self._present += times
                for number, failing in zip((value.low, value.so_far, value.high), self._failing, strict=True):
                    for i, need in needs or ():
                        failing[i] += times * (number < need)

    @property
    def level(self) -> Level | None:
        """What `level_of` would give."""
        if not self._present:
            return None
        return Level(*(next((i for i, n in enumerate(one) if n), len(one)) - 1 for one in self._failing))

    def is_reached(self, level: int) -> bool:
        """Say whether a level is reached by the points, where there is none by the lows."""
        return not any(self._failing[1][: level + 1])
