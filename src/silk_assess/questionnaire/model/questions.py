"""Questions as their files spell them: their types, options and limits, and what each asks."""

from collections.abc import Mapping
from typing import Annotated, Literal

from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.field_types import (
    Flag,
    Id,
    Number,
    Places,
    Scale,
    Text,
    Version,
    Weight,
    When,
    WholePiece,
    one_of,
)
from silk_assess.questionnaire.model.base import TypedList
from silk_assess.questionnaire.shapes import AtLeast, Key, Model, Tag, TaggedBy

CELLS = tuple(f"{way}/{kind}" for way in ("inward", "outward") for kind in ("goods-services", "finance", "intangible"))
FACETS = ("now", "ambition")
FLOW_IDS: Mapping[str, tuple[str, str]] = {
    f"{cell.replace('/', '-')}-{facet}": (cell, facet) for cell in CELLS for facet in FACETS
}
RESERVED = frozenset({"all", "any", "not", "index", "id", "name", *FLOW_IDS})


Cell = Annotated[str, one_of(*CELLS)]


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
    meaning_since: Version | None = None


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
    options: Annotated[tuple[Option, ...], AtLeast(2), TypedList]


class Choices(_Scored):
    """Any number of several options."""

    type: Literal["choices"]
    options: Annotated[tuple[Pick, ...], AtLeast(2), TypedList]


class YesNo(_Scored):
    """Yes or no."""

    type: Literal["yes-no"]


class Quantity(_Scored):
    """A number; scored where it has goalposts."""

    type: Literal["number"]
    start: Annotated[Number | None, Key("from")] = None
    to: Number | None = None
    unit: Text | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    decimals: Places | None = None


class ProfileNumber(Quantity):
    """A number in the profile; at 0 and at 1 it may have words of its own in the line about an organisation."""

    line_zero: WholePiece | None = None
    line_one: WholePiece | None = None


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
    options: Annotated[tuple[Option, ...], AtLeast(2), TypedList]
    not_applicable: Text | None = None
    when: When | None = None
    effort: Annotated[str, one_of("1", "2", "3")] = "2"
    meaning_since: Version | None = None


Question = Annotated[
    Annotated[Choice, Tag("type=choice")]
    | Annotated[Choices, Tag("type=choices")]
    | Annotated[YesNo, Tag("type=yes-no")]
    | Annotated[Quantity, Tag("type=number")]
    | Annotated[Words, Tag("type=text")]
    | Annotated[Day, Tag("type=date")],
    TaggedBy("type"),
]
ProfileField = Annotated[
    Annotated[Choice, Tag("type=choice")]
    | Annotated[Choices, Tag("type=choices")]
    | Annotated[YesNo, Tag("type=yes-no")]
    | Annotated[ProfileNumber, Tag("type=number")]
    | Annotated[Words, Tag("type=text")]
    | Annotated[Day, Tag("type=date")]
    | Annotated[Country, Tag("type=country")],
    TaggedBy("type"),
]
AnyQuestion = Choice | Choices | YesNo | Quantity | Words | Day | Country | Anchor
Questions = Annotated[tuple[Question, ...], TypedList]
