"""How far one is, and how long the rest takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from silk_assess.answers.model import Answers
from silk_assess.answers.state import Standing
from silk_assess.questionnaire.model.questions import Anchor, AnyQuestion, Choice, Choices
from silk_assess.questionnaire.tree import Asked, Tree

TAKES: Final = {1: "days", 2: "weeks", 3: "months"}


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
