"""What is sent to others: a report without notes, evidence or names, and nothing of who answered among many."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from silk_assess import cli

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
ANSWERS = """format: silk-answers/1
questionnaire: mini
version: 1.0.0
organisation: {name: Quay}
answered: {date: 2026-11-04, by: Rosa the treasurer}
answers:
  exchange: {value: "yes", note: a private note, evidence: a named paper}
"""
TEXTS = {"notes": "a private note", "evidence": "a named paper", "by": "Rosa the treasurer"}


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line in a folder with one answer file; give exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINI, tmp_path / "mini")
    Path("a.yaml").write_text(ANSWERS)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run([*words, "--pack", "mini"])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("without", ["notes", "evidence", "by", "notes,evidence", " by , notes ", "by,evidence,notes"])
def test_a_report_is_drawn_without_what_is_named(silk, without):
    assert silk("report", "--without", without, "-o", "r.md")[0] == 0
    text = Path("r.md").read_text()
    named = {word.strip() for word in without.split(",")}
    assert {part for part, said in TEXTS.items() if said not in text} == named


@pytest.mark.parametrize(
    ("without", "expected"),
    [("by", {"date": "2026-11-04"}), ("notes", {"date": "2026-11-04", "by": TEXTS["by"]})],
)
def test_a_result_too(silk, without, expected):
    assert silk("report", "--without", without, "-o", "r.json")[0] == 0
    assert json.loads(Path("r.json").read_text())["answered"] == expected


def test_without_a_date_nothing_is_left_of_who_answered(silk):
    Path("a.yaml").write_text(ANSWERS.replace("date: 2026-11-04, ", ""))
    assert silk("report", "--without", "by", "-o", "r.json")[0] == 0
    assert json.loads(Path("r.json").read_text())["answered"] is None


@pytest.mark.parametrize(
    ("without", "says"),
    [
        ("note", '--without "note" leaves nothing out. Did you mean "notes"?\n'),
        ("all", '--without "all" leaves nothing out. There are notes, evidence, by and who.\n'),
        ("notes,", "--without leaves out what stands behind it.\n  There are notes, evidence, by and who.\n"),
        (
            "evidense,note",
            '--without "evidense" leaves nothing out. Did you mean "evidence"?\n\n'
            '--without "note" leaves nothing out. Did you mean "notes"?\n',
        ),
    ],
)
def test_a_word_that_names_nothing_is_told_before_anything_is_read(silk, without, says):
    Path("a.yaml").unlink()
    assert silk("report", "a.yaml", "--without", without) == (2, "", says)


def test_who_answered_stands_in_no_portfolio_and_no_benchmark(silk):
    for number in range(24):
        Path(f"{number}.yaml").write_text(ANSWERS.replace("Quay", f"Quay {number}"))
    Path("a.yaml").unlink()
    assert silk("batch", ".", "-o", "out")[0] == 0
    assert {"portfolio.html", "portfolio.md", "benchmark.json"} <= {file.name for file in Path("out").iterdir()}
    for name in ("portfolio.html", "portfolio.md", "benchmark.json", "scores.csv"):
        text = Path("out", name).read_text()
        assert "Rosa" not in text
        assert "2026-11-04" not in text
