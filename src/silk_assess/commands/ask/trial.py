"""`ask --try`: the interview as a respondent has it, and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TextIO

from silk_assess import exit_codes
from silk_assess.answers.model import Answers
from silk_assess.commands.ask.conversation import Ending, hold_interview
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.answer_session import AnswerFile, FileContents
from silk_assess.interview import route
from silk_assess.interview.position import Mode
from silk_assess.questionnaire.tree import Tree
from silk_assess.terminal import commands
from silk_assess.terminal.keyboard import Lines


class NoFile(AnswerFile):
    """In the place of an answer file: it holds nothing, is nobody else's, and saving keeps nothing."""

    def __init__(self) -> None:
        self.file, self.found = Path(), FileContents(Answers())

    @property
    def is_locked(self) -> bool:
        """Say yes: nobody could write into it."""
        return True

    @property
    def backup(self) -> Path:
        """Name no place: there is nothing to keep."""
        return self.file

    def save(self, answers: Answers) -> None:
        """Keep nothing."""

    def close(self) -> None:
        """Do nothing: nothing is open."""


def hold(
    tree: Tree, mode: Mode, section: str | None, lines: Lines, messages: TextIO | None, more: tuple[str, ...]
) -> Ending:
    """Hold an interview of which nothing is kept; leaving it shows the result so far.

    Raises SilkError with code "usage" where there is nothing to read at all.
    """
    if lines.is_empty():
        raise SilkError(_nothing_to_read(more))
    first = route.begin(tree, Answers(), mode, section, False)
    first = replace(first, position=replace(first.position, tries=True))
    ending = hold_interview(first, NoFile(), lines, messages, more)
    if ending.code == exit_codes.USAGE:
        raise SilkError(_nothing_to_read(more))
    hints = (("Answer it, and keep the answers", commands.command("ask", "co-op.yaml", *more)),)
    return replace(ending, hints=hints)


def refuse(what: str, more: tuple[str, ...]) -> Fault:
    """Say that a try goes with no file and no answers of one."""
    says = f"A try begins with nothing and keeps nothing, so that {what} has no place in it"
    return Fault(("ask",), says, "Leave it out:", Code.USAGE, command=("ask", *more, "--try"))


def _nothing_to_read(more: tuple[str, ...]) -> Fault:
    says, do = "There was nothing to read, so nothing was asked", "Run it in a terminal; or from a file of lines:"
    return Fault(("ask",), says, do, Code.USAGE, command=("ask", *more, "--try", "<", "lines.txt"))
