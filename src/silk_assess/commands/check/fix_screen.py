"""What `check --fix` prints: the difference, how much was or can be mended, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from silk_assess.commands.check.fix import Changed, Fixed
from silk_assess.faults import listed
from silk_assess.terminal.commands import command
from silk_assess.terminal.faults import entry_lines, groups
from silk_assess.terminal.layout import BLANK, Line, Style, paragraph, piece
from silk_assess.wording.numbers import in_figures, plural


def would_be(fixed: Fixed, width: int) -> list[Line]:
    """Print what would be written, as a difference, and the faults that would be left."""
    lines: list[Line] = []
    for one in fixed.changed:
        lines += [*_difference(one), BLANK]
    if fixed.changed:
        every = fixed.number + len(fixed.left)
        said = f"{fixed.number} of {in_figures(every, 'fault')} can be mended so. Nothing was written."
        write = command("check", str(fixed.folder), "--fix")
        lines += [*paragraph(said, width), *paragraph(["Write it:", (write, "cyan")], width, 2, 2)]
    else:
        lines += _nothing(fixed, width)
    left = entry_lines(groups(fixed.left), width, ("check", str(fixed.folder)))
    return [*lines, BLANK, *left[:-1]] if left else lines


def written(fixed: Fixed, width: int) -> list[Line]:
    """Print what was written, and how many faults are left."""
    if not fixed.changed:
        return _nothing(fixed, width)
    files = listed(str(one.file) for one in fixed.changed)
    lines = paragraph(f"Mended {in_figures(fixed.number, 'fault')} in {files}.", width)
    return [*lines, *_left(fixed, width)]


def _nothing(fixed: Fixed, width: int) -> list[Line]:
    said = "Nothing here can be mended by itself." if fixed.left else f"{fixed.folder}: nothing is to be mended."
    return [*paragraph(said, width), *_left(fixed, width)]


def _left(fixed: Fixed, width: int) -> list[Line]:
    many = len(fixed.left)
    if not many:
        return []
    said = f"{in_figures(many, 'fault')} {plural(many, 'is', 'are')} left:"
    return paragraph([said, (command("check", str(fixed.folder)), "cyan")], width, 0, 2)


def _difference(changed: Changed) -> Iterator[Line]:
    """Give the lines that change, as programs do that compare files; letters that cannot be seen are shown."""
    name = str(changed.file)
    before, after = _lines(changed.before), _lines(changed.after)
    for line in unified_diff(before, after, name, name, lineterm="", n=0):
        yield (piece(line, _look(line)),)


def _lines(data: bytes) -> Sequence[str]:
    return data.decode("utf-8-sig").splitlines()


def _look(line: str) -> Style:
    return {"-": "red", "+": "cyan", "@": "dim"}.get(line[:1], "")  # type: ignore[return-value]
