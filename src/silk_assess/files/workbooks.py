"""Workbooks: what kind a file is of, whether it may be unpacked, and which of its sheets holds the table."""

from __future__ import annotations

import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from silk_assess.faults import Code, Fault, SilkError, listed, quoted
from silk_assess.files import kit_rows
from silk_assess.files.kit_rows import KitRows
from silk_assess.files.other_tools import words
from silk_assess.files.sheet_rows import OutOfOrder, Sheet, kept, rows_in
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.headers import Headers
from silk_assess.tables.layout import Kind
from silk_assess.tables.mapping import TableMapping

ENDINGS: Final = (".xlsx", ".xlsm")
# Those of other programs, and of other years, with what they are called.
_OTHERS: Final = {
    ".xls": "an older kind of workbook",
    ".xlsb": "a binary workbook",
    ".ods": "a workbook of LibreOffice or OpenOffice",
    ".numbers": "a workbook of Numbers",
}
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG: Final = 1
# What the sheets may unpack to, and all else, which openpyxl holds in memory.
MOST_UNPACKED: Final = 1_000_000_000
MOST_BESIDE: Final = 200_000_000
_MOST_PARTS: Final = 10_000
_PROLOG: Final = 4096
_CHUNK: Final = 1 << 20
# A header is looked for in so many rows of a sheet, by so many cells.
_LOOKED_AT: Final = 12
_CELLS: Final = 500


@contextmanager
def opened(
    name: str, stream: IO[bytes], tree: Tree, mapping: TableMapping | None, any_sheet: bool = False
) -> Iterator[Sheet | KitRows]:
    """Give the sheet of a workbook that holds its table: the only one with questions, or the one that a mapping names.

    With `any_sheet` it is the first of several with questions. Raises SilkError where the file is no workbook that
    can be read, and with code "sheet" where nobody knows which sheet is meant.
    """
    _see_kind(name, stream)
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        says = f"{name}: reading workbooks needs another package"
        raise SilkError(Fault((name,), says, 'pip install "silk-assess[xlsx]"', Code.UNREADABLE)) from None
    _see_size(name, stream)
    with tempfile.TemporaryFile() as rows:
        yield _read(name, stream, rows, tree, mapping, any_sheet)


def _read(
    name: str, stream: IO[bytes], rows: IO[bytes], tree: Tree, mapping: TableMapping | None, any_sheet: bool
) -> Sheet | KitRows:
    import openpyxl

    stream.seek(0)
    with warnings.catch_warnings():
        # What openpyxl passes over stands in no cell.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            return _chosen(name, book, rows, tree, mapping, any_sheet)
        except (SilkError, MemoryError, OSError):
            raise
        except OutOfOrder:
            raise SilkError(_damaged(name, "its rows or cells do not stand in their order")) from None
        # A damaged workbook can set off anything in what reads it.
        except Exception:
            raise SilkError(_damaged(name)) from None


# The file


def _see_kind(name: str, stream: IO[bytes]) -> None:
    suffix = Path(name).suffix.lower()
    stream.seek(0)
    start = stream.read(8)
    if start == _OLD and _holds(stream, _ENCRYPTED):
        raise SilkError(_protected(name))
    if suffix in _OTHERS or start == _OLD:
        raise SilkError(_of_another_kind(name, _OTHERS.get(suffix, _OTHERS[".xls"])))
    if not start.startswith(b"PK"):
        says = f"{name} is no workbook" if start else f"{name} is empty"
        raise SilkError(Fault((name,), says, "If it is a text with separators, call it .csv.", Code.UNREADABLE))


def _holds(stream: IO[bytes], mark: bytes) -> bool:
    stream.seek(0)
    before = b""
    while chunk := stream.read(_CHUNK):
        if mark in before + chunk:
            return True
        before = chunk[-len(mark) :]
    return False


def _protected(name: str) -> Fault:
    says = f"{name} is protected by a password and cannot be read"
    return Fault((name,), says, "Open it, save it without the password, and name that file.", Code.UNREADABLE)


def _of_another_kind(name: str, kind: str) -> Fault:
    do = "Open it and save it as .xlsx (Excel Workbook), and name that file."
    return Fault((name,), f"{name} is {kind}", do, Code.UNREADABLE)


def _damaged(name: str, why: str = "") -> Fault:
    says = f"{name} is damaged and cannot be read" + (f": {why}" if why else "")
    do = "Open it in a spreadsheet, which may mend it, save it again, and name that file."
    return Fault((name,), says, do, Code.UNREADABLE)


def _see_size(name: str, stream: IO[bytes]) -> None:
    """See that a workbook may be unpacked. A part never unpacks to more than it says that it will."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            names = {one.filename for one in parts}
            if any(one.flag_bits & _ENCRYPTED_FLAG for one in parts):
                raise SilkError(_protected(name))
            if "mimetype" in names and "content.xml" in names:
                raise SilkError(_of_another_kind(name, _OTHERS[".ods"]))
            if "xl/workbook.bin" in names:
                raise SilkError(_of_another_kind(name, _OTHERS[".xlsb"]))
            if "[Content_Types].xml" not in names:
                says = f"{name} is an archive, and no workbook"
                raise SilkError(Fault((name,), says, "Unpack it, and name the table in it.", Code.UNREADABLE))
            sizes = [("worksheets/" in one.filename, one.file_size) for one in parts]
            if sum(size for _, size in sizes) > MOST_UNPACKED:
                raise SilkError(_too_large(name, "would unpack to more than 1 GB"))
            if sum(size for is_sheet, size in sizes if not is_sheet) > MOST_BESIDE or len(parts) > _MOST_PARTS:
                raise SilkError(_too_large(name, "holds more than 200 MB beside the cells of its sheets"))
            if any(_declares(archive, one) for one in parts):
                raise SilkError(_damaged(name, "it declares entities of its own, as no spreadsheet does"))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError):
        raise SilkError(_damaged(name)) from None


def _too_large(name: str, why: str) -> Fault:
    do = "Copy the rows that hold organisations into a new workbook."
    return Fault((name,), f"{name} {why} and was not read", do, Code.UNREADABLE)


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if not part.filename.endswith((".xml", ".rels")):
        return False
    with archive.open(part) as stream:
        start = stream.read(_PROLOG).replace(b"\0", b"")
    return b"<!DOCTYPE" in start or b"<!ENTITY" in start


# The sheet


def _chosen(
    name: str, book: Any, rows: IO[bytes], tree: Tree, mapping: TableMapping | None, any_sheet: bool
) -> Sheet | KitRows:
    kit = kit_rows.about(book)
    if kit is not None:
        return KitRows(name, kit, book, rows, tree)
    sheets = list(book.worksheets)
    titles = [one.title for one in sheets]
    if mapping is not None and mapping.sheet:
        if mapping.sheet not in titles:
            says = f"there is no sheet {quoted(mapping.sheet)}, which {mapping.file} names"
            do = f"Its sheets are {listed(map(quoted, titles))}."
            raise SilkError(Fault((name,), says, do, Code.SHEET))
        return kept(sheets[titles.index(mapping.sheet)], rows, (), ())
    headers = Headers(tree, words())
    fields = {one.id for one in tree.profile}
    held = {one.title: _first_rows(one) for one in sheets}
    filled = [one for one in sheets if held[one.title]]
    hidden = tuple(one.title for one in filled if one.sheet_state != "visible")
    asking = [one for one in filled if _has_questions(held[one.title], headers, fields)]
    meant = [one for one in asking if one.title not in hidden] or asking
    if len(meant) > 1 and not any_sheet:
        many = "two" if len(meant) == 2 else f"{len(meant):,}"
        says = f"{many} sheets hold questions, {listed([quoted(one.title) for one in meant])}"
        raise SilkError(Fault((name,), says, "Say which one is meant:", Code.SHEET, command=("map", name)))
    if not filled:
        raise SilkError(Fault((name,), "this workbook is empty", "Name its columns in a first row.", Code.EMPTY_FILE))
    chosen = (meant or [one for one in filled if one.title not in hidden] or filled)[0]
    rivals = tuple(one.title for one in meant) if len(meant) > 1 else ()
    others = tuple(one.title for one in filled if one is not chosen and one.title not in rivals)
    return kept(chosen, rows, others, hidden, rivals)


def _first_rows(sheet: Any) -> list[list[str]]:
    return [list(islice(cells.values(), _CELLS)) for _, cells in islice(rows_in(sheet), _LOOKED_AT)]


def _has_questions(rows: list[list[str]], headers: Headers, fields: set[str]) -> bool:
    """Say whether a row among the first holds the header of a question."""
    return any(_is_question(cell.strip(), headers, fields) for row in rows for cell in row if cell.strip())


def _is_question(cell: str, headers: Headers, fields: set[str]) -> bool:
    exact = headers.exact(cell)
    targets = [exact] if exact is not None else list(headers.inexact(cell))
    return any(one.kind in (Kind.ANSWER, Kind.OPTION) and one.id not in fields for one in targets)
