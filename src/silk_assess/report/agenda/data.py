"""The agenda as an object: what several voices agree on, on what they differ, and what hangs on it.

Source: docs/format.md, Agenda.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from silk_assess.answers.model import Answer, Given
from silk_assess.exact import UNIT, rounded
from silk_assess.questionnaire.tree import Asked
from silk_assess.report.result import dumps, exact, plain
from silk_assess.scoring.assessment import Value
from silk_assess.voices.agenda import Agenda
from silk_assess.voices.ends import Ends
from silk_assess.voices.groups import Share
from silk_assess.voices.order import Weight
from silk_assess.voices.table import Table, Voice

FORMAT: Final = "silk-agenda/1"


def line(agenda: Agenda) -> bytes:
    """Write an agenda as one line of JSON."""
    return (dumps(data(agenda)) + "\n").encode()


def data(agenda: Agenda) -> dict[str, Any]:
    """Give an agenda as plain values, numbers as exact Decimals, in the order of docs/format.md, Agenda.

    Unless the table is open it holds nothing that links the answers of one voice.
    """
    table, tree = agenda.table, agenda.table.tree
    head, assessment = tree.pack.head, table.assessment
    name = assessment.answers.name
    level = assessment.level
    return {
        "format": FORMAT,
        "questionnaire": {"id": head.id, "version": head.version, "fingerprint": tree.pack.fingerprint},
        "organisation": ({} if name is None else {"name": name})
        | {id: plain(value) for id, value in agenda.profile.items()},
        "differing": list(agenda.differing),
        "voices": {"count": len(table.voices), "first": agenda.first, "last": agenda.last},
        "open": table.is_open,
        "groups": list(agenda.groups),
        "level": None if level is None else {"low": level.low, "high": level.high},
        "nodes": {node.id: _node(assessment.values[node.id], node.scale) for node in tree.nodes},
        "disputed": [_disputed(agenda, weight) for weight in agenda.weights],
        "agreed": {id: _said(assessment.answers.answers[id]) for id in table.agreed},
        "few": list(table.few),
        "unanswered": list(table.unanswered),
        "waiting": {id: list(read) for id, read in agenda.waits_for.items()},
        "sections": [
            {"id": one.id, "asked": one.asked, "agreed": one.agreed, "disputed": one.disputed, "few": one.few}
            | {"unanswered": one.unanswered, "waiting": one.waiting}
            for one in agenda.sections
        ],
        **({"answers": _answers(table)} if table.is_open else {}),
    }


def _node(value: Value | None, scale: int) -> dict[str, Any]:
    low, high = (None, None) if value is None else (value.low, value.high)
    return {"scale": exact(scale), "low": exact(low), "high": exact(high)}


def _disputed(agenda: Agenda, weight: Weight) -> dict[str, Any]:
    table = agenda.table
    one, ends = table.tree.asked[weight.id], table.disputed[weight.id]
    shares = agenda.shares.get(weight.id)
    swing = rounded(weight.swing.numerator * UNIT, weight.swing.denominator)
    return {
        "id": weight.id,
        "answered": table.counted[weight.id],
        **_ends(one, ends),
        "bears": weight.bears,
        "swing": exact(swing),
        "takes": exact(weight.takes),
        "at_worst": None if weight.at_worst is None else weight.at_worst.high,
        "waits_for": list(agenda.waits_for.get(weight.id, ())),
        "groups": None if shares is None else [_share(one, share) for share in shares],
    }


def _ends(one: Asked, ends: Ends) -> dict[str, Any]:
    sizes = (ends.least, ends.greatest) if one.scored and ends.worst is not None else (None, None)
    return {
        "worst": _plain(ends.worst),
        "best": _plain(ends.best),
        "not_applicable": ends.may_vanish,
        "least": exact(sizes[0]),
        "greatest": exact(sizes[1]),
    }


def _share(one: Asked, share: Share) -> dict[str, Any]:
    return {"group": share.group or None, "answered": share.answered, **_ends(one, share.ends)}


def _plain(value: Given | None) -> Any:
    return None if value is None else plain(value)


def _said(answer: Answer) -> Any:
    if answer.value is not None:
        return plain(answer.value)
    return "na" if answer.not_applicable is not None else "unknown" if answer.unknown else None


def _answers(table: Table) -> dict[str, Any]:
    """Give every answer and note under its voice, as far as there are some."""
    found = {one.id: _under_voices(one.id, table.voices) for one in table.tree.questions}
    return {id: said for id, said in found.items() if said}


def _under_voices(id: str, voices: Sequence[Voice]) -> list[dict[str, Any]]:
    stored = ((voice.name, voice.answers.answers.get(id)) for voice in voices)
    return [
        {"voice": name, "answer": _said(answer), "note": answer.note} for name, answer in stored if answer is not None
    ]
