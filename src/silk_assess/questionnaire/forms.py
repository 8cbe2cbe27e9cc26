"""How numbers, dates and countries are written, and what was probably meant by another way of writing them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum, auto
from typing import Final

from silk_assess.countries import countries
from silk_assess.exact import micro
from silk_assess.faults import Code, Misfit, offered, quoted

# Numbers


class Slip(Enum):
    """In which way a text is no number."""

    TOO_PRECISE = auto()
    NO_FIGURES = auto()
    THOUSANDS = auto()
    COMMA = auto()
    UNIT = auto()
    ODD = auto()


@dataclass(frozen=True, slots=True)
class MeantNumber:
    """What a text that is no number was probably meant for.

    `figures` are the number as it can be read; under THOUSANDS its comma still stands between
    thousands or before decimals, and where nothing can be read there are none.
    """

    slip: Slip
    figures: str = ""


def meant_number(value: str) -> MeantNumber:
    """Find what was meant by a text that `exact.micro` does not read.

    >>> meant_number("1,5"), meant_number("about ten").slip
    (MeantNumber(slip=<Slip.COMMA: 4>, figures='1.5'), <Slip.NO_FIGURES: 2>)
    """
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return MeantNumber(Slip.TOO_PRECISE)
    found = re.fullmatch(r"([^0-9+−.,-]*)([+−-]?[.,]?[0-9][0-9.,_'’\s]*)([^0-9]*)", value.strip()[:100])
    if found is None or len(value) > 100:
        return MeantNumber(Slip.NO_FIGURES)
    figures = re.sub(r"[_'’\s]", "", found[2]).replace("−", "-").removeprefix("+")
    figures = re.sub(r"^(-?)([.,])", r"\g<1>0\2", figures).removesuffix(".")
    if re.fullmatch(r"-?[0-9]{1,3},[0-9]{3}", figures):
        return MeantNumber(Slip.THOUSANDS, figures)
    pointed = figures.replace(".", "").replace(",", ".") if "," in figures else figures
    if micro(pointed) is None:
        return MeantNumber(Slip.NO_FIGURES)
    if "," in figures:
        return MeantNumber(Slip.COMMA, pointed)
    return MeantNumber(Slip.UNIT if found[1].strip() or found[3].strip() else Slip.ODD, pointed)


def number_remedy(meant: MeantNumber, unit: str | None = None) -> str:
    """Say how to write what was meant as a number; `unit` is that of the question."""
    figures = meant.figures
    match meant.slip:
        case Slip.TOO_PRECISE:
            return "At most nine figures may stand before the point, and six after it."
        case Slip.NO_FIGURES:
            return "Write figures only, for example 2 or 2.5."
        case Slip.THOUSANDS:
            whole, decimals = figures.replace(",", ""), figures.replace(",", ".")
            return f"Write thousands without a comma, and decimals with a point: {whole} or {decimals}."
        case Slip.COMMA:
            return f"Please write decimals with a point. Did you mean {figures}?"
        case Slip.UNIT:
            alone = f"Write the number alone: {figures}."
            return f"{alone} The unit, {unit}, stands in the question." if unit else alone
        case Slip.ODD:
            return f"Did you mean {figures}?"


def no_number(value: str, unit: str | None = None) -> Misfit:
    """Say that a text is no number, and how to write what was meant."""
    meant = meant_number(value)
    instead = meant.figures if meant.slip is Slip.COMMA else None
    return Misfit(Code.NUMBER, f"{quoted(value)} is not a number", number_remedy(meant, unit), instead=instead)


# Dates

_DATE: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_date(value: str) -> bool:
    """Say whether a text is a day of the calendar, written as year, month and day.

    >>> is_date("2024-02-29"), is_date("2023-02-29")
    (True, False)
    """
    try:
        return bool(_DATE.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def date_remedy(value: str) -> str:
    """Say how to write a date where a text is none."""
    return "There is no such day." if _DATE.fullmatch(value) else "Write year, month and day: 2026-11-24."


# Addresses


def is_address(value: str) -> bool:
    """Say whether a text is an address that a browser may follow from a report.

    >>> is_address("https://example.org"), is_address("example.org"), is_address("javascript:1")
    (True, False, False)
    """
    return re.fullmatch(r"https?://[^\s]+", value) is not None


_SCHEME: Final = re.compile(r"([^\s/.:]{1,9}):")


def is_misspelt_address(value: str) -> bool:
    """Say whether a text was meant as an address of the web, and is none that a browser may follow.

    >>> is_misspelt_address("htp:/www.example.org"), is_misspelt_address("example.org"), is_misspelt_address("ftp://x.org")
    (True, False, False)
    """
    scheme = _SCHEME.match(value)
    is_meant = scheme is not None and bool(get_close_matches(scheme[1].lower(), ("http", "https")))
    return is_meant and not is_address(value)


# Years


def is_no_year(value: str) -> bool:
    """Say whether a text is figures alone, and no year of four of them; words beside a year are let be.

    >>> is_no_year("20222"), is_no_year("2022"), is_no_year("2020 to 2022")
    (True, False, False)
    """
    figures = value.strip()
    return figures.isdecimal() and (len(figures) != 4 or not 1000 <= int(figures) <= 2199)


# Countries

# Kosovo's code is user-assigned: within ISO 3166, though on no list of it.
_MORE_COUNTRIES: Final = ("XK",)


def is_country(value: str) -> bool:
    """Say whether a text is a country's code of ISO 3166-1 alpha-2."""
    return value in countries() or value in _MORE_COUNTRIES


def country_remedy(value: str) -> str:
    """Say how to write a country where a text is no code of one."""
    from silk_assess.countries.names import named, similar

    codes = named(value) or similar(value)
    if len(codes) == 2:
        return f'Did you mean "{codes[0]}" or "{codes[1]}"?'
    if len(codes) == 1:
        return offered(codes[0])
    return "Write the two capital letters of ISO 3166, such as FR or KR."
