"""The trace: a result with all that it is made of, so that another program can recompute it.

Source: docs/format.md, Trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from silk_assess.answers.model import Answer, Given
from silk_assess.questionnaire import conditions
from silk_assess.questionnaire.conditions import Condition, reads
from silk_assess.questionnaire.model.questions import Choice, Choices, Quantity, YesNo
from silk_assess.questionnaire.tree import Asked, GateRule, Node
from silk_assess.report import result
from silk_assess.report.result import dumps, exact
from silk_assess.scoring.aggregates import aggregated
from silk_assess.scoring.assessment import Assessment, Value

FORMAT: Final = "silk-trace/1"
# What a number of a node is read by: `low`, `points`, `high`.
_READINGS: Final[Mapping[str, Callable[[Value], int | None]]] = {
    "low": lambda value: value.low,
    "points": lambda value: value.point,
    "high": lambda value: value.high,
}


def trace(assessment: Assessment, file: str) -> bytes:
    """Write the trace of the answers in a file: one object, a question, a node or a level a line.

    Its second line is `score --json` of the file, letter for letter.
    """
    line = result.line(assessment, file).decode().rstrip("\n")
    lists = {
        "questions": (_question(one, assessment) for one in _questions(assessment)),
        "nodes": (_node(node, assessment) for node in assessment.tree.nodes),
        "levels": (_level(number, assessment) for number in range(len(assessment.tree.requires))),
    }
    parts = [f'"result": {line}', *(f'"{key}": {_list(objects)}' for key, objects in lists.items())]
    return ('{"format": ' + dumps(FORMAT) + ",\n " + ",\n ".join(parts) + "}\n").encode()


def _list(objects: Iterable[Mapping[str, Any]]) -> str:
    lines = [f"\n  {dumps(one)}" for one in objects]
    return "[" + ",".join(lines) + "]"


# Questions


def _questions(assessment: Assessment) -> list[Asked]:
    """List the profile fields that a condition of a question hangs on, at any depth, and all questions."""
    tree = assessment.tree
    ahead = [id for one in tree.questions for id in reads(one.when)]
    read: set[str] = set()
    while ahead:
        id = ahead.pop()
        if id not in read:
            read.add(id)
            ahead += reads(tree.asked[id].when)
    return [*(one for one in tree.profile if one.id in read), *tree.questions]


def _question(one: Asked, assessment: Assessment) -> dict[str, Any]:
    standing = assessment.standings[one.id]
    stored = assessment.answers.answers.get(one.id, Answer())
    value = assessment.answers.profile.get(one.id) if one.role == "profile" else stored.value
    return {
        "id": one.id,
        "type": one.question.type,
        **({} if one.role in ("score", "flow") else {"role": one.role}),
        **_cell(one),
        "answer": _answer(value, stored),
        "state": standing.state.replace(" ", "-"),
        **(_figures(one, standing.state, assessment) if one.scored else {}),
        **_choices(one),
        "not_applicable": one.may_be_left_out,
        "when": None if one.when is None else written(one.when),
        "evidence": bool(stored.evidence),
    }


def _cell(one: Asked) -> dict[str, Any]:
    if one.role != "flow" or not isinstance(one.question, Choice | Choices | YesNo | Quantity):
        return {}
    return {"cell": one.question.cell, "facet": one.question.facet}


def _answer(value: Given | None, stored: Answer) -> Any:
    """Give what the file holds for a question: a value, `unknown`, `na`, or nothing."""
    if value is not None:
        return result.plain(value)
    if stored.not_applicable is not None:
        return "na"
    return "unknown" if stored.unknown else None


def _figures(one: Asked, state: str, assessment: Assessment) -> dict[str, Any]:
    """Give what an answer is worth: of likelihood and impact a number, else points."""
    value = assessment.values[one.id]
    point = value.point if value is not None and state == "answered" else None
    ends = {"least": exact(one.least), "greatest": exact(one.greatest)}
    if one.role in ("likelihood", "impact"):
        return {"number": exact(point), **ends}
    scaled = {"scale": exact(one.scale), "weight": exact(one.weight), "reversed": one.reversed}
    return {"points": exact(point), **ends, **scaled}


def _choices(one: Asked) -> dict[str, Any]:
    """Give what may be answered: options in their order with what they count, or goalposts.

    Where nothing is scored it is their place, from 0, which conditions compare.
    """
    if one.scored and one.goalposts is not None:
        return {"goalposts": [exact(size) for size in one.goalposts]}
    if not one.table:
        return {}
    return {"options": {id: exact(size) if one.scored else place for place, (id, size) in enumerate(one.table.items())}}


# Conditions


def written(condition: Condition) -> dict[str, Any]:
    """Write a condition as a questionnaire's file has it, with every leaf in one form.

    Source: docs/format.md, Conditions.
    """
    match condition:
        case conditions.All(parts):
            return {"all": [written(part) for part in parts]}
        case conditions.Any_(parts):
            return {"any": [written(part) for part in parts]}
        case conditions.Not(part):
            return {"not": written(part)}
        case conditions.Answered(subject, flag):
            return {subject: {"answered": flag}}
        case conditions.Is(subject, values):
            return {subject: [result.plain(value) for value in values]}
        case _:
            bound = condition.written if condition.ranks else exact(condition.bound)
            return {condition.subject: {condition.relation: bound}}


# Nodes


def _node(node: Node, assessment: Assessment) -> dict[str, Any]:
    value = assessment.values[node.id]
    children = {id: exact(weight) for id, weight in node.children}
    risk = {"likelihood": node.likelihood, "impact": node.impact, "controls": children, "kappa": exact(node.kappa)}
    return {
        "id": node.id,
        "rule": node.rule,
        "scale": exact(node.scale),
        **(risk if node.rule == "risk" else {"children": children}),
        "min_coverage": exact(node.min_coverage),
        "bands": [exact(band.start) for band in node.bands],
        **({} if node.unprotected_below is None else {"unprotected_below": exact(node.unprotected_below)}),
        "gates": [_gate(gate, node, assessment) for gate in node.gates],
        **_three(value),
        "coverage": None if value is None else exact(value.coverage),
    }


def _three(value: Value | None) -> dict[str, Decimal | None]:
    return {key: None if value is None else exact(read(value)) for key, read in _READINGS.items()}


def _gate(gate: GateRule, node: Node, assessment: Assessment) -> dict[str, Any]:
    """Say what a gate reads, what the node would have without any gate, and which of its numbers this one holds."""
    values = assessment.values
    free = aggregated(assessment.tree, node, values)
    return {
        "below": {id: exact(need) for id, need in gate.below},
        "cap": exact(gate.cap),
        "reads": {id: None if values[id] is None else _three(values[id]) for id, _ in gate.below},
        "without": _three(free),
        "binds": {key: _binds(gate, key, free, values) for key in _READINGS},
    }


def _binds(gate: GateRule, key: str, free: Value | None, values: Mapping[str, Value | None]) -> bool:
    size = None if free is None else _READINGS[key](free)
    if size is None or gate.cap >= size:
        return False
    present = ((value, need) for id, need in gate.below if (value := values[id]) is not None)
    return any((value.at_best if key == "points" else _READINGS[key](value) or 0) < need for value, need in present)


# Levels


def _level(number: int, assessment: Assessment) -> dict[str, Any]:
    """Say what a level asks for by itself, and which nodes miss it; where there is no point, the low is read."""
    needs, values = assessment.tree.requires[number], assessment.values
    present = [(id, need, value) for id, need in needs if (value := values[id]) is not None]
    return {
        "id": assessment.tree.pack.head.levels[number].id,
        "requires": {id: exact(need) for id, need in needs},
        "misses": {
            "low": [id for id, need, value in present if value.low < need],
            "points": [id for id, need, value in present if value.so_far < need],
            "high": [id for id, need, value in present if value.high < need],
        },
    }
