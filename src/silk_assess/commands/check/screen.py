"""What `check` prints."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.commands.check.command import Checked
from silk_assess.terminal.faults import fault_lines, tally
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording.numbers import plural


def checked(found: Sequence[Checked], width: int) -> list[Line]:
    """Print every finding with its place, and a line for each questionnaire and file."""
    lines: list[Line] = []
    for one in found:
        if one.findings:
            lines += [BLANK] if lines and lines[-1] else []
            lines += fault_lines(one.findings, width)
        lines += _verdict(one, width)
    return lines


def _verdict(one: Checked, width: int) -> list[Line]:
    told = tally(one.findings)
    if not one.has_faults:
        said = f"no faults, {told}" if told else "no faults"
        return paragraph(f"{one.name}: {said}. {one.counts}.", width, 0, 2)
    if one.kind == "answers":
        return paragraph(f"{told} in {one.name}.", width)
    mend = f"Mend {plural(len(one.findings), 'this', 'these')}, then check again"
    return paragraph(f"{told} in {one.name}. {mend}: some faults can only be seen after that.", width)
