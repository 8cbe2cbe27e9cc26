"""Columns of a table as codes: each distinct text of a column is read once, by what reads the rows of tables.

So there is no second grammar: what a text means, and whether it has a fault, says the row reader.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from silk_assess.answers.model import Answer
from silk_assess.answers.reader import FORMAT, answers_of
from silk_assess.columns.block import Block, Coded, Entry, bare
from silk_assess.columns.figures import Codes, Flags
from silk_assess.files.other_tools import words
from silk_assess.files.tables import UNREADABLE
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.cells import Seen
from silk_assess.tables.layout import Kind, Layout, Target
from silk_assess.tables.rows import RowReader

# Beyond so many texts of one column what is known of them is forgotten.
_MOST_KNOWN: Final = 1 << 17
# What a figure or a fault comes of; the other columns hold names, notes and what is carried along or left aside.
_CODED: Final = (Kind.ANSWER, Kind.OPTION, Kind.EVIDENCE, Kind.DATE, Kind.BY)


@dataclass(frozen=True, slots=True)
class Texts:
    """One column of a block: its distinct texts, and for each row the place of its own."""

    distinct: Sequence[str]
    codes: npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class CodedRows:
    """What some rows of a table say.

    `faulty` are rows with a fault in any cell: the row engine is to read them, and what the block holds there means
    nothing. `blank` are others in which no question has an answer; `seen` tells how cells of the rest were read, each
    with its column.
    """

    block: Block
    faulty: Flags
    blank: Flags
    seen: frozenset[tuple[int, Seen]]


def goes_by_rows(layout: Layout) -> bool:
    """Say whether a table has to be read row by row.

    So does one of a sheet, whose cells are more than texts, one that was made for another version, and one in which
    it is open what a column is.
    """
    is_open = any(one.target.kind is Kind.OPEN for one in layout.columns)
    return is_open or layout.dialect.sheet is not None or bool(layout.dialect.version)


class TableCoder:
    """Turns the columns of one table into codes; what is known of a text is kept from block to block."""

    def __init__(self, layout: Layout, tree: Tree) -> None:
        """Take a layout that does not go by rows."""
        self._layout = layout
        self._fields = frozenset(one.id for one in tree.profile)
        self._groups = [_Group(places, layout, tree) for places in _groups(layout)]

    def rows(self, columns: Sequence[Texts], size: int) -> CodedRows:
        """Read some rows, given by their columns in the order of the layout."""
        answers: dict[str, Coded] = {}
        evidence: dict[str, Flags] = {}
        faulty, given = (np.zeros(size, np.bool_) for _ in range(2))
        for texts in columns:
            faulty |= _unreadable(texts)
        coded = [(group, group.coded([columns[i] for i in group.places])) for group in self._groups]
        for group, codes in coded:
            faulty |= group.is_faulty()[codes]
            if group.target.kind is Kind.EVIDENCE:
                evidence[group.target.id] = group.is_given()[codes]
            elif group.target.id:
                answers[group.target.id] = Coded(codes, group.entries)
                if group.target.id not in self._fields:
                    given |= group.is_given()[codes]
        sound = given & ~faulty
        seen = frozenset(one for group, codes in coded for one in group.seen(codes[sound]))
        return CodedRows(Block(size, answers, evidence), faulty, ~(given | faulty), seen)


def _groups(layout: Layout) -> list[tuple[int, ...]]:
    """Give the places of columns that are read together: of one answer, which may have a column for each option."""
    found: dict[Target, tuple[int, ...]] = {}
    for i, column in enumerate(layout.columns):
        if (target := column.target).kind in _CODED:
            key = Target(Kind.ANSWER, target.id) if target.kind is Kind.OPTION else target
            found[key] = (*found.get(key, ()), i)
    return list(found.values())


def _unreadable(texts: Texts) -> Flags:
    """Say in which rows a text stands that no table may hold."""
    if not UNREADABLE.search("".join(texts.distinct)):
        return np.zeros(len(texts.codes), np.bool_)
    return np.array([bool(UNREADABLE.search(text)) for text in texts.distinct], np.bool_).take(texts.codes)


class _Group:
    """The columns of one answer, as a rule one, and the cells that were met in them so far: what each says."""

    def __init__(self, places: tuple[int, ...], layout: Layout, tree: Tree) -> None:
        self.places = places
        self._layout, self._tree = replace(layout, columns=tuple(layout.columns[i] for i in places)), tree
        self.target = self._layout.columns[0].target
        self._reader = RowReader(self._layout, tree, words())
        self._forget()

    def _forget(self) -> None:
        self._codes: dict[tuple[str, ...], int] = {}
        # What stands in each, of columns that hold answers.
        self.entries: list[Entry] = []
        self._faulty: list[bool] = []
        self._given: list[bool] = []
        self._seen: list[Collection[tuple[int, Seen]]] = []
        self._is_plain = True

    def coded(self, columns: Sequence[Texts]) -> Codes:
        """Give the codes of the rows; cells that are new among them are read."""
        if len(self._codes) > _MOST_KNOWN:
            self._forget()
        cells, codes = _together(columns)
        known = self._codes
        for one in cells:
            if one not in known:
                self._read(one)
                known[one] = len(known)
        return np.fromiter((known[one] for one in cells), np.intp, len(cells))[codes]

    def is_faulty(self) -> Flags:
        return np.array(self._faulty, np.bool_)

    def is_given(self) -> Flags:
        return np.array(self._given, np.bool_)

    def seen(self, codes: Codes) -> set[tuple[int, Seen]]:
        if self._is_plain:
            return set()
        return {one for code in np.unique(codes).tolist() for one in self._seen[code]}

    def _read(self, cells: tuple[str, ...]) -> None:
        """Read what stands in the cells of one row, by the reader of rows and then by that of answer files."""
        if self.target.kind is Kind.EVIDENCE:
            self._take(None, False, bool(cells[0].strip()), ())
            return
        read = self._reader.read(cells)
        head, id = self._tree.pack.head, self.target.id
        raw: Mapping[str, Any] = {
            "format": FORMAT,
            "questionnaire": head.id,
            "version": head.version,
            "organisation": read.organisation,
            "answered": read.answered,
            "answers": read.answers,
        }
        answers, faults = answers_of(raw, self._tree, self._layout.file)
        entry = Answer(answers.profile[id]) if id in answers.profile else answers.answers.get(id)
        seen = {(self.places[i], one) for i, one in read.seen}
        self._take(bare(entry), bool(read.wrong or faults), not read.is_blank, seen)

    def _take(self, entry: Entry, is_faulty: bool, is_given: bool, seen: Collection[tuple[int, Seen]]) -> None:
        self.entries.append(entry)
        self._faulty.append(is_faulty)
        self._given.append(is_given)
        self._seen.append(seen)
        self._is_plain = self._is_plain and not seen


def _together(columns: Sequence[Texts]) -> tuple[list[tuple[str, ...]], Codes]:
    """Make one column of several: the cells that stand beside each other in some row, each once."""
    first, *others = columns
    cells: list[tuple[str, ...]] = [(text,) for text in first.distinct]
    codes = first.codes.astype(np.intp)
    for one in others:
        size = len(one.distinct)
        pairs, codes = np.unique(codes * size + one.codes, return_inverse=True)
        cells = [(*cells[pair // size], one.distinct[pair % size]) for pair in pairs.tolist()]
    return cells, codes
