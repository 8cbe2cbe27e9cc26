"""Single values as JSON Schema: of a tree of texts, as files are read here, and of what other readers make of them.

Strict YAML holds texts only, and an editor's reader takes `2` for a number and `true` for a flag. So a number is a
number or its text, and a text may look like a number.
"""

from __future__ import annotations

from typing import Any, Final

from silk_assess.countries import countries, country_name
from silk_assess.exact import UNIT, decimal
from silk_assess.questionnaire.field_types import LONGEST_ID
from silk_assess.questionnaire.forms import is_country

Schema = dict[str, Any]

ID_PATTERN: Final = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
TEXT: Final[Schema] = {"type": ["string", "number", "boolean"], "pattern": "\\S"}
ANY_TEXT: Final[Schema] = {"type": ["string", "number", "boolean", "null"]}
ID: Final[Schema] = {
    "type": "string",
    "pattern": ID_PATTERN,
    "maxLength": LONGEST_ID,
    # What editors say in place of the pattern.
    "patternErrorMessage": "An id has small letters, digits and single hyphens, a letter first.",
}
FLAG: Final[Schema] = {"enum": [True, False, "true", "false"]}
DATE: Final[Schema] = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
NUMBER: Final[Schema] = {
    "type": ["number", "string"],
    "pattern": "^-?[0-9]{1,9}(\\.[0-9]{1,6})?$",
    "patternErrorMessage": "A number is figures, with a point before decimals.",
}
VERSION: Final[Schema] = {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"}
_BELOW_1: Final = "0+(\\.[0-9]{1,6})?|0*1(\\.0{1,6})?"


def between(low: int, high: int | None) -> Schema:
    """Give a number with limits in micro-units: from 0 on, above 0, or from 0 to 1.

    >>> between(0, UNIT)["maximum"]
    1
    """
    if (low, high) == (0, UNIT):
        return {
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": 1,
            "pattern": f"^({_BELOW_1}|-0+(\\.0{{1,6}})?)$",
        }
    assert high is None
    pattern = "[0-9]{1,9}(\\.[0-9]{1,6})?"
    if low == 0:
        return {"type": ["number", "string"], "minimum": 0, "pattern": f"^({pattern}|-0+(\\.0{{1,6}})?)$"}
    return {"type": ["number", "string"], "exclusiveMinimum": 0, "pattern": f"^(?=.*[1-9]){pattern}$"}


def number(low: int | None, high: int | None, places: int | None) -> Schema:
    """Give what may be typed as a number: its limits in micro-units, and how many decimals it may have.

    Limits and decimals of a number are expressed; of its text the decimals only.
    """
    found: Schema = {"type": ["integer" if places == 0 else "number", "string"], **limits(low, high)}
    digits = "[0-9]{1,6}" if places is None else f"(?=[0-9]{{1,6}}$)[0-9]{{0,{places}}}0*"
    sign = "-?" if low is None or low < 0 else "(-(?=[0.]+$))?"
    return {**found, "pattern": f"^{sign}[0-9]{{1,9}}(\\.{digits})?$"}


def limits(low: int | None, high: int | None) -> Schema:
    """Give limits in micro-units as JSON numbers."""
    pairs = (("minimum", low), ("maximum", high))
    return {key: figure(size) for key, size in pairs if size is not None}


def figure(size: int) -> int | float:
    """Give micro-units as a number of JSON; exact, since at most six decimals are written.

    >>> figure(2_500_000), figure(3_000_000)
    (2.5, 3)
    """
    return size // UNIT if size % UNIT == 0 else float(decimal(size))


def words(*each: str) -> Schema:
    """Give one of a few words; of those that look like numbers the numbers too."""
    return {"enum": [*each, *(int(one) for one in each if one.isdecimal())]}


def country() -> Schema:
    """Give the codes of countries, with their names for who completes them."""
    codes = [code for code in (*countries(), "XK") if is_country(code)]
    return {"enum": codes, "markdownEnumDescriptions": [country_name(code) for code in codes]}


def array(items: Schema, least: int = 0) -> Schema:
    """Give a list of things."""
    return {"type": "array", "items": items, **({"minItems": least} if least else {})}


def closed(properties: dict[str, Schema], required: tuple[str, ...] = ()) -> Schema:
    """Give a mapping that knows every key."""
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, **({"required": list(required)} if required else {})}


def mapping(keys: Schema, values: Schema, least: int = 0) -> Schema:
    """Give a mapping with keys of one kind."""
    found = {"type": "object", "propertyNames": keys, "additionalProperties": values}
    return {**found, **({"minProperties": least} if least else {})}


def either(*schemas: Schema) -> Schema:
    """Give one of several; alone it stands for itself."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}
