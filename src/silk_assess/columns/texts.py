"""Figures as the texts of scores.csv: letter for letter what a row of it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from silk_assess.columns.figures import Figures, Kind
from silk_assess.escape import csv_cell

# Where every third number is another one, each is written by itself.
_FEW: Final = 3
_EXACT: Final = pa.decimal128(18, 6)


def texts(figures: Figures) -> Any:
    """Write each figure as a cell of scores.csv: exact numbers, true or false, texts inert, nothing where none is."""
    values = pa.array(figures.values)
    match figures.kind:
        case Kind.FLAG:
            found = pc.if_else(values, "true", "false")
        case Kind.WORD:
            found = _each(values, lambda places: pa.array([csv_cell(figures.words[place.as_py()]) for place in places]))
        case Kind.WHOLE:
            found = _each(values, lambda distinct: distinct.cast(pa.string()))
        case _:
            found = _each(values, _written)
    return found if figures.missing is None else pc.if_else(pa.array(figures.missing), "", found)


def _each(values: Any, write: Callable[[Any], Any]) -> Any:
    """Write what comes again only once."""
    known = values.dictionary_encode()
    if len(known.dictionary) * _FEW > len(values):
        return write(values)
    return write(known.dictionary).take(known.indices)


def _written(sizes: Any) -> Any:
    """Write micro-units as the shortest exact decimals."""
    numbers = sizes.to_numpy(zero_copy_only=False)
    # A decimal of Arrow is a whole number of 16 bytes, the lower eight first.
    wide = np.empty((len(numbers), 2), np.int64)
    wide[:, 0], wide[:, 1] = numbers, numbers >> 63
    decimals = pa.Array.from_buffers(_EXACT, len(numbers), [None, pa.py_buffer(wide)])
    return pc.utf8_rtrim(pc.utf8_rtrim(decimals.cast(pa.string()), "0"), ".")
