"""Where commands print: results on standard output, messages on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TextIO

from silk_assess.terminal import printing
from silk_assess.terminal.layout import Line


def out(lines: Iterable[Line], done: str = "") -> None:
    """Print a result; where it cannot be printed, that is said, and what is `done` all the same.

    Raises as `printing.out` does.
    """
    printing.out(lines, sys.stdout, done)


def put(data: bytes) -> None:
    """Put bytes on standard output as they are: UTF-8 and LF whatever the locale. Raises as `out` does."""
    printing.put(data, sys.stdout)


def say(lines: Iterable[Line]) -> None:
    """Print a message; where nobody listens, nothing else changes."""
    printing.say(lines, sys.stderr)


def width(stream: TextIO | None = None) -> int:
    """Give the width to print at: of `stream`, else of standard output."""
    return printing.width_of(stream or sys.stdout)
