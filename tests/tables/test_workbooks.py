"""Workbooks: what stands in their cells, which sheet is read, and what keeps a file from being one."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from silk_assess import cli
from silk_assess.files import workbooks

HERE = Path(__file__).parent
HARBOUR = str(HERE / "harbour")
SILK = str(HERE.parents[1] / "questionnaires" / "earlier" / "silk" / "1.0.1")
HEADER = ("id", "name", "charter", "visit", "since", "share")


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in a folder of its own; give exit code and both screens, each on one line."""
    monkeypatch.chdir(tmp_path)

    def call(*line: str) -> tuple[int, str, str]:
        code = cli.run(list(line))
        out, err = capsys.readouterr()
        return code, " ".join(out.split()), " ".join(err.split())

    return call


@pytest.fixture
def check(run):
    """Check a workbook with the small questionnaire; give exit code and all that is said."""

    def call(*more: str) -> tuple[int, str]:
        code, out, err = run("check", "a.xlsx", "--pack", HARBOUR, *more)
        return code, f"{out} {err}".strip()

    return call


def book(folder: Path, *rows: tuple, title: str = "Answers", name: str = "a.xlsx"):
    """Write a workbook with one sheet; give it for more to be done."""
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    made.save(folder / name)
    return made


def changed(file: Path, part: str, *pairs: tuple[str, str]) -> None:
    """Change the text of one part of a workbook."""
    with zipfile.ZipFile(file) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    for before, after in pairs:
        assert before.encode() in parts[part]
        parts[part] = parts[part].replace(before.encode(), after.encode())
    with zipfile.ZipFile(file, "w") as archive:
        for one, data in parts.items():
            archive.writestr(one, data)


def results(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def figures(folder: Path) -> list[dict]:
    return [
        {key: value for key, value in one.items() if key not in ("source", "extra", "warnings")}
        for one in results(folder)
    ]


# What stands in cells


def test_a_workbook_gives_the_figures_of_the_plain_table(run, tmp_path):
    for name in ("14-answers.xlsx", "00-plain.csv"):
        shutil.copy(HERE / name, tmp_path)
        assert run("batch", name, "--pack", SILK, "-o", name[:2])[0] == 0
    assert figures(tmp_path / "14") == figures(tmp_path / "00")
    assert results(tmp_path / "14")[0]["source"] == {"file": "14-answers.xlsx", "sheet": "Answers", "row": 2, "id": "1"}
    run_json = json.loads((tmp_path / "14" / "run.json").read_text(encoding="utf-8"))
    assert run_json["inputs"][0]["sheet"] == "Answers"


def test_numbers_dates_and_flags_are_what_they_are(check, run, tmp_path):
    day = datetime.datetime(2024, 5, 17)
    rows = [
        (1, "A", "written", True, day, 22.5),
        (2.0, "B", "none-yet", False, None, 0.1 + 0.2),
        (3, "C", None, 1, None, 0.25),
    ]
    book(tmp_path, HEADER, *rows)
    assert check() == (0, check()[1])
    assert run("batch", "a.xlsx", "--pack", HARBOUR, "-o", "out")[0] == 0
    assert [one["source"]["id"] for one in results(tmp_path / "out")] == ["1", "2", "3"]


def test_a_day_with_an_hour_is_told(check, tmp_path):
    book(tmp_path, HEADER, (1, "A", "written", "yes", datetime.datetime(2024, 5, 17, 9, 30), 3))
    code, said = check()
    assert code == 1
    assert 'a.xlsx:Answers!E2: fault: since: "2024-05-17 09:30:00"' in said


def test_a_date_that_was_a_number_is_told_by_its_cell(check, tmp_path):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, datetime.datetime(2026, 5, 22)))
    code, said = check()
    assert code == 1
    assert 'a.xlsx:Answers!F2: fault: share: "2026-05-22" is a date, and a number is wanted [date-for-number]' in said
    assert "A spreadsheet makes dates of numbers such as 22.5. Type the number again." in said


def test_numbers_stored_as_text_are_read_and_told_once(check, tmp_path):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, "22.5"), (2, "B", "written", "yes", None, "3,5"))
    code, said = check()
    assert code == 0
    assert said.startswith(
        "a.xlsx: sheet Answers; numbers stored as text in 1 column; decimals with a comma. a.xlsx: no faults."
    ) or ("numbers stored as text in 1 column" in said)
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, "1.250"))
    assert "[two-meanings]" in check()[1]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?"])
@pytest.mark.parametrize(("cell", "name"), [("C2", "charter"), ("B2", "name"), ("F2", "share")])
def test_an_error_of_the_spreadsheet_is_told_by_its_cell(check, tmp_path, error, cell, name):
    made = book(tmp_path, HEADER, (1, "A", "written", "yes", None, 3), (2, "B", "written", "yes", None, 3))
    made.active[cell] = error
    made.active[cell].data_type = "e"
    made.save(tmp_path / "a.xlsx")
    code, said = check()
    assert code == 1
    assert (
        f"a.xlsx:Answers!{cell}: fault: {name}: the cell shows an error of the spreadsheet, {error} [cell-error]"
        in said
    )
    assert "Mend the formula behind it, or type the answer." in said


def test_an_error_in_a_column_that_is_carried_along_is_told_and_one_that_is_left_is_not(check, tmp_path):
    made = book(tmp_path, (*HEADER, "Timestamp", "own"), (1, "A", "written", "yes", None, 3, "x", "y"))
    for cell in ("G2", "H2"):
        made.active[cell] = "#REF!"
        made.active[cell].data_type = "e"
    made.save(tmp_path / "a.xlsx")
    code, said = check("--extra", "own")
    assert code == 1
    assert "Answers!H2: fault: own: the cell shows an error" in said
    assert "G2" not in said


def test_formulas_are_read_by_their_stored_values_and_told(check, run, tmp_path):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6), (2, "B", "written", "yes", None, 7))
    changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", ("<v>6</v>", "<f>3*2</f><v>6</v>"))
    assert check() == (
        0,
        "a.xlsx: sheet Answers; 1 formula, in F2, read by the value stored in it. a.xlsx: no faults. 2 organisations. "
        "4 of 9 questions have a column. Without one: tongues, story, funder-likelihood, funder-impact and lock.",
    )
    changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", ("<f>3*2</f><v>6</v>", "<f>3*2</f><v></v>"))
    code, said = check()
    assert code == 1
    assert (
        "Answers!F2: fault: share: a formula stands in this cell, and no value is stored with it [cell-error]" in said
    )


def test_merged_cells_are_told(check, tmp_path):
    made = book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6), (2, "B", "written", "yes", None, 7))
    made.active.merge_cells("C2:C3")
    made.save(tmp_path / "a.xlsx")
    code, said = check()
    assert code == 0
    assert "1 merged area, C2:C3, of which only the first cell counts" in said


def test_a_title_above_the_header_and_rows_without_answers(check, tmp_path):
    book(
        tmp_path,
        ("Survey 2026",),
        (),
        HEADER,
        (1, "A", "written", "yes", None, 6),
        (),
        (None, "Total", None, None, None, None),
    )
    code, said = check()
    assert code == 0
    assert 'the header is in row 3, below "Survey 2026"' in said
    assert "1 row holds no answers and is counted nowhere: 6 (Total)." in said


def test_a_cell_in_the_last_row_and_column_is_told(check, tmp_path):
    made = book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6))
    made.active["XFD1048576"] = "x"
    made.save(tmp_path / "a.xlsx")
    code, said = check()
    assert code == 1
    assert "a.xlsx:Answers!XFD1048576: fault: a cell stands here beyond the header [ragged]" in said
    assert "a.xlsx: 1 fault. 2 organisations." in said


def test_texts_that_begin_as_formulas_stay_as_they_are(run, tmp_path):
    made = book(tmp_path, HEADER)
    made.active.append((1, "x", "written", "yes", None, 6))
    made.active["B2"].value, made.active["B2"].data_type = "=cmd|' /C calc'!A0", "s"
    made.save(tmp_path / "a.xlsx")
    assert run("batch", "a.xlsx", "--pack", HARBOUR, "-o", "out")[0] == 0
    assert results(tmp_path / "out")[0]["organisation"]["name"] == "=cmd|' /C calc'!A0"
    assert "'=cmd" in (tmp_path / "out" / "scores.csv").read_text(encoding="utf-8")


# Which sheet


def test_sheets_without_questions_and_hidden_ones_are_told(check, tmp_path):
    made = book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6))
    made.create_sheet("Notes")["A1"] = "call Anna"
    made.create_sheet("Empty")
    hidden = made.create_sheet("Last year")
    hidden.append(HEADER)
    hidden.sheet_state = "hidden"
    made.save(tmp_path / "a.xlsx")
    code, said = check()
    assert code == 0
    assert 'not read: sheet "Notes", where no column is a question; not read: hidden sheet "Last year".' in said


def test_two_sheets_with_questions_wait_for_a_mapping(run, check, tmp_path):
    made = book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6), title="2025")
    other = made.create_sheet("Round 2")
    other.append(HEADER)
    other.append((7, "B", "perhaps", "no", None, 6))
    made.save(tmp_path / "a.xlsx")
    code, _, err = run("batch", "a.xlsx", "--pack", HARBOUR, "-o", "out")
    assert code == 1
    assert 'a.xlsx: fault: two sheets hold questions, "2025" and "Round 2" [sheet] Say which one is meant:' in err
    assert err.endswith(f"map a.xlsx --pack {HARBOUR}")
    assert run("map", "a.xlsx", "--pack", HARBOUR)[0] == 0
    file = tmp_path / "a.mapping.yaml"
    text = file.read_text(encoding="utf-8")
    assert 'sheet: open  # "2025" or "Round 2"; the columns below are those of "2025"\n' in text
    assert "which sheet is meant is still open" in check("--mapping", file.name)[1]
    file.write_text(text.replace("sheet: open", "sheet: Round 2"), encoding="utf-8")
    code, said = check("--mapping", file.name)
    assert "a.xlsx:'Round 2'!C2: fault: charter:" in said
    assert "1 organisation" in said
    file.write_text(text.replace("sheet: open", "sheet: 2027"), encoding="utf-8")
    code, said = check("--mapping", file.name)
    assert code == 1
    assert 'there is no sheet "2027", which a.mapping.yaml names [sheet] Its sheets are "2025" and "Round 2".' in said


# What keeps a file from being read


def refused(run, name: str, data: bytes, tmp_path: Path) -> str:
    (tmp_path / name).write_bytes(data)
    code, out, err = run("batch", name, "--pack", HARBOUR, "-o", "out")
    assert (code, out) == (4, "")
    return err


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SAVE = "Open it and save it as .xlsx (Excel Workbook), and name that file."


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.xls", OLD, f"a.xls is an older kind of workbook. {SAVE}"),
        ("a.xlsx", OLD, f"a.xlsx is an older kind of workbook. {SAVE}"),
        ("a.xlsb", b"PK", f"a.xlsb is a binary workbook. {SAVE}"),
        ("a.ods", b"PK", f"a.ods is a workbook of LibreOffice or OpenOffice. {SAVE}"),
        ("a.numbers", b"PK", f"a.numbers is a workbook of Numbers. {SAVE}"),
        ("a.xlsx", zipped(mimetype=b"x", **{"content.xml": b"<a/>"}),
         f"a.xlsx is a workbook of LibreOffice or OpenOffice. {SAVE}"),
        ("a.xlsx", zipped(**{"xl/workbook.bin": b""}), f"a.xlsx is a binary workbook. {SAVE}"),
        ("a.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"),
         "a.xlsx is protected by a password and cannot be read. Open it, save it without the password, and name"),
        ("a.xlsx", b"id,visit\n1,yes\n", "a.xlsx is no workbook. If it is a text with separators, call it .csv."),
        ("a.xlsx", b"", "a.xlsx is empty. If it is a text with separators, call it .csv."),
        ("a.xlsx", zipped(readme=b"x"), "a.xlsx is an archive, and no workbook. Unpack it, and name the table in it."),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "a.xlsx is damaged and cannot be read."),
        ("a.xlsx", zipped(**{"[Content_Types].xml": b"<a>"}), "a.xlsx is damaged and cannot be read."),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told_as_what_it_is(run, tmp_path, name, data, says):
    assert refused(run, name, data, tmp_path).startswith(says)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_workbook_that_was_cut_off_is_damaged(run, tmp_path, cut):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6))
    data = (tmp_path / "a.xlsx").read_bytes()
    assert "is damaged and cannot be read" in refused(run, "a.xlsx", data[: int(len(data) * cut)], tmp_path)


def test_a_workbook_that_unpacks_to_too_much_is_not_read(run, tmp_path, monkeypatch):
    book(tmp_path, HEADER, *[(i, "A" * 50, "written", "yes", None, 6) for i in range(200)])
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 20_000)
    data = (tmp_path / "a.xlsx").read_bytes()
    said = refused(run, "a.xlsx", data, tmp_path)
    assert said.startswith("a.xlsx would unpack to more than 1 GB and was not read. Copy the rows")
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 10**9)
    monkeypatch.setattr(workbooks, "MOST_BESIDE", 2_000)
    assert "more than 200 MB beside the cells of its sheets" in refused(run, "a.xlsx", data, tmp_path)


def test_a_workbook_of_zeros_is_refused_by_its_size(run, tmp_path):
    """Three megabytes that would become three gigabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(30):
                part.write(bytes(40_000_000))
    assert "would unpack to more than 1 GB" in refused(run, "a.xlsx", stream.getvalue(), tmp_path)


def test_entities_are_refused(run, tmp_path):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6))
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><worksheet'
    changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", ("<worksheet", bomb))
    data = (tmp_path / "a.xlsx").read_bytes()
    assert "it declares entities of its own" in refused(run, "a.xlsx", data, tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [('<row r="3"', '<row r="2"'), ('r="C2"', 'r="A2"'), ('r="C2"', 'r="ZZZZ2"'), ('r="C2"', 'r="C"')],
)
def test_no_row_is_lost_where_rows_or_cells_stand_out_of_order(run, tmp_path, before, after):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6), (2, "B", "written", "yes", None, 6))
    changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", (before, after))
    assert "is damaged and cannot be read" in refused(run, "a.xlsx", (tmp_path / "a.xlsx").read_bytes(), tmp_path)


def test_without_the_package_one_sentence_says_how_to_get_it(run, tmp_path, monkeypatch):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    said = refused(run, "a.xlsx", (tmp_path / "a.xlsx").read_bytes(), tmp_path)
    assert said == 'a.xlsx: reading workbooks needs another package. pip install "silk-assess[xlsx]"'


def test_a_workbook_beside_other_tables(run, tmp_path):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6))
    (tmp_path / "b.csv").write_text("id,visit\n2,yes\n1,no\n", encoding="utf-8")
    code, out, err = run("batch", "a.xlsx", "b.csv", "--pack", HARBOUR, "-o", "out")
    assert code == 1
    assert out.startswith("2 of 3 organisations scored.")
    assert 'b.csv:3: fault: the id "1" stands in a.xlsx, row 2, too' in err


def test_an_id_that_stands_there_twice_is_told_with_both_rows(check, tmp_path):
    book(tmp_path, HEADER, (1, "A", "written", "yes", None, 6), (1, "B", "written", "yes", None, 6))
    assert 'a.xlsx:Answers!3:3: fault: the id "1" stands in row 2 too [id]' in check()[1]


def test_an_empty_workbook_is_told(check, tmp_path):
    book(tmp_path)
    code, said = check()
    assert code == 1
    assert "this workbook is empty" in said


@pytest.mark.parametrize("seed", range(40))
def test_a_spoilt_workbook_is_refused_or_read_and_never_our_bug(run, tmp_path, seed):
    import random

    chance = random.Random(seed)
    book(tmp_path, HEADER, *[(i, f"Org {i}", "written", "yes", None, i) for i in range(5)])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {one: bytearray(archive.read(one)) for one in archive.namelist()}
    part = chance.choice(sorted(parts))
    for _ in range(chance.randint(1, 6)):
        parts[part][chance.randrange(len(parts[part]))] = chance.randrange(256)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for one, data in parts.items():
            archive.writestr(one, bytes(data))
    code, _, _ = run("batch", "a.xlsx", "--pack", HARBOUR, "-o", "out")
    assert code in (0, 1, 4)
