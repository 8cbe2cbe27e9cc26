"""What holds of what the levels ask for, by the answers, and what the next level needs beyond that."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.advice.requirements import Requirement, requirements
from silk_assess.exact import decimal
from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import names
from silk_assess.wording.formulas import points_of


class Need(NamedTuple):
    """A node with its points and the threshold that it is held against."""

    title: str
    points: str
    needed: str


class Holds(NamedTuple):
    """The requirements met, each node at the highest threshold that it meets, and those that the next level misses."""

    met: tuple[Need, ...]
    none: str
    next_head: str
    missed: tuple[Need, ...]


def holds(found: Findings) -> Holds | None:
    """List the requirements met as answered, up to those of the next level; None without a level.

    What does not apply is met by no answer, and left out.
    """
    level = found.assessment.level
    if level is None:
        return None
    last = level.point if found.next_level is None else found.next_level
    asked = [one for number in range(last + 1) for one in requirements(found.assessment, number)]
    met = {one.node: one for one in asked if one.value is not None and not one.is_missed}
    order = [node.id for node in found.tree.nodes if node.id in met]
    none = "" if met else "Nothing yet of what a level asks for."
    head = "" if found.next_level is None else f"What {found.level_title(found.next_level)} still asks for"
    return Holds(
        tuple(_need(found, met[id]) for id in order), none, head, tuple(_need(found, one) for one in found.missed)
    )


def _need(found: Findings, one: Requirement) -> Need:
    points = points_of(found.tree, one.node, one.value, "{} to {}")
    return Need(names.title(found.tree, one.node), points, decimal(one.needed))
