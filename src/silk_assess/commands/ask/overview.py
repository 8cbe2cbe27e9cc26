"""What there is to choose from: the overview of parts, and the questions of one or those that hold some words."""

from __future__ import annotations

from silk_assess.interview.position import InterviewPart, Position
from silk_assess.terminal.layout import BLANK, TABLES_FROM, Line, cut, paragraph, piece
from silk_assess.wording import numbers, progress


def overview(position: Position, width: int) -> list[Line]:
    """Print all parts with their progress."""
    lines = [BLANK, *paragraph(progress.progress(position), width), BLANK]
    longest = max(len(piece(part.title)[0]) for part in position.parts)
    for i, part in enumerate(position.parts):
        text = _done(position, part)
        row = f"{i:>3}  {piece(part.title)[0]:<{longest}}  {text}"
        if len(row) <= width and width >= TABLES_FROM:
            lines.append((piece(row),))
        else:
            lines += [*paragraph(f"{i}: {part.title}", width, 2, 5), *paragraph(text, width, 5)]
    return [*lines, BLANK]


def _done(position: Position, part: InterviewPart) -> str:
    if part.id:
        return progress.done(progress.counts(position, (position.tree.asked[id] for id in part.questions)))
    asked = [position.is_given(id) for id in part.questions if position.is_asked(id)]
    return f"{sum(asked)} of {len(asked)} given"


def part_listed(position: Position, id: str, width: int) -> list[Line]:
    """List the questions of a part with their states, to choose from."""
    part = next(part for part in position.parts if part.id == id)
    title = f"Part {position.parts.index(part)}: {part.title}" if part.id else part.title
    return _listing(position, title, width)


def words_found(position: Position, words: str, width: int) -> list[Line]:
    """List the questions that hold some words with their states, to choose from."""
    many = numbers.capital(numbers.count(len(position.listed), "question"))
    return _listing(position, f'{many} with "{words}"', width)


def _listing(position: Position, title: str, width: int) -> list[Line]:
    lines = [BLANK, *paragraph([(title, "bold")], width), BLANK]
    states = [_state(position, id) for id in position.listed]
    longest = max(len(text) for text in states)
    start = 5 + longest + 2
    for i, (id, state) in enumerate(zip(position.listed, states, strict=True), 1):
        text = position.question(id).text
        if width >= TABLES_FROM:
            lines.append((piece(f"{i:>3}  {state:<{longest}}  {cut(text, width - start)}"),))
        else:
            lines += [(piece(f"{i:>3}  {state}"),), (piece(f"     {cut(text, width - 5)}"),)]
    return [*lines, BLANK]


def _state(position: Position, id: str) -> str:
    """Say the state of a question, with what else stands there."""
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
