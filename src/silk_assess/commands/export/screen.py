"""What `export` says: what was written, what the form can and cannot do, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

from silk_assess.commands.export.command import Exported
from silk_assess.export.relevant import SELECTS
from silk_assess.faults import listed
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import BLANK, Line, Row, paragraph, table
from silk_assess.wording.commands import with_pack
from silk_assess.wording.numbers import in_figures, plural


def exported(done: Exported, width: int) -> list[Line]:
    """Tell of a form, and of the command that reads its answers."""
    tree, head = done.tree, done.tree.pack.head
    fields = f" and {len(tree.profile) + 1} about the organisation"
    many = in_figures(len(tree.questions), "question")
    said = f"Wrote {done.file}, a form for KoboToolbox and ODK: {many} of {head.id} {head.version}{fields}."
    lines = paragraph(said, width)
    lines += table(("", ""), [Row((label, text), f"{label} {text}") for label, text in _rules(done)], width)
    for what in _warnings(done):
        lines += paragraph(f"warning: {what}", width)
    back = "When the answers are in, export them as CSV with a comma or semicolon between cells, and:"
    words = ("batch", "answers.csv", *with_pack(done.pack), "-o", "out")
    return [*lines, BLANK, *paragraph(back, width), *paragraph([(command(*words), "cyan")], width, 2)]


def _rules(done: Exported) -> Iterator[tuple[str, str]]:
    asked = (*done.tree.profile, *done.tree.questions)
    hidden = sum(one.when is not None for one in asked) - len(done.form.asked_always)
    if hidden:
        yield "Show-if rules:", f"{in_figures(hidden, 'question is', 'questions are')} asked only where they apply"
    yield "Don't know:", "a choice of every question with choices"
    left = [one for one in done.tree.questions if one.may_be_left_out]
    if left:
        beside = any(not isinstance(one.question, SELECTS) for one in left)
        more = ", and a question of its own behind numbers, texts and dates" if beside else ""
        yield "Does not apply:", f"a choice where the questionnaire allows it{more}"


def _warnings(done: Exported) -> Iterator[str]:
    form = done.form
    if form.asked_always:
        has = plural(
            len(form.asked_always), "is always asked: it has a condition", "are always asked: they have conditions"
        )
        yield f"{listed(form.asked_always)} {has} longer than a form can hold."
    if form.unbound:
        yield f"options of {listed(form.unbound)} that stand alone can be chosen beside others: they are too many."
    for id in form.without_na:
        yield f"nobody can say in the form that {id} does not apply: {id}-na is the id of something else."
