"""Draw the pages of this folder that are made from the code.

`python docs/draw.py` writes them; with `--check` it says which are stale, writes nothing and ends with 1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from silk_assess.faults.catalogue import CATALOGUE, About

HERE: Final = Path(__file__).parent


def faults() -> str:
    """Draw the catalogue of faults: grouped by what they are about, then by code."""
    lines = [
        "# Faults",
        "",
        "What silk-assess says of a file or a command line has three parts: where, what is wrong, and what to do.",
        "In square brackets stands a code, which never changes: programs can count on it, and here it is explained.",
        "",
        "*Drawn by `python docs/draw.py`.*",
    ]
    for about in About:
        lines += ["", f"## {about.value}"]
        for code in sorted(code for code, entry in CATALOGUE.items() if entry.about is about):
            entry = CATALOGUE[code]
            lines += ["", f"### {code}", "", entry.explains, "", "```text", entry.example, "```"]
    return "\n".join(lines) + "\n"


PAGES: Final[dict[str, Callable[[], str]]] = {"faults.md": faults}


def stale(folder: Path) -> list[str]:
    """Name the pages that are not as they would be drawn."""
    return [name for name, draw in PAGES.items() if _read(folder / name) != draw()]


def _read(page: Path) -> str | None:
    return page.read_text(encoding="utf-8") if page.exists() else None


def main(words: Sequence[str], folder: Path = HERE) -> int:
    """Write the pages that are stale, or with `--check` only name them; give the exit code."""
    found = stale(folder)
    if "--check" in words:
        for name in found:
            print(f"{name} is stale: python docs/draw.py")
        return 1 if found else 0
    for name in found:
        (folder / name).write_text(PAGES[name](), encoding="utf-8", newline="\n")
        print(f"Wrote {name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
