"""Tables of answers: one organisation a row, one column a question or profile field. Source: docs/format.md, Tables.

A table is gone through twice: once for what it is made of, once for its rows. A cell becomes what an answer file would
hold in its place, and is read by the same reader; so a table accepts nothing else, and says the same of what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from silk_assess.answers.model import Answers, Unfit
from silk_assess.answers.reader import FORMAT, answers_of
from silk_assess.faults import Code, Fault, Misfit, Place
from silk_assess.files import table_faults
from silk_assess.files.other_tools import words
from silk_assess.files.table_rows import SplitRow
from silk_assess.files.table_source import Source, Text
from silk_assess.files.table_start import Beginnings, Start, cells_of, is_transposed
from silk_assess.files.table_survey import Survey
from silk_assess.files.versions import with_before
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables import column_faults
from silk_assess.tables.cells import Seen
from silk_assess.tables.columns import headers_of, named, tools_of
from silk_assess.tables.headers import Headers
from silk_assess.tables.layout import Kind, Layout, Target, letters
from silk_assess.tables.mapping import TableMapping
from silk_assess.tables.reading import Aside, Reading
from silk_assess.tables.rows import RowReader

if TYPE_CHECKING:
    from silk_assess.files.table_blocks import Blocks


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation that was read: its answers, its id and what was carried along; or its faults.

    `line` is the row as spreadsheets count, 0 where there is none. One that `is_blank` answers nothing, and
    `called` is what stands in it. `seen` tells how cells that are not plain were read.
    """

    file: str
    line: int
    answers: Answers
    id: str = ""
    extra: Mapping[str, str] | None = None
    faults: tuple[Fault, ...] = ()
    sheet: str = ""
    is_blank: bool = False
    called: str = ""
    seen: frozenset[tuple[int, Seen]] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """A table of which nothing can be read: why, and how many organisations wait for it to be mended.

    `start` is where it begins, if it can be gone through all the same.
    """

    faults: tuple[Fault, ...]
    waiting: int = 0
    reading: Reading | None = None
    start: Start | None = None


@dataclass(slots=True)
class Opened:
    """A table that was gone through once: how it is read, and the faults of its columns."""

    reading: Reading
    start: Start
    faults: tuple[Fault, ...]
    skipped: dict[int, tuple[Aside, str]] = field(default_factory=dict)
    blocks: Blocks | None = None

    @property
    def layout(self) -> Layout:
        """How the table is laid out."""
        return self.reading.layout


def opened(
    file: str,
    source: Source,
    tree: Tree,
    extra: Collection[str] = (),
    mapping: TableMapping | None = None,
    in_blocks: bool = False,
) -> Opened | Refused:
    """Go through a table once, in blocks where that is wanted and can be."""
    headers = Headers(tree, words())
    beginnings = Beginnings(headers, words(), extra)
    start = source.start(beginnings, mapping)
    if start.header is None:
        do = "Name its columns in the first line."
        return Refused((Fault((file,), "this table is empty", do, Code.EMPTY_FILE, where=Place(file)),))
    broken = start.header.broken or next((bad for one in start.header.cells if (bad := _unreadable(one))), None)
    if broken is not None:
        return Refused((table_faults.broken_row(file, start.header, broken),))
    if mapping is None:
        columns = beginnings.columns(start)
        if start.dialect.version:  # What another version asked is left aside.
            columns = tuple(replace(one, target=Target(Kind.LEAVE)) if one.target.kind is Kind.OPEN else one
                            for one in columns)  # fmt: skip
        layout = Layout(file, start.dialect, columns)
    else:
        columns, missing = mapping.assigned(headers_of(cells_of(start.header), start.below, words()), extra)
        layout = Layout(file, start.dialect, columns, mapping=mapping.file, missing=missing)
    return _surveyed(Survey(layout, start, headers), source, tree, in_blocks)


def rows_of(one: Opened, source: Source) -> Iterator[SplitRow]:
    """Go through the rows below the header, without those that hold no organisation."""
    found = source.rows(one.start)
    next(found, None)
    yield from _organisations(found, one)


def first_rows_of(one: Opened) -> Iterator[SplitRow]:
    """Go through the first rows of a table that is given in blocks."""
    assert one.blocks is not None
    yield from _organisations(one.blocks.first[1:], one)


def _organisations(found: Iterable[SplitRow], one: Opened) -> Iterator[SplitRow]:
    yield from (row for row in found if row.row not in one.skipped)


# Going through it once


def _surveyed(survey: Survey, source: Source, tree: Tree, in_blocks: bool) -> Opened | Refused:
    survey.prepare(tree)
    file, start = survey.layout.file, survey.start
    stream = source.in_blocks() if in_blocks and isinstance(source, Text) else None
    blocks = None if stream is None else survey.through_blocks(stream)
    if blocks is None:
        survey = Survey(survey.layout, start, survey.headers)
        survey.prepare(tree)
        found = source.rows(start)
        next(found, None)
        for row in found:
            survey.take(row, source.shows_encoding)
    columns = named(survey.layout.columns, survey.nothing_in, survey.counts)
    layout = replace(survey.layout, columns=columns, hints_comma="," in survey.signs)
    if not layout.mapping and is_transposed(columns, survey.firsts, survey.headers):
        waiting = max(len([one for one in columns if one.header]) - 1, 0)
        return Refused((column_faults.transposed(file),), waiting, Reading(layout, is_refused=True))
    at = start.dialect.header_row
    refused = Reading(layout, example=survey.example, has_end=source.has_end, book=source.book, is_refused=True)
    fault = column_faults.of_columns(layout, at)
    is_settled = fault is None or not layout.mapping
    if is_settled and not any(target.id in {one.id for one in tree.questions} for target in layout.places):
        return Refused(
            (column_faults.without_questions(layout, at, survey.sample, words(), tree),), survey.rows, refused, start
        )
    reading = Reading(
        layout,
        tools=tuple(tool.name for tool in tools_of([one.header for one in columns], words())),
        example=survey.example,
        has_end=source.has_end,
        book=source.book,
        is_refused=fault is not None,
    )
    for place, (what, called) in survey.skipped.items():
        if called:
            reading.leave(place, what, called)
    return Opened(reading, start, () if fault is None else (fault,), survey.skipped, blocks)


# Rows


def read_row(row: SplitRow, layout: Layout, tree: Tree) -> Entry:
    """Read one row; every fault of it is told with its column."""
    entry = _read(row, layout, tree)
    if not row.spots:
        return entry
    faults = tuple(table_faults.in_sheet(fault, row) for fault in entry.faults)
    return replace(entry, line=0, sheet=row.sheet, faults=faults)


def _read(row: SplitRow, layout: Layout, tree: Tree) -> Entry:
    file, line, sheet = layout.file, row.row, layout.dialect.sheet or ""
    broken = row.broken or _ragged(row, layout)
    if broken is not None:
        if row.broken is None and sheet:
            beyond = next(i for i, cell in enumerate(row.cells) if i >= len(layout.columns) and cell)
            row = replace(row, column=beyond)
        return Entry(file, line, Answers(), faults=(table_faults.broken_row(file, row, broken, layout),), sheet=sheet)
    if UNREADABLE.search("".join(row.cells)):
        found = ((i, wrong) for i, cell in enumerate(row.cells) if (wrong := _unreadable(cell)) is not None)
        return Entry(
            file, line, Answers(), faults=tuple(table_faults.of_cell(layout, line, *one) for one in found), sheet=sheet
        )
    row_reader, places = _reader(layout, tree)
    read = row_reader.read(row.cells)
    if read.is_blank:
        return Entry(file, line, Answers(), read.id, sheet=sheet, is_blank=True, called=read.called)
    head = tree.pack.head
    raw: dict[str, Any] = {
        "format": FORMAT,
        "questionnaire": layout.dialect.questionnaire or head.id,
        "version": layout.dialect.version or head.version,
        "organisation": read.organisation,
        "answered": read.answered,
        "answers": read.answers,
    }
    answers, misfits = answers_of(raw, tree, file)
    if layout.dialect.version:
        told = (Unfit(layout.columns[i].target.written, one.brief or one.says) for i, one in read.wrong)
        answers = with_before(replace(answers, warnings=(*answers.warnings, *told)), raw, tree)
    faults = [table_faults.of_cell(layout, line, i, one) for i, one in read.wrong if not layout.dialect.version]
    faults += [table_faults.placed(fault, layout, line, places) for fault in misfits]
    faults.sort(key=table_faults.column_of)
    return Entry(file, line, answers, read.id, read.extra, tuple(faults), sheet, seen=read.seen)


_Reader = tuple[RowReader, dict[str, int]]
# The last reader of rows, with what it is for: the rows of a table come one behind the other.
_LAST: list[tuple[Layout, Tree, _Reader]] = []


def _reader(layout: Layout, tree: Tree) -> _Reader:
    """Give the reader of a table's rows, and at which column each question or field is told of."""
    if _LAST and _LAST[0][1] is tree and (_LAST[0][0] is layout or _LAST[0][0] == layout):
        return _LAST[0][2]
    _LAST[:] = [(layout, tree, (RowReader(layout, tree, words()), _places(layout)))]
    return _LAST[0][2]


def _places(layout: Layout) -> dict[str, int]:
    """Give the column at which each question or field is told of."""
    found: dict[str, int] = {}
    for target, i in layout.places.items():
        name = target.id or target.written
        if target.kind is Kind.ANSWER or name not in found:
            found[name] = i
    return found


def _ragged(row: SplitRow, layout: Layout) -> Misfit | None:
    here, there = len(row.cells), len(layout.columns)
    if here == there:
        return None
    if layout.dialect.sheet is not None:
        return Misfit(Code.RAGGED, "a cell stands here beyond the header", "Name its column, or empty the cell.")
    if here < there:
        says = f"this row ends in column {letters(here - 1)}, before its last cell"
        first, last = letters(here), letters(there - 1)
        gone = f"Column {last} is missing." if here + 1 == there else f"Columns {first} to {last} are missing."
        do = f"{gone} Was the file cut off, or a line end typed into a cell? "
        return Misfit(Code.CUT, says, f"{do}Send the whole file, or end the row with empty cells.")
    what = f"{here:,} cells stand in this row, and {'one column' if there == 1 else f'{there:,} columns'} in the header"
    do = "Check for a separator too many, or put texts that hold one in quotes."
    return Misfit(Code.RAGGED, what, do)


_SURROGATE: Final = re.compile("[\ud800-\udfff]")
UNREADABLE: Final = re.compile(f"[\ud800-\udfff]|{reader.CONTROL.pattern}")


def _unreadable(cell: str) -> Misfit | None:
    if _SURROGATE.search(cell):
        says = "this cell is not written in the encoding of the table"
        return Misfit(Code.ENCODING, says, "Save the table as UTF-8.")
    found = reader.CONTROL.search(cell)
    if found:
        says = f"a control character (U+{ord(found.group()):04X}) stands in this cell"
        return Misfit(Code.CONTROL, says, reader.NO_CONTROL)
    return None
