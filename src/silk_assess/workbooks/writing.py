"""A workbook as it is begun: the library behind it, a fixed day of making, formats, and texts that stay texts."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Final

from silk_assess import escape
from silk_assess.faults import Code, Fault, SilkError

# A spreadsheet has so many rows, and holds so many letters in a cell.
MOST_ROWS: Final = 1_048_576
MOST_LETTERS: Final = 32_767
HOW_TO_GET: Final = 'pip install "silk-assess[xlsx]"'
# The same workbook has the same bytes on any day.
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
_SAND: Final = "#F3EDE0"
_GREY: Final = "#777777"
_FRAME: Final = {"border": 1, "border_color": "#AAAAAA", "valign": "top"}
STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "plain": {"valign": "top"},
    "id": {"font_color": _GREY, "font_size": 8, "num_format": "@"},
    "head": {**_FRAME, "bold": True, "text_wrap": True, "bg_color": _SAND},
    "part": {"bold": True, "bg_color": _SAND, "valign": "top", "text_wrap": True},
    "title": {"bold": True, "font_size": 14},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "quiet": {"text_wrap": True, "valign": "top", "font_color": "#555555"},
    "figure": {"num_format": "0.0", "valign": "top", "align": "right"},
    "whole": {"num_format": "0", "valign": "top", "align": "right"},
    "answer": {**_FRAME, "num_format": "@", "text_wrap": True, "locked": False},
    "number": {**_FRAME, "locked": False, "align": "left"},
    "ruled out": {"pattern": 14, "bg_color": "#FFFFFF", "fg_color": "#BBBBBB", "font_color": _GREY},
}  # fmt: skip


def is_at_hand() -> bool:
    """Say whether the library that writes workbooks is installed."""
    return find_spec("xlsxwriter") is not None


def check_at_hand(what: str) -> None:
    """See that workbooks can be written.

    Raises SilkError with code "unwritable", which says how to get what is missing.
    """
    if not is_at_hand():
        says = f"{what} cannot be written: workbooks need one more package"
        raise SilkError(Fault((what,), says, f"Install it: {HOW_TO_GET}", Code.UNWRITABLE))


class Writing:
    """A workbook in the making; the library is loaded only here.

    With `rows_go` to a folder, each row is on the disk once the next is begun, and none can be
    written later. Source: https://xlsxwriter.readthedocs.io/working_with_memory.html.
    """

    def __init__(self, target: Path | IO[bytes], title: str, rows_go: Path | None = None) -> None:
        import xlsxwriter

        flat = {"in_memory": True} if rows_go is None else {"constant_memory": True, "tmpdir": str(rows_go)}
        self.book: Any = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, flat)
        self.book.set_properties({"title": text(title), "author": "", "created": _MADE})
        self._formats: dict[tuple[str, str], Any] = {}

    def __enter__(self) -> Writing:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._close()
        finally:
            for sheet in self.book.worksheets():
                for stream in (getattr(sheet, "row_data_fh", None), sheet.fh):
                    if stream is not None:
                        with suppress(OSError):  # whatever could not be written was raised before
                            stream.close()

    def sheet(self, name: str) -> Any:
        """Begin a sheet."""
        return self.book.add_worksheet(name)

    def style(self, name: str, num_format: str = "") -> Any:
        """Give a format by its name, for numbers with one of its own."""
        key = (name, num_format)
        if key not in self._formats:
            more = {"num_format": num_format} if num_format else {}
            self._formats[key] = self.book.add_format({**STYLES[name], **more})
        return self._formats[key]

    def _close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            self.book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from None


def text(said: str) -> str:
    """Make a foreign text fit for a cell: what cannot be seen is shown, and it ends where a cell does.

    No apostrophe guards it: it goes into a cell of type text, which no spreadsheet runs.

    >>> text("=1+1"), text("a\\u202eb"), len(text("x" * 40_000))
    ('=1+1', 'a\\\\u202eb', 32767)
    """
    shown = escape.visible(said)
    return shown if length(shown) <= MOST_LETTERS else shown[: MOST_LETTERS // (1 if shown.isascii() else 2) - 1] + "…"


def length(said: str) -> int:
    """Count a text's letters as spreadsheets do, for which some are two.

    >>> length("a"), length("\\U0001f600")
    (1, 2)
    """
    return len(said) + sum(one > "\uffff" for one in said)
