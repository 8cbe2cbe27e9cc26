"""Commands of ours on a screen: written the way this program was called, so that they work as printed."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Final

from silk_assess.wording import commands
from silk_assess.wording.commands import PROGRAM

# Set once, by the way in. It is no argument of each screen, since every function that lays out lines
# would have to hand it on: how long the name is decides where lines break. Files never read it.
CALLED: Final[ContextVar[str]] = ContextVar("called", default=PROGRAM)
_AS_MODULE: Final = ("-m", "silk_assess")
# Letters that PowerShell takes as they are.
_SAFE_ON_WINDOWS: Final = r"[\w.:~\\/-]+"


def command(*words: str) -> str:
    """Write a command of ours for a screen, ready to be pasted where the program was called."""
    return commands.command(*words, program=CALLED.get())


def called(script: str, before: Sequence[str], found: str | None, windows: bool = os.name == "nt") -> str:
    """Say how a shell calls this program again, from how it was called now.

    `script` is what Python runs, `before` all words of the process before those of the command line,
    `found` the place where the shell finds `silk-assess`, if anywhere. What cannot be told, as
    inside another program, is `silk-assess`.
    """
    if tuple(before[-2:]) == _AS_MODULE:
        return _spelt(before, windows)
    if script.replace("\\", "/").rpartition("/")[2].removesuffix(".exe") != PROGRAM:
        return PROGRAM
    if found is not None and _is_same(script, found):
        return PROGRAM
    return _spelt([_path(script, windows)], windows)


def found() -> str | None:
    """Find what the shell would run as `silk-assess`; the folder where one is does not count, not on Windows either."""
    name = f"{PROGRAM}.exe" if os.name == "nt" else PROGRAM
    places = (os.path.join(folder, name) for folder in os.get_exec_path())
    return next((place for place in places if os.path.isfile(place) and os.access(place, os.X_OK)), None)


def _is_same(script: str, found: str) -> bool:
    """Compare two files; Windows' launchers are named without their ending."""
    for one in (script, f"{script}.exe"):
        try:
            return os.path.samefile(one, found)
        except OSError:
            continue
    return False


def _path(script: str, windows: bool) -> str:
    """Name a script as a shell runs it from here; Windows tells only the whole path, and a short one reads better."""
    if windows:
        here = os.getcwd().rstrip("\\") + "\\"
        short = script.removeprefix(here)
        return short if "\\" in short else f".\\{short}"
    return script if "/" in script else f"./{script}"


def _spelt(words: Sequence[str], windows: bool) -> str:
    """Quote words where the shell needs it: on Windows as PowerShell does, else as POSIX."""
    if not windows:
        return shlex.join(words)
    quoted = [one if re.fullmatch(_SAFE_ON_WINDOWS, one) else "'" + one.replace("'", "''") + "'" for one in words]
    # A quoted program is only run behind a &.
    return " ".join(quoted if quoted[0] == words[0] else ["&", *quoted])
