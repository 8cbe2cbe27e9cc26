"""The interview at a terminal or a pipe: `converse` asks, saves each answer, and then says so.

Lines out, lines in: nothing is drawn again, no cursor is moved. All that is said goes to one
stream of messages; the summary of a finished interview is returned. Source: DESIGN.md, section 6.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from silk_assess import exit_codes
from silk_assess.commands.ask import closing, overview, part_end, review, start
from silk_assess.commands.ask import question as asking
from silk_assess.faults import Fault, SilkError, quoted
from silk_assess.files.answer_session import AnswerFile
from silk_assess.files.answer_writer import TooLarge
from silk_assess.interview import route, take
from silk_assess.interview.events import (
    Ask,
    AskReason,
    Breath,
    Event,
    Help,
    Kept,
    Listing,
    Narrowed,
    Noted,
    NothingTellsMore,
    Overview,
    Ruled,
    Saved,
    Say,
    ShortDone,
    Skipped,
    Step,
)
from silk_assess.interview.position import Position
from silk_assess.interview.replies import KEYS
from silk_assess.questionnaire.model.questions import Words
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal import commands
from silk_assess.terminal.keyboard import Interrupted, Lines, Signals, Typed
from silk_assess.terminal.layout import BLANK, Line, cut, paragraph, plain
from silk_assess.terminal.printing import show, width_of
from silk_assess.wording import numbers, progress


@dataclass(frozen=True, slots=True)
class Ending:
    """How a sitting ended: the exit code, the result where all was asked, and what to type next."""

    code: int
    finished: Assessment | None = None
    hints: tuple[tuple[str, str], ...] = ()


class _GivenUp(Exception):
    """The last answer could not be saved anywhere, and the person leaves without it."""


def converse(first: Step, file: AnswerFile, lines: Lines, messages: TextIO | None, more: tuple[str, ...]) -> Ending:
    """Hold an interview from its first step to its end.

    `more` are the words that commands on this file need behind it, such as --pack. Each answer is
    on disk before it is confirmed and before the next question shows; where it cannot be written,
    another place is asked for. Signals that end a program end the sitting, with exit code 130.
    """
    return _Conversation(first, file, lines, messages, more).run()


@dataclass
class _Conversation:
    step: Step
    file: AnswerFile
    lines: Lines
    messages: TextIO | None
    more: tuple[str, ...]
    told: set[str] = field(default_factory=set)
    rested: Assessment | None = None
    is_mute: bool = False
    is_lost: bool = False
    asked: str = ""

    @property
    def position(self) -> Position:
        return self.step.position

    def run(self) -> Ending:
        self.signals = Signals(self._prompt_again)
        with self.signals.caught():
            try:
                self._greet()
                while not self.step.ends:
                    self._turn()
                return self._end()
            except Interrupted:
                self._say([BLANK])
                if not self.is_lost:
                    self._say_left(is_cut=True)
                return Ending(exit_codes.INTERRUPTED)
            except _GivenUp:
                return Ending(exit_codes.FILES)

    def _greet(self) -> None:
        found, name, width = self.file.found, str(self.file.file), self.width
        if found.saved is None:
            self._say(start.opening(self.position, name, width))
        else:
            self._say(start.returning(self.position, found, name, width))
        if self.position.place == "parts":
            said = f"{review.all_done(self.position)} A part's number shows its questions, a question's id leads there."
            self._say([BLANK, *paragraph(said, width)])
        self._tell(self.step.events)

    def _turn(self) -> None:
        """Take one line, save what it changed, and say what it did."""
        typed = self._ask(asking.prompt(self.position))
        if typed is None:
            self.step = route.leave(self.position)
            return
        if typed.wrong:
            self._tell([Say(typed.wrong)])
            return
        step = take.take(self.position, typed.text)
        if step.position.answers is not self.position.answers:
            try:
                self._save(step.position)
            except TooLarge as error:
                self._tell([Say(f"Not kept: {error.faults[0].says}. {error.faults[0].do}")])
                return
        self.step = step
        self._tell(step.events, typed.left_out)

    # Saving

    def _save(self, after: Position) -> None:
        """Write the answers; where that fails, ask for another place until it is done or given up."""
        try:
            self.file.save(after.answers)
        except TooLarge:
            raise
        except SilkError as error:
            self._rescue(after, error)

    def _rescue(self, after: Position, error: SilkError) -> None:
        while True:
            self._say_not_saved(after, error)
            try:
                typed = self._ask("Another place, or Enter to try again, or q")
                if typed is not None and typed.wrong:
                    self._tell([Say(typed.wrong)])
                    continue
                if typed is None or typed.text.strip().lower() in ("q", "/q"):
                    self._give_up(typed)
                elif not typed.text.strip():
                    self.file.save(after.answers)
                    return
                else:
                    self.file.move(_place(typed.text.strip()), after.answers)
                    said = f"Saved in {self.file.file}: {progress.progress(after, brief=True)}. "
                    self._say([BLANK, *paragraph(f"{said}Answers go there from now on.", self.width)])
                    return
            except Interrupted:
                self._say_lost()
                raise
            except SilkError as again:
                error = again

    def _give_up(self, typed: Typed | None) -> None:
        answer = None if typed is None else self._ask(f"Leave without the answer to {self.position.at}? y or n")
        if answer is None or answer.text.strip().lower() in ("y", "yes"):
            self._say_lost()
            raise _GivenUp

    def _say_not_saved(self, after: Position, error: SilkError) -> None:
        number = _number(after)
        kept = "All your answers are" if number > 1 else "Your answer is"
        kept += " kept here while this window is open."
        if os.path.isfile(self.file.file):  # says no, and raises nothing, where the disk is gone
            kept += f" {self.file.file} holds what was saved before, unharmed."
        fault = error.faults[0]
        lines = paragraph([("Not saved", "yellow"), f". {fault.says}. {fault.do}"], self.width)
        self._say([BLANK, *lines, *paragraph(kept, self.width)])

    def _say_lost(self) -> None:
        self.is_lost = True
        said = f"The answer to {self.position.at} is not saved."
        if os.path.isfile(self.file.file):
            said += f" {self.file.file} holds the others."
        else:
            said += f" {self.file.file} is no longer there."
        self._say([BLANK, *paragraph(said, self.width)])

    # Reading

    def _ask(self, prompt: str) -> Typed | None:
        """Print a prompt and wait for a line; what no keyboard echoes is shown behind it."""
        self.asked = prompt
        self._prompt()
        with self.signals.awaiting():
            typed = self.lines.read()
        if typed is None or not self.lines.is_terminal:
            self._write((cut(typed.text, 400) if typed is not None else "") + "\n")
        return typed

    def _prompt(self) -> None:
        # Room is left for a short answer in the same line.
        *above, last = paragraph(f"{self.asked} >", self.width - 4)
        self._say(above)
        self._write(plain(last) + " ")

    def _prompt_again(self) -> None:
        self._write("\n")
        self._prompt()

    # Saying

    @property
    def width(self) -> int:
        return 80 if self.messages is None else width_of(self.messages)

    def _say(self, lines: Iterable[Line]) -> None:
        self._send(lambda stream: show(lines, stream))

    def _write(self, text: str) -> None:
        self._send(lambda stream: stream.write(text))

    def _send(self, say: Callable[[TextIO], object]) -> None:
        if self.messages is not None and not self.is_mute:
            try:
                say(self.messages)
                self.messages.flush()
            except (OSError, ValueError):  # whoever listened is gone; answers are saved all the same
                self.is_mute = True

    def _once(self, text: str) -> list[Line]:
        """Say something the first time only."""
        if text in self.told:
            return []
        self.told.add(text)
        return paragraph(text, self.width)

    def _assessed(self) -> Assessment:
        return assess(self.position.tree, self.position.answers)

    def _tell(self, events: Iterable[Event], left_out: bool = False) -> None:
        for event in events:
            lines = self._lines(event)
            if left_out and isinstance(event, Saved | Noted):
                after = 1 if lines[-1] == BLANK else 0
                said = paragraph("Keys that print nothing, such as arrows, were left out.", self.width)
                lines[len(lines) - after : len(lines) - after] = said
            self._say(lines)

    def _lines(self, event: Event) -> list[Line]:
        position, width = self.position, self.width
        match event:
            case Ask():
                return [*self._intro(), *asking.question(position, width)]
            case Say(says):
                return [*paragraph(says, width), BLANK]
            case Saved(id):
                return [*asking.saved(position, id, width), *self._about(id)]
            case Noted(kind, text):
                name = "a note" if kind == "note" else "evidence"
                if not text:
                    return [*paragraph(f"Taken out: the {kind}.", width), BLANK]
                said = paragraph([("Saved with this question", "dim"), f", as {name}: {cut(text, 200)}"], width)
                return [*said, BLANK]
            case Kept(id):
                return asking.kept(position, id, width)
            case Skipped():
                return self._once("Skipped. It stays open; o shows what is open.") or paragraph("Skipped.", width)
            case Ruled():
                return self._ruled(event)
            case Help():
                return asking.help(position, width)
            case AskReason():
                return paragraph(f"Does not apply means: {position.question(position.at).not_applicable}", width)
            case Overview():
                return overview.overview(position, width)
            case Listing(part, word):
                return overview.listing(position, part, word, width)
            case Breath(part):
                before, self.rested = self.rested, self._assessed()
                if f"breath {part}" in self.told:
                    return self._changed(before, self.rested)
                self.told.add(f"breath {part}")
                return part_end.breath(position, part, self.rested, before, width)
            case Narrowed():
                before, self.rested = self.rested, self._assessed()
                return self._changed(before, self.rested)
            case NothingTellsMore():
                why = "No open question can change the level now." if position.tree.requires else "There are no levels."
                return [BLANK, *paragraph(f"{why} The open questions follow in their order.", width)]
            case ShortDone():
                return review.short_done(position, self._assessed(), width)
            case _ if "review" in self.told:
                return [BLANK, *paragraph([(review.all_done(position), "bold")], width), BLANK]
            case _:
                self.told.add("review")
                return [*review.review(position, self._assessed(), width), BLANK]

    def _changed(self, before: Assessment | None, now: Assessment) -> list[Line]:
        """Say where one stands, if that is another place than before."""
        if before is not None and before.level == now.level and before.values.get("index") == now.values.get("index"):
            return []
        return [BLANK, *part_end.standing(self.position, now, before, self.width)]

    def _intro(self) -> list[Line]:
        part = self.position.part_of(self.position.at)
        if not part.id or self.position.mode != "all" or part.id in self.told:
            return []
        self.told.add(part.id)
        return start.intro(self.position, part, self.width)

    def _about(self, id: str) -> list[Line]:
        """Say once what an answer of this kind means for the result."""
        stored = self.position.answer(id)
        if stored is None or stored.unknown:
            return self._once("The result will show a range here. You can come back when you know.")
        if stored.not_applicable is not None:
            return self._once("It will not count, for or against you.")
        if isinstance(self.position.question(id), Words) and str(stored.value).lower() in KEYS:
            return paragraph(f"If you meant the key: /{stored.value}. b or /b leads back.", self.width)
        return []

    def _ruled(self, event: Ruled) -> list[Line]:
        """Say what an answer does to other questions."""
        said: list[str] = []
        if event.out == 1:
            said.append("One later answer is no longer asked for. It stays in the file and does not count.")
        elif event.out:
            many = numbers.capital(numbers.count(event.out, "later answer"))
            said.append(f"{many} are no longer asked for. They stay in the file and do not count.")
        if event.back:
            many = numbers.capital(numbers.count(event.back, "answer"))
            said.append(f"{many} in the file count{'s' if event.back == 1 else ''} again.")
        if event.gone:
            many = numbers.capital(numbers.count(event.gone, "question"))
            said.append(f"{many} fall{'s' if event.gone == 1 else ''} away with this answer.")
        if event.waiting:
            many = numbers.capital(numbers.count(event.waiting, "question"))
            said.append(f"{many} wait{'s' if event.waiting == 1 else ''} until you know.")
        return [line for text in said for line in paragraph(text, self.width)]

    # Ending

    def _end(self) -> Ending:
        if self.lines.is_silent:
            self._say([BLANK])
            return Ending(exit_codes.USAGE)
        is_answered = any(one.value is not None for one in self.position.answers.answers.values())
        if self.step.ends == "finished" and is_answered:
            # The summary follows on the stream of results, which may be the same terminal.
            self._say([BLANK])
            return Ending(exit_codes.DONE, self._assessed())
        self._say_left(is_cut=False)
        return Ending(exit_codes.DONE)

    def _say_left(self, is_cut: bool) -> None:
        file, position = str(self.file.file), self.position
        if not _number(position) and not os.path.exists(self.file.file):
            said = "Nothing was answered, so nothing is saved."
            self._say([BLANK, *paragraph(said, self.width)])
            return
        words = [("Go on answering", commands.command("ask", file, *self.more))]
        words += [("See the range so far", commands.command("score", file, *self.more))]
        if position.place == "pause":
            words.append(("Draw the report", commands.command("report", file, *self.more)))
        self._say(closing.left(position, file, words, is_cut, self.width))


def _place(text: str) -> Path:
    """Read where answers are to go: a folder, or a file that ends as answer files do.

    Raises SilkError where it is neither, so that an answer typed once more makes no file of its own.
    """
    try:
        place = Path(text).expanduser()
        if os.path.isdir(place) or place.suffix.lower() in (".yaml", ".yml"):
            return place
    except (RuntimeError, ValueError):  # no home that ~ could mean
        pass
    says = f"{quoted(text)} is no folder, and no name that ends in .yaml"
    raise SilkError(Fault((text,), says, "Name another place, such as copy.yaml.", "unwritable"))


def _number(position: Position) -> int:
    """Count what was answered, the organisation included."""
    return sum(position.is_given(id) for id in position.every)
