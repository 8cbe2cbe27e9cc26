"""A comparison as a file: .html, .md or .json; where it may stand, and what it may replace."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Final

from silk_assess.commands.compare.command import Compared
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file, earlier
from silk_assess.report.result import dumps
from silk_assess.report.years import result
from silk_assess.report.years.view import View

SUFFIXES: Final = (".html", ".md", ".json")
# Every page of a comparison says so, and every object begins so: by this an earlier one is known.
_PAGE: Final = b"This comparison was made on your own computer"
_OBJECT: Final = f'{{"format": "{result.FORMAT}"'.encode()
# No comparison is larger.
_MOST_BYTES: Final = 64_000_000


def check_target(out: Path, *read: Path) -> None:
    """See that a name says what a comparison is to become, and that nothing is lost that is read.

    Raises SilkError with code "usage" or "unwritable".
    """
    if out.suffix.lower() not in SUFFIXES:
        ends = f'"{out.suffix}" is none of these' if out.suffix else f'"{out.name}" ends in none of these'
        command = ("compare", *map(str, read), "-o", "comparison.html")
        says = f"A comparison can be .html, .md or .json. {ends}"
        raise SilkError(Fault((str(out),), says, "For example:", Code.USAGE, command=command))
    if any(os.path.realpath(one) == os.path.realpath(out) for one in read):
        raise _refused(out, f"{out} is to be read, and would be written over", "Take another name.")


def write(done: Compared, content: View, out: Path, force: bool) -> None:
    """Write a comparison, and replace nothing but an earlier one; one that was changed since with `force` only.

    Raises SilkError with code "unwritable".
    """
    if done.new.folder.resolve() in out.resolve().parents:
        raise _refused(out, f"{out} would stand inside the questionnaire {done.new.folder}", "Choose another place.")
    data = drawn(done, content, out.suffix.lower())
    _check_place(out, force)
    atomic_file.remove_leftovers(out)
    atomic_file.write(out, data)


def drawn(done: Compared, content: View, suffix: str) -> bytes:
    """Draw a page, or write the object as one line of JSON. The same files give the same bytes."""
    if suffix == ".json":
        promised = None if content.promised is None else content.promised.plain
        return (dumps(result.result(done.comparison, promised)) + "\n").encode()
    from silk_assess.report.years.draw import draw

    return draw(content, "html" if suffix == ".html" else "md").encode()


def _check_place(out: Path, force: bool) -> None:
    """Raises SilkError where something stands there that is no earlier comparison, or was changed since."""
    if not atomic_file.place_of(out).is_file():
        return
    try:
        found = _object_at(out) if out.suffix.lower() == ".json" else earlier.report_at(out, _PAGE)
    except OSError as error:
        raise atomic_file.unwritable(out, error) from None
    if found is earlier.Found.ANOTHERS:
        raise _refused(out, f"{out} is there already, and is no comparison of ours", "Choose another name.")
    if found is earlier.Found.CHANGED and not force:
        says = f"{out} is a comparison that was changed since it was drawn"
        raise _refused(out, says, "Choose another name, or write over it with --force.")


def _object_at(out: Path) -> earlier.Found:
    with out.open("rb") as stream:
        data = stream.read(_MOST_BYTES)
    if not data:
        return earlier.Found.NOTHING
    if not data.startswith(_OBJECT):
        return earlier.Found.ANOTHERS
    try:
        is_whole = (dumps(json.loads(data, parse_float=Decimal, parse_int=Decimal)) + "\n").encode() == data
    except (ValueError, RecursionError):
        is_whole = False
    return earlier.Found.OURS if is_whole else earlier.Found.CHANGED


def _refused(file: Path, says: str, do: str) -> SilkError:
    return SilkError(Fault((str(file),), says, do, Code.UNWRITABLE))
