"""Where the two data folders are, in the checkout beside `src/` or inside the installed package; what was compiled."""

from __future__ import annotations

import hashlib
from pathlib import Path


def folder(name: str) -> Path:
    """Find `questionnaires` or `templates`.

    In an editable install a stale copy may lie in the package, so the checkout comes first.
    """
    package = Path(__file__).parent
    checkout = package.parent.parent
    if package.parent.name == "src" and (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    return package / name


def compiled() -> Path | None:
    """Find what was compiled when the package was built; None in a checkout and in an editable install."""
    beside = Path(__file__).parent / "compiled"
    return beside if folder("questionnaires").parent == beside.parent and beside.is_dir() else None


def packs() -> list[str]:
    """Name the questionnaires that come with the program, by their ids."""
    return sorted(path.parent.name for path in folder("questionnaires").glob("*/pack.yaml"))


def digest(folder: Path, pattern: str) -> str:
    """Give 32 digits that tell the files of a folder, by names and bytes, from any others.

    Raises OSError where they cannot be read.
    """
    known = hashlib.sha256()
    for file in sorted(folder.glob(pattern)):
        data = file.read_bytes()
        known.update(f"{file.relative_to(folder).as_posix()} {len(data)} ".encode() + data)
    return known.hexdigest()[:32]
