"""One writer at a time: a lock beside a file, with a word on who holds it and since when.

The system gives a lock back when its owner is gone, however it went; so none is ever stale.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import warnings
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from silk_assess.faults import Code, Fault, SilkError


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
    """The lock on one file. Where none can be made, for want of room or rights, there is none: saving will tell.

    It is waited for `patience` seconds.
    """

    def __init__(self, file: Path, patience: float = 0) -> None:
        self._lock: FileLock | None = None
        try:
            target = Path(os.path.realpath(file))
            self._place = target.with_name(f".{target.name}.lock")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                lock = FileLock(self._place)
                lock.acquire(timeout=patience)
        except Timeout:
            # Where no lock file can be made at all, nobody else holds one.
            if not os.path.exists(self._place):
                return
            raise Held(file, _holder(self._place)) from None
        except (OSError, NotImplementedError, ValueError):
            return
        self._lock = lock
        with contextlib.suppress(OSError):
            _sign(self._place)

    def release(self) -> None:
        """Give the lock back, and leave nothing in the folder."""
        if self._lock is None:
            return
        # Before it is given back: who finds no file there makes a new one.
        with contextlib.suppress(OSError):
            self._place.unlink()
        with contextlib.suppress(OSError):
            self._lock.release()
        self._lock = None


def _sign(place: Path) -> None:
    words = {"host": platform.node(), "user": _user(), "since": datetime.now().isoformat(timespec="seconds")}
    with place.open("r+", encoding="utf-8") as stream:
        stream.truncate()
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
