"""A node that whole numbers of 64 bits do not hold, and the geometric mean: row by row, by the row engine itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from silk_assess.columns.measures import Measure, Measures
from silk_assess.columns.plan import Plan
from silk_assess.scoring.assessment import Value

Rule = Callable[[Mapping[str, Value | None]], Value | None]
# Of one part: present, pointed, low, point, high, coverage.
_Key = tuple[tuple[bool, bool, int, int, int, int], ...]


def by_rows(ids: Sequence[str], rule: Rule, plan: Plan, measures: Measures) -> Measure:
    """Measure by a rule that takes the values of parts in one row; equal rows are worked out once."""
    known: dict[_Key, Value | None] = {}
    found = []
    for key in rows_of(ids, measures):
        if key not in known:
            known[key] = rule(values_in(ids, key, plan))
        found.append(known[key])
    return _measure(found)


def rows_of(ids: Sequence[str], measures: Measures) -> list[_Key]:
    """Give for each row what is known of each part."""
    if not ids:
        return [()] * measures.size
    parts = []
    for one in map(measures.__getitem__, ids):
        columns = (one.present, one.pointed, one.low, one.point, one.high, one.coverage)
        parts.append(zip(*(column.tolist() for column in columns), strict=True))
    return list(zip(*parts, strict=True))


def values_in(ids: Sequence[str], key: _Key, plan: Plan) -> dict[str, Value | None]:
    """Give the values of parts in one row."""
    return {
        id: Value(plan.scales[id], low, point if pointed else None, high, coverage) if present else None
        for id, (present, pointed, low, point, high, coverage) in zip(ids, key, strict=True)
    }


def _measure(values: Sequence[Value | None]) -> Measure:
    there = np.array([value is not None for value in values], np.bool_)
    pointed = np.array([value is not None and value.point is not None for value in values], np.bool_)
    nothing = Value(0, 0, 0, 0, 0)
    rows = [(one.low, one.point or 0, one.high, one.coverage) for one in (value or nothing for value in values)]
    low, point, high, coverage = np.array(rows, np.int64).reshape(-1, 4).T
    return Measure(there, pointed, low, point, high, coverage)
