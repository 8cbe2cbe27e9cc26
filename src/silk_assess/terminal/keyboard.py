"""Lines as they are typed or piped: read as bytes, decoded, and rid of all that prints nothing.

No terminal is switched to any mode: whoever types edits the line with the terminal's own means.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import select
import signal
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from types import FrameType
from typing import IO, Final

from silk_assess import escape

# What a paste or a program may send as one line; no answer comes near.
MOST_BYTES: Final = 200_000
# What goes on for so long without the end of a line has none: a device, or a program that never stops.
ENDLESS_BYTES: Final = 100 * MOST_BYTES
# What most terminals hand over at once; the rest of a longer line is lost before it reaches us.
TERMINAL_LINE: Final = (4095, 1023)

# Sequences that keys send (CSI, SS3, OSC and the like), then every character that prints nothing.
_SEQUENCE: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?|O.|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]"
)


class Unreadable(Enum):
    """Why a line cannot be taken at all."""

    TOO_LONG = auto()
    CUT_BY_TERMINAL = auto()
    NOT_DECODED = auto()


@dataclass(frozen=True, slots=True)
class Typed:
    """One line: its text, and whether something in it was left out; or why it cannot be taken."""

    text: str
    left_out: bool = False
    unreadable: Unreadable | None = None


class Interrupted(BaseException):
    """A signal that asks the program to end came while a line was awaited."""


class Lines:
    """Reads line after line from a stream of bytes; None at its end.

    From a terminal only lines ended with Enter count; from elsewhere the last line needs no end.
    `number` is that of the line taken last.
    """

    def __init__(self, stream: IO[bytes] | None, encoding: str, is_terminal: bool) -> None:
        self._stream, self._encoding, self.is_terminal = stream, _known(encoding), is_terminal
        self._ahead: list[Typed | None] = []
        self.number = 0

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all has come so far from what is no terminal."""
        return not self.is_terminal and not self.number

    def is_empty(self) -> bool:
        """Say whether it is known already that nothing will come; who may still write is not waited for."""
        return not self.is_terminal and (self._stream is None or _is_ready(self._stream)) and self.peek() is None

    def peek(self) -> Typed | None:
        """Look at the next line without taking it."""
        if not self._ahead:
            self._ahead.append(self._next())
        return self._ahead[0]

    def read(self) -> Typed | None:
        """Take the next line."""
        found = self._ahead.pop() if self._ahead else self._next()
        self.number += found is not None
        return found

    def _next(self) -> Typed | None:
        if self._stream is None:
            return None
        try:
            data = self._stream.readline(MOST_BYTES)
            is_long = len(data) >= MOST_BYTES and not data.endswith(b"\n")
            rest, size = data, len(data)
            while is_long and rest and not rest.endswith(b"\n") and size < ENDLESS_BYTES:
                rest = self._stream.readline(MOST_BYTES)
                size += len(rest)
            self._stream = self._stream if size < ENDLESS_BYTES else None
        except (OSError, ValueError):  # the terminal is gone
            return None
        if not data or (self.is_terminal and not data.endswith(b"\n")):
            return None
        if is_long:
            return Typed("", unreadable=Unreadable.TOO_LONG)
        return self._typed(data.rstrip(b"\r\n"))

    def _typed(self, data: bytes) -> Typed:
        if self.is_terminal and len(data) in TERMINAL_LINE:
            return Typed("", unreadable=Unreadable.CUT_BY_TERMINAL)
        try:
            text = data.decode(self._encoding)
        except UnicodeDecodeError:
            return Typed("", unreadable=Unreadable.NOT_DECODED)
        kept = cleaned(text.removeprefix("\ufeff"))
        return Typed(kept, left_out=kept != text.removeprefix("\ufeff").replace("\t", " "))


def _is_ready(stream: IO[bytes]) -> bool:
    """Say whether reading will not wait: a file never does, a pipe may."""
    try:
        number = stream.fileno()
        mode = os.fstat(number).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
            return True
        return bool(select.select([number], [], [], 0)[0])
    except (OSError, ValueError):  # no file behind it, or a system that cannot tell of pipes
        return isinstance(stream, io.BytesIO)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding or "utf-8").name
    except LookupError:
        return "utf-8"


def cleaned(text: str) -> str:
    """Leave out of a typed line what prints nothing: keys such as arrows, and letters that nobody sees.

    >>> cleaned("Haneul \\x1b[C\\x1b[2JWorks"), cleaned("a\\tb\\u202ec")
    ('Haneul Works', 'a bc')
    """
    return escape.unseen_left_out(_SEQUENCE.sub("", text).replace("\t", " "))


# Signals

# SIGHUP is when the terminal is closed; Windows has none.
_ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class Signals:
    """Holds signals back while something must not be cut short, and lets them through while a line is awaited."""

    def __init__(self, again: Callable[[], None]) -> None:
        self._again = again
        self._awaits = False
        self._came = False

    @contextlib.contextmanager
    def caught(self) -> Iterator[None]:
        """Catch the signals that end a program, and that of coming back after Ctrl-Z."""
        before = {}
        for one in _ENDING:
            before[one] = signal.signal(one, self._end)
        if hasattr(signal, "SIGCONT"):
            before[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._back)
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    @contextlib.contextmanager
    def awaiting(self) -> Iterator[None]:
        """Let signals through: a line is awaited.

        Raises Interrupted where one comes, or came before.
        """
        self._awaits = True
        try:
            if self._came:
                raise Interrupted
            yield
        finally:
            self._awaits = False

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._came = True
        if self._awaits:
            self._awaits = False
            raise Interrupted

    def _back(self, _number: int, _frame: FrameType | None) -> None:
        if self._awaits:
            self._again()
