"""Reports as files: the data that one holds, found and read strictly, and what keeps it from being read."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from silk_assess.escape import inert, seal
from silk_assess.faults import Code, Fault, SilkError, quoted, shortened
from silk_assess.files.source import bytes_of

MOST_BYTES: Final = 50_000_000
# Notes are told several times on a page, and once in its data.
_MOST_DATA: Final = 16_000_000
_MOST_PARTS: Final = 200_000
_MOST_LEVELS: Final = 12
_PAGE: Final = b"<!DOCTYPE html>"
_BEGINS: Final = inert.BEGINS.encode()
_ENDS: Final = inert.ENDS.encode()
_CLOSES: Final = b"</html>"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Opened:
    """A report's name, its bytes, and the data inside it as a plain tree of texts, lists and mappings.

    `is_sealed` says whether its last line is the digest of all above it, `seal` is that line.
    """

    name: str
    data: bytes
    raw: dict[str, Any]
    is_sealed: bool
    seal: bytes


def opened(file: Path) -> Opened:
    """Open a report and read the data inside it.

    Raises SilkError with code "unreadable" where it cannot be read, holds no such data or holds what no report of
    ours holds.
    """
    name, data = str(file), bytes_of(file, most=MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise _unreadable(name, f"is larger than any report ({MOST_BYTES // 1_000_000} MB)", _CHECK)
    block = _block(name, data)
    line = data[data.rstrip(b"\n").rfind(b"\n") + 1 :]
    above = data[: len(data) - len(line)]
    is_sealed = line == seal.line(hashlib.sha256(above).hexdigest()).encode()
    return Opened(name, data, _tree(name, block), is_sealed, line)


_CHECK: Final = "Check that it is the file you mean."
_SEND: Final = "Ask for it again, as the .html that silk-assess wrote."
_ANEW: Final = "Draw it anew from its answers, with silk-assess report."


def _unreadable(name: str, says: str, do: str) -> SilkError:
    return SilkError(Fault((name,), f"{name} {says}", do, Code.UNREADABLE))


def damaged(name: str, faults: Sequence[Fault]) -> SilkError:
    """Say that the data inside a report is not as we write it, by the first of what is wrong with it."""
    first = faults[0]
    where = ": ".join(filter(None, (" ".join(map(str, first.path[1:])), first.says)))
    return _damaged(name, f"{shortened(where, 200)}.")


def _damaged(name: str, why: str) -> SilkError:
    return _unreadable(name, f"holds data that cannot be read: {why}", f"It was changed after it was drawn. {_SEND}")


# The block


def _block(name: str, data: bytes) -> str:
    """Find the block of data, which stands in a report once."""
    if not data:
        raise _unreadable(name, "is empty", _CHECK)
    starts = data.count(_BEGINS)
    if not starts:
        raise _without_data(name, data)
    if starts > 1:
        raise _unreadable(name, "holds its data twice, and no report of ours does", f"Somebody put it in. {_SEND}")
    start = data.index(_BEGINS) + len(_BEGINS)
    end = data.find(_ENDS, start)
    if end < 0:
        raise _cut(name)
    if end - start > _MOST_DATA:
        raise _damaged(name, f"it is larger than {_MOST_DATA // 1_000_000} MB.")
    try:
        data.decode()
        return data[start:end].decode()
    except UnicodeDecodeError as error:
        at = data.count(b"\n", 0, error.start) + 1
        says = f"is not written in UTF-8 (byte 0x{data[error.start]:02X} in line {at})"
        raise _unreadable(name, says, f"Another program saved it. {_SEND}") from None


def _cut(name: str) -> SilkError:
    says = "ends before its last line. Nothing in it can be held against anything"
    return _unreadable(name, says, _SEND)


def _without_data(name: str, data: bytes) -> SilkError:
    """Say why a file holds no data: it is no page of ours, is cut, or was drawn in another way."""
    if b"\0" in data:
        do = "Name a report that silk-assess wrote as .html."
        return _unreadable(name, "is no report: it is no text, or one in UTF-16", do)
    text = data.removeprefix(b"\xef\xbb\xbf")
    is_sealed = seal.BEGINS.encode() in data
    if text[: len(_PAGE)].lower() == _PAGE.lower():
        if _CLOSES not in data:
            return _cut(name)
        if is_sealed:
            says = (
                "holds nothing to draw it from: an earlier silk-assess drew it, or it is no report on one organisation"
            )
            return _unreadable(name, says, _ANEW)
    if is_sealed:
        return _unreadable(name, "is a report as text, which holds nothing to draw it from", "Name the one as .html.")
    return _unreadable(name, "is no report of silk-assess", "Name a report that silk-assess wrote as .html.")


# Its JSON


def _tree(name: str, block: str) -> dict[str, Any]:
    """Read JSON as texts, lists and mappings, and nothing else."""
    if block.count("[") + block.count("{") + block.count(",") > _MOST_PARTS:
        raise _damaged(name, "it has more entries than any report.")
    try:
        found = json.loads(
            block,
            object_pairs_hook=_once,
            parse_int=_no_number,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        raise _damaged(name, f"it is no JSON from its line {error.lineno} on.") from None
    except _NotOursError as error:
        raise _damaged(name, str(error)) from None
    except RecursionError:
        raise _damaged(name, _TOO_DEEP) from None
    wrong = next(_wrong_in(found), None)
    if wrong is not None:
        raise _damaged(name, wrong)
    if not isinstance(found, dict):
        raise _damaged(name, "it is no mapping.")
    return found


_TOO_DEEP: Final = "lists and mappings stand inside each other deeper than in any report."


class _NotOursError(ValueError):
    """Something that is JSON, and that we write in no report."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _NotOursError(f"{quoted(key)} stands in it twice.")
        found[key] = value
    return found


def _no_number(text: str) -> NoReturn:
    raise _NotOursError(f"{quoted(text, 20)} stands in it without quotes.")


def _wrong_in(found: Any) -> Iterator[str]:
    """Tell what is no text, list or mapping, no text that can be written, or too deep."""
    ahead = [(found, 0)]
    while ahead:
        value, depth = ahead.pop()
        if depth > _MOST_LEVELS:
            yield _TOO_DEEP
            return
        match value:
            case str():
                if _SURROGATE.search(value):
                    yield "half a character stands in it."
            case list():
                ahead += [(one, depth + 1) for one in value]
            case dict():
                ahead += [(one, depth + 1) for pair in value.items() for one in pair]
            case _:
                yield f"{json.dumps(value)} stands in it without quotes."
