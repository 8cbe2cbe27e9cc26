"""The shipped questionnaire as an interview meets it: what is asked first, in which words, and where it stands.

Read from the questionnaire, so that tests of the interview hold whatever its next version asks first.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from silk_assess.answers.model import Answers
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.questionnaire.model.questions import Choice, Choices, Option
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording.progress import minutes

HANEUL = Path(__file__).parent / "cases" / "haneul-works" / "answers.yaml"


@cache
def silk() -> Tree:
    return load_pack(find_pack("silk"))


@cache
def haneul() -> Answers:
    """The answers of a whole organisation, which has answered all that it is asked."""
    return load_answers(HANEUL, silk())


def label(id: str, number: int) -> str:
    """Give the label of the option that a number stands for."""
    return options_of(id)[number - 1].label


def text_of(id: str) -> str:
    """Give a question's text in one line."""
    return " ".join(silk().asked[id].question.text.split())


def options_of(id: str) -> tuple[Option, ...]:
    """Give the options of a question, which must have some."""
    found = silk().asked[id].question
    assert isinstance(found, Choice | Choices), f"{id} has no options"
    return found.options


def prompt_of(id: str) -> str:
    """Give the prompt of a question with options, as it stands at the beginning of its line."""
    options = options_of(id)
    if isinstance(silk().asked[id].question, Choice):
        return f"1 to {len(options)}, or ? for help > "
    none = "" if any(option.exclusive for option in options) else ", 0 for none"
    return f"All that hold, such as 1 3{none}, or ? for help > "


def part(id: str) -> tuple[int, str]:
    """Give number and title of the part that a question or dimension stands in."""
    node = silk().asked[id].owner if id in silk().asked else id
    while node not in silk().pack.head.sections:
        node = silk().node[node].owner
    number = silk().pack.head.sections.index(node)
    return number + 1, silk().pack.sections[number].title


def in_part(number: int) -> list[str]:
    """Name the questions of a part."""
    return [one.id for one in silk().questions if part(one.id)[0] == number]


def place(id: str) -> str:
    """Say where a question stands: Part 2, question 1 of 20. Mandate and oversight."""
    number, title = part(id)
    beside, owner = in_part(number), silk().asked[id].owner
    under = silk().node[owner].title if owner in silk().node else title
    return f"Part {number}, question {beside.index(id) + 1} of {len(beside)}. {under}"


def so_many(number: int) -> str:
    """Say how far one is who answered the first questions, so many, and rules none out."""
    return f"{number} of {len(silk().questions)} done, {left(number)}"


def left(number: int) -> str:
    """Say how long the questions take that follow the first ones."""
    return f"{minutes(silk().questions[number:])} left"


def counted(answers: Answers, *ids: str) -> tuple[int, int, int]:
    """Count answers (all, if none are named): with a value, not known, and that do not apply."""
    given = [one for id, one in answers.answers.items() if not ids or id in ids]
    unknown, left_out = sum(one.unknown for one in given), sum(one.not_applicable is not None for one in given)
    return len(given) - unknown - left_out, unknown, left_out


FIRST, SECOND, THIRD, FOURTH, FIFTH = (one.id for one in silk().questions[:5])
# What comes next where the third question stays open, since nothing else waits for it.
BEYOND = next(one.id for one in silk().questions[3:] if one.id not in silk().waiting_for(THIRD))
# The first question is answered and the second one not known, so the third one is asked.
BEGUN = f"""\
format: silk-answers/1
questionnaire: silk
version: {silk().pack.head.version}
organisation: {{name: Haneul Works, country: KR}}
answers: {{{FIRST}: {options_of(FIRST)[1].id}, {SECOND}: unknown}}
"""
