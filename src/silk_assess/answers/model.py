"""What one organisation has answered, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# An option id, yes or no, a text or date; several options; a number in micro-units.
Given = str | tuple[str, ...] | int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a value, an explicit "don't know", "does not apply", or only a note.

    `not_applicable` is the reason given, empty where there is none, and None unless the question
    was said not to apply. `evidence` names what could prove the answer; it never changes points.
    """

    value: Given | None = None
    unknown: bool = False
    not_applicable: str | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Answer], tuple[Any, ...]]:
        """Give what one like it is made from; asked for its fields each time, Python would take ten times as long."""
        return Answer, (self.value, self.unknown, self.not_applicable, self.note, self.evidence)


class Unfit(NamedTuple):
    """What does not fit this version of the questionnaire: the id in the answer file, and why."""

    id: str
    reason: str


class Before(NamedTuple):
    """What answers of an earlier version came to in it.

    `in_force` are the questions and profile fields that were answered or did not apply there, not
    hidden and not waiting; `pointed` the nodes that had a point.
    """

    in_force: frozenset[str]
    pointed: frozenset[str]


class Answered(NamedTuple):
    """When a file was answered, as year, month and day, and by whom; each None where it is not said."""

    date: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Common:
    """On how many voices a common file stands, and on how many questions they differed before they talked."""

    count: int
    differed: int


@dataclass(frozen=True, slots=True)
class Answers:
    """One organisation's answers to one questionnaire, all of which fit it.

    `profile` holds the values of profile fields in file order. `answered` is None where neither
    day nor names are given; `voice` names whose voice a file is where it is one of several, `voices`
    says of a common file on how many it stands. `warnings` says what a file answered with another
    version holds that does not fit and so does not count, and `unfit` holds it by its ids, as it
    stands there; `kept` is carried along and never scored. `before` is what the file came to in its
    own version, None where that is this one, or is not at hand. `questionnaire` is the id of another
    questionnaire, the answers to which are read as answers to this one; empty where it is this one.
    """

    name: str | None = None
    profile: Mapping[str, Given] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    version: str = ""
    kept: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[Unfit, ...] = ()
    unfit: Mapping[str, Any] = field(default_factory=dict)
    answered: Answered | None = None
    before: Before | None = field(default=None, compare=False)
    voice: str | None = None
    voices: Common | None = None
    questionnaire: str = ""

    @property
    def origin(self) -> str:
        """The version that they were given to, behind the questionnaire where that is another one."""
        return f"{self.questionnaire} {self.version}".strip()
