"""Where an organisation stands among others: its ranges beside their quantiles, and no rank."""

from __future__ import annotations

from typing import Final, NamedTuple

from silk_assess.exact import UNIT, decimal, rounded, shown
from silk_assess.portfolio.benchmark import HUNDREDTHS, Benchmark, Quantiles, Span
from silk_assess.questionnaire.tree import Node
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.scores import depth, groups, share
from silk_assess.scoring.assessment import Value
from silk_assess.wording import names, numbers
from silk_assess.wording.numbers import capital, count, plural

_MIDDLE: Final = HUNDREDTHS.index(50)
# What is beyond a quantile is beyond so many of all.
_MOST: Final = ((90, "nine in ten"), (75, "three in four"), (50, "half of them"))


class Picture(NamedTuple):
    """Marks of others and of one's own on an axis, in per cent; `point` is empty without one."""

    others: tuple[str, str]
    half: tuple[str, str]
    middle: str
    own: tuple[str, str]
    point: str


class ComparedPart(NamedTuple):
    """One part: one's own figure, that of the middle of the others, and what follows.

    `side` is 1 where one's range lies above that middle as a whole, -1 below it, else 0.
    """

    id: str
    title: str
    depth: int
    picture: Picture
    label: str
    yours: str
    span: str
    middle: str
    middle_span: str
    side: int
    reading: str


class LevelsShare(NamedTuple):
    """Some levels next to each other, the share of the others there, and whether one may be there oneself."""

    title: str
    share: str
    width: str
    yours: str


class Among(NamedTuple):
    """The comparison with its finding."""

    finding: str
    others: str
    rows: tuple[ComparedPart, ...]
    groups: tuple[tuple[ComparedPart, ...], ...]
    steps: tuple[LevelsShare, ...]
    left_out: str


def among(found: Findings, benchmark: Benchmark) -> Among:
    """Hold what was scored against a benchmark."""
    known = {one.id: one for one in benchmark.nodes}
    present = [[node for node in group if found.value(node.id) is not None] for group in groups(found.tree)]
    held = [[_row(found, node, known[node.id]) for node in group if node.id in known] for group in present]
    rows = tuple(row for group in held for row in group)
    left = sum(map(len, present)) - len(rows)
    return Among(
        finding=_finding(found, rows, benchmark),
        others=f"{benchmark.organisations // UNIT:,}",
        rows=rows,
        groups=tuple(tuple(group) for group in held if group),
        steps=tuple(_step(found, span) for span in benchmark.levels),
        left_out=f"{capital(count(left, 'part'))} left out: too few of the others have a figure there." if left else "",
    )


def _beyond(value: Value, others: Quantiles) -> tuple[int, str]:
    """Say on which side of the others' middle a range lies as a whole (1, 0 or -1), and of how many it does."""
    for hundredth, said in _MOST:
        i = HUNDREDTHS.index(hundredth)
        if value.low > others.high[i]:
            return 1, said
        if value.high < others.low[len(HUNDREDTHS) - 1 - i]:
            return -1, said
    return 0, ""


def _row(found: Findings, node: Node, others: Quantiles) -> ComparedPart:
    value = found.value(node.id)
    assert value is not None
    bounds, scale = found.tree.bounds(node.id), node.scale
    title = names.title(found.tree, node.id)
    points = "No figure" if value.point is None else shown(value.point, bounds)
    ends = numbers.span(value.low, value.high, bounds)
    has_range = value.point is None or numbers.has_range(value, bounds)
    low, high = others.low[_MIDDLE], others.high[_MIDDLE]
    middle = shown(others.point[_MIDDLE]) if others.point else ""
    span = numbers.span(low, high)
    side, many = _beyond(value, others)
    reading = "Equal"
    if side:
        reading = f"{'Above' if side > 0 else 'Below'} about {many}"
    said = f"{title}: you {points if value.point is not None else 'no figure'}"
    said += f", between {numbers.between(value.low, value.high, bounds)}" if has_range else ""
    said += f"; in the middle of the others {middle or 'no figure'}"
    said += f", between {numbers.between(low, high)}" if span != middle else ""
    return ComparedPart(
        id=node.id,
        title=title,
        depth=depth(found.tree, node),
        picture=Picture(
            others=_part(others.low[0], others.high[-1], scale),
            half=_part(others.low[1], others.high[-2], scale),
            middle=share(others.point[_MIDDLE], scale) if others.point else "",
            own=_part(value.low, value.high, scale),
            point="" if value.point is None else share(value.point, scale),
        ),
        label=f"{said}. {reading}",
        yours=points,
        span=ends if has_range else "",
        middle=middle or span,
        middle_span=span if middle and span != middle else "",
        side=side,
        reading=reading,
    )


def _part(low: int, high: int, scale: int) -> tuple[str, str]:
    return share(low, scale), share(high - low, scale)


def _finding(found: Findings, rows: tuple[ComparedPart, ...], benchmark: Benchmark) -> str:
    others = f"{benchmark.organisations // UNIT:,} organisations"
    if not rows:
        return f"Nothing that you have a figure for can be held against the {others} of this benchmark."
    above, below, equal = ([row for row in rows if row.side == side] for side in (1, -1, 0))
    if not above and not below:
        is_equal = f"your range and that of the middle of the {others} overlap, which counts as equal"
        return f"In {_all(len(equal))} {is_equal}."
    middle = f"the middle of the {others}"
    told = [f"above {middle} in {_named(above)}"] if above else []
    if below:
        told.append(f"below {'it' if above else middle} in {_named(below)}")
    rest = f" In {_named(equal, 'the other ')} ranges overlap, which counts as equal." if equal else ""
    return f"For certain you stand {', and '.join(told)}.{rest}"


def _all(number: int) -> str:
    return plural(number, "the one part that can be compared", f"all {count(number, 'part')}")


def _named(rows: list[ComparedPart], which: str = "") -> str:
    if len(rows) <= 2:
        return " and ".join(f"“{row.title}”" for row in rows)
    return which + count(len(rows), "part")


def _step(found: Findings, span: Span) -> LevelsShare:
    first, last = span.first // UNIT, span.last // UNIT
    level = found.assessment.level
    yours = ""
    if level is not None and first <= level.point <= last:
        yours = "You, as answered"
    elif level is not None and level.low <= last and first <= level.high:
        yours = "You, perhaps"
    title = capital(names.level_name(found.tree, first))
    if last > first:
        title = f"{title} to {names.level_name(found.tree, last)}"
    return LevelsShare(title, f"{numbers.percent(span.share)} %", decimal(rounded(100 * span.share, 1)) + "%", yours)
