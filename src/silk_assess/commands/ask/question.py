"""A question as it is asked: where it stands, its text, its options, and what is stored for it."""

from __future__ import annotations

from silk_assess.commands.ask import stored
from silk_assess.commands.ask.prompt import slash
from silk_assess.interview.position import Position
from silk_assess.questionnaire.model.questions import AnyQuestion
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording import answers, progress


def question(position: Position, width: int) -> list[Line]:
    """Print the question at hand, with its place, its progress and its options."""
    one = position.question(position.at)
    text = [*paragraph([(one.text, "bold")], width), BLANK]
    return [BLANK, *_header(position, width), *text, *_options(one, width), *stored.now(position, width)]


def _header(position: Position, width: int) -> list[Line]:
    """Say where the question stands, and how far the whole is."""
    if position.role(position.at) == "profile":
        return []
    lines = paragraph([(f"{place(position, position.at)}. {owner_title(position, position.at)}", "dim")], width)
    return [*lines, *paragraph([(progress.progress(position), "dim")], width), BLANK]


def place(position: Position, id: str) -> str:
    """Say where a question stands: by its number in its part or in the short list; by its id in the profile."""
    if position.role(id) == "profile":
        return f"The question {id}"
    short = position.tree.pack.head.short
    if position.mode == "short" and id in short:
        return f"Question {short.index(id) + 1} of {len(short)}"
    part = position.part_of(id)
    number = part.questions.index(id) + 1
    return f"Part {position.parts.index(part)}, question {number} of {len(part.questions)}"


def owner_title(position: Position, id: str) -> str:
    """Name the dimension, risk or section that a question belongs to."""
    owner = position.tree.asked[id].owner
    return position.tree.node[owner].title if owner in position.tree.node else position.part_of(id).title


def _options(one: AnyQuestion, width: int) -> list[Line]:
    """Print the numbered options, if there are any, and when the question does not apply, if it may be said."""
    labels = [label for _, label in answers.options(one)]
    size = len(str(len(labels)))
    lines: list[Line] = []
    for i, label in enumerate(labels, 1):
        lines += paragraph(f"{i:>{size}}\u00a0 {label}", width, 2, size + 4)
    if one.not_applicable:
        key = f"{slash(one)}x"
        said = f"{key:>{size}}\u00a0 Does not apply: {one.not_applicable}"
        lines += paragraph(said, width, 2, max(size, len(key)) + 4)
    return [*[_with_plain_blanks(line) for line in lines], BLANK] if lines else []


def _with_plain_blanks(line: Line) -> Line:
    """Turn the blanks that held a number and its label together into plain ones, once the line is wrapped."""
    return tuple((text.replace("\u00a0", " "), style) for text, style in line)


def reason(position: Position, width: int) -> list[Line]:
    """Say when one may say that the question at hand does not apply; the reason is asked for."""
    return paragraph(f"Does not apply means: {position.question(position.at).not_applicable}", width)
