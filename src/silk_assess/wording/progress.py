"""Where each question stands, how far one is, and how long the rest takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, Protocol

from silk_assess.answers.model import Answers
from silk_assess.answers.state import Standing
from silk_assess.questionnaire.model.questions import Anchor, AnyQuestion, Choice, Choices
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.wording.numbers import in_figures, plural

TAKES: Final = {1: "days", 2: "weeks", 3: "months"}


# A question's state as a person is told it. One whose `when` is not decided is not asked yet, unless
# its stored answer is "don't know" already.
ShownState = Literal["answered", "don't know", "open", "not asked yet", "does not apply", "not asked"]
# Those that an answer is still missing for.
STILL_OPEN: Final = frozenset[ShownState]({"open", "not asked yet"})


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


def state_of(assessment: HasAnswers, one: Asked) -> ShownState:
    """Say where a question stands; every screen and page that tells it has it from here."""
    standing, stored = assessment.standings[one.id], assessment.answers.answers.get(one.id)
    match standing.state:
        case "answered":
            return "answered"
        case "unknown":
            if stored is not None and stored.unknown:
                return "don't know"
            return "open" if standing.is_asked else "not asked yet"
        case "not applicable":
            return "does not apply"
        case "hidden":
            return "not asked"


def as_counted(state: ShownState) -> ShownState:
    """Take a question that is not asked yet for an open one, as progress does.

    >>> as_counted("not asked yet"), as_counted("don't know")
    ('open', "don't know")
    """
    return "open" if state in STILL_OPEN else state


def counts(assessment: HasAnswers, questions: Iterable[Asked] | None = None) -> Mapping[str, int]:
    """Count questions (all, if none are named) by state: answered, don't know, open, does not apply, not asked.

    Those that are not asked yet count as open.
    """
    found = {"answered": 0, "don't know": 0, "open": 0, "does not apply": 0, "not asked": 0}
    for one in assessment.tree.questions if questions is None else questions:
        found[as_counted(state_of(assessment, one))] += 1
    return found


def progress(assessment: HasAnswers, questions: Iterable[Asked] | None = None, brief: bool = False) -> str:
    """Say how far one is: "32 of 100 done, 2 don't know, about 25 minutes left".

    Done is what has an answer, "don't know" and "does not apply" included; of the questions (all, if
    none are named) but those ruled out by other answers. The time is that of the open ones.
    """
    chosen = assessment.tree.questions if questions is None else tuple(questions)
    given = counts(assessment, chosen)
    said, unknown = [done(given)], given["don't know"]
    if unknown and not brief:
        said.append(f"{unknown} don't know")
    left = time_left(assessment, chosen)
    return ", ".join([*said, f"{left} left"] if left else said)


def done(given: Mapping[str, int]) -> str:
    """Say how many questions are done; every screen and page that tells it has it from here.

    >>> done({"answered": 29, "don't know": 2, "does not apply": 1, "open": 68, "not asked": 0})
    '32 of 100 done'
    """
    number, total = done_of(given)
    return f"{number} of {total} done"


def done_of(given: Mapping[str, int]) -> tuple[int, int]:
    """Count the questions that are done, and those that may be: all but the ones that are not asked.

    >>> done_of({"answered": 29, "don't know": 2, "does not apply": 1, "open": 68, "not asked": 0})
    (32, 100)
    """
    number = given["answered"] + given["don't know"] + given["does not apply"]
    return number, number + given["open"]


def time_left(assessment: HasAnswers, questions: Iterable[Asked] | None = None) -> str:
    """Say how long the open ones of some questions take (all, if none are named); empty where none is open."""
    chosen = assessment.tree.questions if questions is None else questions
    still = [one for one in chosen if state_of(assessment, one) in STILL_OPEN]
    return minutes(still) if still else ""


def told_counts(given: Mapping[str, int]) -> list[str]:
    """Say how many questions are in each state, those with none left out.

    >>> told_counts({"answered": 91, "don't know": 3, "does not apply": 1})
    ['91 answered', "3 don't know", '1 does not apply']
    """
    found = [f"{given['answered']} answered"]
    for state in ("don't know", "does not apply", "open", "not asked"):
        number = given.get(state, 0)
        word = plural(number, state, "do not apply") if state == "does not apply" else state
        found += [f"{number} {word}"] if number else []
    return found


def minutes(questions: Iterable[Asked]) -> str:
    """Say how long questions take: 10 seconds each and 3 words a second, to 5 minutes from 10 on."""
    seconds = sum(30 + len(_to_read(one.question).split()) for one in questions) / 3
    size = max(round(seconds / 60), 1)
    if size >= 10:
        size = 5 * round(seconds / 300)
    return f"about {in_figures(size, 'minute')}"


def _to_read(question: AnyQuestion) -> str:
    labels = [one.label for one in question.options] if isinstance(question, Choice | Choices | Anchor) else []
    return " ".join([question.text, *labels])
