"""How the points of a node come about, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from silk_assess.exact import HUNDRED, UNIT, decimal, rounded, shown
from silk_assess.faults import listed
from silk_assess.questionnaire.tree import GateRule, Node, Tree
from silk_assess.scoring.aggregates import RULES, Counted, counted
from silk_assess.scoring.assessment import Assessment, Value
from silk_assess.scoring.gates import first_below
from silk_assess.wording import names, numbers
from silk_assess.wording.numbers import plural


class Sentence(NamedTuple):
    """A sentence of a formula, and whether it is a calculation, with figures on both sides of "="."""

    text: str
    is_calculation: bool = False


def figure(tree: Tree, id: str, value: Value) -> str:
    """Say points with scale and range: "55.6 of 100, between 53.7 and 57.3"."""
    bounds = tree.bounds(id) if id in tree.node else ()
    if value.point is None:
        ends = numbers.span(value.low, value.high, bounds, "between {} and {}")
        return f"{ends} of {decimal(value.scale)}, too few answers for one number"
    said = f"{shown(value.point, bounds)} of {decimal(value.scale)}"
    if numbers.has_range(value, bounds):
        said += f", {numbers.span(value.low, value.high, bounds, 'between {} and {}')}"
    return said


def points_of(tree: Tree, id: str, value: Value | None, words: str = "between {} and {}") -> str:
    """Say what a node has as answered: its points, or its range in `words`."""
    if value is None:
        return "does not apply"
    bounds = tree.bounds(id)
    return numbers.span(value.low, value.high, bounds, words) if value.point is None else shown(value.point, bounds)


def brief(tree: Tree, id: str, value: Value | None) -> str:
    """Say points in one place of a table: "33.3", "12.0 of 27", "0.0 to 100.0"."""
    if value is None:
        return ""
    bounds = tree.bounds(id) if id in tree.node else ()
    of = "" if value.scale == HUNDRED else f" of {decimal(value.scale)}"
    if value.point is None:
        return numbers.span(value.low, value.high, bounds) + of
    return shown(value.point, bounds) + of


# Rules


def formula(assessment: Assessment, node: Node) -> list[Sentence]:
    """Say in sentences how a node's points are made from its parts, before any limit."""
    if node.rule == "risk":
        return _risk(assessment, node)
    value = assessment.values[node.id]
    if value is None:
        return [Sentence("Nothing here applies to you, so it leaves, and the others share its weight.")]
    if value.point is None:
        return [_without_point(node, value), *_left_out(assessment, node)]
    cap = assessment.caps.get(node.id)
    free = value.point if cap is None else cap.without
    parts = counted(node, assessment.values)
    return [_RULES[node.rule](assessment.tree, node, parts, free), *_left_out(assessment, node)]


def _without_point(node: Node, value: Value) -> Sentence:
    if not value.coverage:
        return Sentence("Nothing in it is answered yet, so there is a range and no number.")
    return Sentence(
        f"{numbers.percent(value.coverage)}% of it is answered, and one number needs "
        f"{numbers.percent(node.min_coverage)}%. Until then there is a range."
    )


def _left_out(assessment: Assessment, node: Node) -> list[Sentence]:
    """Say which parts do not count for the points, and what becomes of their weight."""
    absent, pending = [], []
    for id, weight in node.children:
        value = assessment.values[id]
        if weight and value is None:
            absent.append(called(assessment.tree, id))
        elif weight and value is not None and value.point is None:
            pending.append(called(assessment.tree, id))
    said = []
    if absent:
        verb = plural(len(absent), "does not apply and leaves", "do not apply and leave")
        rest = "" if node.rule == "min" else "; the others share the weight"
        said.append(Sentence(f"{listed(absent, most=4)} {verb}{rest}."))
    if pending and node.rule != "risk":
        have = plural(len(pending), "has", "have")
        said.append(Sentence(f"Only the range counts {listed(pending, most=4)}, which {have} no number yet."))
    return said


def called(tree: Tree, id: str) -> str:
    """Name a node by its title, a question by its text with its id beside it."""
    return names.title(tree, id) if id in tree.node else names.question(tree, id)


def _points(tree: Tree, part: Counted) -> str:
    return shown(part.point, tree.bounds(part.id) if part.id in tree.node else ())


def _mean(tree: Tree, node: Node, parts: Sequence[Counted], free: int) -> Sentence:
    end = shown(free, tree.bounds(node.id))
    if len(parts) == 1 and parts[0].scale == node.scale:
        return Sentence(f"Only {called(tree, parts[0].id)} counts here: {end}.")
    alike = len({part.weight for part in parts}) == 1
    plain = all(part.scale == node.scale for part in parts)
    terms = []
    for part in parts:
        term = _points(tree, part) if plain else f"{_points(tree, part)} / {decimal(part.scale)}"
        terms.append(term if alike else f"{decimal(part.weight)} x {term}")
    total = decimal(UNIT * len(parts) if alike else sum(part.weight for part in parts))
    scale = "" if plain else f"{decimal(node.scale)} x "
    name = "The mean" if alike else "The mean by weight"
    return Sentence(f"{name}: {scale}({' + '.join(terms)}) / {total} = {end}{_held(node, parts, free)}.", True)


def _gmean(tree: Tree, node: Node, parts: Sequence[Counted], free: int) -> Sentence:
    end = shown(free, tree.bounds(node.id))
    zero = [called(tree, part.id) for part in parts if part.point == 0]
    if zero:
        return Sentence(f"The geometric mean is 0 while a part is at 0: {listed(zero, most=4)}.")
    plain = all(part.scale == node.scale for part in parts)
    terms = [
        (_points(tree, part) if plain else f"{_points(tree, part)} / {decimal(part.scale)}")
        + ("" if part.weight == UNIT else f" (weight {decimal(part.weight)})")
        for part in parts
    ]
    scale = "" if plain else f", times {decimal(node.scale)}"
    said = f"The geometric mean of {listed(terms)}{scale}: {end}{_held(node, parts, free)}"
    return Sentence(f"{said}. A weak part pulls it down more than it would a plain mean.")


def _min(tree: Tree, node: Node, parts: Sequence[Counted], free: int) -> Sentence:
    least = min(parts, key=lambda part: part.point * HUNDRED // part.scale)
    end = shown(free, tree.bounds(node.id))
    scale = "" if least.scale == node.scale else f", {_points(tree, least)} of {decimal(least.scale)}"
    said = f"The worst of {len(parts)} decides: {called(tree, least.id)}{scale}, {end}"
    return Sentence(f"{said}{_held(node, parts, free)}.")


def _sum(tree: Tree, node: Node, parts: Sequence[Counted], free: int) -> Sentence:
    alike = all(part.weight == UNIT for part in parts)
    terms = [_points(tree, part) if alike else f"{decimal(part.weight)} x {_points(tree, part)}" for part in parts]
    whole = sum(part.weight * part.scale for part in parts) // UNIT
    end = shown(free, tree.bounds(node.id))
    held = _held(node, parts, free)
    if whole == node.scale:
        return Sentence(f"The sum: {' + '.join(terms)} = {end}{held}.", True)
    total = shown(rounded(sum(part.weight * part.point for part in parts), UNIT))
    scale = decimal(node.scale)
    said = f"The sum of what counts, {' + '.join(terms)} = {total} of {decimal(whole)}"
    return Sentence(f"{said}, brought to the whole: {scale} x {total} / {decimal(whole)} = {end}{held}.", True)


_RULES = {
    "mean": _mean,
    "gmean": _gmean,
    "min": _min,
    "sum": _sum,
}


def _held(node: Node, parts: Sequence[Counted], free: int) -> str:
    """Say where the figure was held inside the range that the open answers leave."""
    made = RULES[node.rule]([(part.point, part.scale, part.weight) for part in parts], node.scale)
    return "" if made == free else ", as far as the range allows"


# Risks


def _risk(assessment: Assessment, node: Node) -> list[Sentence]:
    tree, risk = assessment.tree, assessment.risks[node.id]
    if risk is None:
        return [Sentence("This risk does not apply to you. It leaves, and the others share its weight.")]
    if risk.inherent is None or risk.residual is None:
        missing = [id for id in (node.likelihood, node.impact) if assessment.standings[id].state != "answered"]
        why = f"{listed(called(tree, id) for id in missing)} {plural(len(missing), 'is', 'are')} not answered"
        return [Sentence(f"{why if missing else 'Too little is answered'}, so there is a range and no number.")]
    anchors = [tree.asked[id].table[str(assessment.standings[id].value)] for id in (node.likelihood, node.impact)]
    inherent, kappa = shown(risk.inherent), decimal(100 * node.kappa)
    first = f"Likelihood {decimal(anchors[0])} x harm {decimal(anchors[1])} x 100 = {inherent} without protection."
    if not node.children:
        return [Sentence(first, True), Sentence(f"No question asks about protection. {_TURNED}")]
    controls, left = shown(risk.controls or 0), shown(risk.residual)
    exact = rounded(risk.inherent * (UNIT * HUNDRED - node.kappa * (risk.controls or 0)), UNIT * HUNDRED)
    held = "" if exact == risk.residual else ", as far as the range allows"
    second = f"Protection stands at {controls} of 100 and can take away at most {kappa}%: "
    second += f"{inherent} x (1 - {decimal(node.kappa)} x {controls} / 100) = {left} remain{held}."
    return [Sentence(first, True), Sentence(second, True), Sentence(_TURNED), *_left_out(assessment, node)]


_TURNED = "The points are 100 less what remains, so that more is better."


# Ranges


def range_from(assessment: Assessment, ids: list[str]) -> str:
    """Say which open answers make a range; empty where none does."""
    stored = assessment.answers.answers
    unknown = [id for id in ids if id in stored and stored[id].unknown]
    still = [id for id in ids if id not in unknown]

    def named(some: list[str], most: int) -> str:
        return listed((called(assessment.tree, id) for id in some), most=most)

    if not ids:
        return ""
    if not still:
        many = numbers.in_figures(len(ids), "answer")
        return f"The range comes from {many} that you don't know: {named(unknown, 5)}."
    if not unknown:
        many = numbers.in_figures(len(ids), "question that is", "questions that are")
        return f"The range comes from {many} open: {named(still, 5)}."
    parts = f"{len(unknown)} that you don't know ({named(unknown, 3)}) and {len(still)} that "
    parts += f"{plural(len(still), 'is', 'are')} open ({named(still, 3)})"
    return f"The range comes from {len(ids)} questions: {parts}."


def open_below(assessment: Assessment, node: Node) -> list[str]:
    """Name the unknown scored questions that a node's value is made from, in questionnaire order."""
    tree = assessment.tree
    read = set(_read(tree, node.id))
    return [
        one.id
        for one in tree.questions
        if one.id in read and one.scored and assessment.standings[one.id].state == "unknown"
    ]


def _read(tree: Tree, id: str) -> Iterator[str]:
    """Walk through all that makes a node's value: children that count, likelihood and impact, limits."""
    if id not in tree.node:
        yield id
        return
    node = tree.node[id]
    counted = [child for child, weight in node.children if weight]
    anchors = [node.likelihood, node.impact] if node.rule == "risk" else []
    limits = [read for gate in node.gates for read, _ in gate.below]
    for part in dict.fromkeys([*anchors, *counted, *limits]):
        yield from _read(tree, part)


# Limits


def limits(assessment: Assessment, node: Node) -> list[tuple[str, int]]:
    """Say of each limit whether it is in force, with its place among the node's limits."""
    only = len(node.gates) == 1
    return [(_limit(assessment, node, i, gate, only), i) for i, gate in enumerate(node.gates)]


def _limit(assessment: Assessment, node: Node, i: int, gate: GateRule, only: bool) -> str:
    tree = assessment.tree
    cap = assessment.caps.get(node.id)
    its = "Its limit" if only else f"Limit {i + 1}"
    most = f"at most {decimal(gate.cap)}"
    reason = f" {gate.because}" if gate.because else ""
    if cap is not None and cap.gate == i:
        need = dict(gate.below)[cap.by]
        without = shown(cap.without, tree.bounds(node.id))
        said = f"{its} is in force: {called(tree, cap.by)} {_has(assessment, cap.by)}, below {decimal(need)}, so this"
        return f"{said} is {most}. Without the limit it would be {without}.{reason}"
    below = first_below(node, assessment.values, lambda value: value.at_best)[i]
    if below is not None:
        because = f"{called(tree, below)} {_has(assessment, below)}, below {decimal(dict(gate.below)[below])}"
        if cap is None:
            return f"{its} changes nothing: {because}, and so this is {most}, which it is anyway.{reason}"
        return f"{its} holds too, but changes nothing more: {because}, so this is {most}.{reason}"
    if len(gate.below) == 1:
        ((id, need),) = gate.below
        now = _has(assessment, id, "is at")
        return f"{its} is not in force. Were {called(tree, id)} below {decimal(need)}, this could be {most}. It {now}."
    any_of = [f"{called(tree, id)} below {decimal(need)} (it {_has(assessment, id)})" for id, need in gate.below]
    return f"{its} is not in force. Were {listed(any_of, 'or')}, this could be {most}."


def _has(assessment: Assessment, id: str, verb: str = "has") -> str:
    """Say at which points something stands, `verb` before them, or that there are none."""
    value = assessment.values[id]
    if value is None:
        return "does not apply"
    bounds = assessment.tree.bounds(id) if id in assessment.tree.node else ()
    known = (*bounds, *_needs(assessment.tree, id))
    if value.point is not None:
        return f"{verb} {shown(value.point, known)}"
    said = "is open" if id not in assessment.tree.node else f"{verb} no number yet"
    return said if value.high == value.scale else f"{said} and at most {shown(value.high, known)}"


def _needs(tree: Tree, id: str) -> list[int]:
    return [need for node in tree.nodes for gate in node.gates for read, need in gate.below if read == id]
