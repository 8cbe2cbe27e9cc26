"""YAML text to a plain tree of texts, lists and mappings, and back from a path to its place.

Nothing is guessed: `NO` is Norway, `12:30` and `010` are texts. What could run, repeat or
flood is refused with its place: anchors, aliases, tags, merge keys, keys written twice, a
second document, control characters, too many bytes, levels or nodes. Source:
docs/format.md, Strict YAML.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import Any, Final

import yaml

from silk_assess.faults import Code, Cut, Fault, Place, SilkError, quoted, shortened

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError as error:  # pragma: no cover - every wheel of PyYAML has libyaml
    says, do = "PyYAML is installed here without libyaml", "pip install --force-reinstall pyyaml"
    raise SilkError(Fault(("pyyaml",), says, do, Code.LIBYAML)) from error

from silk_assess.files.yaml.places import Lines
from silk_assess.files.yaml.syntax_faults import (
    DIRECTIVE,
    MOST_LEVELS,
    NO_BLANK,
    ODD_BLANK,
    SECOND,
    TOO_DEEP,
    explained,
)

MOST_BYTES: Final = 2_000_000
MOST_NODES: Final = 20_000
MOST_CONTROLS: Final = 20
# C0 but tab and line ends, DEL, C1, and the two non-characters that YAML has no letters for.
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
NO_CONTROL: Final = "Delete it. It cannot be seen, and no text here needs it."
_EMPTY: Final = ("this file is empty", "Write the first key, or choose another file.", Code.EMPTY_FILE)


def text_of(data: bytes, file: str) -> str:
    """Decode a file's bytes as UTF-8, with or without a byte order mark.

    Raises SilkError where it is too long, another encoding or holds control characters.
    """
    if len(data) > MOST_BYTES:
        says = f"this file is larger than {MOST_BYTES // 1_000_000} MB"
        do = "Take out what does not belong in it, or check that it is the file you mean."
        raise SilkError(_fault(Place(file), says, do, Code.TOO_LARGE))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        says = "this file is written in UTF-16, and only UTF-8 can be read"
        raise SilkError(_fault(Place(file), says, "Save it as UTF-8.", Code.ENCODING))
    wrong: UnicodeDecodeError | None = None
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        text, wrong = data.decode("utf-8", "replace").lstrip("\ufeff"), error
    if wrong is not None or CONTROL.search(text):
        raise SilkError(*_no_text(data, text, wrong, file))
    return text


def _no_text(data: bytes, text: str, wrong: UnicodeDecodeError | None, file: str) -> list[Fault]:
    """Say why bytes are no text that is read here."""
    lines = Lines(text, file)
    if "\0" in text:
        where, do = lines.at(text.index("\0")), "Choose another file, or save this one as UTF-8."
        return [_fault(where, "this is no text file: it holds a NUL character", do, Code.BINARY)]
    if wrong is not None:
        where = lines.at(len(data[: wrong.start].decode("utf-8").lstrip("\ufeff")))
        says = f"this character is not written in UTF-8 (byte 0x{data[wrong.start]:02X})"
        do = "Save the file as UTF-8. If it is no text at all, choose another file."
        return [_fault(where, says, do, Code.ENCODING)]
    found = islice(CONTROL.finditer(text), MOST_CONTROLS)
    return [_fault(lines.at(one.start()), _says_control(one.group()), NO_CONTROL, Code.CONTROL) for one in found]


def read(text: str, file: str, most_nodes: int = MOST_NODES) -> Any:
    """Read one YAML document as texts, lists and mappings.

    Raises SilkError with every fault that can be told apart; after a fault of YAML itself
    nothing more can be read.
    """
    tree, faults = parsed(text, file, most_nodes)
    if faults:
        raise SilkError(*faults)
    return tree


def parsed(text: str, file: str, most_nodes: int = MOST_NODES) -> tuple[Any, list[Fault]]:
    """Read one YAML document, and list its faults.

    Where a fault leaves the rest as it was meant (a key written twice, a tag), there is a tree
    all the same, so that what else is wrong in it can be told too; otherwise None.
    """
    reader = _Reader(text, file, most_nodes)
    tree = reader.document()
    return tree, sorted(reader.faults, key=lambda one: (one.where.line, one.where.column) if one.where else (0, 0))


def comments(text: str) -> list[int]:
    """List the lines of a text, which `read` has read, in which a comment stands.

    What lies between YAML's tokens is blank, or a comment.
    """
    found, end = [], 0
    for token in yaml.scan(text, Loader=yaml.CLoader):
        between = text[end : token.start_mark.index]
        found += [text.count("\n", 0, end + i) + 1 for i, letter in enumerate(between) if letter == "#"]
        end = token.end_mark.index
    return list(dict.fromkeys(found))


class _Stopped(Exception):
    """Nothing more can be read."""


class _Reader:
    """Builds the tree from libyaml's events, and gathers what is refused on the way."""

    def __init__(self, text: str, file: str, most_nodes: int) -> None:
        self._text, self._file, self._most_nodes = text, file, most_nodes
        self._parser = CParser(text)
        self._nodes = 0
        self._last: Any = None
        self._whole = True
        self.faults: list[Fault] = []

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text, self._file)

    def document(self) -> Any:
        try:
            tree = self._document()
        except _Stopped:
            return None
        except yaml.YAMLError as error:
            trouble = explained(error, self._last, self._text)
            where = self._lines.at(trouble.start, trouble.end)
            self.faults.append(_fault(where, trouble.says, trouble.do, trouble.code))
            return None
        return tree if self._whole else None

    def _document(self) -> Any:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            says, do, code = _EMPTY
            if self._text.strip():
                says = "this file holds nothing but comments"
            self.faults.append(_fault(Place(self._file), says, do, code))
            raise _Stopped
        if event.tags or event.version:
            self._refuse(event.start_mark.index, event.end_mark.index, *DIRECTIVE)
        tree = self._node(self._next(), 0)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(event.start_mark.index, event.end_mark.index, *SECOND)
        elif tree == "" and not self.faults:
            self.faults.append(_fault(Place(self._file), *_EMPTY))
            raise _Stopped
        return tree

    def _next(self) -> Any:
        self._last = event = self._parser.get_event()
        return event

    def _node(self, event: Any, level: int) -> Any:
        self._nodes += 1
        if self._nodes > self._most_nodes:
            says, do = f"more than {self._most_nodes:,} entries stand in this file", "Take out what is not needed."
            self._stop(event, says, do, Code.TOO_MANY)
        # Nearly everything is a plain text.
        if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None and event.style != '"':
            plain: str = event.value
            return plain
        if isinstance(event, yaml.AliasEvent):
            says, do = (
                f"an alias (*{shortened(str(event.anchor))}) stands here",
                "Write out what it stands for, or quote the text.",
            )
            self._lose(event, says, do, Code.ALIAS)
            return ""
        if event.anchor is not None or event.tag is not None:
            self._plain(event)
        if isinstance(event, yaml.ScalarEvent):
            value: str = event.value
            if event.style == '"' and (found := CONTROL.search(value)):
                self._refuse_event(event, _says_control(found.group()), NO_CONTROL, Code.CONTROL)
            return value
        if level == MOST_LEVELS:
            self._stop(event, *TOO_DEEP)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(level)
        return self._mapping(event.flow_style, level)

    def _list(self, level: int) -> list[Any]:
        found = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._node(event, level + 1))
        return found

    def _mapping(self, in_braces: bool, level: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        marks: dict[str, Any] = {}
        begun: tuple[str, int] | None = None  # in braces, the key and start of the text that a comma may have cut
        cut: Cut | None = None
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, level + 1)
            after = self._next()
            value = self._node(after, level + 1)
            if in_braces and value == "" and isinstance(key, str) and not self._has_colon(event, after):
                cut = self._cut(event, key, begun, cut, found)
                marks.setdefault(key, event.start_mark)
                continue
            if not self._is_key(event, key):
                continue
            cut = None
            begun = (key, after.start_mark.index) if in_braces and value and _is_plain(after) else None
            if key in found:
                line = self._lines.number(marks[key].index)
                do = f"The first is in line {line}. Keep one of the two."
                self._refuse_event(event, f"{quoted(key)} stands here a second time", do, Code.DUPLICATE)
            else:
                found[key], marks[key] = value, event.start_mark
        return found

    def _has_colon(self, key: Any, value: Any) -> bool:
        return ":" in self._text[key.end_mark.index : value.start_mark.index]

    def _cut(
        self, event: Any, key: str, begun: tuple[str, int] | None, cut: Cut | None, found: dict[str, Any]
    ) -> Cut | None:
        """Take a key without a colon for the rest of the text before it, or for one without a blank behind it."""
        if cut is None or begun is None:
            glued = re.match(r"[a-z_-]+:(?!//)", key)
            if glued and _is_plain(event):
                start = event.start_mark.index + glued.end() - 1
                self._whole = False
                self._refuse(start, start + 1, *NO_BLANK, Code.BROKEN_YAML)
                return None
            if key in found:
                says, do = f"{quoted(key)} stands here a second time", "Inside { } a comma ends a text. Quote the text."
                self._refuse_event(event, says, do, Code.DUPLICATE)
                return None
            cut = found[key] = Cut()
        if begun is not None:
            end = min(event.end_mark.index, begun[1] + 200)
            cut.whole = f"{shortened(begun[0])}: {_in_quotes(self._text[begun[1] : end])}"
        return cut

    def _is_key(self, event: Any, key: Any) -> bool:
        """Say whether a key can be used; else refuse it."""
        if isinstance(key, str) and key and key != "<<" and not key[0].isspace():
            return True
        if isinstance(event, yaml.AliasEvent):
            return False
        if not isinstance(key, str):
            self._lose(event, "a list or mapping stands where a key is expected", _QUOTE_KEY, Code.KEY)
        elif key == "<<":
            self._lose(event, "a merge key (<<) stands here", "Write the keys out.", Code.MERGE)
        elif key == "":
            self._lose(event, "no key stands before this colon", "Write the key, or take the colon out.", Code.KEY)
        elif _is_plain(event) and key[0].isspace():
            self._whole = False
            start = event.start_mark.index
            self._refuse(start, start + len(key) - len(key.lstrip()), *ODD_BLANK, Code.BROKEN_YAML)
        else:
            return True
        return False

    def _plain(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            sign = f"&{event.anchor}"
            at = self._text.index(sign, start)
            do = "Take it out. A text that begins with & stands in quotes."
            self._refuse(at, at + len(sign), f"an anchor ({shortened(sign)}) stands here", do, Code.ANCHOR)
        if event.tag is not None:
            at = self._text.index("!", start)
            sign = re.compile(r"![^\s,\[\]{}]*").match(self._text, at)[0]  # type: ignore[index]
            do = "Take it out. A text that begins with ! stands in quotes."
            self._refuse(at, at + len(sign), f"a tag ({shortened(sign)}) stands here", do, Code.TAG)

    def _refuse(self, start: int, end: int, says: str, do: str, code: Code) -> None:
        self.faults.append(_fault(self._lines.at(start, end), says, do, code))

    def _refuse_event(self, event: Any, says: str, do: str, code: Code) -> None:
        self._refuse(event.start_mark.index, event.end_mark.index, says, do, code)

    def _lose(self, event: Any, says: str, do: str, code: Code) -> None:
        """Refuse what leaves a hole in the tree."""
        self._whole = False
        self._refuse_event(event, says, do, code)

    def _stop(self, event: Any, says: str, do: str, code: Code) -> None:
        self._refuse_event(event, says, do, code)
        raise _Stopped


_QUOTE_KEY: Final = "A key is one text. Put one that holds brackets or braces in quotes."


def _fault(where: Place, says: str, do: str, code: Code) -> Fault:
    return Fault((where.file,), says, do, code, where=where)


def _is_plain(event: Any) -> bool:
    """Say whether an event is a text without quotes."""
    return getattr(event, "style", None) == ""


def _says_control(character: str) -> str:
    return f"a control character (U+{ord(character):04X}) stands here"


def _in_quotes(text: str) -> str:
    short = shortened(" ".join(text.split()))
    return f'"{short}"' if '"' not in short and "\\" not in short else "'" + short.replace("'", "''") + "'"
