"""Rules, tools, peer cases and terms as their files spell them."""

from collections.abc import Mapping
from typing import Annotated, Any

from silk_assess.questionnaire.field_types import (
    Flag,
    Id,
    Number,
    Text,
    Verified,
    When,
    any_list,
    one_of,
    text_or_texts,
)
from silk_assess.questionnaire.model.questions import Cell
from silk_assess.questionnaire.shapes import Before, Instead, Model, Tag, TaggedByShape


class Rule(Model):
    """A warning, advice or strength that fires when its condition is true as things stand.

    One of kind look-again names answers that do not go together: it is no flag, and brings no tools.
    """

    called = "a rule"
    id: Id
    when: When
    kind: Annotated[str, one_of("warning", "advice", "strength", "look-again")]
    say: Text
    advise: Text | None = None
    tools: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()

    @property
    def is_flag(self) -> bool:
        """Whether it says something of the organisation, and not of answers that do not go together."""
        return self.kind != "look-again"


def _list_or_any(value: Any) -> Any:
    return None if value == "any" else any_list(value)


CountriesOrAny = Annotated[tuple[Text, ...] | None, Before(_list_or_any)]


class Offer(Model):
    """What tools and enablers share: what is offered, by whom, where and to whom.

    `countries` is None where it is for any. `fits` reads profile fields only.
    """

    id: Id
    name: Text
    kind: Text | None = None
    publisher: Text | None = None
    url: Text | None = None
    url_verified: Verified | None = None
    languages: tuple[Text, ...] = ()
    countries: CountriesOrAny = None
    cost: Text | None = None
    flows: tuple[Cell, ...] = ()
    fits: When | None = None
    what: Text | None = None
    use_when: Text | None = None
    caution: Text | None = None
    source: Text | None = None
    verified: Verified | None = None
    seen_on: Text | None = None


class Tool(Offer):
    """Something that helps: a guide, network, fund, service, legal form, ..."""

    called = "a tool"
    helps: tuple[Text, ...] = ()
    takes: Annotated[str, one_of("hours", "days", "months")] | None = None


class Enabler(Offer):
    """Somebody who can help at home or across borders; it stands in no list of tools and carries no points."""

    called = "an enabler"
    kind: Annotated[str, one_of("agency", "federation", "network", "fund", "programme", "service")] | None = None


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


Feature = Annotated[str | tuple[str, ...], Instead(text_or_texts)]


SizeOrText = Annotated[
    Annotated[Size, Tag("size=mapping")] | Annotated[Feature, Tag("size=text")], TaggedByShape("size")
]


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
    size: SizeOrText | None = None
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
    features: Mapping[Text, Feature] = {}
    sources: tuple[Text, ...] = ()
    verified: Verified | None = None


class Term(Model):
    """A word of the field and what it means here."""

    called = "a term"
    id: Id
    term: Text
    meaning: Text
    see: tuple[Text, ...] = ()
