"""How a sitting ends: left and saved, or finished with its result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from silk_assess.advice.points_lost import lost
from silk_assess.advice.way_up import WayUp, way_up
from silk_assess.exact import shown
from silk_assess.interview.position import Position
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import BLANK, Line, cut, hints, paragraph, piece, plain
from silk_assess.wording import answers, levels, names, numbers, progress
from silk_assess.wording.formulas import figure


def left(
    position: Position, file: str, words: Sequence[tuple[str, str]], is_cut: bool, width: int, more: str = ""
) -> list[Line]:
    """Say that all is saved, `more` of it, and how to go on; `is_cut` where a line was being typed."""
    said = f"Saved in {file}: {progress.progress(position, position.counted, brief=True)}."
    said += _beyond(position) + (f" {more}" if more else "")
    said += " The line you were typing is not in it." if is_cut else ""
    return [BLANK, *paragraph(said, width), *hints(words, width)]


def _beyond(position: Position) -> str:
    """Say what a short list leaves for later."""
    rest = progress.counts(position)["open"] - progress.counts(position, position.counted)["open"]
    return (
        f" {numbers.capital(numbers.other(rest))} {numbers.plural(rest, 'is', 'are')} left for later." if rest else ""
    )


def tried(width: int) -> list[Line]:
    """Say that a try was left, and that nothing is there of it."""
    return [BLANK, *paragraph("That was a try: nothing is saved.", width)]


def nothing_saved(width: int) -> list[Line]:
    """Say that there was nothing to save."""
    return [BLANK, *paragraph("Nothing was answered, so nothing is saved.", width)]


def closing(assessment: Assessment, words: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Print the result of a finished interview: level, points, what matters most, a start for Monday.

    What matters is the way up, then the dearest answers, at most three in all; the start for Monday
    is the first step that the questionnaire names for one of them.
    """
    tree, gains = assessment.tree, lost(assessment)
    way = way_up(assessment, gains)
    way_ids = [] if way is None else list(way.changes)
    dear = _dearest(assessment, gains, way_ids)
    lines = _result(assessment, width)
    matters = [] if way is None else _way(assessment, way, width)
    first = 2 if matters else 1
    for number, one in enumerate(dear[: _MOST + 1 - first], first):
        matters += _stake(assessment, number, one, gains[one.id], width)
    lines += [BLANK, (("What matters most", "bold"),), *matters] if matters else []
    steps = [one.question.step for one in (*(tree.asked[id] for id in way_ids), *dear)]
    monday = next((step for step in steps if step), "")
    lines += [BLANK, *paragraph(f"A start for Monday: {monday}", width)] if monday else []
    said = "Answering differently is not being ready. The report says what else counts."
    return [*lines, BLANK, *paragraph(said, width), BLANK, *hints(words, width)]


def _result(assessment: Assessment, width: int) -> list[Line]:
    """Print who it is, the level, and the points of the parts at the top."""
    tree, level = assessment.tree, assessment.level
    lines = [*paragraph([(cut(assessment.answers.name or "Your organisation", 200), "bold")], width), BLANK]
    if level is not None:
        reached = levels.level_words(assessment, level)
        lines += paragraph([(reached.title, "bold"), reached.rest], width)
    for id in tree.roots:
        value = assessment.values[id]
        if value is not None:
            label = names.in_words(assessment, tree.node[id])
            said = f"{names.title(tree, id)} {figure(tree, id, value)}." + (f" {label}." if label else "")
            lines += paragraph(said, width)
    return lines


_MOST: Final = 3


def _dearest(assessment: Assessment, gains: Mapping[str, Fraction], but: Sequence[str]) -> list[Asked]:
    """List the answers that cost most, the dearest first: likelihoods and impacts, which are no deeds, left out."""
    deeds = [one for one in assessment.tree.questions if one.id in gains and one.role not in ("likelihood", "impact")]
    return [one for one in sorted(deeds, key=lambda one: -gains[one.id]) if one.id not in but]


def _way(assessment: Assessment, way: WayUp, width: int) -> list[Line]:
    """Say the way up: one answer or several that lead to a level, as they are and as they would be."""
    tree, ids = assessment.tree, list(way.changes)
    many = numbers.capital(numbers.count(len(ids), "answer leads", "answers together lead"))
    takes = numbers.plural(len(ids), "It takes", "They take")
    effort = progress.TAKES[max(tree.asked[id].effort for id in ids)]
    lines = _numbered(1, f"{many} to {names.level_name(tree, way.to)}. {takes} {effort}.", width)
    for id in ids[:_MOST]:
        question = tree.asked[id].question
        now = assessment.standings[id].value
        lines += paragraph(question.text, width, 5)
        lines += paragraph(f"Now: {answers.answer(question, '' if now is None else now)}", width, 5, 10)
        lines += paragraph(f"Then: {answers.answer(question, way.changes[id])}", width, 5, 11)
    return lines + (paragraph(f"and {len(ids) - _MOST} more", width, 5) if len(ids) > _MOST else [])


def _stake(assessment: Assessment, number: int, one: Asked, gain: Fraction, width: int) -> list[Line]:
    """Say what one answer costs, and how it is now."""
    amount = shown(round(gain))
    said = f"{amount} point{'' if amount == '1.0' else 's'} at stake in one answer."
    lines = _numbered(number, f"{said} It takes {progress.TAKES[one.effort]}.", width)
    lines += paragraph(one.question.text, width, 5)
    value = assessment.standings[one.id].value
    return lines + (paragraph(f"Now: {answers.answer(one.question, value)}", width, 5, 10) if value is not None else [])


def _numbered(number: int, said: str, width: int) -> list[Line]:
    first, *rest = paragraph(said, width, 5)
    return [(piece(f"  {number}  {plain(first)[5:]}"),), *rest]
