"""A questionnaire laid flat: every question and node with its place, in questionnaire order.

Questionnaire order is sections as pack.yaml lists them, inside them from top to bottom, in a
risk likelihood, impact, controls. Source: docs/scoring.md, Questionnaire order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeGuard

from silk_assess.faults import Steps
from silk_assess.questionnaire.model.nodes import Dimension, FlowsSection, Risk, RisksSection, ScoreSection
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import AnyQuestion, Choice, Choices, Quantity, YesNo

Role = Literal["profile", "score", "likelihood", "impact", "control", "flow"]
Scored = Choice | Choices | YesNo | Quantity


@dataclass(frozen=True, slots=True)
class QuestionSpot:
    """A question, what it is for, the node (for flows: the section) it belongs to, and where it stands."""

    path: Steps
    question: AnyQuestion
    role: Role
    owner: str


@dataclass(frozen=True, slots=True)
class NodeSpot:
    """A section, dimension or risk, the node above it, and where it stands."""

    path: Steps
    node: ScoreSection | RisksSection | Dimension | Risk
    owner: str | None


def is_scored(question: AnyQuestion) -> TypeGuard[Scored]:
    """Say whether a question's type is a scored one, whatever its weight (docs/format.md, What is scored)."""
    if isinstance(question, Quantity):
        return question.start is not None and question.to is not None
    return isinstance(question, Choice | Choices | YesNo)


def outline(pack: Pack) -> Iterator[QuestionSpot | NodeSpot]:
    """Walk through the profile and all sections, each node before what stands under it."""
    for i, field in enumerate(pack.head.profile):
        yield QuestionSpot(("pack.yaml", "profile", i), field, "profile", "")
    for name, section in zip(pack.head.sections, pack.sections, strict=True):
        path: Steps = (f"{name}.yaml",)
        match section:
            case FlowsSection():
                for i, question in enumerate(section.questions):
                    yield QuestionSpot((*path, "questions", i), question, "flow", section.id)
            case RisksSection():
                yield NodeSpot(path, section, None)
                for i, risk in enumerate(section.risks):
                    yield from _risk(risk, (*path, "risks", i), section.id)
            case ScoreSection():
                yield from _node(section, path, None)


def _node(node: ScoreSection | Dimension, path: Steps, owner: str | None) -> Iterator[QuestionSpot | NodeSpot]:
    yield NodeSpot(path, node, owner)
    for i, part in enumerate(node.dimensions or ()):
        yield from _node(part, (*path, "dimensions", i), node.id)
    for i, question in enumerate(node.questions or ()):
        yield QuestionSpot((*path, "questions", i), question, "score", node.id)


def _risk(risk: Risk, path: Steps, owner: str) -> Iterator[QuestionSpot | NodeSpot]:
    yield NodeSpot(path, risk, owner)
    yield QuestionSpot((*path, "likelihood"), risk.likelihood, "likelihood", risk.id)
    yield QuestionSpot((*path, "impact"), risk.impact, "impact", risk.id)
    for i, question in enumerate(risk.controls):
        yield QuestionSpot((*path, "controls", i), question, "control", risk.id)


def children(node: ScoreSection | RisksSection | Dimension | Risk) -> list[tuple[str, int]]:
    """List the scored children of a node with their weights; of a risk, its controls."""
    match node:
        case RisksSection():
            return [(risk.id, risk.weight) for risk in node.risks]
        case Risk():
            return [(question.id, question.weight) for question in node.controls if is_scored(question)]
        case _ if node.dimensions:
            return [(part.id, part.weight) for part in node.dimensions]
        case _:
            return [(question.id, question.weight) for question in node.questions or () if is_scored(question)]
