"""Faults of a table's rows and cells: where each stands, in the row and column that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from silk_assess.faults import Fault, Misfit, Place
from silk_assess.files.table_rows import SplitRow
from silk_assess.tables.layout import Kind, Layout, letters


def broken_row(file: str, row: SplitRow, wrong: Misfit, layout: Layout | None = None) -> Fault:
    """Tell what keeps a row from being read, with its line where that shows it."""
    sheet = layout.dialect.sheet or "" if layout is not None else ""
    where = Place(file, row.row, row.spot + 1, row.text) if row.text else Place(file, row.row, sheet=sheet)
    i = row.column
    if i is None:
        return Fault((file,), wrong.says, wrong.do, wrong.code, where=where)
    if sheet:
        return Fault((file, i, ""), wrong.says, wrong.do, wrong.code, where=where)
    name = _name(layout, i) if layout is not None else ""
    return Fault((file, i, name), f"{_spot(i, name)}: {wrong.says}", wrong.do, wrong.code, where=where)


def placed(fault: Fault, layout: Layout, line: int, places: Mapping[str, int]) -> Fault:
    """Put a fault of an answer file where it stands in the table."""
    name = str(fault.path[2]) if len(fault.path) > 2 else ""
    name = f"answered.{name}" if fault.path[1:2] == ("answered",) else name
    # The column is named before the fault, so that the fault need not name it once more.
    is_known = name in places
    wrong = Misfit(fault.code, fault.brief if is_known and fault.brief else fault.says, fault.do)
    if is_known:
        return of_cell(layout, line, places[name], wrong)
    where = Place(layout.file, line, sheet=layout.dialect.sheet or "")
    return Fault((layout.file,), wrong.says, wrong.do, wrong.code, where=where)


def of_cell(layout: Layout, line: int, i: int, wrong: Misfit) -> Fault:
    """Tell a fault of one cell by its column's place (from 0) and name; the path has both."""
    where = Place(layout.file, line, sheet=layout.dialect.sheet or "")
    name = _name(layout, i)
    says = wrong.brief or wrong.says
    # The place of a cell in a sheet names its column.
    spot = _spot(i, name) if layout.dialect.sheet is None else name
    told = f"{spot}: {says}" if spot else says
    return Fault((layout.file, i, name), told, wrong.do, wrong.code, where=where, brief=says)


def _name(layout: Layout, i: int) -> str:
    if i >= len(layout.columns):
        return ""
    one = layout.columns[i]
    return one.header if one.target.kind in (Kind.CARRY, Kind.LEAVE, Kind.OPEN) else one.target.written


def _spot(i: int, name: str) -> str:
    return f"column {letters(i)}, {name}" if name else f"column {letters(i)}"


def column_of(fault: Fault) -> int:
    """Give the column (from 0) of a fault, -1 where it is of none."""
    return fault.path[1] if len(fault.path) > 1 and isinstance(fault.path[1], int) else -1


def in_sheet(fault: Fault, row: SplitRow) -> Fault:
    """Put a fault where it stands in the sheet that the row is made of."""
    i = column_of(fault)
    column, line = row.spots[i] if i >= 0 else (0, 0)
    where = Place(str(fault.path[0]), line, sheet=row.sheet)
    return replace(fault, path=(fault.path[0], column, *fault.path[2:]) if line else fault.path, where=where)
