"""What went wrong in our own code, told without answers, names or places on the disk."""

from __future__ import annotations

import platform
import re
import sys
import traceback
from pathlib import Path
from typing import Final

from silk_assess import __version__

FILE: Final = "silk-assess-bug.txt"
# The first line of every account, by which an earlier one is known.
_BEGINS: Final = re.compile(rb"silk-assess [0-9A-Za-z.+!-]+, Python [0-9A-Za-z.+-]+, [A-Za-z]*\r?\ncommand: ")


class Elsewhere(Exception):
    """Something that went wrong in another process: `what` kind it was, and `where`, line by line."""

    def __init__(self, what: str, where: list[str]) -> None:
        super().__init__(what, where)
        self.what = what
        self.where = where


def account(error: BaseException, command: str) -> str:
    """Describe an exception by its kind and the lines of code that it passed.

    What an exception says, and what variables held, may be somebody's answers, and is left out.
    """
    what, where = type(error).__name__, passed(error)
    if isinstance(error, Elsewhere):
        what, where = error.what, [*where, *error.where]
    lines = [
        f"silk-assess {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"command: {command}",
        f"what: {what}",
        "where:",
        *(f"  {one}" for one in where),
        "",
    ]
    return "\n".join(lines)


def is_account(data: bytes) -> bool:
    """Say whether a file that begins so is an earlier account, which a new one may replace."""
    return not data or _BEGINS.match(data) is not None


def passed(error: BaseException) -> list[str]:
    """Name the lines of code that an exception passed, the one that raised it last."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _module(file: str) -> str:
    """Name a file of code by its package, not by where it is installed."""
    path = Path(file)
    for folder in sorted(filter(None, sys.path), key=len, reverse=True):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name
