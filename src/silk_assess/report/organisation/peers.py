"""Peer cases, each with what is alike and what is not."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from silk_assess.advice.peers import Likeness
from silk_assess.countries import country_name
from silk_assess.exact import decimal, micro, shown
from silk_assess.questionnaire.model.catalogue import Figure, PeerCase
from silk_assess.questionnaire.model.questions import Choice, Country, Quantity, YesNo
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.links import Link, link
from silk_assess.wording import answers, names
from silk_assess.wording.numbers import capital


class Peer(NamedTuple):
    """A peer case, how it is like and unlike, and one figure with its source."""

    id: str
    caps: str
    far: bool
    name: str
    line: str
    lesson: str
    story: str
    caution: str
    like: str
    unlike: str
    figure: str
    figure_text: str
    figure_source: Link | None


class Peers(NamedTuple):
    """Peer cases with their finding."""

    finding: str
    note: str
    cards: tuple[Peer, ...]
    named: tuple[Peer, ...]


def peers(found: Findings) -> Peers:
    """Show the three cases most alike and the one least alike, and those that the first page names."""
    listed = list(found.peers)
    total = len(found.tree.pack.cases)
    if not total:
        return Peers("This questionnaire describes no peer cases.", "", (), ())
    if not listed:
        return Peers(
            "None can be compared with you yet: too few of the facts that they share with you are known.", "", (), ()
        )
    places = ("Most like you", "Second", "Third")
    cards = [_peer(found, peer, caps, far=False) for peer, caps in zip(listed, places, strict=False)]
    if len(listed) > 3:
        cards.append(_peer(found, listed[-1], "Least like you, for contrast", far=True))
    finding = f"Nearest to you is {listed[0].case.name}." + (
        f" {listed[0].case.lesson}" if listed[0].case.lesson else ""
    )
    note = f"Of {total} described cases {len(listed)} can be compared with you. Shown are the nearest and the farthest."
    return Peers(finding, note, tuple(cards), ())


def named_peers(found: Findings, ids: list[str], shown_already: set[str]) -> tuple[Peer, ...]:
    """Describe the cases that the first page names and the cards do not show."""
    return tuple(
        _peer(found, peer, "Named on the first page", far=False)
        for peer in found.peers
        if peer.case.id in ids and peer.case.id not in shown_already
    )


def _peer(found: Findings, peer: Likeness, caps: str, far: bool) -> Peer:
    case = peer.case
    features = sorted(peer.features.items(), key=lambda pair: pair[1])
    like = [said for id, gap in features if gap < Fraction(1, 2) and (said := _compared(found, case, id, gap))][:3]
    worst = [pair for pair in reversed(features) if pair[1] > 0]
    unlike = _compared(found, case, *worst[0]) if worst else ""
    figure = next((one for one in case.figures if one.verified == "seen"), case.figures[0] if case.figures else None)
    return Peer(
        id=case.id,
        caps=caps,
        far=far,
        name=case.name,
        line=_line(found, case),
        lesson=case.lesson or "",
        story=case.what_they_did or "",
        caution="" if case.verified == "seen" else "Described from memory, not checked.",
        like="; ".join(like),
        unlike=unlike,
        figure=_grouped(figure) if figure else "",
        figure_text=_figure_text(figure) if figure else "",
        figure_source=_figure_source(figure) if figure else None,
    )


def _line(found: Findings, case: PeerCase) -> str:
    """Say field, legal form and country in one line."""
    form = found.tree.asked.get("legal-form")
    legal = case.legal_form or ""
    if form is not None and isinstance(form.question, Choice):
        legal = answers.label(form.question, legal)
    place = ", ".join(
        filter(None, [capital(legal.replace("-", " ")), country_name(case.country) if case.country else ""])
    )
    return " ".join(f"{part}." for part in (case.sector, place) if part)


def _compared(found: Findings, case: PeerCase, id: str, gap: Fraction) -> str:
    """Say one feature side by side; empty where it says nothing."""
    if id == "flows":
        both = len(found.in_play & frozenset(case.flows))
        return f"{both} of {len(found.in_play | frozenset(case.flows))} kinds of flow in common"
    theirs = case.features[id]
    if id in found.tree.node:
        value = found.value(id)
        if value is None or value.point is None or not isinstance(theirs, str):
            return ""
        return f"{names.title(found.tree, id)}: we judge it at {theirs}, yours is {shown(value.point)}"
    field, ours = found.question(id).question, found.assessment.answers.profile[id]
    if isinstance(field, Quantity) and isinstance(theirs, str):
        words = {
            "founded": "founded in {}, you in {}",
            "countries": "{} other countries, you {}",
            "people-count": "{} people, you {}",
        }
        size = decimal(micro(theirs) or 0)
        mine = decimal(ours) if isinstance(ours, int) else str(ours)
        if size == mine and id in words:
            return f"{words[id].split(',')[0].format(size)}, like you".replace(
                " 1 other countries", " one other country"
            )
        said = words.get(id, f"{field.text} {{}}, you {{}}").format(size, mine)
        return "one other country" + said.removeprefix("1 other countries") if said.startswith("1 other c") else said
    if isinstance(field, YesNo) and id == "born-global":
        origin = {"yes": "made for several countries from the first day", "no": "began at home"}
        return origin[str(theirs)] + ("" if gap == 0 else ", you did not" if theirs == "no" else ", you were not")
    if isinstance(field, Country):
        return (
            country_name(str(theirs))
            if gap == 0
            else f"{country_name(str(theirs))}, you are in {country_name(str(ours))}"
        )
    name = "legal form" if id == "legal-form" else f"answer to “{field.text}”"
    if gap == 0:
        return f"the same {name}"
    other = (
        "; ".join(answers.label(field, one) for one in theirs)
        if isinstance(theirs, tuple)
        else answers.label(field, theirs)
    )
    return f"{name}: {other}"


def _grouped(figure: Figure) -> str:
    """Write a figure with commas between thousands; a year stays as it is.

    >>> _grouped(Figure(value="830000")), _grouped(Figure(value="2017", unit="year of birth"))
    ('830,000', '2017')
    """
    whole, dot, part = figure.value.partition(".")
    is_year = len(whole) == 4 and "year" in (figure.unit or "")
    return (whole if is_year or not whole.isdecimal() else f"{int(whole):,}") + dot + part


def _figure_text(figure: Figure) -> str:
    return ", ".join(filter(None, [figure.unit, figure.year]))


def _figure_source(figure: Figure) -> Link | None:
    if not figure.source:
        return None
    address = link(figure.source, figure.source)
    if not address.url:
        return address
    host = re.sub(r"^https?://(www\.)?", "", address.url).split("/")[0]
    return Link(host, address.url)
