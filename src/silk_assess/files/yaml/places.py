"""From an index in a text, or a path through its tree, to line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from silk_assess.faults import Place, Steps

# As editors count them. YAML 1.1 would also end a line at U+0085, U+2028 and U+2029.
_LINE_END: Final = re.compile("\r\n|\r|\n")


class Lines:
    """A text by its lines, for many look-ups."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._shown: dict[int, tuple[str, int]] = {}

    def number(self, index: int) -> int:
        """Give the line in which an index stands, counted from 1."""
        return bisect_right(self._starts, index)

    def at(self, start: int, end: int | None = None) -> Place:
        """Give the place of the characters from `start` to `end`, as far as they stand in one line."""
        line = self.number(start)
        begun = self._starts[line - 1]
        # One text for all places in a line: a file may be one line of two megabytes.
        if line not in self._shown:
            shown = self._line(line)
            self._shown[line] = shown, begun + len(shown.rstrip())
        shown, line_end = self._shown[line]
        last = min(end or 0, line_end)
        return Place(self._file, line, start - begun + 1, shown, max(last - start, 1))

    def _line(self, line: int) -> str:
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return self._text[self._starts[line - 1] : end].rstrip("\r\n")


@dataclass(slots=True)
class _Spot:
    """What stands from `start` to `end`: a text, a mapping with `keys`, or a list with `items`."""

    start: int
    end: int
    keys: dict[str, tuple[_Spot, _Spot]] = field(default_factory=dict)
    items: list[_Spot] = field(default_factory=list)


class Finder:
    """Finds paths in a text that the strict reader has read."""

    def __init__(self, text: str, file: str) -> None:
        self._lines = Lines(text, file)
        self._parser = CParser(text)
        for _ in ("the stream begins", "the document begins"):
            self._parser.get_event()
        self._root = self._spot(self._parser.get_event())

    def place(self, path: Steps, at: str = "value") -> Place:
        """Find the line and column that a path leads to.

        Keys and positions that the text lacks are looked for deeper down, and passed over where
        they are nowhere, so that the nearest place above is told. With `at="key"` the last step
        is meant as the key.
        """
        meant = self._meant(path, at)
        return self._lines.at(meant.start, meant.end)

    def index(self, path: Steps, at: str = "value") -> int:
        """Find where in the text that begins which a path leads to."""
        return self._meant(path, at).start

    def _meant(self, path: Steps, at: str) -> _Spot:
        spot = meant = self._root
        for i, step in enumerate(path):
            found = _step(spot, step)
            if found is None:
                continue
            key, spot = found
            meant = key if at == "key" and i == len(path) - 1 else spot
        return meant

    def _spot(self, event: Any) -> _Spot:
        spot = _Spot(event.start_mark.index, event.end_mark.index)
        end = event
        if isinstance(event, yaml.SequenceStartEvent):
            while not isinstance(end := self._parser.get_event(), yaml.SequenceEndEvent):
                spot.items.append(self._spot(end))
        elif isinstance(event, yaml.MappingStartEvent):
            while not isinstance(end := self._parser.get_event(), yaml.MappingEndEvent):
                key, value = self._spot(end), self._spot(self._parser.get_event())
                spot.keys.setdefault(getattr(end, "value", ""), (key, value))
        if isinstance(event, yaml.CollectionStartEvent):
            if event.flow_style:
                spot.end = end.end_mark.index
            elif spot.keys:
                # Of a mapping by lines the first key is shown; of a list by lines, its dash.
                spot.start, spot.end = next((key.start, key.end) for key, _ in spot.keys.values())
        return spot


def _step(spot: _Spot, step: str | int) -> tuple[_Spot, _Spot] | None:
    if isinstance(step, int):
        return (spot.items[step], spot.items[step]) if step < len(spot.items) else None
    return spot.keys.get(step) or next(_below(spot, step), None)


def _below(spot: _Spot, step: str) -> Iterator[tuple[_Spot, _Spot]]:
    """Find a key below, the nearest first."""
    level = [spot]
    while level:
        level = [inner for one in level for inner in (*one.items, *(value for _, value in one.keys.values()))]
        yield from (one.keys[step] for one in level if step in one.keys)
