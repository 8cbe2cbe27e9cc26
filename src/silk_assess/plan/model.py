"""A plan as plain values: steps in the order of their file, each with its id. Source: docs/format.md, Plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from silk_assess.answers.model import Given, Unfit

FORMAT: Final = "silk-plan/1"
# The keys of a step, in the order in which they are written; all but the first may be empty.
KEYS: Final = ("id", "from", "to", "step", "who", "until", "done", "proof", "note")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from which answer to which, in words, who takes it until when, and whether it is done.

    `id` is that of a question or a rule of this questionnaire, `written` what the file calls it. `start`
    and `aim` are answers (`from` and `to`), of questions only. Days are written as year, month and
    day. What is empty in the file is None.
    """

    id: str
    written: str = ""
    start: Given | None = None
    aim: Given | None = None
    step: str | None = None
    who: str | None = None
    until: str | None = None
    done: str | None = None
    proof: str | None = None
    note: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether somebody wrote that it is done; nobody has checked it."""
        return self.done is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan. `version` is that of the questionnaire with which it was begun.

    `unfit` says what of a plan of another version has no place in this one: a step without one is
    carried along, and shown by its words alone.
    """

    questionnaire: str
    version: str
    organisation: str | None
    steps: tuple[Step, ...]
    unfit: tuple[Unfit, ...] = ()


class NamedPlan(NamedTuple):
    """A plan with the name of its file."""

    file: str
    plan: Plan
