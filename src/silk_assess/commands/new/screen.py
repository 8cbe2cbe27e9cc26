"""What `new` says: what was written, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.commands.new.command import SAMPLE, Made
from silk_assess.faults import listed
from silk_assess.files.pack_copy import asked_anew
from silk_assess.files.schemas import FOLDER
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import BLANK, Line, hints, paragraph, with_plain_blanks
from silk_assess.wording import numbers


def begun(made: Made, taken: Sequence[str], asked: bool, width: int) -> list[Line]:
    """Tell of a fresh questionnaire, file by file where it was asked for at a terminal, and of the next commands."""
    if asked:
        lines = paragraph(f"Wrote {made.folder}/", width)
        told = [(name, _about(made, i)) for i, name in enumerate(made.files)]
        told.append((f"{FOLDER}/", "for editors: they complete keys and mark slips as you type"))
        room = max(len(name) for name, _ in told)
        for name, about in told:
            column = name.ljust(room + 2, "\u00a0")
            lines += with_plain_blanks(paragraph(f"{column}{about}", width, 2, 4 + room))
    else:
        lines = paragraph(f"Wrote {made.folder}/: {listed([*made.files, f'{FOLDER}/'], most=30)}.", width)
    if taken:
        lines += paragraph(f"Taken, since nothing else was said: {listed(taken)}.", width, 2)
    return [*lines, BLANK, *_next(made, width)]


def _about(made: Made, i: int) -> str:
    if i == 0:
        levels = ", levels" if made.tree.pack.head.levels else ""
        return f"the whole: title, words for points{levels}"
    if i == 1:
        return "a section with four questions, one of each common kind"
    return "a section with one question, to be filled"


def copied(copy: Made, width: int) -> list[Line]:
    """Tell of a copied questionnaire, and of the next commands."""
    assert copy.source is not None
    head, source, folder = copy.tree.pack.head, copy.source.pack.head, str(copy.folder)
    many = numbers.count(len(copy.tree.questions), "question")
    of = f"{many} of {source.id} {source.version} as {head.id} {head.version}"
    lines = paragraph(f"Wrote {folder}/: {of}, for you to change.", width)
    named = ", ".join(head.answers_of)
    lines += paragraph(f"Old answer files are read: pack.yaml says answers_of: [{named}].", width, 2)
    if anew := asked_anew(copy.tree):
        said = f"Asked anew, since they meant something else in some version of {source.id}: {listed(anew)}."
        lines += paragraph(said, width, 2)
    if copy.note:
        licence = f"Its texts are under {head.licence}. " if head.licence else ""
        lines += paragraph(f"{licence}{copy.note} says what that asks of you.", width, 2)
    return [*lines, BLANK, *_next(copy, width)]


def _next(made: Made, width: int) -> list[Line]:
    pairs = [("Look at it as a respondent would", command("ask", "--pack", made.pack, "--try"))]
    pairs.append(("Let it be read", command("check", str(made.folder))))
    if made.has_sample:
        pairs.append(("Score with it", command("score", f"{made.folder}/{SAMPLE}", "--pack", made.pack)))
    return hints(pairs, width)


def left(width: int) -> list[Line]:
    """Say that nothing was written."""
    return [BLANK, *paragraph("Nothing was written.", width)]
