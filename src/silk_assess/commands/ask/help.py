"""The two pages behind a question: all that helps to answer it, on one screen; and evidence, a first step, sources."""

from __future__ import annotations

from typing import Final

from silk_assess.commands.ask import stored
from silk_assess.commands.ask.prompt import prompt, slash_shown
from silk_assess.commands.ask.question import options, owner_title
from silk_assess.exact import UNIT, decimal
from silk_assess.interview.position import Position
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.questions import AnyQuestion
from silk_assess.terminal.layout import BLANK, TABLES_FROM, Line, paragraph, piece
from silk_assess.wording.numbers import count

# A page and the prompt below it fill at most a screen of so many lines.
ROWS: Final = 24


def help(position: Position, width: int) -> list[Line]:
    """Print the question at hand with all that helps to answer it, and what may be typed.

    What is stored, why it is asked and what its words mean stand here as far as there is room on
    one screen; the reason and the words else stand on the second page.
    """
    return _pages(position, width)[0]


def sources(position: Position, width: int) -> list[Line]:
    """Print what could prove the answer, a first step and sources, and whatever had no room on the first page."""
    return _pages(position, width)[1]


def _pages(position: Position, width: int) -> tuple[list[Line], list[Line]]:
    one = position.question(position.at)
    first = [BLANK, *paragraph([(one.text, "bold")], width)]
    first += [line for text in _meant(position, one) for line in paragraph(text, width)]
    choices, keys = options(one, width, with_help=True), _keys(position, width)
    first += [BLANK, *choices] if choices else [BLANK]
    room = ROWS - len(first) - len(keys) - len(paragraph(f"{prompt(position)} >", width - 4))
    second: list[Line] = []
    more = [
        stored.now(position, width),
        _block("Why we ask", [_why(position)], width),
        _block("Words", _terms(position, one), width, 4),
    ]
    for block in more:
        if block and len(block) + 1 <= room:
            first += [*block, BLANK]
            room -= len(block) + 1
        elif block is not more[0]:
            second += block
    second += _block("What could prove it", [one.evidence] if one.evidence else [], width)
    second += _block("A first step", [one.step] if one.step else [], width)
    second += _block("Sources", _sources(position, one), width, 4)
    said = second or paragraph("There is no more about this question.", width)
    enter = stored.now(position, width) or paragraph("Enter shows the question again.", width)
    return [*first, *keys], [BLANK, *said, BLANK, *enter]


def _block(title: str, texts: list[str], width: int, hang: int = 2) -> list[Line]:
    if not texts:
        return []
    return [((title, "bold"),), *(line for text in texts for line in paragraph(text, width, 2, hang))]


def _meant(position: Position, one: AnyQuestion) -> list[str]:
    found = [one.guidance] if one.guidance else []
    if position.role(position.at) in ("likelihood", "impact", "control"):
        node = position.tree.node[position.tree.asked[position.at].owner]
        about = getattr(node.source, "about", None)
        found.append(f"The risk: {node.title}." + (f" {about}" if about else ""))
    return found


def _why(position: Position) -> str:
    """Say what hangs on the question, its weight in words first."""
    role, id = position.role(position.at), position.at
    if role == "profile":
        return "It describes you in the report and finds organisations like yours. It is never scored."
    one, name = position.tree.asked[id], owner_title(position, id)
    reason = getattr(one.question, "weight_reason", None)
    if role == "flow":
        said = "It describes what crosses your borders. Flows have no part in points or level."
    elif not one.scored:
        said = "It gives no points. It helps to read the other answers."
    elif role == "likelihood":
        said = f"With the harm it could do, it says how large this risk is: {name}."
    elif role == "impact":
        said = f"With its likelihood, it says how large this risk is: {name}."
    elif not one.weight:
        said = f"It is shown in {name} and never counted."
    else:
        times = _TIMES.get(one.weight, f"{decimal(one.weight)} times")
        said = f'It counts {times} {"against the risk" if role == "control" else "in"} "{name}".'
    waiting = sum(id in reads(other.when) for other in position.tree.questions)
    if waiting:
        others = count(waiting, "other question is", "other questions are")
        said += f" Whether {others} asked depends on it."
    return f"{reason} {said}" if reason else said


_TIMES: Final = {UNIT // 2: "half", UNIT: "once", 2 * UNIT: "double", 3 * UNIT: "three times", 4 * UNIT: "four times"}


def _terms(position: Position, one: AnyQuestion) -> list[str]:
    return [f"{term.term}: {term.meaning}" for term in position.tree.pack.glossary if term.id in one.terms]


def _sources(position: Position, one: AnyQuestion) -> list[str]:
    known = [source for source in position.tree.pack.head.sources if source.id in one.sources]
    return [source.title + (f", {source.year}" if source.year else "") for source in known]


def _keys(position: Position, width: int) -> list[Line]:
    """List the keys, as many in a line as there is room for."""
    slash = slash_shown(position.question(position.at))
    is_profile = position.role(position.at) == "profile"
    pairs = [] if is_profile else [("d", "don't know")]
    pairs += [("s", "leave it empty" if is_profile else "skip"), ("b", "back")]
    pairs += [] if is_profile else [("+ text", "a note"), ("e text", "evidence")]
    pairs += [
        ("o", "overview, jump"),
        ("q", "leave, with the result" if position.tries else "save and leave"),
        ("??", "sources and more"),
    ]
    shown = [(slash + key, what) for key, what in pairs] + [("/word", "find a question")]
    first = max(len(key) for key, _ in shown)
    if width < TABLES_FROM:
        return paragraph(", ".join(f"{key} {what}" for key, what in shown), width)
    texts = [f"{key:<{first}}  {what}" for key, what in shown]
    column = max(len(text) for text in texts) + 2
    in_a_line = (width + 2) // column
    rows = [texts[i : i + in_a_line] for i in range(0, len(texts), in_a_line)]
    return [(piece("".join(f"{text:<{column}}" for text in row).rstrip()),) for row in rows]
