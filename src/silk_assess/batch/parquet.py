"""scores.parquet: scores.csv once more, with a type for each column. Source: docs/format.md, Folder of a batch.

It is made from scores.csv, so that no figure can differ. The library is loaded only here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from silk_assess.batch import score_table
from silk_assess.batch.score_table import Column
from silk_assess.escape import from_csv_cell
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.questionnaire.tree import Tree

HOW_TO_GET: Final = 'pip install "silk-assess[scale]"'
# More bytes than one row can have, and rows of a group; fixed, so that the same table gives the same bytes.
_BLOCK: Final = 16 << 20
_GROUP: Final = 20_000
# Decimals are exact; all but enormous scales are held by eighteen figures, six of them behind the point.
_FEWER, _FIGURES = 18, 38
_LARGE: Final = 10**18


def check_at_hand(what: str) -> None:
    """See that Parquet can be written.

    Raises SilkError with code "unwritable", which says how to get what is missing.
    """
    if find_spec("pyarrow") is None:
        says = f"{what} cannot be written: Parquet needs one more package"
        raise SilkError(Fault((what,), says, f"Install it: {HOW_TO_GET}", Code.UNWRITABLE))


def write(table: Path, place: Path, head: Sequence[Column], tree: Tree) -> None:
    """Write what stands in scores.csv; an empty cell is null, and a text stands there as it was given."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    ours = dict(zip(score_table.names(head), score_table.kinds(head, tree), strict=True))
    points = pa.decimal128(_FIGURES if max(node.scale for node in tree.nodes) >= _LARGE else _FEWER, 6)
    types = {"text": pa.string(), "number": points, "whole": pa.int64(), "flag": pa.bool_()}
    writer = None
    for found in _groups(table):
        kinds = [ours.get(name, "text") for name in found.column_names]
        schema = pa.schema(list(zip(found.column_names, map(types.__getitem__, kinds), strict=True)))
        columns = [
            _bare(column) if kind == "text" else column.cast(types[kind])
            for column, kind in zip(found.columns, kinds, strict=True)
        ]
        if writer is None:
            writer = pq.ParquetWriter(place, schema, compression="zstd")
        writer.write_table(pa.table(columns, schema=schema), row_group_size=_GROUP)
    assert writer is not None
    writer.close()


def _groups(table: Path) -> Iterator[Any]:
    """Read so many rows at a time, all as texts."""
    import pyarrow as pa
    from pyarrow import csv

    names = _names(table)
    reader = csv.open_csv(
        table,
        csv.ReadOptions(use_threads=False, block_size=_BLOCK),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=[""], strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )  # fmt: skip
    held: list[Any] = []
    size = 0
    for batch in reader:
        held.append(batch)
        size += batch.num_rows
        if size >= _GROUP:
            whole = pa.Table.from_batches(held)
            for start in range(0, size - _GROUP + 1, _GROUP):
                yield whole.slice(start, _GROUP)
            held = whole.slice(size - size % _GROUP).to_batches()
            size %= _GROUP
    yield pa.Table.from_batches(held, reader.schema)


def _names(table: Path) -> list[str]:
    import csv

    with open(table, encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


def _bare(column: Any) -> Any:
    """Give texts as they were before they were made inert; most come again and again."""
    import pyarrow as pa

    chunks = []
    for chunk in column.chunks:
        coded = chunk.dictionary_encode()
        bare = pa.array([None if text is None else from_csv_cell(text) for text in coded.dictionary.to_pylist()],
                        pa.string())  # fmt: skip
        chunks.append(bare.take(coded.indices))
    return pa.chunked_array(chunks, pa.string())
