"""The data inside a report as a page spells it: texts, lists and mappings only.

Source: docs/format.md, Data in a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Final

from silk_assess.answers.sent import PARTS
from silk_assess.faults import Code, Misfit
from silk_assess.plan.file_model import GivenStep
from silk_assess.questionnaire.field_types import Id, Text, Version, any_list, one_of
from silk_assess.questionnaire.shapes import Before, Model, Refused

FORMAT: Final = "silk-drawn/1"


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused(Misfit(Code.MAPPING, "here entries are expected", "Draw the report anew."))
    return value


Anything = Annotated[Any, Before(_mapping)]
Texts = Annotated[tuple[Text, ...], Before(any_list)]


class Named(Model):
    """The questionnaire: `fingerprint` names what was asked, `digest` all its files, where it was read from files."""

    called: ClassVar[str] = "the questionnaire"
    id: Id
    version: Version
    fingerprint: Text
    digest: Text = ""


class LeftOut(Model):
    """What did not fit this version: the id in the file, and why."""

    called: ClassVar[str] = "what does not fit"
    id: Text
    reason: Text


class Before_(Model):
    """What answers to another version came to in it."""

    called: ClassVar[str] = "what counted before"
    in_force: Texts = ()
    pointed: Texts = ()


class AnotherVersion(Model):
    """Of which other version, or to which other questionnaire, the answers were; `before` where that is at hand."""

    called: ClassVar[str] = "another version"
    questionnaire: Id | None = None
    version: Version
    left_out: Annotated[tuple[LeftOut, ...], Before(any_list)] = ()
    before: Before_ | None = None


class PlanInside(Model):
    """The plan that a report tells: its file's name, and its steps without what was left out.

    `named` are the steps that have a name where names were left out.
    """

    called: ClassVar[str] = "the plan"
    file: Text
    questionnaire: Id | None = None
    version: Version
    steps: Annotated[tuple[GivenStep, ...], Before(any_list)] = ()
    named: Texts = ()
    left_out: Annotated[tuple[LeftOut, ...], Before(any_list)] = ()


class Figures(Model):
    """The level and the points of all nodes that are present, each as point, low and high."""

    called: ClassVar[str] = "the result"
    level: Texts = ()
    nodes: Mapping[Text, Texts] = {}


class Drawn(Model):
    """All that a report was drawn from.

    `answers` is the tree of an answer file to this version of the questionnaire. `evidence_kept_back`
    are the questions of which only that is told: they had evidence, and it was left out. `result` are
    the figures that follow.
    """

    called: ClassVar[str] = "the data"
    format: Annotated[str, one_of(FORMAT)]
    program: Text
    questionnaire: Named
    without: Annotated[tuple[Annotated[str, one_of(*PARTS)], ...], Before(any_list)] = ()
    answers: Anything
    evidence_kept_back: Texts = ()
    another_version: AnotherVersion | None = None
    plan: PlanInside | None = None
    benchmark: Anything = None
    result: Figures
