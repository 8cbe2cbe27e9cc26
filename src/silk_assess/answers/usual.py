"""The forms that nearly all answers have, read at once: one option, maybe with a note or evidence; unknown; na.

Each function gives an answer, or None where whoever reads answers has to look closer; what is wrong is told there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, Final

from silk_assess.answers.model import Answer
from silk_assess.answers.plain import is_text
from silk_assess.questionnaire.tree import Asked

_UNKNOWN: Final = Answer(unknown=True)
_NA: Final = Answer(not_applicable="")
_PARTS: Final = frozenset(("value", "note", "evidence"))


@lru_cache(maxsize=4096)
def of_option(id: str) -> Answer:
    """Give the answer that is one option and nothing else; the same few are given again and again."""
    return Answer(value=str(id))


def usual_answer(one: Asked | None, options: Collection[str], value: Any) -> Answer | None:
    """Read an answer that is more, or less, than one of the options of its question."""
    if isinstance(value, dict):
        return _of_entry(options, value)
    if value == "unknown" and one is not None:
        return _UNKNOWN
    return _NA if value == "na" and one is not None and one.may_be_left_out else None


def _of_entry(options: Collection[str], entry: Mapping[str, Any]) -> Answer | None:
    if not entry.keys() <= _PARTS:
        return None
    value, note, evidence = entry.get("value"), entry.get("note"), entry.get("evidence", [])
    proofs = evidence if isinstance(evidence, list) else [evidence]
    if not isinstance(value, str) or value not in options or value in ("unknown", "na"):
        return None
    if ("note" in entry and not is_text(note)) or not all(map(is_text, proofs)):
        return None
    return Answer(value=str(value), note=note, evidence=tuple(proofs))
