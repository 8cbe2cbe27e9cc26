"""The one place where lines leave: in colour to a terminal that wants it, else as plain text.

Results have to arrive: where they cannot, that is a fault. Messages change nothing where nobody listens.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from silk_assess.terminal.layout import NARROWEST, WIDEST, Line, plain

if TYPE_CHECKING:
    from silk_assess.faults import SilkError


class NobodyReads(Exception):
    """Whoever read the results has gone, as `head` does: nothing more is to be printed."""


def out(lines: Iterable[Line], stream: TextIO | None, done: str = "") -> None:
    """Print a result, and see that it has arrived; a stream that is closed is None.

    `done` says what is written all the same. Raises SilkError with code "unwritable" where the
    result cannot be printed, NobodyReads where whoever read it has gone.
    """
    text = list(lines)
    _arrived(lambda open_stream: show(text, open_stream), stream, done)


def put(text: str | bytes, stream: TextIO | None) -> None:
    """Put text, or bytes as they are, where results go; as `out` where that cannot be."""

    def write(open_stream: TextIO) -> None:
        if isinstance(text, str):
            open_stream.write(text)
        else:
            open_stream.flush()
            open_stream.buffer.write(text)

    _arrived(write, stream, "")


def _arrived(write: Callable[[TextIO], object], stream: TextIO | None, done: str) -> None:
    if stream is None:
        raise _unprinted("standard output is closed", done)
    try:
        write(stream)
        stream.flush()
    except BrokenPipeError:
        raise NobodyReads from None
    except OSError as error:
        raise _unprinted(error.strerror or str(error), done) from None
    except ValueError:  # it was closed by somebody in this process
        raise _unprinted("standard output is closed", done) from None


def _unprinted(why: str, done: str) -> SilkError:
    # Its catalogue is large, and help and greeting can do without.
    from silk_assess.faults import Code, Fault, SilkError

    do = done or "Let it go elsewhere, and run the command again."
    return SilkError(Fault(("",), f"The result cannot be printed: {why}", do, Code.UNWRITABLE))


def say(lines: Iterable[Line], stream: TextIO | None) -> bool:
    """Print a message, and say whether it has arrived; where nobody listens, nothing else changes.

    From then on nothing more is said on that stream.
    """
    if stream is None:
        return False
    try:
        show(lines, stream)
        stream.flush()
    except (OSError, ValueError):
        quieten(stream)
        return False
    return True


def quieten(stream: TextIO | None) -> None:
    """Let all that is still to come on a stream go nowhere, its last flush by the interpreter too."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        number = stream.fileno()  # type: ignore[union-attr]
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        if nowhere != number:
            os.close(nowhere)


def width_of(stream: TextIO | None) -> int:
    """Give the width to print at: the terminal's, 40 to 80; 80 where the output is no terminal."""
    if stream is None or stream.closed or not stream.isatty():
        return WIDEST
    return min(max(_columns(stream), NARROWEST), WIDEST)


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or WIDEST
    except (OSError, ValueError, AttributeError):
        import shutil  # rarely needed, and half as much as all else that help takes

        return shutil.get_terminal_size((WIDEST, 24)).columns


def most_messages(stream: TextIO | None) -> int | None:
    """Give how many messages to print: what a person can take in on a terminal, and all of them (None) elsewhere."""
    return 50 if stream is not None and stream.isatty() else None


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
