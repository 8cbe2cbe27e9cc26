"""A questionnaire copied out, to be changed: whole, as it is, and never over anything."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
from pathlib import Path

import pytest

from silk_assess import bundled, cli
from silk_assess.commands.new.command import SAMPLE
from silk_assess.commands.new.licence import FILE
from silk_assess.files.atomic_folder import NewFolder

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
SHIPPED = bundled.folder("questionnaires") / "silk"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def silk(here, capsys):
    """Run a command line in this process; give exit code, stdout and stderr."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        code = cli.run([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def held(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


# What is copied


def test_the_shipped_one_is_copied_as_it_is_with_a_note_on_its_licence(silk, here):
    code, out, err = silk("new", "ours", "--from", "silk")
    assert (code, out) == (0, "")
    assert err.startswith("Wrote ours/: 100 questions of silk ")
    copied = held(here / "ours")
    note = copied.pop(FILE).decode()
    assert copied == {one.name: one.read_bytes() for one in SHIPPED.glob("*.yaml")}
    assert "https://creativecommons.org/licenses/by/4.0/" in note
    assert "name silk-assess as the source" in note
    assert os.listdir(here) == ["ours"]


def test_what_it_prints_next_works_as_printed(silk, here):
    err = silk("new", "our own", "--from", "silk")[2]
    lines = [line.split("silk-assess ", 1) for line in err.splitlines()]
    check, score, ask = (shlex.split(line[1]) for line in lines if len(line) == 2)
    assert (check[0], score[0], ask[0]) == ("check", "score", "ask")
    assert silk(*check)[0] == 0
    assert silk(*score)[0] == 0
    code, _, err = silk(*ask)
    assert (code, "There was nothing to read, so nothing was asked or saved." in err) == (2, True)


def test_answers_to_the_one_are_scored_the_same_by_the_copy(silk):
    silk("new", "ours", "--from", "silk")
    answers = str(SHIPPED / SAMPLE)
    assert silk("score", answers, "--json", "--pack", "ours") == silk("score", answers, "--json")


def test_of_a_folder_the_questionnaire_is_copied_and_nothing_else(silk, here):
    shutil.copytree(MINI, here / "mini")
    (here / "mini" / "LICENSE").write_text("ours\n")
    (here / "mini" / "co-op.yaml").write_text("format: silk-answers/1\n")
    code, _, err = silk("new", "copy", "--from", "mini")
    assert code == 0
    assert sorted(held(here / "copy")) == ["LICENSE", "drift.yaml", "pack.yaml", "people.yaml"]
    assert err == (
        "Wrote copy/: seven questions of mini 1.0.0, for you to change.\n"
        "  LICENSE says what that asks of you.\n"
        "\n"
        "Let it be read: silk-assess check copy\n"
        "Answer it:      silk-assess ask co-op.yaml --pack copy\n"
    )


def test_without_a_licence_beside_it_none_is_told(silk, here):
    shutil.copytree(MINI, here / "mini")
    err = silk("new", "copy", "--from", "mini/pack.yaml")[2]
    assert "asks of you" not in err
    assert sorted(held(here / "copy")) == ["drift.yaml", "pack.yaml", "people.yaml"]


def test_a_copy_called_as_one_shipped_is_named_as_a_folder(silk):
    err = silk("new", "silk", "--from", "silk")[2]
    assert "silk-assess score silk/sample.yaml --pack ./silk\n" in err


# What is refused


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_that_is_there_is_written_over(silk, here, kind):
    place = here / "ours"
    {"folder": place.mkdir, "file": place.touch, "link": lambda: place.symlink_to("nowhere")}[kind]()
    (here / "ours-2").mkdir()
    assert silk("new", "ours", "--from", "silk") == (
        4,
        "",
        "ours is there already, and nothing was written. Take another name:\n  silk-assess new ours-3 --from silk\n",
    )
    assert sorted(os.listdir(here)) == ["ours", "ours-2"]
    assert not (here / "nowhere").exists()


def test_a_lock_that_a_killed_one_left_beside_a_whole_folder_is_cleared_away(silk, here):
    silk("new", "ours", "--from", "silk")
    (here / ".ours.lock").touch()
    assert silk("new", "ours", "--from", "silk")[0] == 4
    assert os.listdir(here) == ["ours"]


@pytest.mark.parametrize(
    ("folder", "says"),
    [
        (".", ". is the folder where you are. Name a new folder in it.\n"),
        ("no/ours", "There is no folder no here. Make it first, or name another place.\n"),
    ],
)
def test_a_place_where_nothing_can_stand(silk, here, folder, says):
    assert silk("new", folder, "--from", "silk") == (4, "", says)
    assert os.listdir(here) == []


def test_a_disk_that_is_full_leaves_nothing_behind(silk, here, monkeypatch):
    written, write = [], NewFolder.write

    def full(self, name, data):
        written.append(name)
        if len(written) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, name, data)

    monkeypatch.setattr(NewFolder, "write", full)
    code, out, err = silk("new", "ours", "--from", "silk")
    assert (code, out) == (4, "")
    assert err == "ours cannot be written: the disk is full. Make room, or name another place.\n"
    assert os.listdir(here) == []


def test_a_questionnaire_with_faults_is_not_copied(silk, here):
    shutil.copytree(MINI, here / "mini")
    (here / "mini" / "people.yaml").write_text("id: people\n")
    code, out, err = silk("new", "ours", "--from", "mini")
    assert (code, out) == (1, "")
    assert err.endswith("1 fault in mini/people.yaml.\n")
    assert os.listdir(here) == ["mini"]


def test_a_questionnaire_that_is_not_there(silk, here):
    code, _, err = silk("new", "ours", "--from", "silc")
    assert (code, " ".join(err.split())) == (
        4,
        'There is no questionnaire "silc". Did you mean "silk"? Another one is named by its folder.',
    )
    assert os.listdir(here) == []


def test_without_a_source_it_says_what_to_write(silk, here):
    assert silk("new", "our own") == (
        2,
        "",
        "new needs the questionnaire to copy: its id, or its folder, behind --from.\n"
        "  For example:\n"
        "  silk-assess new 'our own' --from silk\n",
    )
    assert os.listdir(here) == []


# An id that is also a folder's name


def test_an_id_means_the_one_shipped_and_that_is_said(silk, here):
    shutil.copytree(MINI, here / "silk")
    shutil.copy(HERE / "cases" / "haneul-works" / "answers.yaml", here / "co-op.yaml")
    usual = silk("score", "co-op.yaml", "--json")
    said = "silk is the questionnaire that comes with the program; silk/ here is ./silk.\n"
    assert silk("score", "co-op.yaml", "--json", "--pack", "silk") == (0, usual[1], said)
    assert silk("check", "co-op.yaml", "--pack", "silk")[2] == said
    assert silk("batch", "co-op.yaml", "-o", "out", "--pack", "silk")[2].startswith(said)
    assert silk("new", "copy", "--from", "silk")[2].startswith(said + "Wrote copy/: 100 questions of silk ")
    assert silk("score", MINI / "answers.yaml", "--pack", "./silk")[::2] == (0, "")


def test_without_such_a_folder_nothing_is_said(silk, here):
    shutil.copy(HERE / "cases" / "haneul-works" / "answers.yaml", here / "co-op.yaml")
    (here / "silk").write_text("a file")
    assert silk("score", "co-op.yaml", "--pack", "silk")[::2] == (0, "")


def test_beside_the_shipped_one_itself_nothing_is_said(silk, monkeypatch):
    monkeypatch.chdir(SHIPPED.parent)
    assert silk("score", SHIPPED / SAMPLE, "--pack", "silk")[::2] == (0, "")
