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
from silk_assess.files import atomic_file, in_the_making
from silk_assess.files.lock import Held, Lock

# In the making, or being removed; done and about to change places with what was there before; what was there before.
_FRESH: Final = ".folder"
_READY: Final = ".ready"
_OLD: Final = ".old"
# An earlier writer that was killed may need a moment until the system has given its lock back.
_PATIENCE_SECONDS: Final = 2.0

IsOurs = Callable[[Path], bool]


@dataclass(slots=True)
class NewFolder:
    """A folder in the making: `place` is where its files go; `aside` are folders that were set aside, not removed."""

    place: Path
    aside: list[Path]

    def write(self, name: str, data: bytes) -> None:
        """Write a file in it, and bring it to the disk."""
        with open(self.place / name, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())


@contextmanager
def write_folder(folder: Path, force: bool, is_ours: IsOurs) -> Iterator[NewFolder]:
    """Make a folder anew: all that is put into `place`, or what was there before.

    An existing folder is replaced with `force` only. `is_ours` says whether all in a finished
    folder can be written again; else the folder that was there is set aside, not removed. What
    writers left that were killed is cleared away first. Whoever yields has brought the files to
    the disk; the folders in `place` are brought there here. No link is followed. Raises SilkError
    with code "unwritable".
    """
    check_target(folder, force)
    with cleared(folder, is_ours) as aside:
        try:
            check_target(folder, force)
            target = atomic_file.place_of(folder)
            place, handle = _begun(target)
            ready = place.with_suffix(_READY)
            fresh = NewFolder(place, aside)
            try:
                yield fresh
                _settle(place)
                os.rename(place, ready)
                old = _put(ready, target)
            except BaseException:
                # To remove it takes a handle, and there may be no other; nobody else writes here meanwhile.
                if handle is not None:
                    os.close(handle)
                    handle = None
                _remove(place)
                # It may have changed places already, and then holds what was there before.
                with contextlib.suppress(OSError):
                    _discarded(ready, target, is_ours)
                raise
            finally:
                if handle is not None:
                    os.close(handle)
            if old is not None:
                fresh.aside += _discarded(old, target, is_ours)
        except OSError as error:
            raise atomic_file.unwritable(folder, error) from None


@contextmanager
def cleared(folder: Path, is_ours: IsOurs) -> Iterator[list[Path]]:
    """Let nobody else write a folder meanwhile, and clear away what writers left that were killed.

    Gives what was set aside, since not all of it can be written again. Raises SilkError with code
    "unwritable".
    """
    target = atomic_file.place_of(folder)
    lock = _locked(folder)
    try:
        try:
            aside = _clear(target, is_ours)
        except OSError as error:
            raise atomic_file.unwritable(folder, error) from None
        yield aside
    finally:
        lock.release()


def check_target(folder: Path, force: bool) -> None:
    """Say early that a folder may not be written.

    Raises SilkError with code "unwritable" where something else is there, or the folder above is not.
    """
    try:
        _check(folder, atomic_file.place_of(folder), force)
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
        tidy(target)
        raise SilkError(_fault(folder, f"{folder} is there already", "Choose another name, or add --force."))
    if not target.parent.is_dir():
        says = f"There is no folder {folder.parent} here"
        raise SilkError(_fault(folder, says, "Make it first, or name another place."))


def tidy(target: Path) -> None:
    """Clear away what a killed writer left beside the folder that it had finished; where it cannot, let it be."""
    if not (_left(target, _FRESH) or target.with_name(f".{target.name}.lock").exists()):
        return
    with contextlib.suppress(Held, OSError):
        lock = Lock(target)
        _remove_unfinished(target)
        lock.release()


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


def _begun(target: Path) -> tuple[Path, int | None]:
    """Make a folder that nobody clears away while its handle is open; Windows has none for a folder."""
    while True:
        place = _beside(target, _FRESH)
        place.mkdir()
        if not in_the_making.HOLDS:
            return place, None
        try:
            handle = os.open(place, os.O_RDONLY)
        except FileNotFoundError:  # somebody cleared it away before it was held
            continue
        except OSError:
            place.rmdir()
            raise
        if in_the_making.hold(handle):
            return place, handle
        os.close(handle)
        shutil.rmtree(place, ignore_errors=True)


def _remove(place: Path) -> None:
    """Remove a folder in the making, as far as it can be, with one open handle at a time."""
    for folder, _, files in os.walk(place, topdown=False):
        for name in files:
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(folder, name))
        with contextlib.suppress(OSError):
            os.rmdir(folder)


def _settle(place: Path) -> None:
    """Bring the entries of a folder, and of all folders in it, to the disk."""
    for folder, _, _ in os.walk(place, topdown=False):
        atomic_file.sync_folder(Path(folder))


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


def _discarded(old: Path, target: Path, is_ours: IsOurs) -> list[Path]:
    """Remove a folder that could be written again; set any other aside, and say where it is."""
    if not old.is_dir():
        return []
    if _is_ours(old, is_ours):
        # First a name of what is nobody's loss: a part of a folder could not be known for ours any more.
        nobodys = _beside(target, _FRESH)
        os.rename(old, nobodys)
        shutil.rmtree(nobodys, ignore_errors=True)
        return []
    names = (f"{target.name}.before{f'-{i}' if i > 1 else ''}" for i in range(1, 10**6))
    aside = next(place for name in names if not os.path.lexists(place := target.with_name(name)))
    os.rename(old, aside)
    return [aside]


def _is_ours(old: Path, is_ours: IsOurs) -> bool:
    try:
        return is_ours(old)
    except OSError:  # what cannot be read cannot be written again either
        return False


def _clear(target: Path, is_ours: IsOurs) -> list[Path]:
    """Clear away what writers left that were killed, and say what was set aside; what is being written stays."""
    aside: list[Path] = []
    for old in _left(target, _OLD):
        if target.exists():
            aside += _discarded(old, target, is_ours)
        else:
            os.rename(old, target)
    for ready in _left(target, _READY):
        with in_the_making.left(ready) as is_left:
            if is_left:
                aside += _discarded(ready, target, is_ours)
    _remove_unfinished(target)
    return aside


def _remove_unfinished(target: Path) -> None:
    for fresh in _left(target, _FRESH):
        with in_the_making.left(fresh) as is_left:
            if is_left:
                # Nobody has put anything into it that cannot be written again.
                shutil.rmtree(fresh, ignore_errors=True)


def _left(target: Path, suffix: str) -> list[Path]:
    prefix = atomic_file.temporary_prefix(target)
    try:
        beside = [place for place in target.parent.iterdir() if place.name.startswith(prefix)]
    except OSError:  # a folder that may be written and not read
        return []
    return sorted(place for place in beside if place.suffix == suffix and place.is_dir() and not place.is_symlink())
