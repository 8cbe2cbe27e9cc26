"""What `score` prints of several organisations: a line each."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.commands.assessed import Case
from silk_assess.exact import decimal, shown
from silk_assess.scoring.assessment import Assessment, Value
from silk_assess.terminal.layout import Line, Row, cut, table
from silk_assess.wording import names, numbers


def several(cases: Sequence[Case], width: int) -> list[Line]:
    """Print several organisations, a line each, in the order given."""
    if not cases:
        return []
    rows = [_case_row(case) for case in cases]
    return table(("file", "organisation", "level", "all together"), rows, width)


def _case_row(case: Case) -> Row:
    assessment, tree = case.assessment, case.assessment.tree
    name, level, total = cut(assessment.answers.name or names.NAMELESS, 24), "", ""
    if assessment.level is not None:
        one = assessment.level
        level = f"{one.point}, {tree.pack.head.levels[one.point].title}, "
        level += "firm" if one.firm else f"or {one.low} to {one.high}"
    value = assessment.values.get("index")
    if value is not None:
        total = _short(assessment, value)
    elif "index" in tree.node:
        total = "does not apply"
    said = f"{case.file}\n{name}." + (f" Level {level}." if level else "")
    said += f" All together {total}." if total else ""
    return Row((case.file, name, level, total), said)


def _short(assessment: Assessment, value: Value) -> str:
    bounds = assessment.tree.bounds("index")
    of = "" if names.is_hundred(assessment.tree.node["index"]) else f" of {decimal(value.scale)}"
    if value.point is None:
        return numbers.span(value.low, value.high, bounds, "between {} and {}") + of
    said = shown(value.point, bounds) + of
    return said + (f" ({numbers.span(value.low, value.high, bounds)})" if numbers.has_range(value, bounds) else "")
