"""What was promised in a plan, as a comparison tells it; whoever reads plans fills it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Step(NamedTuple):
    """A promised step in words, ready to print; `about` is its question or rule, `says` what the answers say of it."""

    text: str
    about: str
    who: str
    until: str
    done: str
    says: str


@dataclass(frozen=True)
class Promised:
    """A plan measured by the newer answers.

    `fact` stands on the first screen, `finding` opens the section, `next` is what to do next;
    `of_question` says for a question what its step says. `plain` is the same for the JSON.
    """

    fact: str
    finding: str
    next: str
    shown: tuple[Step, ...] = ()
    not_shown: tuple[Step, ...] = ()
    not_done: tuple[Step, ...] = ()
    of_question: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, Any] = field(default_factory=dict)
