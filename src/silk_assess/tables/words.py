"""Words of other tools: what a cell means that is none of its question's own, and which columns tools add."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

_CURLY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})


def plain(text: str) -> str:
    """Bring a text into the form in which words are compared: without capitals, on one line, with straight quotes.

    >>> plain("  Don’t   KNOW "), plain("N/A")
    ("don't know", 'n/a')
    """
    return " ".join(text.translate(_CURLY).casefold().split())


def as_id(text: str) -> str:
    """Bring a text into the form of an id, where only capitals, blanks and underscores keep it from being one.

    >>> as_id("LEGAL_FORM"), as_id("Legal form")
    ('legal-form', 'legal-form')
    """
    return re.sub(r"[_\s]+", "-", text.strip().casefold())


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that writes tables, and the columns that it adds: `always` or now and then.

    `codes` is how it names columns by codes, and `instead` what to do so that it names them by texts.
    """

    name: str
    always: frozenset[str]
    columns: frozenset[str]
    codes: re.Pattern[str] | None = None
    instead: str = ""

    def adds(self, header: str) -> bool:
        """Say whether a header is one of its columns."""
        return header in self.always or header in self.columns


@dataclass(frozen=True, slots=True)
class Words:
    """All that is known of other tools.

    `meanings` gives for `unknown`, `na`, `empty`, `yes`, `no`, `chosen`, `unchosen` and `none` the words in their
    compared form; `ours` are those that are our own wording. `countries` gives codes by names in their compared form.
    """

    meanings: Mapping[str, frozenset[str]]
    ours: frozenset[str]
    errors: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    countries: Mapping[str, str] = field(default_factory=dict)
    name: frozenset[str] = frozenset()
    tools: tuple[Tool, ...] = ()
    second_header: frozenset[str] = frozenset()

    def means(self, text: str, among: Collection[str]) -> str:
        """Say which of some meanings a word has; nothing where it has none of them."""
        word = plain(text)
        return next((one for one in among if word in self.meanings[one]), "")
