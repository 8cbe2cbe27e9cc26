"""Answers that do not go together: where they are named, and that nothing else comes of it."""

import json

import pytest

from silk_assess import cli
from silk_assess.advice.findings import findings
from silk_assess.commands.ask import review
from silk_assess.interview import route
from silk_assess.scoring.assess import assess
from silk_assess.terminal.layout import plain
from small_packs import answers, five, section, tree_of, yes_no

SAY = "No partner yet, and you answered for one."
RULES = """\
- {id: no-visits, kind: warning, when: {visits: "no"}, say: Nobody visits., advise: Go.}
- id: partner-or-none
  kind: look-again
  when: {partner: "no", visits: {answered: true}}
  say: No partner yet, and you answered for one.
  advise: Say that it does not apply.
  tools: [guide]
- {id: later, kind: look-again, when: {country: KR, partner: "no"}, say: A second one.}
"""
PACK = """\
format: silk-pack/1
id: small
version: 1.0.0
language: en
title: Small
profile: [{id: country, type: country, text: Where?}]
sections: [part]
"""
PART = """\
id: part
title: Part
kind: score
questions:
  - {id: partner, type: yes-no, text: Do you have a partner?}
  - {id: visits, type: yes-no, text: Do you visit them?}
"""
HEAD = "format: silk-answers/1\nquestionnaire: small\nversion: 1.0.0\n"


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line on answers to a small questionnaire; give exit code and stdout."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pack"
    folder.mkdir()
    tools = "- {id: guide, name: A guide, helps: [partner-or-none]}\n"
    for name, text in (("pack", PACK), ("part", PART), ("rules", RULES), ("tools", tools)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    def run(given: str, command: str, *words: str) -> tuple[int, str]:
        (tmp_path / "a.yaml").write_text(HEAD + given, encoding="utf-8")
        code = cli.run([command, "a.yaml", "--pack", "pack", *words])
        return code, capsys.readouterr().out

    return run


TOGETHER = "answers: {partner: no, visits: yes}\n"
BOTH = "organisation: {country: KR}\nanswers: {partner: no, visits: no}\n"


def test_they_stand_in_no_flags_and_bring_no_tools(silk):
    code, out = silk(BOTH, "score", "--json")

    found = json.loads(out)
    assert code == 0
    assert (found["flags"], found["look_again"]) == (["no-visits"], ["partner-or-none", "later"])
    assert found["tools"] == []


def test_open_answers_set_off_nothing(silk):
    assert json.loads(silk("answers: {partner: no}\n", "score", "--json")[1])["look_again"] == []


def test_check_names_them_as_a_note_beside_the_first_of_the_answers(silk):
    code, out = silk(TOGETHER, "check")

    assert code == 0
    assert f"a.yaml:4:11: note: {SAY}" in out
    assert "Look at these again: partner and visits. They count as they are." in out
    assert "a.yaml: no faults, 1 note." in out


def test_the_screen_of_scores_says_it_in_one_line(silk):
    assert f"\nLook again: {SAY}\n" in silk(TOGETHER, "score")[1]
    assert f"\nLook again: {SAY} And 1 more, in the report.\n" in silk(BOTH, "score")[1]
    assert "Look again" not in silk("answers: {partner: yes, visits: yes}\n", "score")[1]


@pytest.mark.parametrize("output", ["html", "md"])
def test_the_report_names_them_with_their_answers(silk, tmp_path, output):
    silk(BOTH, "report", "-o", f"a.{output}")
    page = (tmp_path / f"a.{output}").read_text(encoding="utf-8")

    _, told = page.split("Answers that do not go together")
    assert SAY in told
    assert "Say that it does not apply." in told
    assert "A second one." in told

    silk("answers: {partner: yes, visits: yes}\n", "report", "-o", f"b.{output}")
    assert "go together" not in (tmp_path / f"b.{output}").read_text(encoding="utf-8")


def test_why_tells_a_rule_of_that_kind(silk):
    out = silk(TOGETHER, "why", "partner-or-none")[1]

    assert f"Look again: {SAY}" in out
    assert "It stands out by your answers." in out


def test_the_review_names_all_of_them():
    kind = {"kind": "look-again", "when": {"q": "p0", "r": "yes"}}
    rules = [{"id": f"rule-{i}", "say": f"Not these, {i}.", **kind} for i in range(4)]
    tree = tree_of(section("part", five("q"), yes_no("r")), rules=rules)
    position = route.begin(tree, answers(tree, {"q": "p0", "r": "yes"})).position

    said = [plain(line) for line in review.review(position, assess(tree, position.answers), 80)]

    start = said.index("Answers that do not go together")
    assert said[start + 1 : start + 5] == [f"  Not these, {i}. (q and r)" for i in range(4)]


def test_what_is_read_of_a_flow_or_a_node_needs_no_question_of_its_own():
    rule = {"id": "low", "kind": "look-again", "when": {"part": {"below": 50}}, "say": "Low."}
    tree = tree_of(section("part", five("q")), rules=[rule])
    position = route.begin(tree, answers(tree, {"q": "p0"})).position

    said = [plain(line) for line in review.review(position, assess(tree, position.answers), 80)]

    assert "  Low." in said
    assert [one.id for one in findings(assess(tree, position.answers)).look_again] == ["low"]
