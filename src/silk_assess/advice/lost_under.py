"""The points lost, added up under what stands above the questions and nodes that lose them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from silk_assess.questionnaire.tree import Tree


class LostUnder:
    """What is lost in questions and nodes with all that stands under them.

    Whole numbers over one denominator, `unit`: sums of them are as exact as of fractions, and many times faster.
    """

    def __init__(self, tree: Tree, gains: Mapping[str, Fraction]) -> None:
        """Add up; `gains` are the points lost, as `points_lost.lost` gives them."""
        self.unit = lcm(*(amount.denominator for amount in gains.values()))
        self._above = tree.above
        self._sizes = {id: amount.numerator * (self.unit // amount.denominator) for id, amount in gains.items()}
        self._sums: dict[str, int] = {}
        self._most: dict[str, tuple[int, int, str]] = {}
        for place, (id, size) in enumerate(self._sizes.items()):
            one = (size, -place, id)
            for over in (id, *self._above.get(id, ())):
                self._sums[over] = self._sums.get(over, 0) + size
                if over not in self._most or one > self._most[over]:
                    self._most[over] = one

    def amount(self, ids: Iterable[str]) -> int:
        """Add up what is lost in some questions and nodes and all under them, each once."""
        named = {id for id in ids if id in self._sums}
        highest = [id for id in named if named.isdisjoint(self._above.get(id, ()))]
        if "index" in named and len(highest) > 1:
            # A part of the index may stand in a section beside it; all else is a forest.
            return sum(
                size for id, size in self._sizes.items() if id in named or not named.isdisjoint(self._above.get(id, ()))
            )
        return sum(map(self._sums.__getitem__, highest))

    def most(self, ids: Iterable[str]) -> str | None:
        """Name what of all that stands under some questions and nodes loses most, the first of equals."""
        found = [self._most[id] for id in ids if id in self._most]
        return max(found)[2] if found else None
