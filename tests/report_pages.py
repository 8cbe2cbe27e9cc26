"""Reports as a browser would take them, and a questionnaire whose every text is hostile."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from silk_assess.answers.reader import answers_of
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.files.yaml.reader import read
from silk_assess.questionnaire.compile import grow
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.report import render as report
from silk_assess.scoring.assess import assess

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("cases/*/answers.yaml"))
FOREIGN = sorted(HERE.glob("packs/*/answers*.yaml"))
HOSTILE = (
    "</title></style><script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7 * 191 }} {% raw %} "
    "](javascript:alert(3)) **bold** `code` | cell &lt;b&gt; <!-- http://evil.example www.evil.example a@evil.example "
    "\u202egnp.exe \u200b # head ~~gone~~ $x$ :smile: \\ <b>x</b>"
)


class Page(HTMLParser):
    """Collects what a browser would make of a report."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def drawn(answers: Path, output: str) -> str:
    folder = answers.parent if answers.parent.parent.name == "packs" else find_pack("silk")
    tree = load_pack(folder)
    return report.draw(assess(tree, load_answers(answers, tree)), output)


def hostile_tree(text=HOSTILE):
    """The shipped questionnaire with a hostile text in every field that is free text."""
    folder = find_pack("silk")
    raw = {path.stem: read(path.read_text(encoding="utf-8"), path.name, 200_000) for path in folder.glob("*.yaml")}
    free = {
        "title", "text", "about", "intro", "label", "guidance", "evidence", "step", "weight_reason", "not_applicable",
        "because", "say", "advise", "name", "publisher", "what", "use_when", "caution", "source", "lesson", "challenge",
        "what_they_did", "unit", "note", "licence", "scope", "basis", "tested", "term", "meaning", "sector", "cost",
        "legal_form", "unprotected", "model", "year", "seen_on", "value_text", "governance_note",
    }  # fmt: skip

    def spoilt(value, key=""):
        if key in ("requires", "features", "below", "when"):
            return value
        if isinstance(value, dict):
            return {one: spoilt(inner, one) for one, inner in value.items()}
        if isinstance(value, list):
            return [text if key in ("languages", "countries") else spoilt(inner, key) for inner in value]
        if key == "url":
            return "javascript:alert(4)//http://evil.example"
        return text if key in free else value

    sections = raw["pack"]["sections"]
    parts = {
        "head": spoilt(raw["pack"]),
        "sections": [spoilt(raw[name]) for name in sections],
        **{name: spoilt(raw[name]) for name in ("rules", "tools", "cases", "glossary")},
        "fingerprint": "sha256:0",
    }
    return grow(shaped(Pack, parts))


def hostile_answers(tree, text=HOSTILE):
    given = (HERE / "cases" / "puentes" / "answers.yaml").read_text(encoding="utf-8")
    raw = read(given, "a.yaml")
    raw["organisation"]["name"] = text
    raw["organisation"]["sector"] = text
    for id, answer in raw["answers"].items():
        if isinstance(answer, dict) and "not_applicable" in answer:
            answer |= {"not_applicable": text, "note": text}
        elif isinstance(answer, dict):
            answer |= {"note": text, "evidence": [text, "- " + text]}
        elif answer not in ("na",):
            raw["answers"][id] = {"value": answer, "note": "1. " + text, "evidence": "# " + text}
    answers, faults = answers_of(raw, tree, "a.yaml")
    assert not faults
    return answers
