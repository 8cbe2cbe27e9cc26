"""A document of ours as a file: where it may stand, by what an earlier one is known, and what it may replace."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file, earlier

# Says what stands in a place. Raises OSError where it cannot be read.
Look = Callable[[Path], earlier.Found]
# No object is larger.
_MOST_BYTES: Final = 64_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: what it is called, and by what an earlier one is known.

    Every page says `page`, and every object, which ends in .json, begins with its `format`; it is called
    `as_object`, where that is something else. `another` and `changed` say what is wrong with a file that may
    not be replaced, where the usual words do not fit.
    """

    called: str
    page: bytes
    format: str = ""
    article: str = "a"
    as_object: str = ""
    another: str = ""
    changed: str = ""

    def says_another(self) -> str:
        """Say that a file is a stranger's."""
        return self.another or f"is no {self.called} of ours"

    def says_changed(self, file: Path) -> str:
        """Say that a file was changed."""
        called = (self.as_object if _is_object(file) else "") or self.called
        return self.changed or f"is {self.article} {called} that was changed since it was drawn"


def wrong_ending(file: Path, can_be: str, command: tuple[str, ...]) -> SilkError:
    """Say that a file's name does not say what it is to become, and give an example."""
    ends = f'"{file.suffix}" is none of these' if file.suffix else f'"{file.name}" ends in none of these'
    return SilkError(Fault((str(file),), f"{can_be}. {ends}", "For example:", Code.USAGE, command=command))


def unwritable(file: Path, says: str, do: str) -> Fault:
    """Say why a document may not be written, and what to do."""
    return Fault((str(file),), says, do, Code.UNWRITABLE)


def refuse_inside(file: Path, questionnaire: Path, do: str = "Choose another place with -o.") -> None:
    """Refuse a place inside a questionnaire's folder. Raises SilkError with code "unwritable"."""
    if questionnaire.resolve() in file.resolve().parents:
        raise SilkError(unwritable(file, f"{file} would stand inside the questionnaire {questionnaire}", do))


def save(file: Path, data: bytes, kind: Kind, force: bool = False, look: Look | None = None) -> None:
    """Write a document, and replace nothing but an earlier one; one that was changed since with `force` only.

    What writers of it left that were killed is cleared away; `look` is as in `refusal`. Raises SilkError with code
    "unwritable".
    """
    fault = refusal(file, kind, force, look=look)
    if fault is not None:
        raise SilkError(fault)
    atomic_file.remove_leftovers(file)
    atomic_file.write(file, data)


def refusal(
    file: Path, kind: Kind, force: bool, instead: str = "Choose another name", look: Look | None = None
) -> Fault | None:
    """Say why a document may not be written in a place where something stands; None where it may.

    `instead` is what else can be done; `look` says what stands there, where it is neither a page nor an
    object. Raises SilkError where the place is a link or cannot be read.
    """
    if not atomic_file.place_of(file).is_file():
        return None
    try:
        found = _found_at(file, kind) if look is None else look(file)
    except OSError as error:
        raise atomic_file.unwritable(file, error) from None
    if found is earlier.Found.ANOTHERS:
        return unwritable(file, f"{file} is there already, and {kind.says_another()}", f"{instead}.")
    if found is earlier.Found.CHANGED and not force:
        return unwritable(file, f"{file} {kind.says_changed(file)}", f"{instead}, or write over it with --force.")
    return None


def _found_at(file: Path, kind: Kind) -> earlier.Found:
    return _object_at(file, kind.format) if _is_object(file) else earlier.report_at(file, kind.page)


def _object_at(file: Path, format: str) -> earlier.Found:
    """Say what stands where an object is to be written: one that we would write otherwise was changed.

    A figure that was changed in our own way of writing cannot be told. Raises OSError where it
    cannot be read.
    """
    with file.open("rb") as stream:
        data = stream.read(_MOST_BYTES)
    if not data:
        return earlier.Found.NOTHING
    if not data.startswith(f'{{"format": "{format}"'.encode()):
        return earlier.Found.ANOTHERS
    from silk_assess.report.result import dumps

    try:
        is_whole = (dumps(json.loads(data, parse_float=Decimal, parse_int=Decimal)) + "\n").encode() == data
    except (ValueError, RecursionError):
        is_whole = False
    return earlier.Found.OURS if is_whole else earlier.Found.CHANGED


def _is_object(file: Path) -> bool:
    return file.suffix.lower() == ".json"
