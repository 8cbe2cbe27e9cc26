"""The levels against the nodes that they name."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.advice.requirements import Requirement, requirements
from silk_assess.exact import decimal
from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count, plural


class AskedCell(NamedTuple):
    """What a level asks of a node, and whether it is met; `look` is met, open, missed or none."""

    need: str
    look: str
    text: str


class Ladder(NamedTuple):
    """The levels against the nodes that they name."""

    finding: str
    levels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[AskedCell, ...]], ...]


def ladder(found: Findings) -> Ladder | None:
    """Set the levels against the nodes that they name: met, open or not met."""
    level = found.assessment.level
    if level is None:
        return None
    named_by_any = {id for need in found.tree.requires for id, _ in need}
    ids = [node.id for node in found.tree.nodes if node.id in named_by_any]
    levels = tuple(text.title for text in found.tree.pack.head.levels[1:])
    asked = [{one.node: one for one in requirements(found.assessment, i)} for i in range(1, len(levels) + 1)]
    rows = tuple((names.title(found.tree, id), tuple(_cell(by_node.get(id)) for by_node in asked)) for id in ids)
    open_cells = sum(cell.look == "open" for _, cells in rows for cell in cells)
    finding = (
        f"{capital(count(open_cells, 'requirement'))} on the whole ladder "
        f"{plural(open_cells, 'hangs', 'hang')} on open answers."
        if open_cells
        else "No requirement hangs on open answers."
    )
    return Ladder(finding, levels, rows)


def _cell(asked: Requirement | None) -> AskedCell:
    if asked is None:
        return AskedCell("", "none", "Not asked")
    need = decimal(asked.needed)
    match asked.held:
        case "does not apply":
            return AskedCell(need, "met", "Does not apply, so it holds")
        case "met":
            return AskedCell(need, "met", "Met")
        case "missed":
            return AskedCell(need, "missed", "Not met")
    if asked.value is None or asked.value.point is None:
        return AskedCell(need, "open", "Open")
    return AskedCell(need, "open", "Not met as answered, open" if asked.is_missed else "Met as answered, open")
