"""Frames of pandas and polars: their columns as cells of a table, and columns of results as a frame of the same kind.

Neither library is loaded here: whoever has a frame has loaded its own.
"""

from __future__ import annotations

import datetime
import math
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from silk_assess.faults import Code, Fault, Misfit, Place, SilkError, listed, quoted, shortened
from silk_assess.python.values import NoValue, is_missing, kind_of, text_of
from silk_assess.tables.layout import Figure

Kind = Literal["pandas", "polars"]
Type = Literal["figure", "flag", "text"]
# No frame of answers has as many.
_MOST_COLUMNS: Final = 20_000
_NAMED: Final = 5
# Types of columns whose floats are narrower than Python's, with the code by which `struct` packs one.
_NARROW: Final[Mapping[str, str]] = {
    "float16": "e", "float32": "f", "Float32": "f", "Float16": "e", "float[pyarrow]": "f", "halffloat[pyarrow]": "e",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of answers: its own headers, and how its rows are called."""

    kind: Kind
    given: Any
    headers: tuple[str, ...]

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.given)

    def label(self, row: int) -> str | int:
        """Call a row as its owner does: by its label in the index, else by its number from 0."""
        label = self.given.index[row] if self.kind == "pandas" else row
        if type(label) is tuple:
            return ", ".join(_plainly(one) for one in label)
        said = _plainly(label)
        if said.isdecimal() and not isinstance(label, str):
            return int(said)
        return said or f"number {row}"

    def columns(self) -> Iterator[Sequence[Any]]:
        """Give the values of each column as Python has them."""
        for i in range(len(self.headers)):
            column = self.carried(i)
            values = column.tolist() if self.kind == "pandas" else column.to_list()
            code = _NARROW.get(str(column.dtype))
            yield values if code is None else [_shortest(one, code) for one in values]

    def carried(self, i: int) -> Any:
        """Give a column as it is."""
        return self.given.iloc[:, i] if self.kind == "pandas" else self.given.to_series(i)


def _shortest(value: Any, code: str) -> Any:
    """Give the shortest decimal by which a narrow float is given back; wider ones would show what it never held."""
    if type(value) is not float or not math.isfinite(value):
        return value
    for figures in range(1, 10):
        short = float(f"{value:.{figures}g}")
        if struct.unpack(code, struct.pack(code, short))[0] == value:
            return short
    return value


def _plainly(label: Any) -> str:
    """Write a label of a row, or a part of one; nothing where it is missing or of no kind that a cell has."""
    said = cell(label)
    return "" if isinstance(said, Misfit) else str(said)


def is_frame(given: Any) -> bool:
    """Say whether something is a frame, or another thing of pandas or polars."""
    return _library(given) is not None


def _library(given: Any) -> Kind | None:
    for one in type.mro(type(given)):
        match str(one.__module__).partition(".")[0]:
            case "pandas":
                return "pandas"
            case "polars":
                return "polars"
    return None


def taken(given: Any) -> Frame:
    """Take a frame as one.

    Raises SilkError where it is another thing of its library, has levels of columns, or labels that are not unique.
    """
    kind = _library(given)
    assert kind is not None
    library = sys.modules[kind]
    if not isinstance(given, library.DataFrame):
        if kind == "polars" and isinstance(given, library.LazyFrame):
            raise _no_frame("a LazyFrame holds no rows yet", "Collect it first: frame.collect()")
        says = f"a frame is read here, and this is {kind_of(given)}"
        raise _no_frame(says, "Hand over a DataFrame, with a column for each question.")
    names = list(given.columns)
    if len(names) > _MOST_COLUMNS:
        says = f"{len(names):,} columns are no table of answers"
        raise SilkError(
            Fault(("columns",), says, f"Keep those of questions, {_MOST_COLUMNS:,} at most.", Code.TOO_LARGE)
        )
    if kind == "pandas":
        _see_index(given)
        if given.columns.nlevels > 1:
            do = 'Give each column one name: frame.columns = ["/".join(name) for name in frame.columns]'
            raise _no_frame("its columns have names of several levels", do)
    return Frame(kind, given, tuple(_header(name, i) for i, name in enumerate(names)))


def _no_frame(says: str, do: str) -> SilkError:
    return SilkError(Fault(("frame",), says, do, Code.NO_FRAME))


def _see_index(given: Any) -> None:
    """See that each row has a label of its own."""
    index = given.index
    if index.is_unique:
        return
    twice = list(dict.fromkeys(_plainly(one) if type(one) is not tuple else ", ".join(map(_plainly, one))
                               for one in index[index.duplicated()]))  # fmt: skip
    these = listed([quoted(one) for one in twice[:_NAMED]], most=_NAMED)
    more = f" and {len(twice) - _NAMED:,} more" if len(twice) > _NAMED else ""
    says = f"several rows have the label {these}{more}"
    do = "Give each row one of its own, such as frame.reset_index(drop=True)."
    raise SilkError(Fault(("index",), says, do, Code.DUPLICATE_INDEX))


def _header(name: Any, i: int) -> str:
    try:
        found = text_of(name)
    except NoValue as error:
        wrong = error.wrong
        where = Place(f"column number {i + 1}")
        raise SilkError(
            Fault(("columns", i), f"in its name: {wrong.says}", wrong.do, wrong.code, where=where)
        ) from None
    return (found or "").strip()


# Cells


def cell(value: Any) -> str | Misfit:
    """Write a value as the cell of a table, empty where it is missing; or say why it is none.

    A number is one whatever signs others write, True and False are yes and no, a list holds several options.
    """
    kind = type(value)
    if kind is str and value.isascii() and value.isprintable():
        return str(value)
    if issubclass(kind, list | tuple):
        return _several(value)
    if issubclass(kind, datetime.datetime) and not is_missing(value):
        return str(datetime.datetime.isoformat(value))
    try:
        text = text_of(value)
    except NoValue as error:
        return error.wrong
    if text is None:
        return ""
    if text in ("yes", "no") and not issubclass(kind, str):
        return "true" if text == "yes" else "false"
    return text if issubclass(kind, str | datetime.date) else Figure(text)


def _several(values: Any) -> str | Misfit:
    kind = list if issubclass(type(values), list) else tuple
    parts: list[str] = []
    for one in kind.__iter__(values):
        if not issubclass(type(one), str):
            says = f"{'a missing value' if one is None or is_missing(one) else kind_of(one)} stands in a list"
            return Misfit(Code.VALUE_TYPE, says, "Write the ids of options.")
        parts.append(str.__str__(one))
    return "; ".join(parts) or "none"


# Results


def framed(frame: Frame, columns: Mapping[str, tuple[Type, Sequence[Any]]], carried: Mapping[str, int]) -> Any:
    """Make a frame of the same kind, with the same index; `carried` are columns that stay as they were."""
    kept = {name: frame.carried(i) for name, i in carried.items()}
    if frame.kind == "polars":
        import polars

        types: Any = {"figure": polars.Float64, "flag": polars.Boolean, "text": polars.String}
        found = [
            polars.Series(name, [_float(one) for one in values] if kind == "figure" else values, dtype=types[kind])
            for name, (kind, values) in columns.items()
        ]
        return polars.DataFrame([*found, *(series.alias(name) for name, series in kept.items())])
    import pandas

    index, data = frame.given.index, {}
    for name, (kind, values) in columns.items():
        given: Any = [_float(one) for one in values] if kind == "figure" else values
        dtype: Any = {"figure": "float64", "flag": "boolean", "text": "object"}[kind]
        data[name] = pandas.Series(given, index=index, dtype=dtype)
    return pandas.DataFrame(data | kept, index=index)


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def shown(label: str | int) -> str:
    """Show the label of a row in a message."""
    return shortened(str(label))
