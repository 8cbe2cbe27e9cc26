"""The interview at a terminal or a pipe: ask, take a line, save what it changed, and only then tell of it.

All that is said goes to one stream of messages; the result of a finished interview is returned.
Source: docs/architecture.md, The interview.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TextIO

from silk_assess import exit_codes
from silk_assess.commands.ask import closing, older, prompt, sentences, start, voice
from silk_assess.commands.ask.console import Console
from silk_assess.commands.ask.saving import Unsaved, save
from silk_assess.commands.ask.telling import Telling
from silk_assess.commands.ask.unattended import Account
from silk_assess.files.answer_session import AnswerFile
from silk_assess.files.answer_writer import TooLarge
from silk_assess.interview import route, take
from silk_assess.interview.events import Turn, Undone, UsedUp
from silk_assess.interview.position import Position
from silk_assess.interview.unattended import take_unattended, use_up
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal import commands
from silk_assess.terminal.keyboard import Interrupted, Lines
from silk_assess.terminal.layout import BLANK, paragraph


@dataclass(frozen=True, slots=True)
class Ending:
    """How a sitting ended: the exit code, the result where all was asked, what to type next, and the answer file."""

    code: int
    finished: Assessment | None = None
    hints: tuple[tuple[str, str], ...] = ()
    file: str = ""


def hold_interview(
    first: Turn,
    file: AnswerFile,
    lines: Lines,
    messages: TextIO | None,
    more: tuple[str, ...],
    older: tuple[str, ...] = (),
) -> Ending:
    """Hold an interview from its first turn to its end.

    `more` are the words that commands on this file need behind it, such as --pack; `older` those that
    go on with the answers of an older file. Each answer is
    on disk before it is confirmed and before the next question shows; where it cannot be written,
    another place is asked for. Signals that end a program end the sitting, with exit code 130.
    """
    return _Conversation(first, file, Console(lines, messages), more, older).run()


def today() -> str:
    """Give the local day, as an answer file writes it."""
    return date.today().isoformat()


@dataclass
class _Conversation:
    turn: Turn
    file: AnswerFile
    console: Console
    more: tuple[str, ...]
    older: tuple[str, ...] = ()
    telling: Telling = field(default_factory=Telling)
    account: Account = field(default_factory=Account)

    @property
    def position(self) -> Position:
        return self.turn.position

    def run(self) -> Ending:
        with self.console.signals_caught():
            try:
                self._greet()
                while not self.turn.ends:
                    self._take_line()
                    if self.account.is_full:
                        self.turn = route.leave(self.position)
                return self._end()
            except Interrupted:
                self.console.say([BLANK])
                self._say_left(is_cut=True)
                return Ending(exit_codes.INTERRUPTED)
            except Unsaved as error:
                return Ending(error.code)

    def _greet(self) -> None:
        found, name, width = self.file.found, str(self.file.file), self.console.width
        if self.position.older is not None:
            self.console.say(older.told(self.position, self.older[-1], found.saved is None, width))
        if found.saved is None and self.position.older is None:
            self.console.say(start.opening(self.position, name, width))
        elif found.saved is not None:
            self.console.say(start.returning(self.position, found, name, str(self.file.backup), width))
        if found.answers.voice is not None:
            self.console.say(voice.told(found.answers, self.position.tree, name, width))
        if not self.file.is_locked:
            self.console.say(start.unlocked(width))
        if self.position.screen == "parts":
            self.console.say(start.nothing_open(self.position, width))
        self._tell(self.position)

    def _take_line(self) -> None:
        """Take one line, save what it changed, and tell what it did."""
        typed = self.console.ask(prompt.prompt(self.position))
        if typed is None:
            self.turn = route.leave(self.position)
            return
        if typed.unreadable is not None:
            self._say_line(sentences.unreadable(typed.unreadable))
            self._go_on_without(use_up(self.position))
            return
        before, turn = self.position, self._taken(typed.text)
        if turn.position.answers is not before.answers:
            file, backup = self.file.file, self.file.backup
            try:
                save(self.file, before, turn.position, self.console)
            except TooLarge as error:
                self._say_line(f"Not kept: {error.faults[0].says}. {error.faults[0].do}")
                # A note that is too long leaves its question waiting.
                self._go_on_without(use_up(before) if turn.position.at != before.at else Turn(before))
                return
            if self.file.file == file and self.file.backup != backup:
                kept = start.copied(str(file), str(self.file.backup))
                self._say_line(f"Something came into the place of the copy, so {kept}")
        if not self.console.is_attended:
            self.account.take(self.console.line, typed.text, before, turn)
        self.turn = turn
        self._tell(before, typed.left_out)

    def _taken(self, text: str) -> Turn:
        # A sitting may go on beyond midnight.
        position = replace(self.position, day=today())
        return take.take(position, text) if self.console.is_attended else take_unattended(position, text)

    def _go_on_without(self, turn: Turn) -> None:
        """Go on behind a line that could not be taken, where nobody can type it again."""
        if self.console.is_attended:
            return
        self.account.refuse(self.console.line, next((one.id for one in turn.events if isinstance(one, UsedUp)), ""))
        self.turn = turn
        self._tell(self.position)

    def _tell(self, before: Position, left_out: bool = False) -> None:
        """Tell what happened; of a line that did nothing, as it was at the question that it was typed at."""
        for event in self.turn.events:
            position = before if isinstance(event, Undone) else self.position
            self.console.say(self.telling.lines(event, position, self.console.width, left_out))

    def _say_line(self, text: str) -> None:
        self.console.say([*paragraph(text, self.console.width), BLANK])

    def _end(self) -> Ending:
        if self.console.is_silent:
            self.console.say([BLANK])
            return Ending(exit_codes.USAGE)
        self.console.say(self.account.told(self.console.width))
        code = exit_codes.FINDINGS if self.account.has_failed else exit_codes.DONE
        is_answered = any(one.value is not None for one in self.position.answers.answers.values())
        if (self.turn.ends == "finished" or self.position.tries) and is_answered:
            # The summary follows on the stream of results, which may be the same terminal.
            self.console.say([BLANK])
            return Ending(code, assess(self.position.tree, self.position.answers))
        self._say_left(is_cut=False)
        return Ending(code)

    def _say_left(self, is_cut: bool) -> None:
        file, position, width = str(self.file.file), self.position, self.console.width
        if position.tries:
            self.console.say(closing.tried(width))
            return
        if not position.given and not os.path.exists(self.file.file):
            self.console.say(closing.nothing_saved(width))
            return
        words = [("Go on answering", commands.command("ask", file, *self.older, *self.more))]
        words += [("See the range so far", commands.command("score", file, *self.more))]
        if position.screen == "pause":
            words.append(("Draw the report", commands.command("report", file, *self.more)))
        self.console.say(closing.left(position, file, words, is_cut, width, older.so_far(position)))
