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


def days(first: str, last: str) -> str:
    """Say two days with "and" between, each part of the date once where both share it.

    >>> days("2026-11-03", "2026-11-12"), days("2026-10-30", "2026-11-12"), days("2025-12-30", "2026-01-02")
    ('3 and 12 November 2026', '30 October and 12 November 2026', '30 December 2025 and 2 January 2026')
    """
    _, month, number = map(int, first.split("-"))
    if first[:7] == last[:7]:
        return f"{number} and {day(last)}"
    return (
        f"{number} {_MONTHS[month - 1]} and {day(last)}" if first[:4] == last[:4] else f"{day(first)} and {day(last)}"
    )
