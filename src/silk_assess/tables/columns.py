"""Columns of a table taken for what they are, one value a column with why; what may be two things is open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from silk_assess.tables.headers import Found, Headers
from silk_assess.tables.layout import Column, Kind, Target, Why
from silk_assess.tables.words import Tool, Words, plain

_CARRY, _LEAVE, _OPEN = (Target(kind) for kind in (Kind.CARRY, Kind.LEAVE, Kind.OPEN))
# Of so many open columns it is told what they may have been meant for.
_MOST_HINTS = 200


def assigned(
    first: Sequence[str], below: Sequence[str], extra: Collection[str], headers: Headers, words: Words
) -> tuple[Column, ...]:
    """Take each column for what it is, by its header and what stands `below` it in a second one (empty without).

    `extra` are the headers of columns that somebody wants to be carried along: their word counts for more than a
    likeness, though not for more than an id. What two columns are taken for is open in both, unless a tool adds one.
    """
    texts = _filled(first, below, words)
    names = [one.header for one in texts]
    known = tools_of(names, words)
    columns = [_column(one, extra, headers, known, words) for one in texts]
    columns = _once(columns, known)
    taken = {one.target.id for one in columns if one.target.kind in (Kind.ANSWER, Kind.OPTION)}
    return tuple(_hinted(columns, headers, taken, known))


def tools_of(names: Collection[str], words: Words) -> tuple[Tool, ...]:
    """Name the tools all of whose columns are there."""
    there = set(names)
    return tuple(tool for tool in words.tools if tool.always <= there)


def headers_of(first: Sequence[str], below: Sequence[str], words: Words) -> tuple[str, ...]:
    """Give the headers of a table, each with what stands `below` it in a second one where that is an option."""
    return tuple(one.header for one in _filled(first, below, words))


class _Header:
    """A header with what stands below it; `text` is that of the columns before where it has none of its own."""

    __slots__ = ("below", "header", "text")

    def __init__(self, header: str, text: str, below: str) -> None:
        self.header, self.text, self.below = header, text, below


def _filled(first: Sequence[str], below: Sequence[str], words: Words) -> list[_Header]:
    if not below:
        return [_Header(one, one, "") for one in first]
    found: list[_Header] = []
    text = ""
    for above, under in zip(first, [*below, *[""] * (len(first) - len(below))], strict=False):
        text = above or (text if under else "")
        is_option = under and plain(under) not in words.second_header
        found.append(_Header(f"{text} [{under}]" if is_option else text, text, under))
    return found


def _column(one: _Header, extra: Collection[str], headers: Headers, known: Sequence[Tool], words: Words) -> Column:
    name = one.header
    if not name:
        return Column("", _OPEN, Why.NAMELESS)
    target = headers.exact(name) if not one.below else None
    if target is not None:
        return Column(name, target, Why.ID)
    if name in extra:
        return Column(name, _CARRY, Why.ASKED)
    found: Found = headers.under(one.text, one.below) if one.below else headers.inexact(name)
    if len(found) == 1:
        ((target, why),) = found.items()
        return Column(name, target, why)
    if found:
        return Column(name, _OPEN, Why.TWO_MEANINGS, tuple(sorted(target.written for target in found)))
    if any(tool.adds(name) for tool in (*known, *words.tools)):
        return Column(name, _LEAVE, Why.TOOL)
    return Column(name, _OPEN, Why.UNKNOWN)


def _once(columns: Sequence[Column], known: Sequence[Tool]) -> list[Column]:
    """See that nothing has two columns."""
    places: dict[Target, list[int]] = {}
    for i, one in enumerate(columns):
        if one.target.kind not in (Kind.CARRY, Kind.LEAVE, Kind.OPEN):
            places.setdefault(one.target, []).append(i)
    found = list(columns)
    for several in places.values():
        if len(several) == 1:
            continue
        theirs = [i for i in several if any(tool.adds(columns[i].header) for tool in known)]
        if len(theirs) == len(several) - 1:
            for i in theirs:
                found[i] = replace(columns[i], target=_LEAVE, why=Why.TOOL)
            continue
        for i in several[1:]:
            found[i] = replace(columns[i], target=_OPEN, why=Why.TWICE, hints=(str(several[0]),))
    return _carried_once(found)


def _carried_once(columns: list[Column]) -> list[Column]:
    """See that no two columns of one name are carried along."""
    before: dict[str, int] = {}
    for i, one in enumerate(columns):
        if one.target.kind is not Kind.CARRY:
            continue
        if one.header in before:
            columns[i] = replace(one, target=_OPEN, why=Why.TWICE, hints=(str(before[one.header]),))
        before.setdefault(one.header, i)
    return columns


def _hinted(columns: Sequence[Column], headers: Headers, taken: Collection[str], known: Sequence[Tool]) -> list[Column]:
    """Say of open columns what they may have been meant for; one that a tool may have added is open where it is near.

    A column of a tool that is there for certain is its own, whatever it is spelt like.
    """
    found, told = [], 0
    for one in columns:
        if one.why is Why.UNKNOWN and told < _MOST_HINTS:
            told += 1
            near = headers.near(one.header)
            found.append(replace(one, why=Why.NEAR, hints=(near,)) if near else one)
        elif one.why is Why.TOOL and not any(tool.adds(one.header) for tool in known):
            near = headers.near(one.header, is_close=True)
            is_meant = near and near not in taken
            found.append(replace(one, target=_OPEN, why=Why.NEAR, hints=(near,)) if is_meant else one)
        else:
            found.append(one)
    return found


def named(columns: Sequence[Column], nothing_in: Collection[int], counts: Collection[int]) -> tuple[Column, ...]:
    """Settle the columns without a name: those with nothing in them, and a first one that counts the rows."""
    found = list(columns)
    for i, one in enumerate(columns):
        if one.why is Why.NAMELESS and i in nothing_in:
            found[i] = replace(one, target=_LEAVE, why=Why.EMPTY)
        elif one.why is Why.NAMELESS and i == 0 and i in counts:
            found[i] = replace(one, target=_LEAVE, why=Why.INDEX)
    return tuple(found)


def is_second_header(first: Sequence[str], row: Sequence[str], headers: Headers, words: Words) -> bool:
    """Say whether a row below the header is a second one: all of it are options, or say what kind of answer follows."""
    kinds = [plain(cell) in words.second_header for cell in row if cell.strip()]
    if not any(kinds):
        return False
    options = sum(
        any(target.kind is Kind.OPTION for target in headers.under(one.text, one.below))
        for one in _filled(first, row, words)
        if one.below and plain(one.below) not in words.second_header
    )
    return sum(kinds) + options >= 0.8 * len(kinds)
