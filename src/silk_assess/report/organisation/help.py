"""What may help: rules that fired, tools, and peer cases, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from silk_assess.advice.suggest import Likeness, grounds_of
from silk_assess.countries import country_name
from silk_assess.exact import decimal, micro, shown
from silk_assess.questionnaire.model.base import Source
from silk_assess.questionnaire.model.catalogue import Figure, PeerCase, Rule, Tool
from silk_assess.questionnaire.model.questions import FLOW_IDS, Choice, Country, Quantity, YesNo
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.scores import named
from silk_assess.wording import sentences as wording
from silk_assess.wording.sentences import capital, count, in_words


class Link(NamedTuple):
    """A text that may lead somewhere; `url` is empty unless it begins with http."""

    text: str
    url: str


class Because(NamedTuple):
    """What a rule read: a question or node by name, its answer or points, and the id to jump to."""

    id: str
    name: str
    said: str


class Flag(NamedTuple):
    """A rule that fired."""

    id: str
    kind: str
    word: str
    say: str
    advise: str
    because: tuple[Because, ...]
    sources: tuple[Link, ...]


class Suggested(NamedTuple):
    """A tool in the list."""

    id: str
    name: Link
    publisher: str
    what: str
    use_when: str
    caution: str
    unchecked: bool
    cost: str
    language: str
    takes: str
    named_by: tuple[tuple[str, str], ...]


class ToolGroup(NamedTuple):
    """Tools that speak for the same question, node or rule."""

    because: str
    because_id: str
    cost: str
    tools: tuple[Suggested, ...]


class Tools(NamedTuple):
    """The tools, grouped by what speaks for them, with their finding."""

    finding: str
    note: str
    groups: tuple[ToolGroup, ...]


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


def link(text: str, url: str | None) -> Link:
    """Make a link where the address is one that a browser may follow."""
    return Link(text, url if url and re.match(r"https?://[^\s]+$", url) else "")


def source_link(source: Source) -> Link:
    """Name a source with its year."""
    return link(source.title + (f" ({source.year})" if source.year else ""), source.url)


# Rules


def rules(found: Findings) -> tuple[Flag, ...]:
    """Lay out the rules that fired, in file order."""
    sources = {source.id: source for source in found.tree.pack.head.sources}
    return tuple(
        Flag(
            id=rule.id,
            kind=rule.kind,
            word=capital(rule.kind),
            say=rule.say,
            advise=rule.advise or "",
            because=_because(found, rule),
            sources=tuple(source_link(sources[id]) for id in rule.sources),
        )
        for rule in found.flags
    )


def standouts(found: Findings, most: int = 3) -> tuple[Flag, ...]:
    """Choose the rules to show first, warnings before advice before strengths."""
    order = ("warning", "advice", "strength")
    return tuple(sorted(rules(found), key=lambda flag: order.index(flag.kind))[:most])


def rules_finding(found: Findings) -> str:
    """Count the rules that fired, by kind."""
    kinds = [rule.kind for rule in found.flags]
    words = (
        ("warning", "warning", "warnings"),
        ("advice", "piece of advice", "pieces of advice"),
        ("strength", "strength", "strengths"),
    )
    said = [count(number, one, many) for kind, one, many in words if (number := kinds.count(kind))]
    if said:
        return capital(", ".join(said)) + "."
    if not found.tree.pack.rules:
        return "This questionnaire has no rules that give warnings or advice."
    return "None of the rules is set off by your answers. Open answers set off nothing, so this is no all-clear."


def _because(found: Findings, rule: Rule) -> tuple[Because, ...]:
    facts: list[Because] = []
    for id in grounds_of(rule, found.assessment):
        if id in FLOW_IDS:
            facts += _flow_answers(found, id)
        elif id in found.tree.asked:
            if found.standing(id).state == "answered":
                one = found.question(id)
                facts.append(Because("" if one.role == "profile" else id, one.question.text, found.answer(id)))
        else:
            value = found.value(id)
            if value is not None and value.point is not None:
                said = f"{found.points(id, value.point)} of {decimal(value.scale)}"
                facts.append(Because("", wording.title(found.tree, id), said))
    return tuple(facts)


def _flow_answers(found: Findings, id: str) -> list[Because]:
    asked = found.tree.cells[FLOW_IDS[id]]
    return [
        Because(one.id, one.question.text, found.answer(one.id))
        for one in asked
        if one.weight and found.standing(one.id).state == "answered"
    ]


# Tools


def tools(found: Findings) -> Tools:
    """Group the suggested tools by what speaks most for each."""
    groups: dict[str, list[Suggested]] = {}
    for one in found.tools:
        groups.setdefault(one.because, []).append(_suggested(found, one.tool, one.rules))
    rows = tuple(_group(found, id, tuple(tools)) for id, tools in groups.items())
    total = len(found.tree.pack.tools)
    if not total:
        return Tools("This questionnaire lists no tools.", "", ())
    if not rows:
        return Tools("No tool is suggested, since nothing that they help with costs you points.", "", ())
    questions = sum(id in found.tree.asked for id in groups)
    behind = f"They stand behind {count(questions, 'question')}." if questions > 1 else ""
    many = len(found.tools)
    verb = "fits" if many == 1 else "fit"
    fitted = "what costs you points" if found.gains else "the rules that your answers set off"
    finding = f"{capital(count(many, 'tool'))} {verb} {fitted}. {behind}".strip()
    note = (
        f"{capital(in_words(many))} of the {total} that this questionnaire knows: first those for flows that matter to "
        "you and that were checked, then by the points they touch."
    )
    return Tools(finding, note, rows)


def _group(found: Findings, id: str, tools: tuple[Suggested, ...]) -> ToolGroup:
    rule = next((rule for rule in found.flags if rule.id == id), None)
    if rule is not None:
        return ToolGroup(rule.say, f"rule-{id}", "", tools)
    anchor = f"q-{id}" if id in found.tree.asked else ""
    return ToolGroup(named(found, id), anchor, found.gain(id), tools)


def _suggested(found: Findings, tool: Tool, speaking: tuple[str, ...]) -> Suggested:
    kinds = {
        rule.id: {"warning": "a warning", "advice": "a piece of advice", "strength": "a strength"}[rule.kind]
        for rule in found.flags
    }
    return Suggested(
        id=tool.id,
        name=link(tool.name, tool.url),
        publisher=tool.publisher or "",
        what=tool.what or "",
        use_when=tool.use_when or "",
        caution=tool.caution or "",
        unchecked=tool.verified != "seen",
        cost=tool.cost or "",
        language=languages(tool.languages),
        takes=tool.takes or "",
        named_by=tuple((f"rule-{id}", kinds[id]) for id in speaking),
    )


_LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "hr": "Croatian", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "mt": "Maltese", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def languages(codes: tuple[str, ...]) -> str:
    """Name up to four languages, or say how many there are."""
    if len(codes) > 4:
        return f"{len(codes)} languages"
    return ", ".join(_LANGUAGES.get(code, code) for code in codes)


# Peer cases


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
        legal = wording.label(form.question, legal)
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
        return f"{wording.title(found.tree, id)}: we judge it at {theirs}, yours is {shown(value.point)}"
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
        "; ".join(wording.label(field, one) for one in theirs)
        if isinstance(theirs, tuple)
        else wording.label(field, theirs)
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
