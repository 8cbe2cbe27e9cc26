"""Questionnaires that come with the program, as they were compiled when the package was built.

One is taken where nothing has changed since: its name says for which version of the program and which files it was
made, its first line seals that name and all the rest. What does not match is as if it were not there.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from silk_assess import __version__, bundled
from silk_assess.questionnaire import plain
from silk_assess.questionnaire.model.pack import Pack


def pack_in(folder: Path) -> Pack | None:
    """Give the questionnaire of a folder as it was compiled; None where it is to be read from its files."""
    place = bundled.compiled()
    if place is None or bundled.folder("questionnaires") not in folder.parents:
        return None
    try:
        name = name_of(folder)
        head, _, rest = (place / name).read_bytes().partition(b"\n")
        return plain.read(rest.decode()) if head == _seal(name, rest) else None
    except (OSError, ValueError):
        return None


def made(folder: Path, questionnaire: Pack) -> tuple[str, bytes]:
    """Compile the questionnaire of a folder: the name that its file has, and what stands in it."""
    name, rest = name_of(folder), plain.written(questionnaire).encode()
    return name, _seal(name, rest) + b"\n" + rest


def _seal(name: str, rest: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + rest).hexdigest().encode()


def name_of(folder: Path) -> str:
    """Name what is compiled of a folder by the program's version and all that stands in its files.

    Raises OSError where they cannot be read.
    """
    return f"{folder.name}-{__version__}-{bundled.digest(folder, '*.yaml')}.json"
