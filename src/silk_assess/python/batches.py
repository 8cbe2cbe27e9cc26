"""Many organisations at once: a frame to a frame, or files, folders and tables one organisation after the other."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

from silk_assess.batch import score_table
from silk_assess.faults import MOST_FAULTS, Code, Fault, Misfit, Place, SilkError, Steps
from silk_assess.files import inputs, tables
from silk_assess.files.inputs import TableRow, Ways
from silk_assess.files.other_tools import words
from silk_assess.files.table_faults import column_of
from silk_assess.files.table_rows import SplitRow
from silk_assess.python import columns
from silk_assess.python.assessments import Assessment
from silk_assess.python.frames import Frame, Type, cell, framed, is_frame, shown, taken
from silk_assess.python.questionnaires import Questionnaire, meant
from silk_assess.python.values import kind_of
from silk_assess.questionnaire.model.questions import Quantity
from silk_assess.report import result
from silk_assess.report.result import Source
from silk_assess.scoring.assess import assess
from silk_assess.tables.layout import Kind, Layout

if TYPE_CHECKING:
    import pandas
    import polars

    from silk_assess.questionnaire.tree import Tree

    FrameOf = TypeVar("FrameOf", pandas.DataFrame, polars.DataFrame)

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
_FLAGS: Final = ("firm", "robust")


@overload
def batch(
    given: Paths,
    questionnaire: Questionnaire | str,
    *,
    extra: Sequence[str] = ...,
    faults: list[Fault] | None = ...,
) -> Iterator[Assessment]: ...


@overload
def batch(
    given: FrameOf,
    questionnaire: Questionnaire | str,
    *,
    extra: Sequence[str] = ...,
    faults: list[Fault] | None = ...,
) -> FrameOf: ...


def batch(
    given: Any,
    questionnaire: Questionnaire | str,
    *,
    extra: Sequence[str] = (),
    faults: list[Fault] | None = None,
) -> Any:
    """Score many organisations.

    A frame of pandas or polars has an organisation in each row and a column for each question, as tables of answers
    have; what is missing in it is not answered. It gives a frame of the same kind with the same index and the columns
    of scores.csv, figures as float64; `extra` are columns that are carried along. Of paths (a file, a folder, or
    several) it gives an iterator over assessments, in the order of the paths.

    Raises SilkError with every fault, and then nothing is scored by halves. With a list behind `faults` those of single
    organisations are put there: their rows are empty, and the iterator leaves them out.
    """
    asked, carried = meant(questionnaire), _extra(extra)
    if is_frame(given):
        return _of_frame(taken(given), asked.tree, carried, faults)
    return _of_paths(_paths(given), asked.tree, carried, faults)


def _extra(extra: Any) -> tuple[str, ...]:
    if isinstance(extra, str) or not isinstance(extra, Iterable) or not all(isinstance(one, str) for one in (*extra,)):
        says = f"extra is a list of columns, and here stands {kind_of(extra)}"
        raise SilkError(Fault(("extra",), says, 'For example: extra=["region"]', Code.VALUE_TYPE))
    return tuple(extra)


# Paths


def _paths(given: Any) -> list[str]:
    named = [given] if isinstance(given, str | os.PathLike) else given
    if isinstance(named, Iterable) and not isinstance(named, bytes | bytearray | Mapping):
        found = list(named)
        if all(isinstance(one, str | os.PathLike) for one in found):
            return [str(os.fspath(one)) for one in found]
        named = next(one for one in found if not isinstance(one, str | os.PathLike))
    says = f"a frame or paths are read here, and this is {kind_of(named)}"
    raise SilkError(Fault(("given",), says, "Hand over a DataFrame of pandas or polars, or paths.", Code.NO_FRAME))


def _of_paths(paths: list[str], tree: Tree, extra: tuple[str, ...], faults: list[Fault] | None) -> Iterator[Assessment]:
    """Read and score one organisation after the other; standard input is none of them."""
    named = [os.path.join(os.curdir, one) if one == inputs.STDIN else one for one in paths]
    for unit in inputs.units(named, tree, Ways(extra), io.BytesIO()):
        entry = inputs.read(unit, tree)
        if entry.faults:
            if faults is None:
                raise SilkError(*entry.faults)
            faults.extend(entry.faults)
        elif not entry.is_blank and not (isinstance(unit, TableRow) and unit.held):
            source = Source(entry.file, entry.sheet, entry.line, entry.id)
            yield Assessment(assess(tree, entry.answers), source, entry.extra or None)


# Frames


def _of_frame(frame: Frame, tree: Tree, extra: tuple[str, ...], faults: list[Fault] | None) -> Any:
    layout = columns.layout_of(frame.headers, tree, extra, words())
    laid = _laid_out(_rows(frame, layout, tree, faults), tree)
    carried = {
        (f"kept.{one.header}" if one.header in laid else one.header): i
        for i, one in enumerate(layout.columns)
        if one.target.kind is Kind.CARRY
    }
    return framed(frame, laid, carried)


def _rows(frame: Frame, layout: Layout, tree: Tree, faults: list[Fault] | None) -> list[list[Any] | None]:
    """Score every row, None where there is nothing to score; faults go to the list that is there for them.

    Raises SilkError with the faults of all rows, as far as anybody would read them, where there is no such list.
    """
    found: list[list[Any] | None] = []
    wrong: list[Fault] = []
    for row in _read(frame, layout, tree):
        if isinstance(row, tuple):
            wrong += row
            found.append(None)
            if faults is None and len(wrong) > MOST_FAULTS:
                break
        else:
            found.append(row)
    if faults is None and wrong:
        raise SilkError(*wrong)
    if faults is not None:
        faults.extend(wrong)
    return found


def _laid_out(rows: Sequence[list[Any] | None], tree: Tree) -> dict[str, tuple[Type, list[Any]]]:
    """Turn rows into columns, each by its name with the type of its values."""
    places = score_table.columns_of(tree, is_short=False)
    names = [*score_table.WHERE, *(name for name, _ in places)]
    types = [*_where_types(), *(_type(way, tree) for _, way in places)]
    return {name: (types[i], [None if row is None else row[i] for row in rows]) for i, name in enumerate(names)}


def _where_types() -> list[Type]:
    return ["figure" if name == "row" else "text" for name in score_table.WHERE]


def _type(way: Sequence[str], tree: Tree) -> Type:
    if way[-1] in _FLAGS and len(way) <= 2 and way[0] in ("level", *_FLAGS):
        return "flag"
    if way[0] == "organisation":
        return "figure" if isinstance(tree.asked[way[1]].question, Quantity) else "text"
    return "figure"


def _read(frame: Frame, layout: Layout, tree: Tree) -> Iterator[list[Any] | tuple[Fault, ...] | None]:
    """Read the rows of a frame: what is laid flat of each, its faults, or None where it answers nothing."""
    places = score_table.columns_of(tree, is_short=False)
    cells: list[list[str]] = []
    odd: dict[int, list[tuple[int, Misfit]]] = {}
    for i, values in enumerate(frame.columns()):
        column: list[str] = []
        is_read = columns.is_read(layout.columns[i].target)
        for row, value in enumerate(values if is_read else [None] * frame.height):
            said = cell(value)
            if isinstance(said, Misfit):
                odd.setdefault(row, []).append((i, said))
                said = ""
            column.append(said)
        cells.append(column)
    for row in range(frame.height):
        line = SplitRow(row + 1, tuple(column[row] for column in cells), row=row + 1)
        entry = tables.read_row(line, layout, tree)
        if entry.faults or row in odd:
            yield _faults(frame, layout, row, entry.faults, odd.get(row, []))
        else:
            yield None if entry.is_blank else _laid(entry, places, tree)


def _laid(entry: tables.Entry, places: Sequence[score_table.Column], tree: Tree) -> list[Any]:
    """Lay the result of a row flat: of all that it holds what scores.csv has."""
    assessment = assess(tree, entry.answers)
    where = [entry.id or None, entry.answers.name, None, None, None]
    return [*where, *score_table.values(places, result.scored(assessment))]


def _faults(
    frame: Frame, layout: Layout, row: int, found: Iterable[Fault], odd: Iterable[tuple[int, Misfit]]
) -> tuple[Fault, ...]:
    """Name the row and column of each fault as the frame does."""
    label = frame.label(row)

    def placed(i: int, says: str, do: str, code: Code) -> Fault:
        header = layout.columns[i].header if i >= 0 else ""
        path: Steps = (label, header) if header else (label,)
        where = f"row {shown(label)}, column {shown(header)}" if header else f"row {shown(label)}"
        return Fault(path, says, do, code, where=Place(where))

    told = [(i, placed(i, one.says, one.do, one.code)) for i, one in odd]
    told += [(column_of(one), _in_frame(placed, one)) for one in found]
    return tuple(one for _, one in sorted(told, key=lambda pair: pair[0]))


def _in_frame(placed: Any, one: Fault) -> Fault:
    found: Fault = placed(column_of(one), one.brief or one.says, one.do, one.code)
    return replace(found, lines=one.lines)
