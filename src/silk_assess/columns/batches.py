"""Arrow record batches in, Arrow record batches out: one function that any engine can call on its own machines.

No engine is imported here. docs/spark.md shows it with PySpark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pyarrow as pa

from silk_assess.columns.arrow import array, fields
from silk_assess.columns.cell_texts import texts_of
from silk_assess.columns.codes import TableCoder, Texts
from silk_assess.columns.figures import Figures, Flags
from silk_assess.columns.kernel import Kernel
from silk_assess.columns.plan import Plan, plan_of
from silk_assess.faults import Code, Fault, SilkError, listed, quoted
from silk_assess.files.other_tools import words
from silk_assess.files.questionnaires import find_pack, load_pack
from silk_assess.files.table_rows import SplitRow
from silk_assess.files.tables import Entry, read_row
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.headers import Headers
from silk_assess.tables.layout import Column, Dialect, Kind, Layout, Target, Why

# What the columns of an engine stand in, where a table has a file.
_NAME: Final = "columns"
_SHOWN: Final = 5
_BLANK: Final = "No question has an answer in this row. Answer one, or leave the row out."
_IN_DDL: Final = {"string": "string", "double": "double", "int64": "bigint", "bool": "boolean"}


def score_batches(batches: Iterable[Any], questionnaire: Tree | str) -> Iterator[Any]:
    """Score record batches of answers: for each one a batch of as many rows, in the same order.

    Columns of a batch are called as those of a table: by the ids of questions and profile fields, `id`, `name`,
    `ID.evidence`, `ID.note`, `ID/OPTION`. Each batch that comes out has `id`, `fault`, and the columns of scores.csv
    from `level_low` on, typed. Where `fault` says what is wrong in a row, as `silk-assess batch` would, its figures
    are null. `questionnaire` is one that was loaded, the id of one that comes with the program, or a folder.

    Raises SilkError where a column is none of this questionnaire's, where no question has a column, or where its
    scales are too great for columns.
    """
    plan = _plan(questionnaire)
    kernel, scorer = Kernel(plan), None
    for batch in batches:
        if scorer is None or scorer.names != batch.schema.names or scorer.types != batch.schema.types:
            scorer = _Scorer(plan, kernel, batch.schema)
        yield scorer.scored(batch)


def schema(questionnaire: Tree | str) -> Any:
    """Give the schema of the batches that `score_batches` gives."""
    return _schema(_plan(questionnaire))


def ddl(questionnaire: Tree | str) -> str:
    """Give that schema as Spark and other engines of SQL write it, names in backticks."""
    return ", ".join(f"`{one.name}` {_IN_DDL[str(one.type)]}" for one in schema(questionnaire))


def _schema(plan: Plan) -> Any:
    return pa.schema([pa.field("id", pa.string()), pa.field("fault", pa.string()), *fields(plan)])


def _plan(questionnaire: Tree | str) -> Plan:
    tree = load_pack(find_pack(questionnaire)) if isinstance(questionnaire, str) else questionnaire
    plan = plan_of(tree)
    if plan is None:
        id = tree.pack.head.id
        says = f"the scales of the questionnaire {quoted(id)} are too great to be scored by columns"
        raise SilkError(Fault((id,), says, "Score its answers with silk-assess batch.", Code.OUT_OF_RANGE))
    return plan


class _Scorer:
    """Scores batches that have the same columns."""

    def __init__(self, plan: Plan, kernel: Kernel, given: Any) -> None:
        self.names, self.types = given.names, given.types
        self._plan, self._kernel, self._schema = plan, kernel, _schema(plan)
        self._layout = _layout(given.names, plan.tree)
        self._coder = TableCoder(self._layout, plan.tree)
        self._id = self._layout.places.get(Target(Kind.ID))

    def scored(self, batch: Any) -> Any:
        """Score one batch."""
        columns = [texts_of(name, column) for name, column in zip(self.names, batch.columns, strict=True)]
        size = batch.num_rows
        rows = self._coder.rows(columns, size)
        scored = self._kernel.score(rows.block)
        wrong = rows.faulty | rows.blank
        faults: list[str | None] = [_BLANK if blank else None for blank in rows.blank.tolist()]
        for i in np.flatnonzero(rows.faulty).tolist():
            faults[i] = _fault(self._entry(columns, i))
        ids = pa.nulls(size, pa.string()) if self._id is None else _ids(batch.column(self._id), columns[self._id])
        figures = [array(_without(one, wrong)) for one in scored.figures.values()]
        return pa.RecordBatch.from_arrays([ids, pa.array(faults, pa.string()), *figures], schema=self._schema)

    def _entry(self, columns: Sequence[Texts], i: int) -> Entry:
        """Read one row as a row of a table."""
        cells = tuple(one.distinct[one.codes[i]] for one in columns)
        return read_row(SplitRow(i + 1, cells, row=i + 1), self._layout, self._plan.tree)


def _layout(names: Sequence[str], tree: Tree) -> Layout:
    """Take columns for what their names say, letter for letter."""
    headers = Headers(tree, words())
    targets = [headers.exact(name) for name in names]
    id = quoted(tree.pack.head.id)
    if strange := [name for name, target in zip(names, targets, strict=True) if target is None]:
        more = f" and {len(strange) - _SHOWN:,} more" if len(strange) > _SHOWN else ""
        what = "is no column" if len(strange) == 1 else "are no columns"
        says = f"{listed(map(quoted, strange[:_SHOWN]))}{more} {what} of the questionnaire {id}"
        raise SilkError(Fault((_NAME,), says, "Select its own columns, or name their questionnaire.", Code.COLUMN))
    known = [target for target in targets if target is not None]
    if twice := [name for name, target in zip(names, known, strict=True) if known.count(target) > 1]:
        says = f"{listed(map(quoted, twice[:_SHOWN]))} stand for the same"
        raise SilkError(Fault((_NAME,), says, "Keep one of them.", Code.COLUMN))
    fields = {one.id for one in tree.profile}
    if not any(one.kind in (Kind.ANSWER, Kind.OPTION) and one.id not in fields for one in known):
        says = f"no column is a question of the questionnaire {id}"
        raise SilkError(Fault((_NAME,), says, "Name a column for each question by its id.", Code.COLUMN))
    return Layout(_NAME, Dialect(), tuple(Column(name, one, Why.ID) for name, one in zip(names, known, strict=True)))


def _ids(column: Any, texts: Texts) -> Any:
    """Give ids as texts, null where there are none."""
    return pa.array(texts.distinct, pa.string()).take(pa.array(texts.codes, mask=column.is_null().to_numpy(False)))


def _fault(entry: Entry) -> str:
    """Say all that is wrong in a row, in which columns and what to do."""
    if entry.is_blank:
        return _BLANK
    assert entry.faults, "columns and rows must find the same faults"
    return " ".join(f"{one.says}. {one.do}" for one in entry.faults)


def _without(figures: Figures, wrong: Flags) -> Figures:
    """Leave out the figures of rows in which something is wrong."""
    if not wrong.any():
        return figures
    return replace(figures, missing=wrong if figures.missing is None else figures.missing | wrong)
