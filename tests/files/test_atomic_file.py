"""A file is written whole or not at all, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from silk_assess.faults import SilkError
from silk_assess.files import atomic_file, in_the_making

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def says(file: Path, data: bytes = b"new") -> str:
    with pytest.raises(SilkError) as error:
        atomic_file.write(file, data)
    (fault,) = error.value.faults
    assert fault.code == "unwritable"
    assert fault.do
    return fault.says


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_new_file_and_an_old_one_hold_all_that_was_given(tmp_path):
    file = tmp_path / "report.md"
    atomic_file.write(file, b"first")
    atomic_file.write(file, b"second")
    assert file.read_bytes() == b"second"
    assert names(tmp_path) == ["report.md"]


@POSIX
def test_the_permissions_are_the_usual_ones_or_those_of_the_old_file(tmp_path):
    file = tmp_path / "report.md"
    before = os.umask(0o027)
    try:
        atomic_file.write(file, b"first")
    finally:
        os.umask(before)
    assert file.stat().st_mode & 0o777 == 0o640
    file.chmod(0o604)
    atomic_file.write(file, b"second")
    assert file.stat().st_mode & 0o777 == 0o604


@POSIX
@pytest.mark.parametrize("end", ["there/report.md", "nowhere", "link.md", "there"])
def test_no_link_is_followed_wherever_it_leads(tmp_path, end):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "report.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to(end)
    assert says(tmp_path / "link.md").endswith("link.md is a link, and no link is followed where something is written")
    assert os.readlink(tmp_path / "link.md") == end
    assert (tmp_path / "there" / "report.md").read_bytes() == b"old"
    assert names(tmp_path) == ["link.md", "there"]


@POSIX
def test_folders_above_may_be_links(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there")
    atomic_file.write(tmp_path / "link" / "report.md", b"new")
    assert (tmp_path / "there" / "report.md").read_bytes() == b"new"


@POSIX
def test_a_link_that_comes_in_between_is_not_followed_either(tmp_path, monkeypatch):
    (tmp_path / "mine").write_bytes(b"old")
    replace = os.replace

    def late(one, other):
        os.symlink("mine", other)
        replace(one, other)

    monkeypatch.setattr(os, "replace", late)
    atomic_file.write(tmp_path / "report.md", b"new")
    assert [(tmp_path / name).read_bytes() for name in ("mine", "report.md")] == [b"old", b"new"]


def test_a_name_that_vanishes_on_the_way_is_not_blamed_on_the_folder(tmp_path, monkeypatch):
    def gone(*_):
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(os, "replace", gone)
    assert says(tmp_path / "x.md").endswith("x.md cannot be written: No such file or directory")


def test_a_folder_in_the_place_is_told(tmp_path):
    (tmp_path / "x.md").mkdir()
    assert says(tmp_path / "x.md").endswith("x.md is a folder, and a file is written here")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert says(tmp_path / "no" / "x.md") == f"There is no folder {tmp_path / 'no'} here"
    assert names(tmp_path) == []


def test_a_file_where_a_folder_should_be_is_told(tmp_path):
    (tmp_path / "a").write_text("")
    assert says(tmp_path / "a" / "x.md") == f"There is no folder {tmp_path / 'a'} here"


def test_names_that_no_file_can_have_are_told(tmp_path):
    assert "too long" in says(tmp_path / ("a" * 300))
    assert "a name that no file can have" in says(tmp_path / "a\0b")


@POSIX
def test_what_is_no_file_is_left_alone(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    assert says(tmp_path / "pipe.md").endswith("pipe.md is no ordinary file")


# Run apart from this process: limits, users and kills are not to be undone.
WRITE = "import sys; from pathlib import Path; from silk_assess.files import atomic_file; "
THEN = "atomic_file.write(Path(sys.argv[1]), b'x' * 100_000)"


def apart(code: str, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False)


@POSIX
def test_a_limit_of_the_session_is_no_full_disk_and_leaves_the_old_file(tmp_path):
    file = tmp_path / "report.md"
    file.write_bytes(b"old")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)); "
    found = apart(WRITE + limit + THEN, file)
    assert "cannot be written: no file may grow so large here" in found.stderr
    assert "the disk is full" not in found.stderr
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["report.md"]


@POSIX
def test_a_truly_full_disk(tmp_path):
    """On a disk of 64 kB, where this machine lets us have one."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk may be mounted here")
    try:
        atomic_file.write(tmp_path / "report.md", b"old")
        assert "the disk is full" in says(tmp_path / "report.md", b"x" * 100_000)
        assert (tmp_path / "report.md").read_bytes() == b"old"
        assert names(tmp_path) == ["report.md"]
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@POSIX
def test_a_folder_that_may_only_be_read():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.md").write_bytes(b"old")
        folder.chmod(0o555)
        # The superuser may write anywhere, so this is tried as nobody.
        other = "import os; os.getuid() or os.seteuid(65534); "
        found = apart(WRITE + other + THEN, folder / "report.md")
        assert "you have no permission there" in found.stderr
        assert (folder / "report.md").read_bytes() == b"old"
        folder.chmod(0o755)


@POSIX
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_kill_on_the_way_leaves_the_old_file_whole(tmp_path, step):
    file = tmp_path / "report.md"
    file.write_bytes(b"old")
    kill = f"import os, signal; os.{step} = lambda *_: os.kill(os.getpid(), signal.SIGKILL); "
    assert apart(WRITE + kill + THEN, file).returncode == -signal.SIGKILL
    assert file.read_bytes() == b"old"
    assert [name for name in names(tmp_path) if not name.startswith(".")] == ["report.md"]


def test_an_interruption_on_the_way_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic_file.write(tmp_path / "report.md", b"new")
    assert names(tmp_path) == []


# What a file is like


def test_a_file_may_be_like_another_one(tmp_path):
    (tmp_path / "co-op.yaml").write_bytes(b"old")
    (tmp_path / "co-op.yaml").chmod(0o600)
    atomic_file.write(tmp_path / "co-op.yaml.bak", b"old", like=tmp_path / "co-op.yaml")
    assert (tmp_path / "co-op.yaml.bak").stat().st_mode == (tmp_path / "co-op.yaml").stat().st_mode


@POSIX
def test_the_permissions_of_another_file_hold_before_those_of_the_old_one(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "b").write_bytes(b"")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "b").chmod(0o604)
    atomic_file.write(tmp_path / "a", b"new", like=tmp_path / "b")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o604
    atomic_file.write(tmp_path / "a", b"new", like=tmp_path / "gone")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o604


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o444, 0o755])
def test_nobody_may_read_it_on_the_way_who_may_not_read_it_at_the_end(tmp_path, monkeypatch, mode):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(mode)
    seen, fsync = [], os.fsync

    def look(handle):
        seen.append(os.fstat(handle).st_mode & 0o777)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", look)
    atomic_file.write(tmp_path / "a", b"new")
    assert seen[0] & 0o077 & ~mode == 0
    assert (tmp_path / "a").stat().st_mode & 0o777 == mode


# What was left


def test_what_a_killed_writer_left_is_removed_and_nothing_else(tmp_path):
    for name in (".silk-fbab38c7-0123456789abcdef.part", ".silk-00000000-0123456789abcdef.part", "co-op.yaml"):
        (tmp_path / name).write_bytes(b"x")
    atomic_file.remove_leftovers(tmp_path / "co-op.yaml")
    assert names(tmp_path) == [".silk-00000000-0123456789abcdef.part", "co-op.yaml"]


@POSIX
def test_nothing_behind_a_link_is_removed(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "there" / "co-op.yaml")
    (tmp_path / "there" / ".silk-fbab38c7-0123456789abcdef.part").write_bytes(b"x")
    atomic_file.remove_leftovers(tmp_path / "link.yaml")
    assert names(tmp_path / "there") == [".silk-fbab38c7-0123456789abcdef.part"]


@POSIX
@pytest.mark.parametrize("step", ["fdopen", "fsync", "chmod", "replace"])
def test_what_is_being_written_is_never_swept(tmp_path, monkeypatch, step):
    """Whoever has no lock, or takes one file for a report of theirs, sweeps beside a writer at work."""
    file, real = tmp_path / "report.md", getattr(os, step)
    file.write_bytes(b"old")

    def swept(*words):
        atomic_file.remove_leftovers(file)
        return real(*words)

    monkeypatch.setattr(os, step, swept)
    atomic_file.write(file, b"new")
    assert (file.read_bytes(), names(tmp_path)) == (b"new", ["report.md"])


@POSIX
def test_a_writer_that_is_swept_before_it_can_hold_its_file_takes_another(tmp_path, monkeypatch):
    tries, hold = [], in_the_making.hold

    def late(handle):
        tries.append(handle)
        if len(tries) == 1:
            atomic_file.remove_leftovers(tmp_path / "report.md")
        return hold(handle)

    monkeypatch.setattr(in_the_making, "hold", late)
    atomic_file.write(tmp_path / "report.md", b"new")
    assert (len(tries), names(tmp_path)) == (2, ["report.md"])


@POSIX
def test_a_writer_whose_file_is_being_looked_at_takes_another(tmp_path, monkeypatch):
    tries, hold = [], in_the_making.hold

    def late(handle):
        tries.append(handle)
        if len(tries) > 1:
            return hold(handle)
        (name,) = names(tmp_path)
        with in_the_making.left(tmp_path / name) as is_left:
            assert is_left
            return hold(handle)

    monkeypatch.setattr(in_the_making, "hold", late)
    atomic_file.write(tmp_path / "report.md", b"new")
    assert (len(tries), names(tmp_path)) == (2, ["report.md"])


def left_for(days: float, folder: Path) -> Path:
    left = folder / ".silk-fbab38c7-0123456789abcdef.part"
    left.write_bytes(b"x")
    then = time.time() - days * 86_400
    os.utime(left, (then, then))
    return left


@POSIX
@pytest.mark.parametrize(("days", "stays"), [(0.9, True), (1.1, False)])
def test_where_nothing_can_be_held_only_what_is_old_is_swept(tmp_path, monkeypatch, days, stays):
    def refuses(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(in_the_making.fcntl, "flock", refuses)
    left = left_for(days, tmp_path)
    atomic_file.remove_leftovers(tmp_path / "co-op.yaml")
    assert left.exists() == stays
    atomic_file.write(tmp_path / "co-op.yaml", b"new")
    assert (tmp_path / "co-op.yaml").read_bytes() == b"new"


@pytest.mark.parametrize(("days", "stays"), [(0.9, True), (1.1, False)])
def test_so_too_on_a_system_without_a_way_to_hold(tmp_path, monkeypatch, days, stays):
    monkeypatch.setattr(in_the_making, "HOLDS", False)
    left = left_for(days, tmp_path)
    atomic_file.remove_leftovers(tmp_path / "co-op.yaml")
    assert left.exists() == stays
    atomic_file.write(tmp_path / "co-op.yaml", b"new")
    assert (tmp_path / "co-op.yaml").read_bytes() == b"new"


@POSIX
def test_what_vanishes_while_it_is_looked_at_is_not_left(tmp_path):
    with in_the_making.left(tmp_path / "gone") as is_left:
        assert not is_left


@POSIX
def test_what_a_kill_left_is_swept(tmp_path):
    file = tmp_path / "report.md"
    kill = "import os, signal; os.fsync = lambda *_: os.kill(os.getpid(), signal.SIGKILL); "
    apart(WRITE + kill + THEN, file)
    (left,) = names(tmp_path)
    assert left.startswith(".silk-")
    atomic_file.remove_leftovers(file)
    assert names(tmp_path) == []


def test_what_cannot_be_removed_stays_without_a_word(tmp_path):
    (tmp_path / ".silk-fbab38c7-0123456789abcdef.part").mkdir()
    atomic_file.remove_leftovers(tmp_path / "co-op.yaml")
    atomic_file.remove_leftovers(tmp_path / "nowhere" / "co-op.yaml")
    assert names(tmp_path) == [".silk-fbab38c7-0123456789abcdef.part"]


# What the system refuses


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "cannot be written: the disk is full"),
        (errno.EDQUOT, "cannot be written: the disk is full"),
        (errno.EROFS, "cannot be written: this disk can only be read"),
        (errno.EPERM, "cannot be written: you have no permission there"),
        (errno.EIO, "cannot be written: Input/output error"),
        (errno.ENAMETOOLONG, "is too long"),
    ],
)
@pytest.mark.parametrize("call", ["open", "fsync", "chmod", "replace"])
def test_a_refusal_is_told_in_words_and_leaves_the_old_file(tmp_path, monkeypatch, call, number, words):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    (tmp_path / "a.yaml").write_bytes(b"old")
    monkeypatch.setattr(os, call, refuse)
    found = says(tmp_path / "a.yaml")
    monkeypatch.undo()
    assert found.endswith(words)
    assert (tmp_path / "a.yaml").read_bytes() == b"old"
    assert names(tmp_path) == ["a.yaml"]


def settled(monkeypatch, folder, number, call="fsync"):
    """Let a call fail on the folder, and only there."""
    real = getattr(os, call)

    def refuse(which, *more):
        is_folder = which == folder if call == "open" else os.path.isdir(which)
        if is_folder:
            raise OSError(number, os.strerror(number))
        return real(which, *more)

    monkeypatch.setattr(os, call, refuse)


@POSIX
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF])
def test_a_folder_with_nothing_to_bring_to_the_disk_is_no_failure(tmp_path, monkeypatch, number):
    settled(monkeypatch, tmp_path, number)
    atomic_file.write(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"


@POSIX
def test_a_folder_that_cannot_be_opened_is_no_failure(tmp_path, monkeypatch):
    settled(monkeypatch, tmp_path, errno.EACCES, "open")
    atomic_file.write(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"


@POSIX
def test_a_disk_that_fails_at_the_folder_is_told_and_the_file_is_whole(tmp_path, monkeypatch):
    (tmp_path / "a.yaml").write_bytes(b"old")
    settled(monkeypatch, tmp_path, errno.EIO)
    assert says(tmp_path / "a.yaml").endswith("cannot be written: Input/output error")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"
    assert names(tmp_path) == ["a.yaml"]


def test_a_place_is_found_from_what_leads_up(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert atomic_file.place_of(Path("..")) == tmp_path
    assert atomic_file.place_of(Path()) == tmp_path / "in"


def test_a_limit_on_the_size_of_files_is_not_a_full_disk():
    (fault,) = atomic_file.unwritable(Path("a"), OSError(errno.EFBIG, "File too large")).faults
    assert fault.says == "a cannot be written: no file may grow so large here"
    assert fault.do.startswith("It is a limit of this session (ulimit -f)")


@POSIX
def test_where_nothing_can_be_held_a_file_is_written_all_the_same(tmp_path, monkeypatch):
    """Some file systems refuse it, and whoever waited for a hold there would wait for ever."""

    def refused(*_):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("fcntl.flock", refused)
    atomic_file.write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


@POSIX
def test_a_new_file_is_readable_as_the_system_says(tmp_path):
    before = os.umask(0)
    try:
        atomic_file.write(tmp_path / "new.txt", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "new.txt").stat().st_mode & 0o777 == 0o666


@POSIX
def test_a_file_is_held_until_it_has_its_name(tmp_path, monkeypatch):
    import fcntl

    seen = []
    replace = os.replace

    def looked_at(temporary, target):
        with open(temporary, "rb") as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        seen.append(os.fspath(target))
        replace(temporary, target)

    monkeypatch.setattr(os, "replace", looked_at)
    atomic_file.write(tmp_path / "new.txt", b"x")
    assert seen == [os.fspath(tmp_path / "new.txt")]


def test_only_our_own_temporary_files_of_this_file_are_leftovers(tmp_path):
    file, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    ours = atomic_file.temporary_prefix(file)
    assert atomic_file.is_leftover(f"{ours}0123456789abcdef.part", file)
    for name in (f"{ours}notes.txt", "film.part", f"{atomic_file.temporary_prefix(other)}0123456789abcdef.part"):
        assert not atomic_file.is_leftover(name, file)
