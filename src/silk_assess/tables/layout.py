"""How one table is laid out: its dialect, and what each column is and why. What a mapping says, and what is found.

Source: docs/format.md, Tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table writes what it holds.

    `decimal` and `grouping` are the signs in numbers, None where nobody has settled them: then each number is read by
    itself, and one with two meanings is a fault. `grouping` is empty where there is none. `header_row` is the row, as
    spreadsheets count, in which the header begins, and `header_rows` of how many rows it is; `title` is what stands in
    the rows above it. `version` is that of the questionnaire for which it was made, where that is not the one in use,
    and `questionnaire` its id, where that is another one.
    """

    separator: str = ","
    decimal: str | None = None
    grouping: str | None = None
    encoding: str = "UTF-8"
    header_rows: int = 1
    header_row: int = 1
    sheet: str | None = None
    title: str = ""
    version: str = ""
    questionnaire: str = ""


class Kind(StrEnum):
    """What a column is."""

    ANSWER = auto()
    OPTION = auto()
    NOTE = auto()
    EVIDENCE = auto()
    NAME = auto()
    ID = auto()
    DATE = auto()
    BY = auto()
    CARRY = auto()
    LEAVE = auto()
    OPEN = auto()


class Why(StrEnum):
    """Why a column is taken for what it is."""

    ID = auto()
    FORM = auto()
    GROUP = auto()
    TEXT = auto()
    TOOL = auto()
    ASKED = auto()
    EMPTY = auto()
    INDEX = auto()
    MAPPING = auto()
    UNKNOWN = auto()
    NEAR = auto()
    TWO_MEANINGS = auto()
    TWICE = auto()
    NAMELESS = auto()
    NEW = auto()


# The kinds that a mapping writes as words; the others are written by an id.
_WORDS: Final = {
    Kind.NAME: "name",
    Kind.ID: "id",
    Kind.DATE: "answered.date",
    Kind.BY: "answered.by",
    Kind.CARRY: "carry",
    Kind.LEAVE: "leave",
    Kind.OPEN: "open",
}
_ENDS: Final = {Kind.NOTE: ".note", Kind.EVIDENCE: ".evidence"}


@dataclass(frozen=True, slots=True)
class Target:
    """What a column is, with the id of its question or profile field, and for one option of several that option.

    >>> Target(Kind.OPTION, "tongues", "en").written, Target(Kind.NOTE, "tongues").written
    ('tongues/en', 'tongues.note')
    """

    kind: Kind
    id: str = ""
    option: str = ""

    @property
    def written(self) -> str:
        """Write it as a mapping does."""
        if self.kind is Kind.OPTION:
            return f"{self.id}/{self.option}"
        return _WORDS.get(self.kind) or f"{self.id}{_ENDS.get(self.kind, '')}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what it is and why.

    `hints` say more: the ids or words that it may have been meant for, where it is open. `cells` are words of its own,
    each with what it means, as a mapping has them.
    """

    header: str
    target: Target
    why: Why
    hints: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole table as it is read: what stands where, without its rows.

    `hints_comma` says that decimals with a comma were seen, by which of two meanings of a number the likelier one is
    named first. `mapping` is the name of the mapping by which it was laid out, and empty without one; `missing` are
    the columns of it that are not there, each with its letters and header.
    """

    file: str
    dialect: Dialect
    columns: tuple[Column, ...]
    hints_comma: bool = False
    mapping: str = ""
    missing: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> dict[Target, int]:
        """Where each target that is read stands; columns that are carried, left or open have none."""
        return {
            one.target: i
            for i, one in enumerate(self.columns)
            if one.target.kind not in (Kind.CARRY, Kind.LEAVE, Kind.OPEN)
        }

    @property
    def carried(self) -> tuple[str, ...]:
        """The headers of columns that are carried along."""
        return tuple(one.header for one in self.columns if one.target.kind is Kind.CARRY)

    @property
    def open(self) -> tuple[tuple[int, Column], ...]:
        """The columns of which nobody knows what they are, with their places."""
        return tuple((i, one) for i, one in enumerate(self.columns) if one.target.kind is Kind.OPEN)


class Figure(str):
    """A cell that holds a number as such and no text, as lines of JSON and sheets have it: it has one meaning."""

    __slots__ = ()


class Damaged(str):
    """A cell that shows an error of a spreadsheet; an empty one is a formula whose value is not stored."""

    __slots__ = ()


def letters(column: int) -> str:
    """Name a column, counted from 0, as spreadsheets do.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
