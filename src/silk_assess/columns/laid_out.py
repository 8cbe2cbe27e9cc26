"""The figures of some rows under the names that scores.csv has for them, in its order.

Source: docs/format.md, Result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from silk_assess.answers.state import Standing
from silk_assess.columns.figures import Codes, Figures, Kind, Numbers
from silk_assess.columns.flows import breadth
from silk_assess.columns.levels import coverage
from silk_assess.columns.measures import Measure
from silk_assess.columns.risks import RiskMeasure
from silk_assess.columns.rows import Rows
from silk_assess.columns.states import Dictionary
from silk_assess.questionnaire.model.questions import CELLS, FACETS, Quantity
from silk_assess.questionnaire.tree import Node

_Named = Iterator[tuple[str, Figures]]


def laid_out(
    rows: Rows, entries: Mapping[str, Codes], known: Mapping[str, Dictionary], evidence: Numbers
) -> dict[str, Figures]:
    """Give all figures by name; `entries` are the places of what stands in each column, hidden or not."""
    return dict(_named(rows, entries, known, evidence))


def _named(rows: Rows, entries: Mapping[str, Codes], known: Mapping[str, Dictionary], evidence: Numbers) -> _Named:
    tree, level = rows.plan.tree, rows.level
    for name, reached in (("low", level.low), ("point", level.point), ("high", level.high)):
        yield f"level_{name}", Figures(Kind.WHOLE, reached, level.missing)
    yield "firm", Figures(Kind.FLAG, level.low == level.high, level.missing)
    yield "robust", Figures(Kind.FLAG, level.robust, level.missing)
    yield "coverage", Figures(Kind.NUMBER, coverage(rows.plan, rows.measures))
    yield "evidence", Figures(Kind.NUMBER, evidence)
    for one in tree.profile:
        yield f"organisation.{one.id}", _field(known[one.id], entries[one.id])
    for node in tree.nodes:
        yield from _node(node, rows.measures[node.id])
    for node in tree.nodes:
        if node.rule == "risk":
            yield from _risk(node.id, rows.risks[node.id])
    if tree.has_flows:
        yield from _flows(rows.flows)


def _field(known: Dictionary, entries: Codes) -> Figures:
    """Give what a field of the profile holds, whether it is asked for or not."""
    missing = known.table("missing", _is_missing, np.bool_).take(entries)
    if isinstance(known.one.question, Quantity):
        return Figures(Kind.NUMBER, known.table("number", _number, np.int64).take(entries), missing)
    return Figures(Kind.WORD, entries, missing, known.words)


def _is_missing(standing: Standing) -> bool:
    return standing.value is None


def _number(standing: Standing) -> int:
    return standing.value if isinstance(standing.value, int) else 0


def _node(node: Node, measure: Measure) -> _Named:
    without, absent = ~measure.pointed, ~measure.present
    yield f"{node.id}.points", Figures(Kind.NUMBER, measure.point, without)
    yield f"{node.id}.low", Figures(Kind.NUMBER, measure.low, absent)
    yield f"{node.id}.high", Figures(Kind.NUMBER, measure.high, absent)
    band = np.full(len(without), -1, np.int64)
    for start in (band.start for band in node.bands):
        band += measure.point >= start
    yield f"{node.id}.band", Figures(Kind.WHOLE, band, without if node.bands else np.ones_like(without))


def _risk(id: str, risk: RiskMeasure) -> _Named:
    without, absent = ~risk.measure.pointed, ~risk.measure.present
    yield f"{id}.inherent", Figures(Kind.NUMBER, risk.inherent, without)
    yield f"{id}.controls", Figures(Kind.NUMBER, risk.answered, without)
    yield f"{id}.residual", Figures(Kind.NUMBER, risk.residual, without)
    yield f"{id}.residual_low", Figures(Kind.NUMBER, risk.residual_low, absent)
    yield f"{id}.residual_high", Figures(Kind.NUMBER, risk.residual_high, absent)


def _flows(flows: Mapping[tuple[str, str], Measure]) -> _Named:
    for cell in CELLS:
        for facet in FACETS:
            measure = flows[cell, facet]
            yield f"{cell}.{facet}.points", Figures(Kind.NUMBER, measure.point, ~measure.pointed)
            yield f"{cell}.{facet}.low", Figures(Kind.NUMBER, measure.low, ~measure.present)
            yield f"{cell}.{facet}.high", Figures(Kind.NUMBER, measure.high, ~measure.present)
        now, ambition = flows[cell, "now"], flows[cell, "ambition"]
        yield f"{cell}.gap", Figures(Kind.NUMBER, ambition.point - now.point, ~(now.pointed & ambition.pointed))
    yield "breadth", Figures(Kind.WHOLE, breadth(flows))
