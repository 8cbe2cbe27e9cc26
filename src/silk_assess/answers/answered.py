"""Who answered a file, and when: the strict reading of its key `answered`. Source: docs/format.md, Answers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from silk_assess.answers.model import Answered
from silk_assess.answers.plain import is_text, said
from silk_assess.faults import MOST_FAULTS, Code, Cut, Fault, Misfit, did_you_mean, quoted
from silk_assess.questionnaire.field_types import cut_text
from silk_assess.questionnaire.forms import date_remedy, is_date

LONGEST_BY: Final = 200
KEYS: Final = ("date", "by")


def answered_of(raw: Mapping[str, Any], file: str) -> tuple[Answered | None, list[Fault]]:
    """Read the day and the names, each of which may be missing, with every fault of them."""
    entries = islice(raw.items(), MOST_FAULTS + 1)  # more would be read by nobody
    wrong = {key: found for key, value in entries if (found := _wrong(key, value)) is not None}
    date, by = (None if key in wrong else raw.get(key) for key in KEYS)
    faults = [
        misfit.fault((file, "answered", key), "key" if key not in KEYS or isinstance(raw[key], Cut) else "value")
        for key, misfit in wrong.items()
    ]
    return (Answered(date, by) if date or by else None), faults


def _wrong(key: str, value: Any) -> Misfit | None:
    if isinstance(value, Cut):
        return cut_text(key, value)
    if key not in KEYS:
        do = did_you_mean(key, KEYS, "Its keys are date and by.")
        return Misfit(Code.UNKNOWN_KEY, f"answered has no key {quoted(key)}", do)
    return _wrong_date(value) if key == "date" else wrong_by(value)


def _wrong_date(value: Any) -> Misfit | None:
    if is_text(value) and is_date(value):
        return None
    do = date_remedy(value) if isinstance(value, str) else "Write year, month and day: 2026-11-24."
    if not is_text(value):
        code = Code.EMPTY if isinstance(value, str) else Code.TEXT
        return Misfit(code, f"a date is expected, and here stands {said(value)}", do)
    return Misfit(Code.DATE, f"{quoted(value)} is not a date", do)


def wrong_by(value: Any) -> Misfit | None:
    """Say why a value does not name those who answered; None where it does."""
    if not is_text(value):
        code = Code.EMPTY if isinstance(value, str) else Code.TEXT
        says = f"a text that says who answered is expected, and here stands {said(value)}"
        return Misfit(code, says, "Write one text, or take the line out.")
    if len(value) > LONGEST_BY:
        says = f"who answered is said in {len(value):,} characters"
        return Misfit(Code.TOO_LARGE, says, f"Please say it in at most {LONGEST_BY}.")
    return None
