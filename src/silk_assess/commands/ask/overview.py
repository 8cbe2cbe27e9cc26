"""The overview of parts and of the questions in one, to choose from."""

from __future__ import annotations

from silk_assess.interview.position import Part, Position
from silk_assess.terminal.layout import BLANK, Line, cut, paragraph, piece
from silk_assess.wording import numbers, progress


def overview(position: Position, width: int) -> list[Line]:
    """Print all parts with their progress."""
    lines = [BLANK, *paragraph(f"{progress.progress(position)}", width), BLANK]
    longest = max(len(piece(part.title)[0]) for part in position.parts)
    for i, part in enumerate(position.parts):
        done, total = _done(position, part)
        text = f"{done} of {total} done" if part.id else f"{done} of {total} given"
        gap = f"{i:>3}  {piece(part.title)[0]:<{longest}}  {text}"
        if len(gap) <= width and width >= 60:
            lines.append((piece(gap),))
        else:
            lines += [*paragraph(f"{i}: {part.title}", width, 2, 5), *paragraph(text, width, 5)]
    return [*lines, BLANK]


def _done(position: Position, part: Part) -> tuple[int, int]:
    counted = [id for id in part.questions if not part.id or position.standings[id].state != "hidden"]
    return sum(position.is_given(id) and position.is_asked(id) for id in counted), len(counted)


def listing(position: Position, part: str | None, word: str, width: int) -> list[Line]:
    """List questions with their states, to choose from."""
    if part is None:
        many = len(position.listed)
        found = f'{numbers.capital(numbers.count(many, "question"))} with "{word}"'
        lines = [BLANK, *paragraph([(found, "bold")], width), BLANK]
    else:
        one = next(one for one in position.parts if one.id == part)
        title = f"Part {position.parts.index(one)}: {one.title}" if one.id else one.title
        lines = [BLANK, *paragraph([(title, "bold")], width), BLANK]
    marks = [mark(position, id) for id in position.listed]
    longest = max(len(text) for text in marks)
    for i, (id, text) in enumerate(zip(position.listed, marks, strict=True), 1):
        start = 5 + longest + 2
        if width >= 60:
            lines.append((piece(f"{i:>3}  {text:<{longest}}  {cut(position.question(id).text, width - start)}"),))
        else:
            lines += [(piece(f"{i:>3}  {text}"),), (piece(f"     {cut(position.question(id).text, width - 5)}"),)]
    return [*lines, BLANK]


def mark(position: Position, id: str) -> str:
    """Say the state of a question in the overview, with what else stands there."""
    stored = position.answer(id)
    if position.role(id) == "profile":
        found: str = "given" if position.is_given(id) else "empty"
        found = found if position.is_asked(id) else "not asked"
    else:
        found = progress.state_of(position, position.tree.asked[id])
    if stored is not None and stored.note:
        found += ", note"
    if stored is not None and stored.evidence:
        found += ", evidence"
    return found + (", you are here" if id == position.at and position.origin == "question" else "")
