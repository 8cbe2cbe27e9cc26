"""What a user can mend: faults with their place, and the one exception that carries them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, Final, Literal

from silk_assess.faults.codes import Code as Code

if TYPE_CHECKING:
    from collections.abc import Iterable

# The way to a spot: a file's name, then keys and positions.
Steps = tuple[str | int, ...]
At = Literal["key", "value"]
Severity = Literal["fault", "warning", "note"]

# What a hostile file can make us say and look up; no honest one comes near.
MOST_FAULTS: Final = 1_000
MOST_WORDS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a fault stands: line and column count from 1, in characters.

    `text` is the source line and `width` how many of its characters are meant; a fault of a
    whole file has line 0. In a table the line is the row as spreadsheets count, `sheet` that of a
    workbook.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    width: int = 1
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in three parts: where, what, and what to do.

    `path` leads from the file's name through keys and positions to the spot; with `at="key"`
    the last step is meant as the key that is written there, else the value under it. `where`
    is looked up only once a fault is to be shown. `code` never changes, so that programs can
    count on it. `brief` is `says` without the id of the question, for where that is told anyway;
    empty where `says` names none. Where a command of ours helps, `do` leads to it, and `command`
    holds its words behind the program's name. `lines` show what a fault of several things is about,
    each in a few cells. `instead` is what to write in the place of what stands there, where only one
    thing can be meant. Several faults that say the same of many places are told as one: `together`
    says it of all, {} being their number, and `subject` in a few cells what each is about.
    """

    path: Steps
    says: str
    do: str
    code: Code
    at: At = "value"
    severity: Severity = "fault"
    where: Place | None = None
    brief: str = ""
    command: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    instead: str | None = None
    subject: tuple[str, ...] = ()
    together: str = ""

    @property
    def place(self) -> str:
        """Where it is: a file with line and column, a row with its column, an id."""
        if self.where is None:
            return ".".join(str(step) for step in self.path)
        spots = (one for one in (self.where.sheet, self.where.line, self.where.column) if one)
        return ":".join(map(str, (self.where.file, *spots)))

    @property
    def what(self) -> str:
        """What is wrong, in words."""
        return self.says

    @property
    def remedy(self) -> str:
        """What to do about it, in words."""
        return self.do


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong with something and what to do: a fault that has no place yet; `brief`, `instead` as in a fault."""

    code: Code
    says: str
    do: str
    brief: str = ""
    instead: str | None = None

    def fault(self, path: Steps, at: At = "value") -> Fault:
        """Give the fault at its place."""
        return Fault(path, self.says, self.do, self.code, at, brief=self.brief, instead=self.instead)


# So many faults are told with an exception; `faults` has all.
_MOST_TOLD: Final = 20


class SilkError(Exception):
    """Everything that the user can mend, with all of its `faults`. Any other exception is our bug."""

    # As programs that import silk_assess know it.
    __module__ = "silk_assess"

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        number = len(self.faults)
        lines = [f"{number} fault{'' if number == 1 else 's'}"]
        for one in self.faults[:_MOST_TOLD]:
            place = f"{one.place}: " if one.place else ""
            lines.append(f"  {place}{one.says} [{one.code}]")
            lines += [f"    {' '.join(filter(None, cells))}" for cells in one.lines]
            lines += [f"    {one.do}"] if one.do else []
        more = number - _MOST_TOLD
        return "\n".join([*lines, *([f"  and {more:,} more: see faults"] if more > 0 else [])])


class Cut(str):
    """The empty value of a key in braces that has no colon: a comma has probably cut a text in two.

    `whole` is the entry as it was probably meant, and empty where no text stands before the key.
    """

    whole: str = ""


def quoted(text: str, most: int = 60) -> str:
    """Quote foreign text for a message: on one line, the end left out where it is long.

    >>> quoted("chioce"), quoted("1" * 5000, most=9)
    ('"chioce"', '"11111111…"')
    """
    return f'"{shortened(text, most)}"'


def shortened(text: str, most: int = 60) -> str:
    """Bring foreign text on one line, the end left out where it is long."""
    line = re.sub(r"\s+", " ", text[: 2 * most])
    return line if len(line) <= most and len(text) <= 2 * most else f"{line[: most - 1]}…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that was probably meant; None where none is near, or too many are known.

    >>> nearest("Chioce", ["choice", "number"]), nearest("zzz", ["choice", "number"])
    ('choice', None)
    """
    words = {one.casefold(): one for one in known}
    if len(word) > 100 or len(words) > MOST_WORDS:
        return None
    near = get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    return words[near[0]] if near else None


def only_near(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that can only have been meant: no other one is as near; None where there is none such.

    >>> only_near("Text", ["text", "step"]), only_near("coat", ["boat", "goat"]), only_near("typ", ["type", "id"])
    ('text', None, 'type')
    """
    named = list(dict.fromkeys(known))
    if len(word) > 100 or len(named) > MOST_WORDS:
        return None
    same = [one for one in named if one.casefold() == word.casefold()]
    near = same or get_close_matches(word.casefold(), named, n=2, cutoff=_NEAR)
    if len(near) == 2 and _likeness(word, near[0]) - _likeness(word, near[1]) < _AS_NEAR:
        return None
    return near[0] if near else None


# How like a word another one must be to be near it, and by how much less like the next one must be to be none.
_NEAR: Final = 0.6
_AS_NEAR: Final = 0.2


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word.casefold(), other).ratio()


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Offer the nearest known word, else say `otherwise`, else name the few words that there are.

    >>> did_you_mean("chioce", ["choice", "number"])
    'Did you mean "choice"?'
    >>> did_you_mean("zzz", ["a", "b"])
    'There are a and b.'
    """
    named = list(known)
    near = nearest(word, named)
    if near is not None:
        return offered(near)
    if otherwise is not None or not named:
        return otherwise or ""
    if len(named) > 12:
        return "Check the spelling."
    words = dict.fromkeys(named)
    return f"There {'is only' if len(words) == 1 else 'are'} {listed(words)}."


def offered(word: str) -> str:
    """Ask whether a word was meant.

    >>> offered("choice")
    'Did you mean "choice"?'
    """
    return f'Did you mean "{word}"?'


def listed(words: Iterable[str], joint: str = "and", most: int = 12) -> str:
    """Join words as people do; of more than `most` only the first are named.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    named = list(words)
    if len(named) > most:
        return ", ".join(named[:most]) + f" {joint} {len(named) - most} more"
    return f" {joint} ".join(part for part in (", ".join(named[:-1]), *named[-1:]) if part)
