"""Peer cases, each with what is alike and what is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from silk_assess.advice.peers import Likeness
from silk_assess.answers.model import Given
from silk_assess.countries import country_name
from silk_assess.exact import shown
from silk_assess.questionnaire.model.catalogue import Figure, PeerCase
from silk_assess.questionnaire.model.questions import Choice
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.links import Link, link
from silk_assess.report.organisation.who import profile_of
from silk_assess.wording import names, profile_line
from silk_assess.wording.numbers import capital
from silk_assess.wording.profile_line import Run, Said


class Peer(NamedTuple):
    """A peer case, how it is like and unlike (theirs, then yours), and one figure with its source."""

    id: str
    caps: str
    far: bool
    name: str
    line: str
    lesson: str
    story: str
    caution: str
    like: Said
    unlike: Said
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
    near = dict.fromkeys(said for id, gap in features if 2 * gap < 1 and (said := _compared(found, case, id)))
    worst = next((id for id, gap in reversed(features) if gap > 0), None)
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
        like=_sentences(list(near)[:3]) if near else (),
        unlike=() if worst is None else _compared(found, case, worst),
        figure=_grouped(figure) if figure else "",
        figure_text=_figure_text(figure) if figure else "",
        figure_source=_figure_source(figure) if figure else None,
    )


def _line(found: Findings, case: PeerCase) -> str:
    """Say field, legal form and country in one line."""
    legal = capital(_option_label(found, case.legal_form or ""))
    place = ", ".join(filter(None, [legal, country_name(case.country) if case.country else ""]))
    return " ".join(f"{part}." for part in (case.sector, place) if part)


def _option_label(found: Findings, word: str) -> str:
    """Say a word of a case by the label of the profile's option that it is the id of; else as a plain word."""
    choices = (one.question for one in found.tree.profile if isinstance(one.question, Choice))
    labels = (option.label for field in choices for option in field.options if option.id == word)
    return next(labels, word.replace("-", " "))


def _compared(found: Findings, case: PeerCase, id: str) -> Said:
    """Say one feature side by side; empty where it says nothing."""
    if id == "flows":
        both = len(found.in_play & frozenset(case.flows))
        return _own(f"{both} of {len(found.in_play | frozenset(case.flows))} kinds of flow in common")
    if id in found.tree.node:
        value, theirs = found.value(id), case.features[id]
        if value is None or value.point is None or not isinstance(theirs, str):
            return ()
        return _own(f"{names.title(found.tree, id)}: we judge it at {theirs}, yours is {shown(value.point)}")
    return profile_line.compared(found.tree, id, _profile_of(found, case), profile_of(found))


def _profile_of(found: Findings, case: PeerCase) -> Mapping[str, Given]:
    """Give what is known of a case, by the fields of the profile."""
    fields = {one.id for one in found.tree.profile}
    features = found.tree.features[case.id]
    return {id: fact for id, fact in features.items() if id in fields and isinstance(fact, str | int | tuple)}


def _own(text: str) -> Said:
    return (Run(text, False),)


def _sentences(said: Iterable[Said]) -> Said:
    """Set things said one behind the other, each a sentence; the first goes on where a heading ends."""
    first, *rest = said
    return profile_line.joined([first, *map(profile_line.begun, rest)], ". ")


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
