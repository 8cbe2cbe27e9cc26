"""One search for all commands that look into folders, however hostile these are."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from silk_assess.answers.reader import FORMAT
from silk_assess.commands.check.command import inspect
from silk_assess.commands.home import command as home
from silk_assess.files import folders, inputs
from silk_assess.files.folders import AnswerFile, Closed, Known, Link, Questionnaire, Search, begins_as_answers
from silk_assess.files.forecast import foresee
from silk_assess.files.questionnaires import find_pack, load_pack

TREE = load_pack(find_pack("silk"))
ANSWERS = "format: silk-answers/1\nquestionnaire: silk\nversion: 1.0.0\n"
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def cleared(here):
    """Remove what Python itself cannot remove: it would go down by recursion."""
    yield
    subprocess.run(["rm", "-rf", *(one.name for one in here.iterdir())], check=True)


@contextmanager
def without_rights():
    """Root may read everything; so be nobody for a while."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(before)


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(ANSWERS, encoding="utf-8")


def found(folder: str = ".", **options: bool) -> list[str]:
    """Look through a folder; answer files by their names, and all else with what it is."""
    told = []
    for one in Search(**options).found_in(Path(folder)):
        match one:
            case AnswerFile(file):
                told.append(file)
            case Questionnaire(place):
                told.append(f"questionnaire {place}")
            case Closed(place):
                told.append(f"closed {place}")
            case Known(place):
                told.append(f"known {place}")
            case Link(place):
                told.append(f"link {place}")
    return told


def by_batch(folder: str = ".", follow: bool = False) -> list[str]:
    """Name what batch reads, then the links that it leaves out."""
    links = inputs.Links(follow)
    units = [one.file for one in inputs.units([folder], TREE, inputs.Ways(), io.BytesIO(), links)]
    return units + [f"link {one}" for one in links.left_out]


def by_check(folder: str = ".", follow: bool = False) -> list[str]:
    looked_at = list(inspect([Path(folder)], follow_links=follow))
    read = [one.name for one in looked_at if not isinstance(one, Link) and one.kind == "answers"]
    return read + [f"link {one.place}" for one in looked_at if isinstance(one, Link)]


def by_home(folder: str = ".") -> list[str]:
    files, more = home.answer_files(Path(folder))
    assert not more
    return sorted(one.name for one in files)


# What all commands see


def test_with_three_spellings_of_the_ending_all_commands_see_three_files(here):
    write("a.yaml", "b.yml", "C.YAML", ".hidden.yaml", "a.yaml.bak", "notes.txt", "yaml", "d.yaml~")
    three = ["C.YAML", "a.yaml", "b.yml"]
    assert found() == by_batch() == by_check() == by_home() == three
    assert foresee(["."]).files == 3


def test_all_commands_that_look_deeper_see_the_same_in_one_order(here):
    write("b.yaml", "B/z.yml", "a/c.yaml", "a/b/d.Yml", "c.yaml/e.yaml", ".git/f.yaml", "a/.g/h.yaml")
    seen = ["B/z.yml", "a/b/d.Yml", "a/c.yaml", "b.yaml", "c.yaml/e.yaml"]
    assert found() == by_batch() == by_check() == seen
    assert foresee(["."]).files == 5
    assert by_home() == ["b.yaml"]


@POSIX
def test_all_commands_agree_on_links_pipes_and_sockets(here):
    write("a.yaml", "in/b.yaml", "elsewhere/c.yaml")
    Path("copy.yaml").symlink_to("a.yaml")
    Path("nowhere.yaml").symlink_to("no.yaml")
    Path("self.yaml").symlink_to("self.yaml")
    Path("self").symlink_to("self")
    Path("notes.txt").symlink_to("a.yaml")
    Path("in/back").symlink_to("..")
    Path("in/there").symlink_to("../elsewhere")
    os.link("a.yaml", "in/hard.yaml")
    os.mkfifo("pipe.yaml")
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket.yaml")
        read = ["a.yaml", "elsewhere/c.yaml", "in/b.yaml", "pipe.yaml", "socket.yaml"]
        links = ["link copy.yaml", "link in/back", "link in/there", "link nowhere.yaml", "link self.yaml"]
        assert by_batch() == by_check() == read + links
        assert foresee(["."]).files == len(read)
        assert (by_home(), home.links(Path())) == (["a.yaml"], ["copy.yaml"])
        followed = ["a.yaml", "elsewhere/c.yaml", "in/b.yaml", "nowhere.yaml", "pipe.yaml", "self.yaml", "socket.yaml"]
        assert by_batch(follow=True) == by_check(follow=True) == followed
        assert foresee(["."], follow_links=True).files == len(followed)


@POSIX
def test_a_folder_does_not_decide_what_is_read_outside_of_it(here):
    """Another client's answers stay out of this portfolio, by whatever link."""
    write("client-a/a.yaml", "client-b/b.yaml")
    Path("client-a/x").symlink_to("../client-b")
    Path("client-a/y.yaml").symlink_to("../client-b/b.yaml")
    assert by_batch("client-a") == by_check("client-a") == [
        "client-a/a.yaml", "link client-a/x", "link client-a/y.yaml",
    ]  # fmt: skip
    assert by_batch("client-a", follow=True) == by_check("client-a", follow=True) == [
        "client-a/a.yaml", "client-a/x/b.yaml",
    ]  # fmt: skip


@POSIX
def test_what_is_named_itself_may_be_a_link(here):
    write("elsewhere/c.yaml")
    Path("there").symlink_to("elsewhere")
    Path("d.yaml").symlink_to("elsewhere/c.yaml")
    assert by_batch("there") == by_check("there") == ["there/c.yaml"]
    assert by_batch("d.yaml") == by_check("d.yaml") == ["d.yaml"]


@POSIX
def test_each_link_is_named_once_however_often_its_folder_is(here):
    write("in/a.yaml")
    Path("in/x.yaml").symlink_to("a.yaml")
    links = inputs.Links()
    assert len(list(inputs.units(["in", "in", "./in"], TREE, inputs.Ways(), io.BytesIO(), links))) == 1
    assert links.left_out == ["in/x.yaml"]


@POSIX
def test_a_questionnaire_that_is_a_link_is_named_and_not_read(here):
    write("a.yaml")
    Path("ours").mkdir()
    Path("ours/pack.yaml").symlink_to("/etc/passwd")
    assert found(skips_questionnaires=True) == ["a.yaml", "link ours/pack.yaml"]
    assert by_batch() == ["a.yaml"]
    Path("theirs").symlink_to(find_pack("silk"))
    assert "theirs/" not in home.questionnaires(Path())


@POSIX
def test_all_commands_agree_on_folders_that_may_not_be_entered(here):
    write("a.yaml", "locked/b.yaml", "listed/c.yaml", "listed/d/e.yaml", "z.yaml")
    for file in here.rglob("*"):
        file.chmod(0o755 if file.is_dir() else 0o644)
    for folder in (here, *here.parents):
        if folder.stat().st_uid == os.geteuid() and folder.name.startswith(("test_", "pytest-", "popen-")):
            folder.chmod(0o755)
    Path("locked").chmod(0)
    Path("listed").chmod(0o444)
    try:
        with without_rights():
            if not os.access(__file__, os.R_OK, effective_ids=True):
                pytest.skip("this checkout stands where nobody may read it")
            # A folder that may be listed and not entered: its files are told one by one.
            seen = ["a.yaml", "listed/c.yaml", "listed/d", "locked", "z.yaml"]
            assert by_batch() == by_check() == seen
            assert foresee(["."]).files == 3
            assert by_home() == ["a.yaml", "z.yaml"]
            (fault,) = next(one for one in inspect([Path("locked")])).findings
    finally:
        Path("locked").chmod(0o755)
        Path("listed").chmod(0o755)
    assert (fault.code, fault.says, fault.do) == (
        "unreadable",
        "locked cannot be read: Permission denied",
        "Ask its owner.",
    )


@POSIX
def test_folders_deeper_than_the_stack_are_looked_through(here, cleared):
    deep = "/".join(["d"] * 1_900)
    Path("top.yaml").write_text(ANSWERS)
    at = os.open(".", os.O_RDONLY)
    for _ in range(1_900):
        os.mkdir("d", dir_fd=at)
        inner = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(os.open("x.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=at))
    os.close(at)
    assert len(deep) > sys.getrecursionlimit()
    assert by_batch() == by_check() == [f"{deep}/x.yaml", "top.yaml"]
    assert foresee(["."]).files == 2


@POSIX
def test_folders_deeper_than_a_path_may_be_long_are_closed(here, cleared):
    name = "n" * 250
    at = os.open(".", os.O_RDONLY)
    for _ in range(20):
        os.mkdir(name, dir_fd=at)
        inner = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inner
    os.close(at)
    write("z.yaml")
    (last,) = [one for one in Search().found_in(Path()) if isinstance(one, Closed)]
    assert last.fault.do == "Check the place."
    assert by_batch() == by_check() == [str(last.folder), "z.yaml"]


@POSIX
def test_links_that_double_at_each_step_are_followed_once(here):
    """Thirty folders, each with two links to the next: a thousand million ways to the last."""
    for i in range(30):
        Path(f"f{i:02}").mkdir()
        for name in ("one", "two"):
            Path(f"f{i:02}", name).symlink_to(f"../f{i + 1:02}")
    write("f30/a.yaml")
    start = time.monotonic()
    followed = [one for one in found("f00", follow_links=True) if not one.startswith("known")]
    assert followed == [f"f00/{'one/' * 30}a.yaml"]
    assert time.monotonic() - start < 5
    assert foresee(["f00"], follow_links=True).files == 1
    assert found("f00") == ["link f00/one", "link f00/two"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are texts elsewhere")
def test_a_name_that_is_no_text_is_a_name_all_the_same(here):
    write("b.yaml")
    with open(b"a\xff.yaml", "w") as stream:
        stream.write(ANSWERS)
    assert by_batch() == by_check() == by_home() == ["a\udcff.yaml", "b.yaml"]


def test_the_order_does_not_hang_on_how_the_system_lists(here, monkeypatch):
    write("b.yaml", "a/z.yaml", "A.yaml", "c/y.yaml")
    before = found()
    scan = os.scandir

    class Backwards:
        def __init__(self, folder):
            with scan(folder) as listing:
                self.entries = sorted(listing, key=lambda one: one.name, reverse=True)

        def __enter__(self):
            return iter(self.entries)

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert found() == before == ["A.yaml", "a/z.yaml", "b.yaml", "c/y.yaml"]


# Questionnaires


def test_a_questionnaire_is_named_and_its_own_files_are_no_answers(here):
    write("a.yaml", "ours/z-mine.yml", "ours/deeper/b.yaml")
    for name in ("pack", "people", "rules"):
        Path("ours", f"{name}.yaml").write_text("format: silk-pack/1\n")
    assert found() == ["a.yaml", "questionnaire ours", "ours/deeper/b.yaml", "ours/z-mine.yml"]
    assert found("ours") == ["questionnaire ours", "ours/deeper/b.yaml", "ours/z-mine.yml"]
    assert found(skips_questionnaires=True) == ["a.yaml", "questionnaire ours"]
    assert found(is_deep=False) == ["a.yaml", "questionnaire ours"]
    assert by_batch() == ["a.yaml", "ours/deeper/b.yaml", "ours/z-mine.yml"]
    assert [(one.name, one.kind) for one in inspect([Path()])] == [("a.yaml", "answers"), ("ours", "questionnaire")]
    assert home.questionnaires(Path()) == ["ours/"]


def test_the_folder_of_a_questionnaire_may_be_where_one_is(here, monkeypatch):
    write("ours/mine.yaml", "ours/inner/pack.yaml")
    Path("ours/pack.yaml").write_text("format: silk-pack/1\n")
    monkeypatch.chdir("ours")
    assert by_home() == ["mine.yaml"]
    assert home.questionnaires(Path()) == ["inner/"]
    assert [one.name for one in inspect([Path("pack.yaml"), Path(), Path("../ours")])] == ["."]


def test_a_file_of_a_questionnaire_that_is_named_is_looked_at(here):
    write("ours/mine.yaml")
    Path("ours/pack.yaml").write_text("format: silk-pack/1\n")
    units = inputs.units(["ours", "ours/pack.yaml"], TREE, inputs.Ways(), io.BytesIO())
    assert list(units) == [AnswerFile("ours/mine.yaml"), AnswerFile("ours/pack.yaml")]


# More


def test_what_is_named_twice_is_found_once(here):
    write("a/b.yaml", "a/c.yaml")
    search = Search()
    assert len(list(search.found_in(Path("a")))) == 2
    assert list(search.found_in(Path("a"))) == [Known(Path("a"))]
    assert not search.is_new(Path("a/b.yaml"))
    assert search.is_new(Path("no.yaml"))
    assert [one.name for one in inspect([Path("a/c.yaml"), Path("a"), Path(), Path("a/b.yaml")])] == [
        "a/c.yaml",
        "a/b.yaml",
    ]


def test_an_empty_folder_is_told_by_check_and_one_that_was_looked_at_is_not(here):
    Path("empty").mkdir()
    write("a/b.yaml")
    said = [fault.says for one in inspect([Path("a"), Path("empty"), Path("a")]) for fault in one.findings]
    assert said == ["There are no .yaml files in empty"]


def test_a_folder_that_vanishes_is_closed(here):
    (one,) = Search().found_in(Path("gone"))
    assert isinstance(one, Closed)
    assert one.fault.says == "gone cannot be read: No such file or directory"


@POSIX
def test_how_a_file_begins(here):
    write("a.yaml")
    Path("b.yaml").write_text("# " + "-" * 5_000 + "\n" + ANSWERS)
    os.mkfifo("pipe.yaml")
    assert begins_as_answers(Path("a.yaml"))
    assert not begins_as_answers(Path("b.yaml"))
    for name in ("pipe.yaml", "no.yaml", "."):
        with pytest.raises(OSError, match=r".") as caught:
            begins_as_answers(Path(name))
        assert caught.value.filename is not None
    assert FORMAT.encode().startswith(folders._MARK)


def test_a_folder_of_thousands_costs_the_first_screen_little(here):
    """Each file is opened once for its beginning; only five are read whole."""
    for i in range(3_000):
        Path(f"{i:04}.yml").write_text(ANSWERS)
    start = time.monotonic()
    files, more = home.answer_files(Path())
    assert (len(files), more) == (5, 2_995)
    assert time.monotonic() - start < 5
