"""One writer at a time: a lock beside a file, with a word on who holds it and since when.

The system gives a lock back when its owner is gone, however it went; so none is ever stale.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import time
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from silk_assess.faults import Code, Fault, SilkError

# A holder that is giving the lock back needs thousandths of a second for it.
PATIENCE_SECONDS: Final = 0.3
_POLL_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: the computer and the person by their names there, and since when."""

    host: str
    user: str
    since: datetime


class Held(SilkError):
    """Somebody else holds the lock; `holder` is None where it is not known who."""

    def __init__(self, file: Path, holder: Holder | None) -> None:
        super().__init__(Fault((str(file),), f"{file} is being answered in another window", "", Code.UNWRITABLE))
        self.file, self.holder = file, holder


class Lock:
    """The lock on one file; `is_held` is false where the system gives none, for want of room, rights or a way to lock.

    Whoever has it is waited for `patience` seconds: they may be giving it back, and then are gone at once.
    """

    def __init__(self, file: Path, patience: float = PATIENCE_SECONDS) -> None:
        """Take the lock. Raises Held where somebody else has it, whether or not their lock file can be seen."""
        self._lock: FileLock | None = None
        self._stamp: os.stat_result | None = None
        try:
            target = Path(os.path.realpath(file))
            self._place = target.with_name(f".{target.name}.lock")
            self._acquire(time.monotonic() + patience)
        except Timeout:
            raise Held(file, _holder(self._place)) from None
        except (OSError, NotImplementedError, ValueError):
            return
        with contextlib.suppress(OSError):
            _sign(self._place)

    @property
    def is_held(self) -> bool:
        """Whether there is a lock, and nobody else can have it."""
        return self._lock is not None

    def _acquire(self, until: float) -> None:
        """Take the lock on the file that stands in its place, and not on one that was just taken away.

        A holder takes the file away before giving it back. So whoever waited for that very file
        has a lock on what nobody finds any more, and tries again. filelock sees to it as well, but
        may report that as a file that is held.
        """
        while True:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                lock = FileLock(self._place)
                lock.acquire(timeout=max(0.0, until - time.monotonic()), poll_interval=_POLL_SECONDS)
            try:
                self._stamp = os.lstat(self._place)
            except FileNotFoundError:
                lock.release()
                continue
            self._lock = lock
            return

    def release(self) -> None:
        """Give the lock back, and leave nothing in the folder."""
        if self._lock is None:
            return
        # Before it is given back: who finds no file there makes a new one. A file that took the place
        # of ours, which somebody removed, belongs to another holder.
        with contextlib.suppress(OSError):
            if self._stamp is not None and os.path.samestat(os.lstat(self._place), self._stamp):
                self._place.unlink()
        with contextlib.suppress(OSError):
            self._lock.release()
        self._lock = None


def _sign(place: Path) -> None:
    words = {"host": platform.node(), "user": _user(), "since": datetime.now().isoformat(timespec="seconds")}
    handle = os.open(place, os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "w", encoding="utf-8") as stream:
        stream.write(json.dumps(words))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no name for this user's number
        return ""


def _holder(place: Path) -> Holder | None:
    try:
        words = json.loads(place.read_text(encoding="utf-8")[:10_000])
        return Holder(str(words["host"]), str(words["user"]), datetime.fromisoformat(words["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
