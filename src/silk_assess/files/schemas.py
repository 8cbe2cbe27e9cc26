"""The schemas beside a questionnaire's files, by which editors complete and mark as one types."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from silk_assess.faults import Code, Fault, Place, SilkError, listed
from silk_assess.files import atomic_file
from silk_assess.files.folders import SCHEMAS
from silk_assess.files.source import bytes_of
from silk_assess.questionnaire.tree import Tree
from silk_assess.schema import questionnaire
from silk_assess.schema.kinds import FORMAT, MARK, schema, written

FOLDER: Final = SCHEMAS
# What stands beside a questionnaire: the kinds of its own files, what is allowed in it, and its answer files.
KINDS: Final = (*questionnaire.KINDS, "allow", "answers")


def drawn(tree: Tree) -> dict[str, bytes]:
    """Draw every schema that stands beside a questionnaire, by the names of their files."""
    return {name_of(kind): _fresh(kind, tree) for kind in KINDS}


def name_of(kind: str) -> str:
    """Name the file of a schema."""
    return f"{kind}.json"


def named_in(kind: str) -> str:
    """Write the line by which an editor finds the schema of a file; it is the first one of that file."""
    return f"# yaml-language-server: $schema={FOLDER}/{name_of(kind)}"


def write(folder: Path, tree: Tree) -> tuple[str, ...]:
    """Write the schemas beside a questionnaire anew, each whole or not at all; give the names of those that changed.

    Raises SilkError with code "unwritable" where something else stands there, or nothing can be written.
    """
    place = folder / FOLDER
    if not os.path.lexists(place):
        try:
            place.mkdir()
        except OSError as error:
            raise atomic_file.unwritable(place, error) from None
    files = drawn(tree)
    for name in files:
        _see_ours(place / name)
    changed = tuple(name for name, data in files.items() if _held(place / name) != data)
    for name in changed:
        atomic_file.write(place / name, files[name])
    return changed


def _see_ours(file: Path) -> None:
    if os.path.lexists(file) and not _is_ours(_held(file)):
        says = f"{file} is there already, and is no schema that was drawn by silk-assess"
        raise SilkError(Fault((str(file),), says, "Move it to another place.", Code.UNWRITABLE))


def _held(file: Path) -> bytes | None:
    try:
        return None if file.is_symlink() else bytes_of(file)
    except SilkError:
        return None


def _is_ours(data: bytes | None) -> bool:
    """Say whether a file is a schema that was drawn here; what somebody changed in it is drawn anew."""
    try:
        found = json.loads(data or b"")
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get(MARK) == FORMAT


def stale(folder: Path, tree: Tree, command: tuple[str, ...]) -> Iterator[Fault]:
    """Tell, at the first of them, which schemas beside a questionnaire are older than it, or were changed.

    One that is not there is not told. `command` draws them again.
    """
    there = [kind for kind in KINDS if os.path.isfile(folder / FOLDER / name_of(kind))]
    old = [name_of(kind) for kind in there if _held(folder / FOLDER / name_of(kind)) != _fresh(kind, tree)]
    if old:
        says = (
            f"{listed(old)} {'is not the schema' if len(old) == 1 else 'are not the schemas'} of what stands here now"
        )
        path, do = (f"{FOLDER}/{old[0]}",), "Draw them again:" if len(old) > 1 else "Draw it again:"
        where = Place(str(folder / FOLDER / old[0]))
        yield Fault(path, says, do, Code.STALE_SCHEMA, severity="warning", where=where, command=command)


def _fresh(kind: str, tree: Tree) -> bytes:
    return written(schema(kind, tree)).encode()
