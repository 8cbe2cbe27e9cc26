"""The interview fed by lines: what is said where, what is kept, and how it ends.

Source: docs/architecture.md, The interview, Saving, Exit codes.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from shipped import (
    BEGUN,
    BEYOND,
    FIFTH,
    FIRST,
    FOURTH,
    HANEUL,
    SECOND,
    THIRD,
    counted,
    haneul,
    in_part,
    label,
    options_of,
    part,
    place,
    prompt_of,
    silk,
    so_many,
    text_of,
)
from silk_assess import cli
from silk_assess.answers.model import Answer, Answered, Answers
from silk_assess.commands.ask import closing, overview, parts, question, review, start
from silk_assess.commands.ask import command as asking
from silk_assess.commands.ask.command import Selection
from silk_assess.commands.ask.conversation import hold_interview
from silk_assess.commands.ask.help import help
from silk_assess.commands.ask.prompt import prompt
from silk_assess.commands.ask.so_far import so_far
from silk_assess.faults import Fault, SilkError
from silk_assess.files import lock as locking
from silk_assess.files.answer_files import load_answers
from silk_assess.files.answer_session import AnswerFile, FileContents
from silk_assess.files.lock import Holder
from silk_assess.interview import route, take
from silk_assess.scoring.assess import assess
from silk_assess.terminal.keyboard import Lines
from silk_assess.terminal.layout import plain
from silk_assess.wording.progress import minutes
from small_packs import answers, five, flow, flows, levels, risk, risks, section, tree_of, yes_no

HERE = Path(__file__).parent.parent
PACKS = HERE / "packs"
MINI = PACKS / "mini"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
ALL = len(silk().questions)
PROMPT = prompt_of(THIRD)
TWO = options_of(THIRD)[1].id
MOST = len(options_of(THIRD))
SHORT = len(silk().pack.head.short)
PARTS = len(silk().pack.sections)
VALUES, UNKNOWN, LEFT_OUT = counted(haneul())
DONE = VALUES + UNKNOWN + LEFT_OUT
ALL_DONE = f"All {DONE} questions are done: {VALUES} answered, {UNKNOWN} don't know and {LEFT_OUT} do not apply."
# Questions that everybody is asked, though they may not apply.
MAY_BE_LEFT_OUT = [one.id for one in silk().questions if one.may_be_left_out and one.when is None][:2]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(here, capsys, monkeypatch):
    """Run `ask` in this process on lines as from a pipe; give exit code, stdout and stderr."""

    def run(*words: str | Path, typed: str | bytes = "") -> tuple[int, str, str]:
        data = typed if isinstance(typed, bytes) else typed.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = cli.run(["ask", *map(str, words)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def begun(here):
    """A file of two answers."""
    (here / "f.yaml").write_text(BEGUN, encoding="utf-8")
    return here / "f.yaml"


@pytest.fixture
def done(here):
    shutil.copy(HANEUL, here / "done.yaml")
    return here / "done.yaml"


@pytest.fixture
def mini(here):
    """A copy of the small questionnaire, to be changed."""
    shutil.copytree(MINI, here / "mini")
    shutil.copy(MINI / "answers.yaml", here / "m.yaml")
    return here / "mini"


def answers_in(file: Path) -> dict[str, Answer]:
    return dict(load_answers(file, silk()).answers)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def flat(text: str) -> str:
    """Undo the wrapping of lines."""
    return " ".join(text.split())


def text(lines) -> str:
    return "".join(plain(line) + "\n" for line in lines)


# From a pipe


def test_lines_are_read_from_a_pipe_as_from_a_person(ask, begun):
    code, out, err = ask("f.yaml", typed="2\n1\n")
    assert (code, out) == (0, "")
    assert f"\n{PROMPT}2\nSaved: {label(THIRD, 2)}\n\n{place(FOURTH)}\n" in err
    assert err.endswith(
        f"{prompt_of(FIFTH)}\n"
        "\n"
        f"Saved in f.yaml: {so_many(4)}.\n"
        "Go on answering:      silk-assess ask f.yaml\n"
        "See the range so far: silk-assess score f.yaml\n"
    )
    assert list(answers_in(begun)) == [FIRST, SECOND, THIRD, FOURTH]


def test_a_new_file_begins_with_the_organisation(ask, here):
    code, out, err = ask("new.yaml", typed="2\nKR")
    assert (code, out) == (0, "")
    assert "Name, or /? for help > 2\nSaved: 2\n" in err
    assert (here / "new.yaml").read_text(encoding="utf-8") == (
        f"format: silk-answers/1\nquestionnaire: silk\nversion: {silk().pack.head.version}\n"
        "organisation:\n  name: 2\n  country: KR\n"
        f"answered:\n  date: {date.today()}\n"
    )


def test_no_input_at_all_is_a_wrong_command_line(ask, here):
    assert ask("co-op.yaml") == (
        2,
        "",
        "There was nothing to read, so nothing was asked or saved.\n"
        "  Run it in a terminal; or from a file of lines, one answer a line:\n"
        "  silk-assess ask co-op.yaml < lines.txt\n",
    )
    assert list(here.iterdir()) == []


def test_nothing_answered_leaves_no_file(ask, here):
    code, out, err = ask("new.yaml", typed="\n/s\n")
    assert (code, out) == (0, "")
    assert err.endswith("\n\nNothing was answered, so nothing is saved.\n")
    assert list(here.iterdir()) == []


def test_an_empty_file_is_a_new_one(ask, here):
    (here / "new.yaml").touch()
    code, _, err = ask("new.yaml", typed="Coop\n")
    assert (code, f"{ALL} questions in four parts" in err) == (0, True)
    assert not (here / "new.yaml.bak").exists()


def test_a_last_line_without_its_end_counts(ask, begun):
    assert ask("f.yaml", typed="2")[0] == 0
    assert answers_in(begun)[THIRD] == Answer(TWO)


def test_an_empty_line_leaves_its_question_open(ask, begun):
    code, _, err = ask("f.yaml", typed="\nq\n")
    assert (code, f"{PROMPT}\nSkipped." in err) == (0, True)


def test_each_line_meets_its_own_question_though_one_before_is_no_answer(ask, here):
    """Source: SBoudrias/Inquirer.js#365 and #495, adilp/git-stacked-diffs#21."""
    code, out, err = ask("q.yaml", typed="Quay\nNO\n12\n1\n5\n1\ny\n12\n/s\n/s\n")
    assert (code, out) == (1, "")
    assert load_answers(here / "q.yaml", silk()).profile == {
        "country": "NO", "sector": "1", "people-count": 1_000_000, "born-global": "yes", "countries": 12_000_000,
    }  # fmt: skip
    assert "The question legal-form stays open. " in flat(err)
    assert "Two lines were no answers: line 3 (legal-form) and line 5 (founded). " in flat(err)


def test_a_question_that_a_line_does_not_answer_is_told_with_its_number(ask, begun):
    code, _, err = ask("f.yaml", typed="often\n2\n")
    assert code == 1
    assert f"{place(THIRD).partition('.')[0]} stays open.\n" in err
    assert err.count(f"\nOne line was no answer: line 1 ({THIRD}).\n") == 1
    assert list(answers_in(begun)) == [FIRST, SECOND, BEYOND]


def test_an_answer_stays_where_a_line_is_none(ask, begun):
    code, _, err = ask("f.yaml", typed="2\nb\noften\nq\n")
    assert (code, answers_in(begun)[THIRD]) == (1, Answer(TWO))
    assert f"{place(THIRD).partition('.')[0]} keeps the answer that it had.\n" in err


def test_the_result_is_shown_though_a_line_was_no_answer(ask, done):
    code, out, err = ask("done.yaml", typed="9999\n\n")
    assert (code, "What matters most" in out, "line 1" in err) == (1, True, True)


@pytest.mark.parametrize(
    ("line", "most", "says"),
    [
        ("y", 120, "No more were read."),
        ("99", 20, "20 lines were no answers:"),
        ("?", 200, "200 lines in a row answered nothing. No more were read."),
        ("o", 201, "200 lines in a row answered nothing. No more were read."),
        ("/b", 200, "200 lines in a row answered nothing. No more were read."),
    ],
)
def test_a_pipe_without_end_ends(ask, begun, line, most, says):
    code, _, err = ask("f.yaml", typed=f"{line}\n" * 100_000)
    assert (code, says in flat(err)) == (1, True)
    assert err.count(f"> {line}\n") <= most


# Lines that are no answers


REFUSED = [
    ("1" * 1_000_000, "That line is longer than can be taken. Please type a shorter one."),
    (b"\xff\xfe2", "Some letters of that line could not be read. Please type it again."),
    ("2\x003", f"There is no 23 here. Please type a number from 1 to {MOST}."),
    ("2,2", "One answer only. If you hesitate between two, take the earlier one."),
    ("1-3", "One answer only. If you hesitate between two, take the earlier one."),
    ("abc", f'"abc" is not an answer here. Please type a number from 1 to {MOST}.'),
    ("0", f"There is no 0 here. Please type a number from 1 to {MOST}."),
    ("x", "This question applies to everybody. If you cannot tell, type d."),
    ("x" * 20_001, "That is too long to keep: 20,001 letters, and 20,000 are the most. Please shorten it."),
    ("quit", '"quit" is not an answer here. Did you mean q?'),
    ("e", "Type e and the evidence in one line, such as: e Minutes of 14 March"),
    ("+ -", "There is no note here."),
    ("/zzzz", 'No question holds "zzzz".'),
]


@pytest.mark.parametrize(("line", "says"), REFUSED, ids=[says[:30] for _, says in REFUSED])
def test_a_line_that_is_no_answer_is_told_in_one_message(ask, begun, line, says):
    data = line if isinstance(line, bytes) else line.encode()
    code, out, err = ask("f.yaml", typed=data + b"\n")
    before, _, after = err.partition(PROMPT)
    assert (code, out) == (1, "")
    assert f" {says} " in f" {flat(after.partition(chr(10))[2])} "
    assert f"\n{place(THIRD)}\n" in before
    assert flat("One line was no answer: line 1") in flat(after)
    assert begun.read_text(encoding="utf-8") == BEGUN


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("+2,5", "Please write decimals with a point. Did you mean 2.5?"),
        ("two", '"two" is not a number. Please use figures, for example 2 or 2.5.'),
        ("61", "61 is too large. Please type a number from 0 to 60."),
    ],
)
def test_a_number_that_is_none_is_told(ask, begun, line, says):
    code, _, err = ask("f.yaml", typed=f"o\nmon-reserve\n{line}\n")
    assert f"\nMonths, 0 to 60, or ? for help > {line}\n{says}\n" in err
    assert (code, "mon-reserve" in answers_in(begun)) == (1, False)


def test_a_long_note_is_kept_whole_and_its_confirmation_cut(ask, begun):
    note = "n" * 10_000
    err = ask("f.yaml", typed=f"+ {note}\n2\n")[2]
    assert answers_in(begun)[THIRD] == Answer(TWO, note=note)
    assert f"\nSaved with this question, as a note:\n{'n' * 197}...\n" in err


def test_a_note_is_added_to_shown_and_taken_out(ask, begun):
    err = ask("f.yaml", typed="+ One.\n+ Two\n+\ne A paper\n+ -\n")[2]
    assert "It has this note: One. Two. To take it out: + -\n" in err
    assert "\nTaken out: the note.\n" in err
    assert answers_in(begun)[THIRD] == Answer(evidence=("A paper",))


HOSTILE = "Haneul \x1b[C\x1b[2J\x1b]0;bank\x07W\u202eorks\x9b2J\x00"


def test_keys_that_print_nothing_never_reach_the_file_or_the_screen(ask, here):
    code, _, err = ask("h.yaml", typed=f"{HOSTILE}\nKR\n" + "/s\n" * 6 + f"+ {HOSTILE}\n")
    assert (code, "Saved: Haneul Works\nKeys that print nothing, such as arrows, were left out.\n" in err) == (0, True)
    assert [letter for letter in err if not letter.isprintable() and letter != "\n"] == []
    assert load_answers(here / "h.yaml", silk()).name == "Haneul Works"


def test_a_hostile_name_in_a_file_is_shown_and_never_sent(ask, begun):
    change(begun, "name: Haneul Works", 'name: "Haneul \\e[2J\\u202eWorks"')
    code, out, err = ask("f.yaml", typed="b\nb\n")
    assert (code, out) == (1, "")
    assert err.startswith("f.yaml:4:22: fault: a control character (U+001B) stands here\n")
    assert [letter for letter in err if not letter.isprintable() and letter != "\n"] == []


def test_notes_that_would_be_more_than_can_be_read_again_are_not_kept(ask, begun, monkeypatch):
    monkeypatch.setattr("silk_assess.files.answer_writer.MOST_BYTES", 400)
    code, _, err = ask("f.yaml", typed=f"2\n+ {'n' * 300}\n1\n")
    assert code == 1
    assert "Not kept: the answers with all their notes would be more than can be read again. Please shorten" in flat(
        err
    )
    assert list(answers_in(begun)) == [FIRST, SECOND, THIRD, FOURTH]


# Keys


def test_an_answer_that_rules_others_out_or_in_again_is_told(ask, here):
    pack = PACKS / "conditions-on-questions"
    shutil.copy(pack / "answers-all-asked.yaml", here / "a.yaml")
    err = flat(ask("a.yaml", "--pack", pack, typed="o\n1\n1\n1\no\nkind-of\n2\n")[2])
    assert "Saved: Small Three later answers are no longer asked for. They stay in the file and do not count. " in err
    assert "Saved: Middle Three answers in the file count again. " in err
    err = flat(ask("a.yaml", "--pack", pack, typed="o\nwares\n4\no\nwares\n1\n")[2])
    assert "One later answer is no longer asked for. It stays in the file and does not count. " in err
    assert "One answer in the file counts again. " in err


def test_what_is_skipped_is_explained_once(ask, begun):
    err = ask("f.yaml", typed="s\ns\n")[2]
    assert err.count("Skipped. It stays open; o shows what is open.\n") == 1
    assert err.count("Skipped.\n") == 1


def test_does_not_apply_asks_for_a_reason_and_explains_itself_once(ask, begun):
    first, second = MAY_BE_LEFT_OUT
    err = ask("f.yaml", typed=f"o\n{first}\nx\nNo home\no\n{second}\nx\n/b\nx Never\n")[2]
    assert f" Does not apply means: {silk().asked[first].question.not_applicable} Your reason, or " in flat(err)
    assert "Your reason, or Enter for none > No home\nSaved: does not apply. No home\nIt will not count, for or " in err
    assert "Saved: does not apply. Never\n\n" in err
    assert answers_in(begun)[second] == Answer(not_applicable="Never")


@pytest.mark.parametrize("key", ["?", "b", "q"])
def test_a_key_is_no_reason(ask, begun, key):
    id = MAY_BE_LEFT_OUT[1]
    assert "\nDoes not apply means: " in ask("f.yaml", typed=f"o\n{id}\nx\n{key}\n")[2]
    assert id not in answers_in(begun)


def test_a_letter_where_words_are_asked_for_is_taken_and_the_key_told(ask, here):
    err = ask("f.yaml", typed="b\n/b\n")[2]
    assert "Saved: b\nIf you meant the key: /b. b or /b leads back.\n" in err


def test_several_answers_are_confirmed_one_below_the_other(ask, done):
    id = "par-agreement"
    err = ask("done.yaml", typed=f"{id}\n1 3\no\n{id}\n\n")[2]
    assert f"\nSaved: {label(id, 1)}\n       {label(id, 3)}\n" in err
    assert (
        f"\nYour answer is 1 3. Enter keeps it.\nYour note: {haneul().answers[id].note}\n{prompt_of(id)}\nKept: 1 3\n"
        in err
    )


def test_not_knowing_is_confirmed_and_explained_once(ask, begun):
    err = ask("f.yaml", typed="d\nd\n")[2]
    says = "Saved: don't know\nThe result will show a range here. You can come back when you know.\n"
    assert (err.count("Saved: don't know\n"), err.count(says)) == (2, 1)


def test_yes_and_no_are_shown_as_words(ask, begun):
    err = ask("f.yaml", typed="o\nborn-global\nn\nb\n")[2]
    assert "\nSaved: no\n" in err
    assert "\nYour answer is no. Enter keeps it.\ny or n, or ? for help > \n" in err


def test_help_gives_the_question_with_all_that_helps_and_enter_asks_it_again(ask, begun):
    err = ask("f.yaml", typed="b\nb\n?\n")[2].rpartition("> ?\n")[2]
    assert flat(err).startswith(text_of(FIRST))
    assert "\nWhy we ask\n" in err


def test_two_question_marks_give_evidence_a_first_step_and_sources(ask, begun):
    err = ask("f.yaml", typed="o\nman-decides\n??\n")[2].rpartition("> ??\n")[2]
    assert "\nWhat could prove it\n" in err
    assert "\nA first step\n" in err
    assert "\nSources\n" in err


def test_a_word_finds_questions(ask, begun):
    err = ask("f.yaml", typed="/exchange rate\n1\n")[2]
    assert '\nOne question with "exchange rate"\n\n  1  open  Who bears the loss if an exchange rate moves' in err
    assert f"\n{place('mon-currency')}\n" in err


# Which questions


def test_the_short_list_ends_with_what_stands_out_and_a_choice(ask, begun):
    code, out, err = ask("f.yaml", "--short", typed="2\nd\n" + "2\n" * (SHORT - 2) + "q\n")
    assert (code, out) == (0, "")
    assert f"Question 3 of {SHORT}. Direction and commitment\n2 of {SHORT} done, 1 don't know, about 4" in err
    rest = f"The other {ALL - SHORT - 2} questions are left for later."
    assert f"Saved in f.yaml: {SHORT} of {SHORT} done. {rest}" in flat(err)
    assert f"\nThe {SHORT} are done.\n\nWhat stands out\n  warning  What people learn outside is not written" in err
    assert err.endswith(
        "See the range so far: silk-assess score f.yaml\nDraw the report:      silk-assess report f.yaml\n"
    )


def test_the_short_list_is_numbered_as_it_is_asked(ask, begun):
    """Whatever the order in which the questionnaire names it."""
    err = ask("f.yaml", "--short", typed="2\n" * SHORT + "q\n")[2]
    assert re.findall(rf"^Question (\d+) of {SHORT}\.", err, re.M) == [str(i + 1) for i in range(SHORT)]


def test_enter_goes_on_after_the_short_list(ask, begun):
    err = ask("f.yaml", "--short", typed="2\n" * SHORT + "?\n\n")[2]
    assert "Enter goes on with the other questions, q stops here. b goes back, o shows all.\n" in err
    assert f"\n{place(THIRD)}\n" in err


def test_the_short_list_begins_with_its_own_first_screen(ask):
    err = ask("new.yaml", "--short", typed="/s\n")[2]
    assert "\nTwelve questions for a start, about 5 minutes. They cannot settle a level." in err


def test_what_was_skipped_on_the_short_list_is_counted(ask, begun):
    typed = "2\n2\n" + "s\n" * (SHORT - 2) + "q\n"
    assert f"\n2 of the {SHORT} are done.\n" in ask("f.yaml", "--short", typed=typed)[2]


@pytest.mark.parametrize("named", ["governance", "GOVERNANCE", "Governance"])
def test_one_part_alone_is_asked_by_its_id_or_title(ask, begun, named):
    err = ask("f.yaml", "--section", named, typed="2\n")[2]
    assert f"{place('man-decides')}\n" in err


def test_a_part_that_is_done_ends_the_sitting(ask, done):
    change(done, "  oui-ambition: some\n", "")
    code, out, err = ask("done.yaml", "--section", "flows", typed="2\n\n")
    number, title = part("oui-ambition")
    assert f"\nPart {number} of {PARTS} is done: {title}\n  This part describes, and gives no points." in err
    assert (code, out[:13]) == (0, "Haneul Works\n")


def test_one_part_of_a_new_file_is_asked_without_the_organisation(ask, here):
    err = ask("new.yaml", "--section", "governance", typed="2\n")[2]
    number, title = part("man-decides")
    assert f"\nNothing leaves this computer.\n\nPart {number} of {PARTS}: {title}\n" in err


def test_an_unknown_part_offers_the_nearest(ask, begun):
    assert ask("f.yaml", "--section", "governence", typed="q\n") == (
        2,
        "",
        'There is no part "governence". Did you mean "governance"?\n',
    )
    *others, last = silk().pack.head.sections
    assert flat(ask("f.yaml", "--section", "zzz", typed="q\n")[2]) == (
        f'There is no part "zzz". There are {", ".join(others)} and {last}, and what stands in them.'
    )


@pytest.mark.parametrize("named", ["mandate", "Mandate and oversight", "MANDATE"])
def test_one_dimension_alone_is_asked_by_its_id_or_title(ask, begun, named):
    err = ask("f.yaml", "--section", named, typed="s\n" * 9)[2]
    assert f"{place('man-decides')}\n" in err
    assert "\nStill open\n" in err


@pytest.mark.parametrize("named", ["organisation", "your organisation"])
def test_the_organisation_alone_is_asked(ask, begun, named):
    assert "\nWhat is your legal form?\n" in ask("f.yaml", "--section", named, typed="/s\n")[2]


# All once more


def test_a_finished_file_is_gone_through_with_enter(ask, done):
    asked = sum(id in haneul().answers for id in in_part(part("oui-ambition")[0]))
    code, _, err = ask("done.yaml", "--again", "--section", "flows", typed="\n" * asked + "\nBoard and Ana\n")
    assert "\nEach answer is shown again: Enter keeps it, another one takes its place.\n" in err
    assert f"\n0 of {asked} gone through\n" in err
    assert f"\n{asked - 1} of {asked} gone through\n" in err
    assert f" So far it says: {haneul().answered.by}. Enter keeps it. " in flat(err)
    assert "\nSaved: answered by Board and Ana\n" in err
    answers = load_answers(done, silk())
    assert (code, answers.answered) == (0, Answered(str(date.today()), "Board and Ana"))
    assert answers.answers == load_answers(HANEUL, silk()).answers


@pytest.mark.parametrize("words", [(), ("--section", "governance")])
def test_of_a_new_file_nothing_is_there_to_go_through(ask, here, words):
    where = " in governance" if words else ""
    assert flat(ask("new.yaml", "--again", *words, typed="\n")[2]) == (
        f"Nothing{where} is answered yet in new.yaml, so nothing is there to go through. "
        f"Answer it first: silk-assess ask new.yaml{' --section governance' if words else ''}"
    )
    assert not os.listdir(here)


def test_in_a_part_without_an_answer_nothing_is_there_to_go_through(ask, begun):
    code, _, err = ask("f.yaml", "--again", "--section", "governance", typed="\n")
    assert (code, flat(err)[:53]) == (2, "Nothing in governance is answered yet in f.yaml, so n")


# Who answered, and when


def test_who_answered_is_asked_once_at_the_end(ask, done):
    done.write_text(re.sub(r"(?m)^answered: .*\n", "", done.read_text(encoding="utf-8")), encoding="utf-8")
    change(done, "  oui-ambition: some\n", "")
    err = flat(ask("done.yaml", typed="2\n\nBoard and two members\n")[2])
    assert "who answered? Names or a few words, such as: Board and two members. Enter leaves it out. Who" in err
    assert load_answers(done, silk()).answered == Answered(str(date.today()), "Board and two members")
    assert "who answered?" not in flat(ask("done.yaml", typed="o\noui-ambition\n2\n\n")[2])


def test_where_nothing_is_confirmed_nothing_is_written(ask, done):
    before = done.read_bytes()
    ask("done.yaml", typed="o\noui-ambition\ns\n\n")
    assert done.read_bytes() == before


def test_answers_of_a_day_to_come_are_refused(ask, here, begun):
    later = date.today() + timedelta(days=2)
    change(begun, "answers:", f"answered: {{date: {later}}}\nanswers:")
    code, out, err = ask("f.yaml", typed="2\n")
    assert (code, out) == (1, "")
    assert err.startswith(f"f.yaml:5:18: fault: {later} is after today, {date.today()}\n")
    assert "\n   Mend the date, or the clock of this computer.\n" in err


def test_answers_of_today_are_gone_on_with(ask, begun):
    change(begun, "answers:", f"answered: {{date: {date.today()}}}\nanswers:")
    assert ask("f.yaml", typed="2\n")[0] == 0


def test_only_open_asks_again_what_was_not_known(ask, begun):
    err = ask("f.yaml", "--only", "open", typed="q\n")[2]
    assert f"{place(SECOND)}\n" in err
    assert "You said that you don't know. Enter keeps it.\n" in err


CLASHES = [
    (["--short", "--next"], "--short and --next"),
    (["--short", "--again"], "--short and --again"),
    (["--again", "--only", "open"], "--again and --only"),
    (["--short", "--section", "flows"], "--short and --section"),
    (["--next", "--only", "open"], "--next and --only"),
    (["--next", "--section", "flows", "--only", "open"], "--next, --section and --only"),
]


@pytest.mark.parametrize(("words", "named"), CLASHES)
def test_what_cannot_go_together_is_a_wrong_command_line(ask, begun, words, named):
    code, out, err = ask("f.yaml", *words, typed="2\n")
    assert (code, out) == (2, "")
    assert err == f"{named} cannot be used together. Choose one:\n  silk-assess ask f.yaml {words[0]}\n"
    assert begun.read_text(encoding="utf-8") == BEGUN


def test_only_takes_one_word(ask, begun):
    code, out, err = ask("f.yaml", "--only", "done", typed="2\n")
    says = "--only done is nothing to choose. It is written --only open:\n  silk-assess ask f.yaml --only open\n"
    assert (code, out, err) == (2, "", says)


def test_what_tells_most_is_asked_first_and_the_range_narrows(ask, begun):
    err = ask("f.yaml", "--next", typed="1\n1\nq\n")[2]
    said = r"All parts so far: between (\d+\.\d) and (\d+\.\d) of 100, too few answers for one number\.\n"
    (low, high), (narrower_low, narrower_high) = re.findall(said, err)
    assert float(low) <= float(narrower_low) < float(narrower_high) < float(high)
    assert f" Before, the range was {low} to {high}. Level 0, Exploring, as answered so far. " in flat(err)


def test_once_nothing_tells_more_the_rest_follows(ask, here):
    pack = PACKS / "levels-and-next-questions"
    shutil.copy(pack / "answers-firm.yaml", here / "a.yaml")
    err = ask("a.yaml", "--pack", pack, "--next", typed="q\n")[2]
    assert "No open question can change the level now. The open questions follow in their order." in flat(err)


def test_without_levels_the_questions_follow_in_their_order(ask):
    err = ask("a.yaml", "--pack", PACKS / "sum-nine-items", "--next", typed="/s\n")[2]
    assert "There are no levels. The open questions follow in their order.\n" in err


def test_a_questionnaire_without_a_short_list_says_so(ask, mini):
    code, _, err = ask("m.yaml", "--pack", "mini", "--short", typed="q\n")
    assert (code, err.startswith("This questionnaire has no short list. Answer it whole:\n")) == (2, True)


def test_the_command_that_is_offered_names_the_questionnaire(ask, mini):
    assert ask("m.yaml", "--pack", "mini", "--short", typed="q\n")[2].endswith(" --pack mini\n")


# Which file


def test_without_a_file_and_without_one_here(ask):
    assert ask(typed="q\n") == (
        2,
        "",
        "There is no answer file in this folder yet. Name the file to write, for example:\n"
        "  silk-assess ask co-op.yaml\n",
    )


def test_without_a_file_it_is_the_only_one(ask, begun):
    assert f"Saved in f.yaml: 3 of {ALL} done" in ask(typed="2\n")[2]


def test_without_a_file_among_several(ask, begun, done):
    os.utime(begun, (1, 1))
    assert ask(typed="q\n") == (
        2,
        "",
        "There are 2 answer files in this folder.\n"
        "  Here are done.yaml and f.yaml. Name one, for example:\n"
        "  silk-assess ask done.yaml\n",
    )


def test_a_folder_is_no_answer_file(ask, here):
    (here / "ours").mkdir()
    assert ask("ours", typed="q\n") == (
        4,
        "",
        "ours is a folder, and a file is answered. Name a file in it, for example:\n"
        "  silk-assess ask ours/co-op.yaml\n",
    )


def test_a_folder_that_is_not_there(ask):
    code, out, err = ask("gone/f.yaml", typed="q\n")
    assert (code, out, flat(err)) == (4, "", "There is no folder gone here. Make it first, or name another place.")


def test_a_faulty_file_is_told_and_left_alone(ask, begun):
    stored = options_of(FIRST)[1].id
    change(begun, f"{FIRST}: {stored}", f"{FIRST}: {stored}t")
    before = begun.read_bytes()
    code, out, err = ask("f.yaml", typed="2\n")
    assert (code, out) == (1, "")
    column = len(f"answers: {{{FIRST}: ") + 1
    assert err.startswith(f'f.yaml:5:{column}: fault: "{stored}t" is not an answer to {FIRST}\n')
    assert begun.read_bytes() == before
    assert [one.name for one in begun.parent.iterdir()] == ["f.yaml"]


def test_a_file_of_another_questionnaire(ask, mini):
    code, out, err = ask("m.yaml", typed="2\n")
    assert (code, out) == (1, "")
    assert err.startswith('m.yaml:2:16: fault: there is no questionnaire "mini" here\n')
    code, out, err = ask("m.yaml", "--pack", "silk", typed="2\n")
    assert (code, flat(err)[:59]) == (1, 'm.yaml:2:16: fault: these answers are for "mini", and the q')


def test_answers_to_another_version_are_kept_and_said(ask, mini):
    change(mini / "pack.yaml", "version: 1.0.0", "version: 1.1.0")
    change(mini / "people.yaml", "id: one,", "id: single,")
    code, _, err = ask("m.yaml", "--pack", "mini", typed="2\n")
    assert code == 0
    assert (
        "It was answered with version 1.0.0 of the questionnaire. This is 1.1.0.\n"
        "\n"
        "6 of your 8 answers still fit and count.\n"
        "Two do not. They stay in the file and do not count:\n"
        '  country: the profile has no field "country"\n'
        '  language-skills: "one" is not an answer to language-skills\n'
    ) in err
    assert "\nkept:\n  country: NO\n  language-skills: one\n" in (mini.parent / "m.yaml").read_text(encoding="utf-8")


def test_one_answer_that_does_not_fit_is_said_as_one(ask, mini):
    change(mini / "pack.yaml", "version: 1.0.0", "version: 1.1.0")
    change(mini.parent / "m.yaml", ", country: NO", "")
    change(mini / "people.yaml", "id: one,", "id: single,")
    err = ask("m.yaml", "--pack", "mini", typed="2\n")[2]
    assert "\nOne does not. It stays in the file and does not count:\n  language-skills: " in err


def test_many_answers_that_do_not_fit_are_named_in_part(ask, mini):
    change(mini / "pack.yaml", "version: 1.0.0", "version: 1.1.0")
    gone = "\n".join(f"  gone-{i}: yes" for i in range(9))
    change(mini.parent / "m.yaml", "answers:\n", f"answers:\n{gone}\n")
    assert "\n  and 2 more\n" in ask("m.yaml", "--pack", "mini", typed="2\n")[2]


def test_another_version_in_which_all_fits(ask, begun):
    change(begun, f"version: {silk().pack.head.version}", "version: 1.0.0")
    assert "\n\nAll your answers still fit and count.\n" in ask("f.yaml", typed="2\n")[2]


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ("# mine\n", "Your comment (line 6) will stay in f.yaml.bak. The saved file has no room for it."),
        (
            "# a\n# b\n",
            "Your two comments (lines 6 and 7) will stay in f.yaml.bak. The saved file has no room for them.",
        ),
    ],
)
def test_comments_are_said_to_stay_in_the_backup(ask, begun, extra, says):
    begun.write_text(BEGUN + extra, encoding="utf-8")
    assert says in flat(ask("f.yaml", typed="2\n")[2])
    assert (begun.parent / "f.yaml.bak").read_text(encoding="utf-8") == BEGUN + extra


# The end


def test_a_finished_file_shows_its_overview_and_ends_with_the_summary(ask, done):
    code, out, err = ask("done.yaml", typed="q\n")
    assert f"{ALL_DONE} A part's number" in flat(err)
    number, title = PARTS, silk().pack.sections[-1].title
    last = sum(id in haneul().answers for id in in_part(number))
    assert re.search(rf"\n  {number}  {title} +{last} of {last} done\n\n", err)
    assert err.endswith(" done\n\nA part, a question's id, or Enter for the result > q\n\n")
    assert (code, out[:14]) == (0, "Haneul Works\n\n")
    assert done.read_bytes() == HANEUL.read_bytes()


def test_the_summary_says_what_matters_most(ask, done):
    out = ask("done.yaml", typed="\n\n")[1]
    assert out.startswith(
        "Haneul Works\n"
        "\n"
        "Level 2, Piloting. Firm: no answer still missing can change it.\n"
        "All together 56.3 of 100, between 54.5 and 58.1. Half-way.\n"
        "\n"
        "What matters most\n"
        "  1  Five answers together lead to level 3, Committing. They take weeks.\n"
        "     How do you know what a year of international work costs?\n"
        "     Now: From a budget that includes working hours\n"
        "     Then: From a budget with working hours, a bad year and an orderly end in it\n"
    )
    assert "\n     and 2 more\n  2  5.3 points at stake in one answer. It takes months.\n" in out
    assert out.endswith(
        "\n"
        "Answering differently is not being ready. The report says what else counts.\n"
        "\n"
        "Draw the report:  silk-assess report done.yaml\n"
        "See why:          silk-assess why done.yaml\n"
        "Change an answer: silk-assess ask done.yaml\n"
    )


def test_the_review_names_what_to_look_at_again(ask, done):
    err = ask("done.yaml", typed="\nq\n")[2]
    proved = sum(bool(one.evidence) for one in haneul().answers.values())
    assert "\nOne was not asked, since another answer ruled it out.\n\nAnswers to look at together\n" in err
    assert f"\n{proved} of {VALUES} answers name evidence. The weightiest without any:\n  mod-core: " in err


def test_the_review_names_questions_by_ids_that_lead_to_them(ask, done):
    err = flat(ask("done.yaml", typed="\nq\n")[2])
    assert "(oui-ambition and mod-proof)" in err


def test_the_review_offers_what_is_open(ask, here):
    err = ask("m.yaml", "--pack", MINI, typed="Coop\n" + "s\n" * 4 + "2\ns\ns\n")[2]
    assert "\n1 of 7 questions are done: 1 answered.\n" in err
    assert "\nStill open\n  language-skills: How many working languages does" in err
    assert "\n  and 3 more\n" in err


def test_the_short_list_counts_what_is_left_as_the_progress_does(ask, begun):
    err = flat(ask("f.yaml", "--short", typed="2\n" * SHORT + "q\n")[2])
    short = silk().pack.head.short
    takes = minutes(one for one in silk().questions if one.id not in (FIRST, SECOND, *short))
    done, rest = SHORT + 2, ALL - SHORT - 2
    assert f"{done} of {ALL} done, 1 don't know, {takes} left. Stop here, or go on? The other {rest} questions" in err


# Streams that are not there


def process(*words: str | Path, shell: str = "", typed: bytes | None = b"", **more):
    """Run the command itself, through a shell that closes what is to be closed."""
    command = [
        "/bin/sh",
        "-c",
        f'exec "$@" {shell}',
        "sh",
        sys.executable,
        "-m",
        "silk_assess",
        "ask",
        *map(str, words),
    ]
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    return subprocess.run(command, input=typed, capture_output=True, check=False, env=environment, timeout=300, **more)


@POSIX
def test_standard_input_may_be_closed(here):
    found = process("new.yaml", shell="<&-", cwd=here)
    assert (found.returncode, found.stdout) == (2, b"")
    assert found.stderr.startswith(b"There was nothing to read, so nothing was asked or saved.\n")


@POSIX
def test_nobody_need_listen(begun):
    found = process("f.yaml", shell="2>&-", typed=b"2\n1\n", cwd=begun.parent)
    assert (found.returncode, found.stdout, found.stderr) == (0, b"", b"")
    assert len(answers_in(begun)) == 4


@POSIX
def test_a_listener_that_has_gone_costs_no_answer(begun):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "silk_assess", "ask", "f.yaml"]
    found = subprocess.run(command, input=b"2\n1\n", stderr=writing, cwd=begun.parent, check=False, timeout=300)
    os.close(writing)
    assert found.returncode == 0
    assert len(answers_in(begun)) == 4


# A terminal that is none: what only a person at one meets, in this process


class Keys(io.BytesIO):
    """Lines typed at a terminal; bytes that begin with a signal's name raise it first."""

    def readline(self, size=-1):
        line = super().readline(size)
        if line.startswith(b"SIG"):
            signal.raise_signal(getattr(signal, line.split()[0].decode()))
            return self.readline(size)
        return line


class Broken(io.StringIO):
    """A stream that nobody listens to after so many writes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, text):
        self.most -= 1
        if self.most < 0:
            raise OSError("gone")
        return super().write(text)


def hold(file: Path, typed: bytes, messages=None):
    """Hold a sitting in this process; give the ending and what was said."""
    said = io.StringIO() if messages is None else messages
    opened = AnswerFile(file, silk())
    try:
        first = route.begin(silk(), opened.found.answers)
        ending = hold_interview(first, opened, Lines(Keys(typed), "utf-8", True), said, ())
    finally:
        opened.close()
    return ending, said.getvalue()


NAMES = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_signal_ends_the_sitting_and_its_handler_is_given_back(begun, name):
    before = signal.getsignal(getattr(signal, name))
    ending, said = hold(begun, b"2\n" + name.encode() + b"\n")
    assert ending.code == 130
    assert f"Saved in {begun}: {so_many(3)}. The line you were typing is not in it." in flat(said)
    assert signal.getsignal(getattr(signal, name)) == before


class Narrow(io.StringIO):
    """A terminal that says nothing of its width, so that COLUMNS does."""

    def isatty(self):
        return True


def test_a_finished_file_is_greeted_in_whole_sentences_on_a_narrow_screen(done, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    said = hold(done, b"q\n", Narrow())[1]
    assert ALL_DONE in flat(said)


@POSIX
def test_coming_back_prints_the_prompt_again(begun):
    said = hold(begun, b"SIGCONT\n2\n")[1]
    assert f"{PROMPT}\n{PROMPT}Saved: {label(THIRD, 2)}\n" in said


def test_a_line_without_enter_is_no_answer_at_a_terminal(begun):
    assert hold(begun, b"2")[0].code == 0
    assert list(answers_in(begun)) == [FIRST, SECOND]


def test_a_line_as_long_as_a_terminal_hands_over_is_not_taken(begun):
    said = hold(begun, b"+ " + b"n" * 4093 + b"\nq\n")[1]
    assert "That line was longer than this terminal hands over at once, so its end is missing." in flat(said)
    assert begun.read_text(encoding="utf-8") == BEGUN


@pytest.mark.parametrize("most", range(4))
def test_who_no_longer_listens_costs_no_answer(begun, most):
    assert hold(begun, b"2\n1\n", Broken(most))[0].code == 0
    assert len(answers_in(begun)) == 4


def test_without_anywhere_to_speak_answers_are_saved(begun):
    ending = asking.ask(begun, Selection(), None, io.TextIOWrapper(io.BytesIO(b"2\n"), encoding="utf-8"), None)
    assert (ending.code, len(answers_in(begun))) == (0, 3)
    with pytest.raises(SilkError):
        asking.ask(begun, Selection(), None, None, None)


@pytest.fixture
def stick(here, monkeypatch):
    """A file in a folder that is removed before the first answer is saved."""
    (here / "stick").mkdir()
    file = here / "stick" / "f.yaml"
    file.write_text(BEGUN, encoding="utf-8")
    kept, calls = AnswerFile.save, []

    def save(self, answers: Answers) -> None:
        if not calls:
            shutil.rmtree(here / "stick")
        calls.append(answers)
        kept(self, answers)

    monkeypatch.setattr(AnswerFile, "save", save)
    return file


def test_another_place_is_asked_for_until_one_is_good(stick, here):
    (here / "taken.yaml").touch()
    ending, said = hold(stick, b"2\n\n%b\nnowhere/f.yaml\n~nobody-at-all/f.yaml\n%b\n1\n" % (
        os.fsencode(here / "taken.yaml"), os.fsencode(here / "new.yaml")
    ))  # fmt: skip
    assert (ending.code, said.count("Not saved")) == (0, 5)
    assert f"{here}/taken.yaml is there already." in flat(said)
    assert "All your answers are kept here while this window is open." in flat(said)
    assert "Answers go there from now on." in flat(said)
    assert len(answers_in(here / "new.yaml")) == 4


@pytest.mark.parametrize(
    "typed", [b"q\ny\n", b"q\nn\nq\nyes\n", b"q\n", b""], ids=["y", "n first", "end", "end at once"]
)
def test_leaving_without_an_answer_ends_with_4(stick, typed):
    ending, said = hold(stick, b"2\n" + typed)
    assert (ending.code, f"The answer to {THIRD} is not saved." in flat(said)) == (4, True)


def test_a_signal_while_another_place_is_asked_for_says_what_is_lost(stick):
    ending, said = hold(stick, b"2\nSIGINT\n")
    assert (ending.code, f"The answer to {THIRD} is not saved." in flat(said)) == (130, True)


def test_a_name_too_long_for_a_file_is_no_other_place(stick, here):
    ending, said = hold(stick, b"2\n" + b"n" * 300 + b"\n%b\n" % os.fsencode(here / "new.yaml"))
    assert (ending.code, said.count("Not saved")) == (0, 2)


def test_trying_again_goes_on_where_it_can_be_saved(begun, monkeypatch):
    kept, calls = AnswerFile.save, []

    def save(self, answers):
        calls.append(answers)
        if len(calls) == 1:
            raise SilkError(Fault(("",), "the disk is full", "", "unwritable"))
        kept(self, answers)

    monkeypatch.setattr(AnswerFile, "save", save)
    said = flat(hold(begun, b"2\n\n1\n")[1])
    assert f"while this window is open. {begun} holds what was saved before, unharmed. Another place" in said
    assert len(answers_in(begun)) == 4


def test_another_place_that_cannot_be_written_is_given_back(begun, here, monkeypatch):
    def full(*_, **__):
        raise SilkError(Fault(("",), "the disk is full", "", "unwritable"))

    monkeypatch.setattr("silk_assess.files.atomic_file.write", full)
    ending, said = hold(begun, b"2\n%b\nq\ny\n" % os.fsencode(here / "new.yaml"))
    assert (ending.code, said.count("Not saved. the disk is full.")) == (4, 2)
    assert [one.name for one in here.iterdir()] == ["f.yaml"]


@pytest.mark.parametrize("name", NAMES)
def test_a_signal_while_an_answer_is_saved_waits_until_it_is(begun, monkeypatch, name):
    kept = AnswerFile.save

    def save(self, answers):
        signal.raise_signal(getattr(signal, name))
        kept(self, answers)

    monkeypatch.setattr(AnswerFile, "save", save)
    assert hold(begun, b"2\n1\n")[0].code == 130
    assert list(answers_in(begun)) == [FIRST, SECOND, THIRD]


@POSIX
def test_coming_back_while_an_answer_is_saved_prints_nothing(begun, monkeypatch):
    kept = AnswerFile.save

    def save(self, answers):
        signal.raise_signal(signal.SIGCONT)
        kept(self, answers)

    monkeypatch.setattr(AnswerFile, "save", save)
    assert hold(begun, b"2\n")[1].count("or ? for help > ") == 2


def test_a_terminal_that_is_gone_is_the_end_of_lines():
    class Gone(io.BytesIO):
        def readline(self, size=-1):
            raise OSError("gone")

    lines = Lines(Gone(), "no such encoding", True)
    assert (lines.peek(), lines.peek(), lines.read()) == (None, None, None)
    assert Lines(None, "", False).read() is None


def test_what_is_lost_with_its_folder_is_not_said_to_be_saved(stick):
    said = flat(hold(stick, b"2\nSIGINT\n")[1])
    assert "holds the others" not in said
    assert "Saved in" not in said


def test_the_first_answer_of_all_is_said_to_be_kept(here, monkeypatch):
    def save(self, answers):
        raise SilkError(Fault(("",), "the disk is full", "", "unwritable"))

    monkeypatch.setattr(AnswerFile, "save", save)
    said = hold(here / "new.yaml", b"Coop\nq\ny\n")[1]
    assert "Not saved. the disk is full. Your answer is kept here while this window is open." in flat(said)


def test_a_file_that_is_held_is_told_and_a_copy_offered(ask, begun):
    (begun.parent / "f-2.yaml").touch()
    lock = locking.Lock(begun)
    code, out, err = ask("f.yaml", typed="2\n")
    assert asking.ask(begun, Selection(), None, io.TextIOWrapper(io.BytesIO(b"2\n"), encoding="utf-8"), None).code == 4
    lock.release()
    assert (code, out) == (4, "")
    assert re.sub(r"\d\d:\d\d", "16:02", err) == (
        "\nf.yaml is being answered in another window on this computer, since 16:02.\n"
        "Two at once would overwrite each other.\n"
        "  Leave with q there, then try again,\n"
        "  or answer in a copy: cp f.yaml f-3.yaml\n"
    )


UNLOCKED = "No lock can be made here that would keep another window from this file. Answer it in one window only."


def test_a_file_that_cannot_be_locked_is_answered_and_that_is_told_once(ask, begun):
    (begun.parent / ".f.yaml.lock").mkdir()
    code, _, err = ask("f.yaml", typed="2\n2\nq\n")
    assert (code, flat(err).count(UNLOCKED)) == (0, 1)
    assert UNLOCKED not in flat(ask("new.yaml", typed="Coop\nq\n")[2])


def test_a_new_place_that_cannot_be_locked_is_told_too(here, monkeypatch):
    def full(self, answers):
        raise SilkError(Fault(("",), "the disk is full", "", "unwritable"))

    (here / ".other.yaml.lock").mkdir()
    monkeypatch.setattr(AnswerFile, "save", full)
    said = flat(hold(here / "new.yaml", b"Coop\nother.yaml\nq\n")[1])
    assert f"Answers go there from now on. {UNLOCKED}" in said


@POSIX
def test_a_link_is_told_before_the_first_question_and_with_what_it_leads_to(ask, begun):
    (begun.parent / "link.yaml").symlink_to("f.yaml")
    before = begun.read_bytes()
    code, out, err = ask("link.yaml", typed="2\n")
    says = "link.yaml is a link, and no link is followed where something is written. Name what it leads to, f.yaml, or"
    assert (code, out, flat(err)) == (4, "", f"{says} choose another name.")
    assert begun.read_bytes() == before


def test_another_name_of_the_copy_is_told_before_the_first_change(ask, begun):
    (begun.parent / "f.yaml.bak").write_text("mine")
    err = ask("f.yaml", typed="2\nq\n")[2]
    says = "a copy is kept as f.yaml.bak-2, since f.yaml.bak is none of ours and stays as it is."
    assert f"Before the first change {says}" in flat(err)
    assert (begun.parent / "f.yaml.bak").read_text() == "mine"
    assert (begun.parent / "f.yaml.bak-2").read_text(encoding="utf-8") == BEGUN


def test_another_name_of_the_copy_is_told_where_something_came_in_between(begun, monkeypatch):
    save = AnswerFile.save

    def late(self, answers):
        (begun.parent / "f.yaml.bak").write_text("mine")
        save(self, answers)

    monkeypatch.setattr(AnswerFile, "save", late)
    said = flat(hold(begun, b"2\nq\n")[1])
    assert "Something came into the place of the copy, so a copy is kept as" in said
    assert (begun.parent / "f.yaml.bak").read_text() == "mine"


NOW = datetime(2026, 11, 24, 16, 30)


@pytest.mark.parametrize(
    ("holder", "says"),
    [
        (None, "in another window."),
        (Holder("here", "ana", datetime(2026, 11, 24, 16, 2)), "in another window on this computer, since 16:02."),
        (Holder("desk", "ana", datetime(2026, 11, 24, 16, 2)), "on the computer desk by ana, since 16:02."),
        (Holder("desk", "", datetime(2026, 11, 23, 9, 5)), "on the computer desk, since 23 November 2026, 09:05."),
    ],
)
def test_who_holds_a_file_is_said_as_far_as_it_is_known(holder, says):
    said = text(start.held("f.yaml", holder, "here", NOW, "cp f.yaml f-2.yaml", 80))
    assert flat(said).startswith(f"f.yaml is being answered {says} Two at once")


# Screens of small questionnaires


def at(tree, given=None, *lines, **how):
    """Give the position after some lines; the organisation is passed over where nothing is answered."""
    turn = route.begin(tree, answers(tree, given), **how)
    for line in lines:
        turn = take.take(turn.position, line)
    return turn.position


WORDS = {"id": "words", "type": "text", "text": "In your words?", "not_applicable": "You have none"}
DAY = {"id": "day", "type": "date", "text": "When?"}
LONE = {"id": "lone", "type": "choices", "text": "Which?", "options": [{"id": i, "label": i} for i in "abc"]}


def number(id, **more):
    return {"id": id, "type": "number", "text": "How much?", **more}


PROMPTS = [
    (WORDS, "Words, or /? for help"),
    (DAY, "A day, such as 2026-11-24, or ? for help"),
    (LONE, "All that hold, such as 1 3, 0 for none, or ? for help"),
    (number("n", unit="%", minimum=0, maximum=20), "A number in %, 0 to 20, or ? for help"),
    (number("n", unit="months", minimum=0, maximum=20000), "Months, or ? for help"),
    (number("n", unit="a unit that is much too long to be said"), "A number, or ? for help"),
]


@pytest.mark.parametrize(("question", "says"), PROMPTS, ids=[says for _, says in PROMPTS])
def test_a_prompt_says_what_may_be_typed(question, says):
    tree = tree_of(section("team", yes_no("other"), question))
    assert prompt(at(tree, {"other": "yes"})) == says


def test_words_show_the_key_with_its_slash():
    position = at(tree_of(section("team", yes_no("other"), WORDS)), {"other": "yes"})
    assert "\n  /x  Does not apply: You have none\n" in text(question.question(position, 80))
    assert "\n/d       don't know        /s       skip              /b       back\n" in text(help(position, 80))


STORED = [
    ({"lone": []}, "Your answer is none of these. Enter keeps it."),
    ({"lone": ["a"]}, "Your answer is 1. Enter keeps it."),
    ({"lone": "unknown"}, "You said that you don't know. Enter keeps it."),
]


@pytest.mark.parametrize(("given", "says"), STORED)
def test_a_stored_answer_is_shown_as_it_would_be_typed(given, says):
    position = at(tree_of(section("team", LONE, yes_no("other"))), given, "b")
    assert f"\n{says}\n" in text(question.question(position, 80))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"words": "na"}, "You said that this does not apply."),
        ({"words": {"not_applicable": "Too early"}}, "You said that this does not apply: Too early."),
        ({"words": "few"}, "Your answer is few."),
    ],
)
def test_words_and_what_does_not_apply_are_shown_too(given, says):
    position = at(tree_of(section("team", WORDS, yes_no("other"))), given, "b")
    assert f"\n{says} Enter keeps it.\n" in text(question.question(position, 80))


def test_a_note_and_evidence_stand_with_their_question():
    given = {"words": {"value": "few", "note": "Ask Ana", "evidence": ["One", "Two", "Three", "Four"]}}
    said = text(question.question(at(tree_of(section("team", WORDS, yes_no("other"))), given, "b"), 80))
    assert said.endswith("Your note: Ask Ana\nYour evidence: One\nYour evidence: Two\nYour evidence: Three\n")


RISKS = tree_of(
    section(
        "team",
        yes_no("lead", weight=2, weight_reason="All hangs on it."),
        yes_no("half", weight="0.5", when={"lead": "yes"}),
        yes_no("odd", weight="1.7", when={"lead": "yes"}),
        yes_no("shown", weight=0),
        title="The team",
    ),
    risks("storms", risk("flood", yes_no("dam"), title="A flood")),
    flows("across", flow("in", "inward/finance")),
)

WHY = [
    ("lead", 'All hangs on it. It counts double in "The team". Whether two other questions are asked depends on it.'),
    ("half", 'It counts half in "The team".'),
    ("odd", 'It counts 1.7 times in "The team".'),
    ("shown", "It is shown in The team and never counted."),
    ("flood-likelihood", "With the harm it could do, it says how large this risk is: A flood."),
    ("flood-impact", "With its likelihood, it says how large this risk is: A flood."),
    ("dam", 'It counts once against the risk "A flood".'),
    ("in", "It describes what crosses your borders. Flows have no part in points or level."),
    ("name", "It describes you in the report and finds organisations like yours. It is never scored."),
]


@pytest.mark.parametrize(("id", "says"), WHY, ids=[id for id, _ in WHY])
def test_help_says_what_hangs_on_a_question(id, says):
    said = text(help(replace(at(RISKS), at=id), 80))
    assert f" Why we ask {says} " in flat(said)


@pytest.mark.parametrize("id", ["flood-likelihood", "flood-impact", "dam"])
def test_help_names_the_risk_that_a_question_is_about(id):
    assert "\nThe risk: A flood.\n" in text(help(replace(at(RISKS), at=id), 80))


def test_a_part_without_levels_index_or_points_ends_in_words():
    tree = tree_of(flows("across", flow("in", "inward/finance")), section("team", yes_no("lead"), title="The team"))
    turn = route.begin(tree, Answers())
    turn = take.take(take.take(turn.position, "/s").position, "2")
    said = text(parts.ended(turn.position, "across", assess(tree, turn.position.answers), None, 80))
    assert said == (
        "\nPart 1 of 2 is done: across\n  This part describes, and gives no points. More is not better.\n\n"
        "1 of 2 done, about 1 minute left.\n"
    )


def test_a_part_that_does_not_apply_at_all_says_so():
    alone = tree_of(section("team", yes_no("lead", not_applicable="Nobody leads")))
    gone = at(alone, {"lead": "na"})
    said = text(parts.ended(gone, "team", assess(alone, gone.answers), None, 80))
    assert "\n  Nothing here applies to you.\n" in said


def test_an_open_question_left_is_counted_at_the_end_of_a_part():
    position = at(RISKS, {"lead": "no"})
    said = text(parts.ended(position, "team", assess(RISKS, position.answers), None, 80))
    assert "\nPart 1 of 3 has one open question left: The team\n" in said


def test_many_unknown_answers_are_named_in_part():
    tree = tree_of(section("team", *(five(f"q{i}", text=f"Question {i}?") for i in range(8))))
    position = at(tree, {f"q{i}": "unknown" for i in range(7)})
    said = text(parts.ended(position, "team", assess(tree, position.answers), None, 80))
    assert "\n  What you don't know makes the range:\n    Question 0?\n" in said
    assert "\n    and 2 more\n" in said


def test_a_list_names_the_state_of_each_question():
    tree = tree_of(
        section("team", yes_no("lead"), five("ruled", when={"lead": "yes"}), five("known"), five("other")),
        profile=[{"id": "club", "type": "yes-no", "text": "A club?"}],
    )
    given = {"known": {"value": "p0", "note": "n", "evidence": "e"}}
    position = at(tree, given, "o", "1")
    said = text(overview.part_listed(position, "team", 80))
    assert "  1  open, you are here        ?\n  2  not asked yet             ?\n" in said
    assert "  3  answered, note, evidence  ?\n" in said
    ruled = at(tree, {**given, "lead": "no"}, "o", "1")
    assert "  2  not asked " in text(overview.part_listed(ruled, "team", 80))
    assert "  2  empty  A club?\n" in text(overview.part_listed(at(tree, given, "o", "0"), "", 80))


def test_what_waits_is_named_with_what_it_waits_for():
    tree = tree_of(
        section("team", yes_no("lead"), five("first", when={"lead": "yes"}), five("then", when={"lead": "yes"}))
    )
    position = at(tree, None, "/s", "s")
    said = text(review.review(position, assess(tree, position.answers), 80))
    assert "\nTwo questions wait for your answer to lead.\n" in said


def test_one_question_that_waits_and_one_that_was_ruled_out():
    tree = tree_of(section("team", yes_no("lead"), five("then", when={"lead": "yes"})))
    waits = at(tree, None, "/s", "s")
    assert "\nOne question waits for your answer to lead.\n" in text(
        review.review(waits, assess(tree, waits.answers), 80)
    )
    ruled = at(tree, {"lead": "no", "then": "p0"})
    said = text(review.review(ruled, assess(tree, ruled.answers), 80))
    assert "\nOne was not asked, since another answer ruled it out.\n" in said
    assert "\nAnswered, and ruled out by another answer\n  then: ?\n" in said


def test_a_firm_level_with_questions_left_says_what_they_are_for():
    tree = tree_of(
        section("team", five("lead")), flows("across", flow("in", "inward/finance")), levels=levels({"team": 50})
    )
    position = at(tree, {"lead": "p100"})
    said = text(so_far(position, assess(tree, position.answers), None, 80))
    assert flat(said) == (
        "Level 1, ?. Firm: no answer still missing can change it. What is left tells what is at stake and what you "
        "could do. 1 of 2 done, about 1 minute left."
    )


def test_the_short_list_that_is_all_there_is_offers_nothing_more():
    tree = tree_of(section("team", five("lead")), short=["lead"])
    position = at(tree, {"lead": "p0"}, mode="short")
    said = text(review.short_list_done(position, assess(tree, position.answers), 80))
    assert said == "\nThe 1 are done.\n\n1 of 1 done.\n"


def test_flags_are_sentences_on_a_narrow_screen():
    rule = {"id": "r", "kind": "warning", "when": {"lead": "p0"}, "say": "Nobody leads."}
    tree = tree_of(section("team", five("lead")), short=["lead"], rules=[rule])
    position = at(tree, {"lead": "p0"}, mode="short")
    assessment = assess(tree, position.answers)
    assert "\n  warning: Nobody leads.\n" in text(review.short_list_done(position, assessment, 40))
    assert "\n  warning  Nobody leads.\n" in text(review.short_list_done(position, assessment, 80))


def test_the_summary_of_nothing_is_short():
    tree = tree_of(section("team", five("lead", not_applicable="Nobody leads")))
    position = at(tree, {"lead": "na"})
    said = text(closing.closing(assess(tree, position.answers), [], 80))
    assert said == (
        "Your organisation\n\n\nAnswering differently is not being ready. The report says what else counts.\n\n"
    )


def test_a_way_of_several_answers_is_told_together():
    tree = tree_of(
        section("team", *(five(f"q{i}", text=f"Question {i}?") for i in range(5))),
        index={"children": [{"id": "team"}]},
        levels=levels({"team": 100}),
    )
    position = at(tree, {f"q{i}": "p0" for i in range(5)})
    said = text(closing.closing(assess(tree, position.answers), [], 80))
    assert "  1  Five answers together lead to level 1, ?. They take weeks.\n     Question 0?\n" in said
    assert "\n     and 2 more\n" in said


def test_overviews_on_a_narrow_screen_are_lines():
    position = at(RISKS, {"lead": "no"}, "o", "1")
    assert "\n  1: The team\n     1 of 2 done\n" in text(overview.overview(position, 40))
    assert "\n  1  answered\n     ?\n" in text(overview.part_listed(position, "team", 40))


def test_a_file_whose_time_is_not_known():
    assert FileContents(Answers()).saved is None


# What an answer does to others, and what is said once


def test_questions_that_fall_away_or_wait_are_counted(ask, begun):
    err = ask("f.yaml", "--section", "mission-drift", typed="o\ndrift-home-likelihood\nd\nb\nx no\n")[2]
    assert "Two questions wait until you know.\n" in err
    assert "Two questions fall away with this answer.\n" in err


def test_the_review_is_said_once_in_a_sitting(ask, done):
    err = ask("done.yaml", typed="dir-plan\n3\no\ndir-plan\n3\n")[2]
    assert err.count("Answers to look at together") == 1
    assert err.count(f"All {DONE} questions are done") == 3


def test_enter_keeps_what_is_not_known_and_what_does_not_apply(ask, done):
    err = ask("done.yaml", typed="mon-currency\n\no\nsta-workers\n\n")[2]
    assert "Kept: don't know\n" in err
    assert "Kept: does not apply: Nobody works for us there yet\n" in err


def test_a_line_that_cannot_be_taken_is_no_other_place(stick):
    ending, said = hold(stick, b"2\n\xff\nq\ny\n")
    assert (ending.code, "Some letters of that line could not be read." in said) == (4, True)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_who_writes_only_after_a_prompt_gets_one(begun):
    with subprocess.Popen(
        [sys.executable, "-m", "silk_assess", "ask", begun.name],
        cwd=begun.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        said = b""
        while not said.endswith(b" > "):
            said += process.stderr.read1(4096)
        out, err = process.communicate(b"")
    assert (process.returncode, out) == (2, b"")
    assert b"There was nothing to read, so nothing was asked or saved." in err
