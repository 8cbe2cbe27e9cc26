"""The copy of a file as it was when a sitting began: where it is kept, and what it may take the place of."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from silk_assess.faults import SilkError


def names(file: Path, last: Path) -> Iterator[Path]:
    """Name the places for a copy of a file, in their order, up to one of them."""
    place, i = file.with_name(f"{file.name}.bak"), 1
    while place != last:
        yield place
        i += 1
        place = file.with_name(f"{file.name}.bak-{i}")
    yield place


def place(file: Path, reads: Callable[[Path], bool]) -> Path:
    """Choose where the file as it was is kept: FILE.bak, or what comes next where that is none of ours.

    A plain file that `reads` as one of the same format is the copy of an earlier sitting, and
    replaced. All else (notes of somebody's own, a link, a folder) stays.
    """
    return next(one for one in names(file, file) if not os.path.lexists(one) or _is_copy(one, reads))


def _is_copy(one: Path, reads: Callable[[Path], bool]) -> bool:
    try:
        return stat.S_ISREG(one.lstat().st_mode) and reads(one)
    except (OSError, SilkError):
        return False
