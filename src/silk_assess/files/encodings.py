"""In which encoding the text of a table is written: marked, proved by its bytes, or named by somebody."""

from __future__ import annotations

import codecs
import os
from dataclasses import dataclass
from typing import IO, Final

from silk_assess.faults import Code, Fault, SilkError, quoted

_CHUNK: Final = 1 << 20
_LOOKED_AT: Final = 4096
# Bytes that stand for no letter in Windows-1252.
_NO_LETTERS: Final = frozenset(b"\x81\x8d\x8f\x90\x9d")
# What Python calls an encoding, and no table is written in.
_NO_TABLES: Final = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"))
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding as people call it, and as Python does."""

    name: str
    codec: str


UTF_8: Final = Encoding("UTF-8", "utf-8-sig")
_UTF_16: Final = Encoding("UTF-16", "utf-16")
_WINDOWS: Final = Encoding("Windows-1252", "cp1252")


def named(word: str) -> Encoding:
    """Give the encoding that a person names.

    Raises SilkError with code "usage" where there is none of that name.
    """
    try:
        found = codecs.lookup(word)
        if found.name.replace("_", "-") in _NO_TABLES:
            raise LookupError(word)
        "a".encode(found.name).decode(found.name)
    except (LookupError, ValueError, TypeError, AttributeError):
        says = f"--encoding {quoted(word)}: there is no such encoding"
        do = "Some are UTF-8, UTF-16, Windows-1250, Windows-1251, Shift-JIS, EUC-KR and GB18030."
        raise SilkError(Fault(("batch",), says, do, Code.USAGE)) from None
    return UTF_8 if found.name in ("utf-8", "utf-8-sig") else Encoding(word, found.name)


def is_workbook(stream: IO[bytes]) -> bool:
    """Say whether a stream begins as a workbook does, whatever its name; it is read from its start again afterwards."""
    stream.seek(0)
    return stream.read(8).startswith(_WORKBOOKS)


def encoding_of(stream: IO[bytes]) -> Encoding:
    """Find the encoding of a stream: UTF-16 by its mark or its zeros, else UTF-8, else Windows-1252.

    A stream with letters that are UTF-8 beyond ASCII is UTF-8, whatever else is in it: what is not is then told by
    its cell.
    """
    stream.seek(0)
    start = stream.read(_LOOKED_AT)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _UTF_16
    if start.startswith(codecs.BOM_UTF8):
        return UTF_8
    evens, odds = start[::2].count(0), start[1::2].count(0)
    if len(start) > 3 and 4 * max(evens, odds) > len(start) > 16 * min(evens, odds):
        return Encoding("UTF-16", "utf-16-le" if odds > evens else "utf-16-be")
    return UTF_8 if _is_utf_8(stream) else _WINDOWS


def has_line_end(stream: IO[bytes]) -> bool:
    """Say whether the last line of a stream has its end; a stream without anything has."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(size - 4, 0))
    end = stream.read().strip(b"\0")
    return not size or end.endswith((b"\n", b"\r"))


def _is_utf_8(stream: IO[bytes]) -> bool:
    """Say whether a stream is in UTF-8, which a last letter that was cut off does not keep it from being."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in iter(lambda: stream.read(_CHUNK), b""):
            decoder.decode(chunk)
    except UnicodeDecodeError:
        return _has_utf_8(stream)
    return True


def _has_utf_8(stream: IO[bytes]) -> bool:
    """Say whether a line beyond ASCII is UTF-8, or none can be Windows-1252."""
    stream.seek(0)
    can_be_windows = False
    for line in iter(lambda: stream.readline(_CHUNK), b""):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            can_be_windows = can_be_windows or _NO_LETTERS.isdisjoint(line)
        else:
            return True
    return not can_be_windows
