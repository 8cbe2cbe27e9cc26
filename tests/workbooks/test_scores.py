"""scores.xlsx: the figures of results.jsonl, as numbers, with titles; the same bytes for the same input."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from silk_assess import cli
from silk_assess.batch import run
from silk_assess.batch.sample import Sample
from silk_assess.workbooks import scores, writing

TABLES = Path(__file__).parent.parent / "tables"
SILK = TABLES.parents[1] / "questionnaires" / "earlier" / "silk" / "1.0.1"
HEAD = "id,name,country,tongues,share\n"


@pytest.fixture
def batch(tmp_path, monkeypatch):
    """Run a batch over a table; give the exit code and its folder."""
    monkeypatch.chdir(tmp_path)

    def run_it(table: Path | str, pack: Path, *more: str, out: str = "out") -> tuple[int, Path]:
        return cli.run(["batch", str(table), "--pack", str(pack), "-o", out, *more]), tmp_path / out

    return run_it


def cells(folder: Path, sheet: str) -> list[list]:
    book = load_workbook(folder / "scores.xlsx")
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def test_each_figure_is_that_of_the_result(batch):
    _, folder = batch(TABLES / "00-plain.csv", SILK)
    head, *rows = cells(folder, scores.PARTS)
    results = [json.loads(line, parse_float=Decimal) for line in (folder / "results.jsonl").read_text().splitlines()]
    assert head[:9] == [
        "Organisation", "Level", "Level, in words", "Level at least", "Level at most", "Firm", "All together",
        "between", "and",
    ]  # fmt: skip
    assert len(rows) == len(results) == 8
    for row, one in zip(rows, results, strict=True):
        nodes = [*(id for id in one["nodes"] if id == "index"), *(id for id in one["nodes"] if id != "index")]
        figures = sorted(float(one["nodes"][id][key] or 0) for id in nodes for key in ("points", "low", "high"))
        assert sorted(float(cell or 0) for cell in row[6:-4]) == figures
        assert row[6:9] == [float(one["nodes"]["index"][key]) for key in ("points", "low", "high")]
        assert row[1:2] == [one["level"]["point"]]
        assert row[-4:] == [one["source"][key] for key in ("file", "sheet", "row", "id")]


def test_a_figure_below_a_bound_is_not_shown_as_on_it():
    assert scores._places(Decimal("59.96"), [60_000_000]) == "0.00"
    assert scores._places(Decimal("59.9"), [60_000_000]) == "0.0"


def test_what_would_begin_a_formula_stays_a_text(batch, tmp_path):
    hostile = ["=1+41", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://a")', "{=1}", "a\u202eb", "http://a.example"]
    lines = [HEAD, *(f'{i},"{one.replace(chr(34), chr(34) * 2)}",FR,en,50\n' for i, one in enumerate(hostile))]
    (tmp_path / "t.csv").write_text("".join(lines), encoding="utf-8")
    _, folder = batch("t.csv", TABLES / "harbour")
    book = load_workbook(folder / "scores.xlsx")
    found = [row[0] for row in book[scores.PARTS].iter_rows(min_row=2)]
    assert [cell.value for cell in found] == [one.replace("\u202e", "\\u202e") for one in hostile]
    assert {cell.data_type for cell in found} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in found)


def test_faults_stand_in_a_sheet_of_their_own(batch, tmp_path):
    (tmp_path / "t.csv").write_text(f"{HEAD}1,A,FR,en,50\n2,B,FR,xx,50\n", encoding="utf-8")
    code, folder = batch("t.csv", TABLES / "harbour")
    head, *rows = cells(folder, "Faults")
    (error,) = [json.loads(line) for line in (folder / "errors.jsonl").read_text().splitlines()]
    assert code == 1
    assert head[:5] == ["File", "Sheet", "Row", "Column", "Id of the question"]
    assert rows == [[error[key] for key, _, _ in scores._FAULTS]]


def test_without_faults_that_is_said(batch):
    _, folder = batch(TABLES / "00-plain.csv", SILK)
    assert cells(folder, "Faults")[1][0] == "No faults."


def test_the_same_input_gives_the_same_bytes(batch):
    first, second = (batch(TABLES / "00-plain.csv", SILK, out=name)[1] for name in ("a", "b"))
    assert (first / "scores.xlsx").read_bytes() == (second / "scores.xlsx").read_bytes()


def test_the_workbook_is_listed_and_may_be_written_over(batch, tmp_path):
    _, folder = batch(TABLES / "00-plain.csv", SILK)
    assert "scores.xlsx" in json.loads((folder / "run.json").read_text())["files"]
    batch(TABLES / "00-plain.csv", SILK, "--force")
    assert not (tmp_path / "out.before").exists()


def test_of_very_many_it_is_written_where_it_is_asked_for(batch, monkeypatch, capsys):
    monkeypatch.setattr(run, "Sample", lambda: Sample(most=7, drawn=3))
    _, folder = batch(TABLES / "00-plain.csv", SILK)
    assert not (folder / "scores.xlsx").exists()
    said = capsys.readouterr().out
    assert "Not written, since there are many: scores.xlsx and results.jsonl." in said
    assert said.endswith("--xlsx --results\n")
    _, folder = batch(TABLES / "00-plain.csv", SILK, "--force", "--xlsx")
    assert (folder / "scores.xlsx").exists()


def test_without_the_package_it_is_said_how_to_get_it(batch, monkeypatch, capsys):
    monkeypatch.setattr(writing, "is_at_hand", lambda: False)
    code, folder = batch(TABLES / "00-plain.csv", SILK)
    assert code == 0
    assert not (folder / "scores.xlsx").exists()
    assert 'For scores.xlsx too: pip install "silk-assess[xlsx]"' in capsys.readouterr().out
    code, _ = batch(TABLES / "00-plain.csv", SILK, "--xlsx", out="other")
    assert code == 4
    assert 'pip install "silk-assess[xlsx]"' in " ".join(capsys.readouterr().err.split())


def test_more_than_a_sheet_holds_go_on_in_the_next_one(batch, monkeypatch):
    monkeypatch.setattr(scores, "MOST_ROWS", 4)
    _, folder = batch(TABLES / "00-plain.csv", SILK)
    names = [name for name in load_workbook(folder / "scores.xlsx").sheetnames if name.startswith(scores.PARTS)]
    assert names == [scores.PARTS, f"{scores.PARTS} 2", f"{scores.PARTS} 3"]
    assert [len(cells(folder, name)) for name in names] == [4, 4, 3]


def test_faults_beyond_what_anybody_reads_are_counted(batch, tmp_path, monkeypatch):
    monkeypatch.setattr(scores, "MOST_FAULTS", 2)
    rows = "".join(f"{i},A{i},FR,xx,50\n" for i in range(5))
    (tmp_path / "t.csv").write_text(f"{HEAD}9,A,FR,en,50\n{rows}", encoding="utf-8")
    _, folder = batch("t.csv", TABLES / "harbour")
    assert cells(folder, "Faults")[3][0] == "and 3 more in errors.jsonl"
