"""Why a result is what it is, and what would change it: points lost, changes, the way up, ask next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import lcm

from silk_assess.answers.model import Given
from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.questions import Choices, Quantity
from silk_assess.questionnaire.tree import Asked, Node, Tree
from silk_assess.scoring.assess import Trial, is_reached, revalued, tried
from silk_assess.scoring.assessment import Assessment, Level, Value

# Points lost

# A fraction as numerator and denominator, not reduced: many times faster, and as exact.
Ratio = tuple[int, int]
# A child with a point, as blame sees it: its id, points, scale and weight.
Part = tuple[str, int, int, int]


def lost(assessment: Assessment) -> dict[str, Fraction]:
    """Say where the points that are missing at the top are lost, exactly, in micro-units of points.

    Questions in questionnaire order, then nodes that keep something themselves; nothing that is
    0. The parts add up to what the roots lose. Source: SCORING.md, section 8.
    """
    tree, values = assessment.tree, assessment.values
    received: dict[str, Ratio] = {}
    kept: dict[str, Ratio] = {}
    for id in tree.roots:
        value = values[id]
        if value is not None and value.point is not None:
            _give(received, id, value.scale - value.point, 1)
    for node in reversed(tree.order):
        amount = received.pop(node.id, None)
        if amount is not None:
            _pass_on(node, amount, assessment, received, kept)
    found = [(one.id, received.get(one.id)) for one in tree.questions]
    found += [(node.id, kept.get(node.id)) for node in tree.nodes]
    return {id: Fraction(*amount) for id, amount in found if amount is not None}


def _give(to: dict[str, Ratio], id: str, size: int, of: int) -> None:
    """Add to what an id has; nothing is not told."""
    if not size:
        return
    before = to.get(id)
    to[id] = (size, of) if before is None else (before[0] * of + size * before[1], before[1] * of)


def _pass_on(
    node: Node, amount: Ratio, assessment: Assessment, received: dict[str, Ratio], kept: dict[str, Ratio]
) -> None:
    size, of = amount
    cap = assessment.caps.get(node.id)
    value = assessment.values[node.id]
    if cap is not None and value is not None and value.point is not None:
        of *= value.scale - value.point
        _give(received, cap.by, size * (cap.without - value.point), of)
        size *= value.scale - cap.without
    parts = _parts(node, assessment)
    total = sum(parts.values())
    if not total:
        _give(kept, node.id, size, of)
        return
    for id, part in parts.items():
        _give(received, id, size * part, of * total)


def _parts(node: Node, assessment: Assessment) -> dict[str, int]:
    """Say in which proportion a node's children lose what it loses."""
    found = [
        (id, value.point, value.scale, weight)
        for id, weight in node.children
        if weight and (value := assessment.values[id]) is not None and value.point is not None
    ]
    if node.rule == "risk":
        return _parts_of_risk(node, found, assessment)
    return BLAME[node.rule](found)


def _by_share(parts: list[Part]) -> dict[str, int]:
    unit = lcm(*(of for _, _, of, _ in parts))
    return {id: w * (of - p) * (unit // of) for id, p, of, w in parts}


def _by_points(parts: list[Part]) -> dict[str, int]:
    return {id: w * (of - p) for id, p, of, w in parts}


def _to_the_worst(parts: list[Part]) -> dict[str, int]:
    least = min((Fraction(p, of) for _, p, of, _ in parts), default=Fraction(1))
    return {id: int(least < 1) for id, p, of, _ in parts if Fraction(p, of) == least}


def _to_the_zeros(parts: list[Part]) -> dict[str, int]:
    return {id: w for id, p, _, w in parts if p == 0} or _by_share(parts)


BLAME: Mapping[str, Callable[[list[Part]], dict[str, int]]] = {
    "mean": _by_share,
    "sum": _by_points,
    "min": _to_the_worst,
    "gmean": _to_the_zeros,
}


def _parts_of_risk(node: Node, controls: list[Part], assessment: Assessment) -> dict[str, int]:
    """Half each of what controls cannot take away to likelihood and impact; to controls what they leave."""
    if not controls:
        return {node.likelihood: 1, node.impact: 1}
    risk = assessment.risks[node.id]
    answered = 0 if risk is None or risk.controls is None else risk.controls
    weights = _by_share(controls)
    total = sum(weights.values())
    # All by 2 x 100 points x the controls' total; that alone changes no proportion.
    anchor = (UNIT - node.kappa) * HUNDRED * (total or 1)
    left = 2 * node.kappa * (HUNDRED - answered)
    return {node.likelihood: anchor, node.impact: anchor} | {id: left * weight for id, weight in weights.items()}


# What other answers there are


def other_answers(one: Asked, present: Given | None) -> Iterator[Given]:
    """List every other answer that a question could have.

    For a number the goalposts, held within minimum and maximum; for choices one option more or
    less than now, an exclusive one never beside another. Source: SCORING.md, section 8.
    """
    question = one.question
    if isinstance(question, Quantity):
        yield from (x for x in dict.fromkeys(_held(question, x) for x in one.goalposts or ()) if x != present)
    elif isinstance(question, Choices):
        now = present if isinstance(present, tuple) else ()
        if present is None:
            yield ()
        for option in question.options:
            chosen = (set(now) - {option.id}) if option.id in now else {*now, option.id}
            exclusive = {o.id for o in question.options if o.exclusive} & chosen
            if not exclusive or len(chosen) == 1:
                yield in_order(question, chosen)
    else:
        yield from (id for id in one.table if id != present)


def in_order(question: Choices, chosen: set[str]) -> tuple[str, ...]:
    """Put chosen options into the order of the question."""
    return tuple(option.id for option in question.options if option.id in chosen)


def _held(question: Quantity, x: int) -> int:
    low = x if question.minimum is None else max(x, question.minimum)
    return low if question.maximum is None else min(low, question.maximum)


def worst_answer(one: Asked) -> Given:
    """Give the answer with the fewest points, of likelihood and impact the greatest number.

    The first of equals; of choices none, or reversed all that are not exclusive; of a number the
    goalpost, held within minimum and maximum. Source: SCORING.md, section 6.
    """
    question = one.question
    if isinstance(question, Quantity) and one.goalposts:
        return _held(question, one.goalposts[1 if one.reversed else 0])
    if isinstance(question, Choices):
        return tuple(o.id for o in question.options if not o.exclusive) if one.reversed else ()
    if one.role in ("likelihood", "impact"):
        return max(one.table, key=lambda id: one.table[id])
    return min(one.table, key=lambda id: one.table[id])


class BetterAnswers:
    """The better answers that one question has left, from the least to the best.

    They are counted from 1; 0 is the present answer. Source: SCORING.md, section 8, the way up.
    """

    def __init__(self, one: Asked, present: Given) -> None:
        self._one, self._present = one, present
        self._few: list[Given] = []
        self._start = self._step = 0
        self.count = 0
        if isinstance(one.question, Quantity):
            self._count_numbers(one.question)
        else:
            self._few = list(self._listed())
            self.count = len(self._few)

    def _listed(self) -> Iterator[Given]:
        one, present, question = self._one, self._present, self._one.question
        if not isinstance(question, Choices):
            now = one.table[str(present)]
            better = sorted((size, i, id) for i, (id, size) in enumerate(self._in_file_order()) if size > now)
            seen: set[int] = set()
            for size, _, id in better:
                if size not in seen:
                    seen.add(size)
                    yield id
            return
        exclusive = {o.id for o in question.options if o.exclusive}
        chosen = set(present if isinstance(present, tuple) else ()) - exclusive
        for option in question.options:
            if option.id not in exclusive and option.points and (option.id in chosen) == one.reversed:
                chosen ^= {option.id}
                yield in_order(question, chosen)

    def _in_file_order(self) -> list[tuple[str, int]]:
        return list(self._one.table.items())

    def _count_numbers(self, question: Quantity) -> None:
        goal = _held(question, (self._one.goalposts or (0, 0))[0 if self._one.reversed else 1])
        now = self._present if isinstance(self._present, int) else 0
        if points(self._one, goal) <= points(self._one, now):
            return
        step = UNIT // 10 ** (question.decimals or 0)
        self._step = step if goal > now else -step
        # The first multiple beyond the present answer, on the way to the goalpost.
        self._start = (now // step + 1) * step if goal > now else -((-now) // step + 1) * step
        self._goal = goal
        between = (goal - self._start) // self._step
        self.count = max(between + 1, 0) + (1 if between < 0 or (goal - self._start) % step else 0)

    def __getitem__(self, k: int) -> Given:
        if self._few:
            return self._few[k - 1]
        return self._goal if k == self.count else self._start + (k - 1) * self._step


# Changes


@dataclass(frozen=True, slots=True)
class Change:
    """What one other answer would do: the index and sections (None where no figure), and the level."""

    question: str
    answer: Given
    points: Mapping[str, int | None]
    level: Level | None


def changes(assessment: Assessment) -> list[Change]:
    """Try every single change of a scored question outside flows, each scored as a file of its own.

    In questionnaire order; a `Change` tells the points of the index and of each section of kind
    score or risks, and the level. Source: SCORING.md, section 8.
    """
    tree = assessment.tree
    told = [*dict.fromkeys([*tree.roots, *tree.parts])]
    found = []
    for one in _scored_outside_flows(tree):
        standing = assessment.standings[one.id]
        if standing.state in ("answered", "unknown"):
            for answer in other_answers(one, standing.value):
                trial = tried(assessment, {one.id: answer})
                found.append(Change(one.id, answer, {id: _point(trial, id) for id in told}, trial.level))
    return found


def _point(trial: Trial, id: str) -> int | None:
    value = trial.values[id]
    return None if value is None else value.point


def _scored_outside_flows(tree: Tree) -> Iterator[Asked]:
    return (one for one in tree.questions if one.scored and one.role != "flow")


# The way up


@dataclass(frozen=True, slots=True)
class WayUp:
    """A smallest set of better answers that raises the level; `effort` is their sum (1 days, 2 weeks, 3 months)."""

    to: int
    changes: Mapping[str, Given]
    effort: int


def way_up(assessment: Assessment, gains: Mapping[str, Fraction]) -> WayUp | None:
    """Find the way to the next level: a set of better answers in which nothing can be left out.

    `gains` are the points lost, as `lost` gives them.
    None at the top, without a level, or where better answers to the questions that name deeds
    do not raise it. Source: SCORING.md, section 8.
    """
    tree, level = assessment.tree, assessment.level
    if level is None or level.point == len(tree.requires) - 1:
        return None
    aim = level.point + 1
    read = {id for needs in tree.requires[: aim + 1] for node, _ in needs for id in (node, *tree.reads_of[node])}
    # What the aim does not read is not needed for it.
    present = {
        one.id: value
        for one in _scored_outside_flows(tree)
        if one.id in read and one.role not in ("likelihood", "impact") and not tree.waiting.get(one.id)
        for value in (assessment.standings[one.id].value,)
        if value is not None
    }
    better = {id: BetterAnswers(tree.asked[id], value) for id, value in present.items()}
    chosen = {id: steps.count for id, steps in better.items() if steps.count}

    def scored(values: Mapping[str, Value | None], changed: Mapping[str, Given]) -> Mapping[str, Value | None]:
        return revalued(tree, assessment.standings, values, changed, read)

    now = scored(assessment.values, {id: better[id][k] for id, k in chosen.items()})
    if not is_reached(tree, now, aim):
        return None
    shares = {id: gains.get(id, Fraction(0)) / tree.asked[id].effort for id in chosen}
    place = {one.id: i for i, one in enumerate(tree.questions)}
    for id in sorted(chosen, key=lambda id: (shares[id], -place[id])):
        back = scored(now, {id: present[id]})
        if is_reached(tree, back, aim):
            now = back
            del chosen[id]

    def suffices(id: str, k: int) -> bool:
        return is_reached(tree, scored(now, {id: better[id][k]}), aim)

    for id in list(chosen):
        chosen[id] = _least(chosen[id], partial(suffices, id))
        now = scored(now, {id: better[id][chosen[id]]})
    changes = {id: better[id][k] for id, k in chosen.items()}
    after = tried(assessment, changes).level
    effort = sum(tree.asked[id].effort for id in chosen)
    return WayUp(level.point if after is None else after.point, changes, effort)


def _least(most: int, suffices: Callable[[int], bool]) -> int:
    """Find the least count from 1 to `most` that suffices; `most` does, and more never hurts."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle + 1, high)
    return high


# Ask next


def ask_next(assessment: Assessment, most: int = 5) -> list[str]:
    """Name the unknown questions that would tell most about the level, at most five.

    Source: SCORING.md, section 6.
    """
    tree, values = assessment.tree, assessment.values
    needs = open_requirements(assessment)
    read = {id for node, _ in needs for id in tree.reads_of[node]}
    swings = []
    for i, one in enumerate(tree.questions):
        standing = assessment.standings[one.id]
        if one.id in read and one.scored and one.role != "flow" and standing.state == "unknown" and standing.is_asked:
            worst = tried_at_worst(assessment, one)
            swing = sum((_swing(values[node], worst[node]) for node, _ in needs), Fraction(0))
            if swing > 0:
                swings.append((-swing, i, one.id))
    return [id for _, _, id in sorted(swings)[:most]]


def tried_at_worst(assessment: Assessment, one: Asked) -> Mapping[str, Value | None]:
    """Give the values that would follow if one question had its worst answer."""
    return tried(assessment, {one.id: worst_answer(one)}).values


def open_requirements(assessment: Assessment) -> list[tuple[str, int]]:
    """List what levels above the lowest possible ask for, up to the highest, and the lows miss."""
    level = assessment.level
    if level is None or level.firm:
        return []
    return [
        (id, need)
        for needs in assessment.tree.requires[level.low + 1 : level.high + 1]
        for id, need in needs
        if (value := assessment.values[id]) is not None and value.low < need
    ]


def _swing(before: Value | None, after: Value | None) -> Fraction:
    """Give how far the high falls, as a share; a node that vanishes adds nothing."""
    if before is None or after is None:
        return Fraction(0)
    return Fraction(before.high - after.high, before.scale)
