"""What `check` prints."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.commands.check.command import Checked
from silk_assess.terminal.faults import and_more, fault_lines, tally
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording.numbers import plural


def checked(
    found: Sequence[Checked], width: int, most: int | None = None, again: Sequence[str] = ("check", "--all")
) -> list[Line]:
    """Print findings with their places, at most so many, and a line for each questionnaire and file.

    `again` is the command that prints all of them.
    """
    lines: list[Line] = []
    room = most
    more = 0
    for one in found:
        told = one.findings[:room]
        if one.table is not None and one.table.read:
            lines += [BLANK] if lines and lines[-1] and told else []
            lines += [line for said in one.table.read for line in _named(one.name, said, width)]
        if told:
            lines += [BLANK] if lines and lines[-1] else []
            lines += fault_lines(told, width)
        lines += _verdict(one, width)
        room = None if room is None else room - len(told)
        more += len(one.findings) - len(told) + one.more
    return [*lines, BLANK, *and_more(more, again, width)] if more else lines


def _verdict(one: Checked, width: int) -> list[Line]:
    told = tally(one.findings)
    if one.table is not None:
        found = f"{told} and {one.more:,} more" if one.more else told or "no faults"
        return [
            *_named(one.name, f"{found}. {one.counts}", width),
            *(line for said in one.table.rests for line in paragraph(said, width, 2)),
        ]
    if not one.has_faults:
        said = f"no faults, {told}" if told else "no faults"
        return paragraph(f"{one.name}: {said}. {one.counts}.", width, 0, 2)
    if one.kind == "answers":
        return paragraph(f"{told} in {one.name}.", width)
    mend = f"Mend {plural(len(one.findings), 'this', 'these')}, then check again"
    return paragraph(f"{told} in {one.name}. {mend}: some faults can only be seen after that.", width)


def _named(name: str, said: str, width: int) -> list[Line]:
    return paragraph(f"{name}: {said if said.endswith('.') else f'{said}.'}", width, 0, 2)
