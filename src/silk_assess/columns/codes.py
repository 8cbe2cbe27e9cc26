"""Columns of a table as codes: each distinct text of a column is read once, by what reads the rows of tables.

So there is no second grammar: what a text means, and whether it has a fault, says the row reader.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from silk_assess.answers.in_a_file import FORMAT
from silk_assess.answers.model import Answer
from silk_assess.answers.reader import answers_of
from silk_assess.columns.block import Block, Coded, Entry, bare
from silk_assess.columns.figures import Flags
from silk_assess.files.other_tools import words
from silk_assess.files.tables import UNREADABLE
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.cells import Seen
from silk_assess.tables.layout import Kind, Layout
from silk_assess.tables.rows import RowReader

# Beyond so many texts of one column what is known of them is forgotten.
_MOST_KNOWN: Final = 1 << 17
# What is read as a cell, and what there is in, or is not; the other columns change no figure.
_READ: Final = (Kind.ANSWER, Kind.DATE, Kind.BY)
_CODED: Final = (*_READ, Kind.EVIDENCE)


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

    So does one with several columns for one answer, one of a sheet, whose cells are more than texts, one that was
    made for another version, and one in which it is open what a column is.
    """
    kinds = {one.target.kind for one in layout.columns}
    return bool(
        kinds & {Kind.OPTION, Kind.OPEN}
        or layout.dialect.sheet is not None
        or layout.dialect.version
        or layout.dialect.questionnaire
    )


class TableCoder:
    """Turns the columns of one table into codes; what is known of a text is kept from block to block."""

    def __init__(self, layout: Layout, tree: Tree) -> None:
        """Take a layout that does not go by rows."""
        self._layout = layout
        self._fields = frozenset(one.id for one in tree.profile)
        self._columns = [_Column(replace(layout, columns=(one,)), tree) for one in layout.columns]

    def rows(self, columns: Sequence[Texts], size: int) -> CodedRows:
        """Read some rows, given by their columns in the order of the layout."""
        answers: dict[str, Coded] = {}
        evidence: dict[str, Flags] = {}
        faulty, given = (np.zeros(size, np.bool_) for _ in range(2))
        used: list[tuple[int, _Column, npt.NDArray[np.intp]]] = []
        for i, (texts, column) in enumerate(zip(columns, self._columns, strict=True)):
            target = self._layout.columns[i].target
            if target.kind not in _CODED:
                faulty |= _unreadable(texts)
                continue
            codes = column.known(texts.distinct)[texts.codes]
            faulty |= column.is_faulty()[codes]
            if target.kind is Kind.ANSWER:
                answers[target.id] = Coded(codes, column.entries)
                used.append((i, column, codes))
                if target.id not in self._fields:
                    given |= column.is_given()[codes]
            elif target.kind is Kind.EVIDENCE:
                evidence[target.id] = column.is_given()[codes]
        sound = given & ~faulty
        seen = frozenset((i, one) for i, column, codes in used for one in column.seen(codes[sound]))
        return CodedRows(Block(size, answers, evidence), faulty, ~(given | faulty), seen)


def _unreadable(texts: Texts) -> Flags:
    """Say in which rows a text stands that no table may hold."""
    if not UNREADABLE.search("".join(texts.distinct)):
        return np.zeros(len(texts.codes), np.bool_)
    return np.array([bool(UNREADABLE.search(text)) for text in texts.distinct], np.bool_).take(texts.codes)


class _Column:
    """The texts of one column that were met so far: what each is, and whether it has a fault."""

    def __init__(self, layout: Layout, tree: Tree) -> None:
        self._layout, self._tree = layout, tree
        self._target = layout.columns[0].target
        self._reader = RowReader(layout, tree, words())
        self._forget()

    def _forget(self) -> None:
        self._codes: dict[str, int] = {}
        # What stands in each text, of columns that hold answers.
        self.entries: list[Entry] = []
        self._faulty: list[bool] = []
        self._given: list[bool] = []
        self._seen: list[Collection[Seen]] = []
        self._is_plain = True

    def known(self, texts: Sequence[str]) -> npt.NDArray[np.intp]:
        """Give the codes of some texts, those that are new among them read."""
        if len(self._codes) > _MOST_KNOWN:
            self._forget()
        codes = self._codes
        for text in texts:
            if text not in codes:
                self._read(text)
                codes[text] = len(codes)
        return np.fromiter((codes[text] for text in texts), np.intp, len(texts))

    def is_faulty(self) -> Flags:
        return np.array(self._faulty, np.bool_)

    def is_given(self) -> Flags:
        return np.array(self._given, np.bool_)

    def seen(self, codes: npt.NDArray[np.intp]) -> set[Seen]:
        if self._is_plain:
            return set()
        return {one for code in np.unique(codes).tolist() for one in self._seen[code]}

    def _read(self, text: str) -> None:
        if self._target.kind in _READ and not UNREADABLE.search(text):
            self._read_answer(text)
        else:
            self._take(None, bool(UNREADABLE.search(text)), bool(text.strip()), ())

    def _take(self, entry: Entry, is_faulty: bool, is_given: bool, seen: Collection[Seen]) -> None:
        self.entries.append(entry)
        self._faulty.append(is_faulty)
        self._given.append(is_given)
        self._seen.append(seen)
        self._is_plain = self._is_plain and not seen

    def _read_answer(self, text: str) -> None:
        read = self._reader.read((text,))
        head, id = self._tree.pack.head, self._target.id
        raw: Mapping[str, Any] = {
            "format": FORMAT,
            "questionnaire": head.id,
            "version": head.version,
            "organisation": read.organisation,
            "answered": read.answered,
            "answers": read.answers,
        }
        answers, faults = answers_of(raw, self._tree, self._layout.file)
        entry = answers.answers.get(id)
        if id in answers.profile:
            entry = Answer(answers.profile[id])
        self._take(bare(entry), bool(read.wrong or faults), not read.is_blank, {one for _, one in read.seen})
