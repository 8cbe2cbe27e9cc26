"""YAML text to a plain tree of texts, lists and mappings, and back from a path to its place.

Nothing is guessed: `NO` is Norway, `12:30` and `010` are texts. What could run, repeat or
flood is refused with its place: anchors, aliases, tags, merge keys, keys written twice, a
second document, control characters, too many bytes, levels or nodes. Source: DESIGN.md,
section 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from silk_assess.errors import Fault, Path, Place, SilkError

try:
    from yaml import CSafeLoader
    from yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError as error:  # pragma: no cover - every wheel of PyYAML has libyaml
    says, do = "PyYAML is installed here without libyaml", "pip install --force-reinstall pyyaml"
    raise SilkError(Fault(("pyyaml",), says, do, "libyaml")) from error

MOST_BYTES: Final = 2_000_000
MOST_LEVELS: Final = 32
MOST_NODES: Final = 20_000
# C0 but tab and line ends, DEL, C1, and the two non-characters that YAML has no letters for.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def text_of(data: bytes, file: str) -> str:
    """Decode a file's bytes as UTF-8, with or without a byte order mark.

    Raises SilkError where it is too long, another encoding or holds control characters.
    """
    if len(data) > MOST_BYTES:
        says = f"this file is larger than {MOST_BYTES // 1_000_000} MB"
        raise SilkError(_whole(file, says, "Split it, or take out what does not belong here.", "too-large"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SilkError(_whole(file, "this file is UTF-16, and UTF-8 is read", "Save it as UTF-8.", "encoding"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        says = f"byte {data[error.start]:#04x} is not UTF-8"
        do = "Save the file as UTF-8. If it is no text at all, choose another file."
        raise SilkError(Fault((file,), says, do, "encoding", where=Place(file, line, column))) from None
    found = _CONTROL.search(text)
    if found is not None:
        raise SilkError(_at_index(text, file, found.start(), _says_control(found.group()), _NO_CONTROL, "control"))
    return text


def read(text: str, file: str, most_nodes: int = MOST_NODES) -> Any:
    """Read one YAML document as texts, lists and mappings.

    Raises SilkError with every fault that can be told apart; after a fault of YAML itself
    nothing more can be read.
    """
    return _Reader(text, file, most_nodes).document()


class _Reader:
    """Builds the tree from libyaml's events, and gathers what is refused on the way."""

    def __init__(self, text: str, file: str, most_nodes: int) -> None:
        self._text, self._file, self._most_nodes = text, file, most_nodes
        self._parser = CParser(text)
        self._faults: list[Fault] = []
        self._nodes = 0

    def document(self) -> Any:
        try:
            tree = self._document()
        except yaml.YAMLError as error:
            self._faults.append(_of_yaml(error, self._text, self._file))
        if self._faults:
            raise SilkError(*self._faults)
        return tree

    def _document(self) -> Any:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self._refuse(event, "this file is empty", "Write the first key, or choose another file.", "empty-file")
            return None
        if event.tags or event.version:
            self._refuse(event, "a directive (%) stands here", "Take the line out.", "directive")
        tree = self._node(self._next(), 0)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(event, "a second document begins here", "Keep one document a file.", "second-document")
        elif tree == "" and not self._faults:
            self._refuse(event, "this file is empty", "Write the first key, or choose another file.", "empty-file")
        return tree

    def _next(self) -> Any:
        return self._parser.get_event()

    def _node(self, event: Any, level: int) -> Any:
        self._nodes += 1
        if self._nodes > self._most_nodes:
            self._stop(event, f"more than {self._most_nodes:,} entries stand here", "Split the file.", "too-many")
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._plain(event)
            value: str = event.value
            if event.style == '"' and _CONTROL.search(value):
                self._refuse(event, _says_control(_CONTROL.findall(value)[0]), _NO_CONTROL, "control")
            return value
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"an alias (*{event.anchor}) stands here", "Write the text out.", "alias")
            return ""
        if event.anchor is not None or event.tag is not None:
            self._plain(event)
        if level == MOST_LEVELS:
            self._stop(
                event, f"brackets or lists stand inside each other more than {MOST_LEVELS} deep", _FLAT, "too-deep"
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(level)
        return self._mapping(level)

    def _list(self, level: int) -> list[Any]:
        found = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._node(event, level + 1))
        return found

    def _mapping(self, level: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, level + 1)
            value = self._node(self._next(), level + 1)
            if not isinstance(key, str) or isinstance(event, yaml.AliasEvent):
                self._refuse(event, "a key is one word", "Put a text with brackets or commas in quotes.", "key")
            elif key == "<<":
                self._refuse(event, "a merge key (<<) stands here", "Write the keys out.", "merge")
            elif key in found:
                do = f"The first is in line {lines[key]}. Keep one of the two."
                self._refuse(event, f'"{key}" stands here a second time', do, "duplicate")
            else:
                found[key] = value
                lines[key] = event.start_mark.line + 1
        return found

    def _plain(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f"an anchor (&{event.anchor}) stands here", "Take it out.", "anchor")
        if event.tag is not None:
            self._refuse(event, f"a tag ({event.tag}) stands here", "Take it out; texts need no tag.", "tag")

    def _refuse(self, event: Any, says: str, do: str, code: str) -> None:
        mark, end = event.start_mark, event.end_mark
        width = end.column - mark.column if end.line == mark.line else 1
        where = _place(self._text, self._file, mark.line, mark.column, width)
        self._faults.append(Fault((self._file,), says, do, code, where=where))

    def _stop(self, event: Any, says: str, do: str, code: str) -> None:
        self._refuse(event, says, do, code)
        raise SilkError(*self._faults)


_FLAT: Final = "Write it flatter; no file of ours needs so many levels."
_NO_CONTROL: Final = "Delete it. It cannot be seen, and no text here needs it."


def _says_control(character: str) -> str:
    return f"a control character (U+{ord(character):04X}) stands here"


def _whole(file: str, says: str, do: str, code: str) -> Fault:
    return Fault((file,), says, do, code, where=Place(file))


def _place(text: str, file: str, line: int, column: int, width: int = 1) -> Place:
    lines = text.splitlines()
    source = lines[line] if line < len(lines) else ""
    return Place(file, line + 1, column + 1, source, max(width, 1))


def _at_index(text: str, file: str, index: int, says: str, do: str, code: str) -> Fault:
    lines = (text[:index] + "x").splitlines()
    return Fault((file,), says, do, code, where=_place(text, file, len(lines) - 1, len(lines[-1]) - 1))


# libyaml's words, and ours. The first that is found in the message holds.
_WORDS: Final = (
    ("mapping values are not allowed", "a colon stands inside a text", "Put the text in quotes."),
    (
        "could not find expected ':'",
        "a key without a colon stands here",
        'Write "key: value", or put the text in quotes.',
    ),
    (
        "cannot start any token",
        "a text cannot begin with this character",
        "Put the text in quotes; use blanks, not tabs.",
    ),
    (
        "did not find expected ',' or",
        "a bracket is not closed, or a comma is missing",
        "Look at the line and the one before.",
    ),
    (
        "did not find expected key",
        "this line does not fit the ones above",
        "Check the blanks before it, and the quotes.",
    ),
    ("did not find expected '-' indicator", "this line does not fit the list above", "Check the blanks before it."),
    ("unexpected end of stream", "a quote is not closed", "Close the quote that was opened before this place."),
    ("unexpected document indicator", "a quote is not closed", "Close the quote that was opened before this place."),
    (
        "unknown escape character",
        "this escape after \\ is not known",
        "Use single quotes, or write \\\\ for a backslash.",
    ),
    (
        "expected hexdecimal number",
        "this escape after \\ is not known",
        "Use single quotes, or write \\\\ for a backslash.",
    ),
    ("invalid Unicode character", "this escape stands for no character", "Write the character itself."),
    (
        "block sequence entries are not allowed",
        "a dash stands where no list can begin",
        "Begin the list on its own line.",
    ),
    ("undefined alias", "an alias (*) stands here", "Put a text that begins with * in quotes."),
    ("undefined tag handle", "a tag (!) stands here", "Put a text that begins with ! in quotes."),
    ("maximum nesting", "brackets stand inside each other too deep", _FLAT),
    ("did not find expected alphabetic", "a text cannot begin with this character", "Put the text in quotes."),
)


def _of_yaml(error: yaml.YAMLError, text: str, file: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    message = str(getattr(error, "problem", None) or error)
    says, do = "this is not YAML that can be read", "Check quotes, brackets, and the blanks at the line's beginning."
    for words, ours, remedy in _WORDS:
        if words in message:
            says, do = ours, remedy
            break
    where = Place(file) if mark is None else _place(text, file, mark.line, mark.column)
    return Fault((file,), says, do, "yaml", where=where)


def place(text: str, file: str, path: Path, at: str = "value") -> Place:
    """Find the line and column that a path leads to, in a text that `read` has read.

    Keys and positions that the text lacks are looked for deeper down, and passed over where
    they are nowhere, so that the nearest place above is told. With `at="key"` the last step is
    meant as the key.
    """
    node: Any = yaml.compose(text, Loader=CSafeLoader)
    mark = node
    for i, step in enumerate(path):
        found = _step(node, step)
        if found is None:
            continue
        key, node = found
        mark = key if at == "key" and i == len(path) - 1 and key is not None else node
    start, end = mark.start_mark, mark.end_mark
    width = end.column - start.column if end.line == start.line else 1
    if isinstance(mark, yaml.CollectionNode) and not mark.flow_style:
        width = 1
    return _place(text, file, start.line, start.column, width)


def _step(node: Any, step: str | int) -> tuple[Any, Any] | None:
    if isinstance(step, int):
        inside = node.value if isinstance(node, yaml.SequenceNode) else []
        return (None, inside[step]) if step < len(inside) else None
    return next(_keys(node, step), None)


def _keys(node: Any, step: str) -> Iterator[tuple[Any, Any]]:
    """Find a key in a mapping, or else below it, the nearest first."""
    level = [node]
    while level:
        pairs = [pair for one in level if isinstance(one, yaml.MappingNode) for pair in one.value]
        yield from (pair for pair in pairs if pair[0].value == step)
        items = [item for one in level if isinstance(one, yaml.SequenceNode) for item in one.value]
        level = [value for _, value in pairs] + items
