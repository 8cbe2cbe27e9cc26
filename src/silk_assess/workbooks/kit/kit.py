"""A whole kit: its sheets in their order, their names, and what `about` says. Source: docs/format.md, Kits."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Final

from silk_assess.questionnaire.tree import Tree
from silk_assess.tables import kits
from silk_assess.wording.conditions import condition
from silk_assess.workbooks.kit import cells, guidance, lists, one, rows
from silk_assess.workbooks.kit.filled import Filled
from silk_assess.workbooks.writing import Writing, length, text

FORMAT, ABOUT, QUESTIONS = kits.FORMAT, kits.ABOUT, kits.QUESTIONS
# Names that a sheet of answers may not have: those of the others, and one that a spreadsheet keeps for itself.
_TAKEN: Final = (ABOUT, QUESTIONS, lists.NAME, rows.NAME, "History")
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
_LONGEST: Final = 31


def made(tree: Tree, organisations: Sequence[Filled], blank: Filled, is_one: bool) -> bytes:
    """Make a kit, one organisation a row, or with `is_one` one a sheet; `blank` has no answers."""
    stream = io.BytesIO()
    with Writing(stream, f"Answers, {tree.pack.head.title}") as writing:
        known = lists.lists_of(tree)
        if is_one:
            layout = one.Layout(tree, known)
            for name, filled in _named(organisations or (blank,)):
                one.Sheet(writing, writing.sheet(name), layout, filled).write()
        else:
            rows.write(writing, writing.sheet(rows.NAME), tree, organisations, blank, known)
            _questions(writing, tree)
        _about(writing, tree, is_one)
        lists.write(writing, writing.sheet(lists.NAME), known)
    return stream.getvalue()


def _named(organisations: Sequence[Filled]) -> list[tuple[str, Filled]]:
    """Name a sheet after each organisation, so that a spreadsheet takes it and no two are equal."""
    taken = {name.casefold() for name in _TAKEN}
    found = []
    for filled in organisations:
        stem = _NO_NAME.sub(" ", text(filled.name)).strip("' ") or "Organisation"
        name, i = _cut(stem, _LONGEST), 1
        while name.casefold() in taken:
            i += 1
            name = f"{_cut(stem, _LONGEST - len(str(i)) - 1)} {i}"
        taken.add(name.casefold())
        found.append((name, filled))
    return found


def _cut(name: str, most: int) -> str:
    while length(name) > most:
        name = name[:-1]
    return name.strip("' ") or "Organisation"


def _questions(writing: Writing, tree: Tree) -> None:
    """Write all questions to be read."""
    sheet = writing.sheet(QUESTIONS)
    sheet.freeze_panes(1, 0)
    titles = {node.id: node.title for node in tree.nodes} | {part.id: part.title for part in tree.pack.sections}
    head = (("Id", 18), ("Part", 24), ("Question", 44), ("What is meant", 60), ("Answers", 50), ("Asked when", 40))
    for i, (name, width) in enumerate(head):
        sheet.set_column(i, i, width, writing.style("wrapped"))
        sheet.write_string(0, i, name, writing.style("head"))
    for row, asked in enumerate((*tree.profile, *tree.questions), 1):
        answers = "\n".join(cells.shown_options(asked).values())
        shown = "always" if asked.when is None else condition(tree, asked.when)
        line = (asked.id, titles.get(asked.owner, ""), asked.question.text, guidance.meaning(asked), answers, shown)
        for i, cell in enumerate(line):
            sheet.write_string(row, i, text(cell), writing.style("wrapped"))
    sheet.protect()


def _about(writing: Writing, tree: Tree, is_one: bool) -> None:
    sheet = writing.sheet(ABOUT)
    head = tree.pack.head
    how = "One organisation a sheet: this one may be copied." if is_one else "One organisation a row."
    about = {
        "format": FORMAT,
        "layout": "one" if is_one else "rows",
        "questionnaire": head.id,
        "version": head.version,
        "fingerprint": tree.pack.fingerprint,
        "title": head.title,
        "how": f'{how} Choose from the lists; what you do not know is "{cells.UNKNOWN}". Empty means not answered yet.',
        "back": "silk-assess batch THIS-FILE -o out",
    }
    if is_one:
        about["level"] = "There is no level in this workbook; silk-assess score and batch say it."
    sheet.set_column(0, 0, 16, writing.style("plain"))
    sheet.set_column(1, 1, 90, writing.style("wrapped"))
    for row, (key, value) in enumerate(about.items()):
        sheet.write_string(row, 0, key, writing.style("plain"))
        sheet.write_string(row, 1, text(value), writing.style("wrapped"))
    sheet.protect()
