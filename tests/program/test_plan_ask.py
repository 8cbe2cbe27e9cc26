"""A plan filled in by `plan --ask`: as a person types, each thing saved before it is confirmed."""

import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from shipped import HANEUL
from silk_assess import cli
from silk_assess.commands.plan import asking, sitting
from silk_assess.files import atomic_file, plans
from silk_assess.files.yaml import reader

TODAY = "2026-11-26"
PLAN = """# ours
format: silk-plan/1
questionnaire: silk
version: 2.0.0
organisation: Haneul Works
steps:
- id: mod-proof  # the first
  from: counts
  to: change
  who: the board member
  until: 2026-09-30
- id: lea-peers
  to: visit
  until: 2027-12-31
- id: man-risks
  to: owners
  who: the chair
  until: 2027-03-31
  done: 2026-10-01
"""


class Stream(io.TextIOWrapper):
    """Lines as they come from a person at a terminal, or from a pipe."""

    def __init__(self, lines: str, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(lines.encode(errors="surrogateescape")), encoding="utf-8")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.fixture
def ask(tmp_path, monkeypatch, capsys):
    """Fill in a plan with some lines; give exit code and what was said."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(HANEUL, "co-op.yaml")
    Path("co-op.plan.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.setattr(sitting, "date", type("Day", (), {"today": staticmethod(lambda: Day())}))
    monkeypatch.setattr(sitting, "grown", kept)

    def run(*lines: str, is_terminal: bool = True, words: tuple[str, ...] = ()) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", Stream("".join(f"{one}\n" for one in lines), is_terminal))
        code = cli.run(["plan", "co-op.yaml", "--ask", *words])
        return code, " ".join(capsys.readouterr().err.split())

    return run


class Day:
    def isoformat(self):
        return TODAY


def kept(case, opened, refuses_slips=True):
    """Leave a plan as it is, so that only its own steps are asked about."""
    from silk_assess.commands.plan.command import Planned

    return Planned(opened.file, opened.plan, len(opened.plan.steps), 0)


def steps():
    return {one["id"]: one for one in reader.read(Path("co-op.plan.yaml").read_text(encoding="utf-8"), "plan")["steps"]}


def test_what_is_empty_is_asked_and_saved(ask):
    code, said = ask("", "2027-01-31", "the coordinator", "2026-11-20", "Report of the visit", "Minutes")
    assert code == 0
    assert "Two steps are open. One lacks a name, a date or both." in said
    assert "mod-proof. We record what changes for those we serve" in said
    assert "until 30 September 2026, late" in said
    assert "Saved: until 31 January 2027." in said
    assert "Saved: the coordinator." in said
    assert "Saved: done on 20 November 2026." in said
    found = steps()
    assert found["mod-proof"]["until"] == "2027-01-31"
    assert (found["lea-peers"]["who"], found["lea-peers"]["done"]) == ("the coordinator", "2026-11-20")
    assert (found["lea-peers"]["proof"], found["man-risks"]["proof"]) == ("Report of the visit", "Minutes")
    assert "co-op.plan.yaml: one name of one, one date of one." in said


def test_all_else_stays_and_the_plan_as_it_was_is_kept(ask):
    ask("", "2027-01-31")
    text = Path("co-op.plan.yaml").read_text(encoding="utf-8")
    assert text == PLAN.replace("2026-09-30", "2027-01-31")
    assert Path("co-op.plan.yaml.bak").read_text(encoding="utf-8") == PLAN


def test_enter_leaves_a_thing_as_it_is(ask):
    code, said = ask("", "", "", "", "")
    assert (code, Path("co-op.plan.yaml").read_text(encoding="utf-8")) == (0, PLAN)
    assert "Left empty." in said
    assert not Path("co-op.plan.yaml.bak").exists()


@pytest.mark.parametrize("word", ["q", "/q", "Q"])
def test_q_leaves_and_all_is_saved(ask, word):
    code, said = ask("", "2027-01-31", "Ana", word)
    assert (code, steps()["lea-peers"]["who"]) == (0, "Ana")
    assert "one name" not in said or "two names of two" in said


def test_a_day_before_the_answers_is_asked_again_and_enter_takes_what_was_meant(ask):
    _, said = ask("", "2026-03-31", "")
    assert "That is before your answers of 8 October 2026. Did you mean 2027-03-31?" in said
    assert steps()["mod-proof"]["until"] == "2027-03-31"


def test_of_two_days_before_the_answers_the_second_may_be_typed(ask):
    ask("", "2026-03-31", "2026-04-30", "2027-05-31")
    assert steps()["mod-proof"]["until"] == "2027-05-31"


@pytest.mark.parametrize("typed", ["31.3.2027", "soon", "2027-02-30"])
def test_what_is_no_day_is_asked_again(ask, typed):
    _, said = ask(typed, "2026-11-01", "")
    assert "That is not a date." in said
    assert steps()["mod-proof"]["done"] == "2026-11-01"


def test_nothing_is_done_after_today(ask):
    _, said = ask("2027-11-01", "", "")
    assert "That is after today, 26 November 2026." in said
    assert "done" not in steps()["mod-proof"]


def test_from_a_pipe_a_line_that_is_no_day_uses_up_its_question(ask):
    code, _ = ask("soon", "2027-01-31", "Ana", is_terminal=False)
    assert (code, steps()["mod-proof"]["until"], steps()["lea-peers"]["who"]) == (1, "2027-01-31", "Ana")
    code, _ = ask("", "soon", "", "", is_terminal=False)
    assert code == 1


def test_the_end_of_all_lines_leaves(ask):
    assert ask("", is_terminal=False)[0] == 0


def test_a_line_that_cannot_be_read_is_told(ask):
    assert ask("\udcff", "2027-11-01", is_terminal=False)[0] == 1
    Path("co-op.plan.yaml").write_text(PLAN, encoding="utf-8")
    assert ask("\udcff", "2026-11-01", "")[0] == 0
    assert steps()["mod-proof"]["done"] == "2026-11-01"


def test_nothing_to_read_is_a_wrong_command_line(ask, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert cli.run(["plan", "co-op.yaml", "--ask"]) == 2
    assert Path("co-op.plan.yaml").read_text(encoding="utf-8") == PLAN


def test_where_all_is_done_nothing_is_asked(ask):
    lines = PLAN.splitlines(keepends=True)
    head = "".join(lines[:6])
    Path("co-op.plan.yaml").write_text(head + "- {id: man-risks, done: 2026-10-01, proof: Minutes}\n", encoding="utf-8")
    code, said = ask("x")
    assert (code, "every step is done, with what proves it" in said, "all is done." in said) == (0, True, True)


def test_a_rule_is_asked_with_what_it_says(ask):
    Path("co-op.plan.yaml").write_text("".join(PLAN.splitlines(keepends=True)[:6]) + "- id: network-unused\n")
    _, said = ask("q")
    assert "network-unused. Join one working group" in said
    assert "what Advice: You take no part in the networks in which your field learns." in said


def test_where_it_cannot_be_saved_nothing_is_told_as_saved(ask, monkeypatch):
    def full(file, *_, **__):
        raise atomic_file.unwritable(file, OSError(28, os.strerror(28)))

    monkeypatch.setattr(atomic_file, "write", full)
    code, said = ask("", "2027-01-31")
    assert (code, "Not saved." in said, "Saved" in said) == (4, True, False)
    assert Path("co-op.plan.yaml").read_text(encoding="utf-8") == PLAN


def test_without_a_lock_that_is_said(ask, monkeypatch):
    monkeypatch.setattr("silk_assess.files.lock.FileLock", broken)
    assert "No lock can be made here" in ask("q")[1]


def broken(*_, **__):
    raise OSError(38, "no locks")


def test_a_signal_ends_the_sitting(ask, monkeypatch):
    from silk_assess.terminal.keyboard import Interrupted

    monkeypatch.setattr(asking.Console, "ask", interrupted(Interrupted))
    assert ask("x")[0] == 130


def interrupted(error):
    def ask(*_):
        raise error

    return ask


def test_a_plan_is_begun_where_there_is_none(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copy(HANEUL, "co-op.yaml")
    monkeypatch.setattr(sys, "stdin", Stream("the chair\n2027-03-31\n", True))
    assert cli.run(["plan", "co-op.yaml", "--ask"]) == 0
    first = plans.reads_as_plan(Path("co-op.plan.yaml")) and next(iter(steps().values()))
    assert (first["who"], first["until"]) == ("the chair", "2027-03-31")
    assert "Go on:" in capsys.readouterr().err


def test_late_days_that_were_meant_do_not_keep_from_filling_in(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copy(HANEUL, "co-op.yaml")
    text = PLAN.replace("  done: 2026-10-01\n", "")
    Path("co-op.plan.yaml").write_text(text, encoding="utf-8")
    assert cli.run(["plan", "co-op.yaml"]) == 1
    monkeypatch.setattr(sys, "stdin", Stream("\n2027-01-31\nq\n", True))
    assert cli.run(["plan", "co-op.yaml", "--ask"]) == 0
    assert steps()["mod-proof"]["until"] == "2027-01-31"
    assert capsys.readouterr()


def test_a_slip_behind_an_offer_takes_the_offer_back(ask):
    _, said = ask("", "2026-03-31", "soon", "")
    assert said.count("A new date, or Enter to keep 30 September 2026 >") == 2
    assert steps()["mod-proof"]["until"] == "2026-09-30"


def test_from_a_pipe_a_day_before_the_answers_is_told_and_not_kept(ask):
    code, said = ask("", "2026-03-31", "Ana", is_terminal=False)
    assert (code, "Did you mean 2027-03-31?" in said) == (1, True)
    assert (steps()["mod-proof"]["until"], steps()["lea-peers"]["who"]) == ("2026-09-30", "Ana")


def test_the_same_day_once_more_changes_nothing(ask):
    Path("co-op.yaml").write_text(
        Path("co-op.yaml").read_text(encoding="utf-8").replace("{date: 2026-10-08, ", "{"), encoding="utf-8"
    )
    ask("", "")
    assert Path("co-op.plan.yaml").read_text(encoding="utf-8") == PLAN
