"""The manual's texts on a screen of any width: as written where they fit, else wrapped."""

from __future__ import annotations

import re

from silk_assess.terminal.layout import BLANK, Line, cells, hints, paragraph, piece


def manual(text: str, width: int) -> list[Line]:
    """Print a help text: a blank line first, commands after "Example:" in their colour."""
    lines: list[Line] = [BLANK]
    for block in text.rstrip("\n").split("\n\n"):
        lines += [*_block(block.split("\n"), width), BLANK]
    return lines[:-1]


def _block(block: list[str], width: int) -> list[Line]:
    examples = [re.fullmatch(r"([A-Z][a-z ]+): +(silk-assess .*)", line) for line in block]
    if all(examples):
        return hints([(one[1], one[2]) for one in examples if one and one[1] != "Usage"], width) or _plain(block, width)
    if not all(cells(line) <= width for line in block):
        return _listed(block, width) if block[0].startswith("  ") else _plain([" ".join(block)], width)
    return _plain(block, width)


def _plain(block: list[str], width: int) -> list[Line]:
    lines: list[Line] = []
    for text in block:
        hang = 2 if text.startswith("Usage") else 0
        lines += [(piece(text),)] if cells(text) <= width else paragraph(text, width, 0, hang)
    return lines


def _listed(block: list[str], width: int) -> list[Line]:
    """Set what a word does below the word."""
    lines: list[Line] = []
    for text in block:
        word, _, does = text.strip().partition("  ")
        lines += [*paragraph(word, width, 2), *paragraph(does.strip(), width, 4)]
    return lines
