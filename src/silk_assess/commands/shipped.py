"""The questionnaire that comes with the program, where a folder of its name lies here too."""

from __future__ import annotations

from pathlib import Path

from silk_assess import bundled
from silk_assess.terminal.layout import Line, paragraph


def beside(named: str, width: int) -> list[Line]:
    """Say that an id means the questionnaire shipped, and how the folder here is named instead."""
    folder = Path(named)
    if named not in bundled.packs() or not folder.is_dir():
        return []
    if folder.samefile(bundled.folder("questionnaires") / named):
        return []
    return paragraph(f"{named} is the questionnaire that comes with the program; {named}/ here is ./{named}.", width)
