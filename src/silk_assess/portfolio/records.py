"""Columns for very many organisations in few bytes each: figures with their ranges, and values that repeat."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, MutableSequence, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final, Generic, TypeVar

from silk_assess.portfolio.member import NONE, Reach

# Fewer are sorted before NumPy is loaded.
_VERY_MANY: Final = 10_000

Kept = TypeVar("Kept", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figures:
    """One figure of each organisation, as three columns of micro-units; NONE (-1) where there is none.

    As a sequence it gives each as a Reach, or None where it is absent.

    >>> few = Figures([0, -1], [-1, -1], [100, -1])
    >>> list(few), few[0].point is None, len(few)
    ([Reach(low=0, point=None, high=100), None], True, 2)
    """

    lows: Sequence[int]
    points: Sequence[int]
    highs: Sequence[int]

    def __len__(self) -> int:
        return len(self.lows)

    def __getitem__(self, place: int) -> Reach | None:
        return _reach(self.lows[place], self.points[place], self.highs[place])

    def __iter__(self) -> Iterator[Reach | None]:
        return map(_reach, self.lows, self.points, self.highs)

    def at(self, places: Sequence[int]) -> Figures:
        """Give those at some places."""
        lows, points, highs = ([column[i] for i in places] for column in (self.lows, self.points, self.highs))
        return Figures(lows, points, highs)

    def ordered(self) -> tuple[list[int], list[int], list[int]]:
        """Give lows, points and highs, each sorted by itself and without those that there are not."""
        lows, points, highs = (_ordered(column) for column in (self.lows, self.points, self.highs))
        return lows, points, highs

    def below(self, bound: int) -> tuple[int, int]:
        """Count those that are certainly below a bound, and those that open answers may leave below it."""
        absent = sum(low == NONE for low in self.lows)
        sure = sum(map(bound.__gt__, self.highs)) - absent
        return sure, sum(map(bound.__gt__, self.lows)) - absent - sure

    def reach(self, bound: int) -> tuple[int, int]:
        """Count those at a bound (over 0) or above it: as answered, and at most."""
        return sum(map(bound.__le__, self.points)), sum(map(bound.__le__, self.highs))


def _reach(low: int, point: int, high: int) -> Reach | None:
    return None if low == NONE else Reach(low, None if point == NONE else point, high)


def _ordered(column: Sequence[int]) -> list[int]:
    found = _sorted(column)
    return found[bisect_left(found, 0) :]


def _sorted(column: Sequence[int]) -> list[int]:
    """Sort numbers; of very many, and where that is at hand, by NumPy, which takes a tenth of the time."""
    if len(column) < _VERY_MANY or not isinstance(column, array) or find_spec("numpy") is None:
        return sorted(column)
    import numpy as np

    found: list[int] = np.sort(np.frombuffer(column, column.typecode)).tolist()
    return found


class Repeated(Generic[Kept]):
    """A column of values most of which come again: each is kept once, and by its place in `values` for everybody.

    >>> column = Repeated()
    >>> for value in ("NO", None, "NO"):
    ...     column.add(value)
    >>> column[2], column.values, list(column.codes), column.counted()
    ('NO', ['NO', None], [0, 1, 0], Counter({'NO': 2, None: 1}))
    """

    def __init__(self) -> None:
        self.codes: array[int] = array("i")
        self.values: list[Kept] = []
        self._known: dict[Kept, int] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, place: int) -> Kept:
        return self.values[self.codes[place]]

    def add(self, value: Kept) -> None:
        """Put a value at the end."""
        code = self._known.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        self.codes.append(code)

    def counted(self) -> Counter[Kept]:
        """Count how often each value stands here."""
        return Counter({self.values[code]: size for code, size in Counter(self.codes).items()})


def room(largest: int) -> MutableSequence[int]:
    """Make room for whole numbers from -1 to `largest`, in four or eight bytes each where these suffice.

    A scale of over 2,147 points takes eight; one of over nine million million points, which only
    sums of sums with great weights have, takes Python's own numbers.

    >>> [getattr(room(largest), "itemsize", None) for largest in (2**31 - 1, 2**31, 2**63 - 1, 2**63)]
    [4, 8, 8, None]
    """
    for code in "iq":
        numbers: array[int] = array(code)
        if largest < 1 << 8 * numbers.itemsize - 1:
            return numbers
    return []
