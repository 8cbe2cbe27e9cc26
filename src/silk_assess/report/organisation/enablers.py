"""Who can help at home and across borders: public bodies, federations, networks, funds, programmes, services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from silk_assess.advice.offers import country
from silk_assess.countries import country_in_sentence
from silk_assess.questionnaire.model.catalogue import Enabler
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.links import Link, link
from silk_assess.report.organisation.tools import languages
from silk_assess.wording.numbers import capital, count, in_words


class Helper(NamedTuple):
    """Somebody who can help; `checked` says how that is known."""

    id: str
    name: Link
    kind: str
    publisher: str
    what: str
    use_when: str
    caution: str
    cost: str
    language: str
    checked: str


class Enablers(NamedTuple):
    """Those at home, and those across borders, under a title that names the country where it is given."""

    title: str
    finding: str
    note: str
    home_title: str
    home: tuple[Helper, ...]
    across: tuple[Helper, ...]


def enablers(found: Findings) -> Enablers | None:
    """Lay out who can help; None where the questionnaire names nobody at all."""
    if not found.tree.pack.enablers:
        return None
    home = [one for one in found.enablers if one.countries is not None]
    across = [one for one in found.enablers if one.countries is None]
    code = country(found.assessment)
    place = "" if code is None else country_in_sentence(code)
    return Enablers(
        title=f"Who can help in {place}" if place else "Who can help",
        finding=_finding(place, home, across),
        note=f"{capital(in_words(len(found.enablers)))} of the {len(found.tree.pack.enablers)} that this questionnaire "
        "names, in its own order: first those of your country, then those across borders."
        if found.enablers
        else "",
        home_title=f"In {place}",
        home=tuple(map(_helper, home)),
        across=tuple(map(_helper, across)),
    )


def _finding(place: str, home: Sequence[Enabler], across: Sequence[Enabler]) -> str:
    borders = f"{capital(count(len(across), 'helps', 'help'))} across borders." if across else ""
    if not place:
        return f"You have not said in which country you are, so nobody at home is named. {borders}".strip()
    if not home:
        return f"This questionnaire names nobody in {place} that fits you. {borders}".strip()
    return f"{capital(count(len(home), 'is', 'are'))} at home in {place}, or open to it. {borders}".strip()


def _helper(one: Enabler) -> Helper:
    return Helper(
        id=one.id,
        name=link(one.name, one.url),
        kind=capital(one.kind or ""),
        publisher=one.publisher or "",
        what=one.what or "",
        use_when=one.use_when or "",
        caution=one.caution or "",
        cost=one.cost or "",
        language=languages(one.languages),
        checked=_checked(one),
    )


def _checked(one: Enabler) -> str:
    """Say what was read, and when; what was not read is said to be from memory."""
    if one.verified != "seen":
        return "Described from memory, not checked."
    said = f"Read in a page of {one.seen_on}." if one.seen_on else "Read in a page without a date."
    return said if one.url is None or one.url_verified == "seen" else f"{said} The address is from memory."
