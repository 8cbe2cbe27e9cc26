"""How to run the evening, minute by minute: a suggestion, and no figure of the result."""

from __future__ import annotations

from typing import Final, NamedTuple

from silk_assess.voices.agenda import Agenda
from silk_assess.wording.numbers import capital, count, in_words, plural

MINUTES_EACH: Final = 15
_EACH_OTHER: Final = 5
_EACH_STEP: Final = 10
_BREAK_FROM: Final = 3


class Step(NamedTuple):
    """One step of the evening; `command` is what one person types in it."""

    minutes: str
    what: str
    how: str
    command: str


class Evening(NamedTuple):
    """The evening, minute by minute."""

    finding: str
    steps: tuple[Step, ...]


def evening(agenda: Agenda, topics: int, command: str) -> Evening:
    """Lay out an evening on so many questions; `command` is how what nobody disputes is taken over."""
    rest = len(agenda.weights) - topics if agenda.weights else 0
    steps = [
        Step(
            str(_EACH_STEP),
            "Open",
            "Read the first page aloud. Say that nobody has to defend an answer, and that the files are open to "
            "whoever holds them",
            "",
        )
    ]
    sections = sum(one.agreed > 0 for one in agenda.sections)
    if sections:
        each = plural(sections, "one confirmation", "one confirmation each")
        how = f"{capital(count(sections, 'section'))}, {each}. One person types:"
        steps.append(Step(str(_EACH_STEP), "What nobody disputes", how, command))
    if topics:
        what = plural(topics, "The question", f"The {in_words(topics)} questions")
        how = (
            "Two minutes of silence to read the question and both ends; ten to say what each has seen, evidence first; "
            "three to settle, or to leave it as “don’t know”"
        )
        steps.append(Step(f"{MINUTES_EACH} each", what, how, ""))
    has_break = topics >= _BREAK_FROM
    if has_break:
        steps.append(Step(str(_EACH_STEP), "Break", "After the third question", ""))
    how = "The level and the range as they are now, and who tells the others"
    steps.append(Step(str(_EACH_STEP), "Look", how, ""))
    if rest:
        how = "If there is time, or another day; a table that was left goes on where it stopped"
        what = plural(rest, "The other one", f"The other {in_words(rest)}")
        steps.append(Step(f"{_EACH_OTHER} each", what, how, ""))
    return Evening(_finding(topics, bool(sections), has_break), tuple(steps))


def _finding(topics: int, agreed: bool, has_break: bool) -> str:
    rest = _EACH_STEP * (2 + agreed + has_break)
    with_it = ["opening", *(["what nobody disputes"] if agreed else []), *(["a break"] if has_break else [])]
    more = f"{', '.join(with_it)} and a look at the result"
    if not topics:
        return f"There is nothing to settle. {capital(more)} take {rest} minutes."
    these = plural(topics, "The question takes", f"The {in_words(topics)} questions take")
    return f"{these} {topics * MINUTES_EACH} minutes; with {more}, {topics * MINUTES_EACH + rest}."
