"""The line about the organisation."""

from __future__ import annotations

from silk_assess.countries import country_name
from silk_assess.exact import decimal
from silk_assess.questionnaire.model.questions import Country, Words
from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import answers
from silk_assess.wording.numbers import capital


def who(found: Findings) -> tuple[tuple[str, bool], ...]:
    """Describe the organisation in a few words; each piece says whether a person wrote it."""
    profile = found.assessment.answers.profile
    pieces: list[tuple[str, bool]] = []
    for one in found.tree.profile:
        if isinstance(one.question, Words) and one.id in profile:
            pieces.append((str(profile[one.id]), True))
    said = [
        answers.answer(one.question, profile[one.id])
        for one in found.tree.profile
        if one.id == "legal-form" and one.id in profile
    ]
    countries = [one.id for one in found.tree.profile if isinstance(one.question, Country) and one.id in profile]
    if not found.tree.profile and isinstance(profile.get("country"), str):
        countries = ["country"]
    place = " ".join(
        filter(None, [said[0] if said else "", f"in {country_name(str(profile[countries[0]]))}" if countries else ""])
    )
    facts = [capital(place)] if place else []
    for id, words in (
        ("founded", "founded in {}"),
        ("people-count", "{} people"),
        ("countries", "ties with {} other countries"),
    ):
        value = profile.get(id)
        if isinstance(value, int):
            facts.append(words.format(decimal(value)).replace(" 1 other countries", " one other country"))
    if facts:
        pieces.append((", ".join(facts).replace("with 0 other countries", "with no other country"), False))
    return tuple(pieces)
