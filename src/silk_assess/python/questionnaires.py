"""A questionnaire as a program holds it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import questionnaires
from silk_assess.python.values import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from silk_assess.questionnaire.tree import Tree


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """A questionnaire that was read and checked. Make one with `questionnaire`."""

    tree: Tree
    folder: Path

    @property
    def id(self) -> str:
        """Its id, which answer files name."""
        return self.tree.pack.head.id

    @property
    def version(self) -> str:
        """Its version."""
        return self.tree.pack.head.version

    @property
    def title(self) -> str:
        """What it is called."""
        return self.tree.pack.head.title

    @property
    def levels(self) -> tuple[str, ...]:
        """The titles of its levels, the lowest first; empty where it has none."""
        return tuple(level.title for level in self.tree.pack.head.levels)

    @cached_property
    def questions(self) -> Mapping[str, str]:
        """The text of each question by its id, in the order in which they are asked."""
        return MappingProxyType({one.id: one.question.text for one in self.tree.questions})

    @cached_property
    def profile(self) -> Mapping[str, str]:
        """The text of each field of the profile by its id: what is asked of the organisation and never scored."""
        return MappingProxyType({one.id: one.question.text for one in self.tree.profile})

    def options(self, id: str) -> tuple[str, ...]:
        """Give the ids of the options of a question or field; empty where it has none.

        Raises SilkError where there is no such question.
        """
        if id not in self.tree.asked:
            from silk_assess.faults import did_you_mean

            says = f"{self.id} has no question {kind_of(id)}"
            raise SilkError(Fault((str(id),), says, did_you_mean(str(id), self.tree.asked), Code.UNKNOWN_ID))
        question = self.tree.asked[id].question
        if question.type == "yes-no":
            return ("no", "yes")
        return tuple(one.id for one in getattr(question, "options", ()))

    def __repr__(self) -> str:
        return f"Questionnaire({self.id!r}, version={self.version!r}, questions={len(self.tree.questions)})"


def questionnaire(name: str | os.PathLike[str]) -> Questionnaire:
    """Read a questionnaire, by its id where it comes with the program, else by its folder.

    Raises SilkError with every fault of it.
    """
    given: Any = name
    if not isinstance(given, str | os.PathLike):
        says, do = (
            f"a questionnaire is named by its id or folder, and here stands {kind_of(name)}",
            "Name it by a text.",
        )
        raise SilkError(Fault(("questionnaire",), says, do, Code.VALUE_TYPE))
    folder = questionnaires.find_pack(os.fspath(name))
    return Questionnaire(questionnaires.load_pack(folder), folder)


def meant(given: Any) -> Questionnaire:
    """Take a questionnaire, or the name of one.

    Raises SilkError.
    """
    return given if isinstance(given, Questionnaire) else questionnaire(given)
