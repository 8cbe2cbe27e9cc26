"""Two years with all that a page says of them, and the look-ups that its parts need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from silk_assess.exact import decimal, shown
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.report.organisation.scores import groups
from silk_assess.scoring.assessment import Value
from silk_assess.wording import names, numbers, years
from silk_assess.wording.years import Labels, Notice
from silk_assess.years.answers import Changed, changed
from silk_assess.years.comparison import Comparison


@dataclass(frozen=True)
class Findings:
    """A comparison, and what is to be known before one reads on."""

    comparison: Comparison
    notices: tuple[Notice, ...] = ()

    @property
    def tree(self) -> Tree:
        """The questionnaire that both years are read by."""
        return self.comparison.tree

    @cached_property
    def labels(self) -> Labels:
        """What the two years are called."""
        return years.labels(self.comparison.given, self.comparison.new.answers)

    @cached_property
    def changed(self) -> tuple[Changed, ...]:
        """What was answered otherwise, the largest first."""
        return changed(self.comparison)

    @cached_property
    def scored(self) -> tuple[Changed, ...]:
        """What of it has points outside flows."""
        asked = self.tree.asked
        return tuple(one for one in self.changed if asked[one.id].scored and asked[one.id].role != "flow")

    @cached_property
    def groups(self) -> tuple[tuple[Node, ...], ...]:
        """The nodes that are shown, the whole first, then each section a group, without its single risks."""
        found = [tuple(group) for group in groups(self.tree)]
        return (found[-1], *found[:-1]) if "index" in self.tree.node else tuple(found)

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The shown nodes without nodes of their own, a section of risks as one: by these changes are counted once."""
        parts = [node for group in self.groups for node in group if node.id != "index"]
        above = {node.owner for node in parts}
        return tuple(node for node in parts if node.id not in above)

    def title(self, id: str) -> str:
        """Name a node."""
        return names.title(self.tree, id)

    def level(self, number: int) -> str:
        """Name a level by its title alone."""
        return self.tree.pack.head.levels[number].title

    def points(self, id: str, value: Value | None) -> str:
        """Show the point of a node; nothing without one."""
        if value is None or value.point is None:
            return ""
        return shown(value.point, self.tree.bounds(id)) + self.of(id)

    def span(self, id: str, value: Value | None, words: str = "{} to {}") -> str:
        """Show the range of a node where it has one, or no point beside it."""
        if value is None:
            return ""
        bounds = self.tree.bounds(id)
        if value.point is not None and not numbers.has_range(value, bounds):
            return ""
        return numbers.span(value.low, value.high, bounds, words)

    def of(self, id: str) -> str:
        """Say the scale of a node, where it is not 100."""
        node = self.tree.node[id]
        return "" if names.is_hundred(node) else f" of {decimal(node.scale)}"

    def where(self, id: str) -> Node | None:
        """Find the node in which a question stands."""
        return self.tree.node.get(self.tree.asked[id].owner)
