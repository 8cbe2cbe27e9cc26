"""What holds of what the levels ask for, by the answers, and what the next level needs beyond that."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.advice.requirements import Requirement, met
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
    """List the requirements met as answered, up to those of the next level; None without a level."""
    if found.assessment.level is None:
        return None
    holding = tuple(_need(found, one) for one in met(found.assessment))
    none = "" if holding else "Nothing yet of what a level asks for."
    head = "" if found.next_level is None else f"What {found.level_title(found.next_level)} still asks for"
    return Holds(holding, none, head, tuple(_need(found, one) for one in found.missed))


def _need(found: Findings, one: Requirement) -> Need:
    points = points_of(found.tree, one.node, one.value, "{} to {}")
    return Need(names.title(found.tree, one.node), points, decimal(one.needed))
