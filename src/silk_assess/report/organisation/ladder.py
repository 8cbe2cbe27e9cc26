"""The levels against the nodes that they name."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.exact import decimal
from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count


class Cell(NamedTuple):
    """What a level asks of a node, and whether it is met; `look` is met, open, missed or none."""

    need: str
    look: str
    text: str


class Ladder(NamedTuple):
    """The levels against the nodes that they name."""

    finding: str
    levels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def ladder(found: Findings) -> Ladder | None:
    """Set the levels against the nodes that they name: met, open or not met."""
    level = found.assessment.level
    if level is None:
        return None
    named_by_any = {id for need in found.tree.requires for id, _ in need}
    ids = [node.id for node in found.tree.nodes if node.id in named_by_any]
    levels = tuple(text.title for text in found.tree.pack.head.levels[1:])
    rows = tuple(
        (names.title(found.tree, id), tuple(_cell(found, id, dict(need).get(id)) for need in found.tree.requires[1:]))
        for id in ids
    )
    open_cells = sum(cell.look == "open" for _, cells in rows for cell in cells)
    finding = (
        f"{capital(count(open_cells, 'requirement'))} on the whole ladder "
        f"{'hangs' if open_cells == 1 else 'hang'} on open answers."
        if open_cells
        else "No requirement hangs on open answers."
    )
    return Ladder(finding, levels, rows)


def _cell(found: Findings, id: str, need: int | None) -> Cell:
    if need is None:
        return Cell("", "none", "Not asked")
    value = found.value(id)
    if value is None:
        return Cell(decimal(need), "met", "Does not apply, so it holds")
    if value.low >= need:
        return Cell(decimal(need), "met", "Met")
    if value.high < need:
        return Cell(decimal(need), "missed", "Not met")
    if value.point is None:
        return Cell(decimal(need), "open", "Open")
    return Cell(decimal(need), "open", "Met as answered, open" if value.point >= need else "Not met as answered, open")
