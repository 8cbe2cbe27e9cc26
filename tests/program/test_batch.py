"""Many organisations at once: every input, every fault in its place, and the folder whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from silk_assess import cli, escape
from silk_assess.batch import lots, output, score_table, workers
from silk_assess.batch.request import Request
from silk_assess.batch.run import score_all
from silk_assess.commands.batch import command, screen
from silk_assess.faults import SilkError
from silk_assess.files import atomic_folder, inputs
from silk_assess.files.folders import AnswerFile
from silk_assess.files.forecast import Forecast, foresee
from silk_assess.files.table_rows import SplitRow
from silk_assess.tables.layout import Column, Dialect, Kind, Layout, Target, Why
from silk_assess.terminal.layout import plain

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from invented_answers import SILK, invented

HERE = Path(__file__).parent.parent
CASES = sorted(HERE.glob("cases/*/answers.yaml"))
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"
MINI = HERE / "packs" / "mini"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs workers that are copies of this process")
HEAD = "id,name,country,dir-reason,par-agreement,mon-reserve,dir-plan\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def silk(here, capsys):
    """Run a command line in this process; give exit code, stdout and stderr."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        code = cli.run([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def rows(folder: Path) -> list[dict[str, str]]:
    """Read scores.csv."""
    with open(folder / "scores.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def lines(file: Path) -> list[dict]:
    return [json.loads(line, parse_float=Decimal) for line in file.read_text(encoding="utf-8").splitlines()]


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# The whole


def test_a_folder_with_three_faulty_files(silk, here):
    files = invented(here / "answers", 40)
    files[2].write_text(files[2].read_text().replace("questionnaire: silk", "questionnaire: hospital"))
    files[6].write_bytes(b"\xff" + files[6].read_bytes())
    files[30].write_text(files[30].read_text() + "  dir-plan: stpes\n")

    code, out, err = silk("batch", "answers", "-o", "out")

    assert code == 1
    assert out.startswith("37 of 40 organisations scored. 3 files have faults and were left out.\n\nLevel  ")
    assert "  errors.jsonl    3 faults, with place and remedy\n" in out
    assert out.endswith("Mend the faults, then run the same command with --force.\n")
    assert "answers/organisation-00003.yaml:2:16: fault: " in err
    assert sorted(all_bytes(here / "out")) == [
        "benchmark.json",
        "errors.jsonl", "portfolio.html", "portfolio.md", "results.jsonl", "run.json", "scores.csv", "scores.xlsx",
    ]  # fmt: skip
    assert len(rows(here / "out")) == len(lines(here / "out" / "results.jsonl")) == 37
    found = lines(here / "out" / "errors.jsonl")
    assert next((one["file"], one["row"], one["column"], one["code"]) for one in found) == (
        "answers/organisation-00003.yaml", 2, 16, "questionnaire",
    )  # fmt: skip
    assert all(one["fault"] and one["remedy"] for one in found)
    run = json.loads((here / "out" / "run.json").read_text())
    assert (run["organisations"], run["scored"], run["left_out"]) == (40, 37, 3)
    assert run["questionnaire"]["fingerprint"] == SILK.pack.fingerprint


def test_the_six_samples_are_scored(silk, here):
    code, out, err = silk("batch", *CASES, "-o", "out")
    assert (code, err) == (0, "")
    assert out.startswith("All 6 organisations scored.\n")
    assert "no faults" in out
    assert "Mend" not in out


def test_every_value_agrees_with_score(silk, here, request):
    """With --examples 20000 on 2,000 random answer files."""
    number = request.config.getoption("examples") // 10
    files = invented(here / "answers", number, seed=5)
    code, out, _ = silk("score", *(file.relative_to(here) for file in files), "--json")
    assert code == 0
    silk("batch", "answers", "-o", "out")

    assert (here / "out" / "results.jsonl").read_text(encoding="utf-8") == out
    chosen = score_table.columns_of(SILK, False)
    for row, line in zip(rows(here / "out"), out.splitlines(), strict=True):
        result = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        assert row["file"].endswith(".yaml")
        assert row["name"] == result["organisation"]["name"]
        for name, way in chosen:
            value = result
            for step in way:
                value = None if value is None else value.get(step)
            assert row[name] == flat(value), name


def flat(value) -> str:
    """Write a value of a result as a cell has it, told apart from the program's own way."""
    if value is None:
        return ""
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value) or "none"
    return str(value)


def test_the_bytes_are_the_same_for_any_number_of_workers_and_any_listing(silk, here, monkeypatch):
    files = invented(here / "answers", 30)
    files[3].write_text("nonsense")
    (here / "t.csv").write_text(HEAD + "".join(f"{i},Row {i},NO,stated,roles,2.5,steps\n" for i in range(26)))
    found = []
    listed = os.listdir
    for i, number in enumerate(("1", "2", "4")):
        chance = random.Random(i)
        monkeypatch.setattr(os, "listdir", lambda path, chance=chance: chance.sample(all := listed(path), len(all)))
        assert silk("batch", "answers", "t.csv", "-o", f"out-{number}", "--workers", number, "--reports")[0] == 1
        found.append(all_bytes(here / f"out-{number}"))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 8 + 55


def test_a_sent_task_does_the_same_as_a_copied_one(here):
    """Where a process is not a copy of this one the questionnaire is sent to it."""
    import multiprocessing
    import pickle

    task = workers.Task(SILK, score_table.columns_of(SILK, True), False)
    unit = AnswerFile(str(CASES[0]))
    again = pickle.loads(pickle.dumps(task))
    assert workers.outcome_of(unit, again) == workers.outcome_of(unit, task)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(workers.outcome_of, (unit, task)) == workers.outcome_of(unit, task)


@pytest.mark.parametrize(
    ("letters", "number", "expected"), [(100, 40, [16, 16, 8]), (300_000, 5, [2, 2, 1]), (2_000_000, 3, [1, 1, 1])]
)
def test_long_rows_and_lines_go_out_in_short_lots(letters, number, expected):
    """So that a hundred of 2 MB each do not wait in memory at once."""
    lines = [inputs.JsonLine("a.jsonl", i, b"x" * letters) for i in range(number)]
    assert [len(lot) for lot in lots.cut(lines)] == expected
    columns = tuple(Column(name, Target(Kind.CARRY), Why.ASKED) for name in "ab")
    layout = Layout("a.csv", Dialect(), columns)
    rows = [inputs.TableRow(layout, SplitRow(i, ("x" * (letters // 2),) * 2), False) for i in range(number)]
    assert [len(lot) for lot in lots.cut(rows)] == expected


# Inputs


def test_a_column_that_is_no_question_holds_the_table_and_nothing_else(silk, here):
    (here / "a.csv").write_text("id,name,dir-reasn,dir-plan\n1,A,stated,steps\n2,B,stated,stpes\n3,C,stated,steps\n")
    (here / "b.csv").write_text("id,name,dir-reason,dir-plan\n4,D,stated,steps\n")

    code, out, err = silk("batch", "a.csv", "b.csv", "-o", "out")

    assert code == 1
    assert err.startswith(
        'a.csv:1: fault: 1 column is no question [column]\n   C  dir-reasn  Did you mean "dir-reason"?\n'
    )
    assert 'a.csv:3: fault: column D, dir-plan: "stpes" is not an answer [option]' in err
    assert [row["id"] for row in rows(here / "out")] == ["4"]
    assert " ".join(out.split()).startswith(
        "1 of 4 organisations scored. 1 row has a fault and was left out. 2 rows without a fault wait for the columns "
        "of the table to be mended: a faulty column concerns all of them."
    )
    assert [(one["row"], one["column"], one["question"]) for one in lines(here / "out" / "errors.jsonl")] == [
        (1, None, None),
        (3, 4, "dir-plan"),
    ]


def test_a_column_may_be_carried_along_and_compared(silk, here):
    table = "id,region,dir-reason\n" + "".join(f"{i},{'north' if i % 2 else 'south'},stated\n" for i in range(12))
    (here / "t.csv").write_text(table)
    assert silk("batch", "t.csv", "-o", "a")[0] == 1
    code, _, err = silk("batch", "t.csv", "-o", "out", "--extra", "region", "--by", "region")
    assert (code, err) == (0, "")
    assert [row["region"] for row in rows(here / "out")][:3] == ["south", "north", "south"]
    assert "north" in (here / "out" / "portfolio.html").read_text(encoding="utf-8")
    code, _, err = silk("batch", "t.csv", "-o", "b", "--extra", "region", "--by", "regoin")
    assert (code, err) == (
        2,
        '--by regoin: there is no such field in the profile. Did you mean "region"?\n',
    )
    assert not (here / "b").exists()


def test_tables_may_carry_different_columns(silk, here):
    (here / "a.csv").write_text('id,region,dir-reason\n1,"a, ""b""\nc",stated\n2,=1+1,stated\n')
    (here / "b.csv").write_text("id,file,dir-reason\n3,their own,stated\n")
    silk("batch", "a.csv", "b.csv", "-o", "out", "--extra", "region", "--extra", "file")
    found = rows(here / "out")
    assert [(row["id"], row["region"], row["kept.file"]) for row in found] == [
        ("1", 'a, "b"\nc', ""),
        ("2", "'=1+1", ""),
        ("3", "", "their own"),
    ]
    assert [row["file"] for row in found] == ["a.csv", "a.csv", "b.csv"]
    assert [row["row"] for row in found] == ["2", "3", "2"]


def test_a_cell_that_is_too_long_is_told_after_columns_were_added_too(silk, here):
    (here / "a.csv").write_text(f"id,region,dir-reason\n1,north,stated\n2,{'x' * 140_000},stated\n")
    code, _, err = silk("batch", "a.csv", "-o", "out", "--extra", "region", "--workers", "1")
    assert (code, [row["id"] for row in rows(here / "out")]) == (1, ["1"])
    assert err.startswith("a.csv:3: fault: a cell holds more than 131,072 letters [too-large]")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1 2", "--1", "@a", "\tb", "＝1", "'=1", "＠x", "plain", "'quoted", '"a", b', "a;=1"]
)
def test_names_and_columns_come_out_inert_and_come_back(silk, here, text):
    cell = escape.csv_line([text]).strip("\n")
    (here / "t.csv").write_text(f"id,name,region,dir-reason\n{cell},{cell},{cell},stated\n", encoding="utf-8")
    assert silk("batch", "t.csv", "-o", "out", "--extra", "region")[0] == 0
    (row,) = rows(here / "out")
    given = escape.from_csv_cell(text)
    for key in ("id", "name", "region"):
        assert row[key][:1] not in set("=+-@\t\r＝＋－＠")
        assert escape.from_csv_cell(row[key]) == (given.strip() if key == "id" else given)


def test_a_plain_number_with_a_sign_stays_bare_in_a_column_kept_and_not_at_the_start_of_a_line(silk, here):
    (here / "t.csv").write_text("id,balance,phone,dir-reason\n-5,-1250.50,+32 470,stated\n", encoding="utf-8")
    assert silk("batch", "t.csv", "-o", "out", "--extra", "balance", "--extra", "phone")[0] == 0
    (row,) = rows(here / "out")
    assert (row["id"], row["balance"], row["phone"]) == ("'-5", "-1250.50", "'+32 470")


def test_what_cannot_be_seen_is_an_escape_in_every_file_for_programs(silk, here):
    name = "Haneul \u202ekrow\u200b \u0085"
    (here / "\u202et.csv").write_text(f"id,name,dir-reason\n1,{name[:-1]},stated\n2,A,\u202edetats\n", encoding="utf-8")
    silk("batch", "\u202et.csv", "-o", "out")
    for file in ("results.jsonl", "errors.jsonl", "run.json"):
        text = (here / "out" / file).read_text(encoding="utf-8")
        assert escape.visible(text) == text
    (result,) = (here / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(result)["organisation"]["name"] == name[:-2]
    assert "\\u202e" in result
    (fault,) = (here / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(fault)["file"] == "\u202et.csv"


def test_a_table_on_standard_input(silk, here, monkeypatch):
    data = io.TextIOWrapper(io.BytesIO((HEAD + "1,A,NO,stated,roles,2.5,steps\n").encode()))
    monkeypatch.setattr(sys, "stdin", data)
    assert silk("batch", "-", "-o", "out")[0] == 0
    assert [row["file"] for row in rows(here / "out")] == ["standard input"]


def test_lines_of_json(silk, here):
    one = {"format": "silk-answers/1", "questionnaire": "silk", "version": "2.0.0", "id": "a"}
    one["answers"] = {"dir-plan": "steps"}
    given = [
        json.dumps(one),
        "",
        json.dumps({**one, "id": "b", "answers": {"dir-reason": "statd"}}),
        "{",
        json.dumps(one),
    ]
    (here / "some.jsonl").write_text("\n".join(given))
    code, out, err = silk("batch", "some.jsonl", "-o", "out")
    assert code == 1
    assert out.startswith("1 of 4 organisations scored. 3 lines have faults and were left out.\n")
    assert 'some.jsonl:5: fault: the id "a" stands in row 1 too [id]' in err
    assert [one["row"] for one in lines(here / "out" / "errors.jsonl")] == [3, 4, 5]


def test_an_id_that_stands_twice_is_told_with_both_places(silk, here):
    (here / "a.csv").write_text("id,dir-reason\n1,stated\n2,stated\n1,asked\n")
    (here / "b.csv").write_text("id,dir-reason\n2,stated\n")
    code, _, err = silk("batch", "a.csv", "b.csv", "-o", "out")
    assert code == 1
    assert 'a.csv:4: fault: the id "1" stands in row 2 too [id]' in err
    assert 'b.csv:2: fault: the id "2" stands in a.csv, row 3, too [id]' in err
    assert [row["id"] for row in rows(here / "out")] == ["1", "2"]


def test_what_is_named_twice_is_read_once(silk, here):
    (here / "a.csv").write_text("id,dir-reason\n1,stated\n")
    shutil.copy(CASES[0], here / "co-op.yaml")
    assert silk("batch", "a.csv", "a.csv", "co-op.yaml", here, "./a.csv", "-o", "out")[0] == 0
    assert len(rows(here / "out")) == 2


@POSIX
def test_a_folder_with_all_that_folders_can_hold(silk, here):
    files = invented(here / "answers", 4)
    if os.geteuid():
        files[1].chmod(0)
    else:
        files[1].unlink()
        files[1].symlink_to("nowhere")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("answers/socket.yaml")
        os.mkfifo("answers/pipe.yaml")
        (here / "answers" / "deeper").mkdir()
        (here / "answers" / "deeper" / "loop").symlink_to("..")
        (here / "answers" / "self.yaml").symlink_to("self.yaml")
        shutil.copy(files[0], here / "answers" / "x.yaml.bak")
        (here / "answers" / "empty.yaml").touch()
        (here / "answers" / "members.xlsx").write_bytes(b"PK")
        code, _, _ = silk("batch", "answers", "answers/members.xlsx", "missing.csv", "answers/gone.yaml", "-o", "out",
            "--follow-links")  # fmt: skip
    assert code == 1
    assert len(rows(here / "out")) == 3
    found = {Path(one["file"]).name: one for one in lines(here / "out" / "errors.jsonl")}
    assert set(found) == {
        files[1].name, "socket.yaml", "pipe.yaml", "self.yaml", "empty.yaml", "members.xlsx", "missing.csv",
        "gone.yaml",
    }  # fmt: skip
    assert "Open it in a spreadsheet" in found["members.xlsx"]["remedy"]
    assert all(one["fault"] and one["remedy"] for one in found.values())


@POSIX
def test_links_in_a_folder_are_told_and_no_fault(silk, here):
    invented(here / "answers", 2)
    invented(here / "others", 2)
    (here / "answers" / "x").symlink_to("../others")
    code, _, err = silk("batch", "answers", "-o", "out")
    assert (code, len(rows(here / "out"))) == (0, 2)
    assert "One link was left out: answers/x.\n  To follow links in folders, add --follow-links.\n" in err
    assert json.loads((here / "out" / "run.json").read_text())["links_left_out"] == ["answers/x"]
    code, _, err = silk("batch", "answers", "-o", "more", "--follow-links")
    assert (code, len(rows(here / "more")), err) == (0, 4, "")
    assert json.loads((here / "more" / "run.json").read_text())["links_left_out"] == []


@POSIX
def test_of_many_links_the_first_are_told(silk, here):
    invented(here / "answers", 1)
    for i in range(30):
        (here / "answers" / f"z{i:02}.yaml").symlink_to("nowhere")
    code, _, err = silk("batch", "answers", "-o", "out")
    assert code == 0
    assert " ".join(err.split()).startswith("30 links were left out: answers/z00.yaml, answers/z01.yaml,")
    assert "answers/z09.yaml and 20 more (all are in out/run.json)." in " ".join(err.split())


@POSIX
def test_a_folder_of_links_alone_says_so(silk, here):
    (here / "in").mkdir()
    (here / "in" / "x.yaml").symlink_to("../y.yaml")
    code, _, err = silk("batch", "in", "-o", "out")
    assert (code, err) == (4, "There are no answers in in, only one link.\n  Links are followed with --follow-links.\n")


def test_a_file_that_vanishes_is_told_and_the_rest_is_scored(silk, here, monkeypatch):
    files = invented(here / "answers", 3)
    real = inputs.units

    def units(*words):
        found = list(real(*words))
        files[1].unlink()
        return iter(found)

    monkeypatch.setattr(inputs, "units", units)
    code, _, _ = silk("batch", "answers", "-o", "out")
    assert (code, len(rows(here / "out"))) == (1, 2)
    assert lines(here / "out" / "errors.jsonl")[0]["code"] == "unreadable"


HOSTILE = [
    "a,b\n" * 3,
    HEAD + "1,A\n1,A,NO,stated,roles,2.5,steps,more\n",
    HEAD + "1,A\0B,NO,stated,roles,2.5,steps\n",
    HEAD.encode() + "2,é,NO,stated,roles,2.5,stpes\n".encode() + b"1,\xe9,NO,stated,roles,2.5,steps\n",
    HEAD + '1,A,NO,stated,roles,"2,5",steps\n',
    HEAD + f"1,{'x' * 131_073},NO,stated,roles,2.5,steps\n",
    "id," + ",".join(f"c{i}" for i in range(10_000)) + "\n" + "1," * 10_000 + "\n",
    "dir-plan,dir-plan\nsteps,steps\n",
    '"dir-plan\nsteps\n' * 3,
    b"\xff\xfe" + (HEAD + "1,\0,NO,stated,roles,2.5,steps\n").encode("utf-16-le"),
    "\n\n\n",
    "dir-plan\n\rsteps\n",
    "",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_broken_table_stops_nobody_else(silk, here, data):
    (here / "t.csv").write_bytes(data.encode() if isinstance(data, str) else data)
    (here / "good.csv").write_text(HEAD + "9,Z,NO,stated,roles,2.5,steps\n")
    start = time.monotonic()
    code, _, err = silk("batch", "t.csv", "good.csv", "-o", "out")
    assert time.monotonic() - start < 20
    assert code == 1
    assert [row["id"] for row in rows(here / "out")] == ["9"]
    found = lines(here / "out" / "errors.jsonl")
    assert found
    assert {one["file"] for one in found} == {"t.csv"}
    assert "our fault" not in err


def test_the_eleventh_fault_stands_in_the_file_only(silk, here):
    (here / "t.csv").write_text(HEAD + "".join(f"{i},A,NO,statd,roles,2.5,steps\n" for i in range(24)))
    _, _, err = silk("batch", "t.csv", "-o", "out")
    assert err.count(": fault: ") == 3
    assert err.endswith("\n   and 21 more in this column\n\n")
    assert len(lines(here / "out" / "errors.jsonl")) == 24
    columns = ("dir-reason", "par-agreement", "mon-reserve", "dir-plan")
    (here / "t.csv").write_text("id," + ",".join(columns) + "\n" + "".join(f"{i},x,x,x,x\n" for i in range(24)))
    _, _, err = silk("batch", "t.csv", "-o", "more")
    assert (err.count(": fault: "), err.count("   and 21 more in this column\n")) == (10, 2)
    assert err.endswith("\nand 44 more in more/errors.jsonl\n\n")


# What cannot be done


def test_nothing_to_score_is_told_and_leaves_nothing(silk, here):
    (here / "empty").mkdir()
    (here / "empty" / "t.csv").write_text(HEAD)
    code, out, err = silk("batch", "empty", "-o", "out")
    assert (code, out) == (4, "")
    assert err == (
        "There are no answers in empty.\n"
        "  A folder is searched for answer files (.yaml); name tables (.csv, .xlsx) and\n"
        "  lines of JSON (.jsonl) one by one.\n"
    )
    code, _, err = silk("batch", "missing", "-o", "out")
    assert (code, err) == (4, "There is no file missing here. Check the name and the folder.\n")
    assert os.listdir(here) == ["empty"]


USAGE = [
    (("batch",), "batch needs an IN"),
    (("batch", "a.csv"), "batch needs the folder to write, behind -o"),
    (("batch", "a.csv", "-o", "out", "--columns", "few"), "--columns few is nothing to choose"),
    (("batch", "a.csv", "-o", "out", "--encoding", "unicode_escape"), '--encoding "unicode_escape": there is no such'),
    (("batch", "a.csv", "-o", "out", "--encoding", "klingon"), '--encoding "klingon": there is no such encoding'),
    (("batch", "a.csv", "-o", "out", "--workers", "0"), "--workers 0 is no number from 1 to 64"),
    (
        ("batch", "a.csv", "-o", "out", "--by", "contry"),
        "--by contry: there is no such field in the profile. Did you mean",
    ),
    (("batch", "-", "-", "-o", "out"), "Standard input can be read once only"),
]


@pytest.mark.parametrize(("words", "says"), USAGE)
def test_a_slip_on_the_command_line(silk, here, words, says):
    (here / "a.csv").write_text(HEAD)
    code, out, err = silk(*words)
    assert (code, out) == (2, "")
    assert err.startswith(says)
    assert sorted(os.listdir(here)) == ["a.csv"]


def test_an_existing_folder_is_replaced_with_force_only(silk, here):
    files = invented(here / "answers", 2)
    silk("batch", files[0], "-o", "out")
    before = all_bytes(here / "out")
    code, _, err = silk("batch", "answers", "-o", "out")
    assert (code, err) == (4, "out is there already. Choose another name, or add --force.\n")
    assert all_bytes(here / "out") == before
    assert silk("batch", "answers", "-o", "out", "--force")[0] == 0
    assert len(rows(here / "out")) == 2
    assert sorted(os.listdir(here)) == ["answers", "out"]


def test_a_strangers_folder_is_set_aside_and_never_removed(silk, here):
    for i in ("", "-2"):
        shutil.rmtree(here / "out", ignore_errors=True)
        (here / "out").mkdir()
        (here / "out" / "thesis.txt").write_text("years of work")
        code, out, _ = silk("batch", CASES[0], "-o", "out", "--force")
        assert code == 0
        assert f"What out held before is in out.before{i}: not all of it is as batch wrote it." in out
        assert (here / f"out.before{i}" / "thesis.txt").read_text() == "years of work"
    assert sorted(os.listdir(here)) == ["out", "out.before", "out.before-2"]


def put_in(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    with (folder / name).open("a", encoding="utf-8") as stream:
        stream.write(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reports/minutes.html", "<p>Minutes</p>"),
        ("reports/haneul-works.html", "<!-- read on Monday -->"),
        ("reports/thesis.html/chapter.txt", "years of work"),
        ("reports/chapter.txt", "years of work"),
        ("thesis/chapter.txt", "years of work"),
        ("scores.csv", "Coop,by,hand\n"),
        ("portfolio.md", "\nRead on Monday.\n"),
        ("run.json", "\n"),
        (".DS_Store", "x"),
    ],
)
def test_what_somebody_added_to_a_result_stays_whole(silk, here, name, text):
    silk("batch", HANEUL, "-o", "out", "--reports")
    (here / "out" / "reports" / "answers.html").rename(here / "out" / "reports" / "haneul-works.html")
    listed = (here / "out" / "run.json").read_text().replace("reports/answers.html", "reports/haneul-works.html")
    (here / "out" / "run.json").write_bytes(output.written(json.loads(listed)))
    assert output.is_ours(here / "out")
    put_in(here / "out", name, text)
    before = all_bytes(here / "out")
    code, out, _ = silk("batch", HANEUL, "-o", "out", "--force")
    assert code == 0
    assert "What out held before is in out.before: not all of it is as batch wrote it." in " ".join(out.split())
    assert all_bytes(here / "out.before") == before
    assert sorted(os.listdir(here)) == ["out", "out.before"]


@pytest.mark.parametrize("run", ["", "{}", '{\n  "format": "silk-batch/1"\n}\n', "[" * 100_000])
def test_a_folder_with_a_run_that_lists_nothing_is_a_strangers(silk, here, run):
    (here / "out").mkdir()
    (here / "out" / "run.json").write_text(run)
    (here / "out" / "scores.csv").write_text("mine\n")
    assert silk("batch", HANEUL, "-o", "out", "--force")[0] == 0
    assert all_bytes(here / "out.before") == {"run.json": run.encode(), "scores.csv": b"mine\n"}


@POSIX
def test_a_link_in_a_result_makes_it_a_strangers(silk, here):
    silk("batch", HANEUL, "-o", "out")
    (here / "out" / "portfolio.md").rename(here / "mine.md")
    (here / "out" / "portfolio.md").symlink_to(here / "mine.md")
    assert silk("batch", HANEUL, "-o", "out", "--force")[0] == 0
    assert (here / "out.before" / "portfolio.md").is_symlink()


@POSIX
def test_a_link_in_the_place_of_the_folder_is_not_followed(silk, here):
    silk("batch", HANEUL, "-o", "there")
    before = all_bytes(here / "there")
    (here / "out").symlink_to("there")
    code, _, err = silk("batch", CASES[0], "-o", "out", "--force")
    says = "out is a link, and no link is followed where something is written. Name what it leads to, there, or choose"
    assert (code, " ".join(err.split())) == (4, f"{says} another name.")
    assert all_bytes(here / "there") == before
    assert (here / "out").is_symlink()
    assert sorted(os.listdir(here)) == ["out", "there"]


def test_a_run_lists_every_file_with_its_digest(silk, here):
    silk("batch", *CASES[:2], "-o", "out", "--reports")
    run = json.loads((here / "out" / "run.json").read_bytes())
    found = {name: f"sha256:{sha256(data).hexdigest()}" for name, data in all_bytes(here / "out").items()}
    assert {**run["files"], "run.json": found["run.json"]} == found
    assert list(run["files"]) == sorted(run["files"])
    text = (here / "out" / "run.json").read_text(encoding="utf-8")
    above, own = text.rsplit('  "digest": ', 1)
    above = re.sub('  "engine": .*\n', "", above)
    assert own == f'"sha256:{sha256(above.encode()).hexdigest()}"\n}}\n'


@POSIX
def test_all_folders_are_on_the_disk_before_they_change_places(silk, here, monkeypatch):
    done, sync, rename = [], os.fsync, os.rename

    def synced(handle):
        done.append(os.readlink(f"/proc/self/fd/{handle}") if sys.platform == "linux" else "")
        sync(handle)

    def renamed(one, other):
        done.append("renamed")
        rename(one, other)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "rename", renamed)
    assert silk("batch", HANEUL, "-o", "out", "--reports")[0] == 0
    before = done[: done.index("renamed")]
    assert [Path(one).suffix for one in before[-2:]] == ["", ".folder"]
    assert Path(before[-2]).name == "reports"


@POSIX
def test_a_full_disk_leaves_no_folder_at_all(small_disk, silk, monkeypatch):
    monkeypatch.chdir(small_disk)
    for words in (("batch", HANEUL, "-o", "out"), ("new", "ours", "--from", "silk"), ("demo",)):
        code, out, err = silk(*words)
        assert (code, out) == (4, "")
        assert "the disk is full" in " ".join(err.split())
        assert os.listdir(small_disk) == ["filled"]


def test_places_where_no_folder_may_stand(silk, here, monkeypatch):
    files = invented(here / "answers", 1)
    (here / "a-file").touch()
    for out, says in (
        ("a-file", "a-file is there already, and is no folder"),
        ("no/where", "There is no folder no here"),
        ("answers", f"{files[0]} is to be read, and stands inside answers"),
        (".", ". is the folder where you are"),
        ("..", ".. is the folder where you are"),
        ("a" * 300, f"The name of {'a' * 300} is too long"),
    ):
        code, _, err = silk("batch", files[0], "-o", out, "--force")
        assert code == 4, out
        assert " ".join(err.split()).startswith(says)
        assert sorted(os.listdir(here)) == ["a-file", "answers"]
    assert files[0].exists()


def test_a_full_disk_leaves_what_was_there(silk, here, monkeypatch):
    silk("batch", CASES[0], "-o", "out")
    before = all_bytes(here / "out")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "_settle", full)
    code, _, err = silk("batch", CASES[1], "-o", "out", "--force")
    assert (code, err) == (4, "out cannot be written: the disk is full. Make room, or name another place.\n")
    assert all_bytes(here / "out") == before
    assert os.listdir(here) == ["out"]


def test_without_an_exchange_in_one_step_two_do(silk, here, monkeypatch):
    silk("batch", CASES[0], "-o", "out")
    monkeypatch.setattr(atomic_folder, "_exchanged", lambda *_: False)
    assert silk("batch", *CASES[:2], "-o", "out", "--force")[0] == 0
    assert (len(rows(here / "out")), os.listdir(here)) == (2, ["out"])

    # Killed between the two: the next run finds the old one and puts it back.
    real = os.rename

    def killed(one, other):
        if str(one).endswith(".ready"):
            raise KeyboardInterrupt
        real(one, other)

    monkeypatch.setattr(os, "rename", killed)
    assert silk("batch", *CASES, "-o", "out", "--force")[0] == 130
    monkeypatch.setattr(os, "rename", real)
    assert not (here / "out").exists()
    assert silk("batch", CASES[0], "-o", "out")[0] == 4
    assert (len(rows(here / "out")), os.listdir(here)) == (2, ["out"])


@POSIX
def test_a_kill_while_the_old_one_is_removed_leaves_nothing_behind(silk, here, monkeypatch):
    silk("batch", CASES[0], "-o", "out")
    real = shutil.rmtree

    def killed(folder, **_):
        (Path(folder) / "run.json").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", killed)
    assert silk("batch", CASES[1], "-o", "out", "--force")[0] == 130
    monkeypatch.setattr(shutil, "rmtree", real)
    assert silk("batch", CASES[1], "-o", "out", "--force")[0] == 0
    assert os.listdir(here) == ["out"]


@POSIX
def test_two_at_once_take_turns_or_are_told(silk, here, monkeypatch):
    monkeypatch.setattr(atomic_folder, "_PATIENCE_SECONDS", 0.05)
    with atomic_folder.write_folder(here / "out", False, output.is_ours):
        code, _, err = silk("batch", CASES[0], "-o", "out")
    assert code == 4
    assert err == "out is being written by somebody else.\n  Wait until that is done, or name another folder.\n"


@POSIX
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(here, sign):
    invented(here / "answers", 300)
    code = "from silk_assess.cli import main; main()"
    words = [sys.executable, "-c", code, "batch", "answers", "-o", "out", "--workers", "2"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        for _ in range(500):
            if list(here.glob(".silk-*")):
                break
            time.sleep(0.01)
        time.sleep(0.2)
        os.killpg(process.pid, sign) if sign == signal.SIGINT else os.kill(process.pid, sign)
        try:
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (130, b"", b"")
    assert os.listdir(here) == ["answers"]


def half_sent(pipe, task):
    pipe.recv()
    os.write(pipe.fileno(), struct.pack("!i", 100_000) + b"half of a result")
    os.kill(os.getpid(), signal.SIGKILL)


def never_begun(pipe, task):
    os.kill(os.getpid(), signal.SIGKILL)


@LINUX
@pytest.mark.parametrize("work", [half_sent, never_begun])
def test_a_worker_that_the_system_ends_ends_the_batch_and_nothing_is_left(silk, here, monkeypatch, work):
    invented(here / "answers", 20)
    monkeypatch.setattr(workers, "_work", work)
    code, out, err = silk("batch", "answers", "-o", "out", "--workers", "2")
    assert (code, out) == (4, "")
    assert err == (
        "A process that was scoring has ended; the system may be short of memory.\n  Run it again with --workers 1.\n"
    )
    assert os.listdir(here) == ["answers"]
    assert not multiprocessing.active_children()


@LINUX
def test_what_goes_wrong_in_a_worker_is_told_as_if_it_had_gone_wrong_here(silk, here, monkeypatch):
    def wrong(*_):
        raise ZeroDivisionError("of ours")

    invented(here / "answers", 20)
    monkeypatch.setattr(workers, "outcome_of", wrong)
    code, out, err = silk("batch", "answers", "-o", "out", "--workers", "2")
    assert (code, out) == (3, "")
    assert "It is our fault, not yours.\n" in err
    assert sorted(os.listdir(here)) == ["answers", "silk-assess-bug.txt"]
    account = (here / "silk-assess-bug.txt").read_text()
    assert "\nwhat: ZeroDivisionError\n" in account
    assert account.endswith(" wrong\n")
    assert "of ours" not in account
    assert not multiprocessing.active_children()


def test_where_no_process_can_be_begun_one_does_it_all(silk, here, monkeypatch):
    def none(*_):
        raise BlockingIOError

    invented(here / "answers", 3)
    assert silk("batch", "answers", "-o", "one", "--workers", "1")[0] == 0
    monkeypatch.setattr(workers, "_Worker", none)
    assert silk("batch", "answers", "-o", "two", "--workers", "2")[0] == 0
    assert (here / "two" / "results.jsonl").read_bytes() == (here / "one" / "results.jsonl").read_bytes()


# What is said on the way


def said(found) -> str:
    return "\n".join(plain(line) for line in found)


def test_progress_in_words():
    assert said(screen.begun(Forecast(200, 0), SILK, 80)) == "Scoring 200 files with questionnaire silk 2.0.0"
    assert said(screen.begun(Forecast(1, 48, True), SILK, 80)) == (
        "Scoring 1 file, 48 rows and standard input with questionnaire silk 2.0.0"
    )
    forecast = Forecast(10_000, 0)
    assert said(screen.progress(1200, forecast, 10, 80)) == "1,200 of 10,000 done, 120 a second, about 73 seconds left"
    assert said(screen.progress(5, forecast, 10, 80)) == "5 of 10,000 done, 30 a minute, about 6 hours left"
    assert said(screen.progress(100, forecast, 10, 80)) == "100 of 10,000 done, 10 a second, about 16 minutes left"
    assert said(screen.progress(9999, forecast, 10, 80)).endswith("about 1 second left")
    assert said(screen.progress(0, forecast, 10, 80)) == "0 of 10,000 done"
    assert said(screen.progress(0, Forecast(0, 0, True), 10, 80)) == "None done yet"
    assert said(screen.progress(50, Forecast(0, 0, True), 10, 80)) == "50 done, 5 a second"


class Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(("terminal", "times"), [(True, 4), (False, 0)])
def test_progress_comes_each_second_on_a_terminal_and_each_minute_elsewhere(monkeypatch, terminal, times):
    monkeypatch.setenv("NO_COLOR", "1")
    now = 0.0
    monkeypatch.setattr(command.time, "monotonic", lambda: now)
    stream = Stream(terminal)
    progress = command.Progress(stream)
    for done in range(45):
        now = done / 10
        progress(done, Forecast(100, 0), SILK)
    assert stream.getvalue().count(" done") == times
    assert stream.getvalue().count("Scoring ") == (1 if times else 0)
    now = 61.0
    progress(45, Forecast(100, 0), SILK)
    assert stream.getvalue().count(" done") == times + 1


def test_how_much_there_is_to_do(here):
    invented(here / "answers", 3)
    (here / "answers" / ".hidden.yaml").touch()
    (here / "t.csv").write_text("a\nb\nc\n")
    (here / "t.jsonl").write_text("{}\n{}\n")
    assert foresee(["answers", "t.csv", "t.jsonl", "one.yaml", "missing.csv"]) == Forecast(4, 5)
    assert foresee(["-"]) == Forecast(0, 0, True)


# Reports and short columns


def test_the_portfolio_leads_to_each_report(silk, here):
    silk("batch", *CASES, "-o", "out", "--reports")
    page = (here / "out" / "portfolio.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(reports/[^"]+)"', page)
    drawn = [f"reports/{one}" for one in os.listdir(here / "out" / "reports")]
    assert sorted(map(unquote, links)) == sorted(drawn)
    silk("batch", *CASES, "-o", "plain")
    assert "reports/" not in (here / "plain" / "portfolio.html").read_text(encoding="utf-8")


def test_reports_have_names_of_their_own_that_any_system_takes(silk, here):
    ids = ["../up", "CON", "a b", "a-b", "", "", "x" * 200]
    table = "id,name,dir-reason\n" + "".join(f"{id},Coop,stated\n" for id in ids)
    (here / "t.csv").write_text(table)
    code, out, _ = silk("batch", "t.csv", "-o", "out", "--reports")
    assert code == 0
    assert "  reports         7 reports for a browser\n" in out
    assert sorted(os.listdir(here / "out" / "reports")) == sorted(
        ["up.html", "_CON.html", "a-b.html", "a-b-2.html", "Coop.html", "Coop-2.html", f"{'x' * 60}.html"]
    )


def test_a_report_of_a_batch_is_the_report_of_the_file(silk, here):
    silk("batch", CASES[0], "-o", "out", "--reports")
    (file,) = (here / "out" / "reports").iterdir()
    assert file.read_bytes() == CASES[0].with_name("report.html").read_bytes()


def test_short_columns_are_few_and_the_same_figures(silk, here):
    silk("batch", *CASES, "-o", "all")
    silk("batch", *CASES, "-o", "short", "--columns", "short")
    few, whole = rows(here / "short"), rows(here / "all")
    assert list(few[0]) == [
        "id", "name", "file", "sheet", "row", "level_low", "level_point", "level_high", "firm", "coverage",
        *(f"{id}.{key}" for id in ("capabilities", "governance", "mission-drift", "index")
          for key in ("points", "low", "high")),
    ]  # fmt: skip
    for one, other in zip(few, whole, strict=True):
        assert one.items() <= other.items()


def test_another_questionnaire_may_be_named(silk, here):
    code, _, err = silk("batch", *sorted(MINI.glob("answers*.yaml")), "--pack", MINI, "-o", "out")
    assert (code, err) == (0, "")
    assert json.loads((here / "out" / "run.json").read_text())["questionnaire"]["id"] == "mini"
    code, _, err = silk("batch", CASES[0], "--pack", "no-such", "-o", "out-2")
    assert code == 4
    with pytest.raises(SilkError):
        score_all(Request((str(CASES[0]),), here / "x", pack="no-such"), io.BytesIO(), lambda *_: None)
