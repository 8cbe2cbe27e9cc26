"""The figures that a report holds as data, so that a later program can hold its own against them."""

from __future__ import annotations

from typing import Any

from silk_assess.exact import decimal
from silk_assess.scoring.assessment import Assessment, Value


def figures(assessment: Assessment) -> dict[str, Any]:
    """Give the level and the points of all nodes, each as point, low and high; what is absent is left out.

    All are texts; `none` stands where there is no point.
    """
    level = assessment.level
    values = ((node.id, assessment.values[node.id]) for node in assessment.tree.nodes)
    return {
        **({} if level is None else {"level": [str(size) for size in (level.point, level.low, level.high)]}),
        "nodes": {id: _three(value) for id, value in values if value is not None},
    }


def _three(value: Value) -> list[str]:
    return ["none" if value.point is None else decimal(value.point), decimal(value.low), decimal(value.high)]
