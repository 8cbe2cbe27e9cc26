"""Sections, dimensions, risks and the index as their files spell them: what holds questions, and how it adds up."""

from collections.abc import Mapping
from typing import Annotated, Literal

from silk_assess.exact import UNIT
from silk_assess.questionnaire.field_types import (
    Id,
    Number,
    Scale,
    Share,
    Text,
    Weight,
    any_list,
    one_of,
)
from silk_assess.questionnaire.model.base import TypedList
from silk_assess.questionnaire.model.questions import Anchor, Question, Questions
from silk_assess.questionnaire.shapes import AtLeast, Before, Key, Model, Tag, TaggedBy


class Band(Model):
    """One step of a scale in words, from its lower bound on."""

    called = "a band"
    start: Annotated[Number, Key("from")]
    label: Text
    text: Text | None = None


class RiskBand(Band):
    """A band of a risks section or a risk: it may have another label where protection is missing."""

    called = "a band of risks"
    unprotected: Text | None = None


class Gate(Model):
    """A cap on a node's points while something that it reads is below its threshold."""

    called = "a gate"
    below: Annotated[Mapping[Text, Number], AtLeast(1)]
    cap: Number
    because: Text | None = None


Aggregate = Annotated[str, one_of("mean", "gmean", "min", "sum")]


class _Node(Model):
    id: Id
    title: Text
    about: Text | None = None
    aggregate: Aggregate = "mean"
    scale: Scale | None = None
    min_coverage: Share = UNIT // 2
    bands: Annotated[tuple[Band, ...], AtLeast(1)] | None = None
    gates: tuple[Gate, ...] = ()
    sources: tuple[Text, ...] = ()


class Dimension(_Node):
    """A node inside a section, over further dimensions or over questions."""

    called = "a dimension"
    weight: Weight = UNIT
    dimensions: Annotated[tuple["Dimension", ...], TypedList] | None = None
    questions: Questions | None = None


class ScoreSection(_Node):
    """A section that is itself a node."""

    called = 'a section of kind "score"'
    kind: Literal["score"]
    intro: Text | None = None
    dimensions: Annotated[tuple[Dimension, ...], TypedList] | None = None
    questions: Questions | None = None


class Risk(Model):
    """A risk: likelihood times impact, less what controls remove."""

    called = "a risk"
    id: Id
    title: Text
    about: Text | None = None
    weight: Weight = UNIT
    min_coverage: Share = UNIT // 2
    bands: Annotated[tuple[RiskBand, ...], AtLeast(1)] | None = None
    sources: tuple[Text, ...] = ()
    kappa: Share = UNIT * 8 // 10
    likelihood: Anchor
    impact: Anchor
    controls: Annotated[tuple[Question, ...], Before(any_list)] = ()


class RisksSection(_Node):
    """A section that is a node over risks; the worst decides unless another aggregate is written."""

    called = 'a section of kind "risks"'
    kind: Literal["risks"]
    intro: Text | None = None
    aggregate: Aggregate = "min"
    bands: Annotated[tuple[RiskBand, ...], AtLeast(1)] | None = None
    unprotected_below: Number = 25 * UNIT
    risks: Annotated[tuple[Risk, ...], TypedList]


class FlowsSection(Model):
    """A section that describes flows across borders and scores nothing."""

    called = 'a section of kind "flows"'
    id: Id
    title: Text
    kind: Literal["flows"]
    intro: Text | None = None
    questions: Questions


Section = Annotated[
    Annotated[ScoreSection, Tag("kind=score")]
    | Annotated[RisksSection, Tag("kind=risks")]
    | Annotated[FlowsSection, Tag("kind=flows")],
    TaggedBy("kind"),
]


class Child(Model):
    """A node of the index, with its weight."""

    called = "a child of the index"
    id: Text
    weight: Weight = UNIT


class Index(Model):
    """The one node over others."""

    called = "the index"
    aggregate: Aggregate = "mean"
    scale: Scale | None = None
    min_coverage: Share = UNIT // 2
    gates: tuple[Gate, ...] = ()
    children: Annotated[tuple[Child, ...], TypedList]
