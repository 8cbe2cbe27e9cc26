"""From what a command line names to rows of answers: files, folders, tables and lines, in one fixed order.

Nothing that cannot be read stops the rest: it becomes an entry with its fault.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from silk_assess.answers.model import Answers
from silk_assess.answers.reader import answers_of
from silk_assess.faults import Code, Fault, Place, SilkError
from silk_assess.files import table_rows, tables
from silk_assess.files.answer_files import load_answers
from silk_assess.files.folders import ANSWERS, QUESTIONNAIRE, AnswerFile, Closed, Link, Search
from silk_assess.files.table_rows import SplitRow
from silk_assess.files.tables import Entry, Header
from silk_assess.files.versions import with_before
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.tree import Tree

TABLES: Final = (".csv", ".tsv", ".txt")
LINES: Final = (".jsonl", ".ndjson")
SHEETS: Final = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")
STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, not read yet; where the table is held back, it is only looked through for faults."""

    header: Header
    row: SplitRow
    held: bool


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
    """A table's first line that has faults; its rows come behind it, held back."""

    file: str
    faults: tuple[Fault, ...]


# What is worked on by itself: as a rule one organisation.
Unit = AnswerFile | TableRow | JsonLine | Unreadable | FaultyHeader


@dataclass(slots=True)
class Links:
    """Whether links in folders are followed; else those met so far, which were left out, in their order."""

    follow: bool = False
    left_out: list[str] = field(default_factory=list)


def units(
    inputs: Iterable[str], tree: Tree, keep: bool, stdin: IO[bytes], links: Links | None = None
) -> Iterator[Unit]:
    """Turn inputs into units of work, in the order given, inside folders by their names.

    A folder is searched for answer files; `-` is a table on standard input. What is named twice is
    read once. What is named may be a link; those inside folders are dealt with as `links` says.
    """
    links = links or Links()
    search = Search(follow_links=links.follow)
    for name in inputs:
        if name == STDIN:
            yield from _read_on("standard input", _table("standard input", stdin, tree, keep))
            continue
        path = Path(name)
        if os.path.isdir(path):
            yield from _folder(path, search, links)
        elif search.is_new(path):
            yield from _file(name, path.suffix.lower(), tree, keep)


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
            case Link(place) if place.name != QUESTIONNAIRE:
                links.left_out.append(str(place))


def _read_on(name: str, found: Iterator[Unit]) -> Iterator[Unit]:
    """Give what is found in an input that is open; what stops its reading on the way is a fault of that input."""
    try:
        yield from found
    except OSError as error:
        yield _unread(name, error)


def _file(name: str, suffix: str, tree: Tree, keep: bool) -> Iterator[Unit]:
    if suffix in TABLES:
        yield from _opened(name, tree, keep)
    elif suffix in LINES:
        yield from _lines(name)
    elif suffix in SHEETS:
        says = f"{name} is a spreadsheet, and tables are read as CSV"
        yield Unreadable(name, (Fault((name,), says, "Save it as CSV in UTF-8, and name that.", Code.UNREADABLE),))
    else:
        yield AnswerFile(name)


# Tables


def _opened(name: str, tree: Tree, keep: bool) -> Iterator[Unit]:
    try:
        if not stat.S_ISREG(os.stat(name).st_mode):
            raise OSError("it is no ordinary file")
        with open(name, "rb") as stream:
            yield from _table(name, stream, tree, keep)
    except OSError as error:
        yield _unread(name, error)


def _unread(name: str, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        fault = Fault((name,), f"There is no file {name} here", "Check the name.", Code.UNREADABLE)
    else:
        fault = Fault((name,), f"{name} cannot be read: {error.strerror or error}", "Check the place.", Code.UNREADABLE)
    return Unreadable(name, (fault,))


def _table(name: str, stream: IO[bytes], tree: Tree, keep: bool) -> Iterator[Unit]:
    found = table_rows.split_rows(table_rows.lines_within(stream))
    first = next(found, None)
    if first is None:
        where, do = Place(name), "Name its columns in the first line."
        fault = Fault((name,), "this table is empty", do, Code.EMPTY_FILE, where=where)
        yield Unreadable(name, (fault,))
        return
    header, faults = tables.read_header(first, tree, name, keep)
    if faults:
        yield FaultyHeader(name, tuple(faults)) if header.columns else Unreadable(name, tuple(faults))
    if not header.columns:
        return
    for row in found:
        yield TableRow(header, row, bool(faults))


# Lines of JSON


def _lines(name: str) -> Iterator[Unit]:
    try:
        if not stat.S_ISREG(os.stat(name).st_mode):
            raise OSError("it is no ordinary file")
        with open(name, "rb") as stream:
            for number, data in enumerate(table_rows.lines_within(stream), 1):
                if data.strip():
                    yield JsonLine(name, number, data)
    except OSError as error:
        yield _unread(name, error)


# Reading


def read(unit: Unit, tree: Tree) -> Entry:
    """Read one unit: answers, or every fault of it with its place."""
    match unit:
        case AnswerFile(file):
            try:
                return Entry(file, 0, load_answers(Path(file), tree))
            except SilkError as error:
                return Entry(file, 0, Answers(), faults=error.faults)
        case TableRow(header, row, _):
            return tables.read_row(row, header, tree)
        case JsonLine(file, line, data):
            return _object(file, line, data, tree)
        case Unreadable(file, faults) | FaultyHeader(file, faults):
            return Entry(file, 0, Answers(), faults=faults)


class _Twice(ValueError):
    """A key stands twice in an object."""


def _object(file: str, line: int, data: bytes, tree: Tree) -> Entry:
    where = Place(file, line)

    def fault(says: str, do: str, code: Code) -> Entry:
        return Entry(file, line, Answers(), faults=(Fault((file,), says, do, code, where=where),))

    if len(data) > reader.MOST_BYTES:
        return fault("this line is longer than 2 MB", "Take out what does not belong in it.", Code.TOO_LARGE)
    try:
        raw = json.loads(
            data.decode("utf-8-sig" if line == 1 else "utf-8"),
            object_pairs_hook=_once,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
        )
    except UnicodeDecodeError:
        return fault("this line is not written in UTF-8", "Save the file as UTF-8.", Code.ENCODING)
    except _Twice as error:
        return fault(f"a key stands here twice: {error}", "Keep one of the two.", Code.DUPLICATE)
    except (ValueError, RecursionError):
        return fault("this line is no JSON", "Write one whole object on each line.", Code.JSON)
    raw = _texts(raw)
    id = raw.pop("id", "") if isinstance(raw, dict) else ""
    answers, found = answers_of(raw, tree, file)
    placed = tuple(Fault(one.path, _with_id(one), one.do, one.code, where=where) for one in found)
    answers = answers if placed else with_before(answers, raw, tree)
    return Entry(file, line, answers, id if isinstance(id, str) else "", faults=placed)


def _with_id(fault: Fault) -> str:
    """Put the id of an entry before what is wrong with it; where that names it already, not."""
    is_of_entry = len(fault.path) > 2
    names_it = fault.brief or (fault.at == "key" and len(fault.path) == 3)
    return f"{fault.path[2]}: {fault.says}" if is_of_entry and not names_it else fault.says


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _texts(value: Any) -> Any:
    """Turn what JSON knows beside texts into the words that an answer file would have; null is nothing."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_texts(one) for one in value]
    if value is None:
        return ""
    return ("true" if value else "false") if isinstance(value, bool) else value
