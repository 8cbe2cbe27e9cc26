"""Where the two data folders are: in the checkout beside `src/`, or inside the installed package."""

from __future__ import annotations

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


def packs() -> list[str]:
    """Name the questionnaires that come with the program, by their ids."""
    return sorted(path.parent.name for path in folder("questionnaires").glob("*/pack.yaml"))
