"""Organisations that were scored by columns: what is written of each, and what a portfolio keeps of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from silk_assess.answers.model import Given
from silk_assess.batch.lines_of_scores import lines_of
from silk_assess.batch.outcome import Outcome, Task
from silk_assess.columns.block import Block, Coded
from silk_assess.columns.figures import Scored
from silk_assess.portfolio.member import NONE
from silk_assess.portfolio.organisations import LevelReach, Rows
from silk_assess.questionnaire.model.questions import CELLS, FACETS
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.cells import Seen

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Whence:
    """Where each organisation was read: which of its lot it is, from 0, its id, name and file, and its row or 0."""

    places: Numbers
    ids: Sequence[str]
    names: Sequence[str]
    files: Sequence[str]
    rows: Numbers

    def at(self) -> list[str]:
        """Say where each stands, as a portfolio tells it."""
        told = zip(self.files, self.rows.tolist(), strict=True)
        return [f"{file}:{row}" if row else file for file, row in told]


@dataclass(frozen=True, slots=True)
class ScoredRows:
    """What became of a lot: those that were scored by columns, in their order, and `others`, each by itself.

    The numbers before the others say which of the lot they are, from 0. `lines` are those of scores.csv without their
    ends and without what is carried along. `figures` has a row for each as `portfolio.member.flat` lays one out,
    `answered` and `fired` one as `Member` has them.
    Of a table `spans` are where each row stands in its block, and `odd` gives the bytes of those that are written
    otherwise there; of answer files `kept` are the answers of those that may be explained later.
    """

    whence: Whence
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
    seen: frozenset[tuple[int, Seen]] = frozenset()
    spans: Numbers | None = None
    odd: Mapping[int, bytes] = field(default_factory=dict)
    kept: Mapping[int, bytes] = field(default_factory=dict)
    others: tuple[tuple[int, Outcome], ...] = ()

    def taken(self, places: Sequence[int]) -> Rows:
        """Give some of the scored rows, in their order, for a portfolio."""

        def some(column: Sequence[Any]) -> list[Any]:
            return [column[i] for i in places]

        answered = self.answered[places]
        fired = self.fired[places].sum(axis=0).tolist()
        return Rows(
            names=some(self.whence.names),
            ids=some(self.whence.ids),
            files=some(self.whence.at()),
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


def scored_rows(
    task: Task, block: Block, scored: Scored, whence: Whence, has_evidence: bool, extra: Mapping[str, Sequence[str]]
) -> ScoredRows:
    """Lay out what a block came to; without `has_evidence` there was no place where anybody could have named any."""
    tree, figures = task.tree, scored.figures
    flags = [rule.id for rule in tree.pack.rules if rule.is_flag]
    return ScoredRows(
        whence=whence,
        lines=lines_of(
            whence.files, whence.ids, whence.names, whence.rows, [figures[name] for name, _ in task.columns]
        ),
        levels=_levels(scored),
        figures=_figures(scored, tree),
        coverage=figures["coverage"].values.astype(np.int64),
        evidence=figures["evidence"].values.astype(np.int64) if has_evidence else None,
        profile={one.id: _values(block.answers[one.id]) for one in tree.profile if one.id in block.answers},
        extra=extra,
        answered=_stacked([scored.answered[one.id] for one in tree.questions], scored.size).astype(np.uint8),
        flags=flags,
        fired=_stacked([scored.fired[id] for id in flags], scored.size).astype(np.bool_),
    )


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
