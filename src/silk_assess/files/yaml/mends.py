"""What can be put right in a YAML text without a word of its author: one value exchanged, all else as it was.

A mend is a piece of the text and what is to stand in its place. Whether it helps is seen by reading the whole again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from silk_assess.faults import Code, Fault, Steps
from silk_assess.files.source import PACK_NODES
from silk_assess.files.yaml import reader
from silk_assess.files.yaml.cut_comments import cut_texts
from silk_assess.lint.slips import unquoted


@dataclass(frozen=True, slots=True)
class Mend:
    """A piece of a text from `start` to `end`, what to write in its place, and the way to what is mended."""

    start: int
    end: int
    written: str
    path: Steps


def mended(text: str, mends: Iterable[Mend]) -> str:
    """Write mends into a text; no two of them overlap."""
    last, pieces = 0, []
    for one in sorted(mends, key=lambda mend: mend.start):
        pieces += [text[last : one.start], one.written]
        last = one.end
    return "".join([*pieces, text[last:]])


def mends_of(text: str, faults: Iterable[Fault]) -> list[Mend]:
    """List what puts faults of a text right that can only be meant in one way, and slips of pasting that are none yet.

    The paths of faults begin inside the text. What the strict reader cannot read to its end has none.
    """
    if reader.parsed(text, "", PACK_NODES)[0] is None:
        return []
    root = _root(text)
    found = [mend for one in faults if (mend := _of_fault(text, root, one)) is not None]
    found += _of_texts(text, root)
    kept: list[Mend] = []
    for one in sorted(found, key=lambda mend: mend.start):  # of two that overlap the first; the other may come next
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


@dataclass(slots=True)
class _Spot:
    start: int
    end: int
    style: str | None = None
    value: str = ""
    pairs: list[tuple[_Spot, _Spot]] = field(default_factory=list)
    items: list[_Spot] = field(default_factory=list)


def _root(text: str) -> _Spot:
    parser = CParser(text)
    for _ in ("the stream begins", "the document begins"):
        parser.get_event()
    return _spot(parser, parser.get_event())


def _spot(parser: Any, event: Any) -> _Spot:
    found = _Spot(event.start_mark.index, event.end_mark.index)
    if isinstance(event, yaml.ScalarEvent):
        found.style, found.value = event.style or "", event.value
    elif isinstance(event, yaml.CollectionStartEvent):
        inner: Any = parser.get_event()
        while not isinstance(inner, yaml.CollectionEndEvent):
            one = _spot(parser, inner)
            if isinstance(event, yaml.SequenceStartEvent):
                found.items.append(one)
            else:
                found.pairs.append((one, _spot(parser, parser.get_event())))
            inner = parser.get_event()
    return found


def _under(spot: _Spot, step: str | int) -> tuple[_Spot, _Spot] | None:
    if isinstance(step, int):
        return (spot.items[step],) * 2 if step < len(spot.items) else None
    return next(((key, value) for key, value in spot.pairs if key.value == step), None)


# Of faults


def _of_fault(text: str, root: _Spot, fault: Fault) -> Mend | None:
    if fault.code is Code.COMMA_IN_BRACES:
        return _whole_text(text, root, fault.path)
    if fault.instead is None:
        return None
    owner, spot = root, root
    key = spot
    for step in fault.path:
        owner, found = spot, _under(spot, step)
        if found is None:
            return None
        key, spot = found
    meant = key if fault.at == "key" else spot
    if meant.style not in ("", "'", '"') or not fault.path:
        return None
    if fault.at == "key" and any(other.value == fault.instead for other, _ in owner.pairs):
        return None  # it would stand there twice
    path = (*fault.path[:-1], fault.instead) if fault.at == "key" else fault.path
    return Mend(meant.start, meant.end, _as_before(fault.instead, meant.style), path)


def _as_before(written: str, style: str) -> str:
    """Write a word in the quotes that the one before it had; none of ours needs any."""
    return f"{style}{written}{style}" if style and not re.fullmatch(r"-?[0-9.]+", written) else written


def _whole_text(text: str, root: _Spot, path: Steps) -> Mend | None:
    """Put a text into quotes that a comma in braces has cut: from where it begins to the last of its pieces."""
    owner = root
    for step in path[:-1]:
        found = _under(owner, step)
        if found is None:
            return None
        owner = found[1]
    keys = [key.value for key, _ in owner.pairs]
    if path[-1] not in keys:
        return None
    at = keys.index(str(path[-1]))
    first = at
    while first and _is_cut(text, owner.pairs[first]):
        first -= 1
    last = at
    while last + 1 < len(keys) and _is_cut(text, owner.pairs[last + 1]):
        last += 1
    begun = owner.pairs[first][1]
    start, end = begun.start, owner.pairs[last][0].end
    said = text[start:end]
    if begun.style != "" or not begun.value or _is_number(said):
        return None
    return Mend(start, end, in_quotes(said), (*path[:-1], keys[first]))


def _is_cut(text: str, pair: tuple[_Spot, _Spot]) -> bool:
    key, value = pair
    return not value.value and value.style == "" and ":" not in text[key.end : value.start]


def _is_number(said: str) -> bool:
    """Say whether figures with a comma stand there: in braces nobody knows whether it parts two numbers."""
    return re.fullmatch(r"[0-9]+(\s*,\s*[0-9]+)+", said) is not None


# Of texts


def _of_texts(text: str, root: _Spot) -> Iterator[Mend]:
    """Take curly quotes off that stand round a whole text, and put texts into quotes that end at " #"."""
    yield from _curly(root, ())
    for one in cut_texts(text):
        said = text[one.start : one.end]
        if "\n" not in said:
            yield Mend(one.start, one.end, in_quotes(said), one.path)


def _curly(spot: _Spot, path: Steps) -> Iterator[Mend]:
    for key, value in spot.pairs:
        yield from _curly(value, (*path, key.value))
    for i, item in enumerate(spot.items):
        yield from _curly(item, (*path, i))
    inside = unquoted(spot.value) if spot.style in ("", "'", '"') else None
    if inside is not None:
        yield Mend(spot.start, spot.end, in_quotes(inside), path)


def in_quotes(text: str) -> str:
    """Put a text into quotes so that it is read as it stands."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def by_file(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    """Sort faults by the file that their paths name, and let the paths begin inside it."""
    found: dict[str, list[Fault]] = {}
    for one in faults:
        found.setdefault(str(one.path[0]), []).append(replace(one, path=one.path[1:]))
    return found
