"""Changes in a YAML text that leave all else in it as it is: order, comments, line ends and ways of quoting.

Nothing is written anew: a piece is put in, or one value is exchanged. What comes out is read again
and held against what was meant, comments included, before it is given out.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from silk_assess import escape
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files.yaml import reader

_INDENT: Final = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, a mapping of texts: as plain values, as lines (comments before it too), and in braces."""

    raw: dict[str, Any]
    above: tuple[str, ...]
    lines: tuple[str, ...]
    in_braces: str


@dataclass(slots=True)
class _Node:
    """What stands in a text from one index to another; of a block the end is that of its last content."""

    start: int
    end: int
    column: int
    is_flow: bool = False
    is_block_text: bool = False
    pairs: list[tuple[_Node, _Node]] = field(default_factory=list)
    items: list[_Node] = field(default_factory=list)
    value: str = ""

    def under(self, key: str) -> _Node | None:
        """Give the value under a key."""
        return next((value for name, value in self.pairs if name.value == key), None)


def appended(text: str, key: str, entries: Sequence[Entry], file: str) -> str:
    """Put entries behind the last one of the list under a key of the file's mapping.

    `text` is one that the strict reader has read. Raises SilkError where there is no way to do it.
    """
    before = reader.read(text, file)
    meant = {**before, key: [*(before[key] or []), *(one.raw for one in entries)]}
    root = _tree(text)
    return _verified(text, meant, _with_entries(text, root, key, entries), file, key)


def exchanged(text: str, key: str, at: int, name: str, value: str, file: str) -> str:
    """Write a value into an entry of the list under a key: in the place of the old one, or on a line of its own.

    `value` is a text on one line. Raises SilkError where there is no way to do it.
    """
    before = reader.read(text, file)
    meant = copy.deepcopy(before)
    meant[key][at][name] = value
    root = _tree(text)
    entries = root.under(key)
    assert entries is not None
    return _verified(text, meant, _with_value(text, entries.items[at], name, scalar(value)), file, name)


_PLAIN: Final = re.compile(r"[^\W_][\w.-]*(?: [\w(][\w.?)-]*)*")
_NO_PLAIN: Final = frozenset(("null", "true", "false", "yes", "no", "on", "off"))


def scalar(text: str) -> str:
    """Write a text so that every reader of YAML reads it back, on one line and with nothing that cannot be seen.

    >>> scalar("the chair"), scalar("2026-03-31"), scalar("a: b"), scalar("a\\u202eb")
    ('the chair', '2026-03-31', '"a: b"', '"a\\\\u202eb"')
    """
    if len(text) < 500 and _PLAIN.fullmatch(text) and text.isprintable() and text.lower() not in _NO_PLAIN:
        return text
    return escape.yaml(text)


def _verified(text: str, meant: Any, ways: Iterable[str], file: str, what: str) -> str:
    """Take the first way that says what was meant and keeps every comment."""
    said = _comments(text)
    for found in ways:
        try:
            if _same(reader.read(found, file), meant) and _keeps(_comments(found), said):
                return found
        except SilkError:
            continue
    says = f'"{what}" is written in a way in which nothing can be put in'
    raise SilkError(Fault((file, what), says, "Write it on lines of its own, and try again.", Code.PLAN))


def _same(one: Any, other: Any) -> bool:
    """Compare two plain trees; an empty list may stand as nothing, and line ends behind a text do not count."""
    if isinstance(one, str) and isinstance(other, str):
        return one.rstrip("\r\n") == other.rstrip("\r\n")
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return False


def _comments(text: str) -> list[str]:
    """List the comments of a text: what lies between YAML's tokens and is not blank."""
    found, end = [], 0
    for token in yaml.scan(text, Loader=yaml.CLoader):
        start, last = token.start_mark, token.end_mark
        assert start is not None
        assert last is not None
        found += re.findall("#[^\r\n]*", text[end : start.index])
        end = max(end, last.index)
    return found + re.findall("#[^\r\n]*", text[end:])


def _keeps(found: list[str], said: list[str]) -> bool:
    """Say whether all comments are still there, in their order."""
    rest = iter(found)
    return all(any(one == other for other in rest) for one in said)


# Where what stands


def _tree(text: str) -> _Node:
    parser = CParser(text)
    parser.get_event()
    parser.get_event()
    return _node(parser, parser.get_event())


def _node(parser: Any, event: Any) -> _Node:
    start = event.start_mark
    found = _Node(start.index, event.end_mark.index, start.column)
    if isinstance(event, yaml.ScalarEvent):
        found.value, found.is_block_text = event.value, event.style in ("|", ">")
        return found
    found.is_flow = bool(event.flow_style)
    is_list = isinstance(event, yaml.SequenceStartEvent)
    last = found.start
    inner: Any = parser.get_event()
    while not isinstance(inner, yaml.CollectionEndEvent):
        one = _node(parser, inner)
        if is_list:
            found.items.append(one)
        else:
            key, one = one, _node(parser, parser.get_event())
            found.pairs.append((key, one))
        last = max(last, one.end)
        inner = parser.get_event()
    if found.is_flow:
        assert inner.end_mark is not None
        last = inner.end_mark.index
    found.end = last
    return found


# Entries


def _with_entries(text: str, root: _Node, key: str, entries: Sequence[Entry]) -> list[str]:
    there = root.under(key)
    assert there is not None
    if there.is_flow and there.items:
        return _in_brackets(text, there, entries)
    newline = newline_of(text)
    if not there.items and there.start < there.end:  # an empty list in brackets, or "", gives way to lines
        line = _line_end(text, there.end)
        head = text[: there.start].rstrip(" ") + text[there.end : line].rstrip(" \r")
        tail = text[line:].lstrip("\r").removeprefix("\n")
        return [head + newline + _block(entries, _INDENT, newline) + tail, *_in_brackets(text, there, entries)]
    dash = there.column if there.items else _INDENT
    places = [_behind(text, there)]
    if root.pairs[-1][1] is there and not root.is_flow:
        places.insert(0, _end(text))
    block = _block(entries, dash, newline)
    return [f"{text[:at]}{'' if not at or text[at - 1] == chr(10) else newline}{block}{text[at:]}" for at in places]


def _block(entries: Sequence[Entry], dash: int, newline: str) -> str:
    lines: list[str] = []
    for one in entries:
        lines += [f"{' ' * dash}{line}".rstrip() for line in one.above]
        lines += [f"{' ' * dash}{'  ' if i else '- '}{line}" for i, line in enumerate(one.lines)]
    return newline.join([*lines, ""])


def _in_brackets(text: str, there: _Node, entries: Sequence[Entry]) -> list[str]:
    braces = ", ".join(one.in_braces for one in entries)
    head, tail = text[: there.end - 1], text[there.end - 1 :]
    # A comment may stand in the last line before the bracket, and a comma behind the last entry.
    glue = newline_of(text) if re.search(r"#[^\n]*$", head) else ""
    return [f"{head}{glue}{comma}{braces}{tail}" for comma in ((", ", "") if there.items else ("",))]


def _end(text: str) -> int:
    """Find the end of the document: that of the text, or where a line says that it ends."""
    marker = re.search(r"^\.\.\.(?=\s|$)", text, re.MULTILINE)
    return len(text) if marker is None else marker.start()


def _behind(text: str, there: _Node) -> int:
    """Find the line behind a list in lines, with the comments that stand in it."""
    at = there.end if there.end and text[there.end - 1] == "\n" else _line_end(text, there.end) + 1
    while (line := re.compile(r"[ \t]+#[^\n]*\n").match(text, min(at, len(text)))) is not None:
        at = line.end()
    return min(at, len(text))


# One value


def _with_value(text: str, entry: _Node, name: str, value: str) -> list[str]:
    newline = newline_of(text)
    old = entry.under(name)
    if old is not None:
        if not text[old.start : old.end].strip():
            key = next(key for key, _ in entry.pairs if key.value == name)
            colon = text.index(":", key.end) + 1
            return [f"{text[:colon]} {value}{text[colon:]}"]
        # A text in lines of its own goes as far as the next key, blank lines and all.
        return [f"{text[: old.start]}{value}{newline if old.is_block_text else ''}{text[old.end :]}"]
    if entry.is_flow:
        at = entry.end - 1
        return [f"{text[:at].rstrip(' ')}, {name}: {value}{text[at:]}"]
    line = f"{' ' * entry.pairs[0][0].column}{name}: {value}"
    last = entry.pairs[-1][1]
    if text[last.end - 1] == "\n":
        return [f"{text[: last.end]}{line}{newline}{text[last.end :]}"]
    # Behind the first line, where what stands last cannot be followed.
    places = _line_end(text, last.end), _line_end(text, entry.pairs[0][1].end)
    return [f"{text[:at]}{newline}{line}{text[at:]}" for at in places]


def _line_end(text: str, at: int) -> int:
    """Find the end of the line in which an index stands, without what ends it."""
    found = text.find("\n", at)
    if found < 0:
        return len(text)
    return found - 1 if found and text[found - 1] == "\r" else found


def newline_of(text: str) -> str:
    """Give the line end that a text has."""
    return "\r\n" if "\r\n" in text else "\n"
