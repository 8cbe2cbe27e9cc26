"""Answers on standard input, read as those of a file are: once, and with the same faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from silk_assess.faults import Code, Fault, Place, SilkError

if TYPE_CHECKING:
    # Loaded where answers are read: whoever only asks what - means does not wait for it.
    from silk_assess.files.answer_files import Opened

# What a command line says for standard input, and what people are told.
STDIN: Final = "-"
STDIN_NAME: Final = "standard input"


def is_meant(file: Path) -> bool:
    """Say whether a name on a command line means standard input."""
    return str(file) == STDIN


@dataclass(slots=True)
class StandardInput:
    """Standard input as the answers of one organisation; `command` is the one that reads it."""

    stream: TextIO | None
    command: str
    _opened: list[Opened] = field(default_factory=list)

    def opened(self) -> Opened:
        """Give the answers there; they are read at the first call.

        Raises SilkError where nothing can be read or nothing comes, and with code "usage" where somebody would
        have to type them.
        """
        from silk_assess.files.answer_files import opened_from

        if not self._opened:
            self._opened.append(opened_from(self._data(), STDIN_NAME))
        return self._opened[0]

    def _data(self) -> bytes:
        from silk_assess.files.yaml.reader import MOST_BYTES

        if self.stream is None or self.stream.closed:
            raise _unreadable("Standard input is closed", "Let answers come in there, or name a file.")
        if self.stream.isatty():
            says, words = "Answers are read from standard input here, and nothing is sent there", ("<", "co-op.yaml")
            command = (self.command, STDIN, *words)
            raise SilkError(Fault((STDIN_NAME,), says, "For example:", Code.USAGE, command=command))
        try:
            data = self.stream.buffer.read(MOST_BYTES + 1)
        except OSError as error:
            raise _unreadable(f"Standard input cannot be read: {error.strerror or error}", "Check it.") from None
        if not data:
            says, do = "nothing came in", "See whether the command before it failed, or name a file."
            raise SilkError(Fault((STDIN_NAME,), says, do, Code.EMPTY_FILE, where=Place(STDIN_NAME)))
        return data


def _unreadable(says: str, do: str) -> SilkError:
    return SilkError(Fault((STDIN_NAME,), says, do, Code.UNREADABLE))
