"""Every sentence of the interface that is not in a template: one way to say each thing."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from silk_assess.answers.model import Answers, Given
from silk_assess.answers.state import Standing
from silk_assess.exact import HUNDRED, UNIT, decimal, rounded, shown
from silk_assess.questionnaire.conditions import All, Answered, Any_, Compare, Condition, Is, Not
from silk_assess.questionnaire.model.questions import FLOW_IDS, Anchor, AnyQuestion, Choice, Choices, Quantity
from silk_assess.questionnaire.tree import Asked, Node, Tree
from silk_assess.scoring.assessment import Level, Value

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


def span(low: int, high: int, bounds: Iterable[int] = (), words: str = "{} to {}") -> str:
    """Say a range; one number where both ends read alike."""
    known = tuple(bounds)
    ends = shown(low, known), shown(high, known)
    return ends[0] if ends[0] == ends[1] else words.format(*ends)


def between(low: int, high: int, bounds: Iterable[int] = ()) -> str:
    """Say the two ends of a range: "50.0 and 55.9"; one number where both read alike."""
    return span(low, high, bounds, "{} and {}")


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


def title(tree: Tree, id: str) -> str:
    """Name a node as its author does; the index has no title of its own."""
    return "All together" if id == "index" else tree.node[id].title


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


def options(question: AnyQuestion) -> tuple[tuple[str, str], ...]:
    """List a question's options, in their order: id and label."""
    match question:
        case Choice(options=few) | Anchor(options=few):
            return tuple((option.id, option.label) for option in few)
        case Choices(options=many):
            return tuple((option.id, option.label) for option in many)
        case _:
            return ()


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


def say(
    condition: Condition,
    name: Callable[[str], str],
    value: Callable[[str, str | int], str],
    quoted: Callable[[str], str] = "“{}”".format,
) -> str:
    """Say a condition as a sentence without its full stop.

    `name` gives the title or text of what is read, `value` an answer or bound in words; names,
    answers and options are put between quotes by `quoted`.
    """

    def inner(part: Condition) -> str:
        return say(part, name, value, quoted)

    match condition:
        case All(parts):
            return " and ".join(map(inner, parts))
        case Any_(parts):
            return "either " + " or ".join(map(inner, parts))
        case Not(Is(subject, values)):
            return f"{quoted(name(subject))} is not {' or '.join(quoted(value(subject, one)) for one in values)}"
        case Not(part):
            return f"not ({inner(part)})"
        case Answered(subject, flag):
            return f"{quoted(name(subject))} is {'' if flag else 'not '}answered"
        case Is(subject, values):
            return f"{quoted(name(subject))} is {' or '.join(quoted(value(subject, one)) for one in values)}"
        case Compare(subject, relation, written, _, ranks):
            bound = value(subject, written)
            return f"{quoted(name(subject))} {_RELATIONS[relation]} {quoted(bound) if ranks else bound}"


class HasAnswers(Protocol):
    """Answers to a questionnaire with the state of each question: an assessment, or a sitting of the interview."""

    @property
    def tree(self) -> Tree:
        """The questionnaire."""

    @property
    def answers(self) -> Answers:
        """What was answered."""

    @property
    def standings(self) -> Mapping[str, Standing]:
        """The state of each question, by its id."""


def counts(assessment: HasAnswers) -> Mapping[str, int]:
    """Count the questions by state: answered, don't know, open, does not apply, not asked."""
    found = {"answered": 0, "don't know": 0, "open": 0, "does not apply": 0, "not asked": 0}
    for one in assessment.tree.questions:
        found[state_of(assessment, one)] += 1
    return found


def state_of(assessment: HasAnswers, one: Asked) -> str:
    """Say the state of one question in the words of the interface."""
    stored = assessment.answers.answers.get(one.id)
    return state(one, assessment.standings[one.id], stored is not None and stored.unknown)


def progress(assessment: HasAnswers, brief: bool = False) -> str:
    """Say how far one is: "32 of 100 done, 2 don't know, about 25 minutes left".

    Done is what has an answer, "don't know" and "does not apply" included; of all questions but
    those ruled out by other answers. The time is that of the open ones.
    """
    given = counts(assessment)
    done, total = done_of(given)
    said, unknown = [f"{done} of {total} done"], given["don't know"]
    if unknown and not brief:
        said.append(f"{unknown} don't know")
    left = time_left(assessment)
    return ", ".join([*said, f"{left} left"] if left else said)


def done_of(given: Mapping[str, int]) -> tuple[int, int]:
    """Count the questions that are done, and those that may be: all but the ones that are not asked.

    >>> done_of({"answered": 29, "don't know": 2, "does not apply": 1, "open": 68, "not asked": 0})
    (32, 100)
    """
    done = given["answered"] + given["don't know"] + given["does not apply"]
    return done, done + given["open"]


def time_left(assessment: HasAnswers) -> str:
    """Say how long the open questions take; empty where none is open."""
    still = [one for one in assessment.tree.questions if state_of(assessment, one) == "open"]
    return minutes(still) if still else ""


def other(number: int) -> str:
    """Say "the other 88 questions", or the one."""
    return "the other question" if number == 1 else f"the other {in_words(number)} questions"


def told_counts(given: Mapping[str, int]) -> list[str]:
    """Say how many questions are in each state, those with none left out.

    >>> told_counts({"answered": 91, "don't know": 3, "does not apply": 1})
    ['91 answered', "3 don't know", '1 does not apply']
    """
    found = [f"{given['answered']} answered"]
    for state in ("don't know", "does not apply", "open", "not asked"):
        number = given.get(state, 0)
        word = "do not apply" if state == "does not apply" and number != 1 else state
        found += [f"{number} {word}"] if number else []
    return found


def is_hundred(node: Node) -> bool:
    """Say whether a node is measured from 0 to 100."""
    return node.scale == HUNDRED


# Commands and time


def command(*words: str) -> str:
    """Write a command of ours whole, ready to be pasted.

    >>> command("score", "our answers.yaml")
    "silk-assess score 'our answers.yaml'"
    """
    return shlex.join(("silk-assess", *words))


def minutes(questions: Iterable[Asked]) -> str:
    """Say how long questions take: 10 seconds each and 3 words a second, to 5 minutes from 10 on."""
    seconds = sum(30 + len(_to_read(one.question).split()) for one in questions) / 3
    size = max(round(seconds / 60), 1)
    if size >= 10:
        size = 5 * round(seconds / 300)
    return f"about {size} minute{'' if size == 1 else 's'}"


def _to_read(question: AnyQuestion) -> str:
    labels = [one.label for one in question.options] if isinstance(question, Choice | Choices | Anchor) else []
    return " ".join([question.text, *labels])


def condition(tree: Tree, when: Condition) -> str:
    """Say a condition of a questionnaire with its own titles, texts and labels, for the terminal."""

    def name(id: str) -> str:
        if id in FLOW_IDS:
            cell, facet = FLOW_IDS[id]
            return f"{CELLS[cell]}, {'now' if facet == 'now' else 'in future'}"
        return title(tree, id) if id in tree.node else tree.asked[id].question.text

    def value(id: str, given: str | int) -> str:
        if id not in tree.asked:
            return str(given)
        question = tree.asked[id].question
        return quantity(question, given) if isinstance(given, int) else answer(question, given)

    return say(when, name, value, '"{}"'.format)
