"""The copy of a file as it was when a sitting began: where it is kept, and what it may take the place of."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path

from silk_assess.faults import SilkError
from silk_assess.files import atomic_file


class Backup:
    """Keeps a file as it was, once, before it is changed for the first time.

    It is kept in FILE.bak, or in what comes next where that is none of ours: a plain file that `reads` as one
    of the same format is the copy of an earlier sitting, and replaced; all else (notes of somebody's own, a
    link, a folder) stays.
    """

    def __init__(self, file: Path, before: bytes | None, reads: Callable[[Path], bool]) -> None:
        """Choose the place; `before` is what the file holds, None where there is nothing to keep."""
        self._file, self._before, self._reads = file, before, reads
        self.place = self._chosen()

    def _chosen(self) -> Path:
        return next(one for one in self._names() if not os.path.lexists(one) or self._is_copy(one))

    def _names(self) -> Iterator[Path]:
        """Name the places for a copy, in their order."""
        place, i = self._file.with_name(f"{self._file.name}.bak"), 1
        while True:
            yield place
            i += 1
            place = self._file.with_name(f"{self._file.name}.bak-{i}")

    def _is_copy(self, one: Path) -> bool:
        try:
            return stat.S_ISREG(one.lstat().st_mode) and self._reads(one)
        except (OSError, SilkError):
            return False

    def remove_leftovers(self) -> None:
        """Clear away what writers of the file, or of its copies up to this one, left that were killed."""
        atomic_file.remove_leftovers(self._file)
        for one in takewhile(lambda name: name != self.place, self._names()):
            atomic_file.remove_leftovers(one)
        atomic_file.remove_leftovers(self.place)

    def keep(self) -> None:
        """Write the copy, if that was not done yet. Raises SilkError with code "unwritable"."""
        if self._before is not None:
            self.place = self._chosen()
            atomic_file.write(self.place, self._before, like=self._file)
            self._before = None
