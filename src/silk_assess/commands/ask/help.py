"""The help of a question: all that there is to know of it, and the keys that may be typed."""

from __future__ import annotations

from typing import Final

from silk_assess.commands.ask.prompt import example, slash_shown
from silk_assess.commands.ask.question import owner_title
from silk_assess.exact import UNIT, decimal
from silk_assess.interview.position import Position
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.questions import Anchor, AnyQuestion, Choice, Choices
from silk_assess.terminal.layout import BLANK, Line, paragraph, piece
from silk_assess.wording.numbers import count


def help(position: Position, width: int) -> list[Line]:
    """Print all that there is to know of the question at hand, and what may be typed."""
    one = position.question(position.at)
    blocks = [
        _block("What is meant", _meant(position, one), width),
        _block("The answers", _option_help(one), width),
        _block("Why we ask", [_why(position)], width),
        _block("What could prove it", [one.evidence] if one.evidence else [], width),
        _block("A first step", [one.step] if one.step else [], width),
        _block("Words", _terms(position, one), width, 4),
        _block("Sources", _sources(position, one), width, 4),
        _keys(position, width),
    ]
    return [BLANK, *[line for block in blocks for line in block]]


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


def _option_help(one: AnyQuestion) -> list[str]:
    if not isinstance(one, Choice | Choices | Anchor):
        return []
    helps = [(i, option.help) for i, option in enumerate([*one.options], 1)]
    return [f"{i}: {text}" for i, text in helps if text]


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
    """List the keys, two in a line where there is room."""
    one = position.question(position.at)
    slash = slash_shown(one)
    is_profile = position.role(position.at) == "profile"
    pairs = [(example(one), "your answer")]
    pairs += [] if is_profile else [(f"{slash}d", "don't know")]
    pairs += [(f"{slash}x", "does not apply")] if one.not_applicable else []
    pairs += [(f"{slash}s", "leave it empty" if is_profile else "skip, leave it open"), (f"{slash}b", "back")]
    pairs += [] if is_profile else [(f"{slash}+ text", "add a note"), (f"{slash}e text", "add evidence")]
    pairs += [(f"{slash}o", "overview, jump"), ("/word", "find a question"), (f"{slash}q", "save and leave")]
    first = max(len(key) for key, _ in pairs)
    texts = [f"{key:<{first}}  {what}" for key, what in pairs]
    column = max(len(text) for text in texts) + 4
    in_a_line = 2 if 2 + 2 * column <= width else 1
    rows = [texts[i : i + in_a_line] for i in range(0, len(texts), in_a_line)]
    lines = [(piece("  " + "".join(f"{text:<{column}}" for text in row).rstrip()),) for row in rows]
    return [BLANK, (("You can type", "bold"),), *lines]
