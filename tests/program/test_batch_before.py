"""Many organisations and their earlier year: joined, counted, told, and refused where it cannot be."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from silk_assess import cli

MINI = Path(__file__).parent.parent / "packs" / "mini"
HEAD = "format: silk-answers/1\nquestionnaire: mini\nversion: 1.0.0\n"
LOW = "language-skills: one, share-abroad: 0, exchange: no, review: na"
HIGH = "language-skills: more, share-abroad: 60, exchange: yes, review: na"


def year(folder, **given):
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, answered in given.items():
        Path(folder, f"{name}.yaml").write_text(f"{HEAD}organisation: {{name: {name}}}\nanswers: {{{answered}}}\n")


@pytest.fixture
def batch(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = cli.run(["batch", *words, "-o", "out", "--force", "--pack", str(MINI)])
        return code, *(" ".join(said.split()) for said in capsys.readouterr())

    return run


def rows():
    with open("out/scores.csv", encoding="utf-8", newline="") as stream:
        return {row["name"]: row for row in csv.DictReader(stream)}


def test_both_years_are_joined_by_file_name(batch):
    year("2025", a=LOW, b=HIGH, gone=LOW)
    year("2026", a=HIGH, b=LOW, fresh=LOW)
    code, out, err = batch("2026", "--before", "2025")
    assert (code, err) == (0, "")
    assert "1 in the earlier year alone, 1 in this one alone." in out
    assert json.loads(Path("out/run.json").read_text())["before"] == {
        "input": "2025", "organisations": 3, "scored": 3, "in_both_years": 2, "only_before": 1, "only_now": 1,
    }  # fmt: skip
    found = rows()
    assert found["a"]["before.people.points"] == found["b"]["people.points"]
    assert found["b"]["before.people.points"] == found["a"]["people.points"]
    assert {found["fresh"][name] for name in found["fresh"] if name.startswith("before.")} == {""}


def test_files_in_folders_are_joined_by_their_way_below_the_year(batch):
    year("2025/north", a=LOW)
    year("2025/south", a=HIGH)
    year("2026/north", a=LOW)
    year("2026/south", a=LOW)
    batch("2026", "--before", "2025")
    with open("out/scores.csv", encoding="utf-8", newline="") as stream:
        told = {row["file"]: row["before.people.points"] for row in csv.DictReader(stream)}
    assert told["2026/north/a.yaml"] != told["2026/south/a.yaml"]


def test_tables_are_joined_by_id(batch):
    head = "id,language-skills,share-abroad,exchange\n"
    Path("2025.csv").write_text(f"{head}x,one,0,no\ny,more,60,yes\n")
    Path("2026.csv").write_text(f"{head}y,one,0,no\nz,one,0,no\n,one,0,no\n")
    assert batch("2026.csv", "--before", "2025.csv")[0] == 0
    told = json.loads(Path("out/run.json").read_text())["before"]
    assert (told["in_both_years"], told["only_before"], told["only_now"]) == (1, 1, 2)


def test_the_portfolio_says_what_moved(batch):
    year("2025", **{f"o{i}": LOW for i in range(6)})
    year("2026", **{f"o{i}": HIGH if i < 4 else LOW for i in range(6)})
    batch("2026", "--before", "2025")
    for name in ("portfolio.html", "portfolio.md"):
        text = Path("out", name).read_text(encoding="utf-8")
        assert "Since the earlier year" in text
        assert "gaps closed and 0 opened" in text


def test_without_an_earlier_year_nothing_is_said_of_one(batch):
    year("2026", a=LOW)
    batch("2026")
    assert "earlier year" not in Path("out/portfolio.md").read_text(encoding="utf-8")
    assert "before" not in json.loads(Path("out/run.json").read_text())
    assert not any(name.startswith("before.") for name in rows()["a"])


def test_the_workbook_has_the_columns_too(batch):
    year("2025", a=LOW)
    year("2026", a=HIGH, b=LOW)
    batch("2026", "--before", "2025", "--xlsx")
    sheet = openpyxl.load_workbook("out/scores.xlsx").worksheets[0]
    head, *body = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = head.index("before.people.points")
    assert isinstance(body[0][at], int | float)
    assert body[1][at] is None


def test_columns_that_are_carried_along_stay_beside_them(batch):
    Path("2025.csv").write_text("id,exchange,region\nx,yes,N\n")
    Path("2026.csv").write_text("id,exchange,region\nx,no,S\n")
    batch("2026.csv", "--before", "2025.csv", "--extra", "region")
    with open("out/scores.csv", encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["region"], row["before.people.high"] != "") == ("S", True)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_same_bytes_with_any_number_of_workers(batch, workers):
    year("2025", **{f"o{i}": LOW for i in range(30)})
    year("2026", **{f"o{i}": HIGH for i in range(30)})
    batch("2026", "--before", "2025", "--workers", workers)
    first = {one.name: one.read_bytes() for one in Path("out").iterdir()}
    batch("2026", "--before", "2025")
    assert {one.name: one.read_bytes() for one in Path("out").iterdir()} == first


def test_faults_of_the_earlier_year_are_told_and_stop_nobody(batch):
    year("2025", a=LOW, b="no-such: 1")
    year("2026", a=HIGH, b=HIGH)
    code, _, err = batch("2026", "--before", "2025")
    assert (code, "2025/b.yaml" in err) == (1, True)
    assert "2025/b.yaml" in Path("out/errors.jsonl").read_text()
    told = json.loads(Path("out/run.json").read_text())["before"]
    assert (told["organisations"], told["scored"], told["in_both_years"]) == (2, 1, 1)


@pytest.mark.parametrize(("before", "code"), [("gone", 4), ("2026", 2), ("./2026", 2), ("empty", 4)])
def test_an_earlier_year_that_is_none(batch, before, code):
    year("2026", a=LOW)
    Path("empty").mkdir()
    assert batch("2026", "--before", before)[0] == code
    assert not Path("out").exists()


def test_the_earlier_year_is_never_written_over(batch):
    year("2026", a=LOW)
    year("out", a=LOW)
    assert batch("2026", "--before", "out")[0] == 4
    assert Path("out/a.yaml").exists()
