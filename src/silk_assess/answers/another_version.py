"""How entries of an earlier version's file are read: under the ids of this one, unless they mean something else now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from silk_assess.faults import Cut
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.versions import Renamed, is_earlier


@dataclass(frozen=True, slots=True)
class Reading:
    """What is called otherwise since the version of a file, and what is asked anew; nothing in a file of this one."""

    renamed: Renamed
    anew: frozenset[str]

    def id(self, key: str, entries: Collection[str]) -> str:
        """Give the id that an entry is read by: what it is called since, unless that stands among the entries too."""
        id = self.renamed.now(key)
        return key if id in entries else id

    def value(self, key: str, value: Any) -> Any:
        """Give the value of an entry with options as they are called since."""
        if not self.renamed.entries:
            return value
        if isinstance(value, list):
            return [self.value(key, one) for one in value]
        return self.renamed.option(key, value) if isinstance(value, str) and not isinstance(value, Cut) else value


def reads(tree: Tree, questionnaire: str) -> bool:
    """Say whether answers to a questionnaire are read as answers to this one: its own, or one in `answers_of`."""
    head = tree.pack.head
    return questionnaire == head.id or questionnaire in head.answers_of


def reading(tree: Tree, questionnaire: str, version: str) -> Reading:
    """Say how a file of some version of a questionnaire is read; one of another comes before every version of this.

    Source: docs/format.md, Another version.
    """
    head = tree.pack.head
    if questionnaire == head.id and not is_earlier(version, head.version):
        return Reading(Renamed({}), frozenset())
    return Reading(tree.renamed, tree.asked_anew(questionnaire, version))
