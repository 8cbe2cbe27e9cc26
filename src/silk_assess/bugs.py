"""What went wrong in our own code, told without answers, names or places on the disk."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from typing import Final

from silk_assess import __version__

FILE: Final = "silk-assess-bug.txt"


def account(error: BaseException, command: str) -> str:
    """Describe an exception by its kind and the lines of code that it passed.

    What an exception says, and what variables held, may be somebody's answers, and is left out.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"silk-assess {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"command: {command}",
        f"what: {type(error).__name__}",
        "where:",
        *(f"  {_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
        "",
    ]
    return "\n".join(lines)


def _module(file: str) -> str:
    """Name a file of code by its package, not by where it is installed."""
    path = Path(file)
    for folder in sorted(filter(None, sys.path), key=len, reverse=True):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name
