"""Links in folders that were not followed, and files that hold no answers or no organisation: each told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from silk_assess.faults import listed
from silk_assess.files.folders import Link, OtherFormat
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


def passed_over(found: Iterable[object], width: int) -> list[Line]:
    """Tell of the links, and of the files of other formats, among what was found in folders."""
    places = list(found)
    links = [str(one.place) for one in places if isinstance(one, Link)]
    others = [str(one.place) for one in places if isinstance(one, OtherFormat)]
    return [*left_out(links, width), *no_organisations(others, (), width)]


def no_organisations(others: Sequence[str], voices: Sequence[str], width: int) -> list[Line]:
    """Name the files of other formats of ours, which are no answers, and those that hold one voice of several."""
    no_answers = count(len(others), "file holds no answers and was", "files hold no answers and were")
    one_voice = count(len(voices), "file holds one voice of several and was", "files hold a voice of several and were")
    return [*_named(others, no_answers, width), *_named(voices, one_voice, width)]


def _named(files: Sequence[str], many: str, width: int) -> list[Line]:
    return [*paragraph(f"{capital(many)} left out: {listed(files, most=_MOST)}.", width), BLANK] if files else []
