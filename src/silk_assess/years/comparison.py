"""OLD beside NEW: five assessments, from which all is read that a comparison says.

Source: docs/scoring.md, Two years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from silk_assess.answers.model import Answers
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment, Level, Value
from silk_assess.years.known import exchanged, filled, held, is_known
from silk_assess.years.parts import NONE, Parts, Steps, parts, parts_without_old

Moved = Literal["higher", "lower", "same", "open"]
KEYS = ("low", "point", "high")


@dataclass(frozen=True)
class Comparison:
    """Two years of one organisation.

    `old` is OLD by its own version, None where that is not at hand; `given` are OLD's answers as
    this version reads them, with all that does not fit. `common` is B, OLD's answers under the new
    questionnaire; `common_filled` and `new_filled` are B and NEW, each with what it does not know
    taken from the other.
    """

    old: Assessment | None
    given: Answers
    common: Assessment
    common_filled: Assessment
    new_filled: Assessment
    new: Assessment

    @property
    def tree(self) -> Tree:
        """The questionnaire that both are compared by: NEW's."""
        return self.new.tree

    @property
    def is_same_version(self) -> bool:
        """Whether both were answered with one version."""
        return self.old is not None and self.old.tree is self.tree

    @cached_property
    def old_nodes(self) -> Mapping[str, Node]:
        """The nodes of the old questionnaire by what they are called now."""
        return {} if self.old is None else {self.tree.renamed.now(node.id): node for node in self.old.tree.nodes}

    def old_value(self, id: str) -> Value | None:
        """Give the value that a node had by its own version; None where it had none, or there was no such node."""
        node = self.old_nodes.get(id)
        return None if node is None or self.old is None else self.old.values[node.id]

    def has_other_scale(self, id: str) -> bool:
        """Say whether a node was measured on another scale."""
        return id in self.old_nodes and self.old_nodes[id].scale != self.tree.node[id].scale

    def parts(self, id: str) -> Mapping[str, Parts]:
        """Split the change of a node's low, point and high."""
        if self.has_other_scale(id):
            return dict.fromkeys(KEYS, NONE)
        values = (self.old_value(id), *(one.values[id] for one in self._states))
        return {key: self._split(Steps(*(_number(value, key) for value in values))) for key in KEYS}

    @cached_property
    def level_parts(self) -> Mapping[str, Parts]:
        """Split the change of the level's number at the lows, at the points and at the highs."""
        levels = (None if self.old is None else self.old.level, *(one.level for one in self._states))
        return {key: self._split(Steps(*(_number(level, key) for level in levels))) for key in KEYS}

    @property
    def _states(self) -> tuple[Assessment, ...]:
        return self.common, self.common_filled, self.new_filled, self.new

    def _split(self, steps: Steps) -> Parts:
        return parts_without_old(steps) if self.old is None else parts(steps)

    def moved(self, id: str) -> Moved | None:
        """Say what the answers prove of a node, both years under the new questionnaire; None where it is absent."""
        return moved(self.common.values[id], self.new.values[id])

    @property
    def level_moved(self) -> Moved | None:
        """What the answers prove of the level, both years under the new questionnaire."""
        return moved(self.common.level, self.new.level)


def compared(old: Assessment | None, given: Answers, new: Assessment) -> Comparison:
    """Put two years beside each other; `given` are the old answers as the new questionnaire reads them."""
    tree = new.tree
    common = _common(old, given, new)
    return Comparison(
        old=old,
        given=given,
        common=assess(tree, common),
        common_filled=assess(tree, filled(common, tree, new.answers)),
        new_filled=assess(tree, filled(new.answers, tree, common)),
        new=new,
    )


def _common(old: Assessment | None, given: Answers, new: Assessment) -> Answers:
    """Give OLD's answers under the new questionnaire.

    What the old one did not ask, or what does not fit any more, is taken from NEW.
    """
    tree = new.tree
    unfit = {tree.renamed.now(id) for id in given.unfit}
    taken = {id for id in tree.asked if id in unfit and not is_known(held(given, id))}
    if old is not None:
        had = {tree.renamed.now(id) for id in old.tree.asked}
        taken |= {id for id in tree.asked if id not in had}
    return exchanged(given, tree, {id: held(new.answers, id) for id in tree.asked if id in taken})


def moved(before: Value | Level | None, after: Value | Level | None) -> Moved | None:
    """Say what two ranges prove: that one lies above the other, that nothing moved, or nothing."""
    if before is None or after is None:
        return None
    if before.high < after.low:
        return "higher"
    if before.low > after.high:
        return "lower"
    numbers = ((one.low, one.point, one.high) for one in (before, after))
    return "same" if len(set(numbers)) == 1 else "open"


def _number(value: Value | Level | None, key: str) -> int | None:
    return None if value is None else getattr(value, key)
