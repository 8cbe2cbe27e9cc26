"""What stands where something is to be written: an earlier run's, changed since or not, or somebody else's.

Files are read in pieces: what stands there may be of any size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path
from typing import Final

from silk_assess.escape import seal

_PIECE: Final = 1 << 20


class Found(Enum):
    """What stands in a place: nothing that could be lost, our work, our work changed since, or another's."""

    NOTHING = auto()
    OURS = auto()
    CHANGED = auto()
    ANOTHERS = auto()


def report_at(file: Path, says: bytes) -> Found:
    """Say what stands where a report is to be written; every report holds the words `says`.

    Its last line tells whether it was changed since it was drawn (`seal`). One without such a line
    was drawn by an earlier version, and counts as ours. Raises OSError where it cannot be read.
    """
    marks, above, tail, is_ours, is_sealed = seal.BEGINS.encode(), hashlib.sha256(), b"", False, False
    # So much of each piece is looked at once more with the next, for what stands across both.
    kept = max(seal.LENGTH, len(says))
    for piece in pieces(file):
        seen = tail + piece
        is_ours, is_sealed = is_ours or says in seen, is_sealed or marks in seen
        above.update(seen[:-kept])
        tail = seen[-kept:]
    if not tail:
        return Found.NOTHING
    if not is_ours:
        return Found.ANOTHERS
    above.update(tail[: -seal.LENGTH])
    is_whole = tail[-seal.LENGTH :] == seal.line(above.hexdigest()).encode()
    return Found.OURS if is_whole or not is_sealed else Found.CHANGED


def pieces(file: Path) -> Iterator[bytes]:
    """Read a file piece by piece; one that is not there has none. Raises OSError."""
    try:
        stream = file.open("rb")
    except FileNotFoundError:
        return
    with stream:
        while piece := stream.read(_PIECE):
            yield piece


def digest(file: Path) -> str:
    """Give the SHA-256 of a file, as run.json writes it. Raises OSError."""
    found = hashlib.sha256()
    for piece in pieces(file):
        found.update(piece)
    return digest_of(found.digest())


def digest_of(found: bytes) -> str:
    """Write a SHA-256 as run.json does."""
    return f"sha256:{found.hex()}"


def holds(file: Path, data: bytes) -> bool:
    """Say whether a file holds exactly these bytes. Raises OSError."""
    return file.is_file() and file.stat().st_size == len(data) and first_difference(file, data) is None


def first_difference(file: Path, data: bytes) -> int | None:
    """Give the line from which on a file differs from these bytes, None where it does not. Raises OSError."""
    at, line = 0, 1
    for piece in pieces(file):
        other = data[at : at + len(piece)]
        if piece != other:
            alike = next((i for i, (one, two) in enumerate(zip(piece, other, strict=False)) if one != two), len(other))
            return line + piece[:alike].count(b"\n")
        at, line = at + len(piece), line + piece.count(b"\n")
    return None if at == len(data) else line
