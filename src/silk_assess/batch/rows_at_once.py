"""Many rows of a table, or answer files, at once: scored by columns, and one by one where anything is amiss.

What comes of it is what `batch/outcome.py` makes of each row, letter for letter. NumPy and Arrow are loaded only where
columns are used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from silk_assess.answers.model import Answers
from silk_assess.batch.outcome import Outcome, Task, left_out, outcome_of
from silk_assess.batch.sample import kept_of, rank
from silk_assess.batch.scored_rows import ScoredRows, Whence, scored_rows
from silk_assess.batch.split_block import SplitBlock, split, split_again
from silk_assess.columns.block import Block, Coded, block_of
from silk_assess.columns.codes import TableCoder
from silk_assess.columns.figures import Scored
from silk_assess.columns.kernel import Kernel
from silk_assess.columns.plan import plan_of
from silk_assess.escape import from_csv_cell
from silk_assess.files import inputs
from silk_assess.files.inputs import TableBlock, TableRow, Unit
from silk_assess.files.tables import Entry
from silk_assess.portfolio.member import Explained, explained_of
from silk_assess.scoring.assess import assess
from silk_assess.tables.layout import Kind, Layout
from silk_assess.tables.reading import has_evidence

Numbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]


class RowsAtOnce:
    """Scores blocks of one table; what is known of texts is kept from block to block."""

    def __init__(self, layout: Layout, task: Task) -> None:
        plan = plan_of(task.tree)
        assert plan is not None
        self.layout, self.task = layout, task
        self._coder, self._kernel = TableCoder(layout, task.tree), Kernel(plan)

    def scored(self, unit: TableBlock, first: int, bar: int | None) -> ScoredRows:
        """Score a block, whose organisations have numbers from `first` on; who ranks over `bar` may be explained."""
        rows = split(unit.block, self.layout)
        coded = self._coder.rows(rows.texts, len(rows.rows))
        sound = np.flatnonzero(~(coded.faulty | coded.blank))
        block = _taken(coded.block, sound)
        found = self._laid_out(rows, sound, block, self._kernel.score(block))
        by_row = np.flatnonzero(coded.faulty | coded.blank).tolist()
        others = sorted([*rows.others, *((int(rows.places[i]), rows.row(i)) for i in by_row)], key=lambda one: one[0])
        told = []
        for place, row in others:
            keeps = bar is None or rank(first + place) > bar
            told.append((place, outcome_of(TableRow(self.layout, row, False), self.task, False, keeps)))
        return replace(found, others=tuple(told), seen=coded.seen)

    def explained(self, lines: Sequence[bytes]) -> Iterator[Explained]:
        """Explain rows that were scored before, given by their bytes."""
        rows = split_again(lines, self.layout)
        block = self._coder.rows(rows.texts, len(rows.rows)).block
        fields = {one.id for one in self.task.tree.profile}
        for i in range(block.size):
            given = {id: coded.values[coded.codes[i]] for id, coded in block.answers.items()}
            answers = Answers(
                profile={id: one.value for id, one in given.items() if id in fields and one and one.value is not None},
                answers={id: one for id, one in given.items() if id not in fields and one is not None},
                version=self.task.tree.pack.head.version,
            )
            yield explained_of(assess(self.task.tree, answers))

    def _laid_out(self, rows: SplitBlock, sound: Places, block: Block, scored: Scored) -> ScoredRows:
        ids, names = self._cells(rows, sound, Kind.ID, str.strip), self._cells(rows, sound, Kind.NAME, _name)
        extra = {
            one.header: self._column(rows, sound, i)
            for i, one in enumerate(self.layout.columns)
            if one.target.kind is Kind.CARRY
        }
        files = [self.layout.file] * len(sound)
        whence = Whence(rows.places[sound], ids, names, files, rows.rows[sound])
        return replace(
            scored_rows(self.task, block, scored, whence, has_evidence(self.layout), extra),
            spans=rows.spans[sound],
            odd={i: rows.odd[place] for i, place in enumerate(sound.tolist()) if place in rows.odd},
        )

    def _cells(self, rows: SplitBlock, sound: Places, kind: Kind, read: Callable[[str], str]) -> list[str]:
        """Give what stands in the column of one kind; empty texts where there is none."""
        place = next((i for i, one in enumerate(self.layout.columns) if one.target.kind is kind), None)
        return [""] * len(sound) if place is None else list(map(read, self._column(rows, sound, place)))

    @staticmethod
    def _column(rows: SplitBlock, sound: Places, i: int) -> list[str]:
        bare = [from_csv_cell(text) if "'" in text else text for text in rows.texts[i].distinct]
        return [bare[code] for code in rows.texts[i].codes[sound].tolist()]


def _name(cell: str) -> str:
    return cell.strip(" ") if cell.strip() else ""


def _taken(block: Block, places: Places) -> Block:
    """Give some rows of a block."""
    answers = {id: Coded(one.codes[places], one.values) for id, one in block.answers.items()}
    return Block(len(places), answers, {id: one[places] for id, one in block.evidence.items()})


# The last table of which a block was scored: blocks of one come one behind the other.
_LAST: list[RowsAtOnce] = []


def rows_at_once(layout: Layout, task: Task) -> RowsAtOnce:
    """Give what scores the blocks of a table."""
    if not _LAST or _LAST[0].layout != layout or _LAST[0].task is not task:
        _LAST[:] = [RowsAtOnce(layout, task)]
    return _LAST[0]


class FilesAtOnce:
    """Scores answer files: read one by one, scored together."""

    def __init__(self, task: Task) -> None:
        plan = plan_of(task.tree)
        assert plan is not None
        self.task, self._kernel = task, Kernel(plan)

    def scored(self, units: Sequence[Unit], first: int, bar: int | None) -> ScoredRows:
        """Score some files, with numbers from `first` on; who ranks over `bar` may be explained."""
        sound: list[tuple[int, Entry]] = []
        others: list[tuple[int, Outcome]] = []
        for place, unit in enumerate(units):
            read = inputs.read(unit, self.task.tree)
            if (out := left_out(unit, read)) is not None:
                others.append((place, out))
            else:
                sound.append((place, read))
        block = block_of(self.task.tree, [one.answers for _, one in sound])
        whence = Whence(
            np.array([place for place, _ in sound], np.int64),
            [one.id for _, one in sound],
            [one.answers.name or "" for _, one in sound],
            [one.file for _, one in sound],
            np.zeros(len(sound), np.int64),
        )
        drawn = (i for i, (place, _) in enumerate(sound) if bar is None or rank(first + place) > bar)
        return replace(
            scored_rows(self.task, block, self._kernel.score(block), whence, True, {}),
            kept={i: kept_of(sound[i][1].answers) for i in drawn},
            others=tuple(others),
        )


_FILES: list[FilesAtOnce] = []


def files_at_once(task: Task) -> FilesAtOnce:
    """Give what scores answer files."""
    if not _FILES or _FILES[0].task is not task:
        _FILES[:] = [FilesAtOnce(task)]
    return _FILES[0]
