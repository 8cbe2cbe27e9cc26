"""Many organisations in two years, both under one questionnaire: who moved by a level, which gaps closed or opened.

Source: docs/scoring.md, Two years.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from silk_assess.portfolio.member import BEST, OPEN, Member, Reach, reaches
from silk_assess.portfolio.organisations import LevelReach
from silk_assess.questionnaire.model.questions import Choice, YesNo
from silk_assess.questionnaire.tree import Asked, Tree

# By what an organisation of one year is found in the other: its id, else the name of its file.
Key = tuple[str, str]


class Earlier(NamedTuple):
    """What an organisation came to in the earlier year; `answered` and `nodes` as in `Member`."""

    level: LevelReach | None
    answered: bytes
    nodes: str


class Move(NamedTuple):
    """How an organisation moved: by how many levels as answered (None where a year has none), whether that is proved.

    It is where the ranges of the two years' levels do not overlap. `closed` and `opened` are
    questions by their places in the questionnaire.
    """

    levels: int | None
    is_proved: bool
    closed: tuple[int, ...]
    opened: tuple[int, ...]


def key_of(id: str, file: str) -> Key | None:
    """Give by what an organisation is found in another year; None where it has neither an id nor a file of its own."""
    return ("id", id) if id else ("file", file) if file else None


class Past:
    """Organisations of an earlier year, each to be found once."""

    def __init__(self) -> None:
        self._known: dict[Key, Earlier] = {}
        self.number = self.joined = 0

    def add(self, one: Member, key: Key | None) -> None:
        """Keep one organisation more; of two by one key the first is found."""
        self.number += 1
        if key is not None:
            self._known.setdefault(key, Earlier(one.level, one.answered, one.nodes))

    def take(self, key: Key | None) -> Earlier | None:
        """Find an organisation of this year in the earlier one; it is found once only."""
        found = None if key is None else self._known.pop(key, None)
        self.joined += found is not None
        return found

    @property
    def left(self) -> int:
        """How many were not found again."""
        return self.number - self.joined


@dataclass
class Movement:
    """How organisations moved, in the order in which those of this year came; None for one without an earlier year."""

    tree: Tree
    past: Past
    moves: list[Move | None] = field(default_factory=list)
    closed: Counter[int] = field(default_factory=Counter)
    opened: Counter[int] = field(default_factory=Counter)

    def add(self, one: Member, key: Key | None) -> Earlier | None:
        """Count one organisation of this year, and give what it came to in the earlier one."""
        before = self.past.take(key)
        found = None if before is None else move(before, one, self.tree)
        self.moves.append(found)
        if found is not None:
            self.closed.update(found.closed)
            self.opened.update(found.opened)
        return before

    @property
    def only_now(self) -> int:
        """How many are in this year alone."""
        return sum(one is None for one in self.moves)


def move(before: Earlier, now: Member, tree: Tree) -> Move:
    """Say how an organisation moved from one year to the other."""
    closed, opened = [], []
    for i, one in enumerate(tree.questions):
        if one.scored and one.role not in ("likelihood", "impact", "flow"):
            then, today = _has_gap(one, before.answered[i]), _has_gap(one, now.answered[i])
            if then and today is False:
                closed.append(i)
            elif then is False and today:
                opened.append(i)
    if before.level is None or now.level is None:
        return Move(None, False, tuple(closed), tuple(opened))
    is_proved = before.level[2] < now.level[0] or now.level[2] < before.level[0]
    return Move(now.level[1] - before.level[1], is_proved, tuple(closed), tuple(opened))


def _has_gap(one: Asked, code: int) -> bool | None:
    """Say whether an answer is worth less than the best one; None where there is none."""
    if code == OPEN:
        return None
    if isinstance(one.question, Choice | YesNo) and code < len(one.table):
        return list(one.table.values())[code] < max(one.table.values())
    return code != BEST


def figures(before: Earlier | None, tree: Tree) -> dict[str, Reach | None]:
    """Give what the whole and its sections came to in the earlier year, by their ids."""
    told = [*tree.parts, *(id for id in tree.roots if id not in tree.parts)]
    if before is None:
        return dict.fromkeys(told)
    known = dict(zip((node.id for node in tree.nodes), reaches(before.nodes), strict=True))
    return {id: known[id] for id in told}
