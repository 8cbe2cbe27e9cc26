"""Figures as Arrow arrays: what is written as Parquet, and what other engines are given.

Levels, bands and counts are int64, flags bool, words strings, and points decimal128(18, 6): exact, as in scores.csv, and
in Parquet eight bytes each. A float64 would hold most of these numbers only nearly, and whoever adds many of them or
compares them with a bound would see it. What there is not is null.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa

from silk_assess.columns.block import Block
from silk_assess.columns.figures import Figures, Kind, Numbers
from silk_assess.columns.kernel import score
from silk_assess.columns.plan import Plan

POINTS: Final = pa.decimal128(18, 6)
TYPES: Final = {Kind.NUMBER: POINTS, Kind.WHOLE: pa.int64(), Kind.FLAG: pa.bool_(), Kind.WORD: pa.string()}


def array(figures: Figures) -> pa.Array:
    """Give figures as an array; words as they are, since no spreadsheet reads them here."""
    match figures.kind:
        case Kind.NUMBER:
            return points(figures.values.astype(np.int64, copy=False), figures.missing)
        case Kind.WORD:
            places, back = np.unique(figures.values, return_inverse=True)
            words = pa.array([figures.words[place] for place in places.tolist()], pa.string())
            return words.take(pa.array(back, mask=figures.missing))
        case _:
            return pa.array(figures.values, TYPES[figures.kind], mask=figures.missing)


def points(sizes: Numbers, missing: np.ndarray | None = None) -> pa.Array:
    """Give micro-units as exact decimals."""
    # A decimal of Arrow is a whole number of 16 bytes, the lower eight first.
    wide = np.empty((len(sizes), 2), np.int64)
    wide[:, 0], wide[:, 1] = sizes, sizes >> 63
    there = None if missing is None else pa.array(~missing).buffers()[1]
    return pa.Array.from_buffers(POINTS, len(sizes), [there, pa.py_buffer(wide)])


def fields(plan: Plan) -> list[pa.Field]:
    """Name all columns of figures with their types, in the order of scores.csv."""
    nothing = score(plan, Block(0, {}))
    return [pa.field(name, TYPES[one.kind]) for name, one in nothing.figures.items()]
