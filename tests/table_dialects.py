"""Random sets of answers, and tables of them in every dialect that is read without a mapping."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.exact import UNIT, decimal
from silk_assess.questionnaire.model.questions import Choices, Country, Day, Quantity, Words, YesNo
from silk_assess.questionnaire.tree import Asked, Tree

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
WORDS = ("ids", "labels", "texts")
CHOICES = ("; ", ", ", " ", "columns")
HEADERS = ("ids", "capitals", "underscores", "groups")
NAMES = (
    "Coopérative Œuvre Élan", 'Asociación "La Red"', "Rede Solidária, Lda.", "Müller; Söhne", "O'Brien",
    "Tab\there", "=1+1", "a|b", " ",
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One way to write a table."""

    separator: str
    encoding: str
    words: str
    choices: str
    headers: str
    has_commas: bool
    has_line: bool


def ways() -> Iterator[Way]:
    """List every way; what goes with none of the others alternates."""
    for i, (separator, encoding, words, choices) in enumerate(product(SEPARATORS, ENCODINGS, WORDS, CHOICES)):
        headers = "texts" if words == "texts" else HEADERS[i % len(HEADERS)]
        # Blanks part ids only.
        choices = "; " if choices == " " and words != "ids" else choices
        yield Way(separator, encoding, words, choices, headers, separator != "," and i % 2 == 0, i % 5 == 0)


def answers(tree: Tree, chance: random.Random, way: Way) -> Answers:
    """Invent one organisation's answers, as odd as a questionnaire allows."""
    profile = {one.id: given for one in tree.profile if (given := _given(one, chance)) is not None}
    found: dict[str, Answer] = {}
    for one in tree.questions:
        lot = chance.random()
        if lot < 0.15:
            continue
        if lot < 0.25:
            found[one.id] = Answer(unknown=True)
        elif lot < 0.35 and one.may_be_left_out:
            found[one.id] = Answer(not_applicable=chance.choice(("", "Not our case", "We have none; yet")))
        elif (given := _given(one, chance)) is not None:
            found[one.id] = Answer(given)
    if not found:
        found[tree.questions[0].id] = Answer(unknown=True)
    name = chance.choice(NAMES)
    return Answers(name if name.strip(" ") else None, profile, found)


def _given(one: Asked, chance: random.Random) -> Given | None:
    match one.question:
        case Choices(options=options):
            alone = [option.id for option in options if option.exclusive]
            others = [option.id for option in options if not option.exclusive]
            if alone and chance.random() < 0.2:
                return (chance.choice(alone),)
            return tuple(id for id in others if chance.random() < 0.4)
        case YesNo():
            return chance.choice(("yes", "no"))
        case Quantity() as number:
            places = min(2 if number.decimals is None else number.decimals, 2)
            low, high = number.minimum or 0, number.maximum if number.maximum is not None else 5_000 * UNIT
            step = 10 ** (6 - places)
            return chance.randint(low // step, max(low // step, high // step)) * step
        case Words():
            return chance.choice(("Good", "Fine, thanks", 'They said: "yes"', "Ö", "1.250", "Don't know"))
        case Day():
            return f"20{chance.randint(10, 26)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
        case Country():
            return chance.choice(("NO", "IT", "KR", "FR", "NA"))
        case question:
            return str(chance.choice(question.options).id)


# A table of them


def table(tree: Tree, members: Sequence[Answers], way: Way) -> bytes:
    """Write a table of answers in one way."""
    columns = list(_columns(tree, way))
    lines = [["id", "Name of your organisation" if way.words == "texts" else "name", *(head for head, _, _ in columns)]]
    for i, member in enumerate(members, 1):
        cells = [_cell(tree, member, id, option, way) for _, id, option in columns]
        lines.append([str(i), _guarded(member.name or ""), *cells])
    text = io.StringIO()
    if way.has_line:
        text.write(f"sep={way.separator}\r\n")
    csv.writer(text, delimiter=way.separator, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode(way.encoding)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith("=") else text


def _columns(tree: Tree, way: Way) -> Iterator[tuple[str, str, str]]:
    sections = {one.id: str(one.path[0]).removesuffix(".yaml") for one in tree.questions}
    for one in (*tree.profile, *tree.questions):
        if isinstance(one.question, Choices) and way.choices == "columns":
            for option in one.question.options:
                head = f"{one.question.text} [{option.label}]" if way.words == "texts" else f"{one.id}/{option.id}"
                yield (
                    head if way.words == "texts" else _head(head, sections.get(one.id, "profile"), way),
                    one.id,
                    option.id,
                )
            for word in ("unknown", "na") if one.role != "profile" else ():
                yield f"{one.id}/{word}", one.id, word
        else:
            head = one.question.text if way.words == "texts" else _head(one.id, sections.get(one.id, "profile"), way)
            yield head, one.id, ""


def _head(id: str, section: str, way: Way) -> str:
    match way.headers:
        case "capitals":
            return id.upper()
        case "underscores":
            return id.replace("-", "_")
        case "groups":
            return f"{section}/{id}"
        case _:
            return id


def _cell(tree: Tree, member: Answers, id: str, option: str, way: Way) -> str:
    one = tree.asked[id]
    if id in member.profile:
        return _written(one, member.profile[id], option, way)
    answer = member.answers.get(id)
    if answer is None or id in {field.id for field in tree.profile}:
        return ""
    if answer.value is not None:
        return "0" if option in ("unknown", "na") else _written(one, answer.value, option, way)
    kind = "unknown" if answer.unknown else "na"
    if option:
        return str(int(option == kind))
    if way.words == "ids" or isinstance(one.question, Words):
        return f"na: {answer.not_applicable}" if kind == "na" and answer.not_applicable else kind
    return {"unknown": "Don't know", "na": "N/A"}[kind]


def _written(one: Asked, value: Given, option: str, way: Way) -> str:
    if isinstance(value, int):
        return decimal(value).replace(".", "," if way.has_commas else ".")
    if isinstance(value, tuple) and option:
        return str(int(option in value))
    question = one.question
    labels = {each.id: each.label for each in getattr(question, "options", ())} if way.words != "ids" else {}
    if isinstance(question, YesNo) and way.words != "ids":
        labels = {"yes": "TRUE", "no": "FALSE"}
    if isinstance(value, tuple):
        return way.choices.join(labels.get(id, id) for id in value) or ("none" if way.words == "ids" else "None")
    return labels.get(value, value) if not isinstance(question, Words) else value


def same(one: Answers, other: Answers) -> bool:
    """Say whether two sets of answers are the same, but for reasons that labels and columns have no place for."""
    return (one.name, one.profile, _bare(one)) == (other.name, other.profile, _bare(other))


def _bare(one: Answers) -> dict[str, tuple[object, bool, bool]]:
    found = {}
    for id, answer in one.answers.items():
        value = frozenset(answer.value) if isinstance(answer.value, tuple) else answer.value
        found[id] = (value, answer.unknown, answer.not_applicable is not None)
    return found
