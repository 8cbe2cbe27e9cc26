"""Where a sitting of the interview is: all that there is to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from silk_assess.answers.model import Answer, Answers
from silk_assess.answers.state import Standing
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.questions import AnyQuestion, Words
from silk_assess.questionnaire.outline import Role
from silk_assess.questionnaire.tree import Tree

NAME: Final = "name"
NAME_QUESTION: Final = Words(id=NAME, type="text", text="What is your organisation called?")

Mode = Literal["all", "short", "next"]
# Where a typed line is read: at a question, the reason why one does not apply, the parts, a list
# of questions, after the short list, or when nothing is left to ask.
Place = Literal["question", "reason", "parts", "list", "pause", "end"]


@dataclass(frozen=True, slots=True)
class Part:
    """A section as the interview has it; that of the organisation itself has no id."""

    id: str
    title: str
    intro: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Position:
    """Where a sitting is.

    `at` is the question that is asked, or was last, `trail` are those that were asked before it.
    `route` are those that this sitting is about, `passed` those that were answered or skipped in
    it. With `again`, an answer of "don't know" is asked for again. `listed` are the questions to
    choose from, `origin` is where Enter leads back to from there.
    """

    tree: Tree
    answers: Answers
    standings: Mapping[str, Standing]
    mode: Mode
    again: bool
    route: tuple[str, ...]
    at: str
    trail: tuple[str, ...] = ()
    place: Place = "question"
    passed: frozenset[str] = frozenset()
    listed: tuple[str, ...] = ()
    origin: Place = "question"

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The organisation, then the sections."""
        return parts(self.tree)

    @cached_property
    def every(self) -> tuple[str, ...]:
        """All questions in the order in which they are asked: name, profile, sections."""
        return tuple(id for part in self.parts for id in part.questions)

    def part_of(self, id: str) -> Part:
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
        if id == NAME:
            return None if self.answers.name is None else Answer(self.answers.name)
        if self.role(id) == "profile":
            value = self.answers.profile.get(id)
            return None if value is None else Answer(value)
        return self.answers.answers.get(id)

    def is_given(self, id: str) -> bool:
        """Say whether a question has an answer, "don't know" and "does not apply" included."""
        stored = self.answer(id)
        return stored is not None and (stored.value is not None or stored.unknown or stored.not_applicable is not None)

    def is_asked(self, id: str) -> bool:
        """Say whether a question is in force now: neither ruled out nor waiting for another."""
        if id == NAME:
            return True
        standing = self.standings[id]
        return standing.state != "hidden" and standing.is_asked

    def is_open(self, id: str) -> bool:
        """Say whether a question in force has no answer yet."""
        return self.is_asked(id) and not self.is_given(id)

    def waits_for(self, id: str) -> list[str]:
        """Name the questions whose answers decide whether this one is asked."""
        return [i for i in reads(self.tree.asked[id].when) if i in self.tree.asked]


def parts(tree: Tree) -> tuple[Part, ...]:
    """Lay out what is asked: the organisation first, then each section."""
    found = [Part("", "Your organisation", "", (NAME, *(one.id for one in tree.profile)))]
    for name, section in zip(tree.pack.head.sections, tree.pack.sections, strict=True):
        ids = tuple(one.id for one in tree.questions if one.path[0] == f"{name}.yaml")
        found.append(Part(section.id, section.title, section.intro or "", ids))
    return tuple(found)
