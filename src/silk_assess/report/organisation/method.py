"""How the report was computed: rules, weights, robustness, limits and sources."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.exact import HUNDRED, UNIT, decimal, rounded, shown
from silk_assess.questionnaire.model.base import Source
from silk_assess.questionnaire.model.nodes import RisksSection
from silk_assess.questionnaire.tree import Node
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.links import Link, source_link
from silk_assess.report.organisation.scores import named
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count


class WorkedAnswer(NamedTuple):
    """One line of a figure worked out step by step."""

    question: str
    answer: str
    points: str
    weight: str


class Worked(NamedTuple):
    """One figure, step by step."""

    title: str
    points: str
    steps: tuple[WorkedAnswer, ...]
    sum: str


class Method(NamedTuple):
    """How everything was computed, in words."""

    author: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    worked: Worked | None
    weights: tuple[tuple[str, str], ...]
    robust: str
    limits: tuple[str, ...]
    questionnaire: str
    version: str
    fingerprint: str
    licence: str
    sources: tuple[Link, ...]


_RANGE = (
    "The low end takes every open answer as the worst, the high end as the best; where a question may still turn out "
    "not to apply, as 0 and as all its points. What does not apply leaves, and the other weights share its place."
)
_KINDS = {
    "mean": "the weighted mean of what is in it",
    "gmean": "the geometric mean of what is in it, so that one 0 makes it 0",
    "min": "as strong as the weakest in it",
    "sum": "the sum of what is in it",
}


def method(found: Findings) -> Method:
    """Explain the figures of this report."""
    tree, head = found.tree, found.tree.pack.head
    told = head.method
    author = [
        (name, text)
        for name, text in (
            ("Scope", told and told.scope),
            ("Basis", told and told.basis),
            ("Tested", told and told.tested),
        )
        if text
    ]
    rules = [("Points", _points_in_words(found))]
    if found.assessment.level is not None:
        text = (
            "A level is reached when each of its requirements, and those of all levels below, are met. "
            "No average can make up for a missing one."
        )
        rules.append(("Level", text))
    rules.append(("Range", _RANGE))
    if any(isinstance(node.source, RisksSection) for node in tree.nodes):
        text = (
            "Likelihood times harm, less what the controls remove; "
            "how much they can remove at most is set for each risk."
        )
        if any(node.is_labelled_twice for node in tree.nodes):
            text += " The words follow both: how much of a risk is left, and whether anything stands against it."
        rules.append(("Risk", text))
    rules.append(
        ("Evidence", "Naming a paper changes no points. It says how much of your answers somebody else could check.")
    )
    return Method(
        author=tuple(author),
        rules=tuple(rules),
        worked=_worked(found),
        weights=_weights(found),
        robust=_robust(found),
        limits=_limits(found),
        questionnaire=head.title,
        version=f"{head.id} {head.version}",
        fingerprint=tree.pack.fingerprint,
        licence=head.licence or "",
        sources=_sources(found),
    )


def _points_in_words(found: Findings) -> str:
    used = dict.fromkeys(node.rule for node in found.tree.nodes if node.rule != "risk")
    own = {node.scale for node in found.tree.nodes if node.rule != "risk"} != {HUNDRED}
    said = "An answer gives points by its place among the options, or by the value that its option declares."
    kinds = [f"{'A part' if i == 0 else 'another'} is {_KINDS[rule]}" for i, rule in enumerate(used)]
    said += f" {'; '.join(kinds)}."
    said += " Each part keeps its own scale." if own else " Everything is measured from 0 to 100."
    return said + " Figures are exact and rounded only for print."


def _worked(found: Findings) -> Worked | None:
    node = _worth_working(found)
    if node is None:
        return None
    value = found.value(node.id)
    assert value is not None
    assert value.point is not None
    steps, total, weights = [], 0, 0
    for id, weight in node.children:
        part, one = found.value(id), found.question(id)
        points = "–"
        said = found.answer(id)
        if part is not None and part.point is not None:
            points = shown(part.point)
            total, weights = total + weight * part.point, weights + weight
        elif part is not None:
            said += ": left out of the figure, kept in the range"
        else:
            said += ": left out, and the other weights share its place"
        steps.append(WorkedAnswer(one.question.text, said, points, decimal(weight)))
    bounds = found.tree.bounds(node.id)
    cap = found.assessment.caps.get(node.id)
    free = value.point if cap is None else cap.without
    text = (
        f"Points times weight, added up, make {shown(rounded(total, UNIT))}. "
        "The weights of the answered questions make "
        f"{decimal(weights)}. {shown(rounded(total, UNIT))} divided by {decimal(weights)} is {shown(free, bounds)}."
    )
    if cap is not None:
        text += f" A limit holds it at {shown(value.point, bounds)}."
    return Worked(node.title, shown(value.point, bounds), tuple(steps), text)


def _worth_working(found: Findings) -> Node | None:
    """Choose a plain mean over questions of one scale with a point: one that holds the level, else the lowest."""
    plain = [
        node
        for node in found.tree.nodes
        if node.rule == "mean"
        and node.scale == HUNDRED
        and all(id in found.tree.asked and found.question(id).scale == HUNDRED for id, _ in node.children)
        and (value := found.value(node.id)) is not None
        and value.point is not None
    ]
    missed = {one.node for one in found.missed}
    lowest = sorted(plain, key=lambda node: -_missing(found, node))
    order = [node for node in plain if node.id in missed] or lowest
    return order[0] if order else None


def _missing(found: Findings, node: Node) -> int:
    value = found.value(node.id)
    return 0 if value is None or value.point is None else value.scale - value.point


def _weights(found: Findings) -> tuple[tuple[str, str], ...]:
    whole = dict(found.node("index").children) if "index" in found.tree.node else {}
    rows = []
    for id in found.tree.parts:
        node = found.node(id)
        head = node.title + (f", weight {decimal(whole[id])} in the whole" if id in whole else "")
        inner = [(child, weight) for child, weight in node.children if child in found.tree.node]
        if node.rule == "min":
            text = "The worst decides; weights inside only switch on and off."
        elif inner:
            text = (
                "Inside: " + "; ".join(f"{found.node(child).title} {decimal(weight)}" for child, weight in inner) + "."
            )
        else:
            text = f"{capital(count(len(node.children), 'question'))}, weighed as the list of all answers shows."
        rows.append((head, text))
    return tuple(rows)


def _robust(found: Findings) -> str:
    told = found.tree.pack.head.method
    said = (
        "Weights are the judgement of the authors. "
        if told is None or told.weights in (None, "expert")
        else f"Weights: {told.weights}. "
    )
    if found.assessment.robust is None:
        return said.strip()
    if found.assessment.robust:
        return said + "With any mix of weights up to a quarter larger or smaller the level stays the same."
    return (
        said
        + "With weights up to a quarter larger or smaller the level could be another one, so do not lean on it hard."
    )


def _limits(found: Findings) -> tuple[str, ...]:
    said = []
    for node in found.tree.nodes:
        for i, gate in enumerate(node.gates):
            reads = " or ".join(f"“{named(found, id)}” is below {decimal(need)}" for id, need in gate.below)
            text = f"{names.title(found.tree, node.id)}: at most {decimal(gate.cap)} points where {reads}."
            cap = found.assessment.caps.get(node.id)
            state = " It is in force here." if cap is not None and cap.gate == i else " It is not in force here."
            said.append(text + (f" {gate.because}" if gate.because else "") + state)
    return tuple(said)


def _sources(found: Findings) -> tuple[Link, ...]:
    """List the sources that stand behind what this report shows, in the questionnaire's order."""
    used = {id for one in (*found.tree.questions, *found.tree.profile) for id in one.question.sources}
    used |= {id for node in found.tree.nodes if node.id != "index" for id in node.source.sources}  # type: ignore[union-attr]
    used |= {id for rule in found.flags for id in rule.sources}
    sources: tuple[Source, ...] = found.tree.pack.head.sources
    return tuple(source_link(source) for source in sources if source.id in used)
