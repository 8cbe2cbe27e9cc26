"""Where one stands so far: the points of all parts, the level, and the progress."""

from __future__ import annotations

from silk_assess.interview.position import Position
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import Line, paragraph
from silk_assess.wording import levels, numbers, progress
from silk_assess.wording.formulas import figure


def so_far(position: Position, assessment: Assessment, before: Assessment | None, width: int) -> list[Line]:
    """Say the points of all parts, with the range that was shown `before` where it was wider; level and progress."""
    said = _points(assessment, before)
    lines = paragraph(said, width) if said else []
    level = assessment.level
    if level is not None:
        reached = levels.level_words(assessment, level)
        is_left = any(position.is_open(one.id) for one in position.tree.questions)
        few = level.firm and is_left and not (levels.much_is_open(assessment) and levels.held_by(assessment))
        more = " What is left tells what is at stake and what you could do." if few else ""
        lines += paragraph([(reached.title, "bold"), reached.rest + more], width)
    return lines + paragraph([(numbers.capital(progress.progress(position)) + ".", "dim")], width)


def _points(assessment: Assessment, before: Assessment | None) -> str:
    value = assessment.values.get("index")
    if value is None:
        return ""
    said = f"All parts so far: {figure(assessment.tree, 'index', value)}."
    earlier = None if before is None else before.values.get("index")
    if earlier is not None and earlier.high - earlier.low > value.high - value.low:
        said += f" Before, the range was {numbers.span(earlier.low, earlier.high)}."
    return said
