"""What a sitting is held at: prompts and messages go out, lines come in, signals wait until a line is awaited.

Lines out, lines in: nothing is drawn again, no cursor is moved. All messages go to one stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TextIO

from silk_assess.terminal.keyboard import Lines, Signals, Typed
from silk_assess.terminal.layout import Line, cut, paragraph, plain
from silk_assess.terminal.printing import quieten, show, width_of


class Console:
    """A person's terminal, or a pipe. Without a stream for messages, or once nobody listens, nothing is said."""

    def __init__(self, lines: Lines, messages: TextIO | None) -> None:
        self._lines, self._messages = lines, messages
        self._signals = Signals(self._prompt_again)
        self._asked = ""

    @property
    def width(self) -> int:
        """The columns that messages may take."""
        return width_of(self._messages)

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all has come so far from what is no terminal."""
        return self._lines.is_silent

    @property
    def is_attended(self) -> bool:
        """Whether somebody can type a line again."""
        return self._lines.is_terminal

    @property
    def line(self) -> int:
        """The number of the line that came last."""
        return self._lines.number

    def signals_caught(self) -> AbstractContextManager[None]:
        """Catch the signals that end a program; they raise Interrupted in `ask`, and nowhere else."""
        return self._signals.caught()

    def ask(self, prompt: str) -> Typed | None:
        """Print a prompt and wait for a line, None at the end of them; what no keyboard echoes is shown behind it.

        Raises Interrupted where a signal comes, or came before.
        """
        self._asked = prompt
        self._prompt()
        with self._signals.awaiting():
            typed = self._lines.read()
        if typed is None or not self._lines.is_terminal:
            self._write((cut(typed.text, 400) if typed is not None else "") + "\n")
        return typed

    def _prompt_again(self) -> None:
        self._write("\n")
        self._prompt()

    def _prompt(self) -> None:
        # Room is left for a short answer in the same line.
        *above, last = paragraph(f"{self._asked} >", self.width - 4)
        self.say(above)
        self._write(plain(last) + " ")

    def say(self, lines: Iterable[Line]) -> None:
        """Print a message."""
        self._send(lambda stream: show(lines, stream))

    def _write(self, text: str) -> None:
        self._send(lambda stream: stream.write(text))

    def _send(self, put: Callable[[TextIO], object]) -> None:
        if self._messages is not None:
            try:
                put(self._messages)
                self._messages.flush()
            except (OSError, ValueError):  # whoever listened is gone; answers are saved all the same
                quieten(self._messages)
                self._messages = None
