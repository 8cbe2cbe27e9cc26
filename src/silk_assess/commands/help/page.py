"""What a help page holds, before it is laid out for a screen.

Annotations are evaluated here: put off, they take longer to read than all pages.
"""

from typing import NamedTuple


class Text(NamedTuple):
    """A paragraph as it is set for 80 columns; `command` stands below it, as words behind the program's name."""

    lines: tuple[str, ...]
    command: tuple[str, ...] = ()


class Entry(NamedTuple):
    """An option, a command or a key, and what it does."""

    word: str
    does: str


class Table(NamedTuple):
    """Entries in rows; a row holds several beside each other where there is room.

    `least` is how many columns the first words take at least, where two tables are to look like one;
    `heading` stands above the rows.
    """

    rows: tuple[tuple[Entry, ...], ...]
    least: int = 0
    heading: str = ""


class Page(NamedTuple):
    """A help page.

    `usage` holds the words of a command line behind the program's name, an option together with
    its value; `hints` holds labels with commands to type next, as a shell reads them.
    """

    usage: tuple[str, ...]
    blocks: tuple[Text | Table, ...]
    hints: tuple[tuple[str, str], ...]
