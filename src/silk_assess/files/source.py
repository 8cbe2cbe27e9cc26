"""A file as bytes or text, with what keeps it from being read; and its faults with their places."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from silk_assess.faults import MOST_FAULTS, Code, Fault, Place, SilkError, nearest, offered
from silk_assess.files.yaml import reader
from silk_assess.files.yaml.places import Finder

PACK_NODES: Final = 200_000


def bytes_of(file: Path, said: str | None = None, most: int = reader.MOST_BYTES) -> bytes:
    """Read a file, at most one byte more than is allowed.

    `said` is the file's name in messages, `most` how many bytes are allowed. Raises SilkError with code
    "unreadable" where there is no such file, it is a folder or no ordinary file, or may not be read.
    """
    name = said or str(file)
    try:
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _unreadable(name, f"{name} is a folder, and a file is read here", "Name a file in it.")
        if not stat.S_ISREG(mode):
            raise _unreadable(name, f"{name} is no ordinary file", "Name a file.")
        with file.open("rb") as stream:
            return _read(stream, most + 1)
    except FileNotFoundError:
        raise _unreadable(name, f"There is no file {name} here", _near(file)) from None
    except (NotADirectoryError, ValueError):
        raise _unreadable(name, f"There is no file {name} here", "Check the name.") from None
    except PermissionError:
        do = "Ask its owner, or copy it to a folder of yours."
        raise _unreadable(name, f"{name} cannot be read: you have no permission for it", do) from None
    except OSError as error:
        raise _unreadable(name, f"{name} cannot be read: {error.strerror or error}", "Check the name.") from None


def _read(stream: BinaryIO, most: int) -> bytes:
    """Read so many bytes, if there are; asked for two megabytes, Python would make room for them first."""
    size = os.fstat(stream.fileno()).st_size
    data = stream.read(min(size + 1, most))
    # It grows, or the system says nothing of its size.
    return data if len(data) <= size else data + stream.read(most - len(data))


def reads_as(file: Path, is_ours: Callable[[Any], bool]) -> bool:
    """Say whether a file is sound, and its plain tree one of ours; an empty one is and does.

    Raises SilkError where it cannot be read.
    """
    name, data = str(file), bytes_of(file)
    if not data:
        return True
    try:
        raw, faults = reader.parsed(reader.text_of(data, name), name)
    except SilkError:
        return False
    return not faults and is_ours(raw)


def _unreadable(name: str, says: str, do: str) -> SilkError:
    return SilkError(Fault((name,), says, do, Code.UNREADABLE))


def _near(file: Path) -> str:
    try:
        beside = sorted(other.name for other in file.parent.iterdir() if other.is_file())
    except OSError:
        return "Check the folder's name."
    near = nearest(file.name, beside)
    return "Check the name and the folder." if near is None else offered(near)


def located(faults: Sequence[Fault], texts: Mapping[str, str], folder: str = "") -> SilkError:
    """Give each fault its place, in file order: the first step of its path names the file.

    Where the strict reader has refused something, what else is said of that place is left out.
    """
    finders: dict[str, Finder] = {}
    found = [fault for fault in faults if fault.where is not None]
    refused = {_spot(fault) for fault in found}
    for fault in faults:
        if fault.where is not None:
            continue
        file = str(fault.path[0])
        if file in texts:
            if file not in finders:
                finders[file] = Finder(texts[file], folder + file)
            fault = replace(fault, where=finders[file].place(fault.path[1:], fault.at))
        if _spot(fault) not in refused:
            found.append(fault)
    order = {folder + file: i for i, file in enumerate(texts)}
    found.sort(key=lambda one: (order.get(_spot(one)[0], -1), *_spot(one)[1:]))
    if len(found) > MOST_FAULTS:
        says = f"this is wrong in more than {MOST_FAULTS:,} places"
        do = "Mend the first ones, or check that it is the file you mean; then look again."
        found[MOST_FAULTS:] = [Fault(found[-1].path[:1], says, do, Code.TOO_MANY, where=Place(_spot(found[-1])[0]))]
    return SilkError(*found)


def _spot(fault: Fault) -> tuple[str, int, int]:
    where = fault.where or Place(str(fault.path[0]))
    return where.file, where.line, where.column
