"""Sheets of texts as the bytes of a workbook: the same ones for the same sheets. Needs XlsxWriter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from silk_assess.faults import Code, Fault, SilkError

# A workbook tells when it was made; of the same input the same one is made.
_MADE: Final = datetime(2000, 1, 1)
_WIDEST: Final = 60


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Write sheets, each with its header in the first row; every cell is a text, and none a formula or a link.

    Raises SilkError with code "unwritable" where XlsxWriter is not there.
    """
    stream = BytesIO()
    book = _xlsxwriter().Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _MADE})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if cell:
                    sheet.write_string(i, j, cell, wrapped if i else bold)
        for j in range(len(rows[0])):
            longest = max(len(row[j]) for row in rows)
            sheet.set_column(j, j, min(max(longest, 8) + 2, _WIDEST))
    book.close()
    return stream.getvalue()


def _xlsxwriter() -> Any:
    try:
        import xlsxwriter
    except ImportError:
        says = "Writing workbooks needs two more packages, and nothing was written"
        do = 'pip install "silk-assess[xlsx]"'
        raise SilkError(Fault(("xlsx",), says, do, Code.UNWRITABLE)) from None
    return xlsxwriter
