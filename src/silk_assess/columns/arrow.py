"""Figures as Arrow arrays: what is written as Parquet, and what other engines are given.

Levels, bands and counts are int64, flags bool, words strings, and points float64. A float is the nearest one to the
exact decimal, as if its text had been read: of at most 15 digits each has one of its own, so that its shortest text is
the one in scores.csv, and comparing it with a bound of a questionnaire comes out right. Decimals would say the same,
and whoever opens the file with pandas would have objects in place of numbers. What there is not is null.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

from silk_assess.columns.block import Block
from silk_assess.columns.figures import Figures, Kind
from silk_assess.columns.kernel import score
from silk_assess.columns.plan import Plan
from silk_assess.exact import UNIT

TYPES: Final = {Kind.NUMBER: pa.float64(), Kind.WHOLE: pa.int64(), Kind.FLAG: pa.bool_(), Kind.WORD: pa.string()}


def array(figures: Figures) -> Any:
    """Give figures as an array; words as they are, since no spreadsheet reads them here."""
    match figures.kind:
        case Kind.NUMBER:
            return pa.array(figures.values.astype(np.float64) / UNIT, pa.float64(), mask=figures.missing)
        case Kind.WORD:
            places = pa.array(figures.values, mask=figures.missing).dictionary_encode()
            words = [figures.words[place] for place in places.dictionary.to_pylist()]
            return pa.array(words, pa.string()).take(places.indices)
        case _:
            return pa.array(figures.values, TYPES[figures.kind], mask=figures.missing)


def fields(plan: Plan) -> list[Any]:
    """Name all columns of figures with their types, in the order of scores.csv."""
    nothing = score(plan, Block(0, {}))
    return [pa.field(name, TYPES[one.kind]) for name, one in nothing.figures.items()]
