"""Where two pages first differ: by which line, and how, as values."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from silk_assess.escape import inert

_BOM: Final = b"\xef\xbb\xbf"
_BEGINS: Final = inert.BEGINS.encode()
_ENDS: Final = inert.ENDS.encode()
_HEADING: Final = re.compile(r"<h2[^>]*>(.*?)</h2>")
_TAG: Final = re.compile(r"<[^>]*>")


class How(Enum):
    """What kind of difference it is: in a line, or in the whole file and nothing else."""

    IN_A_LINE = auto()
    LINE_ENDS = auto()
    MARK_BEFORE = auto()
    CUT_OFF = auto()
    MORE_BEHIND = auto()


class Part(Enum):
    """In which part of a page a line stands."""

    HEAD = auto()
    PAGE = auto()
    DATA = auto()
    LAST_LINE = auto()


@dataclass(frozen=True, slots=True)
class Difference:
    """The first line that differs, counted from 1, from its first letter that does: as it stands there, and as drawn.

    `column` is that letter's place in the line, from 0; `under` the heading above it as drawn, if there is one.
    """

    how: How
    line: int = 0
    column: int = 0
    there: str = ""
    drawn: str = ""
    part: Part = Part.PAGE
    under: str = ""


def first_difference(there: bytes, drawn: bytes) -> Difference:
    """Find where a file first differs from the page that it should be; the two are not the same."""
    if there.removeprefix(_BOM) == drawn:
        return Difference(How.MARK_BEFORE)
    if _plain(there) == drawn:
        return Difference(How.LINE_ENDS)
    lines, others = there.decode().split("\n"), drawn.decode().split("\n")
    if drawn.startswith(there):
        return Difference(How.CUT_OFF, line=there.count(b"\n") + bool(lines[-1]))
    if there.startswith(drawn):
        return Difference(How.MORE_BEHIND, line=len(others))
    lines, others = _plain(there).decode().split("\n"), others
    at = next(i for i, (one, other) in enumerate(zip([*lines, ""], [*others, ""], strict=False)) if one != other)
    one, other = (side[at] if at < len(side) else "" for side in (lines, others))
    column = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    part = _part(drawn, at)
    return Difference(How.IN_A_LINE, at + 1, column, one, other, part, _under(others, at) if part is Part.PAGE else "")


def _plain(data: bytes) -> bytes:
    """Undo what a program does to a whole file that saves it in another way."""
    return data.removeprefix(_BOM).replace(b"\r\n", b"\n")


def _part(page: bytes, at: int) -> Part:
    """Say in which part a line stands, of the page as drawn: its last line is the digest, above it stands the data."""
    if at >= page.count(b"\n") - 1:
        return Part.LAST_LINE
    before, _, data = page.partition(_BEGINS)
    start = before.count(b"\n")
    if start <= at <= start + data.partition(_ENDS)[0].count(b"\n"):
        return Part.DATA
    return Part.HEAD if at < page.partition(b"<body")[0].count(b"\n") else Part.PAGE


def _under(lines: list[str], at: int) -> str:
    """Name the last heading above a line, or in it."""
    for line in reversed(lines[: at + 1]):
        if found := _HEADING.findall(line):
            return " ".join(html.unescape(_TAG.sub("", found[-1])).split())
    return ""
