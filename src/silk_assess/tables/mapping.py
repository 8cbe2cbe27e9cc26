"""Mappings: what a person says of a table, its columns and their words. Source: docs/format.md, Mappings."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from silk_assess.answers.another_version import reads
from silk_assess.faults import Code, Fault, Misfit, Steps, did_you_mean, listed, quoted
from silk_assess.questionnaire.field_types import Id, Text, not_empty, one_of
from silk_assess.questionnaire.model.questions import AnyQuestion, Choices
from silk_assess.questionnaire.model.questions import Words as FreeText
from silk_assess.questionnaire.shapes import Before, Key, Model, Refused, Several
from silk_assess.questionnaire.tree import Tree
from silk_assess.questionnaire.values import NONE, lack, lacks, misfit
from silk_assess.tables.cells import NA, UNKNOWN
from silk_assess.tables.headers import Headers
from silk_assess.tables.layout import Column, Dialect, Kind, Target, Why

FORMAT: Final = "silk-mapping/1"
OPEN: Final = "open"
EMPTY: Final = "empty"
# Signs that may part the thousands of numbers, the blanks among them with and without a name.
GROUPINGS: Final = (".", ",", " ", "'", "’", "\u00a0", "\u202f")
_WORDS: Final = ("name", "id", "carry", "leave", OPEN)
_CARRY, _OPEN = Target(Kind.CARRY), Target(Kind.OPEN)


def _any_text(value: Any) -> str:
    if not isinstance(value, str):
        says = f"here stands {'a list' if isinstance(value, list) else 'a mapping'}, and one text is expected"
        raise Refused(Misfit(Code.TEXT, says, "Write it in quotes."))
    return value


def _words_of_cells(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        says = "here words with their meanings are expected"
        raise Refused(Misfit(Code.MAPPING, says, "Write {word: meaning}."))
    odd = [word for word, meaning in value.items() if not isinstance(meaning, str)]
    if odd:
        says, do = "here one meaning is expected", "Write an option's id, a value, unknown, na or empty."
        raise Several([Fault((word,), says, do, Code.TEXT) for word in odd])
    return value


Any_ = Annotated[str, Before(_any_text)]
WORDS_OF_CELLS = Before(_words_of_cells)


class GivenColumn(Model):
    """One column as a mapping has it: its letter, its header, what it is, and what words in it mean."""

    called = "a column"
    column: Text = ""
    header: Any_
    target: Annotated[Text, Key("is")]
    cells: Annotated[Mapping[str, str], WORDS_OF_CELLS] = {}


class Given(Model):
    """A mapping as its file spells it."""

    called = "a mapping"
    format: Annotated[str, one_of(FORMAT)]
    questionnaire: Id
    separator: Any_ = ""
    decimal: Annotated[str, one_of(".", ",", OPEN)] | None = None
    grouping: Any_ = ""
    encoding: Any_ = ""
    header_rows: Annotated[str, one_of("1", "2")] = "1"
    sheet: Any_ = ""
    columns: Annotated[tuple[GivenColumn, ...], Before(not_empty)]


@dataclass(frozen=True, slots=True)
class Named:
    """A column that a mapping names; `letter` is where it stood when the mapping was made, if that is told."""

    letter: str
    column: Column


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping that fits its questionnaire; what is empty or None in it, is found by itself.

    `file` is its name, for messages; `grouping` is empty where no sign parts thousands.
    """

    file: str
    columns: tuple[Named, ...]
    separator: str = ""
    decimal: str | None = None
    grouping: str | None = None
    encoding: str = ""
    header_rows: int = 1
    sheet: str = ""

    @property
    def headers(self) -> frozenset[str]:
        """The headers that it names."""
        return frozenset(one.column.header for one in self.columns)

    def spoken(self, dialect: Dialect) -> Dialect:
        """Put what it says of signs in numbers into a dialect."""
        return replace(dialect, decimal=self.decimal, grouping=self.grouping)

    def assigned(
        self, headers: Sequence[str], extra: Collection[str]
    ) -> tuple[tuple[Column, ...], tuple[tuple[str, str], ...]]:
        """Take each column of a table for what it is here, and tell which named ones are missing, with their letters.

        Of columns with one header the first named one is the first there, and so on.
        """
        waiting: dict[str, deque[Named]] = defaultdict(deque)
        for one in self.columns:
            waiting[one.column.header].append(one)
        found = [waiting[header].popleft().column if waiting.get(header) else _new(header, extra) for header in headers]
        rest = {id(one) for left in waiting.values() for one in left}
        missing = tuple((one.letter, one.column.header) for one in self.columns if id(one) in rest)
        return tuple(found), missing


def _new(header: str, extra: Collection[str]) -> Column:
    if not header:
        return Column("", _OPEN, Why.NAMELESS)
    return Column(header, _CARRY, Why.ASKED) if header in extra else Column(header, _OPEN, Why.NEW)


# From what is given to a mapping that fits


def mapping_of(given: Given, tree: Tree, headers: Headers, file: str) -> tuple[TableMapping, list[Fault]]:
    """Hold what is given against a questionnaire, and list every fault; paths begin with the file's name."""
    faults = list(_faults_of_signs(given, tree, file))
    columns: list[Named] = []
    before: dict[Target | str, int] = {}
    for i, one in enumerate(given.columns):
        path: Steps = (file, "columns", i)
        target = _target(one.target, headers)
        if target is None:
            known = [*_WORDS, *tree.asked]
            says = f"{quoted(one.target)} is nothing that a column can be"
            faults.append(Fault((*path, "is"), says, did_you_mean(one.target, known, _TARGETS), Code.WORD))
            continue
        if target.kind is Kind.OPEN:
            says = f"{_called(one)} is still open"
            faults.append(Fault((*path, "is"), says, _TARGETS, Code.OPEN))
        key: Target | str | None = target if target.kind not in (Kind.CARRY, Kind.LEAVE, Kind.OPEN) else None
        key = one.header if target.kind is Kind.CARRY else key
        if key is not None and key in before:
            other = _called(given.columns[before[key]])
            says = f"{other} is {target.written} too"
            faults.append(Fault((*path, "is"), says, "Keep one of the two, and leave the other.", Code.DUPLICATE))
        if key is not None:
            before.setdefault(key, i)
        if target.kind is Kind.CARRY and not one.header:
            says = "a column without a header cannot be carried along"
            faults.append(Fault((*path, "is"), says, "Name it in the table, or leave it.", Code.WORD))
        meanings = {word: tree.renamed.option(one.target, meaning) for word, meaning in one.cells.items()}
        faults += _faults_of_cells(meanings, target, tree, (*path, "cells"))
        cells = tuple((word.strip(), meaning) for word, meaning in meanings.items())
        columns.append(Named(one.column, Column(one.header, target, Why.MAPPING, cells=cells)))
    grouping = {"": None, "none": ""}.get(given.grouping, given.grouping)
    decimal = given.decimal
    if decimal is None and grouping:
        decimal = "," if grouping == "." else "."
    found = TableMapping(
        file, tuple(columns), given.separator, decimal, grouping, given.encoding, int(given.header_rows), given.sheet
    )
    return found, faults


_TARGETS: Final = "Write name, a question's id, carry or leave."


def _called(one: GivenColumn) -> str:
    return f"column {one.column}" if one.column else f"column {quoted(one.header)}"


def _target(word: str, headers: Headers) -> Target | None:
    plain = {"carry": Kind.CARRY, "leave": Kind.LEAVE, OPEN: Kind.OPEN}
    return Target(plain[word]) if word in plain else headers.exact(word)


def _faults_of_signs(given: Given, tree: Tree, file: str) -> Iterator[Fault]:
    if not reads(tree, given.questionnaire):
        says = f"this mapping is for the questionnaire {given.questionnaire}, and {tree.pack.head.id} is used"
        do = "Name its questionnaire with --pack, or take another mapping."
        yield Fault((file, "questionnaire"), says, do, Code.QUESTIONNAIRE)
    if given.sheet == OPEN:
        yield Fault((file, "sheet"), "which sheet is meant is still open", "Write its name.", Code.OPEN)
    if len(given.separator) > 1 or given.separator in ('"', "\n", "\r"):
        says, do = f"{quoted(given.separator)} is no sign between cells", 'Write one sign, such as ";" or "\\t".'
        yield Fault((file, "separator"), says, do, Code.WORD)
    for key, value in (("decimal", given.decimal), ("grouping", given.grouping)):
        if value == OPEN:
            do = 'Write the sign, such as ".", or none.' if key == "grouping" else 'Write "." or ",".'
            yield Fault((file, key), f"the {key} sign is still open", do, Code.OPEN)
    if given.grouping not in ("", "none", OPEN, *GROUPINGS):
        says, do = f"{quoted(given.grouping)} parts no thousands", 'Write ".", ",", " ", "\'" or none.'
        yield Fault((file, "grouping"), says, do, Code.WORD)
    if given.grouping and given.grouping == given.decimal:
        says = "the sign before decimals and that between thousands are the same"
        yield Fault((file, "grouping"), says, "Write another one, or none.", Code.WORD)


def _faults_of_cells(cells: Mapping[str, str], target: Target, tree: Tree, path: Steps) -> Iterator[Fault]:
    """Tell of words whose meaning is open, or none that the column can have."""
    if target.kind is Kind.OPEN:
        return
    if cells and target.kind not in (Kind.ANSWER, Kind.OPTION):
        says = "words have meanings in columns of questions and options only"
        yield Fault(path, says, "Take them out.", Code.UNKNOWN_KEY)
        return
    for word, meaning in cells.items():
        if not meaning or (meaning == OPEN and not has_option(tree, target.id, OPEN)):
            says = f"the meaning of {quoted(word)} is still open"
            yield Fault((*path, word), says, _meanings(tree, target), Code.OPEN)
        elif target.kind is Kind.OPTION:
            if meaning not in ("yes", "no", EMPTY):
                says = f"{quoted(meaning)} says neither that {target.option} holds nor that it does not"
                yield Fault((*path, word), says, "Write yes, no or empty.", Code.OPTION)
        elif (wrong := _wrong(meaning, target.id, tree)) is not None:
            yield wrong.fault((*path, word))


def _meanings(tree: Tree, target: Target) -> str:
    if target.kind is Kind.OPTION:
        return "Write yes, no or empty."
    question = tree.asked[target.id].question
    options = [one.id for one in getattr(question, "options", ())]
    in_profile = target.id in {one.id for one in tree.profile}
    rest = [EMPTY] if in_profile else [UNKNOWN, NA, EMPTY]
    return f"Write {listed([*(options or ['the value']), *rest], 'or')}."


def has_option(tree: Tree, id: str, option: str) -> bool:
    """Say whether a question has an option of an id; one may be called as a word of mappings is, and counts first."""
    return any(one.id == option for one in getattr(tree.asked[id].question, "options", ()))


def _wrong(meaning: str, id: str, tree: Tree) -> Misfit | None:
    """Say why a question cannot have a meaning; None where it can."""
    question: AnyQuestion = tree.asked[id].question
    in_profile = id in {one.id for one in tree.profile}
    if meaning == EMPTY or isinstance(question, FreeText):
        return None
    if meaning in (UNKNOWN, NA) and not in_profile:
        return None
    if isinstance(question, Choices):
        if meaning == NONE:
            return None
        parts = [part.strip() for part in meaning.split(";")]
        return next((misfit(question, parts[i], why) for i, why in lacks(question, parts)), None)
    why = lack(question, meaning)
    return None if why is None else misfit(question, meaning, why, in_profile)
