"""How much there is to do, as far as it can be told without reading answers."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from silk_assess.files.folders import AnswerFile, Search
from silk_assess.files.inputs import LINES, SHEETS, STDIN, TABLES


@dataclass(frozen=True, slots=True)
class Forecast:
    """About how many answer files and rows there are; `is_open` where more may come on standard input."""

    files: int
    rows: int
    is_open: bool = False

    @property
    def total(self) -> int:
        """How many organisations that makes."""
        return self.files + self.rows


def foresee(inputs: Iterable[str], follow_links: bool = False) -> Forecast:
    """Count answer files, and lines of tables; a table that cannot be read counts as one."""
    files = rows = 0
    is_open = False
    search = Search(follow_links=follow_links)
    for name in inputs:
        suffix = Path(name).suffix.lower()
        if name == STDIN:
            is_open = True
        elif os.path.isdir(name):
            files += sum(isinstance(found, AnswerFile) for found in search.found_in(Path(name)))
        elif not search.is_new(Path(name)):
            continue
        elif suffix in TABLES:
            rows += max(_lines(name) - 1, 1)
        elif suffix in SHEETS:
            # How many rows a workbook has is known only when it was read.
            is_open = True
        elif suffix in LINES:
            rows += max(_lines(name), 1)
        else:
            files += 1
    return Forecast(files, rows, is_open)


def _lines(name: str) -> int:
    if not os.path.isfile(name):
        return 1
    try:
        with open(name, "rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1
