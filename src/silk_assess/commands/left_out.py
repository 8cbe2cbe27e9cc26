"""Answer files of several that could not be scored: their faults, and how many were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from silk_assess.commands.check_all import check_all, most_told
from silk_assess.faults import listed
from silk_assess.terminal.faults import UNREAD, ending, first_lines, tally
from silk_assess.terminal.layout import Line, paragraph

if TYPE_CHECKING:
    # Only named here: a slip on the command line is told without loading the engine.
    from silk_assess.commands.assessed import LeftOut


def left_out(
    total: int, faulty: Sequence[LeftOut], width: int, most: int | None = None, pack: str | None = None
) -> list[Line]:
    """Print the faults of files that were not scored, at most so many, and say how many of how many files that are."""
    faults = [fault for one in faulty for fault in one.faults]
    most = most_told(faults, most)
    again = check_all(faults[len(faults[:most]) :], pack)
    if total == 1 or not faults:
        return ending(faults, width, most, again)
    said = f"{total - len(faulty)} of {total} files scored. "
    if len(faulty) == 1:
        said += f"{faulty[0].file} {_why(faulty[0], 'has ')} and was left out."
    else:
        said += f"Left out: {listed([f'{one.file} ({_why(one)})' for one in faulty])}."
    return [*first_lines(faults, width, most, again), *paragraph(said, width)]


def _why(one: LeftOut, before: str = "") -> str:
    """Say why a file was left out; `before` stands before a count of faults."""
    return "cannot be read" if any(fault.code in UNREAD for fault in one.faults) else before + tally(one.faults)
