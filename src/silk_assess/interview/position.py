"""Where a sitting of the interview is: all that there is to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from silk_assess.answers.model import Answer, Answers
from silk_assess.answers.state import Standing
from silk_assess.interview.replies import Key, Value
from silk_assess.questionnaire.model.questions import AnyQuestion, Words
from silk_assess.questionnaire.outline import Role
from silk_assess.questionnaire.tree import Asked, Tree

NAME: Final = "name"
NAME_QUESTION: Final = Words(id=NAME, type="text", text="What is your organisation called?")

Mode = Literal["all", "short", "next"]
# What a typed line is read as an answer to: a question, the reason why one does not apply, the
# overview of parts, a list of questions, the pause after the short list, the end of all, or who answered.
Screen = Literal["question", "reason", "parts", "list", "pause", "end", "names"]


@dataclass(frozen=True, slots=True)
class Older:
    """Answers of an older file, each shown for Enter to confirm it.

    `day` is theirs, empty where it is not known. `unfit` are those that do not fit any more, in their
    own words, by the ids of today.
    """

    answers: Answers
    day: str = ""
    unfit: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Position:
    """Where a sitting is.

    `at` is the question that is asked, or was last, `trail` are those that were asked before it.
    `route` are those that this sitting is about, `passed` those that were answered or skipped in
    it. With `asks_unknown`, an answer of "don't know" is asked for once more; with `walks`, every
    answer is shown again, for Enter to confirm it. `day` is today, which an answer confirmed now is
    dated by, `has_confirmed` whether one was in this sitting. Answers of an `older` file are shown, and
    count once they are confirmed. `listed` are the
    questions to choose from, `origin` is where Enter leads back to from there. `offered` is what
    the last line was probably meant for, which Enter takes. What `waiting` answers wait for is
    asked before all else. With `tries` nothing is kept: somebody looks at the questions.
    """

    tree: Tree
    answers: Answers
    standings: Mapping[str, Standing]
    mode: Mode
    asks_unknown: bool
    route: tuple[str, ...]
    at: str
    trail: tuple[str, ...] = ()
    screen: Screen = "question"
    passed: frozenset[str] = frozenset()
    listed: tuple[str, ...] = ()
    origin: Screen = "question"
    offered: Value | Key | None = None
    walks: bool = False
    day: str = ""
    has_confirmed: bool = False
    waiting: tuple[str, ...] = ()
    older: Older | None = None
    tries: bool = False

    @cached_property
    def parts(self) -> tuple[InterviewPart, ...]:
        """The organisation, then the sections."""
        return parts(self.tree)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All questions in the order in which they are asked: name, profile, sections."""
        return tuple(id for part in self.parts for id in part.questions)

    @property
    def in_sections(self) -> tuple[str, ...]:
        """The questions of the sections, in their order: all but name and profile."""
        return self.order[len(self.parts[0].questions) :]

    @property
    def counted(self) -> tuple[Asked, ...]:
        """The questions over which progress is counted, in their order: in its own sitting the short list, else all."""
        short = self.tree.pack.head.short if self.mode == "short" else ()
        return tuple(one for one in self.tree.questions if one.id in short) or self.tree.questions

    @property
    def given(self) -> tuple[str, ...]:
        """The questions that have an answer, in force or not, those about the organisation included."""
        return tuple(id for id in self.order if self.is_given(id))

    def under(self, id: str) -> tuple[str, ...]:
        """Give the questions of a part, by its id, or of a dimension or risk, in their order."""
        part = next((part for part in self.parts if part.id == id), None)
        if part is not None:
            return part.questions
        return tuple(one.id for one in self.tree.questions if id in _owners(self.tree, one.owner))

    def part_of(self, id: str) -> InterviewPart:
        """Find the part that a question stands in."""
        return next(part for part in self.parts if id in part.questions)

    def question(self, id: str) -> AnyQuestion:
        """Give a question, a profile field, or the question for the name."""
        return NAME_QUESTION if id == NAME else self.tree.asked[id].question

    def role(self, id: str) -> Role:
        """Say what a question is for."""
        return "profile" if id == NAME else self.tree.asked[id].role

    def answer(self, id: str) -> Answer | None:
        """Give what is stored for a question, whether it counts now or not."""
        return self._held(self.answers, id)

    def _held(self, answers: Answers, id: str) -> Answer | None:
        if id == NAME:
            return None if answers.name is None else Answer(answers.name)
        if self.role(id) == "profile":
            value = answers.profile.get(id)
            return None if value is None else Answer(value)
        return answers.answers.get(id)

    def is_given(self, id: str) -> bool:
        """Say whether a question has an answer, "don't know" and "does not apply" included."""
        return _says(self.answer(id))

    def older_answer(self, id: str) -> Answer | None:
        """Give the older answer that waits to be confirmed; None where there is none, or an answer stands already."""
        if self.older is None or self.is_given(id):
            return None
        found = self._held(self.older.answers, id)
        return found if _says(found) else None

    def is_unknown(self, id: str) -> bool:
        """Say whether a question is answered with "don't know"."""
        stored = self.answer(id)
        return stored is not None and stored.unknown

    def is_asked(self, id: str) -> bool:
        """Say whether a question is in force now: neither ruled out nor waiting for another."""
        return id == NAME or self.standings[id].is_asked

    def is_open(self, id: str) -> bool:
        """Say whether a question in force has no answer yet."""
        return self.is_asked(id) and not self.is_given(id)


def _says(answer: Answer | None) -> bool:
    return answer is not None and (answer.value is not None or answer.unknown or answer.not_applicable is not None)


def _owners(tree: Tree, id: str) -> Iterator[str]:
    """Name the nodes above a question, from the one that it belongs to."""
    node = tree.node.get(id)
    while node is not None:
        yield node.id
        node = None if node.owner is None else tree.node[node.owner]


@dataclass(frozen=True, slots=True)
class InterviewPart:
    """A section as the interview has it; that of the organisation itself has no id."""

    id: str
    title: str
    intro: str
    questions: tuple[str, ...]


def parts(tree: Tree) -> tuple[InterviewPart, ...]:
    """Lay out what is asked: the organisation first, then each section."""
    found = [InterviewPart("", "Your organisation", "", (NAME, *(one.id for one in tree.profile)))]
    for name, section in zip(tree.pack.head.sections, tree.pack.sections, strict=True):
        ids = tuple(one.id for one in tree.questions if one.path[0] == f"{name}.yaml")
        found.append(InterviewPart(section.id, section.title, section.intro or "", ids))
    return tuple(found)
