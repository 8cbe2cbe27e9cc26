"""Commands of ours, ready to be pasted."""

from __future__ import annotations

import shlex
from typing import Final

# How the program is called where nothing else is known, and in everything that is kept.
PROGRAM: Final = "silk-assess"
# The signs of the shell in our commands: the next word names what is read, or written, in place of the terminal.
_REDIRECTED: Final = ("<", ">")


def option(name: str, value: str) -> str:
    """Write an option with its value, ready to be pasted.

    >>> option("--extra", "Contact e-mail")
    "--extra 'Contact e-mail'"
    """
    return f"{name} {shlex.quote(value)}"


def command(*words: str, program: str = PROGRAM) -> str:
    """Write a command of ours whole, ready to be pasted; `program` stands as the shell wants it.

    >>> command("score", "our answers.yaml")
    "silk-assess score 'our answers.yaml'"
    >>> command("ask", "co-op.yaml", "<", "lines.txt")
    'silk-assess ask co-op.yaml < lines.txt'
    """
    return " ".join([program, *(one if one in _REDIRECTED else shlex.quote(one) for one in words)])


def with_pack(pack: str | None) -> tuple[str, ...]:
    """Give the words by which a questionnaire is named once more, where one was."""
    return () if pack is None else ("--pack", pack)
