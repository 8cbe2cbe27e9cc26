"""The columns of scores.csv: the result laid flat, one organisation a row. Source: docs/format.md, Result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal

from silk_assess.escape import csv_cell
from silk_assess.questionnaire.model.questions import CELLS, FACETS, Quantity
from silk_assess.questionnaire.tree import Tree

_POINTS: Final = ("points", "low", "high")
_NODE: Final = (*_POINTS, "band")
_RISK: Final = ("inherent", "controls", "residual", "residual_low", "residual_high")

# What stands in a column: a text, a number with decimals, a whole one, or true and false.
Kind = Literal["text", "number", "whole", "flag"]
# A column: its name, and the way to it in a result.
Column = tuple[str, tuple[str, ...]]
WHERE: Final = ("id", "name", "file", "sheet", "row")


def columns_of(tree: Tree, is_short: bool) -> list[Column]:
    """List the columns that come from a result, in order; with `is_short`, the whole and its sections only.

    A figure is named by what it belongs to and its name in the result: `governance.low`.
    """
    level = [(f"level_{name}", ("level", name)) for name in ("low", "point", "high")]
    found: list[Column] = [*level, ("firm", ("level", "firm"))]
    if is_short:
        found.append(("coverage", ("coverage",)))
        ids = [*tree.parts, *(id for id in tree.roots if id not in tree.parts)]
        return [*found, *((f"{id}.{key}", ("nodes", id, key)) for id in ids for key in _POINTS)]
    found += [(name, (name,)) for name in ("robust", "coverage", "evidence")]
    found += [(f"organisation.{one.id}", ("organisation", one.id)) for one in tree.profile]
    found += [(f"{node.id}.{key}", ("nodes", node.id, key)) for node in tree.nodes for key in _NODE]
    found += [
        (f"{node.id}.{key}", ("risks", node.id, key)) for node in tree.nodes if node.rule == "risk" for key in _RISK
    ]
    if tree.has_flows:
        for cell in CELLS:
            for facet in FACETS:
                found += [(f"{cell}.{facet}.{key}", ("flows", "cells", cell, facet, key)) for key in _POINTS]
            found.append((f"{cell}.gap", ("flows", "cells", cell, "gap")))
        found.append(("breadth", ("flows", "breadth")))
    return found


def names(columns: Sequence[Column], extra: Sequence[str] = ()) -> list[str]:
    """Name all columns; one that is carried along and has the name of another is called `kept.NAME`."""
    ours = [*WHERE, *(name for name, _ in columns)]
    return [*ours, *(f"kept.{name}" if name in ours else name for name in extra)]


def kinds(columns: Sequence[Column], tree: Tree) -> list[Kind]:
    """Say what stands in each column, those that tell where an organisation was read too."""
    return ["text", "text", "text", "text", "whole", *(_kind(name, way, tree) for name, way in columns)]


def _kind(name: str, way: Sequence[str], tree: Tree) -> Kind:
    match way:
        case ("level", "firm") | ("robust",):
            return "flag"
        case ("level", _) | ("nodes", _, "band") | ("flows", "breadth"):
            return "whole"
        case ("organisation", id):
            return "number" if isinstance(tree.asked[id].question, Quantity) else "text"
        case ():
            # What is told of an earlier year comes from no result.
            return "whole" if "level_" in name else "number"
        case _:
            return "number"


def cells(columns: Sequence[Column], result: Mapping[str, Any]) -> list[str]:
    """Lay a result flat: exact numbers as they are, nothing where there is none, texts inert."""
    return [_cell(_found(result, way)) for _, way in columns]


def values(columns: Sequence[Column], result: Mapping[str, Any]) -> list[Any]:
    """Lay a result flat as values: exact numbers, truth, texts; None where there is none."""
    found = (_found(result, way) for _, way in columns)
    return ["; ".join(one) or "none" if isinstance(one, list) else one for one in found]


def _found(result: Mapping[str, Any], way: Sequence[str]) -> Any:
    here: Any = result
    for step in way:
        here = None if here is None else here.get(step)
    return here


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case list():
            # As a table of answers has it (docs/format.md, Tables).
            return csv_cell("; ".join(value) or "none")
        case _:
            return csv_cell(str(value))
