"""Numbers in cells of tables: with a comma or a point, settled or by themselves; what has two meanings is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from silk_assess.exact import decimal, micro
from silk_assess.faults import Code, Misfit, quoted
from silk_assess.questionnaire.forms import Slip, meant_number, no_number
from silk_assess.questionnaire.model.questions import Quantity
from silk_assess.questionnaire.values import lack
from silk_assess.tables.layout import Dialect, Figure
from silk_assess.tables.words import Words

_TWO: Final = re.compile(r"(-?[1-9][0-9]{0,2})[.,]([0-9]{3})")
_GROUPED: Final = re.compile(r"(-?[1-9][0-9]{0,2})(?:([ .,'’\u00a0\u202f])[0-9]{3})(?:\2[0-9]{3})*")
_COMMA: Final = re.compile(r"-?[0-9]+,[0-9]+")
_POINT: Final = re.compile(r"-?[0-9]+\.[0-9]+")
_DATE: Final = re.compile(
    r"(?:(?P<first>[0-9]{4})[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./](?P<last>[0-9]{4}))"
    r"(?:[T ][0-9:.+Z-]*)?"
)
_MONTH: Final = re.compile(r"(?:([0-9]{1,4})[-. /]*)?([^\W\d_]{3,5})\.?(?:[-. /]*([0-9]{1,4}))?")
# A number that can be no year has its least limit below this.
_FIRST_YEAR: Final = 1000 * 1_000_000


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number as a file of answers would have it, or why it is none; `has_comma` where a comma stood in it."""

    text: str = ""
    has_comma: bool = False
    wrong: Misfit | None = None


def read_number(text: str, question: Quantity, dialect: Dialect, words: Words, hints_comma: bool) -> NumberRead:
    """Read the number in a cell; without a sign that is settled, only what has one meaning."""
    if isinstance(text, Figure):
        return NumberRead(str(text)) if micro(text) is not None else NumberRead(wrong=no_number(text, question.unit))
    two = _TWO.fullmatch(text) if dialect.grouping is None else None
    if dialect.decimal is not None and (two is None or dialect.decimal in text):
        settled = _settled(text, dialect.decimal, dialect.grouping or "")
        if settled is not None:
            return NumberRead(settled, has_comma=dialect.decimal == "," and "," in text)
    elif two is not None:
        is_comma = dialect.decimal == "," if dialect.decimal else hints_comma or dialect.separator == ";"
        return NumberRead(wrong=_two_meanings(text, two[1] + two[2], f"{two[1]}.{two[2]}", is_comma))
    elif micro(text) is not None:
        return NumberRead(text)
    elif _COMMA.fullmatch(text) and dialect.separator != "," and micro(pointed := text.replace(",", ".")) is not None:
        return NumberRead(pointed, has_comma=True)
    return NumberRead(wrong=_no_number(text, question, words, dialect.separator != ","))


def decimal_sign(text: str) -> str:
    """Say which decimal sign a cell shows that it has, if it shows one and can mean nothing else.

    >>> decimal_sign("60,5"), decimal_sign("60.5"), decimal_sign("1.250"), decimal_sign("7")
    (',', '.', '', '')
    """
    if _TWO.fullmatch(text):
        return ""
    return "," if _COMMA.fullmatch(text) else "." if _POINT.fullmatch(text) else ""


def _settled(text: str, sign: str, grouping: str) -> str | None:
    """Read a number by the signs that a mapping names; None where it does not follow them."""
    whole, dot, part = text.partition(sign)
    if grouping and grouping in whole:
        if not re.fullmatch(rf"-?[0-9]{{1,3}}(?:{re.escape(grouping)}[0-9]{{3}})+", whole):
            return None
        whole = whole.replace(grouping, "")
    if "." in whole or "," in f"{whole}{part}":
        return None
    number = f"{whole}.{part}" if dot else whole
    return number if micro(number) is not None else None


def _two_meanings(text: str, whole: str, pointed: str, has_comma: bool) -> Misfit:
    """Tell of a number that has two meanings; the likelier one comes first, and both as this table writes numbers."""
    sign = "," if has_comma else "."
    short = decimal(micro(pointed) or 0)
    # Three decimals would have two meanings once more; with a fourth they have one.
    clear = (short if len(short.partition(".")[2]) != 3 else f"{short}0").replace(".", sign)
    is_whole_likelier = (text[-4] == ".") == has_comma
    both = (whole, short) if is_whole_likelier else (short, whole)
    written = (whole, clear) if is_whole_likelier else (clear, whole)
    do = f"{both[0]}, or {both[1]}. Write {written[0]} or {written[1]} in the table."
    return Misfit(Code.TWO_MEANINGS, f"{quoted(text)} has two meanings", do)


def _no_number(text: str, question: Quantity, words: Words, has_commas: bool) -> Misfit:
    date = _DATE.fullmatch(text)
    if date is not None:
        year = date["first"] or date["last"]
        if (question.minimum or 0) >= _FIRST_YEAR and lack(question, year) is None:
            return Misfit(Code.NUMBER, f"{quoted(text)} is a date, and a year is wanted", f"Did you mean {year}?")
        return _date_for_number(text, question)
    month = _MONTH.fullmatch(text)
    if month is not None and month[2].casefold()[:4].rstrip(".") in words.months and (month[1] or month[3]):
        return _date_for_number(text, question)
    grouped = _GROUPED.fullmatch(text)
    if grouped is not None and _TWO.fullmatch(text) is None:
        whole = text.replace(grouped[2], "")
        return Misfit(Code.NUMBER, f"{quoted(text)} is not a number", f"Did you mean {whole}?")
    meant = meant_number(text)
    if has_commas and meant.slip is Slip.COMMA:
        do = f"Write the number alone: {meant.figures.replace('.', ',')}."
        return Misfit(Code.NUMBER, f"{quoted(text)} is not a number", do)
    return no_number(text, question.unit)


def _date_for_number(text: str, question: Quantity) -> Misfit:
    unit = question.unit if question.unit and question.unit.isalpha() else ""
    wanted = f"{unit} are wanted" if unit else "a number is wanted"
    do = "A spreadsheet makes dates of numbers such as 22.5. Type the number again."
    return Misfit(Code.DATE_FOR_NUMBER, f"{quoted(text)} is a date, and {wanted}", do)
