"""The man page, drawn from the same pages as the help: `python docs/draw.py` writes docs/silk-assess.1."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import Final

from silk_assess import __version__, exit_codes
from silk_assess.commands.help.page import Entry, Page, Table, Text
from silk_assess.wording.commands import PROGRAM

EXITS: Final[Mapping[int, str]] = {
    exit_codes.DONE: "Done.",
    exit_codes.FINDINGS: "Findings: faults in data, stale samples.",
    exit_codes.USAGE: "A wrong command line.",
    exit_codes.OUR_BUG: "A bug of ours: a short message, and a file without answers or names.",
    exit_codes.FILES: "Something cannot be read or written.",
    exit_codes.UNDECIDED: "Undecided: what is still open could change the verdict of guard.",
    exit_codes.INTERRUPTED: "Interrupted; what was answered is saved.",
}
_STREAMS: Final = (
    "Results go to standard output, messages to standard error. No command opens a network connection.",
    "Where NO_COLOR is set, nothing is coloured.",
)


def drawn(general: Page, pages: Mapping[str, Page]) -> str:
    """Write the page of the whole and that of each command as one page for man(1).

    It holds no date, so that the same program gives the same bytes.
    """
    lines = [
        '.\\" Drawn from the commands by python docs/draw.py: change those.',
        f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {__version__}" "User Commands"',
        ".SH NAME",
        f"{_safe(PROGRAM)} \\- {_safe(_about(general))}",
        ".SH SYNOPSIS",
        *_usage(general),
        ".SH DESCRIPTION",
        *_streams(),
        ".SH COMMANDS",
    ]
    tables = [one for one in general.blocks if isinstance(one, Table)]
    for table in tables:
        if table.heading:
            lines += [f".SS {_argument(table.heading)}", *_entries(table)]
    lines += [".SH OPTIONS", *(line for table in tables if not table.heading for line in _entries(table))]
    for name, page in pages.items():
        lines += [f".SH {_argument(f'{PROGRAM} {name}'.upper())}", *_command(page)]
    lines += [".SH EXIT STATUS", *(line for code, says in EXITS.items() for line in (".TP", f"\\fB{code}\\fR", says))]
    return "\n".join(lines) + "\n"


def _about(general: Page) -> str:
    first = next(one for one in general.blocks if isinstance(one, Text))
    return " ".join(first.lines)


def _streams() -> Iterator[str]:
    for i, said in enumerate(_STREAMS):
        yield from ([".PP"] if i else [])
        yield _safe(said)


def _usage(page: Page) -> Iterator[str]:
    """Write how a command is called; an option stays beside its value."""
    yield ".nh"
    yield f".B {_argument(PROGRAM)}"
    yield from (_safe(words).replace(" ", "\\ ") for words in page.usage)
    yield ".hy"


def _command(page: Page) -> Iterator[str]:
    yield from _usage(page)
    for block in page.blocks:
        if isinstance(block, Table):
            yield from _entries(block)
        else:
            yield ".PP"
            yield from (_safe(line) for line in block.lines)
            if block.command:
                yield from _example(shlex.join((PROGRAM, *block.command)))
    for label, words in page.hints:
        yield from (".PP", _safe(f"{label}:"), *_example(f"{PROGRAM} {words}"))


def _example(command: str) -> list[str]:
    return [".RS", ".nf", _safe(command), ".fi", ".RE"]


def _entries(table: Table) -> Iterator[str]:
    """Write words with what they do below each other; of rows with several, column by column."""
    width = max(len(row) for row in table.rows)
    every: list[Entry] = [row[i] for i in range(width) for row in table.rows if i < len(row)]
    for one in every:
        yield from (".TP", f"\\fB{_safe(one.word)}\\fR", _safe(one.does))


def _argument(text: str) -> str:
    """Quote a text as one argument of a macro."""
    return '"' + _safe(text).replace('"', "\\(dq") + '"'


def _safe(text: str) -> str:
    r"""Write a text so that man prints it letter for letter, in a locale of any kind.

    >>> print(_safe(".a-b\\c"))
    \&.a\-b\ec
    """
    said = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    said = said.replace("^", "\\(ha").replace("~", "\\(ti")
    said = re.sub(r"[^\x00-\x7f]", lambda one: f"\\[u{ord(one[0]):04X}]", said)
    return f"\\&{said}" if said.startswith(".") else said
