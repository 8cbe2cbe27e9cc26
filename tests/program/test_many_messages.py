"""A terminal gets as many messages as a person can take in, a pipe all of them."""

from __future__ import annotations

import os
import shlex
import sys

import pytest

from silk_assess import cli
from silk_assess.commands.check_all import check_all
from silk_assess.faults import Code, Fault, Place

PROGRAM = "from silk_assess.cli import main; main()"
HEAD = "format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\nanswers:\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Two answer files with 60 faults each, and one with 50."""
    monkeypatch.chdir(tmp_path)
    for name, size in (("a.yaml", 60), ("b.yaml", 60), ("fifty.yaml", 50)):
        (tmp_path / name).write_text(HEAD + "".join(f"  no-such-{i}: yes\n" for i in range(size)), encoding="utf-8")
    return tmp_path


def on_a_terminal(here, *words: str) -> str:
    pexpect = pytest.importorskip("pexpect")
    environment = {**os.environ, "NO_COLOR": "1"}
    more = {"cwd": str(here), "env": environment, "encoding": "utf-8", "timeout": 120, "dimensions": (24, 80)}
    child = pexpect.spawn(sys.executable, ["-c", PROGRAM, *words], **more)
    child.expect(pexpect.EOF)
    return child.before.replace("\r\n", "\n")


SAID = [
    (("check", "a.yaml"), 50, "and 10 more: silk-assess check a.yaml --all"),
    (("check", "a.yaml", "b.yaml"), 50, "and 70 more: silk-assess check a.yaml b.yaml --all"),
    (("check", "--all", "a.yaml", "b.yaml"), 120, None),
    (("check", "fifty.yaml"), 50, None),
    (("score", "a.yaml"), 50, "and 10 more: silk-assess check a.yaml --all"),
    (
        ("score", "fifty.yaml", "b.yaml", "--pack", "silk"),
        50,
        "and 60 more: silk-assess check b.yaml --all --pack silk",
    ),
    (("report", "a.yaml", "--pack=silk"), 50, "and 10 more: silk-assess check a.yaml --all --pack silk"),
]


@pytest.mark.parametrize(("words", "times", "more"), SAID, ids=[shlex.join(words) for words, _, _ in SAID])
def test_a_terminal_gets_fifty_messages_and_how_to_get_all(here, words, times, more):
    said = on_a_terminal(here, *words)
    assert said.count(": fault: ") == times
    assert [line for line in said.splitlines() if line.startswith("and ")] == ([more] if more else [])


@pytest.mark.parametrize("words", [("check", "a.yaml", "b.yaml"), ("score", "a.yaml", "b.yaml")])
def test_a_pipe_gets_all_messages(here, capsys, words):
    assert cli.run(words) == 1
    out, err = capsys.readouterr()
    assert (out + err).count(": fault: ") == 120
    assert " more: " not in out + err


def test_of_a_questionnaire_the_folder_is_checked(here):
    (here / "ours").mkdir()
    (here / "ours" / "pack.yaml").touch()
    faults = [Fault((name,), "", "", Code.OPTION, where=Place(name)) for name in ("ours/crew.yaml", "ours/pack.yaml")]
    assert check_all(faults) == ("check", "ours", "--all")
