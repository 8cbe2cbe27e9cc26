"""Words by which other tools call types of questions, and what each is called here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Theirs(NamedTuple):
    """What a word of another tool is called here, and which tool says it."""

    ours: str
    tool: str


_XLSFORM: Final[Mapping[str, str]] = {
    "select_one": "choice",
    "select_multiple": "choices",
    "select1": "choice",
    "select": "choices",
    "rank": "choices",
    "acknowledge": "yes-no",
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "note": "text",
    "datetime": "date",
}
_HTML: Final[Mapping[str, str]] = {
    "radio": "choice",
    "checkbox": "choices",
    "textarea": "text",
}
_SURVEYS: Final[Mapping[str, str]] = {
    "likert": "choice",
    "rating": "choice",
    "scale": "choice",
    "dropdown": "choice",
    "radiogroup": "choice",
    "single-choice": "choice",
    "multiple-choice": "choices",
    "multi-select": "choices",
    "checkboxes": "choices",
    "boolean": "yes-no",
    "bool": "yes-no",
    "numeric": "number",
    "numerical": "number",
    "slider": "number",
    "string": "text",
    "free-text": "text",
    "short-text": "text",
    "long-text": "text",
    "paragraph": "text",
}


def named(word: str) -> Theirs | None:
    """Find what a word of another tool is called here; None where it is no such word.

    >>> named("select_one yes_no"), named("Check-boxes")
    (Theirs(ours='choice', tool='XLSForm'), Theirs(ours='choices', tool='other survey tools'))
    """
    first = word[:100].casefold().split(" ")[0]
    if first in _XLSFORM:
        return Theirs(_XLSFORM[first], "XLSForm")
    if first in _HTML:
        return Theirs(_HTML[first], "web forms")
    plain = {key.replace("-", ""): ours for key, ours in _SURVEYS.items()}
    found = plain.get(word[:100].casefold().replace("-", "").replace("_", "").replace(" ", ""))
    return None if found is None else Theirs(found, "other survey tools")
