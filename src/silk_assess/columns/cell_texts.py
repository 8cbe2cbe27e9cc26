"""Columns of Arrow as the cells of a table: texts, numbers, flags, days and lists, each distinct one written once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pyarrow as pa
from pyarrow import types

from silk_assess.columns.codes import Texts
from silk_assess.faults import Code, Fault, SilkError, quoted
from silk_assess.tables.layout import Figure


def texts_of(name: str, column: Any) -> Texts:
    """Give a column as cells; null is an empty one.

    A number has one meaning, as in lines of JSON; a flag is true or false, a list holds several options. Raises
    SilkError with code "column" where the column is of a type that no cell has.
    """
    write = _written(name, column.type)
    if types.is_list(column.type) or types.is_large_list(column.type):
        column = pa.array([None if one is None else write(one) for one in column.to_pylist()], pa.string())
        write = _text
    if types.is_float32(column.type):
        # As a float of 8 bytes 0.1 would be 0.10000000149011612.
        column = column.cast(pa.string()).cast(pa.float64())
    if types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    known = column.dictionary_encode(null_encoding="encode")
    distinct = ["" if one is None else write(one) for one in known.dictionary.to_pylist()]
    return Texts(distinct, known.indices.to_numpy().astype(np.intp))


def _written(name: str, kind: Any) -> Callable[[Any], str]:
    if types.is_dictionary(kind):
        kind = kind.value_type
    for holds, write in _WAYS:
        if holds(kind):
            return write
    says = f"the column {quoted(name)} holds {quoted(str(kind))}, which no answer is"
    raise SilkError(Fault((name,), says, "Give texts, numbers, true and false, days, or lists of texts.", Code.COLUMN))


def _text(value: str) -> str:
    return value


def _number(value: int | float | Decimal) -> str:
    """Write a number in full; one that is none, as pandas has it for nothing, is an empty cell."""
    if value != value:
        return ""
    text = f"{Decimal(str(value)):f}"
    return Figure(text.rstrip("0").rstrip(".") if "." in text else text)


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _day(value: date | datetime) -> str:
    return value.isoformat()


def _list(value: list[str | None]) -> str:
    return "; ".join(one or "" for one in value) or "none"


def _is_number(kind: Any) -> bool:
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))


def _is_text(kind: Any) -> bool:
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_null(kind))


def _is_day(kind: Any) -> bool:
    return bool(types.is_date(kind) or types.is_timestamp(kind))


def _is_list(kind: Any) -> bool:
    return bool((types.is_list(kind) or types.is_large_list(kind)) and _is_text(kind.value_type))


_WAYS: Final[tuple[tuple[Callable[[Any], bool], Callable[[Any], str]], ...]] = (
    (_is_text, _text),
    (_is_number, _number),
    (types.is_boolean, _flag),
    (_is_day, _day),
    (_is_list, _list),
)
