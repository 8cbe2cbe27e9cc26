"""A question as it is asked: where it stands, its text and options, the prompt, and its help."""

from __future__ import annotations

from typing import Final

from silk_assess.countries import country_name
from silk_assess.exact import UNIT, decimal
from silk_assess.interview.position import NAME, Position
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.questions import (
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Country,
    Day,
    Quantity,
    Words,
    YesNo,
)
from silk_assess.terminal.layout import BLANK, Line, cut, paragraph, piece
from silk_assess.wording import answers, progress
from silk_assess.wording.numbers import capital, count

_PLAIN_UNITS: Final = 10_000 * UNIT


# The question


def question(position: Position, width: int) -> list[Line]:
    """Print the question at hand, with its place, its progress and its options."""
    one = position.question(position.at)
    lines = [BLANK, *_header(position, width)]
    lines += [*paragraph([(one.text, "bold")], width), BLANK]
    lines += options(one, width)
    stored = position.answer(position.at)
    if stored is not None and position.is_given(position.at):
        lines += paragraph(f"{_now(position)} Enter keeps it.", width)
    for said in written(position, width):
        lines += paragraph(said, width)
    return lines


def _header(position: Position, width: int) -> list[Line]:
    """Say where the question stands, and how far the whole is."""
    if position.role(position.at) == "profile":
        return []
    part = position.part_of(position.at)
    number = part.questions.index(position.at) + 1
    place = f"Part {position.parts.index(part)}, question {number} of {len(part.questions)}."
    if position.mode == "short" and position.at in position.tree.pack.head.short:
        short = position.tree.pack.head.short
        place = f"Question {short.index(position.at) + 1} of {len(short)}."
    lines = paragraph([(f"{place} {group(position, position.at)}", "dim")], width)
    return [*lines, *paragraph([(progress.progress(position), "dim")], width), BLANK]


def group(position: Position, id: str) -> str:
    """Name the dimension, risk or section that a question belongs to."""
    owner = position.tree.asked[id].owner
    return position.tree.node[owner].title if owner in position.tree.node else position.part_of(id).title


def options(one: AnyQuestion, width: int) -> list[Line]:
    """Print the numbered options, if there are any, and when the question does not apply, if it may be said."""
    labels = [label for _, label in answers.options(one)]
    size = len(str(len(labels)))
    lines: list[Line] = []
    for i, label in enumerate(labels, 1):
        lines += paragraph(f"{i:>{size}}\u00a0 {label}", width, 2, size + 4)
    if one.not_applicable:
        key = f"{'/' if isinstance(one, Words) else ''}x"
        lines += paragraph(
            f"{key:>{size}}\u00a0 Does not apply: {one.not_applicable}", width, 2, max(size, len(key)) + 4
        )
    return [*[_spaced(line) for line in lines], BLANK] if lines else []


def _spaced(line: Line) -> Line:
    return tuple((text.replace("\u00a0", " "), style) for text, style in line)


def _now(position: Position) -> str:
    """Say what is stored for the question at hand, as a sentence."""
    stored = position.answer(position.at)
    assert stored is not None
    if stored.unknown:
        return "You said that you don't know."
    if stored.not_applicable is not None:
        reason = f": {cut(stored.not_applicable, 200)}" if stored.not_applicable else ""
        return f"You said that this does not apply{reason}."
    return f"Your answer is {_typed(position, position.at)}."


def _typed(position: Position, id: str) -> str:
    """Say a stored answer as it would be typed."""
    one, stored = position.question(id), position.answer(id)
    assert stored is not None
    if stored.unknown:
        return "don't know"
    if stored.not_applicable is not None:
        return "does not apply" + (f": {cut(stored.not_applicable, 200)}" if stored.not_applicable else "")
    value = stored.value
    if isinstance(one, Choice | Choices | Anchor):
        chosen = value if isinstance(value, tuple) else (value,)
        numbers = [str(i) for i, (id, _) in enumerate(answers.options(one), 1) if id in chosen]
        return " ".join(numbers) or "none of these"
    return cut(said(one, value if value is not None else ""), 200)


def said(one: AnyQuestion, value: str | tuple[str, ...] | int) -> str:
    """Say an answer in words, a country with its name, yes and no small."""
    if isinstance(one, Country):
        return f"{value}, {country_name(str(value))}"
    if isinstance(one, YesNo):
        return str(value)
    return answers.answer(one, value)


def written(position: Position, width: int) -> list[str]:
    """Say the note and the evidence that stand with a question."""
    stored = position.answer(position.at)
    if stored is None:
        return []
    found = [f"Your note: {cut(stored.note, 200)}"] if stored.note else []
    return found + [f"Your evidence: {cut(proof, 200)}" for proof in stored.evidence[:3]]


# The prompt


def prompt(position: Position) -> str:
    """Say what may be typed now, in a few words."""
    match position.place:
        case "reason":
            return "Your reason, or Enter for none"
        case "parts":
            return f"A part, a question's id, or Enter {_back(position)}"
        case "list":
            return f"A number, a question's id, or Enter {_back(position)}"
        case "pause":
            return "Enter goes on, q stops"
        case "end":
            return "Enter finishes, b goes back, o shows all"
    one = position.question(position.at)
    key = "/?" if isinstance(one, Words | Country) else "?"
    return f"{_expected(one, position.at)}, or {key} for help"


def _back(position: Position) -> str:
    return "for the result" if position.origin == "end" else "to go back"


def _expected(one: AnyQuestion, id: str) -> str:
    match one:
        case Choice(options=options) | Anchor(options=options):
            return f"1 to {len(options)}"
        case Choices(options=options):
            none = "" if any(option.exclusive for option in options) else ", 0 for none"
            return f"All that hold, such as 1 {min(3, len(options))}{none}"
        case YesNo():
            return "y or n"
        case Quantity():
            return _number(one)
        case Country():
            return "Two letters, such as FR or KR"
        case Day():
            return "A day, such as 2026-11-24"
        case _:
            return "Name" if id == NAME else "Words"


def _number(one: Quantity) -> str:
    unit = one.unit or ""
    known = unit[:1].isalpha() and len(unit) <= 20
    said = capital(unit) if known else f"A number in {unit}" if unit and len(unit) <= 20 else "A number"
    if one.minimum is not None and one.maximum is not None and one.maximum <= _PLAIN_UNITS:
        return f"{said}, {decimal(one.minimum)} to {decimal(one.maximum)}"
    return said


# What was done


def saved(position: Position, id: str, width: int) -> list[Line]:
    """Confirm an answer in words; it is on disk."""
    one, stored = position.question(id), position.answer(id)
    assert stored is not None
    if isinstance(stored.value, tuple) and len(stored.value) > 1 and isinstance(one, Choices):
        labels = [option.label for option in one.options if option.id in stored.value]
        lines = paragraph([("Saved:", "dim"), f" {labels[0]}"], width, 0, 7)
        return lines + [line for label in labels[1:] for line in paragraph(label, width, 7)]
    if stored.unknown:
        text = "don't know"
    elif stored.not_applicable is not None:
        text = "does not apply" + (f". {cut(stored.not_applicable, 200)}" if stored.not_applicable else "")
    else:
        text = said(one, stored.value if stored.value is not None else "")
    return paragraph([("Saved:", "dim"), f" {cut(text, 200)}"], width)


def kept(position: Position, id: str, width: int) -> list[Line]:
    """Confirm that an answer stays as it is."""
    return paragraph(f"Kept: {_typed(position, id)}", width)


# Help


def help(position: Position, width: int) -> list[Line]:
    """Print all that there is to know of the question at hand, and what may be typed."""
    one = position.question(position.at)
    blocks = [
        _block("What is meant", _meant(position, one), width),
        _block("The answers", _option_help(one), width),
        _block("Why we ask", [_why(position)], width),
        _block("What could prove it", [one.evidence] if one.evidence else [], width),
        _block("A first step", [one.step] if one.step else [], width),
        _block("Words", _terms(position, one), width),
        _block("Sources", _sources(position, one), width),
        _keys(position, width),
    ]
    return [BLANK, *[line for block in blocks for line in block]]


def _block(title: str, texts: list[str], width: int) -> list[Line]:
    if not texts:
        return []
    hang = 4 if title in ("Words", "Sources") else 2
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


_TIMES: Final = {UNIT // 2: "half", UNIT: "once", 2 * UNIT: "double", 3 * UNIT: "three times", 4 * UNIT: "four times"}


def _why(position: Position) -> str:
    """Say what hangs on the question, its weight in words first."""
    role, id = position.role(position.at), position.at
    if role == "profile":
        return "It describes you in the report and finds organisations like yours. It is never scored."
    one, name = position.tree.asked[id], group(position, id)
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
        others = count(waiting, "other question")
        said += f" Whether {others} {'is' if waiting == 1 else 'are'} asked depends on it."
    return f"{reason} {said}" if reason else said


def _terms(position: Position, one: AnyQuestion) -> list[str]:
    return [f"{term.term}: {term.meaning}" for term in position.tree.pack.glossary if term.id in one.terms]


def _sources(position: Position, one: AnyQuestion) -> list[str]:
    known = [source for source in position.tree.pack.head.sources if source.id in one.sources]
    return [source.title + (f", {source.year}" if source.year else "") for source in known]


_KEYS: Final[dict[type, str]] = {Choices: "1 3", Quantity: "a number", Country: "KR", Words: "words", Day: "a day"}


def _keys(position: Position, width: int) -> list[Line]:
    """List the keys, two in a line where there is room."""
    one = position.question(position.at)
    slash = "/" if isinstance(one, Words | Country) else ""
    is_profile = position.role(position.at) == "profile"
    pairs = [(_KEYS.get(type(one), _expected(one, position.at).partition(",")[0]), "your answer")]
    pairs += [] if is_profile else [(f"{slash}d", "don't know")]
    pairs += [(f"{slash}x", "does not apply")] if one.not_applicable else []
    pairs += [(f"{slash}s", "leave it empty" if is_profile else "skip, leave it open"), (f"{slash}b", "back")]
    pairs += [] if is_profile else [(f"{slash}+ text", "add a note"), (f"{slash}e text", "add evidence")]
    pairs += [(f"{slash}o", "overview, jump"), ("/word", "find a question"), (f"{slash}q", "save and leave")]
    first = max(len(key) for key, _ in pairs)
    texts = [f"{key:<{first}}  {what}" for key, what in pairs]
    column = max(len(text) for text in texts) + 4
    rows = (
        [texts[i : i + 2] for i in range(0, len(texts), 2)] if 2 + 2 * column <= width else [[text] for text in texts]
    )
    lines = [(piece("  " + "".join(f"{text:<{column}}" for text in row).rstrip()),) for row in rows]
    return [BLANK, (("You can type", "bold"),), *lines]
