"""What is wrong with keys and values of any file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.faults.catalogue.entry import About, Entry
from silk_assess.faults.codes import Code

# fmt: off
ENTRIES: Final[Mapping[Code, Entry]] = {
    Code.COUNTRY: Entry(About.VALUES,
        "A country is written with its two capital letters of ISO 3166.",
        "country: France"),
    Code.DATE: Entry(About.VALUES,
        "A date is written as year, month and day, and there is such a day.",
        "since: 24.11.2026"),
    Code.EMPTY: Entry(About.VALUES,
        "Nothing stands where a value is expected.",
        "title:"),
    Code.FLAG: Entry(About.VALUES,
        "A flag is true or false, and nothing else.",
        "reversed: yes"),
    Code.FORM: Entry(About.VALUES,
        "A version, language, format or name of a file does not have the form of one.",
        "version: 1.0"),
    Code.ID: Entry(About.VALUES,
        "An id has small letters, digits and single hyphens; of two organisations each has its own.",
        "id: Who_decides"),
    Code.LATER: Entry(About.VALUES,
        "Answers are dated after today; ask goes on with them once the date, or the clock, is right.",
        "answered: {date: 2126-11-26}"),
    Code.LIST: Entry(About.VALUES,
        "A list stands where one value is expected, or one value where a list is.",
        "options: yes"),
    Code.MAPPING: Entry(About.VALUES,
        "Keys with values are expected here, or nothing of the kind.",
        "options: [yes, no]"),
    Code.MISPLACED_KEY: Entry(About.VALUES,
        "A key is known, and has no meaning in this place.",
        "{id: trips, type: number, text: How many?, weight: 2}"),
    Code.MISSING_KEY: Entry(About.VALUES,
        "A key that is needed is not there.",
        "{type: yes-no, text: Do you travel?}"),
    Code.NUMBER: Entry(About.VALUES,
        "A number is written with figures and a point, without unit or separators.",
        "weight: 1,5"),
    Code.OUT_OF_RANGE: Entry(About.VALUES,
        "A number lies outside the numbers that are allowed here.",
        "min_coverage: 50"),
    Code.TEXT: Entry(About.VALUES,
        "A list or a mapping stands where one text is expected.",
        "title: [a, b]"),
    Code.TOO_FEW: Entry(About.VALUES,
        "A list or mapping holds fewer entries than are needed.",
        "options: [{id: a, label: A}]"),
    Code.TWICE: Entry(About.VALUES,
        "A list names the same thing a second time.",
        "short: [visit, visit]"),
    Code.UNKNOWN_KEY: Entry(About.VALUES,
        "There is no such key here; it may be misspelt.",
        "{id: visit, typ: yes-no, text: Do you travel?}"),
    Code.WORD: Entry(About.VALUES,
        "One of a few words is expected here, and this is none of them.",
        "type: chioce"),
}
