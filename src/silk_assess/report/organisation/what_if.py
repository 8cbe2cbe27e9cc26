"""What each other answer would change."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import answers, names
from silk_assess.wording.numbers import capital, count, plural


class Alternative(NamedTuple):
    """What one other answer would do: the points of what stands above, and the level."""

    answer: str
    points: str
    level: str
    moves: bool


class WhatIf(NamedTuple):
    """A question with all its other answers."""

    id: str
    question: str
    now: str
    alternatives: tuple[Alternative, ...]


class WhatIfTable(NamedTuple):
    """The table of single changes, with its finding."""

    finding: str
    head: str
    rows: tuple[WhatIf, ...]


def changes(found: Findings) -> WhatIfTable | None:
    """Lay out every single change of an answer and what it would do; None where there is none."""
    if not found.changes:
        return None
    tree, level = found.tree, found.assessment.level
    roots = tree.roots
    head = "All together" if roots == ("index",) else " and ".join(names.title(tree, id) for id in roots)
    rows: dict[str, list[Alternative]] = {}
    moving: set[str] = set()
    for change in found.changes:
        points = "; ".join(
            "no figure" if change.points[id] is None else found.points(id, change.points[id]) for id in roots
        )
        moves = change.level != level
        said = ""
        if change.level is not None:
            low, high = (found.level_title(number) for number in (change.level.low, change.level.high))
            said = low if low == high else f"{low} to {high}"
        if moves and level is not None and change.level is not None and change.level.point > level.point:
            moving.add(change.question)
        answer = answers.answer(found.question(change.question).question, change.answer)
        rows.setdefault(change.question, []).append(Alternative(answer, points, said, moves))
    found_ = tuple(
        WhatIf(id, found.question(id).question.text, found.answer(id), tuple(alternatives))
        for id, alternatives in rows.items()
    )
    if level is None:
        finding = "What one other answer would do to the figures, everything else as answered."
    elif not moving:
        finding = "No single other answer would lift your level as answered."
    else:
        have = capital(count(len(moving), "question has", "questions have"))
        own = plural(len(moving), "its", "their")
        finding = f"{have} an answer that would lift your level on {own} own."
    return WhatIfTable(finding, head, found_)
