"""Dimensions of many organisations: one panel each, every organisation a mark, or five quantiles of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from silk_assess.portfolio.member import Reach
from silk_assess.portfolio.records import Figures
from silk_assess.portfolio.statistics import QUANTILES, Crowd, Middle
from silk_assess.questionnaire.tree import Node
from silk_assess.report.portfolio.figures import finer, number, per_cent
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count

# Above this many marks a panel draws quantiles instead of each organisation.
_MOST_MARKS: Final = 100
_MOST_PANELS: Final = 30


class Mark(NamedTuple):
    """An organisation or quantile; positions in per cent from the left and from the top, empty where none."""

    x: str
    point: str
    low: str
    high: str


class Panel(NamedTuple):
    """One dimension."""

    title: str
    label: str
    asks: str
    marks: tuple[Mark, ...]
    quantiles: tuple[tuple[str, str], ...]
    middle: str
    span: str
    text: str


class Panels(NamedTuple):
    """All dimensions with their finding; `target` is the level that the dashed lines speak of."""

    finding: str
    target: str
    each: bool
    number: str
    panels: tuple[Panel, ...]
    finer: str
    left_out: str


def panels(crowd: Crowd) -> Panels:
    """Draw each dimension on its own, and say which is lowest, highest and least certain."""
    known = [node for node in crowd.columns if crowd.middles[node.id] is not None]
    left = len(known) - _MOST_PANELS
    rest = f"{capital(count(left, 'dimension'))} more stand in scores.csv." if left > 0 else ""
    return Panels(
        finding=_finding(crowd, known),
        target=crowd.level_title(crowd.ahead) if crowd.ahead is not None else "",
        each=crowd.number <= _MOST_MARKS,
        number=number(crowd.number),
        panels=tuple(_panel(crowd, node) for node in known[:_MOST_PANELS]),
        finer=finer(crowd, _ends(crowd, known[:_MOST_PANELS])),
        left_out=rest,
    )


def _panel(crowd: Crowd, node: Node) -> Panel:
    middle = crowd.middles[node.id]
    assert middle is not None
    need = crowd.asked.get(node.id)
    each = crowd.number <= _MOST_MARKS
    span = crowd.span(node.id, middle.low, middle.high)
    figure = crowd.points(node.id, middle.point) or "No figure"
    said = f"{figure}, between {crowd.points(node.id, middle.low)} and {crowd.points(node.id, middle.high)}"
    found = [] if each else list(zip(QUANTILES, crowd.spread[node.id], strict=True))
    return Panel(
        title=node.title,
        label=f"{node.title}: middle organisation at {said if span else figure}{crowd.of(node)}",
        asks="" if not need else _down(need, node),
        marks=_each(crowd.roll.figures(node.id), node) if each else _few(found, node),
        quantiles=tuple((str(k), _quantile(crowd, node, one)) for k, one in found),
        middle=f"{figure}{crowd.of(node)}",
        span=span,
        text=_text(crowd, node, middle, need),
    )


def _ends(crowd: Crowd, known: list[Node]) -> Iterator[tuple[str, int | None]]:
    """Give all that panels show as figures."""
    for node in known:
        shown = [] if crowd.number <= _MOST_MARKS else crowd.spread[node.id]
        for one in (crowd.middles[node.id], *shown):
            yield from () if one is None else ((node.id, end) for end in (one.point, one.low, one.high))


def _each(values: Figures, node: Node) -> tuple[Mark, ...]:
    """Place every organisation from least to most; one without a point by the middle of its range."""

    def rank(one: Reach) -> tuple[int, int, int]:
        return (one.low + one.high if one.point is None else 2 * one.point, one.low, one.high)

    present = sorted((one for one in values if one is not None), key=rank)
    return tuple(_mark(per_cent(2 * i + 1, 2 * len(present)), one, node) for i, one in enumerate(present))


def _few(found: list[tuple[int, Middle]], node: Node) -> tuple[Mark, ...]:
    """Place the quantiles at equal steps, each above its figure in the table."""
    steps = 2 * len(QUANTILES)
    return tuple(
        _mark(per_cent(2 * i + 1, steps), Reach(one.low, one.point, one.high), node) for i, (_, one) in enumerate(found)
    )


def _mark(x: str, one: Reach, node: Node) -> Mark:
    ends = (_down(one.low, node), _down(one.high, node)) if one.low != one.high else ("", "")
    return Mark(x, "" if one.point is None else _down(one.point, node), *ends)


def _down(size: int, node: Node) -> str:
    return per_cent(node.scale - size, node.scale)


def _quantile(crowd: Crowd, node: Node, one: Middle) -> str:
    if one.point is None:
        return crowd.span(node.id, one.low, one.high) or crowd.points(node.id, one.low)
    return crowd.points(node.id, one.point)


def _text(crowd: Crowd, node: Node, middle: Middle, need: int | None) -> str:
    said = []
    if need:
        sure, perhaps = crowd.below[node.id]
        more = f", perhaps {number(perhaps)} more" if perhaps else ""
        said.append(f"Below {crowd.points(node.id, need).removesuffix('.0')}: {number(sure)}{more}.")
    elif crowd.ahead:
        said.append(f"{crowd.level_title(crowd.ahead)} asks for nothing here.")
    if middle.present > middle.figures:
        said.append(f"No figure: {number(middle.present - middle.figures)}.")
    if crowd.number > middle.present:
        said.append(f"Does not apply: {number(crowd.number - middle.present)}.")
    return " ".join(said)


# Finding


def _finding(crowd: Crowd, known: list[Node]) -> str:
    """Name the dimension with the lowest middle, the highest, and the one that may change most."""
    figures = [(node, middle) for node in known if (middle := crowd.middles[node.id]) and middle.point is not None]
    if not figures:
        if not crowd.number:
            return "There is no organisation to look at."
        return "No dimension has a figure yet." if known else "None of the dimensions applies to these organisations."
    ordered = sorted(figures, key=lambda pair: (pair[1].point or 0) / pair[0].scale)
    (node, low), (other, high) = ordered[0], ordered[-1]
    stands = f"the middle organisation stands at {crowd.points(node.id, low.point)}{crowd.of(node)}"
    if len(figures) == 1:
        return f"{names.title(crowd.tree, node.id)}: {stands}."
    if (low.point or 0) * other.scale == (high.point or 0) * node.scale:
        return f"All dimensions have the same middle: {stands}. {_uncertain(crowd, known)}".strip()
    said = f"{node.title} is lowest: {stands}. {other.title} is highest ({crowd.points(other.id, high.point)}"
    overlap = low.high * other.scale >= high.low * node.scale
    doubt = ", and the two may still meet as open answers turn out" if overlap else ""
    return f"{said}{crowd.of(other)}){doubt}. {_uncertain(crowd, known)}".strip()


def _uncertain(crowd: Crowd, known: list[Node]) -> str:
    if crowd.ahead is None:
        return ""
    counted = {node.id: crowd.below[node.id][1] for node in known if node.id in crowd.below}
    most = max(counted.values(), default=0)
    if not most:
        return ""
    node = next(node for node in known if counted.get(node.id) == most)
    asks = f"what {crowd.level_title(crowd.ahead)} asks for"
    return f"Least certain is {node.title}: {number(most)} could still turn out to be below {asks}, or not."
