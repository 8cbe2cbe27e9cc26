"""What `schema --into` says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from silk_assess.faults import listed
from silk_assess.files.schemas import FOLDER
from silk_assess.terminal.layout import Line, paragraph


def beside(folder: Path, changed: Sequence[str], width: int) -> list[Line]:
    """Say which schemas were drawn anew."""
    place = f"{folder.parent if folder.name == 'pack.yaml' else folder}/{FOLDER}/"
    if not changed:
        return paragraph(f"{place} is as it should be.", width)
    return paragraph(f"Wrote {place}: {listed(changed)}.", width)
