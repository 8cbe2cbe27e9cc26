"""Answers as an answer file holds them: a plain tree of texts, lists and mappings, each answer in its shortest form.

Source: docs/format.md, Answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.exact import decimal

FORMAT: Final = "silk-answers/1"


def tree_of(answers: Answers, questionnaire: str, version: str) -> dict[str, Any]:
    """Give the tree of an answer file to a version of a questionnaire, by its id; what is empty is left out.

    `answers.reader` reads the same answers back from it.
    """
    raw: dict[str, Any] = {"format": FORMAT, "questionnaire": questionnaire, "version": version}
    # Before what may be long: a voice among other files is known by how it begins.
    raw |= {} if answers.voice is None else {"voice": answers.voice}
    organisation: dict[str, Any] = {"name": answers.name} if answers.name is not None else {}
    organisation |= {id: plain(value) for id, value in answers.profile.items()}
    answered = {} if answers.answered is None else answers.answered._asdict()
    answered = {key: said for key, said in answered.items() if said is not None}
    voices = {} if answers.voices is None else {key: str(size) for key, size in asdict(answers.voices).items()}
    parts: dict[str, Mapping[str, Any]] = {"organisation": organisation, "answered": answered, "voices": voices}
    parts |= {"answers": {id: entry(answer) for id, answer in answers.answers.items()}, "kept": dict(answers.kept)}
    return raw | {key: value for key, value in parts.items() if value}


def plain(value: Given) -> str | list[str]:
    """Give one value as a file holds it."""
    if isinstance(value, tuple):
        return list(value)
    return decimal(value) if isinstance(value, int) else value


def entry(answer: Answer) -> Any:
    """Give one answer in its shortest form."""
    value: Any = None
    if answer.value is not None:
        value = plain(answer.value)
    elif answer.unknown:
        value = "unknown"
    elif answer.not_applicable == "":
        value = "na"
    more: dict[str, Any] = {"not_applicable": answer.not_applicable} if answer.not_applicable else {}
    more |= {"note": answer.note} if answer.note else {}
    if answer.evidence:
        more["evidence"] = answer.evidence[0] if len(answer.evidence) == 1 else list(answer.evidence)
    if value is None:
        return more
    return {"value": value, **more} if more else value
