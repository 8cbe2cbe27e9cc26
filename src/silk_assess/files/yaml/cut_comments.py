"""Texts without quotes that end at " #", where YAML takes the rest of the line for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from silk_assess.faults import Steps

# A comment in its own right begins further right, or with a blank behind its sign; both are not meant here.
_CUT: Final = re.compile(r" (#[^\s#!][^\r\n]*)")


@dataclass(frozen=True, slots=True)
class CutText:
    """A text that was read as `read`, and the `whole` as it stands in its line; from `start` to `end` in the file."""

    path: Steps
    read: str
    whole: str
    start: int
    end: int


def cut_texts(text: str) -> Iterator[CutText]:
    """Find texts that were probably meant to go on behind " #", in a text that the strict reader has read.

    Looked at are texts outside braces and brackets whose comment begins one blank behind them and has no blank of
    its own: `Track #2 went well`.
    """
    parser = CParser(text)
    for _ in ("the stream begins", "the document begins"):
        parser.get_event()
    yield from _walk(parser, parser.get_event(), (), text)


def _walk(parser: Any, event: Any, path: Steps, text: str, in_flow: bool = False) -> Iterator[CutText]:
    if isinstance(event, yaml.SequenceStartEvent):
        i, inside = 0, in_flow or bool(event.flow_style)
        while not isinstance(inner := parser.get_event(), yaml.SequenceEndEvent):
            yield from _walk(parser, inner, (*path, i), text, inside)
            i += 1
    elif isinstance(event, yaml.MappingStartEvent):
        inside = in_flow or bool(event.flow_style)
        while not isinstance(inner := parser.get_event(), yaml.MappingEndEvent):
            step = getattr(inner, "value", "")
            yield from _walk(parser, parser.get_event(), (*path, step), text, inside)
    elif isinstance(event, yaml.ScalarEvent) and event.style == "" and event.value and not in_flow:
        start, end = _ends(event)
        if (rest := _CUT.match(text, end)) is not None:
            last = end + len(rest.group().rstrip())
            yield CutText(path, event.value, " ".join(text[start:last].split()), start, last)


def _ends(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
