"""The beginning and the end of a part: what it is for, where one stands after it, and what was won."""

from __future__ import annotations

from silk_assess.commands.ask.so_far import so_far
from silk_assess.interview.position import InterviewPart, Position
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording import names, numbers, progress
from silk_assess.wording.formulas import figure


def begun(position: Position, part: InterviewPart, width: int) -> list[Line]:
    """Print the title of a part and its sentence of purpose."""
    title = f"{_number(position, part)}: {part.title}"
    return [BLANK, *paragraph([(title, "bold")], width), *(paragraph(part.intro, width) if part.intro else [])]


def _number(position: Position, part: InterviewPart) -> str:
    return f"Part {position.parts.index(part)} of {len(position.parts) - 1}"


def ended(position: Position, id: str, assessment: Assessment, before: Assessment | None, width: int) -> list[Line]:
    """Say where one stands after a part, and how the range has narrowed since `before`."""
    tree = position.tree
    part = next(part for part in position.parts if part.id == id)
    still = progress.counts(position, (tree.asked[id] for id in part.questions))["open"]
    state = "is done" if not still else f"has {numbers.count(still, 'open question')} left"
    title = f"{_number(position, part)} {state}: {part.title}"
    lines = [BLANK, *paragraph([(title, "bold")], width)]
    if id in tree.node:
        lines += _points(assessment, id, width)
        value = assessment.values[id]
        if value is not None and numbers.has_range(value, tree.bounds(id)):
            lines += _unknown(position, part, width)
    else:
        lines += paragraph("This part describes, and gives no points. More is not better.", width, 2)
    return [*lines, BLANK, *so_far(position, assessment, before, width)]


def _points(assessment: Assessment, id: str, width: int) -> list[Line]:
    value, node = assessment.values[id], assessment.tree.node[id]
    if value is None:
        return paragraph("Nothing here applies to you.", width, 2)
    label = names.band_label(assessment, node)
    said = f"{numbers.capital(figure(assessment.tree, id, value))}." + (f" {label}." if label else "")
    return paragraph(said, width, 2)


def _unknown(position: Position, part: InterviewPart, width: int, most: int = 5) -> list[Line]:
    unknown = [id for id in part.questions if position.is_unknown(id) and position.standings[id].state == "unknown"]
    if not unknown:
        return []
    lines = paragraph("What you don't know makes the range:", width, 2)
    for id in unknown[:most]:
        lines += paragraph(position.question(id).text, width, 4)
    return lines + (paragraph(f"and {len(unknown) - most} more", width, 4) if len(unknown) > most else [])
