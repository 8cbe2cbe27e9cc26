"""Links of a report: pages of other people, told as such."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.questionnaire.forms import is_address
from silk_assess.questionnaire.model.base import Source


class Link(NamedTuple):
    """A text that may lead somewhere; `url` is empty unless it begins with http."""

    text: str
    url: str


def link(text: str, url: str | None) -> Link:
    """Make a link where the address is one that a browser may follow."""
    return Link(text, url if url and is_address(url) else "")


def source_link(source: Source) -> Link:
    """Name a source with its year."""
    return link(source.title + (f" ({source.year})" if source.year else ""), source.url)
