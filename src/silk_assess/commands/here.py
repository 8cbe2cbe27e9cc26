"""The one answer file of this folder, for whoever names none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from silk_assess.commands import streams
from silk_assess.commands.completion.words import ANSWERS
from silk_assess.faults import Code, Fault, SilkError, listed, quoted
from silk_assess.files.standard_input import STDIN
from silk_assess.wording.commands import with_pack

_EXAMPLE: Final = "co-op.yaml"


def only_file(command: str, *more: str, word: str | None = None) -> Path:
    """Choose the one answer file of this folder; `more` stands behind it on the command line.

    `word` is what was typed where a file could have been named. Raises SilkError with code
    "usage" where there is none here, or more than one.
    """
    from silk_assess.commands.home.command import last_saved, links, voices
    from silk_assess.commands.links import no_organisations

    found = [file.name for file in last_saved(Path())]
    aside = voices(Path())
    if len(found) == 1:
        streams.say(no_organisations((), aside, streams.width(sys.stderr)))
        return Path(found[0])
    if found:
        says = f"There are {len(found)} answer files in this folder"
        do = f"Here are {listed(found, most=5)}. Name one, for example:"
        raise SilkError(_fault(command, says, do, (command, found[0], *more)))
    none = "There is no answer file in this folder"
    if there := links(Path()):
        says = f"{none}, only {listed(there, most=5)}, as a link"
        raise SilkError(_fault(command, says, "A link is followed where it is named:", (command, there[0], *more)))
    if aside:
        from silk_assess.wording.numbers import count

        says = f"{none}, only {count(len(aside), 'voice')} of several around a table"
        raise SilkError(_fault(command, says, "Name one, for example:", (command, aside[0], *more)))
    says = f"{none} yet" if word is None else f"{none}, and {quoted(word)} names none"
    do = "Name the file to write, for example:" if command == "ask" else "Answer the questions first:"
    pack = more[more.index("--pack") :] if "--pack" in more else ()
    raise SilkError(_fault(command, says, do, ("ask", _EXAMPLE, *pack)))


def file_and_part(
    command: str, first: Path | None, part: str | None, pack: str | None, json: bool = False
) -> tuple[Path, str | None]:
    """Tell an answer file from a part where only one of them is named.

    A word that names no file and does not end as answer files do is a part of the one that is here. As `json`
    there is no part. Raises SilkError with code "usage" where one is named all the same.
    """
    more = (*(("--json",) if json else ()), *with_pack(pack))
    if first is None:
        return only_file(command, *more), part
    word = str(first)
    is_file = word.lower().endswith(ANSWERS) or _names_a_place(word)
    if part is None and not is_file:
        first, part = only_file(command, word, *more, word=word), word
    if json and part is not None:
        says = f"With --json all parts are told at once, and {quoted(part)} is one of them"
        raise SilkError(_fault(command, says, "All of them:", (command, str(first), *more)))
    return first, part


def _names_a_place(word: str) -> bool:
    """Say whether a file is there, or standard input, or a folder that no id could be meant by, told as a folder."""
    if word == STDIN:
        return True
    is_path = word in (os.curdir, os.pardir) or os.path.basename(word) != word
    return os.path.lexists(word) and (is_path or not os.path.isdir(word))


def _fault(command: str, says: str, do: str, words: tuple[str, ...]) -> Fault:
    return Fault((command,), says, do, Code.USAGE, command=words)
