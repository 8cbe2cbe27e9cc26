"""Of very many organisations those whose points lost, tools and questions to ask next are worked out.

Up to 5,000 that is all of them. Of more it is 2,000, chosen by the digest of their number in the input: the same
ones however the work is cut up and shared. Source: docs/format.md, Folder of a batch.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from heapq import heapify, heappop, heappush, heapreplace
from typing import Final

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.portfolio.member import Explained, explained_of
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess
from silk_assess.tables.layout import Layout

# Up to so many are all explained, and their results written unasked.
MOST: Final = 5_000
# Of more so many are explained.
DRAWN: Final = 2_000
# What no option, day or number is as long as; of a longer text nothing follows.
_LETTERS: Final = 1_000


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a table that waits to be explained."""

    layout: Layout
    line: bytes


# What waits to be explained: answers as bytes, since these are smaller, or a row.
Kept = bytes | KeptRow


@dataclass(slots=True)
class Sample:
    """The organisations that are explained, each by its number in the input from 1.

    `most` is up to how many that is all, `drawn` how many it is of more; `is_many` where there are more. What is
    kept of each is what came of explaining it, or its answers that wait for that.
    """

    most: int = MOST
    drawn: int = DRAWN
    is_many: bool = False
    _held: list[tuple[int, int, Explained | Kept]] = field(default_factory=list)

    def grow_many(self) -> None:
        """Learn that there are more than `most`."""
        if not self.is_many:
            self.is_many = True
            heapify(self._held)
            while len(self._held) > self.drawn:
                heappop(self._held)

    def may_hold(self, number: int) -> bool:
        """Say whether an organisation may be among those that are drawn in the end."""
        return not self.is_many or len(self._held) < self.drawn or rank(number) > self._held[0][0]

    @property
    def bar(self) -> int | None:
        """Who may still be drawn of those that come: whoever ranks over this; None where everybody may."""
        return self._held[0][0] if self.is_many and len(self._held) >= self.drawn else None

    def add(self, number: int, what: Explained | Kept) -> None:
        """Keep one that was scored, if it is among those drawn so far."""
        if not self.is_many:
            self._held.append((rank(number), number, what))
        elif len(self._held) < self.drawn:
            heappush(self._held, (rank(number), number, what))
        elif rank(number) > self._held[0][0]:
            heapreplace(self._held, (rank(number), number, what))

    def done(self) -> Iterator[Explained]:
        """Give what came of those that are explained already, in the order of the input."""
        return (what for _, _, what in self._ordered() if isinstance(what, Explained))

    def waiting(self) -> list[Kept]:
        """List those that wait, in the order of the input."""
        return [what for _, _, what in self._ordered() if not isinstance(what, Explained)]

    def _ordered(self) -> list[tuple[int, int, Explained | Kept]]:
        return sorted(self._held, key=lambda one: one[1])


def rank(number: int) -> int:
    """Give by what an organisation is drawn: the less the digest of its number is, the greater, and the sooner drawn.

    >>> sorted(range(1, 6), key=rank)
    [5, 2, 1, 3, 4]
    """
    return -int.from_bytes(sha256(str(number).encode()).digest()[:8], "big")


def kept_of(answers: Answers) -> bytes:
    """Keep of answers what explaining them reads: no names, notes or papers."""
    bare = Answers(
        profile={id: _short(value) for id, value in answers.profile.items()},
        answers={id: _bare(one) for id, one in answers.answers.items()},
        version=answers.version,
        before=answers.before,
    )
    return pickle.dumps(bare)


def _bare(one: Answer) -> Answer:
    value = None if one.value is None else _short(one.value)
    if value is one.value and not (one.note or one.evidence or one.not_applicable):
        return one  # as nearly all are
    return Answer(value, one.unknown, one.not_applicable and "na")


def _short(value: Given) -> Given:
    return value[:_LETTERS] if isinstance(value, str) else value


def explained(kept: bytes, tree: Tree) -> Explained:
    """Explain one whose answers waited."""
    return explained_of(assess(tree, pickle.loads(kept)))
