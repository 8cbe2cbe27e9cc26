"""Exit codes, decided in one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from silk_assess.faults import Code, Fault

DONE: Final = 0
FINDINGS: Final = 1
USAGE: Final = 2
OUR_BUG: Final = 3
FILES: Final = 4
UNDECIDED: Final = 5
INTERRUPTED: Final = 130

# Faults that are none of data: the command line, and files that cannot be read or written.
OF_FILES: Final = frozenset({Code.UNREADABLE, Code.UNWRITABLE, Code.LIBYAML})
OF_USAGE: Final = frozenset({Code.USAGE})


def exit_code(faults: Iterable[Fault]) -> int:
    """Decide with which code a command ends that met these faults; warnings alone are no failure."""
    codes = {one.code for one in faults if one.severity == "fault"}
    if codes & OF_USAGE:
        return USAGE
    if codes & OF_FILES:
        return FILES
    return FINDINGS if codes else DONE
