"""The rules of scoring, exactly as SCORING.md states them, in whole micro-units."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import lcm

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.answers.state import Standing, restated, standings
from silk_assess.exact import HUNDRED, UNIT, gmean, rounded
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.tree import Asked, Node, Shares, Tree
from silk_assess.scoring.assessment import Assessment, Cap, Flow, Level, RiskResult, Value

Values = dict[str, Value | None]


def assess(tree: Tree, answers: Answers) -> Assessment:
    """Score one organisation's answers, node by node.

    A node whose children all left is absent and has no value; one with too few answers has a
    range and no point. Source: SCORING.md, sections 2 to 7.
    """
    known = standings(tree, answers)
    values = values_of(tree, known)
    weighed = {node.id: _risk(node, known, tree, values) for node in tree.nodes if node.rule == "risk"}
    return Assessment(
        tree=tree,
        answers=answers,
        standings=known,
        values=values,
        caps={node.id: cap for node in tree.nodes if (cap := _cap(node, tree, values)) is not None},
        risks={id: None if risk is None else risk[1] for id, risk in weighed.items()},
        flows={cell: _flow([values[one.id] for one in asked], asked) for cell, asked in tree.cells.items()},
        level=level_of(tree, values),
        robust=_robust(tree, values),
        coverage=_coverage(tree, values),
        evidence=_evidence(tree, known, answers),
    )


# Values


def values_of(tree: Tree, known: Mapping[str, Standing]) -> Values:
    """Give the value of every scored question and node; None where absent."""
    values: Values = {one.id: _question_value(one, known[one.id]) for one in tree.questions if one.scored}
    for node in tree.order:
        values[node.id] = _node_value(node, known, tree, values)
    return values


@dataclass(frozen=True)
class Trial:
    """What an assessment would hold had some answers been others, as if the file had said so."""

    tree: Tree
    answers: Answers
    standings: Mapping[str, Standing]
    values: Mapping[str, Value | None]

    @cached_property
    def level(self) -> Level | None:
        """The level that would follow."""
        return level_of(self.tree, self.values)


def tried(base: Assessment | Trial, changed: Mapping[str, Given]) -> Trial:
    """Score the answers with some of them exchanged; only what reads them is computed again.

    A trial may be the base of the next one.
    """
    tree = base.tree
    exchanged = {id: Answer(value) for id, value in changed.items()}
    answers = replace(base.answers, answers={**base.answers.answers, **exchanged})
    known, moved = restated(tree, answers, base.standings, changed)
    values = dict(base.values)
    again: set[str] = set()
    for id in moved:
        if tree.asked[id].scored:
            values[id] = _question_value(tree.asked[id], known[id])
            again.update(tree.readers.get(id, ()))
    for node in tree.order:
        if node.id in again:
            values[node.id] = _node_value(node, known, tree, values)
    return Trial(tree, answers, known, values)


def revalued(
    tree: Tree,
    known: Mapping[str, Standing],
    values: Mapping[str, Value | None],
    changed: Mapping[str, Given],
    nodes: Collection[str],
) -> Values:
    """Give the values with some answers exchanged: of these questions and, of the nodes that read them, of `nodes`.

    They are answered already, and no condition reads them; so no standing changes.
    """
    found = dict(values)
    again: set[str] = set()
    for id, answer in changed.items():
        one = tree.asked[id]
        size = points(one, answer)
        found[id] = Value(one.scale, size, size, size, UNIT)
        again.update(tree.readers.get(id, ()))
    again.intersection_update(nodes)
    for node in tree.order:
        if node.id in again:
            found[node.id] = _node_value(node, known, tree, found)
    return found


def _question_value(one: Asked, standing: Standing) -> Value | None:
    if standing.state == "answered" and standing.value is not None:
        size = points(one, standing.value)
        return Value(one.scale, size, size, size, UNIT)
    if standing.state == "unknown":
        return Value(one.scale, 0, None, one.scale, 0)
    return None


def _node_value(
    node: Node, known: Mapping[str, Standing], tree: Tree, values: Mapping[str, Value | None]
) -> Value | None:
    if node.rule == "risk":
        risk = _risk(node, known, tree, values)
        return None if risk is None else risk[0]
    free = _ungated(node, tree, values)
    return free if free is None or not node.gates else _gated(node, free, values)


def _ungated(node: Node, tree: Tree, values: Mapping[str, Value | None]) -> Value | None:
    if node.rule == "mean":
        return _mean_of(tree.shares[node.id], values, node.scale, node.min_coverage)
    return _combined(_present(node, values), RULES[node.rule], node.scale, node.min_coverage)


def _mean_of(shares: Shares, values: Mapping[str, Value | None], scale: int, min_coverage: int = 0) -> Value | None:
    """Do what `_combined` does for a mean in one go, since nearly all nodes are means."""
    unit, children = shares
    low = point = high = covered = total = answered = 0
    for id, weight, factor in children:
        value = values[id]
        if value is not None:
            total += weight
            low += factor * value.low
            high += factor * value.high
            covered += weight * value.coverage
            if value.point is not None:
                answered += weight
                point += factor * value.point
    if not total:
        return None
    whole = unit * total
    least = rounded(scale * low, whole)
    most = least if high == low else rounded(scale * high, whole)
    coverage = rounded(covered, total)
    if not answered or coverage < min_coverage:
        return Value(scale, least, None, most, coverage)
    return Value(scale, least, _within(least, rounded(scale * point, unit * answered), most), most, coverage)


def _present(node: Node, values: Mapping[str, Value | None]) -> list[tuple[Value, int]]:
    """List the children that count, with their weights."""
    return [(value, weight) for id, weight in node.children if weight and (value := values[id]) is not None]


def _combined(parts: Sequence[tuple[Value, int]], rule: Rule, scale: int, min_coverage: int = 0) -> Value | None:
    """Make one value of several: the rule for low, point and high, the weighted mean for coverage."""
    if not parts:
        return None
    low = rule([(value.low, value.scale, weight) for value, weight in parts], scale)
    high = rule([(value.high, value.scale, weight) for value, weight in parts], scale)
    coverage = rounded(sum(weight * value.coverage for value, weight in parts), sum(weight for _, weight in parts))
    answered = [(value.point, value.scale, weight) for value, weight in parts if value.point is not None]
    point = None
    if answered and coverage >= min_coverage:
        point = _within(low, rule(answered, scale), high)
    return Value(scale, low, point, high, coverage)


def _within(low: int, size: int, high: int) -> int:
    return min(max(size, low), high)


# Each takes (points, scale, weight) of the parts that are present, weights > 0, and the node's scale.
Part = tuple[int, int, int]
Rule = Callable[[Sequence[Part], int], int]


def _mean(parts: Sequence[Part], scale: int) -> int:
    unit = lcm(*(of for _, of, _ in parts))
    return rounded(scale * sum(w * p * (unit // of) for p, of, w in parts), unit * sum(w for _, _, w in parts))


def _sum(parts: Sequence[Part], scale: int) -> int:
    return rounded(scale * sum(w * p for p, _, w in parts), sum(w * of for _, of, w in parts))


def _min(parts: Sequence[Part], scale: int) -> int:
    return min(rounded(scale * p, of) for p, of, _ in parts)


RULES: Mapping[str, Rule] = {"mean": _mean, "gmean": gmean, "min": _min, "sum": _sum}


# Gates


def _gated(node: Node, free: Value, values: Mapping[str, Value | None]) -> Value:
    low = min(free.low, _lowest_cap(node, values, lambda value: value.low))
    high = min(free.high, _lowest_cap(node, values, lambda value: value.high))
    if free.point is None:
        return Value(free.scale, low, None, high, free.coverage)
    point = min(free.point, _lowest_cap(node, values, lambda value: value.point))
    return Value(free.scale, low, _within(low, point, high), high, free.coverage)


def _lowest_cap(node: Node, values: Mapping[str, Value | None], read: Callable[[Value], int | None]) -> int:
    return min(
        (gate.cap for gate, by in zip(node.gates, _below(node, values, read), strict=True) if by), default=node.scale
    )


def _below(node: Node, values: Mapping[str, Value | None], read: Callable[[Value], int | None]) -> list[str | None]:
    """Name for each gate the first of its ids that is below its threshold."""
    found: list[str | None] = []
    for gate in node.gates:
        by = None
        for id, need in gate.below:
            value = values[id]
            size = None if value is None else read(value)
            if size is not None and size < need:
                by = id
                break
        found.append(by)
    return found


def _cap(node: Node, tree: Tree, values: Mapping[str, Value | None]) -> Cap | None:
    value = values[node.id]
    if not node.gates or value is None or value.point is None:
        return None
    free = _ungated(node, tree, values)
    assert free is not None
    assert free.point is not None
    below = _below(node, values, lambda one: one.point)
    binding = [(gate.cap, i, by) for i, (gate, by) in enumerate(zip(node.gates, below, strict=True)) if by is not None]
    if not binding:
        return None
    cap, i, by = min(binding)
    return Cap(i, by, free.point) if cap < free.point else None


# Risks


def _risk(
    node: Node, known: Mapping[str, Standing], tree: Tree, values: Mapping[str, Value | None]
) -> tuple[Value, RiskResult] | None:
    """Weigh a risk; None where its likelihood or impact is hidden or not applicable (SCORING.md, section 4)."""
    anchors = (known[node.likelihood], known[node.impact])
    if any(one.state in ("not applicable", "hidden") for one in anchors):
        return None
    p, q = (_anchor(tree.asked[id], known[id]) for id in (node.likelihood, node.impact))
    controls = _mean_of(tree.shares[node.id], values, HUNDRED)
    most, least = (0, 0) if controls is None else (controls.high, controls.low)
    low, high = _residual(node, _inherent(min(p), min(q)), most), _residual(node, _inherent(max(p), max(q)), least)
    if any(one.may_vanish for one in anchors):
        low, high = 0, HUNDRED
    shares = [UNIT if one.state == "answered" else 0 for one in anchors]
    coverage = rounded(sum(shares) + (controls.coverage if controls else 0), 3 if controls else 2)
    if sum(shares) < 2 * UNIT or coverage < node.min_coverage:
        return Value(HUNDRED, HUNDRED - high, None, HUNDRED - low, coverage), RiskResult(None, None, None, low, high)
    inherent = _inherent(p[0], q[0])
    answered = 0 if controls is None or controls.point is None else controls.point
    residual = _within(low, _residual(node, inherent, answered), high)
    value = Value(HUNDRED, HUNDRED - high, HUNDRED - residual, HUNDRED - low, coverage)
    return value, RiskResult(inherent, answered, residual, low, high)


def _anchor(one: Asked, standing: Standing) -> tuple[int, ...]:
    """Give the declared number of an answered likelihood or impact, else all that it may have."""
    if standing.state == "answered":
        return (one.table[str(standing.value)],)
    return tuple(one.table.values())


def _inherent(likelihood: int, impact: int) -> int:
    return rounded(100 * likelihood * impact, UNIT)


def _residual(node: Node, inherent: int, controls: int) -> int:
    return rounded(inherent * (UNIT * HUNDRED - node.kappa * controls), UNIT * HUNDRED)


# Flows


def _flow(values: Sequence[Value | None], asked: Sequence[Asked]) -> Flow | None:
    parts = [(value, one.weight) for value, one in zip(values, asked, strict=True) if one.weight and value is not None]
    mean = _combined(parts, _mean, HUNDRED)
    return None if mean is None else Flow(mean.point, mean.low, mean.high)


def in_play(assessment: Assessment) -> frozenset[str]:
    """Name the flow cells that matter to this organisation (SCORING.md, section 5).

    Those with now or ambition of 25 or more; all six while no flow question is answered; none
    without a section of flows.
    """
    flows, tree = assessment.flows, assessment.tree
    if not tree.has_flows:
        return frozenset()
    if not flows_answered(assessment):
        return frozenset(cell for cell, _ in flows)
    return frozenset(
        cell for (cell, _), flow in flows.items() if flow and flow.point is not None and flow.point >= 25 * UNIT
    )


def flows_answered(assessment: Assessment) -> bool:
    """Say whether any question of a flows section is answered."""
    return any(
        one.role == "flow" and assessment.standings[one.id].state == "answered" for one in assessment.tree.questions
    )


# Level, robustness, coverage, evidence


def level_of(tree: Tree, values: Mapping[str, Value | None]) -> Level | None:
    """Give the level at the lows, at the points (where there is none, the low) and at the highs.

    None without levels, or where no node that any level names is present.
    Source: SCORING.md, section 6.
    """
    named = {id for need in tree.requires for id, _ in need}
    if not any(values[id] is not None for id in named):
        return None
    return Level(
        _reached(tree, values, lambda value: value.low),
        _reached(tree, values, lambda value: value.low if value.point is None else value.point),
        _reached(tree, values, lambda value: value.high),
    )


def is_reached(tree: Tree, values: Mapping[str, Value | None], level: int) -> bool:
    """Say whether a level is reached by the points, where there is none by the lows."""
    for needs in tree.requires[: level + 1]:
        for id, need in needs:
            value = values[id]
            if value is not None and (value.low if value.point is None else value.point) < need:
                return False
    return True


def _reached(tree: Tree, values: Mapping[str, Value | None], read: Callable[[Value], int]) -> int:
    for i, needs in enumerate(tree.requires):
        for id, need in needs:
            value = values[id]
            if value is not None and read(value) < need:
                return i - 1
    return len(tree.requires) - 1


def _robust(tree: Tree, values: Mapping[str, Value | None]) -> bool | None:
    level = level_of(tree, values)
    if level is None:
        return None
    ends = {id: interval(tree.node[id], values) for id in {id for need in tree.requires for id, _ in need}}

    def reached(end: int) -> int:
        known: Values = {}
        for id, pair in ends.items():
            value = values[id]
            known[id] = (
                None if value is None or pair is None else Value(value.scale, pair[end], pair[end], pair[end], 0)
            )
        return _reached(tree, known, lambda value: value.low)

    return reached(0) == reached(1)


def interval(node: Node, values: Mapping[str, Value | None]) -> tuple[int, int] | None:
    """Give the points that a node could have if each weight in it were a quarter larger or smaller.

    Only a mean with a point has an interval; else both ends are the point, or the low where
    there is no point. None for an absent node. Exact: the extremes lie at a threshold.
    Source: SCORING.md, section 7.
    """
    value = values[node.id]
    if value is None:
        return None
    if value.point is None:
        return value.low, value.low
    if node.rule != "mean":
        return value.point, value.point
    parts = [
        (part.point, part.scale, weight)
        for id, weight in node.children
        if weight and (part := values[id]) is not None and part.point is not None
    ]
    unit = lcm(*(of for _, of, _ in parts))
    shares = sorted((p * (unit // of), w) for p, of, w in parts)
    low = min(rounded(node.scale * part, unit * whole) for part, whole in _leaning(shares, 5, 3))
    high = max(rounded(node.scale * part, unit * whole) for part, whole in _leaning(shares, 3, 5))
    cap = _lowest_cap(node, values, lambda one: one.point)
    return min(low, cap, value.point), max(min(high, cap), value.point)


def _leaning(shares: Sequence[tuple[int, int]], first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Give the sums of shares and of weights, in quarters, while more and more of the smallest shares lean.

    Those that lean count `first` quarters of their weight, the others `rest`.
    """
    part, whole = rest * sum(share * weight for share, weight in shares), rest * sum(weight for _, weight in shares)
    yield part, whole
    for share, weight in shares:
        part += (first - rest) * share * weight
        whole += (first - rest) * weight
        yield part, whole


def _coverage(tree: Tree, values: Mapping[str, Value | None]) -> int:
    return min((value.coverage for id in tree.roots if (value := values[id]) is not None), default=0)


def _evidence(tree: Tree, known: Mapping[str, Standing], answers: Answers) -> int:
    counted = [
        (one.weight, bool(answers.answers[one.id].evidence))
        for one in tree.questions
        if one.scored and one.role != "flow" and known[one.id].state == "answered"
    ]
    total = sum(weight for weight, _ in counted)
    return rounded(UNIT * sum(weight for weight, proved in counted if proved), total) if total else 0
