"""The plain form of an answer file: what is read here by its lines is what the strict reader would read, only sooner.

No second grammar: a line that could be anything but nothing, a comment, or one key with one text on
that line or with a list or a mapping of such texts in brackets, and lines that do not stand below
each other as keys of mappings do, are left to the strict reader. So is everything with a fault. Few
lines of many answer files differ, so each is looked at once and then known. Source: docs/format.md,
Strict YAML.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from silk_assess.files.yaml.reader import MOST_NODES

# Longer lines hold notes, and hardly one stands in a second file.
_LONGEST_KNOWN: Final = 120
_LONGEST: Final = 2_000
_MOST_KNOWN: Final = 8_192
_MOST_LEVELS: Final = 8

# What the strict reader refuses, passes over or takes for the end of a line; and tabs, whose rules are many.
_NOT: Final = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_COMMENT: Final = rf"#[^{_NOT}]*"
_KEY: Final = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}"
_QUOTED: Final = rf"""(?:"[^"\\{_NOT}]*"|'[^'{_NOT}]*')"""
# A colon before a blank and a # behind one end a text; in brackets a comma, a bracket and a question mark too.
_FIRST: Final = r"(?:[\w(+/.]|-(?=\w))"
_WORD: Final = rf"(?:[^ :#{_NOT}]|:(?=[^ {_NOT}])|(?<! )#)"
_WORD_INSIDE: Final = rf"(?:[^ :#,?\[\]{{}}{_NOT}]|:(?=[\w/])|(?<! )#)"
_PLAIN: Final = f"{_FIRST}{_WORD}*(?: +{_WORD}+)*"
_TEXT_INSIDE: Final = f"(?:{_QUOTED}|{_FIRST}{_WORD_INSIDE}*(?: +{_WORD_INSIDE}+)*)"
_LIST: Final = rf"\[ *(?:{_TEXT_INSIDE} *(?:, *{_TEXT_INSIDE} *)*)?\]"
_PAIR: Final = f"{_KEY}: +(?:{_LIST}|{_TEXT_INSIDE}) *"
_MAPPING: Final = rf"\{{ *(?:{_PAIR}(?:, *{_PAIR})*)?\}}"

_NOTHING: Final = re.compile(f" *(?:{_COMMENT})?")
_ENTRY: Final = re.compile(
    f"( *)({_KEY}):(?: +(?:({_PLAIN})|({_QUOTED})|({_LIST})|({_MAPPING})))?(?: +(?:{_COMMENT})?)?"
)
_TEXTS: Final = re.compile(_TEXT_INSIDE)
_PAIRS: Final = re.compile(f"({_KEY}): +(?:({_LIST})|({_TEXT_INSIDE}))")

# What stands behind a colon, None where nothing does.
_Value = str | list[str] | dict[str, str | list[str]] | None
# How far a line is indented, its key, and its value; -1 where it holds nothing to be read.
_Line = tuple[int, str, _Value]
_NO_ENTRY: Final[_Line] = (-1, "", None)


def read(text: str) -> dict[str, Any] | None:
    """Give the tree of an answer file as the strict reader would; None where that reader has to be asked."""
    # No fewer than there are keys, values, and texts in lists.
    if 2 * text.count(":") + text.count(",") + text.count("[") >= MOST_NODES:
        return None
    within: dict[str, Any] = {}
    root, indent = within, 0
    outer: list[tuple[dict[str, Any], int]] = []
    is_open, last = False, ""
    for line in text.replace("\r\n", "\n").split("\n"):
        found = _known(line) if len(line) <= _LONGEST_KNOWN else _looked_at(line)
        if found is None:
            return None
        column, key, value = found
        if column > indent:
            # Behind a text it would go on with it, and elsewhere belong to nothing.
            if not is_open or len(outer) == _MOST_LEVELS:
                return None
            outer.append((within, indent))
            inner: dict[str, Any] = {}
            within[last] = inner
            within, indent = inner, column
        elif column < 0:
            continue
        while column < indent:
            within, indent = outer.pop()
        if column != indent or key in within:
            return None
        is_open, last = value is None, key
        within[key] = value if type(value) is str else _own(value)
    return root or None


def _own(value: _Value) -> Any:
    """Give a tree that is its owner's own; what is known of a line serves other files too."""
    if isinstance(value, dict):
        return {key: one if isinstance(one, str) else one.copy() for key, one in value.items()}
    return value.copy() if isinstance(value, list) else value or ""


def _looked_at(line: str) -> _Line | None:
    """Look at one line; None where it is not plain."""
    if len(line) > _LONGEST:
        return None
    if _NOTHING.fullmatch(line):
        return _NO_ENTRY
    found = _ENTRY.fullmatch(line)
    if found is None:
        return None
    column, key = len(found[1]), found[2]
    if found[5] is not None:
        return column, key, _list(found[5])
    if found[6] is not None:
        pairs = [(one[1], _text(one[3]) if one[2] is None else _list(one[2])) for one in _PAIRS.finditer(found[6])]
        mapping = dict(pairs)
        return (column, key, mapping) if len(mapping) == len(pairs) else None
    return column, key, found[3] if found[4] is None else found[4][1:-1]


_known: Final = lru_cache(_MOST_KNOWN)(_looked_at)


def _list(brackets: str) -> list[str]:
    return [_text(one) for one in _TEXTS.findall(brackets)]


def _text(text: str) -> str:
    return text[1:-1] if text[0] in "\"'" else text
