"""The parts of files that docs/format.md shows, each put into a small whole questionnaire and read."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from silk_assess import cli
from silk_assess.commands.report.command import drawn
from silk_assess.exact import UNIT
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess
from site_pages import ROOT, blocks

PAGE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
MINI = ROOT / "tests" / "packs" / "mini"


def part(begins: str) -> str:
    """Give the one block that is a part of a file and begins so."""
    (found,) = (one.text for one in blocks(PAGE) if one.text.startswith(begins) and one.remark("held by"))
    return found


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "mini"
    shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns("answers.yaml", "expected.json"))

    def put(file: str, text: str, before: str = "") -> Tree:
        """Put a part into a file, in the place of what is matched there, else at its end; read the whole."""
        old = (folder / file).read_text(encoding="utf-8")
        new = re.sub(before, lambda _: text, old, count=1, flags=re.MULTILINE) if before else old + text
        assert new != old
        (folder / file).write_text(new, encoding="utf-8")
        return load_pack(folder)

    return put


def test_the_profile_gives_the_line_that_is_said(pack, tmp_path):
    options = "[{id: cooperative, label: Cooperative}, {id: mutual, label: Mutual}]"
    tree = pack("pack.yaml", part("profile:").replace("[...]", options))
    answers = tmp_path / "a.yaml"
    given = "{name: Coop, legal-form: cooperative, country: KR, founded: 2019, countries: 1}"
    head = "format: silk-answers/1\nquestionnaire: mini\nversion: 1.0.0\n"
    answers.write_text(f"{head}organisation: {given}\nanswers: {{exchange: yes}}\n", encoding="utf-8")

    page = drawn(assess(tree, load_answers(answers, tree)), ".md").decode()

    (said,) = re.findall(r'This gives "(.+?)"', PAGE)
    assert said == "Cooperative in South Korea, founded in 2019, ties with one other country."
    assert said in page.replace("\n", " ")


def test_the_gate_is_one(pack):
    gates = re.sub("(?m)^(?=.)", "    ", part("gates:"))
    tree = pack("people.yaml", gates, before=r"^    gates: .*\n")
    (gate,) = tree.node["learning"].source.gates
    assert (gate.cap, dict(gate.below).keys()) == (40 * UNIT, {"mission-lock"})


def test_the_bands_are_those_of_a_section_of_risks(pack):
    tree = pack("drift.yaml", part("kind: risks"), before=r"^kind: risks\n")
    assert [band.label for band in tree.node["drift"].source.bands] == ["In danger", "Well guarded"]


def test_what_is_allowed_is_told_with_its_reason(tmp_path, monkeypatch, capsys):
    shutil.copytree(MINI, tmp_path / "mini")
    (tmp_path / "mini" / "allow.yaml").write_text(part("no-step:"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert cli.run(["check", "mini"]) == 0

    assert "Allowed by allow.yaml: no-step in 5 places. Steps are written after the pilot." in capsys.readouterr().out


def test_the_finding_is_one_that_check_writes(monkeypatch, capsys):
    shown = json.loads(part('{"format": "silk-findings/1"'))
    monkeypatch.chdir(MINI.parent)

    cli.run(["check", "mini", "--format", "json"])

    written = json.loads(capsys.readouterr().out)
    assert shown["findings"][0] in written["findings"]
    assert shown.keys() == written.keys()


def test_the_trace_shows_parts_of_one_that_is_written(capsys):
    shown = part('{"format": "silk-trace/1"')
    cli.run(["why", str(MINI / "answers.yaml"), "--json", "--pack", str(MINI)])
    written = json.loads(capsys.readouterr().out)
    for key, id in (("questions", "share-abroad"), ("nodes", "learning"), ("levels", "mover")):
        begins = shown.index('{"id": "' + id)
        one, _ = json.JSONDecoder().raw_decode(shown, begins)
        assert one == next(entry for entry in written[key] if entry["id"] == id)
