"""One run of `new`: what is wished, asked where it must be; then written, and told."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from silk_assess.commands.new import command, screen
from silk_assess.commands.new.asking import Given, Left, wished, wished_id
from silk_assess.terminal.layout import Line

__all__ = ["Given", "Left", "make"]


def make(
    folder: Path, source: str | None, given: Given, keys: TextIO | None, messages: TextIO | None, width: int
) -> list[Line]:
    """Make a questionnaire, and tell of it.

    Raises SilkError where it cannot be written, or is not to be; Left where whoever is asked leaves.
    """
    command.see_new(folder, () if source is None else ("--from", source))
    if source is not None:
        return screen.copied(command.copy(folder, source, wished_id(folder, source, given, keys, messages)), width)
    found = wished(folder, given, keys, messages)
    return screen.begun(command.fresh(folder, found.wish), found.taken, found.was_asked, width)
