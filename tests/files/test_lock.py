"""One writer at a time; a lock whose owner is gone holds nobody up."""

from __future__ import annotations

import getpass
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
from datetime import datetime
from pathlib import Path

import filelock
import pytest

from silk_assess.files import lock as locking
from silk_assess.files.lock import Held, Holder, Lock

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
LOCK = "import sys, time; from pathlib import Path; from silk_assess.files.lock import Held, Lock\n"
HOLD = LOCK + "lock = Lock(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
CONTENTION = Path(__file__).parent.parent / "lock-contention"
TRY = LOCK + "try: Lock(Path(sys.argv[1])); print('free')\nexcept Held as error: print(error.holder.user)"


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def apart(code: str, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "co-op.yaml"


def test_a_second_holder_is_refused_and_told_who_holds_it(file):
    before = datetime.now().replace(microsecond=0)
    lock = Lock(file)
    with pytest.raises(Held) as error:
        Lock(file)
    assert error.value.file == file
    assert (error.value.holder.host, error.value.holder.user) == (platform.node(), getpass.getuser())
    assert before <= error.value.holder.since <= datetime.now()
    (fault,) = error.value.faults
    assert (fault.says, fault.code) == (f"{file} is being answered in another window", "unwritable")
    lock.release()


def test_a_holder_in_another_process_is_refused_too(file):
    lock = Lock(file)
    assert apart(TRY, file).stdout == f"{getpass.getuser()}\n"
    lock.release()
    assert apart(TRY, file).stdout == "free\n"


def test_a_lock_given_back_leaves_nothing_and_can_be_had_again(file):
    Lock(file).release()
    assert names(file.parent) == []
    again = Lock(file)
    assert names(file.parent) == [".co-op.yaml.lock"]
    again.release()
    again.release()
    assert names(file.parent) == []


def test_two_files_in_one_folder_do_not_hold_each_other_up(tmp_path):
    first, second = Lock(tmp_path / "a.yaml"), Lock(tmp_path / "b.yaml")
    assert names(tmp_path) == [".a.yaml.lock", ".b.yaml.lock"]
    first.release()
    second.release()


@POSIX
def test_a_link_is_locked_as_the_file_that_it_leads_to(tmp_path):
    (tmp_path / "link.yaml").symlink_to(tmp_path / "co-op.yaml")
    lock = Lock(tmp_path / "link.yaml")
    with pytest.raises(Held):
        Lock(tmp_path / "co-op.yaml")
    lock.release()


@POSIX
def test_the_lock_of_a_killed_process_is_taken_over(file):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Held):
            Lock(file)
        other.send_signal(signal.SIGKILL)
    assert names(file.parent) == [".co-op.yaml.lock"]
    Lock(file).release()
    assert names(file.parent) == []


@pytest.mark.parametrize("left", ["", "{", "[]", '{"host": "h"}', '{"host": "h", "user": "u", "since": "noon"}', "\0"])
def test_a_holder_that_cannot_be_read_is_not_known(file, left):
    lock = Lock(file)
    file.with_name(".co-op.yaml.lock").write_text(left)
    with pytest.raises(Held) as error:
        Lock(file)
    assert error.value.holder is None
    lock.release()


def test_what_a_lock_says_is_read_as_words(file):
    lock = Lock(file)
    words = {"host": 7, "user": ["x"], "since": "2026-11-24T16:02:00"}
    file.with_name(".co-op.yaml.lock").write_text(json.dumps(words))
    with pytest.raises(Held) as error:
        Lock(file)
    assert error.value.holder == Holder("7", "['x']", datetime(2026, 11, 24, 16, 2))
    lock.release()


def test_a_lock_file_left_with_other_words_is_written_anew(file):
    place = file.with_name(".co-op.yaml.lock")
    place.write_text("x" * 500)
    lock = Lock(file)
    assert sorted(json.loads(place.read_text())) == ["host", "since", "user"]
    lock.release()


@POSIX
def test_in_a_folder_that_may_only_be_read_there_is_no_lock():
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        # The superuser may write anywhere, so this is tried as nobody.
        other = "import os; os.getuid() or os.seteuid(65534)\n"
        found = apart(LOCK + other + "Lock(Path(sys.argv[1])).release(); print('done')", Path(name) / "co-op.yaml")
        assert (found.stdout, found.stderr) == ("done\n", "")
        assert names(Path(name)) == []
        Path(name).chmod(0o755)


def test_a_name_that_is_too_long_is_left_to_saving(tmp_path):
    Lock(tmp_path / ("a" * 300)).release()
    assert names(tmp_path) == []


def test_a_name_that_no_file_can_have_is_left_to_saving(tmp_path):
    Lock(tmp_path / "a\0b").release()
    assert names(tmp_path) == []


def test_a_folder_in_the_place_of_the_lock_means_no_lock(file):
    file.with_name(".co-op.yaml.lock").mkdir()
    lock = Lock(file)
    assert not lock.is_held
    lock.release()
    assert names(file.parent) == [".co-op.yaml.lock"]


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), NotImplementedError()])
def test_where_locks_do_not_work_there_is_none(file, monkeypatch, error):
    def fails(*_, **__):
        raise error

    monkeypatch.setattr(filelock.FileLock, "acquire", fails)
    lock = Lock(file)
    assert not lock.is_held
    lock.release()
    assert names(file.parent) == []


def test_a_lock_that_cannot_be_signed_holds_all_the_same(file, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(locking, "_sign", full)
    lock = Lock(file)
    with pytest.raises(Held) as error:
        Lock(file)
    assert error.value.holder is None
    lock.release()


def test_a_lock_file_that_somebody_took_away_is_given_back_too(file):
    lock = Lock(file)
    file.with_name(".co-op.yaml.lock").unlink()
    lock.release()
    Lock(file).release()
    assert names(file.parent) == []


def test_somebody_without_a_name_holds_it_namelessly(file, monkeypatch):
    def nameless():
        raise KeyError("getpwuid(): uid not found: 4242")

    monkeypatch.setattr(getpass, "getuser", nameless)
    lock = Lock(file)
    with pytest.raises(Held) as error:
        Lock(file)
    assert error.value.holder.user == ""
    lock.release()


def times_out(self, timeout=None, **_):
    raise filelock.Timeout(self.lock_file)


def test_a_lock_that_cannot_be_had_in_time_is_held_though_its_file_is_gone(file, monkeypatch):
    """A holder takes the file away before giving the lock back: "gone" does not mean that there are no locks here."""
    monkeypatch.setattr(filelock.FileLock, "acquire", times_out)
    with pytest.raises(Held) as error:
        Lock(file)
    assert error.value.holder is None
    assert names(file.parent) == []


def test_whoever_is_giving_it_back_is_waited_for(file):
    lock = Lock(file)
    threading.Timer(0.1, lock.release).start()
    again = Lock(file, 5)
    assert again.is_held
    again.release()


def test_a_lock_on_a_file_that_was_just_taken_away_is_tried_again(file, monkeypatch):
    """So it goes to whoever waited for that file: what they hold nobody else finds."""
    acquire, tries = filelock.FileLock.acquire, []

    def taken_away(self, *words, **named):
        found = acquire(self, *words, **named)
        tries.append(self)
        if len(tries) == 1:
            os.unlink(self.lock_file)
        return found

    monkeypatch.setattr(filelock.FileLock, "acquire", taken_away)
    lock = Lock(file)
    assert (len(tries), lock.is_held, names(file.parent)) == (2, True, [".co-op.yaml.lock"])
    with pytest.raises(Held):
        Lock(file)
    lock.release()


@POSIX
def test_the_lock_file_of_the_next_holder_is_left_to_them(file):
    first = Lock(file)
    file.with_name(".co-op.yaml.lock").unlink()
    second = Lock(file)
    first.release()
    assert names(file.parent) == [".co-op.yaml.lock"]
    with pytest.raises(Held):
        Lock(file)
    second.release()


@POSIX
def test_nothing_is_written_through_a_link_in_the_place_of_a_lock(file, tmp_path):
    (tmp_path / "mine").write_text("my own")
    file.with_name(".co-op.yaml.lock").symlink_to("mine")
    lock = Lock(file)
    assert not lock.is_held
    lock.release()
    assert (tmp_path / "mine").read_text() == "my own"
    assert names(tmp_path) == [".co-op.yaml.lock", "mine"]


@POSIX
def test_four_who_open_answer_and_close_one_file_lose_nothing():
    command = [sys.executable, str(CONTENTION), "--seconds", "2.5", "--processes", "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert ", 0 failed, 0 lost, 0 without a lock, left behind: nothing\n" in done.stdout
