"""Draw the pages of this folder that are made from the code.

`python docs/draw.py` writes them; with `--check` it says which are stale, writes nothing and ends with 1.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from silk_assess.commands.help import man
from silk_assess.commands.help.page import Table
from silk_assess.commands.help.pages import GENERAL
from silk_assess.commands.help.pages import PAGES as HELP
from silk_assess.commands.help.screen import manual
from silk_assess.faults.catalogue import CATALOGUE, About
from silk_assess.terminal.layout import plain

HERE: Final = Path(__file__).parent
WIDTH: Final = 80


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


def commands() -> str:
    """Draw what each command says of itself, grouped as the help is."""
    lines = [
        "# Commands",
        "",
        "What each command says of itself, as `--help` prints it. `man silk-assess` holds the same on one page.",
        "",
        "*Drawn by `python docs/draw.py`.*",
    ]
    for table in GENERAL.blocks:
        if not isinstance(table, Table) or not table.heading:
            continue
        lines += ["", f"## {table.heading}"]
        for name in (row[0].word.split()[0] for row in table.rows):
            said = [plain(line).rstrip() for line in manual(HELP[name], WIDTH)]
            lines += ["", f"### {name}", "", "```console", f"$ silk-assess {name} --help", *said, "```"]
    return "\n".join(lines) + "\n"


def man_page() -> str:
    """Draw the man page."""
    return man.drawn(GENERAL, HELP)


PAGES: Final[dict[str, Callable[[], str]]] = {
    "faults.md": faults,
    "commands.md": commands,
    "silk-assess.1": man_page,
}


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
