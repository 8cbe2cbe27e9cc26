"""Every sentence of the interface that is not in a template: one way to say each thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from silk_assess.answers import Given
from silk_assess.assessment import Assessment, Level, Value
from silk_assess.conditions import All, Answered, Any_, Compare, Condition, Is, Not
from silk_assess.exact import HUNDRED, UNIT, decimal, rounded, shown
from silk_assess.pack import Anchor, AnyQuestion, Choice, Choices, Quantity
from silk_assess.states import Standing
from silk_assess.tree import Asked, Node, Tree

TAKES: Final = {1: "days", 2: "weeks", 3: "months"}
_NUMBERS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
CELLS: Final = {
    "inward/goods-services": "Goods and services that come in",
    "inward/finance": "Money that comes in",
    "inward/intangible": "Ideas, methods and rights that come in",
    "outward/goods-services": "Goods and services that go out",
    "outward/finance": "Money that goes out",
    "outward/intangible": "Ideas, methods and rights that go out",
}


# Numbers


def in_words(number: int) -> str:
    """Say a number in words up to twelve.

    >>> in_words(3), in_words(30)
    ('three', '30')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def count(number: int, one: str, many: str = "") -> str:
    """Say how many, in words up to twelve.

    >>> count(1, "question"), count(7, "question"), count(30, "day"), count(0, "answer")
    ('one question', 'seven questions', '30 days', 'no answers')
    """
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """Begin a sentence.

    >>> capital("seven questions")
    'Seven questions'
    """
    return text[:1].upper() + text[1:]


def percent(share: int) -> str:
    """Say a share of 0 to 1,000,000 micro-units in whole per cent; never 100 or 0 before it is reached.

    >>> percent(995_000), percent(1_000_000), percent(4_000), percent(0)
    ('99', '100', '1', '0')
    """
    size = rounded(share, UNIT // 100)
    return str(min(max(size, 1), 99) if 0 < share < UNIT else size)


def sized(value: int) -> str:
    """Say a scale or a threshold, without decimals where there are none.

    >>> sized(40 * UNIT), sized(2_500_000)
    ('40', '2.5')
    """
    return decimal(value)


def span(low: int, high: int, bounds: Iterable[int] = (), words: str = "{} to {}") -> str:
    """Say a range; one number where both ends read alike."""
    known = tuple(bounds)
    ends = shown(low, known), shown(high, known)
    return ends[0] if ends[0] == ends[1] else words.format(*ends)


def has_range(value: Value, bounds: Iterable[int] = ()) -> bool:
    """Say whether a value's range is to be shown beside its point."""
    known = tuple(bounds)
    return shown(value.low, known) != shown(value.high, known)


# Levels and nodes


def level_name(tree: Tree, number: int) -> str:
    """Name a level: "level 1, Preparing"."""
    return f"level {number}, {tree.pack.head.levels[number].title}"


def level_sentences(tree: Tree, level: Level) -> str:
    """Say the level and how sure it is, in two or three short sentences."""
    said = capital(level_name(tree, level.point))
    if level.firm:
        return f"{said}. Firm: no answer still missing can change it."
    ends = f"{level_name(tree, level.low)}, and {level_name(tree, level.high)}"
    return f"{said}, as answered so far. Between {ends}."


def index_title(tree: Tree) -> str:
    """Name the index by what it is made of: all together."""
    return "All together"


def title(tree: Tree, id: str) -> str:
    """Name a node as its author does; the index has no title of its own."""
    return index_title(tree) if id == "index" else tree.node[id].title


def band_label(node: Node, point: int | None) -> str:
    """Say in which band a point lies; empty without point or bands."""
    if point is None or not node.bands:
        return ""
    return [band.label for band in node.bands if band.start <= point][-1]


# Answers


def label(question: AnyQuestion, id: str) -> str:
    """Give the label of an option; yes and no are themselves."""
    if isinstance(question, Choice | Choices | Anchor):
        return next((option.label for option in question.options if option.id == id), id)
    return id


def answer(question: AnyQuestion, value: Given) -> str:
    """Say an answer in the questionnaire's words."""
    if isinstance(value, tuple):
        ordered = [o.label for o in question.options if o.id in value] if isinstance(question, Choices) else list(value)
        return "; ".join(ordered) or "None of these"
    if isinstance(value, int):
        return quantity(question, value)
    return capital(label(question, value)) if value in ("yes", "no") else label(question, value)


def quantity(question: AnyQuestion, value: int) -> str:
    """Say a number with its unit."""
    unit = question.unit if isinstance(question, Quantity) else None
    return decimal(value) + (f" {unit}" if unit else "")


def state(one: Asked, standing: Standing, stored_unknown: bool) -> str:
    """Say the state of a question in the words of the interface."""
    match standing.state:
        case "answered":
            return "answered"
        case "unknown":
            return "don't know" if stored_unknown else "open"
        case "not applicable":
            return "does not apply"
        case "hidden":
            return "not asked"


# Conditions

_RELATIONS: Final = {"at_least": "is at least", "above": "is above", "at_most": "is at most", "below": "is below"}


def say(condition: Condition, name: Callable[[str], str], value: Callable[[str, str | int], str]) -> str:
    """Say a condition as a sentence without its full stop.

    `name` gives the title or text of what is read, `value` an answer or bound in words.
    """
    match condition:
        case All(parts):
            return " and ".join(say(part, name, value) for part in parts)
        case Any_(parts):
            return "either " + " or ".join(say(part, name, value) for part in parts)
        case Not(part):
            return f"not ({say(part, name, value)})"
        case Answered(subject, flag):
            return f"“{name(subject)}” is {'' if flag else 'not '}answered"
        case Is(subject, values):
            return f"“{name(subject)}” is {' or '.join(f'“{value(subject, one)}”' for one in values)}"
        case Compare(subject, relation, written):
            return f"“{name(subject)}” {_RELATIONS[relation]} {value(subject, written)}"


def counts(assessment: Assessment) -> Mapping[str, int]:
    """Count the questions by state: answered, don't know, open, does not apply, not asked."""
    found = {"answered": 0, "don't know": 0, "open": 0, "does not apply": 0, "not asked": 0}
    for one in assessment.tree.questions:
        stored = assessment.answers.answers.get(one.id)
        found[state(one, assessment.standings[one.id], stored is not None and stored.unknown)] += 1
    return found


def of_scale(value: int, node: Node, bounds: Iterable[int] = ()) -> str:
    """Say points with the scale they are measured on: "55.6 of 100"."""
    return f"{shown(value, bounds)} of {sized(node.scale)}"


def is_hundred(node: Node) -> bool:
    """Say whether a node is measured from 0 to 100."""
    return node.scale == HUNDRED
