"""Standard streams that are closed or take nothing: documented exit codes, and nothing said that is not so.

Source: docs/architecture.md, Exit codes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from silk_assess import cli

pytestmark = pytest.mark.skipif(os.name != "posix" or not os.path.exists("/dev/full"), reason="needs /dev/full")

HANEUL = Path(__file__).parent.parent / "cases" / "haneul-works" / "answers.yaml"
CLOSED = "The result cannot be printed: standard output is closed.\n"
FULL = "The result cannot be printed: No space left on device.\n"
ELSEWHERE = "  Let it go elsewhere, and run the command again.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(HANEUL, "a.yaml")
    Path("faulty.yaml").write_text("nothing: of ours\n", encoding="utf-8")
    return tmp_path


def silk(line: str) -> tuple[int, str, str]:
    """Run a command line with its redirections; give exit code, stdout and stderr."""
    told = f'"{sys.executable}" -m silk_assess {line}'
    done = subprocess.run(["sh", "-c", told], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    return done.returncode, done.stdout, done.stderr


def names(here: Path) -> list[str]:
    return sorted(one.name for one in here.iterdir())


# Results


@pytest.mark.parametrize("words", ["", "--version", "--help", "score a.yaml --json", "check a.yaml"])
@pytest.mark.parametrize(("stream", "says"), [(">&-", CLOSED), (">/dev/full", FULL)])
def test_a_result_that_cannot_be_printed_is_told(here, words, stream, says):
    assert silk(f"{words} {stream}") == (4, "", says + ELSEWHERE)
    assert names(here) == ["a.yaml", "faulty.yaml"]


@pytest.mark.parametrize(
    ("words", "done", "written"),
    [
        ("demo", "silk-demo/ is written all the same.", "silk-demo/report.html"),
        ("batch a.yaml -o out", "out/ is written all the same.", "out/scores.csv"),
    ],
)
def test_what_was_written_all_the_same_is_told(here, words, done, written):
    assert silk(f"{words} >&-") == (4, "", f"{CLOSED}  {done}\n")
    assert (here / written).stat().st_size > 0


def test_an_interview_says_where_its_answers_are(here):
    code, out, err = silk("ask a.yaml >&- << E\nq\nE")
    assert (code, out) == (4, "")
    assert err.endswith(f"{CLOSED}  Your answers are saved in a.yaml all the same.\n")


def test_who_reads_the_first_lines_only_is_no_fault(here):
    assert silk("score a.yaml | head -0") == (0, "", "")


# Messages


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("score a.yaml 2>&-", 0),
        ("report a.yaml -o b.html 2>/dev/full", 0),
        ("score a.yaml faulty.yaml 2>/dev/full", 1),
        ("batch a.yaml faulty.yaml -o out --workers 2 2>&-", 1),
        ("scroe a.yaml 2>&- <&-", 2),
        ("scroe a.yaml 2>/dev/full", 2),
        ("score nowhere.yaml 2>&-", 4),
        ("score a.yaml --pack nowhere 2>/dev/full", 4),
    ],
)
def test_the_exit_code_does_not_depend_on_who_reads_the_messages(here, line, code):
    assert silk(line)[0] == code
    assert "silk-assess-bug.txt" not in names(here)


def test_no_file_gets_the_number_of_a_closed_stream(here):
    """Else what the system writes to standard error would stand in the middle of somebody's report."""
    assert silk("report a.yaml -o b.html 2>&- >&- <&-")[0] == 0
    assert silk("report a.yaml -o c.html")[0] == 0
    assert (here / "b.html").read_bytes() == (here / "c.html").read_bytes()


# What is said


def test_our_own_fault_says_nothing_of_files(here, monkeypatch, capsys):
    monkeypatch.setattr("silk_assess.commands.demo.screen.demonstrated", lambda *_: 1 / 0)
    assert cli.run(["demo"]) == 3
    assert "changed" not in capsys.readouterr().err
    assert (here / "silk-demo" / "report.html").exists()


def test_too_little_memory_is_no_fault_of_ours(here, monkeypatch, capsys):
    def assess(*_):
        raise MemoryError

    monkeypatch.setattr("silk_assess.commands.assessed.assess", assess)
    assert cli.run(["score", "a.yaml"]) == 4
    assert capsys.readouterr().err == (
        "There is not enough memory for this.\n  Give the program more, or less to do at once.\n"
    )


# What is named


@pytest.mark.parametrize("named", [".", "/", ""])
@pytest.mark.parametrize("command", ["report", "score", "why", "ask"])
def test_a_folder_named_as_an_answer_file_is_told(here, capsys, command, named):
    assert cli.run([command, named]) == 4
    out, err = capsys.readouterr()
    assert (out, " is a folder, and " in err) == ("", True)
    assert names(here) == ["a.yaml", "faulty.yaml"]
