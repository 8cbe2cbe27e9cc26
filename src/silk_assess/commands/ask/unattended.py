"""The account of lines from a file or a pipe: which were no answers, and when there were enough of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from silk_assess.faults import listed
from silk_assess.interview.events import Turn, UsedUp
from silk_assess.interview.position import Position
from silk_assess.interview.unattended import is_refused
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording.numbers import capital, count

# A file of answers is not wrong so often: this is another file, or a program that never ends.
MOST_REFUSED: Final = 20
# So many lines in a row that ask for guidance or go to and fro come from no file of answers either.
MOST_IDLE: Final = 200


@dataclass
class Account:
    """Lines that were no answers, by their numbers, with the question that each used up, if any."""

    refused: list[tuple[int, str]] = field(default_factory=list)
    _idle: int = 0

    def refuse(self, line: int, used_up: str = "") -> None:
        """Note a line that was no answer."""
        self.refused.append((line, used_up))

    def take(self, line: int, text: str, before: Position, turn: Turn) -> None:
        """Note what a line led to."""
        after = turn.position
        is_idle = after.answers is before.answers and after.passed == before.passed
        self._idle = self._idle + 1 if is_idle else 0
        if is_refused(turn, text):
            self.refuse(line, next((event.id for event in turn.events if isinstance(event, UsedUp)), ""))

    @property
    def is_full(self) -> bool:
        """Whether no more lines are to be read."""
        return len(self.refused) >= MOST_REFUSED or self._idle >= MOST_IDLE

    @property
    def has_failed(self) -> bool:
        """Whether the exit code is to say that lines were no answers."""
        return bool(self.refused) or self.is_full

    def told(self, width: int) -> list[Line]:
        """Name the lines that were no answers, with the questions that they left as they were."""
        said = []
        if self.refused:
            lines = [f"line {line} ({id})" if id else f"line {line}" for line, id in self.refused]
            many = capital(count(len(lines), "line was no answer", "lines were no answers"))
            said.append(f"{many}: {listed(lines, most=MOST_REFUSED)}.")
        if self.is_full and self._idle >= MOST_IDLE:
            said.append(f"{MOST_IDLE} lines in a row answered nothing.")
        if self.is_full:
            said.append("No more were read.")
        return [BLANK, *paragraph(" ".join(said), width)] if said else []
