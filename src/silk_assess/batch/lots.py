"""Units in small lots, as processes are given them; the first thousands wait until it is known how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from silk_assess.batch.sample import Sample
from silk_assess.files.folders import AnswerFile
from silk_assess.files.inputs import JsonLine, TableBlock, TableRow, Unit

_LOT: Final = 16
# So many answer files are scored by columns at once.
_FILES: Final = 256
# A lot is full with so many in its rows or lines, however few these are.
_LETTERS: Final = 500_000
# So many wait at most, however few organisations they are.
_MOST_LETTERS: Final = 40_000_000


@dataclass(slots=True)
class Lot:
    """Some units, the organisations among them numbered from `first`.

    With `explains` all of them are explained and have their results; of those in `keeps` (places in the lot)
    the answers are to be kept, since they may be explained later. What goes by columns
    is done `at_once`: a block of rows, which is a lot by itself, or many answer files; there those may be that
    rank over `bar`.
    """

    units: list[Unit]
    first: int = 1
    explains: bool = False
    keeps: frozenset[int] = field(default_factory=frozenset)
    bar: int | None = None
    at_once: bool = False

    @property
    def block(self) -> TableBlock | None:
        """The block that the lot is, if it is one."""
        return self.units[0] if isinstance(self.units[0], TableBlock) else None

    def numbers(self) -> list[int]:
        """Give each unit the number of its organisation in the input; 0 to what is none."""
        found, number = [], self.first
        for unit in self.units:
            size = organisations(unit)
            found.append(number if size else 0)
            number += size
        return found


def organisations(unit: Unit) -> int:
    """Say how many organisations a unit is, as far as can be told before it is read."""
    return unit.block.size if isinstance(unit, TableBlock) else isinstance(unit, AnswerFile | TableRow | JsonLine)


def dealt(units: Iterable[Unit], sample: Sample, explains_all: bool, by_columns: bool = False) -> Iterator[Lot]:
    """Deal units out in lots.

    Nothing goes out before it is known whether there are more organisations than are explained unasked, or too
    much would wait: what goes out meanwhile is explained. With `explains_all` all are. What goes by columns goes out
    in large lots.
    """
    held: list[list[Unit]] = []
    number = sent = letters = 0

    def lot_of(some: list[Unit]) -> Lot:
        nonlocal sent
        lot = Lot(some, sent + 1, explains_all or not sample.is_many)
        lot.at_once = lot.block is not None or (by_columns and not lot.explains and _is_files(some))
        if sample.is_many:
            lot.keeps = frozenset(i for i, one in enumerate(lot.numbers()) if one and sample.may_hold(one))
            lot.bar = sample.bar
        sent += sum(map(organisations, some))
        return lot

    for some in cut(units):
        number += sum(map(organisations, some))
        if number > sample.most:
            sample.grow_many()
        held.append(some)
        letters += sum(map(_letters, some))
        if sample.is_many or letters > _MOST_LETTERS:
            if by_columns and _waits_for_more(held):
                continue
            yield from map(lot_of, _joined(held) if by_columns else held)
            held.clear()
            letters = _MOST_LETTERS
    yield from map(lot_of, _joined(held) if by_columns else held)


def _is_files(some: list[Unit]) -> bool:
    return all(isinstance(unit, AnswerFile) for unit in some)


def _waits_for_more(held: list[list[Unit]]) -> bool:
    """Say whether there are too few files yet to be done at once."""
    return all(map(_is_files, held)) and sum(map(len, held)) < _FILES


def _joined(lots: list[list[Unit]]) -> Iterator[list[Unit]]:
    """Join lots of answer files to larger ones."""
    joined: list[Unit] = []
    for some in lots:
        if joined and not (_is_files(some) and _is_files(joined) and len(joined) < _FILES):
            yield joined
            joined = []
        joined = [*joined, *some]
    if joined:
        yield joined


def cut(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Cut units into lots that are quickly done, and small in memory."""
    lot: list[Unit] = []
    letters = 0
    for unit in units:
        if isinstance(unit, TableBlock):
            if lot:
                yield lot
            yield [unit]
            lot, letters = [], 0
            continue
        lot.append(unit)
        letters += _letters(unit)
        if len(lot) == _LOT or letters > _LETTERS:
            yield lot
            lot, letters = [], 0
    if lot:
        yield lot


def _letters(unit: Unit) -> int:
    """Say how much of a unit waits in this process; an answer file is read by the one that scores it."""
    match unit:
        case TableRow(_, row, _):
            return sum(map(len, row.cells))
        case TableBlock(_, block):
            return len(block.data)
        case JsonLine(data=data):
            return len(data)
        case _:
            return 0
