"""What a user can mend: faults with their place, and the one exception that carries them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]
Severity = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a fault stands: line and column count from 1, in characters.

    `text` is the source line and `width` how many of its characters are meant; a fault of a
    whole file has line 0.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    width: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in three parts: where, what, and what to do.

    `path` leads from the file's name through keys and positions to the spot; with `at="key"`
    the last step is meant as the key that is written there, else the value under it. `where`
    is looked up only once a fault is to be shown. `code` never changes, so that programs can
    count on it.
    """

    path: Path
    says: str
    do: str
    code: str
    at: Literal["key", "value"] = "value"
    severity: Severity = "fault"
    where: Place | None = None


class SilkError(Exception):
    """Everything that the user can mend. Any other exception is our bug."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.says for fault in faults))
        self.faults = faults


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Offer the nearest known word, or the few that there are, as one sentence.

    >>> did_you_mean("chioce", ["choice", "number"])
    'Did you mean "choice"?'
    >>> did_you_mean("zzz", ["a", "b"])
    'There are a and b.'
    """
    words = list(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    if not words:
        return ""
    return f"There {'is' if len(words) == 1 else 'are'} {listed(words)}."


def listed(words: Iterable[str], joint: str = "and", most: int = 12) -> str:
    """Join words as people do; of more than `most` only the first are named.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    named = list(words)
    if len(named) > most:
        return ", ".join(named[:most]) + f" {joint} {len(named) - most} more"
    return f" {joint} ".join(part for part in (", ".join(named[:-1]), *named[-1:]) if part)
