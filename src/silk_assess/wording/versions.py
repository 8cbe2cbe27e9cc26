"""With which questionnaire answers were given, in words, beside the one in use."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.questionnaire.model.pack import Head


class Versions(NamedTuple):
    """What answers were given to, and what is in use; with the questionnaires' ids where they are two."""

    then: str
    now: str


def versions(questionnaire: str, version: str, head: Head) -> Versions:
    """Name both; `questionnaire` is empty where it is the one in use."""
    if questionnaire:
        return Versions(f"{questionnaire} {version}", f"{head.id} {head.version}")
    return Versions(f"version {version}", head.version)
