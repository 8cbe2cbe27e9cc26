"""The hidden sheet with the lists behind the drop-downs: what may be chosen, its place, and what it is worth.

Lists that stand in a cell's own rule end at 255 letters and split at commas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.questions import Choices, Country
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.tables import kits
from silk_assess.tables.layout import letters
from silk_assess.workbooks.kit import cells
from silk_assess.workbooks.writing import Writing, text

NAME: Final = kits.LISTS


@dataclass(frozen=True, slots=True)
class List:
    """One list: its texts, the place of each from 1 (0 for unknown, -1 for does not apply), and points."""

    column: int
    texts: tuple[str, ...]
    ranks: tuple[int, ...]
    points: tuple[int, ...]

    def range(self, offset: int = 0, most: int | None = None) -> str:
        """Name the cells: of the texts, with `offset` 1 of the places, with 2 of the points."""
        column = letters(self.column + offset)
        last = 1 + (len(self.texts) if most is None else most)
        return f"{NAME}!${column}$2:${column}${last}"


def lists_of(tree: Tree) -> dict[str, List]:
    """Lay out the lists of all questions; all countries have one together."""
    found: dict[str, List] = {}
    column = 0
    shared: List | None = None
    for one in tree.asked.values():
        if isinstance(one.question, Country):
            if shared is None:
                names = cells.all_countries()
                shared = List(column, names, tuple(range(1, len(names) + 1)), (0,) * len(names))
                column += 3
            found[one.id] = shared
        elif cells.is_listed(one):
            found[one.id] = _list(one, column)
            column += 3
    return found


def _list(one: Asked, column: int) -> List:
    options = cells.shown_options(one)
    worth = _worth(one)
    more = cells.words(one)
    # The own cell of a question of several answers takes only what may be said instead.
    return List(
        column,
        (*options.values(), *more),
        (*range(1, len(options) + 1), *(0, -1)[: len(more)]),
        (*(worth.get(id, 0) for id in options), *(0 for _ in more)),
    )


def _worth(one: Asked) -> dict[str, int]:
    if not one.scored:
        return {}
    if isinstance(one.question, Choices):
        return dict(one.table)
    return {id: points(one, id) for id in one.table}


def write(writing: Writing, sheet: Any, lists: dict[str, List]) -> None:
    """Write the sheet, and hide it."""
    for id, one in lists.items():
        sheet.write_string(0, one.column, id, writing.style("id"))
        for row, (said, rank, worth) in enumerate(zip(one.texts, one.ranks, one.points, strict=True), 1):
            sheet.write_string(row, one.column, text(said))
            sheet.write_number(row, one.column + 1, rank)
            sheet.write_number(row, one.column + 2, worth)
    sheet.hide()
