"""Answers of many organisations as columns: whole numbers that stand for what a cell says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from silk_assess.answers.model import Answer, Answers
from silk_assess.questionnaire.tree import Tree

# What an answer file would hold under one id; None where nothing stands there.
Entry = Answer | None


@dataclass(frozen=True, slots=True)
class Coded:
    """The answers to one question or profile field: for each row a place in `values`.

    Of a profile field an entry holds the value alone. `values` may grow at its end from one block to the
    next; what stands in it already stays.
    """

    codes: npt.NDArray[np.integer]
    values: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows: for each question and profile field that has a column its answers; the others are not answered.

    `evidence` says of a question in which rows there is some beside the answer, where the entries do not say it.
    """

    size: int
    answers: Mapping[str, Coded]
    evidence: Mapping[str, npt.NDArray[np.bool_]] = field(default_factory=dict)


def block_of(tree: Tree, rows: Sequence[Answers]) -> Block:
    """Lay answers that were read one by one in columns."""
    answers = {
        one.id: _coded(Answer(row.profile[one.id]) if one.id in row.profile else None for row in rows)
        for one in tree.profile
    }
    evidence = {}
    for one in tree.questions:
        given = [row.answers.get(one.id) for row in rows]
        answers[one.id] = _coded(map(bare, given))
        proved = np.fromiter((entry is not None and bool(entry.evidence) for entry in given), np.bool_, len(given))
        if proved.any():
            evidence[one.id] = proved
    return Block(len(rows), answers, evidence)


def bare(entry: Entry) -> Entry:
    """Leave out what no figure reads: notes, reasons and evidence, which is told apart; so fewer entries differ."""
    if entry is None or not (entry.note or entry.evidence or entry.not_applicable):
        return entry
    return Answer(entry.value, entry.unknown, None if entry.not_applicable is None else "")


def _coded(entries: Iterable[Entry]) -> Coded:
    known: dict[Entry, int] = {}
    codes = np.fromiter((known.setdefault(one, len(known)) for one in entries), np.intp)
    return Coded(codes, list(known))
