"""What is being written is held by its writer: who clears away what was left removes only what nobody holds.

The system gives up a writer's hold when the writer is gone, however it went, as it does with a lock.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

with contextlib.suppress(ImportError):  # Windows has none, and removes nothing that is open
    import fcntl
HOLDS: Final = os.name == "posix"

# Where nothing can be held, only what is older than any writing takes is taken for left.
_OLD_SECONDS: Final = 24 * 3600
# Only these say that another holds it; whatever else a system answers says that nothing can be held there.
_BUSY: Final = (errno.EAGAIN, errno.EWOULDBLOCK)


def hold(handle: int) -> bool:
    """Hold what was just made, until its handle is closed; say False where it was cleared away before that."""
    if not HOLDS:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _BUSY
    return os.fstat(handle).st_nlink > 0


@contextmanager
def left(place: Path) -> Iterator[bool]:
    """Say whether a file or folder in the making was left by a writer that is gone, and let no other clear it away."""
    handle = None
    with contextlib.suppress(OSError):
        if HOLDS:
            handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        yield _is_old(place) if handle is None else _is_given_up(handle, place)
    finally:
        if handle is not None:
            os.close(handle)


def _is_given_up(handle: int, place: Path) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _BUSY and _is_old(place)
    return True


def _is_old(place: Path) -> bool:
    try:
        return time.time() - os.lstat(place).st_mtime > _OLD_SECONDS
    except OSError:
        return False
