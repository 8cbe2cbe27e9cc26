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

from shipped import (
    BEGUN,
    FIRST,
    FOURTH,
    HANEUL,
    SECOND,
    THIRD,
    counted,
    haneul,
    in_part,
    part,
    place,
    prompt_of,
    silk,
    so_many,
    text_of,
)
from silk_assess import cli
from silk_assess.answers.model import Answered
from silk_assess.files.answer_files import load_answers
from terminal_sessions import Terminal, asking, flat, lines_of, typed

pexpect = pytest.importorskip("pexpect")
if os.name != "posix":
    pytest.skip("needs POSIX", allow_module_level=True)
# A terminal is made with fork, which warns where the tests themselves run in several threads.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

ALL = len(silk().questions)
PARTS = len(silk().pack.sections)
# The part that the journey ends for the first time, its last two questions, and the first one of the next part.
ENDED, TITLE = part("mon-currency")
*_, LAST_BUT_ONE, LAST = in_part(ENDED)
NEXT, THEN, *_ = in_part(ENDED + 1)
# What the organisation of the journey has answered up to there, and what it is asked in all.
SO_FAR = [one.id for one in silk().questions if part(one.id)[0] <= ENDED and one.id in haneul().answers]
ASKED = len(haneul().answers)


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
    said["governance"] = answer_all(terminal, lines, said["first"], text_of(NEXT))
    said["back"] = terminal.type("b")
    said["back twice"] = terminal.type("b")
    said["kept"] = terminal.type("")
    said["overview"], said["part"] = terminal.type("o"), terminal.type(str(ENDED))
    said["jump"] = terminal.type(str(in_part(ENDED).index("par-reciprocity") + 1))
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


def typed_of(id: str) -> list[str]:
    """Give the lines by which the organisation of the journey answers a question."""
    return typed(silk().asked[id].question, haneul().answers[id])


def test_the_first_screen_says_what_it_is_about(journey):
    assert flat(journey[1]["first"]).startswith(
        f"Internationalisation readiness for the social and solidarity economy {ALL} questions in four parts, "
        "about 40 minutes."
    )
    assert journey[1]["first"].endswith("\nWhat is your organisation called?\n\nName, or /? for help > ")


def test_a_part_ends_with_where_one_stands(journey):
    said = flat(journey[1]["governance"])
    assert f"Saved: don't know Part {ENDED} of {PARTS} is done: {TITLE} 55.1 of 100, " in said
    assert f" Part {ENDED + 1} of {PARTS}: Governance Who decides, who is heard" in said


def test_going_back_twice_shows_the_answers_again_and_enter_keeps_one(journey):
    said, [number] = journey[1], typed_of(LAST_BUT_ONE)
    assert f"{place(LAST)}\n" in said["back"]
    assert "You said that you don't know. Enter keeps it." in said["back"]
    assert f"{place(LAST_BUT_ONE)}\n" in said["back twice"]
    assert f"Your answer is {number}. Enter keeps it." in said["back twice"]
    assert said["kept"].startswith(f"\nKept: {number}\n")
    assert f"{place(NEXT)}\n" in said["kept"]


def test_the_overview_leads_to_a_part_and_to_a_question(journey):
    said = journey[1]
    many = len(in_part(ENDED))
    assert f"\n  {ENDED}  {TITLE}  {many} of {many} done\n" in said["overview"]
    assert f" 1 answered, evidence {text_of(in_part(ENDED)[0])} " in flat(said["part"])
    assert f"\n{place('par-reciprocity')}\n" in said["jump"]


def test_a_question_is_found_by_its_id(journey):
    assert f"\n{place('dir-budget')}\n" in journey[1]["by id"]


def test_a_note_and_evidence_are_confirmed_in_their_words(journey):
    said = journey[1]
    assert "\nSaved with this question, as a note: Ask the board\n" in said["note"]
    assert "\nSaved with this question, as evidence: Budget 2026, page 2\n" in said["evidence"]
    assert f"\nKept: {typed_of('dir-budget')[0]}\n" in said["onward"]


def test_a_skipped_question_stays_open(journey):
    said = journey[1]
    assert said["skipped"].startswith("s\nSkipped. It stays open; o shows what is open.\n")
    assert f"{place(THEN)}\n" in said["skipped"]
    assert f"{place(NEXT)}\n" in said["return"]


def test_leaving_says_what_is_saved_and_how_to_go_on(journey):
    assert journey[1]["left"] == (
        0,
        "q\n"
        "\n"
        f"Saved in co-op.yaml: {len(SO_FAR)} of {ASKED} done, about 20 minutes left.\n"
        "Go on answering:      silk-assess ask co-op.yaml\n"
        "See the range so far: silk-assess score co-op.yaml\n",
    )


def test_coming_back_tells_what_was_found(journey):
    said = flat(journey[1]["return"])
    assert re.match(r"Welcome back, Haneul Works\. co-op\.yaml was saved on \d+ \w+ \d{4}, \d\d:\d\d\. ", said)
    values, unknown, left_out = counted(haneul(), *SO_FAR)
    kinds = f"{values} answered, {unknown} don't know, {left_out} does not apply"
    assert f"{len(SO_FAR)} of {ASKED} done: {kinds}. About 20 minutes left. " in said


def test_the_end_says_what_to_look_at_again_and_gives_the_result(journey):
    code, said = journey[1]["end"]
    values, unknown, left_out = counted(haneul())
    kinds = f"{values} answered, {unknown} don't know and {left_out} do not apply"
    assert f"\nAll {ASKED} questions are done: {kinds}.\n" in journey[1]["review"]
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
    # One answer more names what proves it: of the answers' weight, which is 87, no longer 7.5 but 8.5.
    assert (case.pop("evidence"), ours.pop("evidence")) == (0.086207, 0.097701)
    assert [one.pop("answered")["by"] for one in (ours, case)] == ["Board and two members", haneul().answered.by]
    assert [one.pop("source")["file"] for one in (ours, case)] == ["co-op.yaml", str(HANEUL)]
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
    f"\n\nSaved in co-op.yaml: {so_many(3)}. The line you were\n"
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
    assert answers_in(begun / "co-op.yaml") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda one: one.name)
def test_a_polite_kill_keeps_what_was_confirmed(begun, number):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    terminal.type("2")
    os.kill(terminal.child.pid, number)
    assert terminal.end() == (130, CUT)
    assert answers_in(begun / "co-op.yaml") == [FIRST, SECOND, THIRD]


def test_a_terminal_that_is_closed_keeps_what_was_confirmed(begun):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    terminal.type("2")
    terminal.child.send("3")
    terminal.child.ptyproc.fileobj.close()
    assert terminal.child.ptyproc.wait() == 130
    terminal.child.closed = terminal.child.ptyproc.closed = True
    assert answers_in(begun / "co-op.yaml") == [FIRST, SECOND, THIRD]
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
    assert answers_in(begun / "co-op.yaml") == [FIRST, SECOND]


def test_control_z_and_fg_show_the_prompt_again(begun):
    shell = Terminal(begun, "/bin/sh", "-i", PS1="shell$ ", PS2="more ", ENV="", NO_COLOR="1")
    shell.child.expect(r"shell\$ $")
    shell.child.sendline(f"{sys.executable} -m silk_assess ask co-op.yaml")
    shell.read()
    shell.type("2")
    shell.child.sendcontrol("z")
    shell.child.expect(r"shell\$ $")
    shell.child.sendline("fg")
    assert shell.read().endswith(f"\n{prompt_of(FOURTH)}")
    shell.type("1")
    shell.child.sendline("q")
    shell.child.expect(r"shell\$ $")
    shell.end("exit")
    assert answers_in(begun / "co-op.yaml") == [FIRST, SECOND, THIRD, FOURTH]


def test_a_program_that_was_stopped_shows_the_prompt_again(begun):
    terminal = asking(begun, "co-op.yaml")
    terminal.read()
    os.kill(terminal.child.pid, signal.SIGSTOP)
    os.waitpid(terminal.child.pid, os.WUNTRACED)
    os.kill(terminal.child.pid, signal.SIGCONT)
    assert terminal.read() == f"\n{prompt_of(THIRD)}"
    terminal.type("2")
    assert terminal.end("q")[0] == 0
    assert answers_in(begun / "co-op.yaml") == [FIRST, SECOND, THIRD]


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
    assert flat(said).startswith(f"co-op-2.yaml Saved in co-op-2.yaml: {so_many(3)}. Answers go there from now on.")
    terminal.type("1")
    code, said = terminal.end("q")
    assert (code, "Go on answering:      silk-assess ask co-op-2.yaml\n" in said) == (0, True)
    assert answers_in(begun / "co-op-2.yaml") == [FIRST, SECOND, THIRD, FOURTH]


def test_enter_tries_again_in_the_same_place(lost, begun):
    terminal, _ = lost
    assert "Not saved." in terminal.type("")
    (begun / "stick").mkdir()
    terminal.type("")
    assert terminal.end("q")[0] == 0
    assert answers_in(begun / "stick" / "co-op.yaml") == [FIRST, SECOND, THIRD]


def test_leaving_without_an_answer_is_asked_once_more(lost):
    terminal, _ = lost
    assert terminal.type("q") == f"q\nLeave without the answer to {THIRD}? y or n > "
    assert "Not saved." in terminal.type("n")
    terminal.type("q")
    code, said = terminal.end("y")
    assert (code, said.startswith(f"y\n\nThe answer to {THIRD} is not saved.")) == (4, True)


def test_control_c_without_a_place_to_save_says_what_is_lost(lost):
    terminal, _ = lost
    terminal.child.sendintr()
    code, said = terminal.end()
    assert (code, f"The answer to {THIRD} is not saved." in said) == (130, True)


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
    assert f"Kept: {typed_of('man-risks')[0]}\n" in (said := terminal.type("", "3", ""))
    assert "3 of 4 gone through" in said
    assert "Enter finishes," in flat(terminal.type(""))
    assert "who answered?" in flat(terminal.type(""))
    assert terminal.end("")[0] == 0
    found = load_answers(tmp_path / "co-op.yaml", silk())
    assert found.answered == Answered(str(date.today()), haneul().answered.by)
    assert {id for id, one in found.answers.items() if one != haneul().answers[id]} == {"man-skills"}
