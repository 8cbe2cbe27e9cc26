"""A questionnaire copied out under an id of its own, to be changed: whole, and never over anything."""

from __future__ import annotations

import errno
import json
import os
import shlex
import shutil
from pathlib import Path

import pytest

from silk_assess import bundled, cli
from silk_assess.commands.new.command import SAMPLE
from silk_assess.commands.new.licence import FILE
from silk_assess.files.atomic_folder import NewFolder
from silk_assess.files.questionnaires import load_pack

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
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def without_first_line(data: bytes) -> bytes:
    return data.partition(b"\n")[2]


# What is copied


def test_the_shipped_one_is_copied_under_an_id_of_its_own_with_a_note_on_its_licence(silk, here):
    code, out, err = silk("new", "ours", "--from", "silk")
    assert (code, out) == (0, "")
    assert err.startswith("Wrote ours/: 100 questions of silk 2.0.0 as ours 0.1.0, for you to change.\n")
    assert "Old answer files are read: pack.yaml says answers_of: [silk]." in " ".join(err.split())
    copied = held(here / "ours")
    note, pack, sample = (copied.pop(name) for name in (FILE, "pack.yaml", SAMPLE))
    rest = {one.name: one.read_bytes() for one in SHIPPED.glob("*.yaml") if one.name not in ("pack.yaml", SAMPLE)}
    assert {name: without_first_line(data) for name, data in copied.items()} == rest
    assert sample == (SHIPPED / SAMPLE).read_bytes()
    changed = set(pack.splitlines()) ^ set((SHIPPED / "pack.yaml").read_bytes().splitlines())
    assert changed == {
        b"# yaml-language-server: $schema=schema/pack.json",
        b"id: silk",
        b"id: ours",
        b"version: 2.0.0",
        b"version: 0.1.0",
        b"answers_of: [silk]    # answer files of these are read as answers to this one",
    }
    assert b"https://creativecommons.org/licenses/by/4.0/" in note
    assert b"name silk-assess as the source" in note
    assert os.listdir(here) == ["ours"]


def test_its_id_is_the_one_that_is_named_else_the_name_of_the_folder_made_an_id(silk, here):
    silk("new", "Our Own", "--from", "silk")
    silk("new", "other", "--from", "silk", "--id", "mine")
    assert load_pack(here / "Our Own").pack.head.id == "our-own"
    assert load_pack(here / "other").pack.head.id == "mine"


@pytest.mark.parametrize("words", [("ours", "--id", "silk"), ("silk",)])
def test_the_shipped_id_is_refused(silk, here, words):
    code, out, err = silk("new", *words, "--from", "silk")
    assert (code, out, os.listdir(here)) == (2, "", [])
    assert '"silk" is the id of the shipped questionnaire, and answer files could not tell' in err
    assert silk(*shlex.split(err.splitlines()[-1])[1:])[0] == 0


def test_the_id_of_the_one_that_is_copied_is_refused(silk, here):
    shutil.copytree(MINI, here / "mini")
    assert silk("new", "copy", "--from", "mini", "--id", "mini")[0] == 2


def test_a_text_that_is_no_id_is_refused(silk, here):
    code, _, err = silk("new", "ours", "--from", "silk", "--id", "Our Own")
    assert (code, '"Our Own" is no id' in err, 'Did you mean "our-own"?' in " ".join(err.split())) == (2, True, True)


def test_a_copy_of_a_copy_reads_the_answers_of_both(silk, here):
    silk("new", "one", "--from", "silk")
    silk("new", "two", "--from", "one")
    assert load_pack(here / "two").pack.head.answers_of == ("one", "silk")
    assert silk("score", SHIPPED / SAMPLE, "--pack", "two")[0] == 0


@pytest.mark.parametrize(
    "head",
    [
        "format: silk-pack/1\nid: 'mini'   # ours\nversion: \"1.0.0\"\nanswers_of:\n  # these\n  - old\n  - older\n",
        "version: 1.0.0\nanswers_of: [ old, older ]\nid: mini\nformat: silk-pack/1\n",
        "format: silk-pack/1\r\nid: mini\r\nanswers_of: [old, older]\r\nversion: 1.0.0\r\n",
        "answers_of: []\nformat: silk-pack/1\nid: mini\nversion: 1.0.0\n",
    ],
)
def test_however_its_head_is_written_the_copy_is_one(silk, here, head):
    shutil.copytree(MINI, here / "mini")
    place = here / "mini" / "pack.yaml"
    rest = place.read_text().partition("version: 1.0.0\n")[2]
    end = "\r\n" if "\r" in head else "\n"
    place.write_bytes((head + rest.replace("\n", end)).encode())
    if "answers_of: []" in head:
        place.write_bytes(place.read_bytes().replace(b"answers_of: []\n", b""))
    assert silk("new", "copy", "--from", "mini")[0] == 0
    found, own = load_pack(here / "copy").pack.head, load_pack(here / "mini").pack.head
    assert (found.id, found.version, found.answers_of) == ("copy", "0.1.0", ("mini", *own.answers_of))
    assert (found.sections, found.levels) == (own.sections, own.levels)


def test_what_means_something_else_since_a_version_is_asked_anew_in_a_copy(silk, here):
    shutil.copytree(HERE / "broken" / "good" / "renamed", here / "old")
    code, _, err = silk("new", "ours", "--from", "old")
    said = "Asked anew, since they meant something else in some version of renamed: skills."
    assert (code, said in " ".join(err.split())) == (0, True)
    assert load_pack(here / "ours").asked["skills"].question.meaning_since == "0.1.0"


def test_what_is_allowed_in_it_is_allowed_in_the_copy(silk, here):
    shutil.copytree(MINI, here / "mini")
    (here / "mini" / "allow.yaml").write_text("no-step: Steps come after the pilot.\n")
    silk("new", "copy", "--from", "mini")
    text = (here / "copy" / "allow.yaml").read_text()
    assert text == "# yaml-language-server: $schema=schema/allow.json\nno-step: Steps come after the pilot.\n"


def test_what_it_prints_next_works_as_printed(silk, here):
    err = silk("new", "our own", "--from", "silk")[2]
    lines = [line.split("silk-assess ", 1) for line in err.splitlines()]
    ask, check, score = (shlex.split(line[1]) for line in lines if len(line) == 2)
    assert (ask[0], check[0], score[0]) == ("ask", "check", "score")
    assert silk(*check)[0] == 0
    assert silk(*score)[0] == 0
    code, _, err = silk(*ask)
    assert (code, "There was nothing to read, so nothing was asked." in err) == (2, True)


def test_answers_to_the_one_are_scored_the_same_by_the_copy(silk):
    silk("new", "ours", "--from", "silk")
    answers = str(SHIPPED / SAMPLE)
    ours, theirs = (json.loads(silk("score", answers, "--json", *more)[1]) for more in (("--pack", "ours"), ()))
    assert ours.pop("questionnaire")["id"] == "ours"
    assert theirs.pop("questionnaire")["id"] == "silk"
    assert ours == theirs


def test_of_a_folder_the_questionnaire_is_copied_and_nothing_else(silk, here):
    shutil.copytree(MINI, here / "mini")
    (here / "mini" / "LICENSE").write_text("ours\n")
    (here / "mini" / "co-op.yaml").write_text("format: silk-answers/1\n")
    code, _, err = silk("new", "copy", "--from", "mini")
    assert code == 0
    assert sorted(held(here / "copy")) == ["LICENSE", "drift.yaml", "pack.yaml", "people.yaml"]
    assert err == (
        "Wrote copy/: seven questions of mini 1.0.0 as copy 0.1.0, for you to change.\n"
        "  Old answer files are read: pack.yaml says answers_of: [mini].\n"
        "  LICENSE says what that asks of you.\n"
        "\n"
        "Look at it as a respondent would: silk-assess ask --pack copy --try\n"
        "Let it be read:                   silk-assess check copy\n"
    )


def test_without_a_licence_beside_it_none_is_told(silk, here):
    shutil.copytree(MINI, here / "mini")
    err = silk("new", "copy", "--from", "mini/pack.yaml")[2]
    assert "asks of you" not in err
    assert sorted(held(here / "copy")) == ["drift.yaml", "pack.yaml", "people.yaml"]


def test_a_copy_called_as_one_shipped_is_named_as_a_folder(silk):
    err = silk("new", "silk", "--from", "silk", "--id", "ours")[2]
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
