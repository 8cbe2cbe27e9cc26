"""Without FILE a command takes the one answer file of this folder; `why` tells a file from a part."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.files.folders import is_voice

HERE = Path(__file__).parent.parent
HANEUL = HERE / "cases" / "haneul-works" / "answers.yaml"
COMMANDS = [["score"], ["report"], ["why"], ["score", "--json"]]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def silk(here, capsys):
    """Run a command line in this process; give exit code, stdout and stderr."""

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(list(words))
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def co_op(here):
    shutil.copy(HANEUL, here / "co-op.yaml")
    return here / "co-op.yaml"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_it_is_the_only_one(silk, co_op, words):
    name, *options = words
    assert silk(*words)[:2] == silk(name, "co-op.yaml", *options)[:2]
    assert silk(*words)[0] == 0


def test_a_report_of_it_stands_beside_it(silk, co_op):
    assert silk("report")[2] == "Wrote co-op.html. Open it in a browser; it needs no network.\n"
    assert co_op.with_suffix(".html").is_file()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_there_is_none(silk, words):
    says = "There is no answer file in this folder yet. Answer the questions first:\n  silk-assess ask co-op.yaml\n"
    assert silk(*words) == (2, "", says)


def test_there_are_several(silk, co_op):
    shutil.copy(co_op, "other.yaml")
    os.utime(co_op, (1, 1))
    says = "There are 2 answer files in this folder.\n  Here are other.yaml and co-op.yaml. Name one, for example:\n"
    assert silk("score") == (2, "", f"{says}  silk-assess score other.yaml\n")
    assert silk("why", "governance") == (2, "", f"{says}  silk-assess why other.yaml governance\n")


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_there_is_only_a_link(silk, co_op, here):
    (here / "in").mkdir()
    os.rename(co_op, here / "in" / "a.yaml")
    os.symlink("in/a.yaml", here / "a.yaml")
    says = "There is no answer file in this folder, only a.yaml, as a link.\n"
    assert silk("score") == (
        2, "", f"{says}  A link is followed where it is named:\n  silk-assess score a.yaml\n"
    )  # fmt: skip


def test_the_questionnaire_is_named_again(silk, co_op):
    shutil.copy(co_op, "other.yaml")
    assert silk("why", "mandate", "--pack", "silk")[2].endswith("why other.yaml mandate --pack silk\n")
    os.remove(co_op)
    os.remove("other.yaml")
    assert silk("report", "--pack", "silk")[2].endswith("  silk-assess ask co-op.yaml --pack silk\n")


# A file or a part


@pytest.mark.parametrize("part", ["governance", "man-decides", "Mandate and oversight", "piloting", "level", "flows"])
def test_a_word_that_names_no_file_is_a_part(silk, co_op, part):
    assert silk("why", part) == silk("why", "co-op.yaml", part)
    assert silk("why", part)[0] == 0


def test_a_word_that_names_a_file_is_a_file(silk, co_op):
    shutil.copy(co_op, "governance")
    assert silk("why", "governance")[1] == silk("why", "co-op.yaml")[1].replace("co-op.yaml", "governance")


def test_a_folder_that_is_called_as_a_part_is_no_file(silk, co_op, here):
    (here / "governance" / "in").mkdir(parents=True)
    assert silk("why", "governance") == silk("why", "co-op.yaml", "governance")
    assert silk("why", "governance/in")[0] == silk("why", "..")[0] == 4


@pytest.mark.parametrize("word", ["no.yaml", "no.YML"])
def test_a_word_that_ends_as_files_do_is_a_file(silk, word):
    assert silk("why", word) == (4, "", f"There is no file {word} here. Check the name and the folder.\n")


def test_a_part_without_any_file(silk):
    says = 'There is no answer file in this folder, and "governance" names none.\n'
    assert silk("why", "governance") == (2, "", f"{says}  Answer the questions first:\n  silk-assess ask co-op.yaml\n")


def test_a_part_that_is_not_there_offers_the_nearest(silk, co_op):
    says = 'There is no "goverance" in this questionnaire. Did you mean "governance"?\n'
    assert silk("why", "goverance") == (2, "", says)
    assert silk("why", "levle")[2].endswith('Did you mean "level"?\n')


def test_a_word_of_any_length_is_told_on_a_line_or_two(silk, co_op):
    code, out, err = silk("why", "x" * 5000)
    assert (code, out, len(err) < 200) == (2, "", True)


# Voices of several around a table


@pytest.fixture
def voice(here):
    text = HANEUL.read_text("utf-8")
    (here / "co-op.finance.yaml").write_text(text.replace("answers:", "voice: finance\nanswers:", 1), "utf-8")


@pytest.mark.usefixtures("voice")
def test_a_voice_is_not_the_one_file_and_that_is_said(silk, co_op):
    code, out, err = silk("score")
    assert (code, out) == (0, silk("score", "co-op.yaml")[1])
    assert err == "One file holds one voice of several and was left out: co-op.finance.yaml.\n\n"


@pytest.mark.usefixtures("voice")
def test_there_is_only_a_voice(silk):
    says = "There is no answer file in this folder, only one voice of several around a\ntable.\n"
    says += "  Name one, for example:\n"
    assert silk("score")[::2] == (2, says + "  silk-assess score co-op.finance.yaml\n")


@pytest.mark.usefixtures("voice", "co_op")
def test_a_batch_leaves_voices_out_found_or_named(silk, here):
    for inputs in ((".",), ("co-op.yaml", "co-op.finance.yaml")):
        code, _, err = silk("batch", *inputs, "-o", "out", "--force")
        assert code == 0
        assert "one voice of several and was left out: co-op.finance.yaml" in " ".join(err.split())
        run = json.loads((here / "out" / "run.json").read_text("utf-8"))
        assert (run["organisations"], run["voices_left_out"]) == (1, ["co-op.finance.yaml"])


@pytest.mark.usefixtures("voice")
def test_a_batch_of_voices_alone_says_what_to_name(silk):
    says = "There are no answers in ., only one voice of several around a table.\n"
    assert silk("batch", ".", "-o", "out")[::2] == (4, says + "  Name the common file that they agreed on.\n")


def test_samples_leave_voices_out(silk, here, co_op):
    for name in ("one", "two"):
        (here / name).mkdir()
        shutil.copy(co_op, here / name / "answers.yaml")
    text = co_op.read_text("utf-8").replace("answers:", "voice: finance\nanswers:", 1)
    (here / "two" / "answers.yaml").write_text(text, "utf-8")
    assert "two/answers.yaml" in silk("samples", ".")[1]
    assert not (here / "two" / "report.md").exists()


@pytest.mark.parametrize("before", ["", "x" * 5_000])
def test_a_voice_is_known_wherever_its_line_stands(here, before):
    file = here / "a.yaml"
    file.write_text(f"format: silk-answers/1\nkept: {{a: {before}}}\nvoice: board\n", "utf-8")
    assert is_voice(file)
    file.write_text(f"format: silk-answers/1\nkept: {{a: {before}}}\nvoices: {{count: 2, differed: 1}}\n", "utf-8")
    assert not is_voice(file)
