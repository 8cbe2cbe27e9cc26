"""A benchmark: how many organisations stand, told so that nobody's own figure can be read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

from silk_assess.exact import UNIT, decimal, rounded
from silk_assess.faults import Code, Fault, did_you_mean, quoted
from silk_assess.questionnaire.field_types import Id, Number, Share, Text, Version, any_list, one_of
from silk_assess.questionnaire.shapes import Before, Model
from silk_assess.questionnaire.tree import Tree

if TYPE_CHECKING:
    from silk_assess.portfolio.organisations import Roll

FORMAT: Final = "silk-benchmark/1"
# Of fewer organisations there is no benchmark, and of fewer figures none of that node.
FEWEST: Final = 20
# A quantile is the mean of so many neighbours in rank, and a share of levels speaks of as many or nobody.
TOGETHER: Final = 5
HUNDREDTHS: Final = (10, 25, 50, 75, 90)
# Files hold numbers of at most nine figures before the point.
_LARGEST: Final = 10**9 * UNIT

Numbers = Annotated[tuple[Number, ...], Before(any_list)]


class Questionnaire(Model):
    """Which questionnaire the organisations answered."""

    called = "the questionnaire"
    id: Id
    version: Version
    fingerprint: Text


class Quantiles(Model):
    """A node's quantiles in micro-units, of lows, points and highs; those of points empty where few have one."""

    called = "a node"
    id: Id
    low: Numbers
    point: Numbers = ()
    high: Numbers


class Span(Model):
    """Which share (micro-units of 1) stands at the levels `first` to `last`, as answered."""

    called = "a span of levels"
    first: Number
    last: Number
    share: Share


class Benchmark(Model):
    """Quantiles of each node and shares of levels. Numbers are micro-units, also whole ones."""

    called: ClassVar[str] = "a benchmark"
    format: Annotated[str, one_of(FORMAT)]
    questionnaire: Questionnaire
    organisations: Number
    quantiles: Numbers
    nodes: Annotated[tuple[Quantiles, ...], Before(any_list)]
    levels: Annotated[tuple[Span, ...], Before(any_list)] = ()


# Making one


def benchmark_of(roll: Roll) -> Benchmark | None:
    """Make the benchmark of those on a roll; None where there are fewer than 20.

    A quantile is the mean of the five figures next to it in rank, so it is no single one; nodes
    that fewer than 20 have are left out. Levels next to each other are joined until a share is
    that of five organisations at least, or of none.
    """
    if len(roll) < FEWEST:
        return None
    head = roll.tree.pack.head
    nodes = (_quantiles(roll, node.id) for node in roll.tree.nodes if node.scale < _LARGEST)
    return Benchmark(
        format=FORMAT,
        questionnaire=Questionnaire(id=head.id, version=head.version, fingerprint=roll.tree.pack.fingerprint),
        organisations=len(roll) * UNIT,
        quantiles=tuple(k * UNIT for k in HUNDREDTHS),
        nodes=tuple(one for one in nodes if one is not None),
        levels=_spans(roll),
    )


def _quantiles(roll: Roll, id: str) -> Quantiles | None:
    lows, points, highs = roll.figures(id).ordered()
    if len(lows) < FEWEST:
        return None
    low, high = ([_about(column, k) for k in HUNDREDTHS] for column in (lows, highs))
    point: list[int] = []
    if len(points) >= FEWEST:
        point = [min(max(_about(points, k), low[i]), high[i]) for i, k in enumerate(HUNDREDTHS)]
    return Quantiles(id=id, low=tuple(low), point=tuple(point), high=tuple(high))


def _about(ordered: Sequence[int], hundredth: int) -> int:
    """Give the mean of the neighbours around a quantile.

    >>> _about([0] * 10 + [100] * 10, 50), _about(range(0, 200, 10), 10), _about(range(0, 200, 10), 90)
    (60, 20, 170)
    """
    last = len(ordered) - TOGETHER
    start = min(max(rounded(hundredth * (len(ordered) - 1), 100) - TOGETHER // 2, 0), last)
    return rounded(sum(ordered[start : start + TOGETHER]), TOGETHER)


def _spans(roll: Roll) -> tuple[Span, ...]:
    counted = [0] * len(roll.tree.pack.head.levels)
    for level, number in roll.levels.counted().items():
        if level is not None:
            counted[level[1]] += number
    total = sum(counted)
    if total < FEWEST:
        return ()
    return tuple(
        Span(first=first * UNIT, last=last * UNIT, share=rounded(number * UNIT, total))
        for first, last, number in joined(counted)
    )


def joined(counted: Sequence[int]) -> list[tuple[int, int, int]]:
    """Join neighbours until none holds one to four: first and last place of each span, and its sum.

    >>> joined([0, 12, 3, 6, 0]), joined([2, 0, 30]), joined([30, 0, 1])
    ([(0, 0, 0), (1, 1, 12), (2, 3, 9), (4, 4, 0)], [(0, 2, 32)], [(0, 2, 31)])
    """
    spans = [(i, i, number) for i, number in enumerate(counted)]
    while True:
        few = next((i for i, one in enumerate(spans) if 0 < one[2] < TOGETHER), None)
        if few is None or len(spans) == 1:
            return spans
        # With the neighbour that has fewest, but rather with somebody than with nobody.
        beside = [i for i in (few - 1, few + 1) if 0 <= i < len(spans)]
        other = min(beside, key=lambda i: (spans[i][2] == 0, spans[i][2], i))
        start, end = sorted((few, other))
        spans[start : end + 1] = [(spans[start][0], spans[end][1], spans[start][2] + spans[end][2])]


def written(benchmark: Benchmark) -> str:
    """Write a benchmark as JSON, one node a line; the same organisations give the same text."""
    one = benchmark.questionnaire
    nodes = [
        ", ".join(
            [f'"id": "{node.id}"', f'"low": {_list(node.low)}']
            + [f'"point": {_list(node.point)}' for _ in node.point[:1]]
            + [f'"high": {_list(node.high)}']
        )
        for node in benchmark.nodes
    ]
    spans = [
        f'"first": {decimal(span.first)}, "last": {decimal(span.last)}, "share": {decimal(span.share)}'
        for span in benchmark.levels
    ]
    return (
        f'{{\n  "format": "{FORMAT}",\n'
        f'  "questionnaire": {{"id": "{one.id}", "version": "{one.version}", "fingerprint": "{one.fingerprint}"}},\n'
        f'  "organisations": {decimal(benchmark.organisations)},\n'
        f'  "quantiles": {_list(benchmark.quantiles)},\n'
        f'  "nodes": {_rows(nodes)},\n'
        f'  "levels": {_rows(spans)}\n}}\n'
    )


def _list(numbers: Sequence[int]) -> str:
    return f"[{', '.join(map(decimal, numbers))}]"


def _rows(rows: Sequence[str]) -> str:
    return "[\n" + ",\n".join(f"    {{{row}}}" for row in rows) + "\n  ]" if rows else "[]"


# Reading one


def faults_of(benchmark: Benchmark, tree: Tree, file: str) -> Iterator[Fault]:
    """Tell what of a benchmark cannot be, or cannot be held against answers to this questionnaire."""
    theirs, ours = benchmark.questionnaire, tree.pack
    if theirs.id != ours.head.id or theirs.fingerprint != ours.fingerprint:
        said = f"{theirs.id} {theirs.version}"
        other = "another text of " if said == f"{ours.head.id} {ours.head.version}" else ""
        says = f"this benchmark is of {other}{quoted(said)}, and the answers are to {ours.head.id} {ours.head.version}"
        do = "Make one from answers to the same questionnaire, with silk-assess batch."
        yield Fault((file, "questionnaire"), says, do, Code.BENCHMARK)
        return
    if benchmark.organisations < FEWEST * UNIT or benchmark.organisations % UNIT:
        says = f"{decimal(benchmark.organisations)} organisations make no benchmark"
        yield Fault((file, "organisations"), says, f"It takes a whole number of {FEWEST} or more.", Code.BENCHMARK)
    if benchmark.quantiles != tuple(k * UNIT for k in HUNDREDTHS):
        do = f"Write {', '.join(map(str, HUNDREDTHS))}."
        yield Fault((file, "quantiles"), "these are no quantiles of a benchmark", do, Code.BENCHMARK)
    for i, node in enumerate(benchmark.nodes):
        yield from _faults_of_node(node, tree, (file, "nodes", i), {one.id for one in benchmark.nodes[:i]})
    yield from _faults_of_levels(benchmark.levels, len(tree.pack.head.levels), file)


_AGAIN: Final = "Make the benchmark again, with silk-assess batch."


def _faults_of_node(node: Quantiles, tree: Tree, path: tuple[str | int, ...], seen: set[str]) -> Iterator[Fault]:
    if node.id not in tree.node or node.id in seen:
        says = f"{quoted(node.id)} stands here twice" if node.id in seen else f"there is no {quoted(node.id)}"
        yield Fault((*path, "id"), says, did_you_mean(node.id, tree.node, _AGAIN), Code.BENCHMARK)
        return
    scale = tree.node[node.id].scale
    for name, column in (("low", node.low), ("point", node.point), ("high", node.high)):
        if len(column) != len(HUNDREDTHS) and (column or name != "point"):
            says = f"{len(column)} numbers stand here, and a benchmark has {len(HUNDREDTHS)}"
            yield Fault((*path, name), says, _AGAIN, Code.BENCHMARK)
        elif any(one > other for one, other in pairwise(column)):
            yield Fault((*path, name), "these quantiles do not rise", _AGAIN, Code.BENCHMARK)
        elif any(not 0 <= one <= scale for one in column):
            yield Fault((*path, name), f"a number here is not from 0 to {decimal(scale)}", _AGAIN, Code.BENCHMARK)
    between = node.point or node.low
    if any(low > point or point > high for low, point, high in zip(node.low, between, node.high, strict=False)):
        yield Fault(path, "a low stands above its high here, or a point outside both", _AGAIN, Code.BENCHMARK)


def _faults_of_levels(levels: Sequence[Span], number: int, file: str) -> Iterator[Fault]:
    bounds = [(span.first, span.last) for span in levels]
    starts = [0, *(last + UNIT for _, last in bounds)]
    follow = all(first == start and first <= last for (first, last), start in zip(bounds, starts, strict=False))
    if levels and (not follow or starts[-1] != number * UNIT):
        says = f"these spans do not cover the levels 0 to {number - 1}, one after the other"
        yield Fault((file, "levels"), says, _AGAIN, Code.BENCHMARK)
    elif levels and abs(sum(span.share for span in levels) - UNIT) > len(levels):
        yield Fault((file, "levels"), "these shares do not add up to 1", _AGAIN, Code.BENCHMARK)
