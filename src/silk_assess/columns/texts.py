"""Figures as the texts of scores.csv: letter for letter what a row of it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from silk_assess.columns.arrow import points
from silk_assess.columns.figures import Figures, Kind
from silk_assess.escape import csv_cell

# Where every third number is another one, each is written by itself.
_FEW: Final = 3


def texts(figures: Figures) -> pa.Array:
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


def _each(values: pa.Array, write: Callable[[pa.Array], Any]) -> pa.Array:
    """Write what comes again only once."""
    known = values.dictionary_encode()
    if len(known.dictionary) * _FEW > len(values):
        return write(values)
    return write(known.dictionary).take(known.indices)


def _written(sizes: pa.Array) -> pa.Array:
    """Write micro-units as the shortest exact decimals."""
    whole = points(sizes.to_numpy(zero_copy_only=False).astype(np.int64, copy=False)).cast(pa.string())
    return pc.utf8_rtrim(pc.utf8_rtrim(whole, "0"), ".")
