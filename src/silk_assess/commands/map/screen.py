"""What `map` says: how the table was read, what is open in its mapping, and how to go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from silk_assess.commands.map.command import Mapped
from silk_assess.faults import listed, quoted, shortened
from silk_assess.tables.draft import DraftColumn
from silk_assess.tables.layout import Kind, Why, letters
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import Line, Row, joined, paragraph, table
from silk_assess.wording.numbers import in_figures, plural
from silk_assess.wording.reading import how

_SHOWN: Final = 20


def mapped(one: Mapped, width: int) -> list[Line]:
    """Tell of a mapping that was written."""
    draft = one.draft
    read = how(one.reading, one.tree)
    size = f"{in_figures(len(one.reading.layout.columns), 'column')}, {in_figures(draft.rows, 'row')}"
    blocks = [paragraph(f"{one.table}: {'; '.join(filter(None, (read, size)))}.", width, 0, 2)]
    columns = [column for column in draft.columns if column.column.target.kind is Kind.OPEN]
    settled = len(draft.columns) - len(columns)
    if columns:
        are = plural(settled, "is", "are")
        opened = f"{len(columns):,} {plural(len(columns), 'is', 'are')} open"
        head = paragraph(f"{in_figures(settled, 'column')} {are} settled, {opened}:", width)
        blocks.append([*head, *_listed([_row(column) for column in columns], width)])
    else:
        blocks.append(paragraph(f"All {in_figures(settled, 'column')} are settled.", width))
    words = list(_words(one))
    if words:
        head = paragraph(f"{in_figures(len(words), 'word')} in cells {plural(len(words), 'is', 'are')} open:", width)
        blocks.append([*head, *_listed(words, width)])
    if columns or words:
        said = f"Wrote {one.file}. The open points stand first in it. Settle them in an editor, then see what is left:"
    else:
        said = f"Wrote {one.file}. Nothing is open in it. Look through it, then check the table with it:"
    return [*joined([*blocks, paragraph(said, width)]), *paragraph([(command(*one.again), "cyan")], width, 2, 4)]


def _row(one: DraftColumn) -> tuple[str, str, str]:
    column = one.column
    match column.why:
        case Why.NEAR | Why.TWO_MEANINGS:
            why = f"{listed(column.hints, 'or')}?"
        case Why.TWICE:
            why = f"column {letters(int(column.hints[0]))} is the same"
        case _:
            why = "no question is like it"
    return letters(one.place), shortened(column.header, 40) or "(no name)", why


def _words(one: Mapped) -> Iterator[tuple[str, str, str]]:
    for column in one.draft.columns:
        for word, rows in column.open.items():
            where = f"in row{'s' if len(rows) > 1 else ''} {listed(map(str, rows))}"
            yield letters(column.place), quoted(word, 40), where
    if one.draft.two_meanings is not None:
        place, number, sign = one.draft.two_meanings
        yield place.rstrip("0123456789"), quoted(number), f"in {place}: {number.replace(sign, '')}, or with decimals"


def _listed(rows: list[tuple[str, str, str]], width: int) -> list[Line]:
    found = table(("", "", ""), [Row(row, f"{row[0]}, {row[1]}: {row[2]}", 2) for row in rows[:_SHOWN]], width)
    more = len(rows) - _SHOWN
    return [*found, *paragraph(f"and {more:,} more", width, 2)] if more > 0 else found
