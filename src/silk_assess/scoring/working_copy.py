"""A copy of an assessment in which answers are exchanged, one after the other: what moves is computed again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from silk_assess.answers.model import Answer, Given
from silk_assess.answers.state import fact, restate
from silk_assess.questionnaire.conditions import Fact, holds
from silk_assess.questionnaire.tree import Node
from silk_assess.scoring.assess import node_value, question_value
from silk_assess.scoring.assessment import Assessment, Level, Value
from silk_assess.scoring.gates import gated
from silk_assess.scoring.running import RUNNING, Running, RunningLevels


class WorkingCopy:
    """What an assessment would hold had some answers been others; it changes with each exchange.

    `values` are all values as they are now, `apart` the nodes whose value is not that of the assessment.
    """

    def __init__(self, base: Assessment, nodes: Collection[str] | None = None) -> None:
        """Begin with the assessment as it is; of the nodes only some may be kept, with all that they read."""
        self._base, self._tree = base, base.tree
        self._nodes = base.tree.node if nodes is None else nodes
        self._answers = dict(base.answers.answers)
        self._standings = dict(base.standings)
        self.values: dict[str, Value | None] = dict(base.values)
        self.apart: set[str] = set()
        self._free: frozenset[str] = frozenset()
        self._running: dict[str, Running] = {}
        self._levels = RunningLevels(base.tree, base.values)

    @property
    def level(self) -> Level | None:
        """The level that would follow."""
        return self._levels.level

    def is_reached(self, level: int) -> bool:
        """Say whether a level would be reached by the points, where there is none by the lows."""
        return self._levels.is_reached(level)

    def exchange(self, changed: Mapping[str, Given | None]) -> None:
        """Answer some questions otherwise; None stands for what the assessment has."""
        for id, given in changed.items():
            answer = self._base.answers.answers.get(id) if given is None else Answer(given)
            if answer is None:
                self._answers.pop(id, None)
            else:
                self._answers[id] = answer
        self._restate(changed)

    def free(self, ids: Collection[str]) -> None:
        """Ask some questions of everybody, whatever their conditions, and only these."""
        changed, self._free = self._free.symmetric_difference(ids), frozenset(ids)
        self._restate(changed)

    def _restate(self, changed: Iterable[str]) -> None:
        tree, ahead = self._tree, list[int]()
        profile = self._base.answers.profile
        for id in restate(tree, profile, self._answers, self._standings, changed, self._free):
            if tree.asked[id].scored:
                self._take(id, question_value(tree.asked[id], self._standings[id]), ahead)
        while ahead:
            place = heappop(ahead)
            node = tree.order[place]
            value = self._value(node)
            if value != self.values[node.id]:
                self._take(node.id, value, ahead)
                (self.apart.discard if value == self._base.values[node.id] else self.apart.add)(node.id)
            while ahead and ahead[0] == place:
                heappop(ahead)

    def _take(self, id: str, value: Value | None, ahead: list[int]) -> None:
        """Let a question or node have a value, and see to what reads it."""
        before, self.values[id] = self.values[id], value
        self._levels.exchange(id, before, value)
        for reader in self._tree.direct_readers.get(id, ()):
            if reader in self._nodes:
                running = self._running.get(reader)
                if running is not None:
                    running.exchange(id, before, value)
                heappush(ahead, self._tree.node_place[reader])

    def _value(self, node: Node) -> Value | None:
        if node.rule not in RUNNING:
            return node_value(node, self._standings, self._tree, self.values)
        if node.id not in self._running:
            self._running[node.id] = RUNNING[node.rule](self._tree, node, self.values)
        free = self._running[node.id].free
        return free if free is None or not node.gates else gated(node, free, self.values)


def each_tried(base: Assessment, wanted: Sequence[tuple[str, Given]]) -> Iterator[tuple[int, WorkingCopy]]:
    """Try single changes, each a question with another answer, in an order in which little moves between them.

    Gives the place of each among those wanted, with the copy in which it is tried: to be read before the next.
    """
    copies: dict[bool, WorkingCopy] = {}
    now: dict[bool, str] = {}
    # Those that change what is asked apart from the others, the last question first: what one of them hides is
    # hidden for the one before it too, and of a chain of conditions only one link moves.
    order = sorted(range(len(wanted)), key=lambda i: -base.tree.asking_place[wanted[i][0]])
    for i in order:
        id, answer = wanted[i]
        apart = _decides(base, id, answer)
        if apart not in copies:
            copies[apart] = WorkingCopy(base)
        copy = copies[apart]
        copy.exchange({now.get(apart, id): None, id: answer})
        now[apart] = id
        yield i, copy


def _decides(base: Assessment, id: str, answer: Given) -> bool:
    """Say whether with another answer to it other questions would be asked."""

    def as_it_is(other: str) -> Fact:
        return fact(base.standings[other])

    def otherwise(other: str) -> Fact:
        return answer if other == id else as_it_is(other)

    conditions = (base.tree.asked[other].when for other in base.tree.directly_waiting.get(id, ()))
    return any(holds(when, as_it_is) is not holds(when, otherwise) for when in conditions if when is not None)
