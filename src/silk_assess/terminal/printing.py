"""The one place where lines leave: in colour to a terminal that wants it, else as plain text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from silk_assess.terminal.layout import NARROWEST, WIDEST, Line, plain


def width_of(stream: TextIO) -> int:
    """Give the width to print at: the terminal's, 40 to 80; 80 where the output is no terminal."""
    if not stream.isatty():
        return WIDEST
    return min(max(_columns(stream), NARROWEST), WIDEST)


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or WIDEST
    except (OSError, ValueError, AttributeError):
        import shutil  # rarely needed, and half as much as all else that help takes

        return shutil.get_terminal_size((WIDEST, 24)).columns


def most_messages(stream: TextIO) -> int | None:
    """Give how many messages to print: what a person can take in on a terminal, and all of them (None) elsewhere."""
    return 50 if stream.isatty() else None


def show(lines: Iterable[Line], stream: TextIO) -> None:
    """Print lines that are already wrapped, letter for letter the same with and without colour."""
    text = list(lines)
    if not _wants_colour(stream):
        stream.write("".join(plain(line) + "\n" for line in text))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, markup=False, highlight=False, emoji=False)
    for line in text:
        console.print(Text.assemble(*line), no_wrap=True, overflow="ignore", crop=False)


def _wants_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in ("dumb", "unknown")
