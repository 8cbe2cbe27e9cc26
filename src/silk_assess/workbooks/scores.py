"""scores.xlsx: levels and parts of many organisations with titles, their faults, and what it is all about.

It is made from the lines of results.jsonl, so that no figure can differ. Source: docs/format.md, Folder of a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from silk_assess.exact import micro, shown
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.workbooks.writing import MOST_ROWS, Writing, text

# More faults than anybody reads in a sheet; errors.jsonl holds all.
MOST_FAULTS: Final = 100_000
PARTS: Final = "Levels and parts"
_FAULTS: Final = (
    ("file", "File", 22), ("sheet", "Sheet", 14), ("row", "Row", 7), ("column", "Column", 8),
    ("question", "Id of the question", 20), ("fault", "What is wrong", 60), ("remedy", "What to do", 60),
    ("code", "Code", 16),
)  # fmt: skip
_LEVEL: Final = ("Level", "Level, in words", "Level at least", "Level at most", "Firm")
_WHERE: Final = (("file", "File"), ("sheet", "Sheet"), ("row", "Row"), ("id", "Id"))
_WHOLE: Final = "All together"
_EMPTY: Final = "Empty: too few answers for one number; what it may be stands beside it. Empty too: it does not apply."


def write(
    place: Path,
    tree: Tree,
    results: Iterable[Mapping[str, Any]],
    extra: Sequence[str],
    faults: Iterable[Mapping[str, Any]],
    about: Sequence[tuple[str, str]],
) -> None:
    """Write the workbook; `extra` names what was carried along, `about` holds pairs for the last sheet."""
    with Writing(place, f"Scores, {tree.pack.head.title}", place.parent) as writing:
        _parts(writing, tree, iter(results), extra)
        _fault_list(writing, iter(faults))
        _about(writing, about)


def _nodes(tree: Tree) -> list[Node]:
    """List the whole, its sections, and what stands below them."""
    first = [*(id for id in tree.roots if id not in tree.parts), *tree.parts]
    return [*(tree.node[id] for id in first), *(node for node in tree.nodes if node.id not in first)]


# Levels and parts


def _parts(writing: Writing, tree: Tree, results: Iterator[Mapping[str, Any]], extra: Sequence[str]) -> None:
    """Write one organisation a row; more than a sheet holds go on in a next one."""
    number = 1
    while True:
        first = next(results, None)
        if first is None and number > 1:
            return
        sheet = writing.sheet(PARTS if number == 1 else f"{PARTS} {number}")
        columns = _head(writing, sheet, tree, extra)
        row = 0
        some = () if first is None else chain((first,), islice(results, MOST_ROWS - 2))
        for row, one in enumerate(some, 1):
            _row(writing, sheet, row, one, tree, extra)
        sheet.autofilter(0, 0, row, columns - 1)
        number += 1


def _head(writing: Writing, sheet: Any, tree: Tree, extra: Sequence[str]) -> int:
    names = ["Organisation", *(_LEVEL if tree.pack.head.levels else ())]
    points = []
    for node in _nodes(tree):
        points.append(len(names))
        names += [_WHOLE if node.id == "index" else node.title, "between", "and"]
    names += [name for _, name in _WHERE]
    names += extra
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 32, writing.style("plain"))
    sheet.set_column(1, len(names) - 1, 12, writing.style("plain"))
    sheet.set_row(0, 60)
    for i, name in enumerate(names):
        sheet.write_string(0, i, text(name), writing.style("head"))
    for i in points:
        sheet.write_comment(0, i, _EMPTY, {"author": ""})
    return len(names)


def _row(writing: Writing, sheet: Any, row: int, one: Mapping[str, Any], tree: Tree, extra: Sequence[str]) -> None:
    sheet.write_string(row, 0, text(one["organisation"].get("name") or one["source"]["file"] or ""))
    column = 1
    if tree.pack.head.levels:
        _level(sheet, row, one["level"], tree)
        column += len(_LEVEL)
    for node in _nodes(tree):
        bounds = tree.bounds(node.id)
        for key in ("points", "low", "high"):
            value = one["nodes"][node.id][key]
            if value is not None:
                sheet.write_number(row, column, float(value), writing.style("figure", _places(value, bounds)))
            column += 1
    for key, _ in _WHERE:
        _cell(sheet, row, column, one["source"][key])
        column += 1
    carried = one.get("extra", {})
    for name in extra:
        _cell(sheet, row, column, carried.get(name))
        column += 1


def _level(sheet: Any, row: int, level: Mapping[str, Any] | None, tree: Tree) -> None:
    if level is None:
        return
    sheet.write_number(row, 1, level["point"])
    sheet.write_string(row, 2, text(tree.pack.head.levels[level["point"]].title))
    sheet.write_number(row, 3, level["low"])
    sheet.write_number(row, 4, level["high"])
    sheet.write_string(row, 5, "yes" if level["firm"] else "no")


def _places(value: Decimal | int, bounds: Sequence[int]) -> str:
    """Show as many decimals as it takes not to seem on another side of a bound.

    >>> _places(Decimal("59.96"), [60_000_000]), _places(60, [60_000_000])
    ('0.00', '0.0')
    """
    size = micro(str(value))
    assert size is not None
    return "0." + "0" * len(shown(size, bounds).partition(".")[2])


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value))
    elif value:
        sheet.write_string(row, column, text(str(value)))


# The other sheets


def _fault_list(writing: Writing, faults: Iterator[Mapping[str, Any]]) -> None:
    sheet = writing.sheet("Faults")
    sheet.freeze_panes(1, 0)
    for i, (_, name, width) in enumerate(_FAULTS):
        sheet.set_column(i, i, width, writing.style("wrapped"))
        sheet.write_string(0, i, name, writing.style("head"))
    row = 0
    for row, one in enumerate(islice(faults, MOST_FAULTS), 1):
        for i, (key, _, _) in enumerate(_FAULTS):
            _cell(sheet, row, i, one[key])
    more = sum(1 for _ in faults)
    if not row or more:
        sheet.write_string(row + 1, 0, f"and {more:,} more in errors.jsonl" if more else "No faults.")


def _about(writing: Writing, about: Sequence[tuple[str, str]]) -> None:
    sheet = writing.sheet("about")
    sheet.set_column(0, 0, 20, writing.style("plain"))
    sheet.set_column(1, 1, 90, writing.style("wrapped"))
    for row, (key, value) in enumerate(about):
        sheet.write_string(row, 0, text(key), writing.style("plain"))
        sheet.write_string(row, 1, text(value), writing.style("wrapped"))
