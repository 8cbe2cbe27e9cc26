"""A block of a table split: its rows as columns of distinct texts, and those that cannot be split so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from silk_assess.columns.codes import Texts
from silk_assess.files import table_blocks
from silk_assess.files.table_blocks import Block
from silk_assess.files.table_rows import SplitRow
from silk_assess.tables.layout import Layout

_QUOTE: Final = '"'


@dataclass(frozen=True, slots=True)
class SplitBlock:
    """Some rows as columns, in the order of the layout; `others` are those that could not be split so.

    `rows` are the numbers of the rows in the table, `places` say which of the block's organisations each is, from 0;
    so do the numbers before the others. `spans` are where the line of each row stands in the block; `odd` gives one
    for those that are no line of it, by their places here.
    """

    texts: Sequence[Texts]
    rows: npt.NDArray[np.int64]
    places: npt.NDArray[np.int64]
    spans: npt.NDArray[np.int64]
    odd: Mapping[int, bytes]
    others: Sequence[tuple[int, SplitRow]]

    def row(self, i: int) -> SplitRow:
        """Give one row as the splitter of rows gives it."""
        cells = tuple(column.distinct[column.codes[i]] for column in self.texts)
        return SplitRow(int(self.rows[i]), cells, row=int(self.rows[i]))


def split(block: Block, layout: Layout) -> SplitBlock:
    """Split a block."""
    sign, columns = layout.dialect.separator, len(layout.columns)
    lines = table_blocks.lines_of(block.data, sign, columns)
    rows = table_blocks.rows_of(lines, sign, columns, block.row)
    sound = [one for one in rows.others if one.broken is None and len(one.cells) == columns]
    broken = [one for one in rows.others if one.broken is not None or len(one.cells) != columns]
    numbers = np.concatenate((rows.numbers, np.array([one.row for one in sound], np.int64)))
    order = np.argsort(numbers, kind="stable")
    everybody = np.sort(np.concatenate((numbers, np.array([one.row for one in broken], np.int64))))
    arrays = table_blocks.cells_of(rows, sign, columns)
    texts = []
    for i, column in enumerate(arrays):
        distinct, codes = column.dictionary.to_pylist(), column.indices.to_numpy(zero_copy_only=False)
        if sound:
            codes = np.concatenate((codes, _more(distinct, [one.cells[i] for one in sound])))
        texts.append(Texts(distinct, codes[order]))
    spans = np.full((len(numbers), 2), -1, np.int64)
    spans[: len(rows.regular)] = np.stack((lines.starts[rows.regular], lines.ends[rows.regular]), axis=1)
    where = np.argsort(order)[len(rows.regular) :].tolist()
    return SplitBlock(
        texts,
        numbers[order],
        np.searchsorted(everybody, numbers[order]),
        spans[order],
        {place: _line(one.cells, sign) for place, one in zip(where, sound, strict=True)},
        [(int(np.searchsorted(everybody, one.row)), one) for one in broken],
    )


def _more(distinct: list[str], cells: Sequence[str]) -> npt.NDArray[np.int64]:
    """Code more cells of a column; those that are new are put to its distinct texts."""
    known = {text: i for i, text in enumerate(distinct)}
    found = []
    for cell in cells:
        code = known.setdefault(cell, len(distinct))
        if code == len(distinct):
            distinct.append(cell)
        found.append(code)
    return np.array(found, np.int64)


def _line(cells: Sequence[str], separator: str) -> bytes:
    """Write a row as one that is split again to the same cells."""
    quoted = (_QUOTE + cell.replace(_QUOTE, 2 * _QUOTE) + _QUOTE for cell in cells)
    return (separator.join(quoted) + "\n").encode("utf-8", "surrogatepass")


def split_again(lines: Sequence[bytes], layout: Layout) -> SplitBlock:
    """Split some rows of a table once more, each given by its bytes."""
    data = b"".join(line if line.endswith(b"\n") else line + b"\n" for line in lines)
    return split(Block(data, 1, len(lines)), layout)
