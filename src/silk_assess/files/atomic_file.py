"""Write a file whole or not at all: beside it first, then in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import zlib
from pathlib import Path
from typing import Final

from silk_assess.faults import Code, Fault, SilkError


def write(file: Path, data: bytes, like: Path | None = None) -> None:
    """Put bytes into a file so that it holds all of them, or what it held before.

    They go to a temporary file in the same folder, to the disk, and then into place in one step;
    a link is followed. The file keeps its permissions, or has those of `like`. Raises SilkError
    with code "unwritable" where it cannot be done.
    """
    try:
        target = Path(os.path.realpath(file))
        if target.is_dir():
            raise SilkError(_fault(file, f"{file} is a folder, and a file is written here", "Name a file in it."))
        if target.exists() and not target.is_file():
            raise SilkError(_fault(file, f"{file} is no ordinary file", "Choose another name."))
        _replace(target, data, next((one for one in (like, target) if one is not None and one.exists()), None))
    except OSError as error:
        raise unwritable(file, error) from None
    except ValueError:
        raise SilkError(_fault(file, f"{file} is a name that no file can have", "Choose another name.")) from None


def _replace(target: Path, data: bytes, like: Path | None) -> None:
    temporary = target.with_name(f"{temporary_prefix(target)}{secrets.token_hex(8)}.part")
    mode = None if like is None else like.stat().st_mode & 0o7777
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # Never readable to more people than the file itself, not for a moment.
    handle = os.open(temporary, flags, 0o666 if mode is None else mode & 0o666 | 0o200)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def temporary_prefix(target: Path) -> str:
    """Begin the name of a temporary file so that it says for which file it is, however long that one's name."""
    return f".silk-{zlib.crc32(target.name.encode(errors='surrogateescape')):08x}-"


def remove_leftovers(file: Path) -> None:
    """Remove what writers of a file left that were killed on the way; nobody may be writing it now."""
    target = Path(os.path.realpath(file))
    with contextlib.suppress(OSError):
        for left in target.parent.glob(f"{temporary_prefix(target)}*.part"):
            left.unlink()


# Windows opens no folder, and some file systems have nothing to bring to the disk for one.
_NO_FOLDER_SYNC: Final = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF)


def sync_folder(folder: Path) -> None:
    """Bring the folder's new entry to the disk, where that can be asked for."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _fault(file: Path, says: str, do: str) -> Fault:
    return Fault((str(file),), says, do, Code.UNWRITABLE)


def unwritable(file: Path, error: OSError) -> SilkError:
    """Say in words why the system does not let a file be written."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            says, do = f"{file} cannot be written: the disk is full", "Make room, or name another place."
        case errno.EACCES | errno.EPERM:
            says, do = f"{file} cannot be written: you have no permission there", "Name a place of your own."
        case errno.EROFS:
            says, do = f"{file} cannot be written: this disk can only be read", "Name a place of your own."
        case errno.ENOENT | errno.ENOTDIR:
            says, do = f"There is no folder {file.parent} here", "Make it first, or name another place."
        case errno.ENAMETOOLONG:
            says, do = f"The name of {file} is too long", "Choose a shorter name."
        case _:
            says, do = f"{file} cannot be written: {error.strerror or error}", "Name another place."
    return SilkError(_fault(file, says, do))
