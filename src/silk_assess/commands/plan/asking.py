"""A plan filled in at a terminal or a pipe: what is empty is asked, each thing is saved before it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TextIO

from silk_assess import exit_codes
from silk_assess.commands.ask import sentences
from silk_assess.commands.ask.console import Console
from silk_assess.commands.assessed import Case
from silk_assess.faults import SilkError
from silk_assess.files.plan_session import PlanFile
from silk_assess.plan.fitting import later, measured_on
from silk_assess.plan.model import Plan
from silk_assess.plan.order import to_do
from silk_assess.plan.standing import State, StepStanding, standing_of, tally
from silk_assess.questionnaire.forms import date_remedy, is_date
from silk_assess.terminal.keyboard import Interrupted, Lines
from silk_assess.terminal.layout import BLANK, Line, hints, paragraph
from silk_assess.wording import plans
from silk_assess.wording.dates import day
from silk_assess.wording.numbers import capital, count, in_words, plural

_WHO: Final = "Who, or Enter for nobody yet"
_UNTIL: Final = "Until when, for example {}, or Enter for no date"
_LATER: Final = "A new date, or Enter to keep {}"
_DONE: Final = "Done? The day, for example {}, or Enter for not yet"
_PROOF: Final = "What proves it, or Enter for nothing"


class _Left(Exception):
    """The person leaves, or no line is left."""


def fill_in(case: Case, opened: PlanFile, lines: Lines, messages: TextIO | None, today: str) -> int:
    """Ask what is empty in an open plan, and give the exit code.

    `today` is the local day: nothing was done after it. What is told as saved is on the disk. Signals that
    end a program end the sitting, with exit code 130.
    """
    return _Sitting(case, opened, Console(lines, messages), today).run()


@dataclass
class _Sitting:
    case: Case
    file: PlanFile
    console: Console
    today: str
    explained: set[str] = field(default_factory=set)
    refused: int = 0

    @property
    def plan(self) -> Plan:
        assert self.file.plan is not None
        return self.file.plan

    def run(self) -> int:
        with self.console.signals_caught():
            try:
                self._greet()
                for one in self._asked():
                    self._step(one)
            except _Left:
                pass
            except Interrupted:
                self._say_lines([BLANK])
                self._close()
                return exit_codes.INTERRUPTED
            except SilkError as error:
                fault = error.faults[0]
                self._say_lines([BLANK, *paragraph(f"Not saved. {fault.says}. {fault.do}", self.console.width)])
                self._close()
                return exit_codes.FILES
        self._close()
        return exit_codes.FINDINGS if self.refused else exit_codes.DONE

    def _standings(self) -> tuple[StepStanding, ...]:
        return standing_of(self.plan, self.case.assessment)

    def _asked(self) -> list[StepStanding]:
        """List what is asked about: the open steps by their days, then what is done and names no proof."""
        standings = self._standings()
        return [*to_do(standings), *(one for one in standings if not one.is_open and one.step.proof is None)]

    def _greet(self) -> None:
        asked, counted = self._asked(), tally(self._standings())
        if not asked:
            self._say("Nothing is open: every step is done, with what proves it.")
            return
        said = f"{capital(count(counted.open, 'step is', 'steps are'))} open."
        lacking = sum(one.is_open and None in (one.step.who, one.step.until) for one in asked)
        if lacking:
            said += f" {capital(in_words(lacking))} {plural(lacking, 'lacks', 'lack')} a name, a date or both."
        said += " Enter leaves a thing as it is; q leaves, and all is saved."
        self._say_lines([BLANK, *paragraph(said, self.console.width)])
        if not self.file.is_locked:
            self._say("No lock can be made here that would keep another window from this plan. Fill it in here only.")

    def _step(self, one: StepStanding) -> None:
        step, at = one.step, next(i for i, other in enumerate(self.plan.steps) if other.id == one.step.id)
        self._show(one)
        if not one.is_open:
            self._words(at, "proof", _PROOF)
            return
        if step.who is None:
            self._words(at, "who", _WHO)
        if step.until is None:
            self._until(at, self._once("until", _UNTIL.format(self._example()), "Until when?"), None)
        if self._day(at, "done", self._once("done", _DONE.format(self.today), "Done?")):
            self._words(at, "proof", _PROOF)
        elif one.state is State.LATE:
            self._until(at, _LATER.format(plans.until(step)), step.until)

    def _show(self, one: StepStanding) -> None:
        step, width, tree = one.step, self.console.width, self.case.assessment.tree
        lines: list[Line] = [BLANK, *paragraph([(f"{step.written}. {plans.title(tree, step)}", "bold")], width)]
        until = f"{plans.until(step)}{', late' if one.state is State.LATE else ''}" if step.until is not None else ""
        now = plans.now(self.case.assessment, one)
        pairs = [
            ("what", "" if now else plans.about(tree, step)),
            ("now", now),
            ("who", step.who or ""),
            ("until", until),
        ]
        if not one.is_open:
            pairs.append(("done", day(step.done or "")))
        for key, said in pairs:
            lines += paragraph(f"{key:<5}  {said}", width, 2, 9) if said else []
        self._say_lines([*lines, BLANK])

    def _example(self) -> str:
        return later(f"{self.today[:4]}-03-31", measured_on(self.case.assessment.answers) or self.today)

    def _once(self, key: str, long: str, short: str) -> str:
        """Choose the long prompt for the first time, and the short one from then on."""
        said = short if key in self.explained else long
        self.explained.add(key)
        return said

    # One thing

    def _line(self, prompt: str) -> str:
        """Wait for a line that can be read.

        Raises _Left where the person leaves, Interrupted where a signal comes.
        """
        while True:
            typed = self.console.ask(prompt)
            if typed is None:
                raise _Left
            if typed.unreadable is None:
                text = " ".join(typed.text.split())
                if text.lower() in ("q", "/q"):
                    raise _Left
                return text
            self._say_lines([*paragraph(sentences.unreadable(typed.unreadable), self.console.width), BLANK])
            if not self.console.is_attended:
                self.refused += 1
                return ""

    def _words(self, at: int, key: str, prompt: str) -> None:
        text = self._line(prompt)
        if text:
            self.file.set(at, key, text)
            self._say(f"Saved: {text}.")
        elif key == "who":
            self._say("Left empty.")

    def _until(self, at: int, prompt: str, before: str | None) -> None:
        measured = measured_on(self.case.assessment.answers)
        offer, asks = "", prompt
        while True:
            text = self._line(asks) or offer
            if not text:
                return
            if not is_date(text):
                offer, asks = "", prompt
                if not self._again(f"That is not a date. {date_remedy(text)}"):
                    return
            elif measured is not None and text < measured:
                offer = later(text, measured)
                said = f"That is before your answers of {day(measured)}. Did you mean {offer}?"
                if not self._again(said):
                    return
                asks = "Enter takes it"
            else:
                if text != before:
                    self.file.set(at, "until", text)
                    self._say(f"Saved: until {day(text)}.")
                return

    def _day(self, at: int, key: str, prompt: str) -> bool:
        """Ask on which day a step was done; say whether one was given."""
        while text := self._line(prompt):
            if is_date(text) and text <= self.today:
                self.file.set(at, key, text)
                self._say(f"Saved: done on {day(text)}.")
                return True
            wrong = (
                f"That is after today, {day(self.today)}."
                if is_date(text)
                else f"That is not a date. {date_remedy(text)}"
            )
            if not self._again(wrong):
                break
        return False

    def _again(self, wrong: str) -> bool:
        """Say what is wrong with a line; say whether somebody is there who can type another."""
        self._say(wrong)
        self.refused += not self.console.is_attended
        return self.console.is_attended

    # Telling

    def _say(self, text: str) -> None:
        self._say_lines(paragraph(text, self.console.width))

    def _say_lines(self, lines: list[Line]) -> None:
        self.console.say(lines)

    def _close(self) -> None:
        counted = tally(self._standings())
        names, days = counted.open - counted.nameless, counted.open - counted.undated
        said = f"{self.file.file}: " + (
            f"{count(names, 'name')} of {in_words(counted.open)}, {count(days, 'date')} of {in_words(counted.open)}."
            if counted.open
            else "all is done."
        )
        self._say_lines([BLANK, *paragraph(said, self.console.width)])
        if counted.nameless or counted.undated:
            from silk_assess.terminal import commands

            again = commands.command(*self.case.words("plan", "--ask"))
            self._say_lines(hints([("Go on", again)], self.console.width))
