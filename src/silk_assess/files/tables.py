"""Tables of answers: one organisation a row, one column a question or profile field. Source: docs/format.md, Tables.

A cell becomes what an answer file would hold in its place, and is read by the same reader; so a
table accepts nothing else, and says the same of what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from silk_assess import escape
from silk_assess.answers import answered
from silk_assess.answers.model import Answers
from silk_assess.answers.reader import FORMAT, answers_of
from silk_assess.faults import MOST_FAULTS, Code, Fault, Misfit, Place, did_you_mean, quoted
from silk_assess.files.table_rows import SplitRow
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.model.questions import Choices, Words
from silk_assess.questionnaire.tree import Tree

# The columns that say who answered and when, with the key that each stands for.
_ANSWERED: Final = {f"answered.{key}": key for key in answered.KEYS}
_NO_QUESTIONS: Final = frozenset(("id", "name", *_ANSWERED))


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a table: which column is what.

    `columns` has the name of each column; `extra` those that are carried along unscored.
    """

    file: str
    columns: tuple[str, ...]
    extra: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation that was read: its answers, its id and what was carried along; or its faults."""

    file: str
    line: int
    answers: Answers
    id: str = ""
    extra: Mapping[str, str] | None = None
    faults: tuple[Fault, ...] = ()


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


# The header


def read_header(row: SplitRow, tree: Tree, file: str, keep: bool) -> tuple[Header, list[Fault]]:
    """Read the first line of a table, with every fault of it.

    With `keep`, a column that is no question is carried along; else it is a fault.
    """
    names = tuple(escape.from_csv_cell(cell).strip() for cell in row.cells)
    broken = row.broken or next((wrong for cell in row.cells if (wrong := _unreadable(cell)) is not None), None)
    if broken is not None:
        return Header(file, (), frozenset()), [_fault(file, row.line, _spot(row, ()), broken)]
    known = {*_NO_QUESTIONS, *tree.asked}
    extra = {name for name in names if name and name not in known} if keep else set()
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for i, name in enumerate(names):
        wrong = _wrong_column(name, seen.get(name), known | extra)
        if wrong is not None:
            faults.append(_fault(file, row.line, (i, ""), wrong))
            if len(faults) > MOST_FAULTS:
                says = f"this line has more than {MOST_FAULTS:,} faults"
                do = "Name the columns by the ids of questions, or check that it is the table you mean."
                faults[-1] = _fault(file, row.line, None, Misfit(Code.TOO_MANY, says, do))
                return Header(file, names, frozenset()), faults
        seen.setdefault(name, i)
    if not faults and not known.intersection(names) - _NO_QUESTIONS:
        do = "Name the columns in the first line by the ids of questions."
        nothing = Misfit(Code.COLUMN, "no column of this table is a question", do)
        faults.append(_fault(file, row.line, None, nothing))
    return Header(file, names, frozenset(extra)), faults


def _wrong_column(name: str, before: int | None, known: set[str]) -> Misfit | None:
    if not name:
        return Misfit(Code.COLUMN, "this column has no name", "Name it in the first line, or take it out.")
    if before is not None:
        return Misfit(Code.COLUMN, f"{quoted(name)} stands in column {letters(before)} too", "Keep one of the two.")
    if name in known:
        return None
    near = did_you_mean(name, known, "")
    do = f"{near} To carry it along unscored: --extra keep".strip()
    return Misfit(Code.COLUMN, f"{quoted(name)} is no question", do)


# Rows


def read_row(row: SplitRow, header: Header, tree: Tree) -> Entry:
    """Read one row; every fault of it is told with its column."""
    file, line = header.file, row.line
    broken = row.broken or _broken(row, header)
    if broken is not None:
        return Entry(file, line, Answers(), faults=(_fault(file, line, _spot(row, header.columns), broken),))
    cells = {name: escape.from_csv_cell(cell) for name, cell in zip(header.columns, row.cells, strict=True)}
    faults = [
        _fault(file, line, (i, header.columns[i]), wrong)
        for i, cell in enumerate(row.cells)
        if (wrong := _unreadable(cell)) is not None
    ]
    if faults:
        return Entry(file, line, Answers(), faults=tuple(faults))
    raw = _raw(cells, tree)
    answers, found = answers_of(raw, tree, file)
    places = {name: i for i, name in enumerate(header.columns)}
    faults = [_placed(fault, line, places) for fault in found]
    extra = {name: cells[name] for name in header.columns if name in header.extra}
    return Entry(file, line, answers, cells.get("id", "").strip(), extra, tuple(faults))


def _spot(row: SplitRow, names: Sequence[str]) -> tuple[int, str] | None:
    """Give the column of what broke a row, and its name, as far as both are known."""
    i = row.column
    return None if i is None else (i, names[i] if i < len(names) else "")


def _broken(row: SplitRow, header: Header) -> Misfit | None:
    here, there = len(row.cells), len(header.columns)
    if here == there:
        return None
    cells = "one cell stands" if here == 1 else f"{here:,} cells stand"
    what = f"{cells} in this row, and {'one column' if there == 1 else f'{there:,} columns'} in the first line"
    do = "Check for a separator too many or too few, or put texts that hold one in quotes."
    return Misfit(Code.RAGGED, what, do)


def _unreadable(cell: str) -> Misfit | None:
    if any("\ud800" <= letter <= "\udfff" for letter in cell):
        return Misfit(Code.ENCODING, "this cell is not written in UTF-8", "Save the table as UTF-8.")
    found = reader.CONTROL.search(cell)
    if found:
        says = f"a control character (U+{ord(found.group()):04X}) stands in this cell"
        return Misfit(Code.CONTROL, says, reader.NO_CONTROL)
    return None


def _raw(cells: Mapping[str, str], tree: Tree) -> dict[str, Any]:
    """Lay a row out as an answer file would be."""
    head = tree.pack.head
    profile = {one.id for one in tree.profile}
    organisation: dict[str, Any] = {}
    sitting: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    for name, cell in cells.items():
        text = cell.strip()
        if not text or (name not in ("name", *_ANSWERED) and name not in tree.asked):
            continue
        if name in ("name", "answered.by") or (name in tree.asked and isinstance(tree.asked[name].question, Words)):
            text = cell.strip(" ")
        if name == "name":
            organisation[name] = text
        elif name in _ANSWERED:
            sitting[_ANSWERED[name]] = text
        elif name in profile:
            organisation[name] = _value(text, isinstance(tree.asked[name].question, Choices))
        else:
            answers[name] = _answer(text, isinstance(tree.asked[name].question, Choices))
    return {
        "format": FORMAT,
        "questionnaire": head.id,
        "version": head.version,
        "organisation": organisation,
        "answered": sitting,
        "answers": answers,
    }


def _answer(text: str, several: bool) -> Any:
    if text in ("unknown", "na"):
        return text
    reason = re.fullmatch(r"na:\s*(.*)", text, re.DOTALL)
    if reason:
        return {"not_applicable": reason[1]} if reason[1] else "na"
    return _value(text, several)


def _value(text: str, several: bool) -> Any:
    if not several:
        return text
    return [] if text == "none" else [part.strip() for part in text.split(";")]


def _placed(fault: Fault, line: int, places: Mapping[str, int]) -> Fault:
    name = str(fault.path[2]) if len(fault.path) > 2 else ""
    name = f"answered.{name}" if fault.path[1:2] == ("answered",) else name
    column = (places[name], name) if name in places else None
    # The column is named before the fault, so that the fault need not name it once more.
    wrong = Misfit(fault.code, fault.brief if column is not None and fault.brief else fault.says, fault.do)
    return _fault(str(fault.path[0]), line, column, wrong)


def _fault(file: str, line: int, column: tuple[int, str] | None, wrong: Misfit) -> Fault:
    """Tell a fault of a row, or of one cell by its column's place (from 0) and name; the path has both."""
    where = Place(file, line, 0)
    if column is None:
        return Fault((file,), wrong.says, wrong.do, wrong.code, where=where)
    i, name = column
    spot = f"column {letters(i)}, {name}" if name else f"column {letters(i)}"
    return Fault((file, i, name), f"{spot}: {wrong.says}", wrong.do, wrong.code, where=where)
