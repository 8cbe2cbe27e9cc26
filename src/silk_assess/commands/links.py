"""Links in folders that were not followed, told once."""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess.faults import listed
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording.numbers import capital, count

_MOST = 10


def left_out(links: Sequence[str], width: int, where: str = "") -> list[Line]:
    """Name the links that were left out, and how to follow them; `where` all are listed if they are many."""
    if not links:
        return []
    many = len(links)
    said = f"{capital(count(many, 'link was', 'links were'))} left out: {listed(links, most=_MOST)}"
    said += f" (all are in {where})." if where and many > _MOST else "."
    do = "To follow links in folders, add --follow-links."
    return [*paragraph(said, width), *paragraph(do, width, 2), BLANK]
