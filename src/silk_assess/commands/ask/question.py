"""A question as it is asked: where it stands, its text, its options, and what is stored for it."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Final

from silk_assess.commands.ask import stored
from silk_assess.commands.ask.prompt import slash, slash_shown
from silk_assess.interview.position import Position
from silk_assess.questionnaire.model.questions import AnyQuestion
from silk_assess.terminal.layout import BLANK, Line, cut, paragraph, with_plain_blanks
from silk_assess.wording import answers, progress


def question(position: Position, width: int) -> list[Line]:
    """Print the question at hand, with its place, its progress, the gist of its guidance, and its options."""
    one = position.question(position.at)
    text = [*paragraph([(one.text, "bold")], width), *_gist(one, width), BLANK]
    return [BLANK, *_header(position, width), *text, *options(one, width), *stored.now(position, width)]


_GIST: Final = 2


def _gist(one: AnyQuestion, width: int) -> list[Line]:
    """Print guidance in at most two lines, cut behind a sentence or else a word, with the key for the rest."""
    text = " ".join((one.guidance or "").split())
    lines = paragraph(text, width, style="dim") if text else []
    if len(lines) <= _GIST:
        return lines
    more = f" ({slash_shown(one)}? for more)"
    head = text[: _GIST * width]
    sentences = [head[: found.end()] for found in re.finditer(r"[.!?](?= )", head)]
    words = [head[: found.start()].rstrip(",;:") + "…" for found in re.finditer(" ", head)]
    letters = [f"{head[:end]}…" for end in range(1, len(head))]
    cuts = (paragraph(said + more, width, style="dim") for some in (sentences, words, letters) for said in some[::-1])
    return next(lines for lines in cuts if len(lines) <= _GIST)


def _header(position: Position, width: int) -> list[Line]:
    """Say where the question stands, and how far the whole is."""
    if position.role(position.at) == "profile":
        return []
    lines = paragraph([(f"{place(position, position.at)}. {owner_title(position, position.at)}", "dim")], width)
    far = _gone_through(position) if position.walks else progress.progress(position, position.counted)
    return [*lines, *paragraph([(far, "dim")], width), BLANK]


def _gone_through(position: Position) -> str:
    """Say how far a walk through what is there already is."""
    ids = [id for id in position.route if position.is_asked(id)]
    return f"{sum(id in position.passed for id in ids)} of {len(ids)} gone through"


def place(position: Position, id: str) -> str:
    """Say where a question stands: by its number in its part or in the short list; by its id in the profile."""
    if position.role(id) == "profile":
        return f"The question {id}"
    short = [one.id for one in position.counted] if position.mode == "short" else []
    if id in short:
        return f"Question {short.index(id) + 1} of {len(short)}"
    part = position.part_of(id)
    number = part.questions.index(id) + 1
    return f"Part {position.parts.index(part)}, question {number} of {len(part.questions)}"


def owner_title(position: Position, id: str) -> str:
    """Name the dimension, risk or section that a question belongs to."""
    owner = position.tree.asked[id].owner
    return position.tree.node[owner].title if owner in position.tree.node else position.part_of(id).title


def options(one: AnyQuestion, width: int, with_help: bool = False) -> list[Line]:
    """Print the numbered options, if there are any, and when the question does not apply, if it may be said."""
    labels = [label for _, label in answers.options(one)]
    helps = [option.help if with_help else None for option in getattr(one, "options", ())]
    size = len(str(len(labels)))
    lines: list[Line] = []
    for i, (label, more) in enumerate(zip_longest(labels, helps), 1):
        lines += paragraph(f"{i:>{size}}\u00a0 {label}", width, 2, size + 4)
        lines += paragraph(more, width, size + 4, style="dim") if more else []
    if one.not_applicable:
        key = f"{slash(one)}x"
        said = f"{key:>{size}}\u00a0 Does not apply: {one.not_applicable}"
        lines += paragraph(said, width, 2, max(size, len(key)) + 4)
    return [*with_plain_blanks(lines), BLANK] if lines else []


def reason(position: Position, width: int) -> list[Line]:
    """Say when one may say that the question at hand does not apply; the reason is asked for."""
    return paragraph(f"Does not apply means: {position.question(position.at).not_applicable}", width)


def names(by: str, width: int) -> list[Line]:
    """Ask who answered; what is known already is shown."""
    known = f"So far it says: {cut(by, 200)}. Enter keeps it." if by else "Enter leaves it out."
    said = f"For the report's first page: who answered? Names or a few words, such as: Board and two members. {known}"
    return [BLANK, *paragraph(said, width)]
