"""Groups against dimensions: the middle organisation of each group, with the middle of its lows and highs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from silk_assess.portfolio.statistics import FEWEST, Crowd, Middle, middle
from silk_assess.questionnaire.tree import Node
from silk_assess.report.portfolio.figures import finer, number
from silk_assess.report.portfolio.groups import Group, Groups, said_joined
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count

# Over this many columns the sections come first and the dimensions below.
_MOST_COLUMNS: Final = 15
_MOST_TABLES: Final = 6


class GroupCell(NamedTuple):
    """A middle with its range; `tint` is the fifth of the scale, -1 where fewer than five have a figure."""

    figure: str
    span: str
    tint: int


class GroupRow(NamedTuple):
    """A group."""

    title: str
    size: str
    cells: tuple[GroupCell, ...]


class Table(NamedTuple):
    """Some columns, of which the last row is all together."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[GroupRow, ...]


class Heat(NamedTuple):
    """Groups by one field against dimensions."""

    by: str
    head: str
    finding: str
    overlap: str
    tables: tuple[Table, ...]
    finer: str
    left_out: str


Known = list[tuple[Group, dict[str, Middle | None]]]


def heat(crowd: Crowd, groups: Groups | None) -> Heat | None:
    """Lay groups out against dimensions, and name the widest gap that no open answer can close."""
    if groups is None or not crowd.number:
        return None
    by = groups.title
    if not groups.named:
        text = f"No {groups.kind[0]} has five organisations or more, so none is shown here."
        return Heat(by, groups.kind[0], text, "", (), "", "")
    columns = [node for node in crowd.columns if crowd.middles[node.id] is not None]
    wide = len(columns) > _MOST_COLUMNS
    parts = [crowd.tree.node[id] for id in crowd.tree.parts if crowd.middles[id] is not None]
    sheets = [columns]
    if wide:
        sheets = [*_cut(parts), *_cut(columns)]
    used = list({node.id: node for sheet in sheets[:_MOST_TABLES] for node in sheet}.values())
    known = _known(crowd, groups, used)
    tables = tuple(_table(crowd, groups, known, sheet) for sheet in sheets[:_MOST_TABLES] if sheet)
    left = sum(map(len, sheets[_MOST_TABLES:]))
    return Heat(
        by=by,
        head=groups.kind[0],
        finding=_finding(crowd, [pair for pair in known if not pair[0].joined], used),
        overlap="An organisation can stand in more than one row." if groups.overlap else "",
        tables=tables,
        finer=finer(crowd, _shown(crowd, known, used)),
        left_out=f"{capital(count(left, 'dimension'))} more stand in scores.csv." if left else "",
    )


def _cut(nodes: Sequence[Node], size: int = 12) -> list[list[Node]]:
    return [list(nodes[i : i + size]) for i in range(0, len(nodes), size)]


def _known(crowd: Crowd, groups: Groups, columns: Sequence[Node]) -> Known:
    """Give the middles of each group, column by column, so that one column at a time is laid out."""
    known: Known = [(group, {}) for group in groups.groups]
    for node in columns:
        figures = crowd.roll.figures(node.id)
        for group, middles in known:
            middles[node.id] = middle(figures.at(group.places))
    return known


def _table(crowd: Crowd, groups: Groups, known: Known, columns: Sequence[Node]) -> Table:
    rows = [
        GroupRow(
            group.title,
            said_joined(groups, group),
            tuple(_cell(crowd, node, middles[node.id]) for node in columns),
        )
        for group, middles in known
    ]
    last = GroupRow("All", number(crowd.number), tuple(_cell(crowd, node, crowd.middles[node.id]) for node in columns))
    caption = f"Points of the middle organisation by {groups.title}"
    titles = tuple(f"{node.title}{crowd.of(node) and f', {crowd.of(node).strip()}'}" for node in columns)
    return Table(caption, titles, (*rows, last))


def _shown(crowd: Crowd, known: Known, used: Sequence[Node]) -> Iterator[tuple[str, int | None]]:
    """Give all that cells show as figures."""
    for node in used:
        for found in (*(middles[node.id] for _, middles in known), crowd.middles[node.id]):
            if found is not None and found.point is not None and found.figures >= FEWEST:
                yield from ((node.id, end) for end in (found.point, found.low, found.high))


def _cell(crowd: Crowd, node: Node, found: Middle | None) -> GroupCell:
    if found is None or found.point is None or found.figures < FEWEST:
        return GroupCell("", "", -1)
    tint = min(5 * found.point // node.scale, 4)
    return GroupCell(crowd.points(node.id, found.point), crowd.span(node.id, found.low, found.high), tint)


def _finding(crowd: Crowd, named: Known, columns: Sequence[Node]) -> str:
    """Name the largest gap between middles of named groups whose ranges do not overlap."""
    best: tuple[float, str] | None = None
    for node in columns:
        figures = [
            (group, found)
            for group, middles in named
            if (found := middles[node.id]) and found.point is not None and found.figures >= FEWEST
        ]
        for first, high in figures:
            for second, low in figures:
                gap = ((high.point or 0) - (low.point or 0)) / node.scale
                if high.low > low.high and (best is None or gap > best[0]):
                    best = gap, _told(crowd, node, (first, high), (second, low))
    if best is not None:
        return best[1]
    if len(named) < 2:
        return "There is only one group that is large enough to be named, so there is nothing to compare it with."
    return "No two groups differ in any dimension: the ranges of their middle organisations overlap everywhere."


def _told(crowd: Crowd, node: Node, high: tuple[Group, Middle], low: tuple[Group, Middle]) -> str:
    ends = [f"{crowd.points(node.id, found.point)} in “{group.title}”" for group, found in (high, low)]
    title = names.title(crowd.tree, node.id)
    return (
        f"The widest gap is in {title}: the middle organisation stands at {ends[0]} and at {ends[1]}{crowd.of(node)}, "
        "and their ranges do not overlap."
    )
