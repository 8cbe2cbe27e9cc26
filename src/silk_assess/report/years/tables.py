"""Part by part: two bars a node, what the answers prove, and where each change comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from silk_assess.exact import shown
from silk_assess.faults import listed
from silk_assess.questionnaire.tree import Node
from silk_assess.report.organisation.scores import BandStart, axis_marks, depth, share
from silk_assess.report.years.findings import Findings
from silk_assess.scoring.assessment import Value
from silk_assess.wording.numbers import capital, count, in_words
from silk_assess.wording.years import WORDS, exactly, number, signed
from silk_assess.years.comparison import Moved
from silk_assess.years.parts import NONE, Parts


class Marks(NamedTuple):
    """The marks of one year on a node's axis, in per cent; `told` is what the older report said, where it differs."""

    low: str
    width: str
    point: str
    told: str


class Row(NamedTuple):
    """A node in both years, under this questionnaire."""

    id: str
    title: str
    depth: int
    label: str
    before: Marks | None
    now: Marks | None
    before_points: str
    before_span: str
    now_points: str
    now_span: str
    told: str
    moved: Moved | None
    word: str


class Cell(NamedTuple):
    """A part of a change under its head; `is_zero` where nothing comes from there."""

    head: str
    text: str
    is_zero: bool


class SplitRow(NamedTuple):
    """A change and where it comes from; `note` says what is special about it."""

    title: str
    depth: int
    note: str
    cells: tuple[Cell, ...]


class Tables(NamedTuple):
    """All parts: their bars, and their changes by where they come from."""

    finding: str
    groups: tuple[tuple[Row, ...], ...]
    bands: tuple[BandStart, ...]
    split_finding: str
    split: tuple[SplitRow, ...]
    digits: tuple[SplitRow, ...]


HEADS: Final = ("Questionnaire", "Other answers", "Known or not", "Change")


def tables(found: Findings, source: str) -> Tables:
    """Lay out both tables; `source` says where the change of the whole comes from."""
    nodes = [node for group in found.groups for node in group]
    change = found.comparison.parts("index")["point"].change if "index" in found.tree.node else None
    said = f"All together {signed(change)}: {source}." if change is not None else "Each part by itself."
    return Tables(
        finding=finding(found),
        groups=tuple(tuple(_row(found, node) for node in group) for group in found.groups),
        bands=axis_marks(found.tree),
        split_finding=said,
        split=(*(_split(found, node) for node in nodes), *_levels(found)),
        digits=tuple(row for node in nodes for row in _digits(found, node)),
    )


def finding(found: Findings) -> str:
    """Say which parts are higher, lower, the same, and of which nothing is proved."""
    kinds: dict[Moved, list[Node]] = {kind: [] for kind in WORDS}
    for node in found.leaves:
        moved = found.comparison.moved(node.id)
        if moved is not None:
            kinds[moved].append(node)
    if not any(kinds.values()):
        return "No part has a figure in both years."
    higher, lower = kinds["higher"], kinds["lower"]
    said = []
    if higher:
        said.append(f"{count(len(higher), 'part is', 'parts are')} higher than the older answers allow")
    if lower:
        names = listed([found.title(node.id) for node in lower[:3]]) + (" and others" if len(lower) > 3 else "")
        said.append(f"{count(len(lower), 'part is', 'parts are')} lower: {names}")
    sentences = [capital(" and ".join(said))] if said else ["No part is higher or lower than the older answers allow"]
    rest = []
    if kinds["open"]:
        rest.append(f"in {in_words(len(kinds['open']))} the ranges overlap, which proves no change")
    if kinds["same"]:
        rest.append(f"in {in_words(len(kinds['same']))} nothing comparable moved")
    sentences += [capital("; ".join(rest))] if rest else []
    return ". ".join(sentences) + "."


def _row(found: Findings, node: Node) -> Row:
    comparison, id = found.comparison, node.id
    before, now, old = comparison.common.values[id], comparison.new.values[id], comparison.old_value(id)
    moved = comparison.moved(id)
    told, told_at = "", ""
    if old is not None and comparison.has_other_scale(id):
        told = f"On another scale then: {_figure(found, id, old)} of {shown(old.scale)}"
    elif old is not None and _figure(found, id, old) != _figure(found, id, before):
        told = f"The older report said {_figure(found, id, old)}"
        told_at = "" if old.point is None else share(old.point, old.scale)
    return Row(
        id=id,
        title=found.title(id),
        depth=depth(found.tree, node),
        label=_label(found, id, before, now),
        before=_marks(before, told_at),
        now=_marks(now, ""),
        before_points=found.points(id, before) or ("" if before is None else "no figure"),
        before_span=found.span(id, before),
        now_points=found.points(id, now) or ("" if now is None else "no figure"),
        now_span=found.span(id, now),
        told=told,
        moved=moved,
        word="Does not apply" if moved is None else WORDS[moved],
    )


def _figure(found: Findings, id: str, value: Value | None) -> str:
    if value is None:
        return ""
    bounds = found.tree.bounds(id)
    return shown(value.point, bounds) if value.point is not None else found.span(id, value, "{} to {}")


def _label(found: Findings, id: str, before: Value | None, now: Value | None) -> str:
    said = []
    for name, value in zip(found.labels, (before, now), strict=True):
        figures = [one for one in (found.points(id, value), found.span(id, value, "between {} and {}")) if one]
        said.append(f"{name} {', '.join(figures) or 'does not apply'}")
    return f"{found.title(id)}: {'; '.join(said)}"


def _marks(value: Value | None, told: str) -> Marks | None:
    if value is None:
        return None
    width = share(value.high - value.low, value.scale) if value.high > value.low else ""
    point = "" if value.point is None else share(value.point, value.scale)
    return Marks(share(value.low, value.scale), width, point, told)


# Where a change comes from


def _split(found: Findings, node: Node) -> SplitRow:
    parts = found.comparison.parts(node.id)["point"]
    note = ""
    if found.comparison.has_other_scale(node.id):
        note = "It is measured on another scale since"
    elif found.comparison.old is not None and parts.change is None:
        note = _no_change(found, node)
    return SplitRow(found.title(node.id), depth(found.tree, node), note, _cells(parts, signed))


def _no_change(found: Findings, node: Node) -> str:
    old, new = found.comparison.old_value(node.id), found.comparison.new.values[node.id]
    if node.id not in found.comparison.old_nodes:
        return "It is new in this version"
    missing = [label for label, one in zip(found.labels, (old, new), strict=True) if one is None or one.point is None]
    return f"No figure: {listed(missing)}"


def _cells(parts: Parts, say: Callable[[int], str]) -> tuple[Cell, ...]:
    causes = ("questionnaire", "answers", "known")
    cells = []
    for head, cause in zip(HEADS, causes, strict=False):
        size: int | None = getattr(parts, cause)
        text = "" if size is None else say(size)
        if cause in parts.undivided and parts.together is not None:
            text = f"{say(parts.together)} as one" if cause == "known" else "one part with known or not"
        cells.append(Cell(head, text, size == 0))
    return (*cells, Cell(HEADS[-1], "" if parts.change is None else say(parts.change), parts.change == 0))


def _levels(found: Findings) -> tuple[SplitRow, ...]:
    parts = found.comparison.level_parts["point"]
    return () if parts == NONE else (SplitRow("Level, by its number", 0, "", _cells(parts, number)),)


def _digits(found: Findings, node: Node) -> tuple[SplitRow, ...]:
    words = {"low": "low", "point": "as answered", "high": "high"}
    rows = found.comparison.parts(node.id).items()
    return tuple(
        SplitRow(f"{found.title(node.id)}, {words[key]}", 0, "", _cells(parts, exactly))
        for key, parts in rows
        if parts != NONE
    )
