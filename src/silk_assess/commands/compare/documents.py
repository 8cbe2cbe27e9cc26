"""A comparison as a file: .html, .md or .json; where it may stand, and what it may replace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from silk_assess.commands import documents
from silk_assess.commands.compare.command import Compared
from silk_assess.faults import SilkError
from silk_assess.report.result import dumps
from silk_assess.report.years import result
from silk_assess.report.years.view import View

SUFFIXES: Final = (".html", ".md", ".json")
_COMPARISON: Final = documents.Kind(
    "comparison", page=b"This comparison was made on your own computer", format=result.FORMAT
)


def check_target(out: Path, *read: Path) -> None:
    """See that a name says what a comparison is to become, and that nothing is lost that is read.

    Raises SilkError with code "usage" or "unwritable".
    """
    if out.suffix.lower() not in SUFFIXES:
        command = ("compare", *map(str, read), "-o", "comparison.html")
        raise documents.wrong_ending(out, "A comparison can be .html, .md or .json", command)
    if any(os.path.realpath(one) == os.path.realpath(out) for one in read):
        says = f"{out} is to be read, and would be written over"
        raise SilkError(documents.unwritable(out, says, "Take another name."))


def write(done: Compared, content: View, out: Path, force: bool) -> None:
    """Write a comparison, and replace nothing but an earlier one; one that was changed since with `force` only.

    Raises SilkError with code "unwritable".
    """
    documents.refuse_inside(out, done.new.folder, "Choose another place.")
    documents.save(out, drawn(done, content, out.suffix.lower()), _COMPARISON, force)


def drawn(done: Compared, content: View, suffix: str) -> bytes:
    """Draw a page, or write the object as one line of JSON. The same files give the same bytes."""
    if suffix == ".json":
        promised = None if content.promised is None else content.promised.plain
        return (dumps(result.result(done.comparison, promised)) + "\n").encode()
    from silk_assess.report.years.draw import draw

    return draw(content, "html" if suffix == ".html" else "md").encode()
