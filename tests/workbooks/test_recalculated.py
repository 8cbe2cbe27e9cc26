"""Points and ranges in a kit of one organisation a sheet are those of `score`, as LibreOffice works them out.

By hand with more sets: pytest tests/workbooks/test_recalculated.py --examples 1000
"""

from __future__ import annotations

import random

from invented import organisation

from invented_answers import SILK
from random_packs import BYTES, sample
from recalculation import NEEDS_LIBREOFFICE, differences, kit_of, recalculated, spoilt

_A_BOOK = 25


@NEEDS_LIBREOFFICE
def test_random_answers_to_the_shipped_questionnaire(tmp_path, monkeypatch, request):
    number = max(request.config.getoption("examples") // 10, 5)
    sets = [organisation(SILK, 7, place) for place in range(1, number + 1)]
    spoilt(monkeypatch)
    books = [sets[i : i + _A_BOOK] for i in range(0, number, _A_BOOK)]
    files = [tmp_path / f"{i}.xlsx" for i in range(len(books))]
    for file, some in zip(files, books, strict=True):
        file.write_bytes(kit_of(SILK, some))
    again = recalculated(tmp_path, files)
    assert [said for file, some in zip(again, books, strict=True) for said in differences(SILK, some, file)] == []


@NEEDS_LIBREOFFICE
def test_random_answers_to_random_questionnaires(tmp_path, monkeypatch, request):
    chance = random.Random(5)
    number = max(request.config.getoption("examples") // 10, 5)
    drawn = [sample(chance.randbytes(BYTES)) for _ in range(number)]
    spoilt(monkeypatch)
    files = [tmp_path / f"{i}.xlsx" for i in range(number)]
    for file, one in zip(files, drawn, strict=True):
        file.write_bytes(kit_of(one.tree, [one.given]))
    again = recalculated(tmp_path, files)
    pairs = zip(again, drawn, strict=True)
    assert [said for file, one in pairs for said in differences(one.tree, [one.given], file)] == []
