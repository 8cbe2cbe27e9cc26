"""From what a command line names to rows of answers: files, folders, tables and lines, in one fixed order.

Nothing that cannot be read stops the rest: it becomes an entry with its fault.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from silk_assess.answers.model import Answers
from silk_assess.answers.reader import answers_of
from silk_assess.faults import Code, Fault, Place, SilkError
from silk_assess.files import encodings, flat_lines, tables, workbooks
from silk_assess.files.answer_files import load_answers
from silk_assess.files.encodings import Encoding
from silk_assess.files.folders import (
    ANSWERS,
    QUESTIONNAIRE,
    AnswerFile,
    Closed,
    Link,
    OtherFormat,
    Search,
    Voice,
    is_voice,
)
from silk_assess.files.standard_input import STDIN as STDIN
from silk_assess.files.standard_input import STDIN_NAME
from silk_assess.files.table_rows import SplitRow
from silk_assess.files.table_source import Source, Text
from silk_assess.files.tables import Entry, Refused
from silk_assess.files.versions import with_before
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.layout import Layout
from silk_assess.tables.mapping import TableMapping
from silk_assess.tables.reading import Reading

if TYPE_CHECKING:
    from silk_assess.files.table_blocks import Block

TABLES: Final = (".csv", ".tsv", ".txt")
LINES: Final = (".jsonl", ".ndjson")
SHEETS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, not read yet; where the table is held back, it is only looked through for faults."""

    layout: Layout
    row: SplitRow
    held: bool


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Many rows of a table at once, not split yet."""

    layout: Layout
    block: Block


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line with an answer object, not read yet."""

    file: str
    line: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that cannot be read at all."""

    file: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class FaultyHeader:
    """A table whose columns have faults, and how many organisations wait in it; rows behind it are held back."""

    file: str
    faults: tuple[Fault, ...]
    waiting: int = 0


# What is worked on by itself: as a rule one organisation.
Unit = AnswerFile | TableRow | TableBlock | JsonLine | Unreadable | FaultyHeader


@dataclass(slots=True)
class Links:
    """Whether links in folders are followed; else those met so far, which were left out, in their order.

    `others` are files of other formats of ours, which are no answers; `voices` hold one voice of several, and no
    organisation.
    """

    follow: bool = False
    left_out: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Ways:
    """How tables are to be read, and how those met so far are.

    `extra` are columns to be carried along, `encoding` is that of every table, where somebody names one, and `mapping`
    says what stands in each. With `any_sheet` the first of several sheets with questions is taken. Tables are given
    in blocks of which `in_blocks` says so, by their layout and how many organisations they hold.
    """

    extra: tuple[str, ...] = ()
    encoding: Encoding | None = None
    mapping: TableMapping | None = None
    any_sheet: bool = False
    in_blocks: Callable[[Layout, int], bool] | None = None
    readings: list[Reading] = field(default_factory=list)


def units(
    inputs: Iterable[str], tree: Tree, ways: Ways, stdin: IO[bytes], links: Links | None = None
) -> Iterator[Unit]:
    """Turn inputs into units of work, in the order given, inside folders by their names.

    A folder is searched for answer files; `-` is a table on standard input. What is named twice is
    read once. What is named may be a link; those inside folders are dealt with as `links` says.
    """
    links = links or Links()
    search = Search(follow_links=links.follow)
    for name in inputs:
        if name == STDIN:
            yield from _spooled(stdin, tree, ways)
            continue
        path = Path(name)
        if os.path.isdir(path):
            yield from _folder(path, search, links)
        elif search.is_new(path):
            if path.suffix.lower() in ANSWERS and is_voice(name):
                links.voices.append(name)
            else:
                yield from _file(name, path.suffix.lower(), tree, ways)


def answer_files(name: str, follow_links: bool = False) -> Iterator[AnswerFile]:
    """Walk through the answer files that one input means, as far as it has any."""
    place = Path(name)
    if os.path.isdir(place):
        yield from (one for one in Search(follow_links=follow_links).found_in(place) if isinstance(one, AnswerFile))
    elif place.suffix.lower() in ANSWERS:
        yield AnswerFile(name)


def _folder(folder: Path, search: Search, links: Links) -> Iterator[Unit]:
    for found in search.found_in(folder):
        match found:
            case AnswerFile():
                yield found
            case Closed(place, fault):
                yield Unreadable(str(place), (fault,))
            case OtherFormat(place):
                links.others.append(str(place))
            case Voice(file):
                links.voices.append(file)
            case Link(place) if place.name != QUESTIONNAIRE:
                links.left_out.append(str(place))


def _spooled(stdin: IO[bytes], tree: Tree, ways: Ways) -> Iterator[Unit]:
    """Read a table on standard input, kept on the disk meanwhile, since a table is gone through twice."""
    try:
        with tempfile.TemporaryFile() as stream:
            shutil.copyfileobj(stdin, stream)
            yield from _table(STDIN_NAME, stream, tree, ways)
    except OSError as error:
        yield _unread(STDIN_NAME, error)


def _file(name: str, suffix: str, tree: Tree, ways: Ways) -> Iterator[Unit]:
    if suffix in (*TABLES, *SHEETS):
        yield from _opened(name, tree, ways, _table)
    elif suffix in LINES:
        yield from _opened(name, tree, ways, _lines)
    else:
        yield AnswerFile(name)


_Reads = Callable[[str, IO[bytes], Tree, Ways], Iterator[Unit]]


def _opened(name: str, tree: Tree, ways: Ways, reads: _Reads) -> Iterator[Unit]:
    """Give what is in a file; what stops its reading on the way is a fault of that input."""
    try:
        with _stream(name) as stream:
            yield from reads(name, stream, tree, ways)
    except OSError as error:
        yield _unread(name, error)


def _stream(name: str) -> IO[bytes]:
    if not stat.S_ISREG(os.stat(name).st_mode):
        raise OSError("it is no ordinary file")
    return open(name, "rb")


def _unread(name: str, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        fault = Fault((name,), f"There is no file {name} here", "Check the name.", Code.UNREADABLE)
    else:
        fault = Fault((name,), f"{name} cannot be read: {error.strerror or error}", "Check the place.", Code.UNREADABLE)
    return Unreadable(name, (fault,))


# Tables


@contextmanager
def looked_at(name: str, tree: Tree, ways: Ways, stdin: IO[bytes]) -> Iterator[tuple[Reading, Iterator[SplitRow]]]:
    """Look at one table, whatever its columns are: how it is read, and its rows.

    Raises SilkError where it has no rows to look at.
    """
    try:
        with ExitStack() as stack:
            if name == STDIN:
                stream: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
                shutil.copyfileobj(stdin, stream)
            else:
                stream = stack.enter_context(_stream(name))
            if Path(name).suffix.lower() in LINES:
                yield _looked_at_lines(name, stream, tree, ways)
                return
            called = STDIN_NAME if name == STDIN else name
            source = stack.enter_context(_source(called, stream, tree, ways))
            found = tables.opened(called, source, tree, ways.extra, ways.mapping)
            if isinstance(found, Refused):
                if found.reading is None or found.start is None:
                    raise SilkError(*found.faults)
                yield found.reading, islice(source.rows(found.start), 1, None)
            else:
                yield found.reading, tables.rows_of(found, source)
    except OSError as error:
        raise SilkError(*_unread(name, error).faults) from None


def _looked_at_lines(name: str, stream: IO[bytes], tree: Tree, ways: Ways) -> tuple[Reading, Iterator[SplitRow]]:
    flat = flat_lines.opened(name, stream, tree, ways.extra, ways.mapping)
    if flat is None:
        says = f"{name} holds no rows: its lines are answers, or no JSON"
        raise SilkError(Fault((name,), says, "A mapping is for tables and flat lines.", Code.UNREADABLE))
    stream.seek(0)
    numbered = enumerate(flat_lines.lines_within(stream), 1)
    rows = (flat_lines.row_of(data, number, flat.layout) for number, data in numbered)
    return flat.reading, (row for row in rows if row is not None)


@contextmanager
def _source(name: str, stream: IO[bytes], tree: Tree, ways: Ways) -> Iterator[Source]:
    """Give what the rows of a table are read from.

    Raises SilkError where it is nothing of the kind.
    """
    if Path(name).suffix.lower() in SHEETS or (name == STDIN_NAME and encodings.is_workbook(stream)):
        with workbooks.opened(name, stream, tree, ways.mapping, ways.any_sheet) as sheet:
            yield sheet
        return
    if encodings.is_workbook(stream):
        raise SilkError(_workbook(name))
    yield Text(stream, ways.encoding or _named_encoding(ways.mapping) or encodings.encoding_of(stream))


def _table(name: str, stream: IO[bytes], tree: Tree, ways: Ways) -> Iterator[Unit]:
    try:
        with _source(name, stream, tree, ways) as source:
            yield from _rows(name, source, tree, ways)
    except SilkError as error:
        yield Unreadable(name, error.faults)


def _rows(name: str, source: Source, tree: Tree, ways: Ways) -> Iterator[Unit]:
    found = tables.opened(name, source, tree, ways.extra, ways.mapping, ways.in_blocks is not None)
    if isinstance(found, Refused):
        ways.readings += [] if found.reading is None else [found.reading]
        yield FaultyHeader(name, found.faults, found.waiting) if found.waiting else Unreadable(name, found.faults)
        return
    ways.readings.append(found.reading)
    if found.faults:
        yield FaultyHeader(name, found.faults)
    elif found.blocks is not None and ways.in_blocks is not None:
        first = list(tables.first_rows_of(found))
        if ways.in_blocks(found.layout, len(first) + found.blocks.size):
            yield from (TableRow(found.layout, row, False) for row in first)
            yield from (TableBlock(found.layout, block) for block in found.blocks)
            return
    for row in tables.rows_of(found, source):
        yield TableRow(found.layout, row, bool(found.faults))


def _workbook(file: str) -> Fault:
    stem, _, end = file.rpartition(".")
    says = f"{file} is a workbook that is called .{end}" if stem else f"{file} is a workbook"
    do = f"Rename it to {stem or file}.xlsx, or save it as CSV."
    return Fault((file,), says, do, Code.UNREADABLE)


def _named_encoding(mapping: TableMapping | None) -> Encoding | None:
    return encodings.named(mapping.encoding) if mapping is not None and mapping.encoding else None


# Lines of JSON


def _lines(name: str, stream: IO[bytes], tree: Tree, ways: Ways) -> Iterator[Unit]:
    flat = flat_lines.opened(name, stream, tree, ways.extra, ways.mapping)
    if flat is not None:
        ways.readings.append(flat.reading)
        if flat.faults:
            yield FaultyHeader(name, flat.faults)
    stream.seek(0)
    for number, data in enumerate(flat_lines.lines_within(stream), 1):
        if not data.strip():
            continue
        row = None if flat is None else flat_lines.row_of(data, number, flat.layout)
        if row is not None and flat is not None:
            yield TableRow(flat.layout, row, bool(flat.faults))
        else:
            yield JsonLine(name, number, data)


# Reading


def read(unit: Unit, tree: Tree) -> Entry:
    """Read one unit: answers, or every fault of it with its place."""
    match unit:
        case AnswerFile(file):
            try:
                return _answered(Entry(file, 0, load_answers(Path(file), tree)))
            except SilkError as error:
                return Entry(file, 0, Answers(), faults=error.faults)
        case TableRow(layout, row, _):
            return tables.read_row(row, layout, tree)
        case TableBlock():
            raise ValueError("a block is not read as one organisation")
        case JsonLine(file, line, data):
            return _object(file, line, data, tree)
        case Unreadable(file, faults) | FaultyHeader(file, faults, _):
            return Entry(file, 0, Answers(), faults=faults)


def _answered(entry: Entry) -> Entry:
    """Note of an answer file or object whether it answers anything."""
    if any(one.value is not None or one.unknown or one.not_applicable is not None for one in
           entry.answers.answers.values()):  # fmt: skip
        return entry
    return replace(entry, is_blank=not entry.faults and not entry.answers.unfit, called=entry.answers.name or "")


def _object(file: str, line: int, data: bytes, tree: Tree) -> Entry:
    where = Place(file, line)
    try:
        raw = flat_lines.parsed(data, line)
    except flat_lines.NoObject as error:
        wrong = error.wrong
        return Entry(file, line, Answers(), faults=(Fault((file,), wrong.says, wrong.do, wrong.code, where=where),))
    id = raw.pop("id", "") if isinstance(raw, dict) else ""
    answers, found = answers_of(raw, tree, file)
    placed = tuple(Fault(one.path, _with_id(one), one.do, one.code, where=where) for one in found)
    answers = answers if placed else with_before(answers, raw, tree)
    return _answered(Entry(file, line, answers, id if isinstance(id, str) else "", faults=placed))


def _with_id(fault: Fault) -> str:
    """Put the id of an entry before what is wrong with it; where that names it already, not."""
    is_of_entry = len(fault.path) > 2
    names_it = fault.brief or (fault.at == "key" and len(fault.path) == 3)
    return f"{fault.path[2]}: {fault.says}" if is_of_entry and not names_it else fault.says
