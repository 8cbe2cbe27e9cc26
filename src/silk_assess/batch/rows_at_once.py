"""Many rows of a table at once: read and scored by columns, and one by one where anything in them is amiss.

What comes of it is what `batch/outcome.py` makes of each row, letter for letter. NumPy and Arrow are loaded only where
columns are used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from silk_assess.answers.model import Answers, Given
from silk_assess.batch.lines_of_scores import lines_of
from silk_assess.batch.outcome import Outcome, Task, outcome_of
from silk_assess.batch.sample import rank
from silk_assess.batch.split_block import SplitBlock, split, split_again
from silk_assess.columns.block import Block, Coded
from silk_assess.columns.codes import TableCoder
from silk_assess.columns.figures import Scored
from silk_assess.columns.kernel import Kernel
from silk_assess.columns.plan import plan_of
from silk_assess.escape import from_csv_cell
from silk_assess.files.inputs import TableBlock, TableRow
from silk_assess.portfolio.member import NONE, Explained, explained_of
from silk_assess.portfolio.organisations import LevelReach, Rows
from silk_assess.questionnaire.model.questions import CELLS, FACETS
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess
from silk_assess.tables.cells import Seen
from silk_assess.tables.layout import Kind, Layout
from silk_assess.tables.reading import has_evidence

Numbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class ScoredRows:
    """What became of a block: the rows that were scored by columns, in their order, and `others`, each by itself.

    `places` say of each scored row which of the block's organisations it is, from 0; so do the numbers before the
    others. `lines` are those of scores.csv without their ends and without what is carried along. `figures` has a
    row for each as `portfolio.member.flat` lays one out, `answered` and `fired` one as `Member` has them. `spans`
    are where each stands in the block, and `odd` gives the bytes of those that are written otherwise there.
    """

    file: str
    places: Numbers
    rows: Numbers
    ids: Sequence[str]
    names: Sequence[str]
    lines: Sequence[str]
    levels: Sequence[LevelReach | None]
    figures: Numbers
    coverage: Numbers
    evidence: Numbers | None
    profile: Mapping[str, Sequence[Given | None]]
    extra: Mapping[str, Sequence[str]]
    answered: npt.NDArray[np.uint8]
    flags: Sequence[str]
    fired: npt.NDArray[np.bool_]
    seen: frozenset[tuple[int, Seen]]
    spans: npt.NDArray[np.int64]
    odd: Mapping[int, bytes]
    others: tuple[tuple[int, Outcome], ...] = ()

    def taken(self, places: Sequence[int]) -> Rows:
        """Give some of the scored rows, in their order, for a portfolio."""

        def some(column: Sequence[Any]) -> list[Any]:
            return [column[i] for i in places]

        answered = self.answered[places]
        fired = self.fired[places].sum(axis=0).tolist()
        return Rows(
            names=some(self.names),
            ids=some(self.ids),
            files=[f"{self.file}:{row}" for row in self.rows[places].tolist()],
            figures=self.figures[places],
            levels=some(self.levels),
            coverage=self.coverage[places].tolist(),
            evidence=None if self.evidence is None else self.evidence[places].tolist(),
            profile={id: some(values) for id, values in self.profile.items()},
            extra={name: some(values) for name, values in self.extra.items()},
            answered=[_counted(column) for column in answered.T],
            flags={id: size for id, size in zip(self.flags, fired, strict=True) if size},
        )


def _counted(column: npt.NDArray[np.uint8]) -> dict[int, int]:
    return {code: size for code, size in enumerate(np.bincount(column).tolist()) if size}


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
        tree = self.task.tree
        ids, names = self._cells(rows, sound, Kind.ID, str.strip), self._cells(rows, sound, Kind.NAME, _name)
        numbers = rows.rows[sound]
        profile = {
            one.id: _values(block.answers[one.id]) for one in tree.profile if one.id in block.answers
        }  # fmt: skip
        extra = {
            one.header: self._column(rows, sound, i)
            for i, one in enumerate(self.layout.columns)
            if one.target.kind is Kind.CARRY
        }
        flags = [rule.id for rule in tree.pack.rules if rule.is_flag]
        figures = scored.figures
        return ScoredRows(
            file=self.layout.file,
            places=rows.places[sound],
            rows=numbers,
            ids=ids,
            names=names,
            lines=lines_of(self.layout, ids, names, numbers, [figures[name] for name, _ in self.task.columns]),
            levels=_levels(scored),
            figures=_figures(scored, tree),
            coverage=figures["coverage"].values.astype(np.int64),
            evidence=figures["evidence"].values.astype(np.int64) if has_evidence(self.layout) else None,
            profile=profile,
            extra=extra,
            answered=_stacked([scored.answered[one.id] for one in tree.questions], scored.size).astype(np.uint8),
            flags=flags,
            fired=_stacked([scored.fired[id] for id in flags], scored.size).astype(np.bool_),
            seen=frozenset(),
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


def _values(coded: Coded) -> list[Given | None]:
    values = coded.values
    return [None if (one := values[code]) is None else one.value for code in coded.codes.tolist()]


def _levels(scored: Scored) -> list[LevelReach | None]:
    low, point, high = (scored.figures[f"level_{name}"] for name in ("low", "point", "high"))
    found: list[LevelReach | None] = list(
        zip(low.values.tolist(), point.values.tolist(), high.values.tolist(), strict=True)
    )
    if low.missing is not None:
        for i in np.flatnonzero(low.missing).tolist():
            found[i] = None
    return found


def _figures(scored: Scored, tree: Tree) -> Numbers:
    names = [node.id for node in tree.nodes]
    flows = [f"{cell}.{facet}" for cell in CELLS for facet in FACETS]
    found = np.full((scored.size, 3 * (len(names) + len(flows))), NONE, np.int64)
    for i, name in enumerate([*names, *(flows if tree.has_flows else ())]):
        for k, end in enumerate(("low", "points", "high")):
            one = scored.figures[f"{name}.{end}"]
            found[:, 3 * i + k] = one.values if one.missing is None else np.where(one.missing, NONE, one.values)
    return found


def _stacked(columns: Sequence[npt.NDArray[Any]], size: int) -> npt.NDArray[Any]:
    return np.stack(columns, axis=1) if columns else np.zeros((size, 0), np.uint8)


# The last table of which a block was scored: blocks of one come one behind the other.
_LAST: list[RowsAtOnce] = []


def rows_at_once(layout: Layout, task: Task) -> RowsAtOnce:
    """Give what scores the blocks of a table."""
    if not _LAST or _LAST[0].layout != layout or _LAST[0].task is not task:
        _LAST[:] = [RowsAtOnce(layout, task)]
    return _LAST[0]
