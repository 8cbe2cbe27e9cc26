"""`check` and `samples` for machines, from the command line: one document, whole or told to be cut short."""

import json
import shutil
from pathlib import Path

import junitparser
import pytest

from silk_assess import cli
from silk_assess.commands.check import command, run
from silk_assess.faults import Code
from silk_assess.faults.catalogue import CATALOGUE

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
FORMATS = ("json", "sarif", "junit", "github")


@pytest.fixture
def silk(tmp_path, monkeypatch, capfd):
    """Run a command line beside a copy of a small questionnaire; give exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINI, tmp_path / "mini")

    def run(*words):
        code = cli.run([str(word) for word in words])
        return code, *capfd.readouterr()

    return run


def test_each_place_is_one_finding(silk):
    code, out, err = silk("check", "mini", "--format", "json")
    found = json.loads(out)

    assert (code, err) == (0, "")
    assert (found["faults"], found["warnings"], found["allowed"], found["complete"]) == (0, 13, 0, True)
    assert [one["code"] for one in found["findings"]].count("no-guidance") == 7
    assert found["findings"][0] == {
        "code": "no-guidance",
        "severity": "warning",
        "file": "mini/people.yaml",
        "sheet": None,
        "line": 8,
        "column": 9,
        "end_column": 11,
        "path": ["dimensions", 0, "questions", 0],
        "what": '"language-skills" has no guidance',
        "remedy": "Say in guidance what to think of, or where to look.",
        "allowed": None,
    }


def test_what_is_allowed_stands_there_with_its_reason(silk):
    Path("mini/allow.yaml").write_text("no-step: Steps are written after the pilot.\n", encoding="utf-8")
    found = json.loads(silk("check", "mini", "--format", "json")[1])

    assert (found["warnings"], found["allowed"]) == (8, 5)
    assert {one["allowed"] for one in found["findings"] if one["code"] == "no-step"} == {
        "Steps are written after the pilot."
    }


@pytest.mark.parametrize("name", FORMATS)
def test_faults_end_with_1_in_every_format(silk, name):
    Path("mini/pack.yaml").write_text("format: silk-pack/1\ncolour: blue\n", encoding="utf-8")

    code, out, err = silk("check", "mini", "--format", name)
    assert (code, err) == (1, "")
    assert "colour" in out


@pytest.mark.parametrize("name", FORMATS)
def test_what_cannot_be_read_is_not_complete(silk, name):
    code, out, _ = silk("check", "mini", "nowhere.yaml", "--format", name)

    assert code == 4
    assert is_cut(name, out)
    assert "nowhere.yaml" in out


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("error", "ends"), [(RuntimeError("ours"), 3), (OSError(5, "broken"), 4), (MemoryError(), 4)])
def test_a_check_that_breaks_off_says_so_and_never_ends_with_0(silk, monkeypatch, name, error, ends):
    def broken(*given):
        yield from command.inspect([Path("mini")])
        raise error

    monkeypatch.setattr(run, "inspect", broken)
    code, out, err = silk("check", "mini", "--format", name)

    assert code == ends
    assert is_cut(name, out)
    assert "no-guidance" in out
    assert err


def is_cut(name, out):
    match name:
        case "json":
            return json.loads(out)["complete"] is False
        case "sarif":
            return json.loads(out)["runs"][0]["invocations"][0]["executionSuccessful"] is False
        case "junit":
            return junitparser.JUnitXml.fromstring(out.encode()).errors == 1
        case _:
            return out.splitlines()[-1].startswith("::error title=silk-assess::The check broke off")


def test_rule_texts_are_those_of_the_page_of_faults(silk):
    rules = json.loads(silk("check", "mini", "--format", "sarif")[1])["runs"][0]["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["no-guidance", "no-step", "weight-reason"]
    assert [rule["shortDescription"]["text"] for rule in rules] == [
        CATALOGUE[Code(rule["id"])].explains for rule in rules
    ]


def test_a_format_that_there_is_not(silk):
    assert silk("check", "mini", "--format", "xml") == (
        2,
        "",
        'There is no format "xml". There are text, json, sarif, junit and github.\n'
        "  For example:\n"
        "  silk-assess check mini --format json\n",
    )


def test_stale_samples(silk, tmp_path):
    shutil.copytree(HERE / "cases" / "puentes", tmp_path / "cases" / "puentes")
    Path("cases/puentes/report.md").write_text("old\n", encoding="utf-8")
    Path("cases/puentes/report.html").unlink()
    code, out, _ = silk("samples", "cases", "--check", "--format", "json")
    found = json.loads(out)

    assert code == 1
    assert [(one["code"], one["file"], one["line"]) for one in found["findings"]] == [
        ("stale", "cases/puentes/report.md", 1),
        ("stale", "cases/puentes/report.html", None),
    ]
    assert found["findings"][0]["remedy"].endswith("silk-assess samples cases")


def test_fresh_samples_and_none_at_all(silk, tmp_path):
    shutil.copytree(HERE / "cases" / "puentes", tmp_path / "cases" / "puentes")

    code, out, _ = silk("samples", "cases", "--check", "--format", "junit")
    suites = junitparser.JUnitXml.fromstring(out.encode())
    assert (code, suites.tests, suites.failures) == (0, 2, 0)

    code, out, _ = silk("samples", "nowhere", "--check", "--format", "json")
    assert (code, json.loads(out)["complete"]) == (4, False)
