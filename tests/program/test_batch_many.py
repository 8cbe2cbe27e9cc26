"""Very many organisations: who is explained, what is written unasked, and columns that give the bytes of rows."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import sys
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from pyarrow import parquet

from silk_assess import columns, escape
from silk_assess.batch import lots
from silk_assess.batch import parquet as writer
from silk_assess.batch.request import Request
from silk_assess.batch.run import score_all
from silk_assess.batch.sample import Sample, rank
from silk_assess.faults import SilkError
from silk_assess.files import table_blocks
from silk_assess.questionnaire.model.questions import Choices

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from batch import _cell, _value
from invented import organisation

from invented_answers import SILK, invented

HERE = Path(__file__).parent.parent
IDS = [one.id for one in (*SILK.profile, *SILK.questions)]
SPOILT = [
    "nonsense", "7,5", "1,234", "unknown", "na", "na: not ours", "N/A", "don't know", "'=1", "=1+1", "\x07", "é", "😀",
    "  stated ", "Yes", "no", "2; 3", "-1", "1e3", "\ufeff", "x" * 400, "2026-01-01", "none", "''=1", "\u00a0",
]  # fmt: skip


@lru_cache
def known(number: int) -> list[list[str]]:
    """Cells of invented organisations."""
    rows = []
    for one in (organisation(SILK, 3, place) for place in range(1, number + 1)):
        rows.append([_value(one.profile[id]) if id in one.profile else _cell(one.answers.get(id)) for id in IDS])
    return rows


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def table(chance: random.Random, number: int, sign: str = ",", end: str = "\n") -> str:
    """Write a table as people send them: a third of its rows spoilt, quotes, lines without anything, ids twice."""
    lines = [sign.join(["id", "name", "region", *IDS])]
    for i in range(number):
        name = chance.choice([f"Row {i}", f"Row, {i}", f'The "{i}"', f"Two\nlines {i}", f"'Row {i}", "", f"=Row {i}"])
        id = str(chance.choice([i, i, i, i, i // 2, "", f"-{i}", f"a;={i}"]))
        cells = [id, name, chance.choice(["north", "", "south, or so", "=x"]), *chance.choice(known(40))]
        kind = chance.random()
        if kind < 0.3:
            cells[chance.randrange(len(cells))] = chance.choice(SPOILT)
        needs = (sign, '"', "\n", "\r")
        written = [quoted(one) if any(sig in one for sig in needs) or chance.random() < 0.02 else one for one in cells]
        line = sign.join(written)
        if kind < 0.04:
            line = chance.choice(
                [f"{line}{sign}", line.rpartition(sign)[0], f'"{line}', f'{line}"x', line.replace(sign, f'{sign}"', 1),
                 sign * (len(cells) - 1), "", f"{id}{sign}{name.split(chr(10))[0]}{sign * (len(cells) - 2)}", "  "]
            )  # fmt: skip
        lines.append(line)
    return end.join(lines) + end


Run = Callable[..., dict[str, bytes]]


@pytest.fixture
def batch(tmp_path, monkeypatch) -> Run:
    """Run a batch into a folder, and give its bytes, those of run.json without the line of the engine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(table_blocks, "_FIRST", 20)
    monkeypatch.setattr(table_blocks, "_LEAST", 5)

    def run(*inputs: str, engine: str, most: int = 60, drawn: int = 25, workers: int = 1, size: int = 4 << 20, **more):
        monkeypatch.setattr(columns, "is_at_hand", lambda: engine == "columns")
        monkeypatch.setattr(table_blocks, "BLOCK", size)
        request = Request(inputs, Path("out"), force=True, workers=workers, **more)
        score_all(request, io.BytesIO(), lambda *_: None, Sample(most, drawn))
        found = {one.name: one.read_bytes() for one in sorted(Path("out").iterdir())}
        line = f'  "engine": "{engine}",\n'.encode()
        assert line in found["run.json"]
        return found | {"run.json": found["run.json"].replace(line, b"")}

    return run


# Who is explained


def test_the_same_are_drawn_of_many_however_they_come():
    numbers = list(range(1, 200))
    expected = sorted(sorted(numbers, key=rank)[-20:])
    for seed in range(5):
        found = Sample(50, 20)
        found.grow_many()
        for number in random.Random(seed).sample(numbers, len(numbers)):
            if found.may_hold(number):
                found.add(number, str(number).encode())
        assert [int(one) for one in found.waiting()] == expected


def test_few_are_all_explained_and_have_their_results(batch):
    Path("t.csv").write_text(table(random.Random(5), 30), encoding="utf-8")
    found = batch("t.csv", engine="rows", extra=("region",))
    told = json.loads(found["run.json"])
    assert told["explained"] == {"of": told["scored"], "number": told["scored"]}
    assert told["not_written"] == []
    assert found["results.jsonl"].count(b"\n") == told["scored"]
    assert b"drawn by lot" not in found["portfolio.md"]


def test_of_many_some_are_explained_and_the_page_says_so(batch):
    Path("t.csv").write_text(table(random.Random(5), 90), encoding="utf-8")
    found = batch("t.csv", engine="rows", extra=("region",))
    told = json.loads(found["run.json"])
    assert told["explained"] == {"of": told["scored"], "number": 25}
    names = {one["file"]: one["option"] for one in told["not_written"]}
    assert names == {"scores.xlsx": "--xlsx", "results.jsonl": "--results"}
    assert not names.keys() & found.keys()
    for page in (found["portfolio.md"].decode(), found["portfolio.html"].decode()):
        said = (
            f"Worked out for 25 of the {told['scored']} organisations, drawn by lot; the same ones are drawn each time."
        )
        assert page.count(said) == 3
        assert page.count("points that 25 of them, drawn by lot, miss together") == 3
        assert " of 25, more often than any other tool" in page or " of 25, as often as" in page


def test_results_that_are_asked_for_change_no_figure(batch):
    Path("t.csv").write_text(table(random.Random(6), 90), encoding="utf-8")
    without = batch("t.csv", engine="rows", extra=("region",))
    found = batch("t.csv", engine="rows", extra=("region",), results=True, xlsx=True)
    assert found["results.jsonl"].count(b"\n") == json.loads(found["run.json"])["scored"]
    assert "scores.xlsx" in found
    same = without.keys() - {"run.json"}
    assert {name: found[name] for name in same} == {name: without[name] for name in same}


@pytest.mark.parametrize(("workers", "letters"), [(1, 40_000_000), (2, 40_000_000), (2, 10_000), (1, 0)])
def test_what_goes_out_before_it_is_known_how_many_there_are_changes_nothing(batch, monkeypatch, workers, letters):
    Path("t.csv").write_text(table(random.Random(7), 100), encoding="utf-8")
    expected = batch("t.csv", engine="rows", extra=("region",))
    monkeypatch.setattr(lots, "_MOST_LETTERS", letters)
    assert batch("t.csv", engine="rows", extra=("region",), workers=workers) == expected


def test_files_and_tables_count_together(batch):
    invented(Path("answers"), 40)
    Path("t.csv").write_text(table(random.Random(8), 30), encoding="utf-8")
    one = batch("answers", "t.csv", engine="rows", extra=("region",))
    assert json.loads(one["run.json"])["explained"]["number"] == 25
    assert batch("answers", "t.csv", engine="rows", extra=("region",), workers=2) == one


# Parquet


def test_parquet_holds_what_the_table_holds(batch):
    Path("t.csv").write_text(table(random.Random(9), 40), encoding="utf-8")
    found = batch("t.csv", engine="rows", extra=("region",), parquet=True)
    rows = list(csv.DictReader(io.StringIO(found["scores.csv"].decode(), newline="")))
    held = parquet.read_table(io.BytesIO(found["scores.parquet"]))
    assert held.column_names == list(rows[0])
    kinds = {name: str(held.schema.field(name).type) for name in ("id", "row", "level_low", "firm", "index.low")}
    assert kinds == {
        "id": "string", "row": "int64", "level_low": "int64", "firm": "bool", "index.low": "decimal128(18, 6)",
    }  # fmt: skip
    for row, one in zip(rows, held.to_pylist(), strict=True):
        for name, cell in row.items():
            value = one[name]
            match value:
                case None:
                    assert cell == ""
                case bool():
                    assert cell == str(value).lower()
                case str():
                    assert value == escape.from_csv_cell(cell)
                case _:
                    assert value == Decimal(cell)


def test_without_the_package_parquet_says_how_to_get_it(batch, monkeypatch):
    Path("t.csv").write_text(table(random.Random(9), 40), encoding="utf-8")
    monkeypatch.setattr(writer, "find_spec", lambda _: None)
    with pytest.raises(SilkError) as raised:
        batch("t.csv", engine="rows", parquet=True)
    (fault,) = raised.value.faults
    assert fault.do == 'Install it: pip install "silk-assess[scale]"'


# Columns and rows


@pytest.mark.parametrize(("seed", "sign", "end"), [(1, ",", "\n"), (2, ";", "\r\n"), (3, "\t", "\n")])
def test_columns_give_the_bytes_that_rows_give(batch, seed, sign, end):
    Path("t.csv").write_bytes(table(random.Random(seed), 200, sign, end).encode())
    rows = batch("t.csv", engine="rows", extra=("region",), by="region", parquet=True)
    assert rows["errors.jsonl"].count(b"\n") > 50
    for workers, size in ((1, 4 << 20), (2, 20_000)):
        assert (
            batch("t.csv", engine="columns", workers=workers, size=size, extra=("region",), by="region", parquet=True)
            == rows
        )


def test_a_folder_of_answer_files_comes_out_alike(batch, monkeypatch):
    files = invented(Path("answers"), 90)
    for i, text in ((3, "nonsense"), (20, ""), (40, "format: silk-answers/1\n"), (70, None)):
        files[i].write_text(files[i].read_text() + "  dir-plan: x\n" if text is None else text)
    for file in sorted((HERE / "versions" / "silk-1.0.1").glob("*.yaml")):
        shutil.copy(file, Path("answers"))
    Path("t.csv").write_text(table(random.Random(8), 70), encoding="utf-8")
    rows = batch("answers", "t.csv", engine="rows", extra=("region",))
    monkeypatch.setattr(lots, "_FILES", 32)
    for workers in (1, 2):
        assert batch("answers", "t.csv", engine="columns", workers=workers, extra=("region",)) == rows
    monkeypatch.setattr(lots, "_FILES", 256)
    assert batch("answers", "t.csv", engine="columns", extra=("region",)) == rows


def test_a_column_for_each_option_comes_out_alike(batch):
    """As forms export questions with several answers."""
    several = [one for one in SILK.questions if isinstance(one.question, Choices)][:2]
    assert len(several) == 2
    names = [f"{one.id}/{option.id}" for one in several for option in one.question.options]
    chance = random.Random(4)
    others = [id for id in IDS if id not in {one.id for one in several}]
    lines = [",".join(["id", *others, *names])]
    for i in range(120):
        cells = dict(zip(IDS, chance.choice(known(20)), strict=True))
        ticks = [
            chance.choice(["1", "0", "", "yes", "No", "x?"] if chance.random() < 0.02 else ["1", "0", ""])
            for _ in names
        ]
        written = [quoted(cells[id]) if "," in cells[id] else cells[id] for id in others]
        lines.append(",".join([str(i), *written, *ticks]))
    Path("t.csv").write_text("\n".join(lines), encoding="utf-8")
    assert batch("t.csv", engine="columns", size=10_000) == batch("t.csv", engine="rows")


def test_notes_papers_and_days_come_out_alike(batch):
    chance = random.Random(12)
    more = ["dir-plan.note", "dir-plan.evidence", "mon-reserve.evidence", "answered.date", "answered.by"]
    lines = [",".join(["id", *IDS, *more])]
    for i in range(120):
        cells = [quoted(one) if "," in one else one for one in chance.choice(known(20))]
        day = chance.choice(["2026-01-01", "2026-02-03 00:00:00", "", "3.2.2026" if chance.random() < 0.2 else ""])
        told = [chance.choice(["", "a note", "\x07" if chance.random() < 0.1 else " "]), chance.choice(["", "Minutes"])]
        lines.append(",".join([str(i), *cells, *told, chance.choice(["", "Accounts", '"A\nB"']), day, "Board"]))
    Path("t.csv").write_text("\n".join(lines), encoding="utf-8")
    rows = batch("t.csv", engine="rows")
    assert 0 < rows["errors.jsonl"].count(b"\n") < 60
    assert batch("t.csv", engine="columns", size=10_000) == rows


def test_a_mark_a_named_separator_and_a_title_come_out_alike(batch):
    text = table(random.Random(21), 110, ";", "\r\n")
    Path("t.csv").write_bytes(b"\xef\xbb\xbfsep=;\r\n" + text.encode())
    Path("u.csv").write_bytes(f"Members of 2026\r\n\r\n{text}".encode().removesuffix(b"\r\n"))
    for name in ("t.csv", "u.csv"):
        rows = batch(name, engine="rows", extra=("region",))
        assert batch(name, engine="columns", size=30_000, extra=("region",)) == rows
