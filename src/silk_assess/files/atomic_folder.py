"""Write a folder whole or not at all: beside it first, then in its place in one step."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file
from silk_assess.files.lock import Held, Lock

_FRESH: Final = ".folder"
_OLD: Final = ".old"
# An earlier writer that was killed may need a moment until the system has given its lock back.
_PATIENCE_SECONDS: Final = 2.0


@dataclass(slots=True)
class NewFolder:
    """A folder in the making: `place` is where its files go; `aside` is where a stranger's folder was put."""

    place: Path
    aside: Path | None = None


@contextmanager
def write_folder(folder: Path, force: bool, is_ours: Callable[[Path], bool]) -> Iterator[NewFolder]:
    """Make a folder anew: all that is put into `place`, or what was there before.

    An existing folder is replaced with `force` only. `is_ours` says whether all in a folder can
    be written again; else the folder that was there is set aside, not removed. What writers
    left that were killed is cleared away first. Raises SilkError with code "unwritable".
    """
    check_target(folder, force)
    target = Path(os.path.realpath(folder))
    lock = _locked(folder)
    try:
        try:
            _clear(target, is_ours)
            check_target(folder, force)
            fresh = NewFolder(_beside(target, _FRESH))
            fresh.place.mkdir()
            try:
                yield fresh
                atomic_file.sync_folder(fresh.place)
                old = _put(fresh.place, target)
            except BaseException:
                # It may have changed places already, and then holds what was there before.
                with contextlib.suppress(OSError):
                    _discarded(fresh.place, target, is_ours)
                raise
            if old is not None:
                fresh.aside = _discarded(old, target, is_ours)
        except OSError as error:
            raise atomic_file.unwritable(folder, error) from None
    finally:
        lock.release()


def check_target(folder: Path, force: bool) -> None:
    """Say early that a folder may not be written.

    Raises SilkError with code "unwritable" where something else is there, or the folder above is not.
    """
    try:
        _check(folder, Path(os.path.realpath(folder)), force)
    except OSError as error:
        raise atomic_file.unwritable(folder, error) from None
    except ValueError:
        says = f"{folder} is a name that no folder can have"
        raise SilkError(_fault(folder, says, "Choose another name.")) from None


def _check(folder: Path, target: Path, force: bool) -> None:
    if target == target.parent or target == Path.cwd() or target in Path.cwd().parents:
        raise SilkError(_fault(folder, f"{folder} is the folder where you are", "Name a new folder in it."))
    if target.exists() and not target.is_dir():
        raise SilkError(_fault(folder, f"{folder} is there already, and is no folder", "Choose another name."))
    if target.exists() and not force:
        raise SilkError(_fault(folder, f"{folder} is there already", "Choose another name, or add --force."))
    if not target.parent.is_dir():
        says = f"There is no folder {folder.parent} here"
        raise SilkError(_fault(folder, says, "Make it first, or name another place."))


def _fault(folder: Path, says: str, do: str) -> Fault:
    return Fault((str(folder),), says, do, Code.UNWRITABLE)


def _locked(folder: Path) -> Lock:
    try:
        return Lock(folder, _PATIENCE_SECONDS)
    except Held:
        says = f"{folder} is being written by somebody else"
        raise SilkError(_fault(folder, says, "Wait until that is done, or name another folder.")) from None


def _beside(target: Path, suffix: str) -> Path:
    return target.with_name(f"{atomic_file.temporary_prefix(target)}{secrets.token_hex(8)}{suffix}")


def _put(fresh: Path, target: Path) -> Path | None:
    """Put the finished folder into its place, and say where the one that was there is now."""
    if not target.exists():
        os.rename(fresh, target)
        atomic_file.sync_folder(target.parent)
        return None
    shutil.copymode(target, fresh)
    old = fresh
    if not _exchanged(fresh, target):
        # Here alone is a moment without any folder of that name; `_clear` puts the old one back.
        old = _beside(target, _OLD)
        os.rename(target, old)
        os.rename(fresh, target)
    atomic_file.sync_folder(target.parent)
    return old


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; say False where the system cannot."""
    linux, mac = sys.platform == "linux", sys.platform == "darwin"
    call: Any = None
    with contextlib.suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None, use_errno=True)
        call = library.renameat2 if linux else library.renamex_np if mac else None
    if call is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    here, exchange = ctypes.c_int(-100), ctypes.c_uint(2)  # AT_FDCWD; RENAME_EXCHANGE and RENAME_SWAP
    done = call(here, names[0], here, names[1], exchange) if linux else call(*names, exchange)
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))


def _discarded(old: Path, target: Path, is_ours: Callable[[Path], bool]) -> Path | None:
    """Remove a folder that could be written again; set any other aside, and say where it is."""
    if is_ours(old):
        shutil.rmtree(old, ignore_errors=True)
        return None
    names = (f"{target.name}.before{f'-{i}' if i > 1 else ''}" for i in range(1, 10**6))
    aside = next(place for name in names if not (place := target.with_name(name)).exists())
    os.rename(old, aside)
    return aside


def _clear(target: Path, is_ours: Callable[[Path], bool]) -> None:
    """Clear away what writers left that were killed; nobody is writing now."""
    for left in sorted(target.parent.glob(f"{atomic_file.temporary_prefix(target)}*{_OLD}")):
        if target.exists():
            _discarded(left, target, is_ours)
        else:
            os.rename(left, target)
    for left in target.parent.glob(f"{atomic_file.temporary_prefix(target)}*{_FRESH}"):
        _discarded(left, target, is_ours)
