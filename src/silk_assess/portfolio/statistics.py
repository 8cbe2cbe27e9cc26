"""Many organisations as columns of figures: middles, quantiles, and who is who.

Source: docs/scoring.md, Three numbers for every node.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from silk_assess.exact import UNIT, decimal, rounded, shown
from silk_assess.faults import shortened
from silk_assess.portfolio.member import Member
from silk_assess.portfolio.organisations import LONGEST, LevelReach, Roll, enrolled
from silk_assess.portfolio.records import Figures
from silk_assess.questionnaire.model.nodes import RisksSection
from silk_assess.questionnaire.tree import Node, Tree

# A group with fewer is joined with others and not named, and no middle of fewer is shown.
FEWEST: Final = 5
QUANTILES: Final = (10, 25, 50, 75, 90)


class Middle(NamedTuple):
    """The middle organisation of those where a node is present, in micro-units.

    `low` and `high` are the middles of the lows and highs, `point` that of the points, held
    within them; None where nobody has one. `figures` is how many have a point.
    """

    present: int
    figures: int
    low: int
    point: int | None
    high: int


def quantile(ordered: Sequence[int], hundredth: int) -> int:
    """Give a quantile of sorted figures, between two neighbours in proportion; 50 is the middle.

    >>> quantile([10, 20, 40], 50), quantile([10, 20], 50), quantile([0, 100], 90)
    (20, 15, 90)
    """
    place, rest = divmod((len(ordered) - 1) * hundredth, 100)
    if not rest:
        return ordered[place]
    return ordered[place] + rounded((ordered[place + 1] - ordered[place]) * rest, 100)


def quantiles(values: Figures, hundredths: Sequence[int] = QUANTILES) -> tuple[Middle, ...]:
    """Give some quantiles of the lows, points and highs of those that are present; empty where nobody is."""
    lows, points, highs = values.ordered()
    return tuple(_quantile(lows, points, highs, k) for k in hundredths) if lows else ()


def _quantile(lows: Sequence[int], points: Sequence[int], highs: Sequence[int], hundredth: int) -> Middle:
    low, high = quantile(lows, hundredth), quantile(highs, hundredth)
    point = min(max(quantile(points, hundredth), low), high) if points else None
    return Middle(len(lows), len(points), low, point, high)


def middle(values: Figures) -> Middle | None:
    """Give the middle of those that are present; None where nobody is."""
    return next(iter(quantiles(values, (50,))), None)


@dataclass(frozen=True)
class Crowd:
    """All organisations of a portfolio by their places on its roll, and their figures node by node."""

    tree: Tree
    roll: Roll

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.roll)

    @cached_property
    def rank(self) -> Sequence[int]:
        """What decides between organisations that are alike: for each its rank in an order that never changes."""
        found = array("i", [0]) * self.number
        for rank, place in enumerate(self.roll.order()):
            found[place] = rank
        return found

    @cached_property
    def spread(self) -> Mapping[str, tuple[Middle, ...]]:
        """The quantiles of each node; empty where it applies to nobody."""
        return {node.id: quantiles(self.roll.figures(node.id)) for node in self.tree.nodes}

    @cached_property
    def middles(self) -> Mapping[str, Middle | None]:
        """The middle of each node."""
        half = QUANTILES.index(50)
        return {id: found[half] if found else None for id, found in self.spread.items()}

    @cached_property
    def levels(self) -> Counter[LevelReach]:
        """How many stand at each level, from its low to its high."""
        return Counter({level: size for level, size in self.roll.levels.counted().items() if level is not None})

    @cached_property
    def columns(self) -> tuple[Node, ...]:
        """The nodes that are compared: dimensions of the first depth, and each part without any."""
        known = self.tree.node
        found: list[Node] = []
        for id in self.tree.parts:
            node = known[id]
            below = [] if isinstance(node.source, RisksSection) else [i for i, _ in node.children if i in known]
            found += [known[i] for i in below] or [node]
        return tuple(found)

    @cached_property
    def level_of_middle(self) -> int:
        """The level of the middle organisation as answered, the lower one of two."""
        points = sorted(point for _, point, _ in self.levels.elements())
        return points[(len(points) - 1) // 2]

    @cached_property
    def ahead(self) -> int | None:
        """The level after that of the middle organisation, the top one at most; None without levels."""
        return min(self.level_of_middle + 1, len(self.tree.requires) - 1) if self.levels else None

    @cached_property
    def target(self) -> int | None:
        """The level ahead, or the highest that somebody has where nobody is there."""
        if self.ahead is None:
            return None
        return min(self.ahead, max(1, *(point for _, point, _ in self.levels)))

    @cached_property
    def asked(self) -> Mapping[str, int]:
        """The points that the level ahead, and all before it, ask of each node."""
        found: dict[str, int] = {}
        for needs in self.tree.requires[: (self.ahead or 0) + 1]:
            for id, need in needs:
                found[id] = max(need, found.get(id, 0))
        return found

    @cached_property
    def below(self) -> Mapping[str, tuple[int, int]]:
        """How many certainly miss what is asked of each node, and how many more may do so by open answers."""
        return {id: self.roll.figures(id).below(need) for id, need in self.asked.items()}

    def name(self, place: int) -> str:
        """What to call an organisation: its name, else its id, else its file; what is no name any more is cut."""
        return shortened(self.roll.called(place), LONGEST)

    def level_title(self, level: int) -> str:
        """Name a level."""
        return self.tree.pack.head.levels[level].title

    def points(self, id: str, size: int | None) -> str:
        """Show points of a node, never as if they had reached a bound that they have not."""
        return "" if size is None else shown(size, self.tree.bounds(id))

    def of(self, node: Node) -> str:
        """Say the scale of a node where it is not 100: " of 20"."""
        return "" if node.scale == 100 * UNIT else f" of {decimal(node.scale)}"

    def span(self, id: str, low: int, high: int) -> str:
        """Say a range of points; empty where both ends read alike."""
        ends = self.points(id, low), self.points(id, high)
        return "" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def crowd(tree: Tree, members: Iterable[Member], by: str | None = None) -> Crowd:
    """Put members on a roll, from which groups can be made by a field."""
    return Crowd(tree, enrolled(tree, members, by))
