"""One organisation, two years, five voices, a plan and its comparison: told again, and held against what is there.

The story stands in tests/cases/story; with STORY=draw in the environment its pages are drawn anew.
"""

from __future__ import annotations

import io
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.answers.model import Common
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack

STORY = Path(__file__).parent.parent / "cases" / "story"
COMPARED = ("compare", "2025/co-op.yaml", "2026/co-op.yaml", "--plan", "2025/co-op.plan.yaml")
TOGETHER = ("together", "2026/co-op.yaml")
PAGES = {
    "2026/agenda.html": TOGETHER,
    "2026/agenda.md": TOGETHER,
    "comparison.html": COMPARED,
    "comparison.md": COMPARED,
}


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line on a copy of the story, with lines typed into it; give exit code, stdout and stderr."""
    copy = shutil.copytree(STORY, tmp_path / "story")
    monkeypatch.chdir(copy)

    def run(*words, typed=""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
        return cli.run(list(words)), *capsys.readouterr()

    return run


def words(text):
    return " ".join(text.split())


def answers(file):
    return load_answers(Path(file), load_pack(find_pack("silk")))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_what_is_drawn(silk, page):
    Path(page).unlink(missing_ok=True)
    assert silk(*PAGES[page], "-o", page)[0] == 0
    drawn = Path(page).read_bytes()
    if os.environ.get("STORY") == "draw":
        (STORY / page).write_bytes(drawn)
    assert drawn == (STORY / page).read_bytes()
    assert len(drawn) < 100_000


def test_the_evening_gives_the_common_file(silk):
    common = answers("2026/co-op.yaml")
    Path("2026/co-op.yaml").unlink()
    code, out, _ = silk(*TOGETHER, "--agree", typed=Path("2026/table.txt").read_text("utf-8"))
    assert code == 0
    assert "Level 2, Piloting" in out
    found = answers("2026/co-op.yaml")
    assert found.voices == Common(5, 9)
    assert replace(found, answered=None) == replace(common, answered=None)


def test_five_voices_lie_between_two_levels_and_agree_on_most(silk):
    out = words(silk(*TOGETHER)[1])
    assert "Common level: between level 1, Preparing, and level 2, Piloting." in out
    assert "You agree on 88 of 100 questions and differ on nine. Three were answered by fewer than five of you" in out
    assert "I still ask before each trip" not in out
    assert '"I still ask before each trip"' in words(silk(*TOGETHER, "--open")[1])


def test_what_is_common_lies_inside_what_they_said(silk):
    """Settled, the level is one of those that were possible, and the whole lies within its range."""
    assert "All together between 53.3 and 66.7." in words(silk(*TOGETHER)[1])
    out = words(silk("score", "2026/co-op.yaml")[1])
    assert "Level 2, Piloting. Firm" in out


def test_two_years_and_the_plan(silk):
    code, out, _ = silk(*COMPARED)
    assert code == 0
    assert "From level 1, Preparing, to level 2, Piloting." in words(out)
    assert silk("plan", "2025/co-op.yaml")[0] == 0


def test_voices_and_plans_are_no_organisations(silk):
    code, _, err = silk("batch", ".", "-o", "out")
    assert code == 0
    assert "Five files hold a voice of several and were left out" in words(err)
    assert "One file holds no answers and was left out: 2025/co-op.plan.yaml" in words(err)
