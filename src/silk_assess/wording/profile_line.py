"""What the profile tells, in the questionnaire's own words: the line about an organisation, and beside a peer case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, groupby
from typing import NamedTuple

from silk_assess.answers.model import Given
from silk_assess.countries import country_name
from silk_assess.exact import UNIT, decimal
from silk_assess.faults import listed
from silk_assess.questionnaire.line import LineText, Piece, Slot
from silk_assess.questionnaire.model.questions import (
    AnyQuestion,
    Choices,
    Country,
    ProfileNumber,
    Quantity,
    Words,
    YesNo,
)
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording import answers
from silk_assess.wording.numbers import capital


class Run(NamedTuple):
    """Some words, and whether a person wrote them in an answer file: those may run the other way."""

    text: str
    foreign: bool


Said = tuple[Run, ...]


def about(tree: Tree, known: Mapping[str, Given]) -> tuple[Said, ...]:
    """Describe an organisation in a few sentences without their full stops.

    First each profile text that is in no piece of the line, then the line itself. Without a
    `line` that is only the first country that is given. `known` holds what is given, by field;
    of a questionnaire without a profile it may hold a `country` that was carried along.
    Source: docs/format.md, The line about an organisation.
    """
    line = tree.pack.head.line
    in_pieces = {id for piece in line or () for text in piece for id in text.fields}
    alone = [one for one in tree.profile if isinstance(one.question, Words) and one.id not in in_pieces]
    sentences: list[Said] = [(Run(str(known[one.id]), True),) for one in alone if one.id in known]
    pieces = _home(tree, known) if line is None else [_piece(tree, piece, known) for piece in line]
    said = [piece for piece in pieces if piece]
    if said:
        sentences.append(begun(joined(said, ", ")))
    return tuple(sentences)


def compared(tree: Tree, id: str, theirs: Mapping[str, Given], yours: Mapping[str, Given]) -> Said:
    """Say a profile field that both sides have side by side: theirs, then yours; once where they read alike.

    It is said as in the line: by the text that names this field alone, else by the first whose
    fields both sides have. A field without such a text is said by its own, both answers behind it.
    Source: docs/format.md, The line about an organisation.
    """
    question = tree.asked[id].question
    text = _text_for(tree, id, theirs, yours)
    if text is None:
        lead = Run(f"“{question.text}” ", False)
        both: list[Said] = [(_answer(question, one[id]),) for one in (theirs, yours)]
    else:
        lead = Run("", False)
        both = [_filled(tree, text, one) for one in (theirs, yours)]
    if both[0] == both[1]:
        return _runs([lead, *both[0]])
    return _runs([lead, *both[0], Run("; yours: ", False), *both[1]])


def joined(parts: Iterable[Said], joint: str) -> Said:
    """Set several things said behind each other.

    >>> joined([(Run("Coop", False),), (Run("2 people", False),)], ", ")
    (Run(text='Coop, 2 people', foreign=False),)
    """
    first, *rest = parts
    return _runs([*first, *chain.from_iterable((Run(joint, False), *part) for part in rest)])


def begun(said: Said) -> Said:
    """Begin a sentence with what is said."""
    return (said[0]._replace(text=capital(said[0].text)), *said[1:])


def _home(tree: Tree, known: Mapping[str, Given]) -> list[Said]:
    fields = [one.id for one in tree.profile if isinstance(one.question, Country)]
    home = next((known[id] for id in (fields if tree.profile else ["country"]) if id in known), None)
    return [] if home is None else [(Run(f"in {country_name(str(home))}", False),)]


def _piece(tree: Tree, piece: Piece, known: Mapping[str, Given]) -> Said:
    """Say the first text whose fields are all given; nothing where there is none."""
    text = next((text for text in piece if known.keys() >= set(text.fields)), None)
    return () if text is None else _filled(tree, text, known)


def _text_for(tree: Tree, id: str, theirs: Mapping[str, Given], yours: Mapping[str, Given]) -> LineText | None:
    texts = [text for piece in tree.pack.head.line or () for text in piece if id in text.fields]
    alone = [text for text in texts if set(text.fields) == {id}]
    in_both = [text for text in texts if theirs.keys() & yours.keys() >= set(text.fields)]
    return next(iter([*alone, *in_both]), None)


def _filled(tree: Tree, text: LineText, known: Mapping[str, Given]) -> Said:
    """Fill a text; where a number has words of its own for 0 or 1, these stand in its place."""
    for id in text.fields:
        words = _at_nought_or_one(tree.asked[id].question, known[id])
        if words is not None:
            return (Run(words, False),)
    return _runs(
        _value(tree.asked[part.id].question, known[part.id]) if isinstance(part, Slot) else Run(part, False)
        for part in text.parts
    )


def _at_nought_or_one(question: AnyQuestion, value: Given) -> str | None:
    if not isinstance(question, ProfileNumber):
        return None
    return {0: question.line_zero, UNIT: question.line_one}.get(value) if isinstance(value, int) else None


def _value(question: AnyQuestion, value: Given) -> Run:
    """Say an answer inside a text of the line: a number without its unit, words of ours with small letters."""
    match question, value:
        case Quantity(), int(size):
            return Run(decimal(size), False)
        case YesNo(), str(word):
            return Run(word, False)
        case Choices(), ():
            return Run("none of these", False)
        case _:
            return _answer(question, value)


def _answer(question: AnyQuestion, value: Given) -> Run:
    """Say an answer where it stands behind its question."""
    match question, value:
        case Country(), _:
            return Run(country_name(str(value)), False)
        case Words(), _:
            return Run(str(value), True)
        case Choices(options=options), tuple(ids) if ids:
            return Run(listed(option.label for option in options if option.id in ids), False)
        case _:
            return Run(answers.answer(question, value), False)


def _runs(runs: Iterable[Run]) -> Said:
    """Put together what the same side wrote, and leave out what is empty."""
    together = groupby((run for run in runs if run.text), lambda run: run.foreign)
    return tuple(Run("".join(run.text for run in few), foreign) for foreign, few in together)
