"""What `kit` prints."""

from __future__ import annotations

from silk_assess.commands.kit.command import Made
from silk_assess.report.portfolio.figures import many, number
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import Line, paragraph
from silk_assess.wording.commands import with_pack
from silk_assess.workbooks.kit.rows import ROOM


def written(made: Made, width: int) -> list[Line]:
    """Say what was written, and how it comes back."""
    head, filled = made.tree.pack.head, len(made.filled)
    of = f"{many(len(made.tree.questions), 'question')} of {head.id} {head.version}"
    if made.is_one:
        whom = made.filled[0].name if filled == 1 and made.filled[0].name else "one organisation"
        what = f"a sheet for each of {number(filled)} organisations" if filled > 1 else f"one sheet for {whom}"
        said = f"Wrote {made.file}: {what}, with guidance beside each question, and points and range while you type."
        said += " The level is not in it:"
    elif filled:
        said = f"Wrote {made.file}: {many(filled, 'organisation')} filled in, and room for {ROOM} more."
        said += " When it is filled in:"
    else:
        said = f"Wrote {made.file}: one organisation a row, {of}. When it is filled in:"
    again = ("batch", str(made.file), *with_pack(made.pack), "-o", "out")
    lines = list(paragraph(said, width))
    for one in made.filled:
        for unfit in one.assessment.answers.warnings:
            lines += paragraph(f"{one.file}: {unfit.id} is left out: {unfit.reason}", width)
    return [*lines, *paragraph(command(*again), width, 2)]
