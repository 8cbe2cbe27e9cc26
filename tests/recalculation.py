"""Kits worked out again by LibreOffice, with every stored value spoilt before: what comes out is its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from silk_assess.answers.model import Answers
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment
from silk_assess.workbooks.kit import kit, lists, one, questions
from silk_assess.workbooks.kit.filled import Filled

SOFFICE = shutil.which("soffice")
NEEDS_LIBREOFFICE = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
# On loading, formulas are worked out again only where its settings say so.
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_SPOILT = -7


def kit_of(tree: Tree, sets: Sequence[Answers], is_one: bool = True) -> bytes:
    """Make a kit that is filled with answers."""
    blank = Filled("", assess(tree, Answers()))
    return kit.made(tree, [Filled("answers.yaml", assess(tree, given)) for given in sets], blank, is_one)


def spoilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Store what is wrong behind every formula."""
    plain = one.Sheet._figure

    def wrong(self: one.Sheet, row: int, column: str | int, figure: questions.Figure, look: str = "whole") -> None:
        plain(self, row, column, questions.Figure(figure.formula, _SPOILT), look)

    monkeypatch.setattr(one.Sheet, "_figure", wrong)


_AT_ONCE = 100


def recalculated(folder: Path, files: Sequence[Path]) -> list[Path]:
    """Let LibreOffice work workbooks out again and write them."""
    user, out = folder / "office" / "user", folder / "again"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    office = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [str(SOFFICE), office, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    # Of very many in one go it leaves out the last ones without a word.
    for i in range(0, len(files), _AT_ONCE):
        subprocess.run([*command, *map(str, files[i : i + _AT_ONCE])], check=True, capture_output=True, timeout=3600)
    return [out / file.name for file in files]


def differences(tree: Tree, sets: Sequence[Answers], book: Path) -> Iterator[str]:
    """Name each figure of a kit, one organisation a sheet, that is not that of `score`."""
    layout = one.Layout(tree, lists.lists_of(tree))
    sheets = load_workbook(book, data_only=True).worksheets
    written = load_workbook(book).worksheets
    for given, sheet, formulas in zip(sets, sheets, written, strict=False):
        unsaid = unsaid_in(tree, formulas, layout)
        for id, column, right in _right(assess(tree, given), unsaid):
            cell = sheet[f"{column}{layout.rows[id]}"].value
            if (cell if cell is not None else "") != right:
                yield f"{book.name} {sheet.title} {id} {column}{layout.rows[id]}: {cell!r} and not {right!r}"


def _right(assessment: Assessment, unsaid: Sequence[str]) -> Iterator[tuple[str, str, object]]:
    for id, standing in assessment.standings.items():
        yield id, questions.STATE, questions.state_value(standing)
    for id, value in assessment.values.items():
        if id in unsaid:
            continue
        for column, key in ((questions.LOW, "low"), (questions.POINT, "point"), (questions.HIGH, "high")):
            number = None if value is None else getattr(value, key)
            yield id, column, "" if number is None else number


def unsaid_in(tree: Tree, formulas: Any, layout: one.Layout) -> list[str]:
    """Name the parts and questions whose figures no formula gives."""
    scored = [*tree.node, *(asked.id for asked in tree.questions if asked.scored)]
    return [id for id in scored if formulas[f"{questions.LOW}{layout.rows[id]}"].data_type != "f"]
