"""A verdict as an object, for programs.

Source: docs/format.md, Guard.
"""

from __future__ import annotations

from typing import Any, Final

from silk_assess.commands.guard.command import Guarded
from silk_assess.guard.moves import Move
from silk_assess.guard.verdict import Holding
from silk_assess.report.result import dumps, exact
from silk_assess.scoring.assessment import Level, Value

FORMAT: Final = "silk-guard/1"


def line(found: Guarded) -> bytes:
    """Write a verdict as one line of JSON."""
    return (dumps(result(found)) + "\n").encode()


def result(found: Guarded) -> dict[str, Any]:
    """Give a verdict as plain values, numbers as exact Decimals, in the order of docs/format.md, Guard."""
    head = found.case.assessment.tree.pack.head
    return {
        "format": FORMAT,
        "verdict": found.verdict,
        "questionnaire": {"id": head.id, "version": head.version},
        "new": found.case.file,
        "baseline": None if found.done is None else str(found.done.old),
        "holds": [_holding(found, one) for one in found.holdings],
        "without_baseline": ["level" if id is None else id for id in found.baseline.without],
        "moved": [_move(found, one) for one in found.moves],
        "would_decide": [{"id": one.id, "worst": one.worst, "best": one.best} for one in found.deciders.questions],
    }


def _holding(found: Guarded, one: Holding) -> dict[str, Any]:
    levels = found.case.assessment.tree.pack.head.levels
    named = {"level": levels[one.bound].id} if one.node is None and one.asked == "at least" else {}
    return {
        "asked": one.asked,
        "of": "level" if one.node is None else "node",
        "id": one.node,
        **named,
        "bound": one.bound if one.node is None else exact(one.bound),
        "found": _ends(one.found),
        "before": _ends(one.before),
        "verdict": one.verdict,
    }


def _ends(of: Value | Level | None) -> dict[str, Any] | None:
    if of is None:
        return None
    if isinstance(of, Level):
        return {"low": of.low, "point": of.point, "high": of.high}
    return {"low": exact(of.low), "points": exact(of.point), "high": exact(of.high)}


def _move(found: Guarded, move: Move) -> dict[str, Any]:
    def written(size: int | None) -> Any:
        return size if move.node is None else exact(size)

    parts = move.parts
    return {
        "of": "level" if move.node is None else "node",
        "id": move.node,
        "end": move.end,
        **{key: written(getattr(parts, key)) for key in ("change", "questionnaire", "answers", "known", "together")},
        "changed": list(move.changed),
        "known_now": list(move.known_now),
        "no_longer_known": list(move.no_longer_known),
    }
