"""Which tools and enablers are for an organisation. Source: docs/scoring.md, Tools, Enablers."""

from __future__ import annotations

from silk_assess.answers.state import fact
from silk_assess.questionnaire.conditions import holds
from silk_assess.questionnaire.model.catalogue import Enabler, Offer, Tool
from silk_assess.scoring.assessment import Assessment
from silk_assess.scoring.flows import in_play


def country(assessment: Assessment) -> str | None:
    """Give the organisation's country: the first profile field of that type; None while it is not given."""
    field = assessment.tree.country
    value = None if field is None else assessment.standings[field].value
    return value if isinstance(value, str) else None


def fits(offer: Offer, assessment: Assessment) -> bool:
    """Say whether something is for such an organisation: its `fits` is not false."""
    condition = assessment.tree.fits.get(offer.id)
    return condition is None or holds(condition, lambda id: fact(assessment.standings[id])) is not False


def offered_tools(assessment: Assessment) -> list[Tool]:
    """List the tools that are for such an organisation and, where its country is given, for that; in file order."""
    home = country(assessment)
    return [
        one
        for one in assessment.tree.pack.tools
        if (one.countries is None or home is None or home in one.countries) and fits(one, assessment)
    ]


def enablers(assessment: Assessment, most: int = 12) -> list[Enabler]:
    """List who can help: first those of the organisation's country, then those for any, each in file order."""
    home, played = country(assessment), in_play(assessment)
    fitting = [
        one
        for one in assessment.tree.pack.enablers
        if (not one.flows or played.intersection(one.flows)) and fits(one, assessment)
    ]
    at_home = [one for one in fitting if one.countries is not None and home in one.countries]
    return [*at_home, *(one for one in fitting if one.countries is None)][:most]
