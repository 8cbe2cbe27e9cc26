"""What one value in a questionnaire's file may be: texts, ids, numbers, flags, conditions.

Pydantic would read `1_000`, `1e3` or `yes` where a number or flag is wanted; here every
number goes through `exact` and every flag through one validator. A wrong value raises one
custom error that says what is wrong and what to do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from silk_assess.countries import countries
from silk_assess.exact import UNIT, micro
from silk_assess.faults import Cut, Fault, Path, SilkError, did_you_mean, listed, quoted
from silk_assess.questionnaire.conditions import Condition, parse
from silk_assess.questionnaire.line import LineText, Piece
from silk_assess.questionnaire.line import parse as line_text

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_ID: Final = 60
# A file beside pack.yaml on any system: no way out of the folder, no device, nothing hidden.
FILE_NAME = re.compile(r'[^\s./\\:*?"<>|][^/\\:*?"<>|]{0,99}')
A_LIST: Final = ("list", "here a list is expected", "Write it as [a, b], or one a line with a dash.")


def _wrong(code: str, says: str, do: str) -> PydanticCustomError:
    return PydanticCustomError("silk", "{says}", {"says": says, "do": do, "code": code})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        what = "a list" if isinstance(value, list) else "a mapping"
        do = "Write one value, in quotes if it holds a comma or a colon."
        raise _wrong("text", f"here stands {what}, and one value is expected", do)
    if not value.strip():
        raise _wrong("empty", "this is empty", "Write something, or take it out.")
    return value


def _id(value: Any) -> str:
    text = _text(value)
    if not ID.fullmatch(text):
        plain = unicodedata.normalize("NFKD", text[:100]).encode("ascii", "ignore").decode().lower()
        near = re.sub("[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
        do = "Use small letters, digits and single hyphens, a letter first."
        do += f' Did you mean "{near}"?' if ID.fullmatch(near) and len(near) <= LONGEST_ID else ""
        raise _wrong("id", f"{quoted(text)} is not an id", do)
    if len(text) > LONGEST_ID:
        raise _wrong("id", f"this id has {len(text)} characters", f"Choose one with at most {LONGEST_ID}.")
    return text


def _number(value: Any) -> int:
    size = micro(_text(value))
    if size is None:
        raise _wrong("number", f"{quoted(value)} is not a number", number_remedy(value))
    return size


def number_remedy(value: str, unit: str | None = None) -> str:
    """Say how to write what was meant as a number."""
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return "At most nine figures may stand before the point, and six after it."
    found = re.fullmatch(r"([^0-9+−.,-]*)([+−-]?[.,]?[0-9][0-9.,_'’\s]*)([^0-9]*)", value.strip()[:100])
    if found is None or len(value) > 100:
        return "Write figures only, for example 2 or 2.5."
    figures = re.sub(r"[_'’\s]", "", found[2]).replace("−", "-").removeprefix("+")
    figures = re.sub(r"^(-?)([.,])", r"\g<1>0\2", figures).removesuffix(".")
    if re.fullmatch(r"-?[0-9]{1,3},[0-9]{3}", figures):
        return f"Write thousands without a comma, and decimals with a point: {figures.replace(',', '')} or " + (
            f"{figures.replace(',', '.')}."
        )
    pointed = figures.replace(".", "").replace(",", ".") if "," in figures else figures
    if micro(pointed) is None:
        return "Write figures only, for example 2 or 2.5."
    if "," in figures:
        return f"Please write decimals with a point. Did you mean {pointed}?"
    if found[1].strip() or found[3].strip():
        return f"Write the number alone: {pointed}." + (f" The unit, {unit}, stands in the question." if unit else "")
    return f"Did you mean {pointed}?"


def no_date(value: str) -> tuple[str, str, str] | None:
    """Say why a text is no date, with remedy and code; None where it is one."""
    in_form = re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    try:
        if in_form and date.fromisoformat(value):
            return None
    except ValueError:
        pass
    do = "There is no such day." if in_form else "Write year, month and day: 2026-11-24."
    return f"{quoted(value)} is not a date", do, "date"


# Kosovo's code is user-assigned: within ISO 3166, though on no list of it.
_MORE_COUNTRIES: Final = ("XK",)
_OTHER_CODES: Final = {"UK": "GB", "EL": "GR"}


def no_country(value: str) -> tuple[str, str, str] | None:
    """Say why a text is no country's code, with remedy and code of the fault; None where it is one."""
    if value in countries() or value in _MORE_COUNTRIES:
        return None
    names = {name.casefold(): code for code, name in countries().items()}
    said = value.strip()[:60]
    code = said.upper() if said.upper() in countries() else _OTHER_CODES.get(said.upper())
    near = get_close_matches(said.casefold(), names, n=1, cutoff=0.8) if code is None else []
    code = names[near[0]] if near else code
    do = f'Did you mean "{code}"?' if code else "Write the two capital letters of ISO 3166, such as FR or KR."
    return f"{quoted(value)} is not a country code", do, "country"


def _between(low: int, high: int | None, says: str, do: str) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        size = _number(value)
        if size < low or (high is not None and size > high):
            raise _wrong("out-of-range", f"{value} {says}", do)
        return size

    return check


def _flag(value: Any) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise _wrong("flag", f"{quoted(text)} is neither true nor false", "Write true or false.")
    return text == "true"


def one_of(*words: str) -> BeforeValidator:
    """Accept one of a few words, and offer the nearest for any other.

    The message ends where `shape` adds the key.
    """

    def check(value: Any) -> str:
        text = _text(value)
        if text not in words:
            raise _wrong(
                "word", f"{quoted(text)} is no value", did_you_mean(text, words, f"Write {listed(words, 'or')}.")
            )
        return text

    return BeforeValidator(check)


def _pattern(pattern: str | re.Pattern[str], what: str, do: str) -> BeforeValidator:
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        text = _text(value)
        if not compiled.fullmatch(text):
            raise _wrong("form", f"{quoted(text)} is not {what}", do)
        return text

    return BeforeValidator(check)


def _several(faults: list[Fault]) -> PydanticCustomError:
    return PydanticCustomError("silk", "several", {"faults": faults})


def _when(value: Any) -> Condition:
    cuts = list(_cuts(value))
    if cuts:
        raise _several([Fault(path, *cut_text(str(path[-1]), cut), at="key") for path, cut in cuts])
    try:
        return parse(value)
    except SilkError as error:
        raise _several(list(error.faults)) from None


def _cuts(raw: Any, path: Path = ()) -> Iterator[tuple[Path, Cut]]:
    if isinstance(raw, Cut):
        yield path, raw
    elif isinstance(raw, dict | list):
        for step, inner in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from _cuts(inner, (*path, step))


def cut_text(key: str, value: Cut) -> tuple[str, str, str]:
    """Give the message, remedy and code for a key in braces that has no colon."""
    if not value.whole:
        return f"{quoted(key)} stands here without a value", "Give it a value, or take it out.", "unknown-key"
    do = f"Inside {{ }} a comma ends a text. Put the text in quotes: {value.whole}"
    return "a comma has cut this text in two", do, "comma-in-braces"


def leaf_paths(raw: Any, path: Path = ()) -> Iterator[Path]:
    """List where the leaves of a condition stand, in the order of `conditions.leaves`.

    A `Condition` does not remember its places, and may ask for one id twice.
    """
    for key, value in raw.items():
        if key in ("all", "any"):
            for i, part in enumerate(value):
                yield from leaf_paths(part, (*path, key, i))
        elif key == "not":
            yield from leaf_paths(value, (*path, key))
        else:
            yield (*path, key)


def not_empty(value: Any) -> Any:
    """Accept a list that holds something."""
    if not any_list(value):
        raise _wrong("empty", "this list is empty", "Write what belongs in it: [a], or one a line with a dash.")
    return value


def any_list(value: Any) -> Any:
    """Accept a list, empty or not."""
    if not isinstance(value, list):
        raise _wrong(*A_LIST)
    return value


def _places(value: Any) -> int:
    text = _text(value)
    if text not in ("0", "1", "2", "3", "4", "5", "6"):
        raise _wrong("out-of-range", f"{quoted(text)} is not a whole number from 0 to 6", "Write 0, or up to 6.")
    return int(text)


def text_or_texts(value: Any) -> str | tuple[str, ...]:
    """Read one text, or a list of texts as a tuple."""
    if not isinstance(value, list):
        return _text(value)
    faults = []
    for i, one in enumerate(value):
        try:
            _text(one)
        except PydanticCustomError as error:
            context = error.context or {}
            faults.append(Fault((i,), context["says"], context["do"], context["code"]))
    if faults:
        raise _several(faults)
    return tuple(value)


def _piece(value: Any) -> Piece:
    """Read one text of the line about an organisation, or a list of such texts."""
    if not isinstance(value, list):
        return (_line_text(value),)
    texts, faults = [], []
    for i, one in enumerate(not_empty(value)):
        try:
            texts.append(_line_text(one))
        except PydanticCustomError as error:
            context = error.context or {}
            faults.append(Fault((i,), context["says"], context["do"], context["code"]))
    if faults:
        raise _several(faults)
    return tuple(texts)


def _line_text(value: Any) -> LineText:
    if isinstance(value, dict) and value and all(isinstance(one, Cut) for one in value.values()):
        do = f'Write it in quotes: "{{{", ".join(value)}}}".'
        raise _wrong("text", "a text that begins with a brace is read as a mapping", do)
    try:
        return line_text(_text(value))
    except SilkError as error:
        (fault,) = error.faults
        raise _wrong(fault.code, fault.says, fault.do) from None


def _whole_piece(value: Any) -> str:
    """Read a text that stands in place of a whole piece of the line: nothing is put into it."""
    text = _text(value)
    if "{" in text or "}" in text:
        do = "Write it as it is to be read: it stands in place of the whole piece."
        raise _wrong("braces", "no braces are filled in here", do)
    return text


Text = Annotated[str, BeforeValidator(_text)]
LinePiece = Annotated[Piece, PlainValidator(_piece)]
WholePiece = Annotated[str, BeforeValidator(_whole_piece)]
Id = Annotated[str, BeforeValidator(_id)]
Number = Annotated[int, BeforeValidator(_number)]
Weight = Annotated[int, BeforeValidator(_between(0, None, "is below 0", "Write 0 or more."))]
Share = Annotated[
    int, BeforeValidator(_between(0, UNIT, "does not lie between 0 and 1", "Write a number from 0 to 1, such as 0.5."))
]
Scale = Annotated[int, BeforeValidator(_between(1, None, "is not above 0", "Write a number above 0, such as 100."))]
Flag = Annotated[bool, BeforeValidator(_flag)]
When = Annotated[Condition, PlainValidator(_when)]
Verified = Annotated[str, one_of("seen", "memory")]
Version = Annotated[str, _pattern(r"[0-9]+\.[0-9]+\.[0-9]+", "a version", "Write MAJOR.MINOR.PATCH, such as 1.0.0.")]
Language = Annotated[
    str, _pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", "a language tag", "Write a tag such as en, fr or pt-BR.")
]
Places = Annotated[int, BeforeValidator(_places)]
FileName = Annotated[
    str, _pattern(FILE_NAME, "the name of a file beside pack.yaml", "Write the file's name without folder and .yaml.")
]
