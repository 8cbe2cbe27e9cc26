"""What one value in a questionnaire's file may be: texts, ids, numbers, flags, conditions.

Pydantic would read `1_000`, `1e3` or `yes` where a number or flag is wanted; here every
number goes through `exact` and every flag through one validator. A wrong value raises one
custom error that says what is wrong and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from silk_assess.conditions import Condition, parse
from silk_assess.errors import SilkError, did_you_mean
from silk_assess.exact import UNIT, micro

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _wrong(code: str, says: str, do: str) -> PydanticCustomError:
    return PydanticCustomError("silk", "{says}", {"says": says, "do": do, "code": code})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        what = "a list" if isinstance(value, list) else "a mapping"
        raise _wrong("text", f"here stands {what}, and a text is expected", "Write one text, in quotes if need be.")
    if not value.strip():
        raise _wrong("empty", "this is empty", "Write something, or leave the key out.")
    return value


def _id(value: Any) -> str:
    text = _text(value)
    if not ID.fullmatch(text) or len(text) > 60:
        do = "Use small letters, digits and single hyphens, a letter first, at most 60 characters."
        raise _wrong("id", f'"{text}" is not an id', do)
    return text


def _number(value: Any) -> int:
    size = micro(_text(value))
    if size is None:
        do = "Write figures, with a point before decimals: at most nine before it and six after it."
        raise _wrong("number", f'"{value}" is not a number', do)
    return size


def _between(low: int | None, high: int | None, says: str) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        size = _number(value)
        if (low is not None and size < low) or (high is not None and size > high):
            raise _wrong("out-of-range", f"{value} {says}", "Choose another number.")
        return size

    return check


def _above_zero(value: Any) -> int:
    size = _number(value)
    if size <= 0:
        raise _wrong("out-of-range", f"{value} is not above 0", "Choose a number above 0.")
    return size


def _flag(value: Any) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise _wrong("flag", f'"{text}" is neither true nor false', "Write true or false.")
    return text == "true"


def one_of(*words: str) -> BeforeValidator:
    """Accept one of a few words, and offer the nearest for any other."""

    def check(value: Any) -> str:
        text = _text(value)
        if text not in words:
            raise _wrong("word", f'"{text}" cannot stand here', did_you_mean(text, words))
        return text

    return BeforeValidator(check)


def _pattern(pattern: str, what: str, do: str) -> BeforeValidator:
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        text = _text(value)
        if not compiled.fullmatch(text):
            raise _wrong("form", f'"{text}" is not {what}', do)
        return text

    return BeforeValidator(check)


def _when(value: Any) -> Condition:
    try:
        return parse(value)
    except SilkError as error:
        raise PydanticCustomError("silk", "condition", {"faults": error.faults}) from None


def not_empty(value: Any) -> Any:
    """Accept a list that holds something."""
    if not isinstance(value, list):
        raise _wrong("list", "here a list is expected", "Write it as [a, b], or one line each with a dash.")
    if not value:
        raise _wrong("empty", "this list is empty", "Write something, or leave the key out.")
    return value


def any_list(value: Any) -> Any:
    """Accept a list, empty or not."""
    if not isinstance(value, list):
        raise _wrong("list", "here a list is expected", "Write it as [a, b], or one line each with a dash.")
    return value


def _places(value: Any) -> int:
    text = _text(value)
    if text not in ("0", "1", "2", "3", "4", "5", "6"):
        raise _wrong("out-of-range", f'"{text}" is not a whole number from 0 to 6', "Write 0 to 6.")
    return int(text)


def text_or_texts(value: Any) -> str | tuple[str, ...]:
    """Read one text, or a list of texts as a tuple."""
    return tuple(_text(one) for one in value) if isinstance(value, list) else _text(value)


Text = Annotated[str, BeforeValidator(_text)]
Id = Annotated[str, BeforeValidator(_id)]
Number = Annotated[int, BeforeValidator(_number)]
Weight = Annotated[int, BeforeValidator(_between(0, None, "is below 0"))]
Share = Annotated[int, BeforeValidator(_between(0, UNIT, "does not lie between 0 and 1"))]
Scale = Annotated[int, BeforeValidator(_above_zero)]
Flag = Annotated[bool, BeforeValidator(_flag)]
When = Annotated[Condition, PlainValidator(_when)]
Verified = Annotated[str, one_of("seen", "memory")]
Version = Annotated[str, _pattern(r"[0-9]+\.[0-9]+\.[0-9]+", "a version", "Write MAJOR.MINOR.PATCH, such as 1.0.0.")]
Language = Annotated[
    str, _pattern(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "a language tag", "Write a tag such as en, fr or pt-BR.")
]
Places = Annotated[int, BeforeValidator(_places)]
FileName = Annotated[
    str,
    _pattern(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", "the name of a file here", "Write the file's name without .yaml."),
]
