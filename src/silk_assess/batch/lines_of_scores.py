"""Lines of scores.csv from columns of figures, letter for letter as `batch/outcome.py` writes them one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from silk_assess import escape
from silk_assess.columns.figures import Figures, Kind
from silk_assess.columns.texts import texts

# What no cell that stands bare may hold, nor begin with; all else is looked at letter by letter.
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")


def lines_of(
    files: Sequence[str],
    ids: Sequence[str],
    names: Sequence[str],
    rows: npt.NDArray[np.int64],
    figures: Sequence[Figures],
) -> list[str]:
    """Write a line for each row, without its end; a row of 0 is none."""
    if not len(rows):
        return []
    columns = [
        pa.array([one if _PLAIN.fullmatch(one) else _set(escape.csv_first_cell(one)) for one in ids], pa.string()),
        pa.array([one if _PLAIN.fullmatch(one) else _set(escape.csv_cell(one)) for one in names], pa.string()),
        _each(pa.array(files, pa.string()), lambda file: _set(escape.csv_cell(file))),
        pa.scalar(""),
        pc.if_else(pa.array(rows == 0), "", pa.array(rows).cast(pa.string())),
        *(_each(texts(one), _set) if one.kind is Kind.WORD else texts(one) for one in figures),
    ]
    found: list[str] = pc.binary_join_element_wise(*columns, ",").to_pylist()
    return found


def _each(column: Any, write: Callable[[str], str]) -> Any:
    """Write what comes again only once."""
    known = column.dictionary_encode()
    return pa.array(list(map(write, known.dictionary.to_pylist())), pa.string()).take(known.indices)


def _set(cell: str) -> str:
    """Set one cell as it stands in a line."""
    return escape.csv_line([cell]).removesuffix("\n")
