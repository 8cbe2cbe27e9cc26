"""The end of a part: where one stands, and what was won."""

from __future__ import annotations

from silk_assess.interview.position import Part, Position
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording import names, numbers, progress
from silk_assess.wording.formulas import figure


def breath(position: Position, part: str, assessment: Assessment, before: Assessment | None, width: int) -> list[Line]:
    """Say where one stands after a part, and how the range has narrowed since `before`."""
    tree = position.tree
    one = next(one for one in position.parts if one.id == part)
    still = sum(position.is_open(id) for id in one.questions)
    state = "is done" if not still else f"has {numbers.count(still, 'open question')} left"
    title = f"Part {position.parts.index(one)} of {len(position.parts) - 1} {state}: {one.title}"
    lines = [BLANK, *paragraph([(title, "bold")], width)]
    if part in tree.node:
        lines += _points(assessment, part, width, 2)
        value = assessment.values[part]
        if value is not None and numbers.has_range(value, tree.bounds(part)):
            lines += _unknown(position, one, width)
    else:
        lines += paragraph("This part describes, and gives no points. More is not better.", width, 2)
    return [*lines, BLANK, *standing(position, assessment, before, width)]


def _points(assessment: Assessment, id: str, width: int, indent: int) -> list[Line]:
    value, node = assessment.values[id], assessment.tree.node[id]
    if value is None:
        return paragraph("Nothing here applies to you.", width, indent)
    label = names.band_label(node, value.point)
    return paragraph(
        f"{numbers.capital(figure(assessment.tree, id, value))}." + (f" {label}." if label else ""), width, indent
    )


def _unknown(position: Position, part: Part, width: int, most: int = 5) -> list[Line]:
    unknown = [id for id in part.questions if progress.state_of(position, position.tree.asked[id]) == "don't know"]
    if not unknown:
        return []
    lines = paragraph("What you don't know makes the range:", width, 2)
    for id in unknown[:most]:
        lines += paragraph(position.question(id).text, width, 4)
    return lines + (paragraph(f"and {len(unknown) - most} more", width, 4) if len(unknown) > most else [])


def standing(position: Position, assessment: Assessment, before: Assessment | None, width: int) -> list[Line]:
    """Say the points of all parts, the level as it is so far, and the progress."""
    lines: list[Line] = []
    tree = position.tree
    value = assessment.values.get("index")
    if value is not None:
        said = f"All parts so far: {figure(tree, 'index', value)}."
        earlier = None if before is None else before.values.get("index")
        if earlier is not None and earlier.high - earlier.low > value.high - value.low:
            said += f" Before, the range was {numbers.span(earlier.low, earlier.high)}."
        lines += paragraph(said, width)
    level = assessment.level
    if level is not None:
        reached = names.level_words(tree, level)
        more = (
            " What is left tells what is at stake and what you could do." if level.firm and _is_left(position) else ""
        )
        lines += paragraph([(reached.title, "bold"), reached.rest + more], width)
    return lines + paragraph([(numbers.capital(progress.progress(position)) + ".", "dim")], width)


def _is_left(position: Position) -> bool:
    return any(position.is_open(one.id) for one in position.tree.questions)
