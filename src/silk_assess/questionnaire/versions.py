"""What ids of earlier versions of a questionnaire are called now, and which answers to them have kept their meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Renamed:
    """The entries of `renamed`: an id and what it is called since; of an option, behind its question's id and a slash.

    What was renamed twice has two entries, and the second is followed from the first.
    Source: docs/format.md, Renamed.
    """

    entries: Mapping[str, str]

    def now(self, id: str) -> str:
        """Give the id that a question, node or profile field has in this version; its own where it kept that.

        >>> Renamed({"a": "b", "b": "c"}).now("a")
        'c'
        """
        if not self.entries:
            return id
        *_, last = self.names(id)
        return last

    def option(self, question: str, option: str) -> str:
        """Give the id that an option has in this version, its question named as in the earlier one.

        >>> Renamed({"a": "b", "a/yes": "often", "b/often": "weekly"}).option("a", "yes")
        'weekly'
        """
        if not self.entries:
            return option
        for name in self.names(question):
            *_, option = _followed(self.entries, option, f"{name}/")
        return option

    def header(self, header: str) -> str:
        """Rename what a header of a kit or table names: an id, alone or before a point or a slash.

        >>> Renamed({"a": "b", "a/x": "y"}).header("a.note"), Renamed({"a": "b", "a/x": "y"}).header("a/x")
        ('b.note', 'b/y')
        """
        id, point, part = header.partition(".")
        question, slash, option = id.partition("/")
        return f"{self.now(question)}{slash}{self.option(question, option)}{point}{part}"

    def names(self, id: str) -> Iterator[str]:
        """Give an id and every id that it has had since, the last one as it is now."""
        return _followed(self.entries, id)


def _followed(entries: Mapping[str, str], id: str, before: str = "") -> Iterator[str]:
    seen = {id}
    yield id
    while (id := entries.get(f"{before}{id}", id)) not in seen:
        seen.add(id)
        yield id


def is_earlier(version: str, other: str) -> bool:
    """Say whether a version comes before another; a text that is none comes before none.

    >>> is_earlier("1.10.0", "2.0.0"), is_earlier("1.10.0", "1.9.0"), is_earlier("", "1.0.0")
    (True, False, False)
    """
    return all(part.isdecimal() for part in version.split(".")) and _numbers(version) < _numbers(other)


def line(version: str) -> str:
    """Give a version without its last number: by that alone no question differs.

    >>> line("1.0.1")
    '1.0'
    """
    return version.rpartition(".")[0]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
