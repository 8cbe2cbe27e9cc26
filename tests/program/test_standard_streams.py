"""Answers on standard input, and reports on standard output: as files, with the same bytes and the same faults."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")

HANEUL = Path(__file__).parent.parent / "cases" / "haneul-works" / "answers.yaml"
ANSWERS = HANEUL.read_bytes()
HEAD = b"format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\n"
IN = "standard input"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(HANEUL, "a.yaml")
    return tmp_path


def silk(*words: str, given: bytes = b"") -> tuple[int, bytes, str]:
    """Run a command line with these bytes on standard input; give exit code, stdout and stderr."""
    told = [sys.executable, "-m", "silk_assess", *words]
    done = subprocess.run(told, input=given, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


# The same as a file


@pytest.mark.parametrize(
    "words",
    [
        ("score", "-"),
        ("score", "-", "--json"),
        ("why", "-"),
        ("why", "-", "governance"),
        ("why", "-", "man-decides"),
        ("report", "-", "--format", "md"),
        ("report", "-", "-o", "-", "--format", "json"),
    ],
    ids=" ".join,
)
def test_answers_on_standard_input_give_what_a_file_gives(here, words):
    code, out, err = silk(*words, given=ANSWERS)
    of_file = ["a.yaml" if word == "-" and i == 1 else word for i, word in enumerate(words)]
    more = () if words[0] != "report" or "-o" in words else ("-o", "-")
    expected = silk(*of_file, *more)

    assert (code, err) == (0, "")
    assert expected[0] == 0
    named = out.decode().replace(IN, "a.yaml").replace(" -\n", " a.yaml\n").replace(" - ", " a.yaml ")
    assert named.split() == expected[1].decode().replace(" - ", " a.yaml ").split()


@pytest.mark.parametrize("format", ["html", "md", "json"])
def test_standard_output_gets_the_bytes_of_the_file(here, format):
    assert silk("report", "a.yaml", "-o", f"r.{format}")[0] == 0
    assert silk("report", "a.yaml", "-o", "-", "--format", format) == (0, (here / f"r.{format}").read_bytes(), "")


def test_a_report_of_standard_input_goes_to_standard_output_as_html(here):
    assert silk("report", "a.yaml", "-o", "r.html")[0] == 0
    assert silk("report", "-", given=ANSWERS) == (0, (here / "r.html").read_bytes(), "")
    assert sorted(one.name for one in here.iterdir()) == ["a.yaml", "r.html"]


def test_a_report_of_standard_input_is_written_where_a_file_is_named(here):
    assert silk("report", "-", "-o", "r.md", given=ANSWERS) == (0, b"", "Wrote r.md.\n")
    assert (here / "r.md").read_bytes().startswith(b"# Haneul Works\n")


def test_a_format_alone_is_the_ending_beside_the_file(here):
    assert silk("report", "a.yaml", "--format", "md") == (0, b"", "Wrote a.md.\n")


def test_standard_input_stands_among_files(here):
    code, out, err = silk("score", "-", "a.yaml", "gone.yaml", "-", given=ANSWERS)
    assert code == 4
    assert [line.split()[0] for line in out.decode().splitlines()] == ["file", "standard", "a.yaml", "standard"]
    assert err.endswith("3 of 4 files scored. gone.yaml cannot be read and was left out.\n")


def test_a_plan_that_is_named_is_told_of_standard_input(here):
    assert silk("plan", "a.yaml")[0] == 0
    code, out, _ = silk("report", "-", "--format", "md", "--plan", "a.plan.yaml", given=ANSWERS)
    assert (code, b"Plan" in out) == (0, True)


# Nothing comes, or nothing that can be read


@pytest.mark.parametrize("command", ["score", "report", "why"])
@pytest.mark.parametrize(
    ("given", "says"),
    [
        (b"", f"{IN}: fault: nothing came in [empty-file]\n"),
        (b"\n# nothing\n", f"{IN}: fault: this file holds nothing but comments [empty-file]\n"),
        (b"a" * 3_000_000, f"{IN}: fault: this file is larger than 2 MB [too-large]\n"),
        (b"\xff\xfea\0", f"{IN}: fault: this file is written in UTF-16"),
        (b"a\0b", f"{IN}:1:2: fault: this is no text file"),
        (b"a: [\n", f"{IN}:"),
        (b"- a\n", f"{IN}:1:1: fault: "),
        (HEAD.replace(b": silk\n", b": sulk\n"), f'{IN}:2:16: fault: there is no questionnaire "sulk" here\n'),
        (HEAD + b"answers: {man-decides: nobody, man-decides: board}\n", f"{IN}:4:"),
    ],
    ids=["nothing", "comments", "large", "utf-16", "binary", "broken", "list", "other", "twice"],
)
def test_what_cannot_be_taken_is_told_as_of_a_file(here, command, given, says):
    code, out, err = silk(command, "-", given=given)
    assert (code, out) == (1, b"")
    assert err.startswith(says)
    assert err.endswith(f"in {IN}.\n")


def test_what_never_ends_is_not_awaited(here):
    told = f'yes "a: b" | "{sys.executable}" -m silk_assess score -'
    done = subprocess.run(["sh", "-c", told], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "larger than 2 MB" in done.stderr) == (1, True)


def test_standard_input_that_is_closed_is_told(here):
    told = f'"{sys.executable}" -m silk_assess report - <&-'
    done = subprocess.run(["sh", "-c", told], capture_output=True, text=True, check=False)
    says = "Standard input is closed. Let answers come in there, or name a file.\n"
    assert (done.returncode, done.stdout, done.stderr) == (4, "", says)


@pytest.mark.parametrize("command", ["score", "report", "why"])
def test_a_terminal_is_not_waited_for(here, command):
    ours, theirs = os.openpty()
    told = [sys.executable, "-m", "silk_assess", command, "-"]
    done = subprocess.run(told, stdin=theirs, capture_output=True, text=True, timeout=60, check=False)
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Answers are read from standard input here, and nothing is sent there.")
    assert f"{command} - < co-op.yaml" in done.stderr


@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
def test_a_report_that_cannot_be_printed_is_told(here, where):
    if not os.path.exists("/dev/full"):
        pytest.skip("needs /dev/full")
    told = f'"{sys.executable}" -m silk_assess report a.yaml -o - {where}'
    done = subprocess.run(["sh", "-c", told], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.startswith("The result cannot be printed: ")) == (4, True)


def test_who_reads_the_first_lines_of_a_report_only_is_no_fault(here):
    told = f'"{sys.executable}" -m silk_assess report - -o - < a.yaml | head -1'
    done = subprocess.run(["sh", "-c", told], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("<!DOCTYPE html>\n", "")


# The command line


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("report", "a.yaml", "--format", "pdf"), '--format "pdf" is no form of a report.'),
        (("report", "a.yaml", "--format", "htm"), '--format "htm" is no form of a report. Did you mean "html"?'),
        (("report", "a.yaml", "--format", ""), '--format "" is no form of a report.'),
        (("report", "a.yaml", "-o", "r.html", "--format", "md"), "r.html ends in .html, and --format says md."),
        (("report", "a.yaml", "-o", "r.txt", "--format", "md"), "A report can be .html, .md or .json."),
        (("report", "-", "--format", "json", "--plan", "p.yaml"), "A result holds no plan;"),
        (("score", "-", "--if-done"), "--if-done tells the plan beside an answer file,"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_a_command_line_that_says_two_things_is_told(here, words, says):
    code, out, err = silk(*words, given=ANSWERS)
    assert (code, out) == (2, b"")
    assert err.startswith(says)
    assert [one.name for one in here.iterdir()] == ["a.yaml"]
