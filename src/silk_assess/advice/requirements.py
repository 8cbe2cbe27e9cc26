"""What levels ask for, and what of it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from silk_assess.scoring.assessment import Assessment, Value

Held = Literal["met", "open", "missed", "does not apply"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a level asks of a node, in micro-units of points, beside the value that the node has (None: absent)."""

    node: str
    needed: int
    value: Value | None

    @property
    def held(self) -> Held:
        """Whether it is met or missed whatever is still open; what does not apply holds nothing up.

        Source: docs/scoring.md, Readiness level.
        """
        if self.value is None:
            return "does not apply"
        if self.value.low >= self.needed:
            return "met"
        return "missed" if self.value.high < self.needed else "open"

    @property
    def is_missed(self) -> bool:
        """Whether it is missed as answered so far: by the point, where there is none by the low."""
        return self.value is not None and self.value.so_far < self.needed


def requirements(assessment: Assessment, level: int) -> tuple[Requirement, ...]:
    """List what a level asks for by itself, in the order of the questionnaire; level 0 asks for nothing."""
    return tuple(Requirement(id, need, assessment.values[id]) for id, need in assessment.tree.requires[level])


def next_level(assessment: Assessment) -> int | None:
    """Give the level after the one reached as answered; None at the top or without a level."""
    level = assessment.level
    return None if level is None or level.point + 1 >= len(assessment.tree.requires) else level.point + 1


def missed(assessment: Assessment) -> tuple[Requirement, ...]:
    """List what the next level asks for and is missed as answered; nothing at the top or without a level."""
    number = next_level(assessment)
    return () if number is None else tuple(one for one in requirements(assessment, number) if one.is_missed)


def met(assessment: Assessment) -> tuple[Requirement, ...]:
    """List what holds as answered of all that is asked for up to the next level, in the order of the questionnaire.

    Each node stands at the highest threshold that it meets; what does not apply is met by no answer.
    """
    level = assessment.level
    if level is None:
        return ()
    ahead = next_level(assessment)
    last = level.point if ahead is None else ahead
    asked = (one for number in range(last + 1) for one in requirements(assessment, number))
    found = {one.node: one for one in asked if one.value is not None and not one.is_missed}
    return tuple(found[node.id] for node in assessment.tree.nodes if node.id in found)


def open_requirements(assessment: Assessment) -> tuple[Requirement, ...]:
    """List what levels above the lowest possible ask for, up to the highest, and the lows miss."""
    level = assessment.level
    if level is None or level.firm:
        return ()
    asked = (one for number in range(level.low + 1, level.high + 1) for one in requirements(assessment, number))
    return tuple(one for one in asked if one.value is not None and one.value.low < one.needed)
