"""Tools that may help, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from silk_assess.questionnaire.model.catalogue import Tool
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.links import Link, link
from silk_assess.report.organisation.scores import named
from silk_assess.wording.numbers import capital, count, in_words


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
    fitted = "what costs you points" if found.gains else "the rules that your answers set off"
    finding = f"{capital(count(many, 'tool fits', 'tools fit'))} {fitted}. {behind}".strip()
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
