"""A questionnaire as its files spell it: pydantic models that mirror FORMAT.md key by key.

Every value arrives as text, list or mapping, as the strict reader gives it. Numbers become
whole micro-units, flags booleans, conditions a `Condition`; all else stays text. What needs
two files, or two places, is looked at in `meaning`.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainValidator, Tag

from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.field_types import (
    FileName,
    Flag,
    Id,
    Language,
    Number,
    Places,
    Scale,
    Share,
    Text,
    Verified,
    Version,
    Weight,
    When,
    any_list,
    not_empty,
    one_of,
    text_or_texts,
)

CELLS = tuple(f"{way}/{kind}" for way in ("inward", "outward") for kind in ("goods-services", "finance", "intangible"))
FACETS = ("now", "ambition")
FLOW_IDS: Mapping[str, tuple[str, str]] = {
    f"{cell.replace('/', '-')}-{facet}": (cell, facet) for cell in CELLS for facet in FACETS
}
RESERVED = frozenset({"all", "any", "not", "index", "id", "name", *FLOW_IDS})


Cell = Annotated[str, one_of(*CELLS)]
TypedList = BeforeValidator(not_empty)


class Model(BaseModel):
    """What all models share: they never change, know every key, and have a name in messages."""

    # Deferred: each model's validator is then built once, inside the one that is asked for.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, protected_namespaces=())
    called: ClassVar[str] = "this"


class Source(Model):
    """Where a fact or a question comes from."""

    called = "a source"
    id: Id
    title: Text
    year: Text | None = None
    url: Text | None = None
    note: Text | None = None
    verified: Verified | None = None


class Band(Model):
    """One step of a scale in words, from its lower bound on."""

    called = "a band"
    start: Number = Field(alias="from")
    label: Text
    text: Text | None = None


class Gate(Model):
    """A cap on a node's points while something that it reads is below its threshold."""

    called = "a gate"
    below: dict[Text, Number] = Field(min_length=1)
    cap: Number
    because: Text | None = None


class Option(Model):
    """One answer of a choice question."""

    called = "an option"
    id: Id
    label: Text
    value: Number | None = None
    help: Text | None = None


class Pick(Model):
    """One answer among several that may be chosen together."""

    called = "an option"
    id: Id
    label: Text
    points: Weight = UNIT
    exclusive: Flag = False
    help: Text | None = None


class _Question(Model):
    called = "a question"
    id: Id
    text: Text
    guidance: Text | None = None
    evidence: Text | None = None
    step: Text | None = None
    sources: tuple[Text, ...] = ()
    terms: tuple[Text, ...] = ()
    not_applicable: Text | None = None
    when: When | None = None
    effort: Annotated[str, one_of("1", "2", "3")] = "2"


class _Scored(_Question):
    scale: Scale = HUNDRED
    reversed: Flag = False
    weight: Weight = UNIT
    weight_reason: Text | None = None
    cell: Cell | None = None
    facet: Annotated[str, one_of(*FACETS)] | None = None


class Choice(_Scored):
    """One of several options."""

    type: Literal["choice"]
    options: Annotated[tuple[Option, ...], TypedList, Field(min_length=2)]


class Choices(_Scored):
    """Any number of several options."""

    type: Literal["choices"]
    options: Annotated[tuple[Pick, ...], TypedList, Field(min_length=2)]


class YesNo(_Scored):
    """Yes or no."""

    type: Literal["yes-no"]


class Quantity(_Scored):
    """A number; scored where it has goalposts."""

    type: Literal["number"]
    start: Number | None = Field(default=None, alias="from")
    to: Number | None = None
    unit: Text | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    decimals: Places | None = None


class Words(_Question):
    """Free text; information only."""

    type: Literal["text"]


class Day(_Question):
    """A date; information only."""

    type: Literal["date"]


class Country(_Question):
    """A country, ISO 3166-1 alpha-2; in the profile only."""

    type: Literal["country"]


class Anchor(Model):
    """A likelihood or impact question: each option declares its number in (0, 1]."""

    called = "a likelihood or impact question"
    id: Id
    type: Annotated[str, one_of("choice")]
    text: Text
    guidance: Text | None = None
    evidence: Text | None = None
    step: Text | None = None
    sources: tuple[Text, ...] = ()
    terms: tuple[Text, ...] = ()
    options: Annotated[tuple[Option, ...], TypedList, Field(min_length=2)]
    not_applicable: Text | None = None
    when: When | None = None
    effort: Annotated[str, one_of("1", "2", "3")] = "2"


def _tagged(key: str) -> Discriminator:
    """Choose a member of a union by a key; the tag is spelt so that it cannot be a key itself."""

    def tag(value: Any) -> str | None:
        word = value.get(key) if isinstance(value, dict) else None
        return f"{key}={word}" if isinstance(word, str) else None

    return Discriminator(tag)


Question = Annotated[
    Annotated[Choice, Tag("type=choice")]
    | Annotated[Choices, Tag("type=choices")]
    | Annotated[YesNo, Tag("type=yes-no")]
    | Annotated[Quantity, Tag("type=number")]
    | Annotated[Words, Tag("type=text")]
    | Annotated[Day, Tag("type=date")],
    _tagged("type"),
]
ProfileField = Annotated[
    Annotated[Choice, Tag("type=choice")]
    | Annotated[Choices, Tag("type=choices")]
    | Annotated[YesNo, Tag("type=yes-no")]
    | Annotated[Quantity, Tag("type=number")]
    | Annotated[Words, Tag("type=text")]
    | Annotated[Day, Tag("type=date")]
    | Annotated[Country, Tag("type=country")],
    _tagged("type"),
]
AnyQuestion = Choice | Choices | YesNo | Quantity | Words | Day | Country | Anchor
Questions = Annotated[tuple[Question, ...], TypedList]
Aggregate = Annotated[str, one_of("mean", "gmean", "min", "sum")]


class _Node(Model):
    id: Id
    title: Text
    about: Text | None = None
    aggregate: Aggregate = "mean"
    scale: Scale | None = None
    min_coverage: Share = UNIT // 2
    bands: tuple[Band, ...] | None = Field(default=None, min_length=1)
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
    bands: tuple[Band, ...] | None = Field(default=None, min_length=1)
    sources: tuple[Text, ...] = ()
    kappa: Share = UNIT * 8 // 10
    likelihood: Anchor
    impact: Anchor
    controls: Annotated[tuple[Question, ...], BeforeValidator(any_list)] = ()


class RisksSection(_Node):
    """A section that is a node over risks; the worst decides unless another aggregate is written."""

    called = 'a section of kind "risks"'
    kind: Literal["risks"]
    intro: Text | None = None
    aggregate: Aggregate = "min"
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
    _tagged("kind"),
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


class LevelText(Model):
    """A readiness level in words, and what it requires."""

    called = "a level"
    id: Id
    title: Text
    text: Text | None = None
    requires: dict[Text, Number] = Field(default_factory=dict)


class Method(Model):
    """How a questionnaire came about, in the author's words."""

    called = "the method"
    scope: Text | None = None
    basis: Text | None = None
    tested: Text | None = None
    weights: Text | None = None


class Rule(Model):
    """A warning, advice or strength that fires when its condition is true as things stand."""

    called = "a rule"
    id: Id
    when: When
    kind: Annotated[str, one_of("warning", "advice", "strength")]
    say: Text
    advise: Text | None = None
    tools: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()


def _list_or_any(value: Any) -> Any:
    return [value] if value == "any" else any_list(value)


class Tool(Model):
    """Something that helps: a guide, network, fund, service, legal form, ..."""

    called = "a tool"
    id: Id
    name: Text
    kind: Text | None = None
    publisher: Text | None = None
    url: Text | None = None
    url_verified: Verified | None = None
    languages: tuple[Text, ...] = ()
    countries: Annotated[tuple[Text, ...], BeforeValidator(_list_or_any)] = ()
    cost: Text | None = None
    helps: tuple[Text, ...] = ()
    flows: tuple[Cell, ...] = ()
    takes: Annotated[str, one_of("hours", "days", "months")] | None = None
    what: Text | None = None
    use_when: Text | None = None
    caution: Text | None = None
    source: Text | None = None
    verified: Verified | None = None
    seen_on: Text | None = None


class Reached(Model):
    """How many countries, and which, a peer case reached."""

    called = '"reached"'
    count: Number | None = None
    countries: tuple[Text, ...] = ()
    year: Text | None = None
    note: Text | None = None


class Size(Model):
    """How large a peer case is, in people."""

    called = '"size"'
    employees: Text | None = None
    members: Text | None = None
    volunteers: Text | None = None
    year: Text | None = None
    note: Text | None = None


class Figure(Model):
    """One figure of a peer case, with its source."""

    called = "a figure"
    value: Text
    unit: Text | None = None
    year: Text | None = None
    source: Text | None = None
    verified: Verified | None = None


Feature = Annotated[str | tuple[str, ...], PlainValidator(text_or_texts)]


class PeerCase(Model):
    """An organisation or policy that internationalised, to learn from."""

    called = "a peer case"
    id: Id
    name: Text
    country: Text | None = None
    reached: Reached | None = None
    legal_form: Text | None = None
    sector: Text | None = None
    founded: Text | None = None
    size: Size | Feature | None = None
    born_global: Flag | None = None
    flows: tuple[Cell, ...] = ()
    model: Text | None = None
    challenge: Text | None = None
    what_they_did: Text | None = None
    lesson: Text | None = None
    governance_note: Text | None = None
    mission_note: Text | None = None
    founded_note: Text | None = None
    flows_note: Text | None = None
    model_note: Text | None = None
    figures: tuple[Figure, ...] = ()
    features: dict[Text, Feature] = Field(default_factory=dict)
    sources: tuple[Text, ...] = ()
    verified: Verified | None = None


class Term(Model):
    """A word of the field and what it means here."""

    called = "a term"
    id: Id
    term: Text
    meaning: Text
    see: tuple[Text, ...] = ()


class Head(Model):
    """pack.yaml."""

    called = "pack.yaml"
    format: Annotated[str, one_of("silk-pack/1")]
    id: Id
    version: Version
    language: Language
    title: Text
    about: Text | None = None
    licence: Text | None = None
    authors: Feature | None = None
    method: Method | None = None
    sources: tuple[Source, ...] = ()
    profile: tuple[ProfileField, ...] = ()
    sections: Annotated[tuple[FileName, ...], TypedList]
    bands: tuple[Band, ...] | None = Field(default=None, min_length=1)
    index: Index | None = None
    levels: tuple[LevelText, ...] = ()
    short: tuple[Text, ...] = ()


class Pack(Model):
    """A whole questionnaire: pack.yaml, its sections in asking order, and the optional files."""

    called = "the questionnaire"
    head: Head
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    tools: tuple[Tool, ...] = ()
    cases: tuple[PeerCase, ...] = ()
    glossary: tuple[Term, ...] = ()
    fingerprint: str
