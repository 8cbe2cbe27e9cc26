"""The sitting of several voices on their common file: `together FILE --agree`.

The same lock, copy and saving as `ask`: each answer is on disk before it is confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TextIO

from silk_assess import exit_codes
from silk_assess.answers.model import Answers
from silk_assess.commands.ask import sentences, start
from silk_assess.commands.ask.command import say_held
from silk_assess.commands.ask.console import Console
from silk_assess.commands.ask.conversation import today
from silk_assess.commands.ask.saving import Unsaved, save
from silk_assess.commands.ask.telling import Telling
from silk_assess.commands.ask.unattended import Account
from silk_assess.commands.together import table_screen as screen
from silk_assess.commands.together.command import Gathered
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.answer_session import AnswerFile
from silk_assess.files.answer_writer import TooLarge
from silk_assess.files.lock import Held
from silk_assess.interview import agreeing
from silk_assess.interview.events import Ask, Event, PartEnded, Review, Saved, Turn, UsedUp
from silk_assess.interview.position import Position, parts
from silk_assess.interview.replies import Key
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal import commands
from silk_assess.terminal.keyboard import Interrupted, Lines
from silk_assess.terminal.layout import BLANK, hints, paragraph
from silk_assess.voices.agenda import Agenda
from silk_assess.wording.commands import with_pack


@dataclass(frozen=True, slots=True)
class Ending:
    """How a table ended: the exit code, and the result where nothing is left to settle."""

    code: int
    finished: Assessment | None = None
    file: str = ""


class _Left(Exception):
    """Somebody leaves, or no more lines come."""


def agree(found: Gathered, keys: TextIO | None, messages: TextIO | None) -> Ending:
    """Hold the sitting of a table on its common file, a new one or one to go on with.

    Raises SilkError: "usage" where no common file is named, "no-common-file" where it holds one person's answers;
    faults of the file; "unwritable".
    """
    file = found.round.common
    if file is None:
        do, command = "Name it first, for example:", ("together", "co-op.yaml", "--agree")
        says = "A table agrees on a common file, and only voices are named"
        raise SilkError(Fault(("together",), says, do, Code.USAGE, command=command))
    if found.holds_one_person:
        raise SilkError(one_person(str(file)))
    lines = Lines(None, "utf-8", False) if keys is None else Lines(keys.buffer, keys.encoding, keys.isatty())
    try:
        opened = AnswerFile(file, found.tree, Answers())
    except Held as error:
        say_held(error, with_pack(found.options.pack), messages)
        return Ending(exit_codes.FILES)
    try:
        opened.refuse_later_than(today())
        if opened.found.answers.voices is None and opened.found.answers.answers:
            raise SilkError(one_person(str(file)))
        agenda = found.agenda
        position = replace(agreeing.begin(agenda, opened.found.answers), day=today())
        return _Sitting(agenda, opened, Console(lines, messages), found, position).run()
    finally:
        opened.close()


def one_person(file: str) -> Fault:
    """Say that a file is one person's, and how it becomes a voice."""
    stem, _, suffix = file.rpartition(".")
    says = f"{file} holds answers of one person and is no common file yet"
    do = f'Make it a voice among the others: rename it to {stem}.NAME.{suffix}, and write into it, above "answers", '
    return Fault((file,), says, f"{do}voice: NAME. Then run the same command.", Code.NO_COMMON_FILE)


@dataclass
class _Sitting:
    agenda: Agenda
    file: AnswerFile
    console: Console
    found: Gathered
    position: Position
    telling: Telling = field(default_factory=Telling)
    account: Account = field(default_factory=Account)
    later: set[str] = field(default_factory=set)
    trail: list[str] = field(default_factory=list)

    def run(self) -> Ending:
        with self.console.signals_caught():
            try:
                self._greet()
                self._take_over_sections()
                self._settle_disputes()
            except _Left:
                return self._end(is_left=True)
            except Interrupted:
                self.console.say([BLANK])
                self._say_left(is_cut=True)
                return Ending(exit_codes.INTERRUPTED)
            except Unsaved as error:
                return Ending(error.code)
        return self._end(is_left=False)

    @property
    def open(self) -> tuple[str, ...]:
        """The disputed questions without an answer that were not left for later, the weightiest first."""
        return tuple(id for id in agreeing.open_disputes(self.agenda, self.position) if id not in self.later)

    def _greet(self) -> None:
        width, name = self.console.width, str(self.file.file)
        if self.file.found.saved is None or not self.file.found.answers.answers:
            self.console.say(screen.opening(self.agenda, name, width))
        else:
            self.console.say(screen.returning(self.agenda, self.position, len(self.open), width))
        if self.file.found.saved is not None:
            self.console.say(screen.backup(start.copied(name, str(self.file.backup)), width))
        if not self.file.is_locked:
            self.console.say(start.unlocked(width))

    # What nobody disputes

    def _take_over_sections(self) -> None:
        asked = {one.id: one.asked for one in self.agenda.sections}
        for part in parts(self.position.tree)[1:]:
            ids = agreeing.undisputed(self.agenda.table, self.position, part.questions)
            if ids:
                self._take_over(part.title, ids, asked[part.id])

    def _take_over(self, title: str, ids: tuple[str, ...], asked: int) -> None:
        self.console.say(screen.undisputed(self.agenda, title, ids, asked, self.console.width))
        while True:
            match self._line(screen.UNDISPUTED).lower():
                case "":
                    self._save(agreeing.take_over(self.agenda.table, self.position, ids))
                    self.console.say(screen.taken_over(len(ids), self.console.width))
                    return
                case "l" | "/l":
                    self.console.say(screen.listed(self.agenda, ids, self.console.width))
                case "s" | "/s":
                    return
                case "q" | "/q":
                    raise _Left
                case _:
                    self._say("Type Enter, l, s or q.")
                    if not self.console.is_attended:
                        self.account.refuse(self.console.line)
                        return

    # What is disputed

    def _settle_disputes(self) -> None:
        while self.open:
            self._settle(self.open[0])

    def _settle(self, id: str) -> None:
        position = agreeing.ask(self.position, id)
        number = [one.id for one in self.agenda.weights].index(id) + 1
        self.console.say(screen.disputed(self.agenda, position, number, self.console.width))
        while True:
            found = agreeing.settle(position, self._line(screen.prompt(position)), self.console.is_attended)
            if isinstance(found, Key):
                if self._lead_away(found, id):
                    return
                continue
            position = self._told(position, found)
            if agreeing.is_settled(found):
                break
        if not self.position.is_given(id):
            self.later.add(id)
            return
        self.trail.append(id)
        self._prove(id)
        self.console.say(screen.left_to_go(self.position, len(self.open), self.console.width))

    def _lead_away(self, key: Key, id: str) -> bool:
        """Leave, go back, or say that here is nothing else; say whether another question is asked next."""
        if key.name == "leave":
            raise _Left
        if key.name != "back":
            command = commands.command("ask", str(self.file.file), *with_pack(self.found.options.pack))
            self.console.say(screen.elsewhere(command, self.console.width))
            return False
        if not self.trail:
            self._say("This is the first one.")
            return False
        self._settle(self.trail.pop())
        return True

    def _told(self, before: Position, turn: Turn) -> Position:
        """Save what a line changed, and tell what it did."""
        if turn.position.answers is not before.answers:
            self._save(turn.position)
        if not self.console.is_attended and any(isinstance(event, UsedUp) for event in turn.events):
            self.account.refuse(self.console.line, before.at)
        for event in turn.events:
            if not isinstance(event, Review | PartEnded) and not (isinstance(event, Ask) and agreeing.is_settled(turn)):
                self._tell(event, turn.position if isinstance(event, Saved) else before)
        return turn.position

    def _tell(self, event: Event, position: Position) -> None:
        if isinstance(event, Ask):
            number = [one.id for one in self.agenda.weights].index(position.at) + 1
            self.console.say(screen.disputed(self.agenda, position, number, self.console.width))
        else:
            self.console.say(self.telling.lines(event, position, self.console.width))

    def _prove(self, id: str) -> None:
        """Ask for something that shows an answer; not where it is not known or does not apply."""
        stored = self.position.answer(id)
        if stored is None or stored.value is None:
            return
        text = self._line(screen.prove(self.position, id))
        if text.lower() in ("q", "/q"):
            raise _Left
        if text and text.lower() not in ("-", "s", "/s"):
            self._save(agreeing.prove(self.position, id, text).position)
            self._say("Saved with it.", with_blank=False)

    # Lines, saving, the end

    def _line(self, prompt: str) -> str:
        """Wait for one line, without blanks around it.

        Raises _Left where no more come, Interrupted where a signal does.
        """
        while True:
            typed = self.console.ask(prompt)
            if typed is None or self.account.is_full:
                raise _Left
            if typed.unreadable is None:
                return typed.text.strip()
            self._say(sentences.unreadable(typed.unreadable))
            if not self.console.is_attended:
                self.account.refuse(self.console.line)

    def _save(self, after: Position) -> None:
        answers = agreeing.dated(after.answers, today())
        after = replace(after, answers=answers, day=today())
        try:
            save(self.file, replace(self.position, at=after.at), after, self.console)
        except TooLarge as error:
            self._say(f"Not kept: {error.faults[0].says}. {error.faults[0].do}")
            return
        self.position = after

    def _say(self, text: str, with_blank: bool = True) -> None:
        self.console.say([*paragraph(text, self.console.width), *([BLANK] if with_blank else [])])

    def _end(self, is_left: bool) -> Ending:
        self.console.say(self.account.told(self.console.width))
        code = exit_codes.FINDINGS if self.account.has_failed else exit_codes.DONE
        if is_left:
            self._say_left(is_cut=False)
            return Ending(code)
        if agreeing.open_disputes(self.agenda, self.position):
            self._say_left(is_cut=False)
        elif not self.trail and self.file.found.saved is not None:
            self.console.say(screen.nothing_left(self.console.width))
        self.console.say([BLANK])
        return Ending(code, assess(self.position.tree, self.position.answers), str(self.file.file))

    def _say_left(self, is_cut: bool) -> None:
        width, name = self.console.width, str(self.file.file)
        left = len(agreeing.open_disputes(self.agenda, self.position))
        self.console.say(screen.left(name, self.position, left, is_cut, width))
        go_on = commands.command(*self.found.words("--agree"))
        self.console.say(hints([("Go on", go_on)], width))
