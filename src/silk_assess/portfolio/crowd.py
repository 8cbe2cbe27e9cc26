"""Many organisations as columns of figures: middles, quantiles, and who is who. Source: SCORING.md, section 3."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from silk_assess.errors import shortened
from silk_assess.exact import UNIT, decimal, rounded, shown
from silk_assess.members import Member, Reach, reaches
from silk_assess.pack import CELLS, FACETS, RisksSection
from silk_assess.tree import Node, Tree

# A group with fewer is joined with others and not named, and no middle of fewer is shown.
FEWEST: Final = 5
QUANTILES: Final = (10, 25, 50, 75, 90)
_LONGEST_NAME: Final = 80


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


def quantiles(values: Iterable[Reach | None], hundredth: int) -> Middle | None:
    """Give a quantile of the lows, points and highs of those that are present; None where nobody is."""
    present = [one for one in values if one is not None]
    if not present:
        return None
    points = sorted(one.point for one in present if one.point is not None)
    low = quantile(sorted(one.low for one in present), hundredth)
    high = quantile(sorted(one.high for one in present), hundredth)
    point = min(max(quantile(points, hundredth), low), high) if points else None
    return Middle(len(present), len(points), low, point, high)


def middle(values: Iterable[Reach | None]) -> Middle | None:
    """Give the middle of those that are present; None where nobody is."""
    return quantiles(values, 50)


@dataclass(frozen=True)
class Crowd:
    """All organisations of a portfolio in one fixed order, and their figures node by node."""

    tree: Tree
    members: tuple[Member, ...]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.members)

    @cached_property
    def reaches(self) -> Mapping[str, list[Reach | None]]:
        """The figures of each node, one for each organisation."""
        rows = [reaches(one.nodes) for one in self.members]
        return {node.id: [row[i] for row in rows] for i, node in enumerate(self.tree.nodes)}

    @cached_property
    def flows(self) -> Mapping[tuple[str, str], list[Reach | None]]:
        """The figures of each flow cell and facet, one for each organisation."""
        rows = [reaches(one.flows) for one in self.members]
        places = [(cell, facet) for cell in CELLS for facet in FACETS]
        return {place: [row[i] for row in rows] for i, place in enumerate(places)}

    @cached_property
    def middles(self) -> Mapping[str, Middle | None]:
        """The middle of each node."""
        return {id: middle(values) for id, values in self.reaches.items()}

    @cached_property
    def missing(self) -> int:
        """What all miss together, in micro-units of points."""
        return sum(one.missing for one in self.members)

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
    def ahead(self) -> int | None:
        """The level after that of the middle organisation, the top one at most; None without levels."""
        levels = sorted(one.level[1] for one in self.members if one.level is not None)
        return min(levels[(len(levels) - 1) // 2] + 1, len(self.tree.requires) - 1) if levels else None

    @cached_property
    def target(self) -> int | None:
        """The level ahead, or the highest that somebody has where nobody is there."""
        if self.ahead is None:
            return None
        return min(self.ahead, max(1, *(one.level[1] for one in self.members if one.level is not None)))

    @cached_property
    def asked(self) -> Mapping[str, int]:
        """The points that the level ahead, and all before it, ask of each node."""
        found: dict[str, int] = {}
        for needs in self.tree.requires[: (self.ahead or 0) + 1]:
            for id, need in needs:
                found[id] = max(need, found.get(id, 0))
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What to call each organisation: its name, else its id, else its file, the end of long ones left out."""
        return tuple(shortened(one.name or one.id or one.file, _LONGEST_NAME) for one in self.members)

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


def crowd(tree: Tree, members: Iterable[Member]) -> Crowd:
    """Bring members into an order that does not depend on how they came."""
    return Crowd(tree, tuple(sorted(members, key=_place)))


def _place(one: Member) -> tuple[object, ...]:
    rest = (one.nodes, one.flows, one.losses, one.answered, one.flags, one.tools, one.addresses, one.ask_next)
    carried = (sorted(map(repr, one.profile.items())), sorted(one.extra.items()))
    return (one.name, one.id, one.file, one.level or (), *rest, one.missing, one.coverage, one.evidence, *carried)


# Words


def number(size: int) -> str:
    """Write a count with commas: 1,000."""
    return f"{size:,}"


def many(size: int, one: str = "organisation", several: str = "") -> str:
    """Say how many in figures.

    >>> many(1), many(1000)
    ('1 organisation', '1,000 organisations')
    """
    return f"{number(size)} {one if size == 1 else several or one + 's'}"


def amount(size: int) -> str:
    """Show points with one decimal and commas.

    >>> amount(1_477_349_999)
    '1,477.3'
    """
    whole, dot, part = shown(size).partition(".")
    return f"{int(whole):,}{dot}{part}"


def per_cent(size: int, whole: int) -> str:
    """Give a position on an axis from 0 to `whole`, in per cent with at most two decimals.

    >>> per_cent(1, 3), per_cent(0, 0)
    ('33.33%', '0%')
    """
    return decimal(rounded(100_00 * size, whole) * UNIT // 100) + "%" if whole else "0%"


class Tick(NamedTuple):
    """A mark on an axis."""

    at: str
    text: str


def ticks(whole: int) -> tuple[Tick, ...]:
    """Choose marks for an axis of counts from 0 to `whole`, at most five, the last one left out.

    >>> [tick.text for tick in ticks(40)], [tick.text for tick in ticks(6)]
    (['0', '10', '20', '30'], ['0', '2', '4'])
    """
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if 5 * step >= whole:
                return tuple(Tick(per_cent(at, whole), number(at)) for at in range(0, max(whole, 1), step))
        power *= 10
