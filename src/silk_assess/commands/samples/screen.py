"""What `samples` prints."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.commands.left_out import left_out
from silk_assess.commands.links import no_organisations
from silk_assess.commands.samples.command import Sample, Samples
from silk_assess.terminal.layout import BLANK, Line, Row, paragraph, table
from silk_assess.wording.numbers import in_figures, plural


def stale(found: Samples, command: str, width: int) -> list[Line]:
    """Print which samples are stale and from which line on, or that all are fresh."""
    lines = _faulty(found, width)
    if not found.stale:
        return [*lines, *paragraph(_fresh(found), width)] if found.reports else lines
    rows = []
    for one in found.stale:
        state = "is not there" if not one.is_there else f"differs from line {one.first_difference} on"
        rows.append(Row((str(one.file), state), f"{one.file} {state}"))
    lines += [*table(("", ""), rows, width), BLANK]
    many = f"{len(found.stale)} of {len(found.reports)} reports {plural(len(found.stale), 'is', 'are')} stale."
    said = f"{many} Draw them again, and read what changed before you keep it:"
    return [*lines, *paragraph(said, width), *paragraph([(command, "cyan")], width, 2)]


def redrawn(found: Samples, width: int) -> list[Line]:
    """Print which samples were drawn again."""
    lines = _faulty(found, width)
    if not found.stale:
        return [*lines, *paragraph(_fresh(found), width)] if found.reports else lines
    names = dict.fromkeys(one.name for one in found.stale)
    said = [f"{name} ({', '.join(sorted(_kinds(found.stale, name)))})" for name in names]
    many = f"{len(found.stale)} of {len(found.reports)} reports"
    verb = plural(len(found.stale), "was", "were")
    return [*lines, *paragraph(f"{many} {verb} drawn again: {', '.join(said)}.", width)]


def _kinds(stale: Sequence[Sample], name: str) -> list[str]:
    return [one.kind for one in stale if one.name == name]


def _fresh(found: Samples) -> str:
    many = in_figures(len({one.name for one in found.reports}), "organisation")
    return f"{len(found.reports)} reports of {many} are fresh."


def _faulty(found: Samples, width: int) -> list[Line]:
    total = len({one.name for one in found.reports}) + len(found.faulty)
    faulty = [*left_out(total, found.faulty, width), BLANK] if found.faulty else []
    return [*no_organisations((), found.voices, width), *faulty]
