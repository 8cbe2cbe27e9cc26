"""What the answers would give if all that is promised were true: an intention, beside what they give now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from silk_assess.exact import HUNDRED, decimal, shown
from silk_assess.plan.intention import if_done, leading
from silk_assess.plan.model import Plan
from silk_assess.questionnaire.tree import Node
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.scores import BandStart, axis_marks, depth, share
from silk_assess.scoring.assessment import Value
from silk_assess.scoring.trial import Trial
from silk_assess.wording import names, numbers


class Mark(NamedTuple):
    """One of the two bars of a part; positions are percentages of its scale, ready to print."""

    low: str
    width: str
    point: str
    has_range: bool
    points: str
    span: str


class WouldRow(NamedTuple):
    """A part now and if all is done, with what the next level needs of it."""

    id: str
    title: str
    depth: int
    label: str
    note: str
    now: Mark
    then: Mark
    need: str
    held: str


class Would(NamedTuple):
    """What would follow from all open steps together."""

    finding: str
    next_title: str
    marks: tuple[BandStart, ...]
    rows: tuple[WouldRow, ...]
    any_range: bool


def would(found: Findings, plan: Plan) -> Would | None:
    """Lay out what would move, and where the next level would still be missed; None where no step leads anywhere."""
    if not leading(plan, found.assessment):
        return None
    after = if_done(plan, found.assessment)
    rows = tuple(_row(found, after, node, asked) for node, asked in _told(found, after))
    own = any(node.scale != HUNDRED for node in found.tree.nodes)
    return Would(
        finding=finding(found, after),
        next_title="" if found.next_level is None else found.level_title(found.next_level),
        marks=() if own else axis_marks(found.tree),
        rows=rows,
        any_range=any(one.now.has_range or one.then.has_range for one in rows),
    )


def _told(found: Findings, after: Trial) -> Iterator[tuple[Node, int | None]]:
    """Choose the parts: those that would move, and those whose low would miss what the next level needs; first all."""
    asked = {one.node: one.needed for one in found.next_asks}
    nodes = [node for node in found.tree.nodes if node.rule != "risk"]
    for node in sorted(nodes, key=lambda node: node.id != "index"):
        before, then = found.value(node.id), after.values[node.id]
        if before is None or then is None:
            continue
        needed = asked.get(node.id)
        if before != then or (needed is not None and then.low < needed):
            yield node, needed


def _row(found: Findings, after: Trial, node: Node, needed: int | None) -> WouldRow:
    before, then = found.value(node.id), after.values[node.id]
    assert before is not None
    assert then is not None
    title, bounds = names.title(found.tree, node.id), found.tree.bounds(node.id)
    needs = "" if needed is None else f"{found.level_title(found.next_level or 0)} needs {decimal(needed)}"
    now, wish = _mark(before, bounds), _mark(then, bounds)
    return WouldRow(
        id=node.id,
        title=title,
        depth=depth(found.tree, node),
        label=f"{title}: now {_said(now)}, if all is done {_said(wish)}",
        note=f"Scale from 0 to {decimal(node.scale)}." + (f" {needs}." if needs else ""),
        now=now,
        then=wish,
        need="" if needed is None else share(needed, node.scale),
        held="" if needed is None else f"{needs}: {_held(before, then, needed)}",
    )


def _held(before: Value, then: Value, needed: int) -> str:
    if before.low >= needed:
        return "met already"
    if then.low >= needed:
        return "would be met"
    return "would hang on open answers" if then.high >= needed else "would still be missed"


def _said(mark: Mark) -> str:
    return mark.points if mark.point else f"between {mark.span}"


def _mark(value: Value, bounds: tuple[int, ...]) -> Mark:
    has_range = numbers.has_range(value, bounds)
    return Mark(
        low=share(value.low, value.scale),
        width=share(value.high - value.low, value.scale),
        point="" if value.point is None else share(value.point, value.scale),
        has_range=value.high > value.low,
        points="no figure" if value.point is None else shown(value.point, bounds),
        span=numbers.span(value.low, value.high, bounds) if has_range or value.point is None else "",
    )


def finding(found: Findings, after: Trial) -> str:
    """Say what would become of the whole and of the level."""
    said = []
    if "index" in found.tree.node:
        before, then = found.value("index"), after.values["index"]
        if before is not None and then is not None and None not in (before.point, then.point):
            ends = found.points("index", before.point), found.points("index", then.point)
            together = names.title(found.tree, "index")
            said.append(
                f"{together} {ends[0]} would become {ends[1]}"
                if ends[0] != ends[1]
                else f"{together} would stay at {ends[0]}"
            )
    level, would_be = found.assessment.level, after.level
    if level is not None and would_be is not None:
        titles = found.level_title(level.point), found.level_title(would_be.point)
        moves = level.point != would_be.point
        said.append(f"{titles[0]} would become {titles[1]}" if moves else f"the level would stay {titles[0]}")
        if not would_be.firm and moves:
            return f"{numbers.capital(', and '.join(said))}, unless answers that are still open turn out badly."
    return f"{numbers.capital(', and '.join(said))}." if said else "The steps move no part that has a figure."
