"""Save the answers of a sitting; where that fails, ask for another place until they are saved or given up."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from silk_assess import exit_codes
from silk_assess.commands.ask import sentences, start
from silk_assess.commands.ask.console import Console
from silk_assess.commands.ask.unattended import MOST_REFUSED
from silk_assess.faults import Code, Fault, SilkError, quoted
from silk_assess.files.answer_session import AnswerFile
from silk_assess.files.answer_writer import TooLarge
from silk_assess.interview.position import Position
from silk_assess.terminal.keyboard import Interrupted, Typed
from silk_assess.terminal.layout import BLANK, paragraph
from silk_assess.wording import progress
from silk_assess.wording.numbers import capital


class Unsaved(Exception):
    """The last answer is saved nowhere, which was said: it was given up, or a signal came. `code` ends the program."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


def save(file: AnswerFile, before: Position, after: Position, console: Console) -> None:
    """Write the answers of the position `after` an answer to the question at hand `before` it.

    Where they cannot be written, another place is asked for. Raises TooLarge where they are more
    than can be read again, Unsaved where the person leaves without the last one.
    """
    try:
        file.save(after.answers)
    except TooLarge:
        raise
    except SilkError as error:
        what = "the line on who answered" if before.screen == "names" else f"the answer to {before.at}"
        _rescue(file, what, after, error, console)


def _rescue(file: AnswerFile, what: str, after: Position, error: SilkError, console: Console) -> None:
    for times in count(1):
        _say_not_saved(file, after, error, console)
        if times > MOST_REFUSED and not console.is_attended:
            _give_up(file, what, console)
        try:
            typed = console.ask("Another place, or Enter to try again, or q")
            if typed is None:
                _give_up(file, what, console)
            elif typed.unreadable is not None:
                console.say([*paragraph(sentences.unreadable(typed.unreadable), console.width), BLANK])
            elif typed.text.strip().lower() in ("q", "/q"):
                if _is_sure(console.ask(f"Leave without {what}? y or n")):
                    _give_up(file, what, console)
            elif not typed.text.strip():
                file.save(after.answers)
                return
            else:
                file.move(_place(typed.text.strip()), after.answers)
                far = progress.progress(after, after.counted, brief=True)
                said = f"Saved in {file.file}: {far}. Answers go there from now on."
                console.say([BLANK, *paragraph(said, console.width)])
                if not file.is_locked:
                    console.say(start.unlocked(console.width))
                return
        except Interrupted:
            _say_lost(file, what, console)
            console.say([BLANK])
            raise Unsaved(exit_codes.INTERRUPTED) from None
        except SilkError as again:
            error = again


def _say_not_saved(file: AnswerFile, after: Position, error: SilkError, console: Console) -> None:
    kept = "All your answers are" if len(after.given) > 1 else "Your answer is"
    kept += " kept here while this window is open."
    if os.path.isfile(file.file):  # says no, and raises nothing, where the disk is gone
        kept += f" {file.file} holds what was saved before, unharmed."
    fault = error.faults[0]
    lines = paragraph([("Not saved", "yellow"), f". {fault.says}. {fault.do}"], console.width)
    console.say([BLANK, *lines, *paragraph(kept, console.width)])


def _is_sure(answer: Typed | None) -> bool:
    """Read an answer to whether to leave; the end of all lines says yes."""
    return answer is None or answer.text.strip().lower() in ("y", "yes")


def _give_up(file: AnswerFile, what: str, console: Console) -> None:
    _say_lost(file, what, console)
    raise Unsaved(exit_codes.FILES)


def _say_lost(file: AnswerFile, what: str, console: Console) -> None:
    rest = "holds the others" if os.path.isfile(file.file) else "is no longer there"
    said = f"{capital(what)} is not saved. {file.file} {rest}."
    console.say([BLANK, *paragraph(said, console.width)])


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
    raise SilkError(Fault((text,), says, "Name another place, such as copy.yaml.", Code.UNWRITABLE))
