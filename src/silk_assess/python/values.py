"""Plain Python values as the texts, lists and mappings that an answer file holds; what is none of them is a fault.

No method of a stranger's object is called: what a value is, its type says.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal
from typing import Any, Final

from silk_assess.faults import Code, Misfit, quoted, shortened

# An answer is a list in a mapping at most; what lies deeper is said to be wrong, and not looked into.
_DEEPEST: Final = 3
# Beyond this no number is read, and writing it out would only cost time.
_LONGEST_NUMBER: Final = 60
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NOT_GIVEN: Final = 'For "not answered" leave it out, or write None.'
_KINDS: Final = "Write True or False, a number, a text or a list of texts."


class NoValue(Exception):
    """Raised where a value is of no kind that an answer has."""

    def __init__(self, code: Code, says: str, do: str) -> None:
        super().__init__(says)
        self.wrong = Misfit(code, says, do)


def text_of(value: Any) -> str | None:
    """Write a single value as an answer file would have it; None where it is missing, as None and NaN are.

    A float counts as the shortest decimal that gives it back, and a whole one as a whole number.
    Raises NoValue where it is no single value.

    >>> text_of(True), text_of(7.3), text_of(12.0), text_of(1e-07), text_of(None)
    ('yes', '7.3', '12', '0.0000001', None)
    """
    kind = type(value)
    if value is None or is_missing(value):
        return None
    if kind is bool or _is_of(kind, "numpy", "bool", "bool_"):
        return "yes" if value else "no"
    if issubclass(kind, str):
        return _checked(str.__str__(value))
    if issubclass(kind, int):
        return _whole(int.__index__(value))
    if issubclass(kind, float):
        return _decimal(float.__repr__(value))
    if issubclass(kind, Decimal):
        return _exact(Decimal(value))
    if _is_of(kind, "numpy"):
        return _of_numpy(value)
    if kind is datetime.date:
        return str(value.isoformat())
    raise NoValue(Code.VALUE_TYPE, f"{kind_of(value)} is no answer", _remedy(kind))


def is_missing(value: Any) -> bool:
    """Say whether a value stands for one that is missing: NaN, and the NA and NaT of pandas."""
    kind = type(value)
    if issubclass(kind, float):
        return math.isnan(float.__float__(value))
    if issubclass(kind, Decimal):
        return Decimal.is_nan(value)
    if _is_of(kind, "numpy", "float16", "float32", "longdouble", "datetime64", "timedelta64"):
        return bool(value != value)
    return _is_of(kind, "pandas", "NAType", "NaTType")


def kind_of(value: Any) -> str:
    """Name a value for a message by its kind, a text by itself.

    >>> kind_of("few"), kind_of(b"few"), kind_of(3)
    ('"few"', 'a value of the type bytes', 'a value of the type int')
    """
    if issubclass(type(value), str):
        return quoted(_visible(str.__str__(value)))
    return f"a value of the type {shortened(_visible(type.__dict__['__name__'].__get__(type(value))))}"


def _visible(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _is_of(kind: type, library: str, *names: str) -> bool:
    """Say whether a type is one of a library's own, of some names if any are given."""
    return any(
        str(one.__module__).partition(".")[0] == library and (not names or one.__name__ in names)
        for one in type.mro(kind)
    )


def _checked(text: str) -> str:
    if _SURROGATE.search(text):
        says, do = "half a letter stands in this text (a surrogate)", "Decode what it was read from as UTF-8."
        raise NoValue(Code.ENCODING, says, do)
    if found := _CONTROL.search(text):
        says = f"a control character (U+{ord(found.group()):04X}) stands in this text"
        raise NoValue(Code.CONTROL, says, "Take it out.")
    return text


def _whole(value: int) -> str:
    if abs(value) >= 10**_LONGEST_NUMBER:
        raise NoValue(Code.NUMBER, "this whole number is too large", "At most nine figures may stand before the point.")
    return str(value)


def _decimal(text: str) -> str:
    if text in ("inf", "-inf"):
        raise NoValue(Code.NUMBER, f"{text} is no number that can be an answer", _NOT_GIVEN)
    return _exact(Decimal(text))


def _exact(value: Decimal) -> str:
    """Write a decimal without exponent and without zeros at its end."""
    if not value.is_finite():
        raise NoValue(Code.NUMBER, f"{value} is no number that can be an answer", _NOT_GIVEN)
    if value and not -_LONGEST_NUMBER < value.adjusted() < _LONGEST_NUMBER:
        do = "At most nine figures may stand before the point, and six after it."
        raise NoValue(Code.NUMBER, f"{value:.3e} is out of reach", do)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _of_numpy(value: Any) -> str:
    """Write a scalar of numpy that is no number of Python's own; it is narrower, or a whole number."""
    kind = type(value)
    if _is_of(kind, "numpy", "integer"):
        return _whole(int(value))
    if _is_of(kind, "numpy", "floating"):
        return _decimal(str(value))
    raise NoValue(Code.VALUE_TYPE, f"{kind_of(value)} is no answer", _remedy(kind))


def _remedy(kind: type) -> str:
    if issubclass(kind, bytes | bytearray):
        return "Decode it to a text."
    if issubclass(kind, datetime.datetime) or _is_of(kind, "numpy", "datetime64"):
        return 'Write the day as a text, such as "2026-11-24".'
    if issubclass(kind, set | frozenset):
        return "Write a list, which has an order."
    return _KINDS


# What an answer file holds


def raw_of(value: Any, depth: int = 0) -> Any:
    """Write an answer with all that may stand in it: a single value, a list, or a mapping with value, note, evidence.

    Raises NoValue where something in it is none.
    """
    kind = type(value)
    if issubclass(kind, dict):
        return _mapping(value, depth)
    if issubclass(kind, list | tuple) and not _is_of(kind, "pandas"):
        return _listed(value, depth)
    if is_missing(value):
        raise NoValue(Code.MISSING_VALUE, f"{_missing(value)} is not an answer", _NOT_GIVEN)
    return text_of(value)


def _missing(value: Any) -> str:
    """Name a missing value as Python shows it."""
    return {"NaTType": "NaT", "NAType": "NA"}.get(type(value).__name__, "nan")


def _listed(values: Any, depth: int) -> list[Any]:
    kind = list if issubclass(type(values), list) else tuple
    found = []
    for one in kind.__iter__(values):
        if one is None:
            raise NoValue(Code.MISSING_VALUE, "None stands in a list", "Take it out of the list.")
        found.append([] if depth >= _DEEPEST else raw_of(one, depth + 1))
    return found


def _mapping(values: Any, depth: int) -> dict[str, Any]:
    found = {}
    for key, one in dict.items(values):
        if not issubclass(type(key), str):
            raise NoValue(Code.VALUE_TYPE, f"{kind_of(key)} stands as a key", "Keys are texts.")
        if one is not None:
            found[_checked(str.__str__(key))] = {} if depth >= _DEEPEST else raw_of(one, depth + 1)
    return found
