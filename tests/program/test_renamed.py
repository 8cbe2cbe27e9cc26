"""Files of an earlier version are read by what their ids are called now, whichever kind of file it is."""

import json
from pathlib import Path

import pytest

from silk_assess import cli

PACK = Path(__file__).parent.parent / "broken" / "good" / "renamed"
HEAD = {"format": "silk-answers/1", "questionnaire": "renamed", "version": "1.0.0"}


@pytest.fixture
def batch(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def batch(name, text, *words):
        Path(name).write_text(text, encoding="utf-8")
        code = cli.run(["batch", name, *words, "--pack", str(PACK), "-o", "out", "--force"])
        said = capsys.readouterr()
        assert code == 0, said.err
        return [json.loads(line) for line in Path("out/results.jsonl").read_text(encoding="utf-8").splitlines()]

    return batch


def points(results):
    return [one["nodes"]["people"]["low"] for one in results]


def test_lines_of_json_are_followed(batch):
    old = {**HEAD, "organisation": {"workers": "3"}, "answers": {"journeys": "now-and-then", "skills": "several"}}
    new = {**HEAD, "version": "3.0.0", "organisation": {"staff": "3"}, "answers": {"visits": "seldom"}}
    found = batch("a.jsonl", f"{json.dumps(old)}\n{json.dumps(new)}\n")
    assert points(found) == [25, 25]
    assert [one["organisation"] for one in found] == [{"staff": 3}, {"staff": 3}]
    assert found[0]["warnings"][0].startswith("skills: skills is asked anew")


def test_the_headers_of_a_table_are_followed(batch):
    found = batch("a.csv", "id,trips,skills,workers\n1,seldom,several,3\n2,often,one,4\n")
    assert points(found) == [75, 50]
    assert [one["organisation"] for one in found] == [{"staff": 3}, {"staff": 4}]


def test_a_mapping_is_followed(batch):
    columns = "columns:\n- {header: a, is: id}\n- {header: b, is: journeys, cells: {x: now-and-then, y: often}}\n"
    Path("m.yaml").write_text(f"format: silk-mapping/1\nquestionnaire: renamed\n{columns}", encoding="utf-8")
    assert points(batch("a.csv", "a,b\n1,x\n2,y\n", "--mapping", "m.yaml")) == [25, 50]


def test_a_kit_of_an_earlier_version_is_followed(batch, tmp_path, capsys):
    openpyxl = pytest.importorskip("openpyxl")
    assert cli.run(["kit", "-o", "kit.xlsx", "--pack", str(PACK)]) == 0
    capsys.readouterr()
    book = openpyxl.load_workbook("kit.xlsx")
    sheet, about = book["Organisations"], book["about"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(1, columns["visits"]).value = "journeys"
    sheet.cell(3, columns["name"]).value = "Coop"
    sheet.cell(3, columns["visits"]).value = "now-and-then"
    row = next(row for row in about.iter_rows() if row[0].value == "version")
    row[1].value = "1.0.0"
    book.save("old.xlsx")
    assert cli.run(["batch", "old.xlsx", "--pack", str(PACK), "-o", "out"]) == 0
    (found,) = [json.loads(line) for line in Path("out/results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (found["organisation"]["name"], found["nodes"]["people"]["low"]) == ("Coop", 25)
