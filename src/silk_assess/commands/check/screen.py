"""What `check` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from silk_assess.commands.check.command import Checked
from silk_assess.terminal.faults import and_more, entry_lines, groups, tally
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording.numbers import in_figures, plural

# Of one kind of finding, on a terminal.
MOST_PLACES: Final = 10


def checked(
    found: Sequence[Checked], width: int, most: int | None = None, again: Sequence[str] = ("check", "--all")
) -> list[Line]:
    """Print findings with their places, at most so many entries, and a line for each questionnaire and file.

    `again` is the command that prints all of them.
    """
    lines: list[Line] = []
    room = most
    more = 0
    for one in found:
        kinds = groups(one.findings)
        told, rest = kinds[:room], kinds[len(kinds[:room]) :]
        if one.table is not None and one.table.read:
            lines += [BLANK] if lines and lines[-1] and told else []
            lines += [line for said in one.table.read for line in _named(one.name, said, width)]
        if told:
            lines += [BLANK] if lines and lines[-1] else []
            lines += entry_lines(told, width, again, None if most is None else MOST_PLACES)
        lines += _verdict(one, width)
        room = None if room is None else room - len(told)
        more += sum(map(len, rest)) + one.more
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
        kinds = len({fault.code for fault in one.findings})
        of_kinds = f" of {in_figures(kinds, 'kind')}" if 1 <= kinds < len(one.findings) else ""
        said = f"no faults, {told}{of_kinds}" if told else "no faults"
        return [*_allowed(one, width), *paragraph(f"{one.name}: {said}. {one.counts}.", width, 0, 2)]
    if one.kind == "answers":
        return paragraph(f"{told} in {one.name}.", width)
    mend = f"Mend {plural(len(one.findings), 'this', 'these')}, then check again"
    return paragraph(f"{told} in {one.name}. {mend}: some faults can only be seen after that.", width)


def _allowed(one: Checked, width: int) -> list[Line]:
    """Say which findings the author allows, in how many places, and why: a line for each kind."""
    return [
        line
        for kind in one.allowed
        for line in paragraph(
            f"Allowed by allow.yaml: {kind.code} in {in_figures(len(kind.findings), 'place')}. {kind.reason}",
            width,
            0,
            2,
        )
    ]


def _named(name: str, said: str, width: int) -> list[Line]:
    return paragraph(f"{name}: {said if said.endswith('.') else f'{said}.'}", width, 0, 2)
