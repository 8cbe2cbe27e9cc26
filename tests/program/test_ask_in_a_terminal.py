"""The interview at a terminal of its own: typed, left, interrupted, and gone on with.

Source: docs/architecture.md, The interview, Saving.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.answers.model import Answered
from silk_assess.files.answer_files import load_answers
from terminal_sessions import HANEUL, Terminal, asking, flat, haneul, lines_of, silk

pexpect = pytest.importorskip("pexpect")
if os.name != "posix":
    pytest.skip("needs POSIX", allow_module_level=True)
# A terminal is made with fork, which warns where the tests themselves run in several threads.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

BEGUN = """\
format: silk-answers/1
questionnaire: silk
version: 2.0.0
organisation: {name: Haneul Works, country: KR}
answers: {dir-reason: stated, dir-plan: unknown}
"""


# A person at a terminal


# Answers as they are typed


def asked_in(said: str, texts) -> str:
    """Find the question that was asked last."""
    text = flat(said)
    found = max(texts, key=text.rfind)
    assert found in text, f"no question was asked: {said}"
    return found


def answer_all(terminal: Terminal, lines: dict[str, list[str]], said: str, stop: str = "Enter finishes,") -> str:
    """Answer question after question until something is said, and give it."""
    left: list[str] = []
    for _ in range(400):
        if stop in flat(said):
            return said
        left = left or list(lines[asked_in(said, lines)])
        said = terminal.type(left.pop(0))
    raise AssertionError(f"{stop!r} was never said; last: {said}")


# A whole interview


@pytest.fixture(scope="module")
def journey(tmp_path_factory):
    """Answer all as Haneul Works, in two sittings, and keep what was said on the way."""
    folder, lines, said = tmp_path_factory.mktemp("journey"), lines_of(haneul(), silk()), {}
    terminal = asking(folder, "co-op.yaml")
    said["first"] = terminal.read()
    said["governance"] = answer_all(terminal, lines, said["first"], "Who may commit your organisation")
    said["back"] = terminal.type("b")
    said["back twice"] = terminal.type("b")
    said["kept"] = terminal.type("")
    said["overview"], said["part"] = terminal.type("o"), terminal.type("1")
    said["jump"] = terminal.type("28")
    said["by id"] = terminal.type("o", "dir-budget")
    said["note"], said["evidence"] = terminal.type("+ Ask the board"), terminal.type("e Budget 2026, page 2")
    said["onward"] = terminal.type("")
    said["skipped"] = terminal.type("s")
    said["left"] = terminal.end("q")
    terminal = asking(folder, "co-op.yaml")
    said["return"] = terminal.read()
    said["review"] = answer_all(terminal, lines, said["return"])
    said["names"] = terminal.type("")
    said["end"] = terminal.end("Board and two members")
    return folder, said


def test_the_first_screen_says_what_it_is_about(journey):
    assert flat(journey[1]["first"]).startswith(
        "Internationalisation readiness for the social and solidarity economy 100 questions in four parts, "
        "about 40 minutes."
    )
    assert journey[1]["first"].endswith("\nWhat is your organisation called?\n\nName, or /? for help > ")


def test_a_part_ends_with_where_one_stands(journey):
    said = flat(journey[1]["governance"])
    assert "Saved: don't know Part 1 of 4 is done: Management and leadership capabilities 55.2 of 100, " in said
    assert "Part 2 of 4: Governance Who decides, who is heard" in said


def test_going_back_twice_shows_the_answers_again_and_enter_keeps_one(journey):
    said = journey[1]
    assert "Part 1, question 32 of 32." in said["back"]
    assert "You said that you don't know. Enter keeps it." in said["back"]
    assert "Part 1, question 31 of 32." in said["back twice"]
    assert "Your answer is 3. Enter keeps it." in said["back twice"]
    assert said["kept"].startswith("\nKept: 3\n")
    assert "Part 2, question 1 of 20." in said["kept"]


def test_the_overview_leads_to_a_part_and_to_a_question(journey):
    said = journey[1]
    assert "\n  1  Management and leadership capabilities  32 of 32 done\n" in said["overview"]
    assert "\n  1  answered, evidence  Why do you work across borders, or want to?\n" in said["part"]
    assert "Part 1, question 28 of 32. Partnerships\n" in said["jump"]


def test_a_question_is_found_by_its_id(journey):
    assert "Part 1, question 3 of 32. Direction and commitment\n" in journey[1]["by id"]


def test_a_note_and_evidence_are_confirmed_in_their_words(journey):
    said = journey[1]
    assert "\nSaved with this question, as a note: Ask the board\n" in said["note"]
    assert "\nSaved with this question, as evidence: Budget 2026, page 2\n" in said["evidence"]
    assert "\nKept: 2\n" in said["onward"]


def test_a_skipped_question_stays_open(journey):
    said = journey[1]
    assert said["skipped"].startswith("s\nSkipped. It stays open; o shows what is open.\n")
    assert "Part 2, question 2 of 20." in said["skipped"]
    assert "Part 2, question 1 of 20." in said["return"]


def test_leaving_says_what_is_saved_and_how_to_go_on(journey):
    assert journey[1]["left"] == (
        0,
        "q\n"
        "\n"
        "Saved in co-op.yaml: 32 of 100 done, about 25 minutes left.\n"
        "Go on answering:      silk-assess ask co-op.yaml\n"
        "See the range so far: silk-assess score co-op.yaml\n",
    )


def test_coming_back_tells_what_was_found(journey):
    said = flat(journey[1]["return"])
    assert re.match(r"Welcome back, Haneul Works\. co-op\.yaml was saved on \d+ \w+ \d{4}, \d\d:\d\d\. ", said)
    assert "32 of 100 done: 29 answered, 2 don't know, 1 does not apply. About 25 minutes left. " in said


def test_the_end_says_what_to_look_at_again_and_gives_the_result(journey):
    code, said = journey[1]["end"]
    assert "\nAll 98 questions are done: 91 answered, 3 don't know and 4 do not apply.\n" in journey[1]["review"]
    assert said.startswith("Board and two members\nSaved: answered by Board and two members\n\nHaneul Works\n\n")
    assert code == 0
    assert said.endswith("Change an answer: silk-assess ask co-op.yaml\n")


def test_at_the_end_it_is_asked_who_answered(journey):
    assert flat(journey[1]["names"]) == (
        "For the report's first page: who answered? Names or a few words, such as: Board and two members. "
        "Enter leaves it out. Who answered, or Enter >"
    )


def test_the_file_holds_what_was_typed(journey):
    found = load_answers(journey[0] / "co-op.yaml", silk())
    assert found.answered == Answered(str(date.today()), "Board and two members")
    added = replace(haneul().answers["dir-budget"], note="Ask the board", evidence=("Budget 2026, page 2",))
    assert found.answers == {**haneul().answers, "dir-budget": added}
    assert (found.name, found.profile) == (haneul().name, haneul().profile)


def test_the_score_is_that_of_the_case(journey, monkeypatch, capsysbinary):
    monkeypatch.chdir(journey[0])
    assert [cli.run(["score", str(file), "--json"]) for file in ("co-op.yaml", HANEUL)] == [0, 0]
    ours, case = (json.loads(line) for line in capsysbinary.readouterr().out.splitlines())
    # One answer more names what proves it: heavier than most.
    assert (case.pop("evidence"), ours.pop("evidence")) == (0.088235, 0.1)
    assert (case.pop("answered"), ours.pop("answered")["by"]) == (None, "Board and two members")
    assert ours == case


def test_the_report_is_drawn_of_it(journey, monkeypatch, capsys):
    monkeypatch.chdir(journey[0])
    assert cli.run(["report", "co-op.yaml", "-o", "r.html"]) == 0
    assert "Haneul Works" in (journey[0] / "r.html").read_text(encoding="utf-8")


# Interrupted


@pytest.fixture
def begun(tmp_path):
    """A folder with a file of two answers."""
    (tmp_path / "co-op.yaml").write_text(BEGUN, encoding="utf-8")
    return tmp_path


CUT = (
    "\n\nSaved in co-op.yaml: 3 of 100 done, about 35 minutes left. The line you were\n"
    "typing is not in it.\n"
    "Go on answering:      silk-assess ask co-op.yaml\n"
    "See the range so far: silk-assess score co-op.yaml\n"
)


def answers_in(file: Path) -> list[str]:
    return list(load_answers(file, silk()).answers)


def test_control_c_keeps_what_was_confirmed(begun):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    terminal.type("2")
    terminal.child.send("3")
    terminal.child.expect("3")
    terminal.child.sendintr()
    code, said = terminal.end()
    assert (code, said.removeprefix("^C")) == (130, CUT)
    assert answers_in(begun / "co-op.yaml") == ["dir-reason", "dir-plan", "dir-budget"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda one: one.name)
def test_a_polite_kill_keeps_what_was_confirmed(begun, number):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    terminal.type("2")
    os.kill(terminal.child.pid, number)
    assert terminal.end() == (130, CUT)
    assert answers_in(begun / "co-op.yaml") == ["dir-reason", "dir-plan", "dir-budget"]


def test_a_terminal_that_is_closed_keeps_what_was_confirmed(begun):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    terminal.type("2")
    terminal.child.send("3")
    terminal.child.ptyproc.fileobj.close()
    assert terminal.child.ptyproc.wait() == 130
    terminal.child.closed = terminal.child.ptyproc.closed = True
    assert answers_in(begun / "co-op.yaml") == ["dir-reason", "dir-plan", "dir-budget"]
    assert sorted(one.name for one in begun.iterdir()) == ["co-op.yaml", "co-op.yaml.bak"]


def test_control_d_leaves_as_q_does(begun):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    terminal.type("2")
    terminal.child.sendeof()
    assert terminal.end() == (0, CUT.replace(" The line you were\ntyping is not in it.", ""))


def test_control_d_twice_within_a_line_does_not_take_the_line(begun):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    terminal.child.send("2")
    terminal.child.expect("2")
    terminal.child.sendeof()
    terminal.child.sendeof()
    assert terminal.end()[0] == 0
    assert answers_in(begun / "co-op.yaml") == ["dir-reason", "dir-plan"]


def test_control_z_and_fg_show_the_prompt_again(begun):
    shell = Terminal(begun, "/bin/sh", "-i", PS1="shell$ ", PS2="more ", ENV="", NO_COLOR="1")
    shell.child.expect(r"shell\$ $")
    shell.child.sendline(f"{sys.executable} -m silk_assess ask co-op.yaml")
    shell.read()
    shell.type("2")
    shell.child.sendcontrol("z")
    shell.child.expect(r"shell\$ $")
    shell.child.sendline("fg")
    assert shell.read().endswith("\n1 to 4, or ? for help > ")
    shell.type("1")
    shell.child.sendline("q")
    shell.child.expect(r"shell\$ $")
    shell.end("exit")
    assert answers_in(begun / "co-op.yaml") == ["dir-reason", "dir-plan", "dir-budget", "dir-choice"]


def test_a_program_that_was_stopped_shows_the_prompt_again(begun):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    os.kill(terminal.child.pid, signal.SIGSTOP)
    os.waitpid(terminal.child.pid, os.WUNTRACED)
    os.kill(terminal.child.pid, signal.SIGCONT)
    assert terminal.read() == "\n1 to 4, or ? for help > "
    terminal.type("2")
    assert terminal.end("q")[0] == 0
    assert answers_in(begun / "co-op.yaml") == ["dir-reason", "dir-plan", "dir-budget"]


# Two at once


def test_a_second_sitting_on_the_same_file_is_refused(begun):
    first = asking(begun, "co-op.yaml")
    first.read()
    code, said = asking(begun, "co-op.yaml").end()
    assert (code, re.sub(r"\d\d:\d\d", "16:02", said)) == (
        4,
        "\n"
        "co-op.yaml is being answered in another window on this computer, since 16:02.\n"
        "Two at once would overwrite each other.\n"
        "  Leave with q there, then try again,\n"
        "  or answer in a copy: cp co-op.yaml co-op-2.yaml\n",
    )
    assert first.end("q")[0] == 0
    again = asking(begun, "co-op.yaml")
    again.read()
    assert again.end("q")[0] == 0


# Trouble with the disk


@pytest.fixture
def lost(begun):
    """A sitting whose folder was removed, after an answer that could not be saved."""
    (begun / "stick").mkdir()
    (begun / "co-op.yaml").rename(begun / "stick" / "co-op.yaml")
    terminal = asking(begun, "stick/co-op.yaml")
    terminal.read()
    shutil.rmtree(begun / "stick")
    return terminal, terminal.type("2")


def test_an_answer_that_cannot_be_saved_is_kept_and_another_place_asked_for(lost):
    terminal, said = lost
    assert said == (
        "2\n"
        "\n"
        "Not saved. There is no folder stick here. Make it first, or name another place.\n"
        "All your answers are kept here while this window is open.\n"
        "Another place, or Enter to try again, or q > "
    )
    terminal.type("q")
    assert terminal.end("y")[0] == 4


def test_answers_go_to_the_other_place_from_then_on(lost, begun):
    terminal, _ = lost
    said = terminal.type("co-op-2.yaml")
    assert flat(said).startswith(
        "co-op-2.yaml Saved in co-op-2.yaml: 3 of 100 done, about 35 minutes left. Answers go there from now on."
    )
    terminal.type("1")
    code, said = terminal.end("q")
    assert (code, "Go on answering:      silk-assess ask co-op-2.yaml\n" in said) == (0, True)
    assert answers_in(begun / "co-op-2.yaml") == ["dir-reason", "dir-plan", "dir-budget", "dir-choice"]


def test_enter_tries_again_in_the_same_place(lost, begun):
    terminal, _ = lost
    assert "Not saved." in terminal.type("")
    (begun / "stick").mkdir()
    terminal.type("")
    assert terminal.end("q")[0] == 0
    assert answers_in(begun / "stick" / "co-op.yaml") == ["dir-reason", "dir-plan", "dir-budget"]


def test_leaving_without_an_answer_is_asked_once_more(lost):
    terminal, _ = lost
    assert terminal.type("q") == "q\nLeave without the answer to dir-budget? y or n > "
    assert "Not saved." in terminal.type("n")
    terminal.type("q")
    code, said = terminal.end("y")
    assert (code, said.startswith("y\n\nThe answer to dir-budget is not saved.")) == (4, True)


def test_control_c_without_a_place_to_save_says_what_is_lost(lost):
    terminal, _ = lost
    terminal.child.sendintr()
    code, said = terminal.end()
    assert (code, "The answer to dir-budget is not saved." in said) == (130, True)


# What was probably meant, names of countries, and a walk through what is there


def test_a_country_is_typed_by_its_name_and_a_suggestion_is_taken_by_enter(tmp_path):
    terminal = asking(tmp_path, "co-op.yaml")
    terminal.read()
    assert "Saved: KR, South Korea" in terminal.type("Haneul Works", "Corée du Sud")
    said = flat(terminal.type("1", "We weave", "2019.5"))
    assert said.startswith("2019.5 Whole numbers only. Did you mean 2020? Enter takes it. A number, 1500 to 2100")
    assert terminal.type("").startswith("\nSaved: 2020\n")
    terminal.end("q")


def test_a_finished_file_is_walked_through_with_enter(tmp_path):
    shutil.copy(HANEUL, tmp_path / "co-op.yaml")
    terminal = asking(tmp_path, "co-op.yaml", "--again", "--section", "mandate")
    assert "0 of 4 gone through" in terminal.read()
    assert "Kept: 2" in (said := terminal.type("", "3", ""))
    assert "3 of 4 gone through" in said
    assert "Enter finishes," in flat(terminal.type(""))
    assert "who answered?" in flat(terminal.type(""))
    assert terminal.end("")[0] == 0
    found = load_answers(tmp_path / "co-op.yaml", silk())
    assert found.answered == Answered(str(date.today()))
    assert {id for id, one in found.answers.items() if one != haneul().answers[id]} == {"man-skills"}
