"""Groups among voices: who belongs to one by its name, and where a question may be split by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from silk_assess.questionnaire.tree import Asked
from silk_assess.voices.ends import Ends, ends_of
from silk_assess.voices.table import Table, Voice, given_to


@dataclass(frozen=True, slots=True)
class Share:
    """What one group answered to a question: how many, and between which ends; the voices outside all have no name."""

    group: str
    answered: int
    ends: Ends


def group_of(name: str, groups: Sequence[str]) -> str:
    """Name the group of a voice, of several the longest; nothing where it is in none.

    >>> group_of("members-1", ["members", "staff"]), group_of("board", ["members"]), group_of("membership", ["member"])
    ('members', '', '')
    """
    return max((one for one in groups if name == one or name.startswith(f"{one}-")), key=len, default="")


def split(table: Table, one: Asked, groups: Sequence[str]) -> tuple[Share, ...]:
    """Split the answers to a question by groups, in the order of the groups, the voices outside all of them last.

    Only where each group, and the voices outside all taken as one, has five answers to it or none (in an open table
    any number); else, and where all that answered are of one group, nothing. Source: docs/scoring.md, Voices.
    """
    shares = []
    for group in (*groups, ""):
        given = given_to(one, _inside(table.voices, group, groups))
        if 0 < len(given) < table.floor:
            return ()
        if given:
            shares.append(Share(group, len(given), ends_of(one, given)))
    return tuple(shares) if len(shares) > 1 else ()


def _inside(voices: Sequence[Voice], group: str, groups: Sequence[str]) -> list[Voice]:
    return [voice for voice in voices if group_of(voice.name, groups) == group]
