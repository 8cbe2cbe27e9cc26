"""Days and times in words. It loads nothing else, so that the first screen has it at once."""

from __future__ import annotations

from datetime import datetime
from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def moment(when: datetime | None) -> str:
    """Say a day and time; nothing where they are not known.

    >>> moment(datetime(2026, 11, 24, 16, 5)), moment(None)
    ('24 November 2026, 16:05', '')
    """
    return "" if when is None else f"{when.day} {_MONTHS[when.month - 1]} {when.year}, {when:%H:%M}"


def day(date: str) -> str:
    """Say a day that is written as year, month and day.

    >>> day("2026-11-04")
    '4 November 2026'
    """
    year, month, number = map(int, date.split("-"))
    return f"{number} {_MONTHS[month - 1]} {year}"
