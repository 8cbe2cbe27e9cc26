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
from silk_assess.files import in_the_making

_PART: Final = ".part"


def write(file: Path, data: bytes, like: Path | None = None) -> None:
    """Put bytes into a file so that it holds all of them, or what it held before.

    They go to a temporary file in the same folder, to the disk, and then into place in one step.
    No link is followed. The file keeps its permissions, or has those of `like`. Raises SilkError
    with code "unwritable" where it cannot be done.
    """
    try:
        target = place_of(file)
        if target.is_dir():
            raise SilkError(_fault(file, f"{file} is a folder, and a file is written here", "Name a file in it."))
        if target.exists() and not target.is_file():
            raise SilkError(_fault(file, f"{file} is no ordinary file", "Choose another name."))
        _replace(target, data, next((one for one in (like, target) if one is not None and one.exists()), None))
    except OSError as error:
        raise unwritable(file, error) from None
    except ValueError:
        raise SilkError(_fault(file, f"{file} is a name that no file can have", "Choose another name.")) from None


def place_of(path: Path) -> Path:
    """Find where a file or folder that is to be written really stands.

    The folders above it may be links, which are a choice of the user's. It itself may be none:
    nobody sees by its name what would be written over. Raises SilkError with code "unwritable".
    """
    place = _place(path)
    if not place.is_symlink():
        return place
    says = f"{path} is a link, and no link is followed where something is written"
    end = Path(os.path.realpath(place))
    if not end.exists():
        raise SilkError(_fault(path, says, "Choose another name."))
    here = Path(os.path.realpath(os.curdir))
    real = end.relative_to(here) if end.is_relative_to(here) else end
    raise SilkError(_fault(path, says, f"Name what it leads to, {real}, or choose another name."))


def _place(path: Path) -> Path:
    if path.name in ("", os.pardir):
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent), path.name)


def _replace(target: Path, data: bytes, like: Path | None) -> None:
    mode = None if like is None else like.stat().st_mode & 0o7777
    temporary, handle = _begun(target, mode)
    stream = os.fdopen(handle, "wb")
    try:
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            if mode is not None:
                os.chmod(temporary, mode)
            # It is held until it has its name; Windows renames nothing that is open.
            if not in_the_making.HOLDS:
                stream.close()
            os.replace(temporary, target)
        finally:
            with contextlib.suppress(OSError):  # all of it is on the disk, or another error says why not
                stream.close()
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def _begun(target: Path, mode: int | None) -> tuple[Path, int]:
    """Make a temporary file that nobody clears away while it is open."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        temporary = target.with_name(f"{temporary_prefix(target)}{secrets.token_hex(8)}{_PART}")
        # Never readable to more people than the file itself, not for a moment.
        handle = os.open(temporary, flags, 0o666 if mode is None else mode & 0o666 | 0o200)
        if in_the_making.hold(handle):
            return temporary, handle
        os.close(handle)
        with contextlib.suppress(OSError):
            temporary.unlink()


def temporary_prefix(target: Path) -> str:
    """Begin the name of a temporary file so that it says for which file it is, however long that one's name."""
    return f".silk-{zlib.crc32(target.name.encode(errors='surrogateescape')):08x}-"


def is_leftover(name: str, file: Path) -> bool:
    """Say whether this is the name of a temporary file for a file."""
    return name.startswith(temporary_prefix(file)) and name.endswith(_PART)


def remove_leftovers(file: Path) -> None:
    """Remove what writers of a file left that were killed on the way; what is being written stays."""
    with contextlib.suppress(OSError, ValueError):
        target = _place(file)
        names = [name for name in os.listdir(target.parent) if is_leftover(name, target)]
        for name in names:
            place = target.with_name(name)
            with contextlib.suppress(OSError), in_the_making.left(place) as is_left:
                if is_left:
                    place.unlink()


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
        case errno.ENOSPC | errno.EDQUOT:
            says, do = f"{file} cannot be written: the disk is full", "Make room, or name another place."
        case errno.EFBIG:
            says = f"{file} cannot be written: no file may grow so large here"
            do = "It is a limit of this session (ulimit -f) or of this disk; lift it, or name another place."
        case errno.EACCES | errno.EPERM:
            says, do = f"{file} cannot be written: you have no permission there", "Name a place of your own."
        case errno.EROFS:
            says, do = f"{file} cannot be written: this disk can only be read", "Name a place of your own."
        case errno.ENOENT | errno.ENOTDIR if not os.path.isdir(file.parent):
            says, do = f"There is no folder {file.parent} here", "Make it first, or name another place."
        case errno.ENAMETOOLONG:
            says, do = f"The name of {file} is too long", "Choose a shorter name."
        case _:
            says, do = f"{file} cannot be written: {error.strerror or error}", "Name another place."
    return SilkError(_fault(file, says, do))
