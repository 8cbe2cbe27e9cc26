"""How a sitting ends: left and saved, or finished with its result."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.advice.points_lost import lost
from silk_assess.advice.way_up import way_up
from silk_assess.commands.ask.review import MOST
from silk_assess.exact import shown
from silk_assess.interview.position import Position
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import BLANK, Line, cut, hints, paragraph, piece, plain
from silk_assess.wording import answers, names, numbers, progress
from silk_assess.wording.formulas import figure


def left(position: Position, file: str, words: Sequence[tuple[str, str]], is_cut: bool, width: int) -> list[Line]:
    """Say that all is saved, and how to go on; `is_cut` where a line was being typed."""
    said = f"Saved in {file}: {progress.progress(position, brief=True)}."
    said += " The line you were typing is not in it." if is_cut else ""
    return [BLANK, *paragraph(said, width), *hints(words, width)]


def closing(assessment: Assessment, words: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Print the result of a finished interview: level, points, what matters most, a start for Monday."""
    tree, level = assessment.tree, assessment.level
    lines = [*paragraph([(cut(assessment.answers.name or "Your organisation", 200), "bold")], width), BLANK]
    if level is not None:
        reached = names.level_words(tree, level)
        lines += paragraph([(reached.title, "bold"), reached.rest], width)
    for id in tree.roots:
        value = assessment.values[id]
        if value is not None:
            label = names.band_label(tree.node[id], value.point)
            said = f"{names.title(tree, id)} {figure(tree, id, value)}." + (f" {label}." if label else "")
            lines += paragraph(said, width)
    matters, monday = _matters(assessment, width)
    lines += [BLANK, (("What matters most", "bold"),), *matters] if matters else []
    lines += [BLANK, *paragraph(f"A start for Monday: {monday}", width)] if monday else []
    said = "Answering differently is not being ready. The report says what else counts."
    return [*lines, BLANK, *paragraph(said, width), BLANK, *hints(words, width)]


def _matters(assessment: Assessment, width: int) -> tuple[list[Line], str]:
    """Say the way up where it is one answer or a few, then the dearest answers; with the first of them a first step."""
    tree, gains, level = assessment.tree, lost(assessment), assessment.level
    way = way_up(assessment, gains)
    lines: list[Line] = []
    ids: list[str] = []
    if way is not None and level is not None:
        ids = list(way.changes)
        one = len(ids) == 1
        takes = progress.TAKES[max(tree.asked[id].effort for id in ids)]
        said = f"{numbers.capital(numbers.count(len(ids), 'answer'))} {'leads' if one else 'together lead'} to "
        said += f"{names.level_name(tree, way.to)}. {'It takes' if one else 'They take'} {takes}."
        lines += _numbered(1, said, width)
        for id in ids[:MOST]:
            question = tree.asked[id].question
            lines += paragraph(question.text, width, 5)
            now = assessment.standings[id].value
            lines += paragraph(f"Now: {answers.answer(question, '' if now is None else now)}", width, 5, 10)
            lines += paragraph(f"Then: {answers.answer(question, way.changes[id])}", width, 5, 11)
        lines += paragraph(f"and {len(ids) - MOST} more", width, 5) if len(ids) > MOST else []
    deeds = [one for one in tree.questions if one.id in gains and one.role not in ("likelihood", "impact")]
    dear = [one for one in sorted(deeds, key=lambda one: -gains[one.id]) if one.id not in ids]
    first = 2 if lines else 1
    for i, deed in enumerate(dear[: MOST + 1 - first], first):
        amount = shown(round(gains[deed.id]))
        said = f"{amount} point{'' if amount == '1.0' else 's'} at stake in one answer."
        lines += _numbered(i, f"{said} It takes {progress.TAKES[deed.effort]}.", width)
        lines += paragraph(deed.question.text, width, 5)
        value = assessment.standings[deed.id].value
        if value is not None:
            lines += paragraph(f"Now: {answers.answer(deed.question, value)}", width, 5, 10)
    steps = [tree.asked[id].question.step for id in (*ids, *(one.id for one in dear))]
    return lines, next((step for step in steps if step), "")


def _numbered(number: int, said: str, width: int) -> list[Line]:
    first, *rest = paragraph(said, width, 5)
    return [(piece(f"  {number}  {plain(first)[5:]}"),), *rest]
