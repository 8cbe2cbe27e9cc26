"""What a cell says to its question: an option's id, then its label, then a word of other tools. Nothing is guessed.

Source: docs/format.md, Tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum, auto
from typing import Any, Final

from silk_assess.countries import country_name
from silk_assess.countries.names import named
from silk_assess.faults import Code, Misfit, listed, offered, quoted
from silk_assess.questionnaire.forms import is_country
from silk_assess.questionnaire.model.questions import (
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Country,
    Day,
    Quantity,
    YesNo,
)
from silk_assess.questionnaire.model.questions import (
    Words as FreeText,
)
from silk_assess.questionnaire.values import NONE, Lack, misfit
from silk_assess.tables.layout import Dialect, Figure
from silk_assess.tables.numbers import read_number
from silk_assess.tables.several import parsed
from silk_assess.tables.words import Words, as_id, plain

UNKNOWN: Final = "unknown"
NA: Final = "na"
_REASON: Final = re.compile(r"na:\s*(.*)", re.DOTALL)
_OTHER_REASON: Final = re.compile(r"(?:na|n/a)\s*:\s*(.*)", re.DOTALL | re.IGNORECASE)
_MIDNIGHT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00(?:\.0+)?)?Z?")
# A text beyond this is compared with none.
_LONGEST: Final = 300
_MOST_KNOWN: Final = 1_000


class Form(StrEnum):
    """How a cell that is not plain was read."""

    LABEL = auto()
    ID = auto()
    WORD = auto()
    OURS = auto()
    DECIMAL_COMMA = auto()
    COUNTRY = auto()
    MIDNIGHT = auto()
    COMMAS = auto()
    BLANKS = auto()
    LINES = auto()
    SPLIT = auto()
    BOTH = auto()
    OWN = auto()
    AS_TEXT = auto()


# How a cell was read, and the word where it was by one.
Seen = tuple[Form, str]


@dataclass(frozen=True, slots=True)
class CellRead:
    """What a cell says, as an answer file would have it: `value` is None where it says nothing.

    `seen` tells what was not plain; with `wrong` it says nothing that can be understood.
    """

    value: Any = None
    seen: tuple[Seen, ...] = ()
    wrong: Misfit | None = None


NOTHING: Final = CellRead()


class CellReader:
    """Reads the cells of one question or profile field."""

    def __init__(
        self,
        question: AnyQuestion,
        in_profile: bool,
        dialect: Dialect,
        words: Words,
        own: Iterable[tuple[str, str]] = (),
        hints_comma: bool = False,
    ) -> None:
        self._question, self._in_profile, self._dialect, self._words = question, in_profile, dialect, words
        self._hints_comma = hints_comma
        self._own = dict(own)
        self._known: dict[str, CellRead] = {}
        labels = _labels(question)
        self._ids = frozenset(labels)
        self._labels = _turned(labels, lambda label: label)
        self._alike = _turned(labels, plain)
        self._forms = {as_id(id): (id,) for id in labels}

    def read(self, cell: str) -> CellRead:
        """Read one cell."""
        if isinstance(self._question, FreeText):
            return self._text(cell)
        if isinstance(cell, Figure) or len(cell) > _LONGEST:
            return self._read(cell)
        # The same few words come again and again.
        known = self._known.get(cell)
        if known is None:
            known = self._read(cell)
            if len(self._known) < _MOST_KNOWN:
                self._known[cell] = known
        return known

    def _read(self, cell: str) -> CellRead:
        text = cell if isinstance(cell, Figure) else cell.strip()
        if not text:
            return NOTHING
        if text in self._own:
            return self._meant(self._own[text])
        if not self._in_profile and (found := self._plain_word(text)) is not None:
            return found
        match self._question:
            case Choices():
                return self._several(text)
            case Quantity():
                return self._number(text)
            case Country():
                return self._country(text)
            case Day():
                return self._day(text)
            case _:
                return self._one(text)

    def _text(self, cell: str) -> CellRead:
        text = cell.strip(" ")
        if not text.strip():
            return NOTHING
        if text.strip() in self._own:
            return self._meant(self._own[text.strip()])
        if not self._in_profile:
            found = self._plain_word(cell.strip())
            if found is not None:
                return found
        return CellRead(text)

    def _plain_word(self, text: str) -> CellRead | None:
        """Read the words that every question knows: unknown, na, and na with a reason."""
        if text in (UNKNOWN, NA):
            return self._two(text, [text, *self._labels[text]]) if text in self._labels else CellRead(text)
        reason = _REASON.fullmatch(text)
        if reason is None or text in self._labels:
            return None
        return CellRead({"not_applicable": reason[1]} if reason[1] else NA)

    def _meant(self, word: str) -> CellRead:
        """Read a word that the column's own list explains."""
        seen = ((Form.OWN, ""),)
        if word == "empty":
            return CellRead(None, seen)
        if not isinstance(self._question, Choices) or (word in (UNKNOWN, NA) and word not in self._ids):
            return CellRead(word, seen)
        is_none = word == NONE and NONE not in self._ids
        return CellRead([] if is_none else [part.strip() for part in word.split(";")], seen)

    # One of several options

    def _one(self, text: str) -> CellRead:
        found, form = self.option(text)
        if len(found) == 1:
            return CellRead(found[0], ((form, ""),) if form is not None else ())
        if found:
            return self._two(text, found)
        among = ("yes", "no", UNKNOWN, NA, "empty") if isinstance(self._question, YesNo) else (UNKNOWN, NA, "empty")
        return self._word(text, among) or CellRead(wrong=self._no_option(text))

    def option(self, text: str) -> tuple[Sequence[str], Form | None]:
        """Find the options that a text names: one as a rule, several where it has several meanings."""
        if text in self._ids:
            return (text,), None
        by_label, by_id = self._labels.get(text, ()), self._forms.get(as_id(text), ())
        found = tuple(dict.fromkeys((*by_label, *by_id)))
        if found:
            return found, Form.LABEL if by_label else Form.ID
        return self._alike.get(plain(text), ()), Form.LABEL

    def _word(self, text: str, among: Sequence[str]) -> CellRead | None:
        """Read a word of other tools; None where it is none of them."""
        kind = self._words.means(text, among)
        if not kind and NA in among and (reason := _OTHER_REASON.fullmatch(text)) and not self._in_profile:
            return CellRead({"not_applicable": reason[1]} if reason[1] else NA, ((Form.ID, ""),))
        if not kind or (self._in_profile and kind == NA):
            return None
        word = plain(text)
        seen: Seen = (Form.WORD, text)
        if word in self._words.ours:
            seen = (Form.OURS, text) if kind in (UNKNOWN, NA) else (Form.LABEL, "")
        if kind == UNKNOWN and self._in_profile:
            # A field that is not known is left out, as an answer file leaves it.
            return CellRead(None, () if text == UNKNOWN else (seen,))
        value: Any = {"empty": None, "none": []}.get(kind, kind)
        return CellRead(value, (seen,))

    def _two(self, text: str, meanings: Sequence[str]) -> CellRead:
        both = listed(dict.fromkeys(meanings), "or")
        do = f"{both}. Write the one that is meant."
        return CellRead(wrong=Misfit(Code.TWO_MEANINGS, f"{quoted(text)} has two meanings", do))

    def _no_option(self, text: str) -> Misfit:
        """Say that a text names no option; where it is spelt like a label, which one that is."""
        if plain(text) in self._words.errors:
            says = f"the cell shows an error of the spreadsheet, {text}"
            return Misfit(Code.CELL_ERROR, says, "Mend the formula behind it, or type the answer.")
        question = self._question
        labels = {} if isinstance(question, YesNo) else _labels(question)
        said = {plain(label): id for id, label in labels.items()}
        near = get_close_matches(plain(text), said, n=1, cutoff=0.8) if len(text) <= _LONGEST else []
        if not near or said[near[0]] == near[0]:
            lacks = Lack.NO_OPTION
            return misfit(question, text, lacks, in_profile=self._in_profile)
        id = said[near[0]]
        rest = [one for one in labels if one != id]
        others = f" The other{'s are' if len(rest) > 1 else ' is'} {listed(rest)}." if rest else ""
        brief = f"{quoted(text, 200)} is not an answer"
        return Misfit(Code.OPTION, f"{brief} to {question.id}", f"{offered(labels[id])} That is {id}.{others}", brief)

    # Several options

    def _several(self, text: str) -> CellRead:
        parts = [part.strip() for part in text.split(";")]
        if self._ids.issuperset(parts):
            return CellRead(parts)
        if text == NONE:
            return self._two(text, [NONE, *self._labels[text]]) if text in self._labels else CellRead([])
        found, form = self.option(text)
        if len(found) > 1:
            return self._two(text, found)
        if found:
            return CellRead([found[0]], ((form, ""),) if form is not None else ())
        read = parsed(text, self._alike, self._forms)
        if read is not None:
            forms = [(Form(sign), "") for sign in read.signs]
            if read.doubtful is not None:
                return self._two(*read.doubtful)
            return CellRead(list(read.options), (*forms, *(((Form.LABEL, ""),) if read.by_label else ())))
        word = self._word(text, (UNKNOWN, NA, "none", "empty"))
        if word is not None:
            return word
        strange = next((part for part in parts if part and not self.option(part)[0] and plain(part) != NONE), None)
        if strange is None:
            return CellRead([one for part in parts for one in (self.option(part)[0] or (part,))[:1]])
        return CellRead(wrong=self._no_option(strange))

    # What has no options

    def _number(self, text: str) -> CellRead:
        assert isinstance(self._question, Quantity)
        read = read_number(text, self._question, self._dialect, self._words, self._hints_comma)
        if read.wrong is None:
            seen: list[Seen] = [(Form.DECIMAL_COMMA, "")] if read.has_comma else []
            if self._dialect.sheet is not None and not isinstance(text, Figure):
                seen.append((Form.AS_TEXT, ""))
            return CellRead(read.text, tuple(seen))
        word = self._word(text, (UNKNOWN, NA, "empty"))
        if word is not None:
            return word
        if plain(text) in self._words.errors:
            return CellRead(wrong=self._no_option(text))
        return CellRead(wrong=read.wrong)

    def _country(self, text: str) -> CellRead:
        if is_country(text):
            return CellRead(text)
        if is_country(text.upper()):
            return CellRead(text.upper(), ((Form.ID, ""),))
        code = self._words.countries.get(plain(text))
        codes = named(text) if code is None else (code,)
        if len(codes) > 1:
            return self._two(text, [f"{code} ({country_name(code)})" for code in codes])
        if codes:
            return CellRead(codes[0], ((Form.COUNTRY, ""),))
        return self._word(text, (UNKNOWN, "empty")) or CellRead(text)

    def _day(self, text: str) -> CellRead:
        return day_in(text) or self._word(text, (UNKNOWN, NA, "empty")) or CellRead(text)


def day_in(text: str) -> CellRead | None:
    """Read a day that is written with its midnight; None where it is not."""
    day = _MIDNIGHT.fullmatch(text)
    return None if day is None else CellRead(day[1], ((Form.MIDNIGHT, ""),))


def _labels(question: AnyQuestion) -> dict[str, str]:
    """Give the options of a question with their labels, in their order."""
    match question:
        case Choice(options=options) | Choices(options=options) | Anchor(options=options):
            return {one.id: one.label for one in options}
        case YesNo():
            return {"yes": "Yes", "no": "No"}
        case _:
            return {}


def _turned(labels: Mapping[str, str], form: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id, label in labels.items():
        found[form(label)] = (*found.get(form(label), ()), id)
    return found
