"""The flow profile in some rows. Source: docs/scoring.md, Flow profile."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from silk_assess.columns.by_rows import by_rows
from silk_assess.columns.figures import Numbers
from silk_assess.columns.measures import Measure, Measures
from silk_assess.columns.plan import Plan
from silk_assess.columns.sums import weigh
from silk_assess.exact import HUNDRED, UNIT
from silk_assess.scoring.aggregates import combined, mean
from silk_assess.scoring.assessment import Value

# From here on a cell counts for the breadth. Source: docs/scoring.md, Flow profile.
_BROAD = 25 * UNIT


def flows(plan: Plan, measures: Measures) -> dict[tuple[str, str], Measure]:
    """Measure each facet of each cell."""
    return {cell: _flow(plan, cell, measures) for cell in plan.tree.cells}


def breadth(measures: Mapping[tuple[str, str], Measure]) -> Numbers:
    """Count the cells in which enough flows now."""
    now = [one for (_, facet), one in measures.items() if facet == "now"]
    found = np.zeros(len(now[0].point), np.int64)
    for one in now:
        found += one.pointed & (one.point >= _BROAD)
    return found


def _flow(plan: Plan, cell: tuple[str, str], measures: Measures) -> Measure:
    if cell in plan.linear:
        return weigh(plan.linear[cell], cell, measures)
    weights = {one.id: one.weight for one in plan.tree.cells[cell] if one.weight}

    def rule(values: Mapping[str, Value | None]) -> Value | None:
        parts = [(value, weight) for id, weight in weights.items() if (value := values[id]) is not None]
        return combined(parts, mean, HUNDRED)

    return by_rows(list(weights), rule, plan, measures)
