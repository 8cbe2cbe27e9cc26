"""Where the organisation stands: a bar for every node."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.exact import HUNDRED, UNIT, decimal, rounded, shown
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.next_step import wording_of_missed
from silk_assess.scoring.assessment import Value
from silk_assess.wording import names, numbers
from silk_assess.wording.numbers import capital, count, plural


class Bar(NamedTuple):
    """A node's marks on a common axis; positions are percentages of its scale, ready to print."""

    low: str
    width: str
    point: str
    need: str
    has_range: bool


class NodeRow(NamedTuple):
    """A node in the table: its figures, its reading in words, what the next level asks for."""

    id: str
    title: str
    depth: int
    label: str
    note: str
    bar: Bar | None
    points: str
    span: str
    coverage: str
    reading: str
    need: str
    held: str


class BandStart(NamedTuple):
    """A lower bound on the common axis, with its position and the words of its band."""

    at: str
    text: str
    label: str
    width: str


class ScoreTable(NamedTuple):
    """The table of nodes with its finding."""

    finding: str
    next_title: str
    marks: tuple[BandStart, ...]
    groups: tuple[tuple[NodeRow, ...], ...]
    total_text: str
    own_scales: bool
    any_range: bool
    compare: str


def share(size: int, scale: int) -> str:
    """Give a position on an axis in per cent, with at most four decimals.

    >>> share(50_002_723, 100_000_000), share(27, 81)
    ('50.0027%', '33.3333%')
    """
    return decimal(100 * rounded(size * UNIT, scale)) + "%"


def groups(tree: Tree) -> list[list[Node]]:
    """Give every node but the risks, each section a group, the index last."""
    parts = [[tree.node[id] for id in tree.below(part) if id in tree.node] for part in tree.parts]
    found = [[node for node in part if node.rule != "risk"] for part in parts]
    return [*found, [tree.node["index"]]] if "index" in tree.node else found


def standing(found: Findings, beside_others: bool = False) -> ScoreTable:
    """Lay out every node but the risks, each section a group, the index last."""
    tree = found.tree
    scored = [node for node in tree.nodes if node.rule != "risk"]
    own = any(node.scale != HUNDRED for node in scored)
    values = [found.value(node.id) for node in scored]
    return ScoreTable(
        finding=_finding(found),
        next_title=found.level_title(found.next_level) if found.next_level is not None else "",
        marks=() if own else axis_marks(tree),
        groups=tuple(tuple(_row(found, node) for node in group) for group in groups(tree)),
        total_text=_total(found) if "index" in tree.node else "",
        own_scales=own,
        any_range=any(value is not None and value.low != value.high for value in values),
        compare="Compare with yourself next year"
        + (" first, and with others by range only." if beside_others else ", never with others."),
    )


def axis_marks(tree: Tree) -> tuple[BandStart, ...]:
    """Give the lower bounds of the questionnaire's bands on an axis from 0 to 100, with their words."""
    bands = tree.pack.head.bands or ()
    starts = [band.start for band in bands]
    ends = [*starts[1:], HUNDRED]
    return tuple(
        BandStart(share(band.start, HUNDRED), decimal(band.start), band.label, decimal(max(end - band.start, UNIT)))
        for band, end in zip(bands, ends, strict=False)
    )


def depth(tree: Tree, node: Node) -> int:
    """Count how deep a node stands inside its section; a section and the index stand at 0."""
    level, owner = 0, node.owner
    while owner is not None:
        level, owner = level + 1, tree.node[owner].owner
    return level


def _row(found: Findings, node: Node) -> NodeRow:
    value = found.value(node.id)
    title = names.title(found.tree, node.id)
    asked = found.next_ask.get(node.id)
    needs = "" if asked is None else f"{found.level_title(found.next_level or 0)} needs {decimal(asked.needed)}"
    scale = "" if node.scale == HUNDRED else f" of {decimal(node.scale)}"
    if value is None:
        return NodeRow(
            node.id,
            title,
            depth(found.tree, node),
            f"{title}: does not apply to you",
            "",
            None,
            "",
            "",
            "",
            "Does not apply to you",
            "",
            "",
        )
    bounds = found.tree.bounds(node.id)
    ends = numbers.span(value.low, value.high, bounds)
    points = "No figure" if value.point is None else shown(value.point, bounds) + scale
    has_range = value.point is None or numbers.has_range(value, bounds)
    said = f"{title}: {'no figure' if value.point is None else points + ' points'}"
    if has_range:
        said += f", between {numbers.between(value.low, value.high, bounds)}"
    note = f"Scale from 0 to {decimal(node.scale)}." + (f" {needs}." if needs else "")
    return NodeRow(
        id=node.id,
        title=title,
        depth=depth(found.tree, node),
        label=said,
        note=note,
        bar=_bar(value, None if asked is None else asked.needed),
        points=points,
        span=ends if has_range else "",
        coverage=f"{numbers.percent(value.coverage)} %",
        reading="Too little is answered" if value.point is None else names.in_words(found.assessment, node),
        need=needs if asked is not None and asked.is_missed else "",
        held=_held(found, node),
    )


def _bar(value: Value, need: int | None) -> Bar:
    return Bar(
        low=share(value.low, value.scale),
        width=share(value.high - value.low, value.scale),
        point="" if value.point is None else share(value.point, value.scale),
        need="" if need is None else share(need, value.scale),
        has_range=value.high > value.low,
    )


def _held(found: Findings, node: Node) -> str:
    """Say of a limit in force what it is, what sets it off, and what there would be without it."""
    cap = found.assessment.caps.get(node.id)
    if cap is None:
        return ""
    gate = node.gates[cap.gate]
    without = shown(cap.without, found.tree.bounds(node.id))
    said = f"Held at {decimal(gate.cap)} by “{named(found, cap.by)}”; without this limit {without}."
    return f"{said} {gate.because}" if gate.because else said


def named(found: Findings, id: str) -> str:
    """Name a node by its title and a question by its text."""
    return found.question(id).question.text if id in found.tree.asked else names.title(found.tree, id)


def _total(found: Findings) -> str:
    node = found.node("index")
    if node.rule == "mean":
        weights = {weight for _, weight in node.children}
        if len(weights) == 1:
            said = "The last line is the mean of its parts, all with the same weight."
        else:
            parts = ", ".join(f"{names.title(found.tree, id)} {decimal(weight)}" for id, weight in node.children)
            said = f"The last line is a weighted mean: {parts}."
    else:
        kind = {
            "min": "the lowest of its parts",
            "gmean": "the geometric mean of its parts",
            "sum": "the sum of its parts",
        }
        said = f"The last line is {kind[node.rule]}."
    if found.assessment.level is not None and "index" not in {id for need in found.tree.requires for id, _ in need}:
        said += " It does not decide your level."
    return said


def _finding(found: Findings) -> str:
    level = found.assessment.level
    if level is None:
        return _highest_and_lowest(found)
    if found.next_level is None:
        return "Every requirement of the highest level holds, as answered."
    here = found.level_title(level.point)
    rest = sum(one.held != "does not apply" for one in found.next_asks) - len(found.missed)
    wanted = found.level_title(found.next_level)
    what = plural(rest, "The other requirement", f"The other {count(rest, 'requirement')}")
    others = f" {what} of {wanted} {plural(rest, 'is', 'are')} met." if rest else ""
    if not found.missed:
        return f"You stand at {here}.{others}"
    if len(found.missed) == 1:
        return f"One thing holds you at {here}. {wording_of_missed(found)}{others}"
    return f"{capital(count(len(found.missed), 'thing'))} hold you at {here}. {wording_of_missed(found)}{others}"


def _highest_and_lowest(found: Findings) -> str:
    scored = [node for node in found.tree.nodes if node.rule != "risk" and node.id != "index"]
    ranked = [
        (value.point, value.scale, node)
        for node in scored
        if (value := found.value(node.id)) is not None and value.point is not None
    ]
    owners = {node.owner for _, _, node in ranked}
    leaves = [one for one in ranked if one[2].id not in owners]
    if not leaves:
        return "Too little is answered for a figure. The hatched range shows what is possible."
    low = min(leaves, key=lambda one: one[0] * UNIT // one[1])
    high = max(leaves, key=lambda one: one[0] * UNIT // one[1])
    if len(leaves) == 1:
        return f"{low[2].title} stands at {_of(found, low)}."
    lowest, highest = f"{_of(found, low)}, in {low[2].title}", f"{_of(found, high)}, in {high[2].title}"
    return f"The lowest figure is {lowest}; the highest {highest}."


def _of(found: Findings, one: tuple[int, int, Node]) -> str:
    return f"{found.points(one[2].id, one[0])} of {decimal(one[1])}"
