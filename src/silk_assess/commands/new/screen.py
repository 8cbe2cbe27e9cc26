"""What `new` says: what was written, and what to do with it."""

from __future__ import annotations

from silk_assess.commands.new.command import SAMPLE, Copied
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import BLANK, Line, hints, paragraph
from silk_assess.wording import numbers


def copied(copy: Copied, width: int) -> list[Line]:
    """Tell of a copied questionnaire, and of the next commands."""
    head, folder = copy.tree.pack.head, str(copy.folder)
    many = numbers.count(len(copy.tree.questions), "question")
    lines = paragraph(f"Wrote {folder}/: {many} of {head.id} {head.version}, for you to change.", width)
    if copy.note:
        licence = f"Its texts are under {head.licence}. " if head.licence else ""
        lines += paragraph(f"{licence}{copy.note} says what that asks of you.", width, 2)
    pairs = [("Let it be read", command("check", folder))]
    if copy.has_sample:
        pairs.append(("Score with it", command("score", f"{folder}/{SAMPLE}", "--pack", copy.pack)))
    pairs.append(("Answer it", command("ask", "co-op.yaml", "--pack", copy.pack)))
    return [*lines, BLANK, *hints(pairs, width)]
