"""Whose voice a file is, or how many voices a common file stands on: the strict reading of `voice` and `voices`.

Source: docs/format.md, Answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from silk_assess.answers.model import Common
from silk_assess.answers.plain import is_text, said
from silk_assess.faults import MOST_FAULTS, Code, Cut, Fault, Misfit, did_you_mean, quoted
from silk_assess.questionnaire.field_types import ID, LONGEST_ID, cut_text

KEYS: Final = ("count", "differed")
_LEAST: Final = {"count": 2, "differed": 0}
_WHOLE: Final = re.compile("[0-9]{1,9}")


def voice_of(raw: Mapping[str, Any], file: str) -> tuple[str | None, list[Fault]]:
    """Read whose voice a file is; None where it is none, or where the name is none."""
    if "voice" not in raw:
        return None, []
    wrong = wrong_voice(raw["voice"])
    return (str(raw["voice"]), []) if wrong is None else (None, [wrong.fault((file, "voice"))])


def wrong_voice(value: Any) -> Misfit | None:
    """Say why a value is no name of a voice; None where it is one."""
    do = "Write small letters, digits and single hyphens, such as finance or members-1."
    if not is_text(value):
        code = Code.EMPTY if isinstance(value, str) else Code.TEXT
        return Misfit(code, f"the name of a voice is expected, and here stands {said(value)}", do)
    if ID.fullmatch(value) and len(value) <= LONGEST_ID:
        return None
    return Misfit(Code.ID, f"{quoted(value)} is no name of a voice", do)


def voices_of(raw: Mapping[str, Any], file: str) -> tuple[Common | None, list[Fault]]:
    """Read on how many voices a common file stands, and on how many questions they differed."""
    if not raw:
        return None, []
    entries = islice(raw.items(), MOST_FAULTS + 1)  # more would be read by nobody
    wrong = {key: found for key, value in entries if (found := _wrong(key, value)) is not None}
    faults = [
        misfit.fault((file, "voices", key), "key" if key not in KEYS or isinstance(raw[key], Cut) else "value")
        for key, misfit in wrong.items()
    ]
    missing = [key for key in KEYS if key not in raw]
    says = "Write how many voices there were, and on how many questions they differed: voices: {count: 5, differed: 12}"
    faults += [Fault((file, "voices"), f'the key "{key}" is missing', says, Code.MISSING_KEY, "key") for key in missing]
    return (None, faults) if faults else (Common(int(raw["count"]), int(raw["differed"])), [])


def _wrong(key: str, value: Any) -> Misfit | None:
    if isinstance(value, Cut):
        return cut_text(key, value)
    if key not in KEYS:
        do = did_you_mean(key, KEYS, "Its keys are count and differed.")
        return Misfit(Code.UNKNOWN_KEY, f"voices has no key {quoted(key)}", do)
    if not is_text(value) or not _WHOLE.fullmatch(value):
        return Misfit(Code.NUMBER, f"a whole number is expected, and here stands {said(value)}", "Write figures only.")
    if int(value) < _LEAST[key]:
        return Misfit(Code.OUT_OF_RANGE, f"{value} is too small", f"The least is {_LEAST[key]}.")
    return None
