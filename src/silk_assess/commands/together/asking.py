"""What is asked of those at the table: whether all know that everything is shown; and the sitting with its result."""

from __future__ import annotations

import sys
from typing import TextIO

from silk_assess.commands import streams
from silk_assess.commands.ask.console import Console
from silk_assess.commands.assessed import Case
from silk_assess.commands.score.one import score
from silk_assess.commands.together.command import Gathered, all_of
from silk_assess.terminal.keyboard import Interrupted, Lines
from silk_assess.terminal.layout import BLANK, paragraph


def all_know(number: int, keys: TextIO | None, messages: TextIO | None) -> bool:
    """Say that each answer will stand under its voice, and ask whether all know of it.

    Where nobody can be asked, whoever typed --open answers for it. Anything but yes shows nothing.
    """
    is_terminal = keys is not None and keys.isatty()
    lines = Lines(None if keys is None else keys.buffer, "utf-8" if keys is None else keys.encoding, is_terminal)
    console = Console(lines, messages)
    all_of_them = all_of(number)
    console.say(paragraph("Each answer and note will stand under its voice.", console.width))
    if not is_terminal:
        console.say([*paragraph(f"{all_of_them.capitalize()} must know of it.", console.width), BLANK])
        return True
    with console.signals_caught():
        try:
            typed = console.ask(f"Do {all_of_them} know of it? y or n")
        except Interrupted:
            typed = None
    if typed is not None and typed.text.strip().lower() in ("y", "yes"):
        console.say([BLANK])
        return True
    console.say(paragraph("Nothing was shown.", console.width))
    return False


def agreed(found: Gathered) -> int:
    """Hold the sitting of a table, print its result where all is settled, and give the exit code."""
    from silk_assess.commands.together.agree import agree

    ending = agree(found, sys.stdin, sys.stderr)
    if ending.finished is not None:
        case = Case(ending.file, found.options.pack, found.folder, ending.finished)
        streams.out(score(case, streams.width()), f"All is saved in {ending.file}.")
    return ending.code
