"""The state of each question in each row, and conditions in three values.

Source: docs/scoring.md, State of a question.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import reduce
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from silk_assess.answers.state import HIDDEN as HIDDEN_STANDING
from silk_assess.answers.state import WAITING as WAITING_STANDING
from silk_assess.answers.state import Standing, fact, stored
from silk_assess.columns.block import Entry
from silk_assess.columns.figures import Codes, Small
from silk_assess.questionnaire.conditions import All, Any_, Condition, Leaf, Not, holds
from silk_assess.questionnaire.tree import Asked, Tree

# Three values as numbers: what holds for all is the least of them, what holds for any the greatest.
FALSE, OPEN, TRUE = np.int8(0), np.int8(1), np.int8(2)
HIDDEN, NOT_APPLICABLE, UNKNOWN, WAITING, ANSWERED = range(5)
# Two places stand before the entries of a column: for rows in which its question is hidden, and waits.
_BEFORE: Final = (HIDDEN_STANDING, WAITING_STANDING)
FIRST: Final = len(_BEFORE)

Make = Callable[[Standing], Any]


class Dictionary:
    """The entries of one column as standings, and tables of what each comes to: worked out once for each entry."""

    def __init__(self, one: Asked) -> None:
        """Begin without entries."""
        self.one = one
        self._begin(())

    def _begin(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self.standings: list[Standing] = [*_BEFORE]
        self._tables: dict[Hashable, npt.NDArray[Any]] = {}
        self._words: list[str] = []
        self._proved = [False] * FIRST
        self._is_proved = False

    def take(self, entries: Sequence[Entry]) -> None:
        """Know these entries; where they are those known already, only what stands behind them is looked at."""
        if entries is not self._entries:
            self._begin(entries)
        new = entries[len(self.standings) - FIRST :]
        self.standings += [stored(self.one, entry) for entry in new]
        proved = [entry is not None and bool(entry.evidence) for entry in new]
        self._proved += proved
        self._is_proved = self._is_proved or any(proved)

    def table(self, key: Hashable, make: Make, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Give what each place comes to, by what makes it of a standing; `key` stands for what makes it."""
        known = self._tables.get(key)
        there = 0 if known is None else len(known)
        if there < len(self.standings):
            new = np.array([make(standing) for standing in self.standings[there:]], dtype)
            self._tables[key] = known = new if known is None else np.concatenate((known, new))
        assert known is not None
        return known

    @property
    def words(self) -> Sequence[str]:
        """What stands at each place, as a table has it; empty where nothing does."""
        self._words += [_word(standing) for standing in self.standings[len(self._words) :]]
        return self._words

    def proofs(self) -> npt.NDArray[np.bool_] | None:
        """Say of each place whether its entry carries evidence itself; None where none does."""
        return np.array(self._proved, np.bool_) if self._is_proved else None


class States:
    """Some rows: for each question and profile field the place of what it is there, its `when` decided."""

    def __init__(self, tree: Tree, known: Mapping[str, Dictionary], codes: Mapping[str, Codes]) -> None:
        """Decide each question after those that its `when` reads."""
        self._known = known
        self.places: dict[str, Codes] = {}
        for one in tree.asking_order:
            places = codes[one.id]
            if one.when is not None:
                shown = decided(one.when, self._leaf)
                # FALSE and OPEN are the two places before the entries: hidden, and waiting.
                places = np.where(shown == TRUE, places, shown)
            self.places[one.id] = places

    def look_up(self, id: str, key: Hashable, make: Make, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """Give in each row what its place in a column comes to."""
        return self._known[id].table(key, make, dtype).take(self.places[id], axis=0)

    def state(self, id: str) -> Small:
        """Give the state of a question in each row."""
        return self.look_up(id, "state", _state, np.int8)

    def truth(self, leaf: Leaf, as_things_stand: bool) -> Small:
        """Decide a leaf on a question or profile field."""

        def make(standing: Standing) -> np.int8:
            return _three(holds(leaf, lambda _: fact(standing), as_things_stand))

        return self.look_up(leaf.subject, (leaf, as_things_stand), make, np.int8)

    def _leaf(self, leaf: Leaf) -> Small:
        return self.truth(leaf, as_things_stand=False)


def decided(condition: Condition, leaf: Callable[[Leaf], Small]) -> Small:
    """Decide a condition in three values, row by row."""
    match condition:
        case All(parts):
            return reduce(np.minimum, [decided(part, leaf) for part in parts])
        case Any_(parts):
            return reduce(np.maximum, [decided(part, leaf) for part in parts])
        case Not(part):
            return np.subtract(TRUE, decided(part, leaf))
        case _:
            return leaf(condition)


def _state(standing: Standing) -> int:
    if standing.is_waiting:
        return WAITING
    return {"hidden": HIDDEN, "not applicable": NOT_APPLICABLE, "unknown": UNKNOWN, "answered": ANSWERED}[
        standing.state
    ]


def _word(standing: Standing) -> str:
    """Write an answer as a cell of a table has it (docs/format.md, Tables)."""
    match standing.value:
        case None:
            return ""
        case tuple(chosen):
            return "; ".join(chosen) or "none"
        case said:
            return str(said)


def _three(value: bool | None) -> np.int8:
    return OPEN if value is None else TRUE if value else FALSE
