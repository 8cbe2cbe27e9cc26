"""What one value in a questionnaire's file may be: texts, ids, numbers, flags, conditions.

Pydantic would read `1_000`, `1e3` or `yes` where a number or flag is wanted; here every
number goes through `exact` and every flag through one validator. A wrong value raises one
custom error that says what is wrong and what to do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Final

from silk_assess.exact import UNIT, micro
from silk_assess.faults import Code, Cut, Misfit, SilkError, Steps, offered, quoted
from silk_assess.questionnaire.conditions import Condition, parse
from silk_assess.questionnaire.forms import no_number
from silk_assess.questionnaire.line import LineText, Piece
from silk_assess.questionnaire.line import parse as line_text
from silk_assess.questionnaire.shapes import Before, Instead, NoWord, Refused, Several

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_ID: Final = 60
# A file beside pack.yaml on any system: no way out of the folder, no device, nothing hidden.
FILE_NAME = re.compile(r'[^\s./\\:*?"<>|][^/\\:*?"<>|]{0,99}')
A_LIST: Final = Misfit(Code.LIST, "here a list is expected", "Write it as [a, b], or one a line with a dash.")


def _wrong(code: Code, says: str, do: str) -> Refused:
    return Refused(Misfit(code, says, do))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        what = "a list" if isinstance(value, list) else "a mapping"
        do = "Write one value, in quotes if it holds a comma or a colon."
        raise _wrong(Code.TEXT, f"here stands {what}, and one value is expected", do)
    if not value.strip():
        raise _wrong(Code.EMPTY, "this is empty", "Write something, or take it out.")
    return value


def _id(value: Any) -> str:
    text = _text(value)
    if not ID.fullmatch(text):
        plain = unicodedata.normalize("NFKD", text[:100]).encode("ascii", "ignore").decode().lower()
        near = re.sub("[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
        do = "Use small letters, digits and single hyphens, a letter first."
        do += f" {offered(near)}" if ID.fullmatch(near) and len(near) <= LONGEST_ID else ""
        raise _wrong(Code.ID, f"{quoted(text)} is not an id", do)
    if len(text) > LONGEST_ID:
        raise _wrong(Code.ID, f"this id has {len(text)} characters", f"Choose one with at most {LONGEST_ID}.")
    return text


def _old_id(value: Any) -> str:
    """Read an id of an earlier version, or of an option behind its question's."""
    text = _text(value)
    parts = text.split("/")
    if len(parts) > 2 or not all(ID.fullmatch(part) for part in parts):
        do = "Write an id of an earlier version; of an option, its question and its id: question/option."
        raise _wrong(Code.ID, f"{quoted(text)} is not an id", do)
    return text


def _number(value: Any) -> int:
    size = micro(_text(value))
    if size is None:
        raise Refused(no_number(value))
    return size


class Between(Before):
    """A number with limits, in micro-units, each of which lies within."""

    def __init__(self, read: Callable[[Any], Any], low: int, high: int | None) -> None:
        super().__init__(read)
        self.low, self.high = low, high


class OneOf(Before):
    """One of a few words."""

    def __init__(self, read: Callable[[Any], Any], words: tuple[str, ...]) -> None:
        super().__init__(read)
        self.words = words


class Form(Before):
    """A text of which the whole has a form."""

    def __init__(self, read: Callable[[Any], Any], pattern: str) -> None:
        super().__init__(read)
        self.pattern = pattern


def _between(low: int, high: int | None, says: str, do: str) -> Between:
    def check(value: Any) -> int:
        size = _number(value)
        if size < low or (high is not None and size > high):
            raise _wrong(Code.OUT_OF_RANGE, f"{value} {says}", do)
        return size

    return Between(check, low, high)


def _flag(value: Any) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise _wrong(Code.FLAG, f"{quoted(text)} is neither true nor false", "Write true or false.")
    return text == "true"


def one_of(*words: str) -> OneOf:
    """Accept one of a few words; of any other the error has the word and those that were expected."""

    def check(value: Any) -> str:
        text = _text(value)
        if text not in words:
            raise NoWord(text, words)
        return text

    return OneOf(check, words)


def _pattern(pattern: str | re.Pattern[str], what: str, do: str) -> Form:
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        text = _text(value)
        if not compiled.fullmatch(text):
            raise _wrong(Code.FORM, f"{quoted(text)} is not {what}", do)
        return text

    return Form(check, compiled.pattern)


def _when(value: Any) -> Condition:
    cuts = list(_cuts(value))
    if cuts:
        raise Several([cut_text(str(path[-1]), cut).fault(path, "key") for path, cut in cuts])
    try:
        return parse(value)
    except SilkError as error:
        raise Several(list(error.faults)) from None


def _cuts(raw: Any, path: Steps = ()) -> Iterator[tuple[Steps, Cut]]:
    if isinstance(raw, Cut):
        yield path, raw
    elif isinstance(raw, dict | list):
        for step, inner in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from _cuts(inner, (*path, step))


def cut_text(key: str, value: Cut) -> Misfit:
    """Say what is wrong with a key in braces that has no colon."""
    if not value.whole:
        says = f"{quoted(key)} stands here without a value"
        return Misfit(Code.UNKNOWN_KEY, says, "Give it a value, or take it out.")
    do = f"Inside {{ }} a comma ends a text. Put the text in quotes: {value.whole}"
    return Misfit(Code.COMMA_IN_BRACES, "a comma has cut this text in two", do)


def leaf_paths(raw: Any, path: Steps = ()) -> Iterator[Steps]:
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
        raise _wrong(Code.EMPTY, "this list is empty", "Write what belongs in it: [a], or one a line with a dash.")
    return value


def any_list(value: Any) -> Any:
    """Accept a list, empty or not."""
    if not isinstance(value, list):
        raise Refused(A_LIST)
    return value


def _places(value: Any) -> int:
    text = _text(value)
    if text not in ("0", "1", "2", "3", "4", "5", "6"):
        raise _wrong(Code.OUT_OF_RANGE, f"{quoted(text)} is not a whole number from 0 to 6", "Write 0, or up to 6.")
    return int(text)


def text_or_texts(value: Any) -> str | tuple[str, ...]:
    """Read one text, or a list of texts as a tuple."""
    if not isinstance(value, list):
        return _text(value)
    faults = []
    for i, one in enumerate(value):
        try:
            _text(one)
        except Refused as error:
            faults.append(error.misfit.fault((i,)))
    if faults:
        raise Several(faults)
    return tuple(value)


def _piece(value: Any) -> Piece:
    """Read one text of the line about an organisation, or a list of such texts."""
    if not isinstance(value, list):
        return (_line_text(value),)
    texts, faults = [], []
    for i, one in enumerate(not_empty(value)):
        try:
            texts.append(_line_text(one))
        except Refused as error:
            faults.append(error.misfit.fault((i,)))
    if faults:
        raise Several(faults)
    return tuple(texts)


def _line_text(value: Any) -> LineText:
    if isinstance(value, dict) and value and all(isinstance(one, Cut) for one in value.values()):
        do = f'Write it in quotes: "{{{", ".join(value)}}}".'
        raise _wrong(Code.TEXT, "a text that begins with a brace is read as a mapping", do)
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
        raise _wrong(Code.BRACES, "no braces are filled in here", do)
    return text


Text = Annotated[str, Before(_text)]
LinePiece = Annotated[Piece, Instead(_piece)]
WholePiece = Annotated[str, Before(_whole_piece)]
Id = Annotated[str, Before(_id)]
OldId = Annotated[str, Before(_old_id)]
Number = Annotated[int, Before(_number)]
Weight = Annotated[int, _between(0, None, "is below 0", "Write 0 or more.")]
Share = Annotated[int, _between(0, UNIT, "does not lie between 0 and 1", "Write a number from 0 to 1, such as 0.5.")]
Scale = Annotated[int, _between(1, None, "is not above 0", "Write a number above 0, such as 100.")]
Flag = Annotated[bool, Before(_flag)]
When = Annotated[Condition, Instead(_when)]
Verified = Annotated[str, one_of("seen", "memory")]
Version = Annotated[str, _pattern(r"[0-9]+\.[0-9]+\.[0-9]+", "a version", "Write MAJOR.MINOR.PATCH, such as 1.0.0.")]
Language = Annotated[
    str, _pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", "a language tag", "Write a tag such as en, fr or pt-BR.")
]
Places = Annotated[int, Before(_places)]
FileName = Annotated[
    str, _pattern(FILE_NAME, "the name of a file beside pack.yaml", "Write the file's name without folder and .yaml.")
]
