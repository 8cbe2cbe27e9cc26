"""A comparison as an object: everything that a program may want to know of two years.

Source: docs/format.md, Comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from silk_assess.answers.model import Answer, Answers
from silk_assess.questionnaire.model.questions import CELLS, FACETS
from silk_assess.report.result import exact, plain
from silk_assess.scoring.assessment import Assessment, Flow, Level, Value
from silk_assess.years.answers import Changed, asked_anew, changed, compared_flags, counterparts, known_now
from silk_assess.years.answers import no_longer_known as gone
from silk_assess.years.comparison import Comparison
from silk_assess.years.parts import Parts

FORMAT = "silk-comparison/1"


def result(comparison: Comparison, promised: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Give a comparison as plain values, numbers as exact Decimals, in the order of docs/format.md, Comparison.

    `promised` is what a plan held, where one is given.
    """
    old, new, tree = comparison.old, comparison.new, comparison.tree
    found = compared_flags(comparison)
    missing = counterparts(comparison)
    return {
        "format": FORMAT,
        "old": _year(comparison.given, old, tree.pack.head.id),
        "new": _year(new.answers, new, tree.pack.head.id),
        "nodes": {node.id: _node(comparison, node.id) for node in tree.nodes},
        "level": _level(comparison),
        "flows": _flows(comparison) if tree.has_flows else None,
        "answers": [_changed(one, comparison) for one in changed(comparison)],
        "known_now": list(known_now(comparison)),
        "no_longer_known": list(gone(comparison)),
        "asked_anew": [{"id": one.id, "old": _raw(one.old), "new": _answer(one.new)} for one in asked_anew(comparison)],
        "without_counterpart": {"old": list(missing.old), "new": list(missing.new)},
        "flags": {"old": [*found.before], "new": [*found.now]},
        **({} if promised is None else {"plan": dict(promised)}),
    }


def _year(answers: Answers, assessment: Assessment | None, id: str) -> dict[str, Any]:
    pack = None if assessment is None else assessment.tree.pack
    named = {} if answers.name is None else {"name": answers.name}
    answered = answers.answered
    return {
        "questionnaire": {
            "id": answers.questionnaire or id if pack is None else pack.head.id,
            "version": answers.version if pack is None else pack.head.version,
            "fingerprint": None if pack is None else pack.fingerprint,
        },
        "version": answers.version,
        "organisation": named | {id: plain(value) for id, value in answers.profile.items()},
        "answered": None if answered is None else {key: one for key, one in answered._asdict().items() if one},
    }


def _node(comparison: Comparison, id: str) -> dict[str, Any]:
    common, new = comparison.common.values[id], comparison.new.values[id]
    return {
        "old": _value(comparison.old_value(id)),
        "common": _value(common),
        "new": _value(new),
        "moved": comparison.moved(id),
        "parts": _parts(comparison.parts(id), exact),
    }


def _level(comparison: Comparison) -> dict[str, Any] | None:
    old = None if comparison.old is None else comparison.old.level
    common, new = comparison.common.level, comparison.new.level
    if old is None and new is None and common is None:
        return None
    return {
        "old": _numbers(old),
        "common": _numbers(common),
        "new": _numbers(new),
        "moved": comparison.level_moved,
        "parts": _parts(comparison.level_parts, lambda number: number),
    }


def _value(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"scale": exact(value.scale), **_figures(value)}


def _figures(value: Value | Flow) -> dict[str, Any]:
    return {"points": exact(value.point), "low": exact(value.low), "high": exact(value.high)}


def _numbers(level: Level | None) -> dict[str, Any] | None:
    return None if level is None else {"low": level.low, "point": level.point, "high": level.high}


def _parts(parts: Mapping[str, Parts], written: Callable[[int | None], Any]) -> dict[str, Any]:
    """Write the parts of three numbers; the point of a node is called `points`, as in its figures."""
    name = "points" if written is exact else "point"
    return {name if key == "point" else key: _part(one, written) for key, one in parts.items()}


def _part(one: Parts, written: Callable[[int | None], Any]) -> dict[str, Any]:
    numbers = {key: written(getattr(one, key)) for key in ("change", "questionnaire", "answers", "known")}
    together = None if one.together is None else {"parts": list(one.undivided), "change": written(one.together)}
    return {**numbers, "together": together}


def _flows(comparison: Comparison) -> dict[str, Any]:
    return {
        cell: {
            facet: {
                "old": None if comparison.old is None else _flow(comparison.old.flows[cell, facet]),
                "common": _flow(comparison.common.flows[cell, facet]),
                "new": _flow(comparison.new.flows[cell, facet]),
            }
            for facet in FACETS
        }
        for cell in CELLS
    }


def _flow(flow: Flow | None) -> dict[str, Any] | None:
    return None if flow is None else _figures(flow)


def _changed(one: Changed, comparison: Comparison) -> dict[str, Any]:
    told = [*dict.fromkeys([*comparison.tree.roots, *comparison.tree.parts])]
    points = {id: None if (value := one.values[id]) is None else exact(value.point) for id in told}
    stayed = {"level": _numbers(one.level), "points": points}
    return {"id": one.id, "old": _answer(one.old), "new": _answer(one.new), "had_it_stayed": stayed}


def _answer(answer: Answer) -> Any:
    """Write an answer in the short form that a file may have: a value, na, or null where it is open."""
    if answer.value is not None:
        return plain(answer.value)
    return None if answer.not_applicable is None else "na"


def _raw(entry: Any) -> Any:
    """Write what stands in a file for a question: its value, or na."""
    if isinstance(entry, dict):
        return entry.get("value", "na" if "not_applicable" in entry else None)
    return entry
