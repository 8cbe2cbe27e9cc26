"""Lines of JSON: answer objects as files have them, and flat objects, as pandas writes them, which are rows.

An object is flat where it has none of the keys of an answer file. Its numbers are numbers and have one meaning, null
is nothing, a list holds several options.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import IO, Any, Final

from silk_assess.faults import Code, Fault, Misfit, Place
from silk_assess.files.other_tools import words
from silk_assess.files.table_rows import SplitRow
from silk_assess.files.table_start import Start
from silk_assess.files.tables import Opened
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables import column_faults
from silk_assess.tables.columns import assigned, named
from silk_assess.tables.headers import Headers
from silk_assess.tables.layout import Dialect, Figure, Layout
from silk_assess.tables.mapping import TableMapping
from silk_assess.tables.reading import Reading

# An object with one of these is no row.
_KEYS: Final = ("format", "questionnaire", "answers", "organisation")
# What an answer object holds; a line with it need not be read to know that it is no row.
_MARK: Final = b'"silk-answers/'
_MOST_COLUMNS: Final = 20_000


class NoObject(Exception):
    """A line that holds no object of JSON, and why."""

    def __init__(self, says: str, do: str, code: Code) -> None:
        super().__init__(says)
        self.wrong = Misfit(code, says, do)


class _Twice(ValueError):
    """A key stands twice in an object."""


def lines_within(stream: IO[bytes]) -> Iterator[bytes]:
    """Read lines; of one that is too long give so much and a byte more, and pass over the rest."""
    while data := stream.readline(reader.MOST_BYTES + 1):
        rest = data
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(reader.MOST_BYTES)
        yield data


def parsed(data: bytes, line: int) -> Any:
    """Read one line as the texts, lists and mappings that an answer file would hold.

    Raises NoObject where it is none.
    """
    if len(data) > reader.MOST_BYTES:
        raise NoObject("this line is longer than 2 MB", "Take out what does not belong in it.", Code.TOO_LARGE)
    try:
        raw = json.loads(
            data.decode("utf-8-sig" if line == 1 else "utf-8"),
            object_pairs_hook=_once,
            parse_int=Figure,
            parse_float=Figure,
            parse_constant=str,
        )
    except UnicodeDecodeError:
        raise NoObject("this line is not written in UTF-8", "Save the file as UTF-8.", Code.ENCODING) from None
    except _Twice as error:
        raise NoObject(f"a key stands here twice: {error}", "Keep one of the two.", Code.DUPLICATE) from None
    except (ValueError, RecursionError):
        raise NoObject("this line is no JSON", "Write one whole object on each line.", Code.JSON) from None
    return _texts(raw)


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


# Rows


def opened(
    name: str, stream: IO[bytes], tree: Tree, extra: Collection[str] = (), mapping: TableMapping | None = None
) -> Opened | None:
    """Go through lines once, for the columns of those that are rows; None where no line is one."""
    stream.seek(0)
    keys: dict[str, None] = {}
    rows = 0
    for number, data in enumerate(lines_within(stream), 1):
        found = _flat(data, number)
        if found is not None:
            rows += 1
            if len(keys) < _MOST_COLUMNS:
                keys.update(dict.fromkeys(found))
    if not rows:
        return None
    dialect = Dialect(separator="", header_rows=0, header_row=0)
    if mapping is None:
        columns = named(assigned(list(keys), (), extra, Headers(tree, words()), words()), (), ())
        layout = Layout(name, dialect, columns)
    else:
        columns, missing = mapping.assigned(list(keys), extra)
        layout = Layout(name, mapping.spoken(dialect), columns, mapping=mapping.file, missing=missing)
    fault = column_faults.of_columns(layout, 0)
    there = {target.id for target in layout.places} & {one.id for one in tree.questions}
    if (fault is None or mapping is None) and not there:
        fault = column_faults.without_questions(layout, 0, (), words(), tree)
    faults = () if fault is None else (Fault(fault.path, fault.says, fault.do, fault.code, where=Place(name),
                                             lines=fault.lines),)  # fmt: skip
    reading = Reading(layout, is_refused=bool(faults))
    return Opened(reading, Start(layout.dialect, 0, None, ()), faults)


def row_of(data: bytes, number: int, layout: Layout) -> SplitRow | None:
    """Lay one line out as a row; None where it is none."""
    found = _flat(data, number)
    if found is None:
        return None
    cells: list[str] = []
    for i, column in enumerate(layout.columns):
        value = found.get(column.header, "")
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "; ".join(value) or "none"
        if not isinstance(value, str):
            says, do = "a mapping or a list of them stands here", "Write one value, or a list of texts."
            return SplitRow(number, (), Misfit(Code.MAPPING, says, do), i, number)
        cells.append(value)
    return SplitRow(number, tuple(cells), row=number)


def _flat(data: bytes, number: int) -> dict[str, Any] | None:
    if not data.strip() or _MARK in data:
        return None
    try:
        raw = parsed(data, number)
    except NoObject:
        return None
    is_flat = isinstance(raw, dict) and raw and not any(key in raw for key in _KEYS)
    return raw if is_flat else None
