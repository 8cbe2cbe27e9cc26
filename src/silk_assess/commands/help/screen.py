"""A help page on a screen of any width: as written where it fits, else wrapped."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from silk_assess.commands.help.page import Entry, Page, Table, Text
from silk_assess.commands.help.pages import GENERAL, PAGES
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import BLANK, Line, cells, hints, paragraph, piece

_GAP = "   "


def asked(words: Sequence[str]) -> Page:
    """Find the page that a command line asks for: on its command, or on all of them."""
    named = next((word for word in words if not word.startswith("-")), "")
    return PAGES.get(named, GENERAL)


def manual(page: Page, width: int) -> list[Line]:
    """Print a help page: a blank line first, commands to type in their colour."""
    lines: list[Line] = [BLANK, *_usage(page.usage, width), BLANK]
    for block in page.blocks:
        lines += [*(_text(block, width) if isinstance(block, Text) else _table(block, width)), BLANK]
    return [*lines, *hints([(label, command(*shlex.split(words))) for label, words in page.hints], width)]


def _usage(usage: Sequence[str], width: int) -> list[Line]:
    """Print how a command is written; an option stays beside its value."""
    lines = [f"Usage: {command()}"]
    for words in usage:
        if cells(f"{lines[-1]} {words}") <= width:
            lines[-1] += f" {words}"
        else:
            lines.append(f"  {words}")
    return [(piece(line),) for line in lines]


def _text(block: Text, width: int) -> list[Line]:
    fits = all(cells(line) <= width for line in block.lines)
    lines: list[Line] = [(piece(line),) for line in block.lines] if fits else paragraph(" ".join(block.lines), width)
    return [*lines, *paragraph([(command(*block.command), "cyan")], width)] if block.command else lines


def _table(block: Table, width: int) -> list[Line]:
    """Set what a word does beside it, in columns; below it, where there is no room for that."""
    heading: list[Line] = [(piece(block.heading, "bold"),)] if block.heading else []
    return [*heading, *_rows(block, width)]


def _rows(block: Table, width: int) -> list[Line]:
    columns = [[row[i] for row in block.rows if i < len(row)] for i in range(max(len(row) for row in block.rows))]
    sizes = [size for column in columns for size in (max(cells(one.word) for one in column), _widest(column))]
    sizes[0] = max(sizes[0], block.least)
    if 2 + sum(sizes) + len(_GAP) * (len(sizes) - 1) > width:
        every = [one for column in columns for one in column]
        return [line for one in every for line in (*paragraph(one.word, width, 2), *paragraph(one.does, width, 4))]
    lines: list[Line] = []
    for row in block.rows:
        texts = [text for one in row for text in one]
        line = _GAP.join(text + " " * (size - cells(text)) for text, size in zip(texts, sizes, strict=False))
        lines.append((piece(f"  {line.rstrip()}"),))
    return lines


def _widest(column: Sequence[Entry]) -> int:
    return max(cells(one.does) for one in column)
