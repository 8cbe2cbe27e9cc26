"""The interview in a terminal of its own, and answers as a person types them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from shipped import text_of
from silk_assess.answers.model import Answer, Answers
from silk_assess.exact import decimal
from silk_assess.questionnaire.model.questions import Anchor, Choice, Choices, Quantity, YesNo
from silk_assess.questionnaire.tree import Tree

pexpect = pytest.importorskip("pexpect")

PATIENCE = 120
PROMPT = "> $"


class Terminal:
    """A program in a terminal of its own: read to its prompt, type, and see how it ends."""

    def __init__(self, folder: Path, *command: str, columns: int = 80, rows: int = 24, **environment: str) -> None:
        known = {name: text for name, text in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
        program, *words = command
        self.child = pexpect.spawn(
            program,
            words,
            cwd=str(folder),
            env={**known, "TERM": "xterm-256color", "PYTHONWARNINGS": "error", "PYTHONUTF8": "1", **environment},
            dimensions=(rows, columns),
            timeout=PATIENCE,
            encoding="utf-8",
        )
        self.child.delaybeforesend = None

    def read(self) -> str:
        """Read up to the prompt, and give all that stands there since the last line was typed."""
        self.child.expect(PROMPT)
        return self.child.before.replace("\r\n", "\n") + "> "

    def type(self, *lines: str) -> str:
        """Type lines, each at its prompt, and give what the last one led to, its echo first."""
        for line in lines:
            self.child.sendline(line)
            said = self.read()
        return said

    def end(self, line: str | None = None) -> tuple[int, str]:
        """Type a last line, and give the exit code and what was said."""
        if line is not None:
            self.child.sendline(line)
        self.child.expect(pexpect.EOF)
        code = self.child.wait() if self.child.isalive() else self.child.exitstatus
        self.child.close()
        return code, self.child.before.replace("\r\n", "\n")


def asking(folder: Path, *words: str, **how) -> Terminal:
    """Begin `silk-assess ask` in a terminal, without colours where nothing is said.

    From a word of code nobody can tell how the program was called; hints then say `silk-assess`.
    """
    program = "from silk_assess.cli import main; main()"
    return Terminal(folder, sys.executable, "-c", program, "ask", *words, **({"NO_COLOR": "1"} | how))


def flat(text: str) -> str:
    """Undo the wrapping of lines."""
    return " ".join(text.split())


def typed(question, answer: Answer) -> list[str]:
    """Write one answer as the lines that a person types: note and evidence first."""
    lines = [f"+ {answer.note}"] if answer.note else []
    lines += [f"e {proof}" for proof in answer.evidence]
    if answer.unknown:
        return [*lines, "d"]
    if answer.not_applicable is not None:
        return [*lines, f"x {answer.not_applicable}"] if answer.not_applicable else [*lines, "x", ""]
    match question:
        case Choice(options=options) | Choices(options=options) | Anchor(options=options):
            chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
            return [*lines, " ".join(str(i) for i, option in enumerate(options, 1) if option.id in chosen)]
        case YesNo():
            return [*lines, {"yes": "y", "no": "n"}[answer.value]]
        case Quantity():
            return [*lines, decimal(answer.value)]
        case _:
            return [*lines, str(answer.value)]


def lines_of(answers: Answers, tree: Tree) -> dict[str, list[str]]:
    """Give for each question's text the lines that answer it; what has no answer is skipped."""
    found = {"What is your organisation called?": [answers.name]}
    stored = {**{id: Answer(value) for id, value in answers.profile.items()}, **answers.answers}
    for one in (*tree.profile, *tree.questions):
        found[text_of(one.id)] = typed(one.question, stored[one.id]) if one.id in stored else ["/s"]
    return found
