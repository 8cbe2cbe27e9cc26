"""The result as an object: everything that a program may want to know of one assessment.

Source: docs/format.md, Result.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from silk_assess import escape
from silk_assess.advice.deciding import difference
from silk_assess.advice.findings import Advice, findings
from silk_assess.advice.way_up import WayUp
from silk_assess.answers.model import Given
from silk_assess.exact import UNIT, decimal, rounded
from silk_assess.questionnaire.model.questions import CELLS
from silk_assess.questionnaire.tree import Node
from silk_assess.scoring.assessment import Assessment, Flow, RiskResult
from silk_assess.scoring.bands import band
from silk_assess.wording.answers import does_not_count
from silk_assess.wording.deciding import differences


class Source(NamedTuple):
    """Where answers were read: file, sheet, the row as spreadsheets count, and the id there; empty without one."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    id: str = ""


def result(
    assessment: Assessment,
    found: Advice | None = None,
    source: Source | None = None,
    extra: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Give the result as plain values, numbers as exact Decimals, in the order of docs/format.md, Result.

    `found` are the findings of the assessment, where they are known already; `source` says where its answers were
    read, `extra` what was carried along with them. Without `source` it is the result of answers from nowhere.
    """
    tree, head = assessment.tree, assessment.tree.pack.head
    found = findings(assessment) if found is None else found
    return {
        "format": "silk-result/1",
        **({} if source is None else {"source": {key: value or None for key, value in source._asdict().items()}}),
        "questionnaire": {"id": head.id, "version": head.version, "fingerprint": tree.pack.fingerprint},
        "organisation": (told := scored(assessment))["organisation"],
        "answered": _answered(assessment),
        "voice": assessment.answers.voice,
        "voices": None if (common := assessment.answers.voices) is None else asdict(common),
        **{key: told[key] for key in ("nodes", "risks", "flows")},
        "level": None if (level := told["level"]) is None else {**level, "ask_next": list(found.ask_next)},
        **{key: told[key] for key in ("robust", "coverage", "evidence")},
        "lost": {
            id: exact(amount)
            for id, gain in found.gains.items()
            if (amount := rounded(gain.numerator, gain.denominator))
        },
        "way_up": _way_up(found.way_up),
        "flags": [rule.id for rule in found.flags],
        "look_again": [rule.id for rule in found.look_again],
        "tools": [
            {"id": one.tool.id, "addresses": exact(one.addresses), "because": one.because} for one in found.tools
        ],
        "enablers": [one.id for one in found.enablers],
        "cases": [{"id": one.case.id, "distance": exact(one.distance)} for one in found.peers],
        "warnings": [
            *(does_not_count(one) for one in assessment.answers.warnings),
            *differences(tree, difference(assessment)),
        ],
        **({"extra": dict(extra)} if extra else {}),
    }


def figures(assessment: Assessment) -> dict[str, Any]:
    """Give the figures of nodes, risks and flows as a result has them."""
    tree = assessment.tree
    return {
        "nodes": {node.id: _node(node, assessment) for node in tree.nodes},
        "risks": {id: _risk(risk) for id, risk in assessment.risks.items()},
        "flows": _flows(assessment) if tree.has_flows else None,
    }


def scored(assessment: Assessment) -> dict[str, Any]:
    """Give what a result has by scoring alone, without what explains it and follows from it."""
    level = assessment.level
    return {
        "organisation": _organisation(assessment),
        **figures(assessment),
        "level": None if level is None else {key: getattr(level, key) for key in ("low", "point", "high", "firm")},
        "robust": assessment.robust,
        "coverage": exact(assessment.coverage),
        "evidence": exact(assessment.evidence),
    }


def line(assessment: Assessment, file: str) -> bytes:
    """Write the result of the answers in a file as one line of JSON."""
    return (dumps(result(assessment, source=Source(file))) + "\n").encode()


def dumps(value: Any) -> str:
    """Write a result as one line of JSON; Decimals become exact numbers, what cannot be seen an escape.

    >>> dumps({"points": Decimal("46.083333"), "cap": None, "name": "Coop"})
    '{"points": 46.083333, "cap": null, "name": "Coop"}'
    """
    return escape.json(_written(value))


def _written(value: Any) -> str:
    match value:
        case str():
            return _quoted(value)
        case Decimal():
            return str(value)
        case dict():
            return "{" + ", ".join([f"{_quoted(key)}: {_written(one)}" for key, one in value.items()]) + "}"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case _:
            return _WORDS[value] if value is None or value is True or value is False else _number(value)


_WORDS: Final = {None: "null", True: "true", False: "false"}
_number = json.JSONEncoder().encode
_quoted = json.encoder.encode_basestring


# The same few numbers come again and again.
@lru_cache(maxsize=4096)
def exact(size: int | None) -> Decimal | None:
    """Give micro-units as an exact Decimal; None stays None."""
    return None if size is None else Decimal(decimal(size))


def _organisation(assessment: Assessment) -> dict[str, Any]:
    answers = assessment.answers
    named = {} if answers.name is None else {"name": answers.name}
    return named | {id: plain(value) for id, value in answers.profile.items()}


def _answered(assessment: Assessment) -> dict[str, str] | None:
    answered = assessment.answers.answered
    return None if answered is None else {key: said for key, said in answered._asdict().items() if said is not None}


def plain(value: Given) -> Any:
    """Give an answer as JSON has it: a number, a list of option ids in their order, or a text."""
    if isinstance(value, int):
        return exact(value)
    return list(value) if isinstance(value, tuple) else value


def _node(node: Node, assessment: Assessment) -> dict[str, Any]:
    value, cap = assessment.values[node.id], assessment.caps.get(node.id)
    numbers = (None, None, None, None) if value is None else (value.point, value.low, value.high, value.coverage)
    points, low, high, coverage = map(exact, numbers)
    return {
        "scale": exact(node.scale),
        "points": points,
        "low": low,
        "high": high,
        "coverage": coverage,
        "band": None if value is None else band(node, value.point),
        **({"unprotected": assessment.unprotected[node.id]} if node.is_labelled_twice else {}),
        "cap": None if cap is None else {"gate": cap.gate, "by": cap.by, "without": exact(cap.without)},
    }


def _risk(risk: RiskResult | None) -> dict[str, Any]:
    keys = ("inherent", "controls", "residual", "residual_low", "residual_high")
    return {key: None if risk is None else exact(getattr(risk, key)) for key in keys}


def _flows(assessment: Assessment) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    breadth = 0
    for cell in CELLS:
        now, ambition = assessment.flows[cell, "now"], assessment.flows[cell, "ambition"]
        cells[cell] = {"now": _facet(now), "ambition": _facet(ambition), "gap": exact(gap(now, ambition))}
        breadth += now is not None and now.point is not None and now.point >= 25 * UNIT
    return {"cells": cells, "breadth": breadth}


def gap(now: Flow | None, ambition: Flow | None) -> int | None:
    """Give ambition less now, -100 to 100 in micro-units; None unless both have points."""
    if now is None or ambition is None or now.point is None or ambition.point is None:
        return None
    return ambition.point - now.point


def _facet(flow: Flow | None) -> Mapping[str, Any] | None:
    if flow is None:
        return None
    return {"points": exact(flow.point), "low": exact(flow.low), "high": exact(flow.high)}


def _way_up(way: WayUp | None) -> Mapping[str, Any] | None:
    if way is None:
        return None
    changes = {id: plain(value) for id, value in way.changes.items()}
    return {"to": way.to, "changes": changes, "effort": way.effort}
