"""Tables as other tools write them: each gives the figures of the plain one, or a refusal that says what to do."""

from __future__ import annotations

import csv
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from silk_assess import cli

HERE = Path(__file__).parent
SILK = HERE.parents[1] / "questionnaires" / "earlier" / "silk" / "1.0.1"


@pytest.fixture
def batch(tmp_path, monkeypatch, capsys):
    """Run `batch` on one of the tables; give exit code, both screens, results by row, faults, and run.json."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, *more: str):
        pack = HERE / "harbour" if int(name[:2]) >= 20 else SILK
        if not (tmp_path / name).exists():
            shutil.copy(HERE / name, tmp_path / name)
        code = cli.run(["batch", name, "--pack", str(pack), "-o", "out", "--force", *more])
        out, err = capsys.readouterr()
        if not (tmp_path / "out").exists():
            return code, out, err, {}, [], {}
        results = {one["source"]["row"]: one for one in lines(tmp_path / "out" / "results.jsonl")}
        run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
        return code, out, " ".join(err.split()), results, lines(tmp_path / "out" / "errors.jsonl"), run

    return run


def lines(file: Path) -> list[dict]:
    return [json.loads(line, parse_float=Decimal) for line in file.read_text(encoding="utf-8").splitlines()]


def figures(results: dict[int, dict]) -> list[dict]:
    """Give results without what may differ: where they were read, what was carried along, name."""
    found = []
    for one in results.values():
        bare = {key: value for key, value in one.items() if key not in ("source", "extra", "warnings")}
        bare["organisation"] = {key: value for key, value in one["organisation"].items() if key != "name"}
        found.append(bare)
    return found


SAME = [
    ("01-semicolon-sep.csv", "00-plain.csv", "semicolons."),
    ("02-utf16-unicode-text.txt", "00-plain.csv", 'tabs; UTF-16, as in "Coopérative Œuvre Élan".'),
    ("03-cp1252.csv", "00-plain.csv", 'semicolons; Windows-1252, as in "Coopérative Œuvre Élan".'),
    ("04-trailing-empty.csv", "00-plain.csv", "semicolons."),
    ("05-totals-row.csv", "00-plain.csv", "semicolons."),
    ("07-labels-as-values.csv", "00-plain.csv", "labels for options in 100 columns."),
    (
        "08-texts-as-headers.csv",
        "00-plain.csv",
        "texts of questions over 107 columns.",
    ),
    (
        "09-google-forms.csv",
        "00-plain.csv",
        "texts of questions over 108 columns; labels for options in 100 columns; several choices between commas.",
    ),
    (
        "10-kobo.csv",
        "00-no-na.csv",
        "semicolons; names with their section before them, as in capabilities/dir-reason; several choices in one "
        "column and as a column an option, which agree.",
    ),
    (
        "11-odk.csv",
        "00-no-na.csv",
        "names with their section before them, as in capabilities-dir-reason; several choices in one column and as a "
        "column an option, which agree.",
    ),
    (
        "13-surveymonkey.csv",
        "00-no-na-no-none.csv",
        "a header of 2 rows; texts of questions over 152 columns; labels for options in 92 columns; several choices as "
        "a column an option.",
    ),
    ("15-underscore-headers.csv", "00-plain.csv", None),
    ("16-uppercase-titlecase.csv", "00-plain.csv", None),
    ("19-title-row.csv", "00-plain.csv", 'the header is in row 3, below "SSE survey 2026".'),
]


@pytest.mark.parametrize(("name", "plain", "read"), SAME)
def test_the_figures_are_those_of_the_plain_table(batch, name, plain, read):
    code, out, err, results, faults, run = batch(name)
    assert (code, faults) == (0, [])
    assert out.startswith("All 8 organisations scored.\n")
    assert figures(results) == figures(batch(plain)[3])
    if read is not None:
        assert err == f"{name}: {read}"
        assert run["inputs"][0]["read"] == read.removesuffix(".")
    assert [one["source"]["id"] for one in results.values()] == [
        one["source"]["id"] for one in batch("00-plain.csv")[3].values()
    ] or name[:2] in ("09", "10", "11", "13")


def test_the_plain_table_is_read_without_a_word(batch):
    code, out, err, results, _, run = batch("00-plain.csv")
    assert (code, err) == (0, "")
    assert "have a column" not in out
    assert list(results) == list(range(2, 10))
    (first, *_) = results.values()
    assert list(first)[:3] == ["format", "source", "questionnaire"]
    assert first["source"] == {"file": "00-plain.csv", "sheet": None, "row": 2, "id": "1"}
    assert list(first)[-1] == "warnings"
    (read,) = run["inputs"]
    assert (read["separator"], read["decimal"], read["encoding"], read["header_row"], read["read"]) == (
        ",", ".", "UTF-8", 1, "",
    )  # fmt: skip
    assert run["rests_on"] == []


def test_rows_of_totals_are_named_and_counted_nowhere(batch, tmp_path):
    _, out, _, _, _, run = batch("05-totals-row.csv")
    said = "2 rows hold no answers and are counted nowhere: 10 (8 organisations) and 11 (Total)."
    assert said in " ".join(out.split())
    assert run["inputs"][0]["rows_aside"] == [
        {"row": 10, "what": "no-answers", "text": "8 organisations"},
        {"row": 11, "what": "no-answers", "text": "Total"},
    ]
    assert said in (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")
    with open(tmp_path / "out" / "scores.csv", encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 8


def test_what_has_two_meanings_is_not_guessed(batch):
    code, out, err, results, faults, _ = batch("06-decimal-comma-dates.csv")
    assert code == 1
    assert out.startswith("4 of 8 organisations scored. 4 rows have faults and were left out.\n")
    assert err.startswith("06-decimal-comma-dates.csv: semicolons; decimals with a comma. ")
    assert [(one["row"], one["column"], one["question"], one["code"]) for one in faults] == [
        (3, 7, "people-count", "two-meanings"),
        (4, 7, "people-count", "number"),
        (5, 6, "founded", "number"),
        (6, 6, "founded", "number"),
    ]
    assert faults[0]["remedy"] == "1250, or 1.25. Write 1250 or 1,25 in the table."
    assert [one["remedy"] for one in faults[1:]] == ["Did you mean 1250?", "Did you mean 1998?", "Did you mean 1998?"]
    assert results[2]["organisation"]["people-count"] == Decimal("60.5")


def test_what_a_tool_adds_is_left_aside_and_told(batch):
    said = " ".join(batch("09-google-forms.csv")[1].split())
    assert "All 100 questions have a column. Left aside: Timestamp and Email Address." in said
    said = " ".join(batch("10-kobo.csv")[1].split())
    assert "Left aside: start, end, __version__ and 9 more that KoboToolbox adds." in said


def test_codes_are_refused_in_one_fault_with_the_way(batch, tmp_path):
    code, out, _, results, faults, run = batch("12-limesurvey.csv")
    assert (code, results, len(faults)) == (1, {}, 1)
    assert out.startswith("None of 8 organisations scored. The whole table waits for its columns.\n\nIn out/\n")
    assert "scores.csv" not in out
    assert (faults[0]["code"], faults[0]["row"]) == ("coded", 1)
    assert faults[0]["remedy"].startswith(
        "Columns O to FJ are codes, such as G01Q01, and cells are codes too, such as A1. This looks like an export of "
        'LimeSurvey. In LimeSurvey, under Export responses, take "Full question text"'
    )
    assert run["inputs"][0]["file"] == "12-limesurvey.csv"


def test_own_columns_are_refused_in_one_remedy_and_carried_when_named(batch):
    code, out, err, _, faults, _ = batch("17-extra-columns.csv")
    assert (code, len(faults), faults[0]["code"]) == (1, 1, "column")
    assert out.startswith("None of 8 organisations scored. The whole table waits for its columns.\n")
    extra = ("--extra", "Consultant", "--extra", "Date", "--extra", "Contact e-mail")
    assert err.endswith("--force --extra Consultant --extra Date --extra 'Contact e-mail'")
    code, out, err, results, _, _ = batch("17-extra-columns.csv", *extra)
    assert (code, err) == (0, "")
    said = "All 100 questions have a column. Carried along: Consultant, Date and Contact e-mail."
    assert said in " ".join(out.split())
    assert figures(results) == figures(batch("00-plain.csv")[3])
    assert list(results[2])[-1] == "extra"
    assert results[2]["extra"] == {"Consultant": "Ana", "Date": "2026-11-10", "Contact e-mail": "a@ex.org"}


def test_a_misspelt_column_is_not_in_the_command_that_carries_the_others(batch, tmp_path):
    text = (HERE / "17-extra-columns.csv").read_text(encoding="utf-8").replace("lea-failure", "lea-faillure", 1)
    (tmp_path / "17-misspelt.csv").write_text(text, encoding="utf-8")
    _, _, err, _, faults, _ = batch("17-misspelt.csv")
    assert err.startswith(
        '17-misspelt.csv:1: fault: 4 columns are no questions [column] X lea-faillure Did you mean "lea-failure"? '
        "DF Consultant DG Date DH Contact e-mail Mend what is misspelt. To carry the others along unscored:"
    )
    assert "--extra lea-faillure" not in err
    assert 'X lea-faillure (Did you mean "lea-failure"?)' in faults[0]["fault"]
    named = ("--extra", "Consultant", "--extra", "Date", "--extra", "Contact e-mail", "--extra", "lea-faillure")
    code, out, *_ = batch("17-misspelt.csv", *named)
    assert code == 0
    assert "99 of 100 questions have a column. Without one: lea-failure." in " ".join(out.split())


def test_keep_is_gone(batch):
    code, out, err, *_ = batch("17-extra-columns.csv", "--extra", "keep")
    assert (code, out) == (2, "")
    assert " ".join(err.split()) == (
        'There is no column "keep" in 17-extra-columns.csv. --extra takes the name of a column now, once for each: '
        "--extra Consultant --extra Date"
    )


def test_questions_in_rows_are_told_in_one_sentence(batch):
    code, _, _, results, faults, _ = batch("18-transposed.csv")
    assert (code, results, [one["code"] for one in faults]) == (1, {}, ["transposed"])


# Small tables


@pytest.mark.parametrize(
    ("name", "row", "total"), [("20-unclosed-quote.csv", 2, 4), ("21-unclosed-quote-1000.csv", 12, 1_000)]
)
def test_a_quote_that_never_closes_costs_its_own_row(batch, name, row, total):
    code, out, _, results, faults, _ = batch(name)
    assert code == 1
    assert out.startswith(f"{total - 1:,} of {total:,} organisations scored. 1 row has a fault and was left out.\n")
    assert [(one["row"], one["column"], one["question"], one["code"]) for one in faults] == [(row, 5, "story", "quote")]
    assert set(range(2, total + 2)) == {*results, row}


def test_a_line_that_names_the_separator_is_no_row(batch):
    plain = figures(batch("22-sep-line.csv")[3])
    assert figures(batch("23-sep-comma.csv")[3]) == plain
    assert list(batch("22-sep-line.csv")[3]) == [2]


def test_options_in_columns_of_their_own(batch):
    code, _, err, results, _, _ = batch("24-split-choices.csv")
    assert (code, len(results)) == (0, 1)
    assert err == "24-split-choices.csv: several choices as a column an option; tongues without a column for ar."


def test_labels_and_one_that_is_misspelt(batch):
    code, _, _, results, faults, _ = batch("25-labels-labels.csv")
    assert (code, list(results)) == (1, [2])
    assert [(one["row"], one["question"], one["code"]) for one in faults] == [(3, "charter", "option")]
    assert faults[0]["remedy"] == (
        'Did you mean "Written and agreed"? That is written. The others are none-yet and spoken.'
    )


def test_numbers_carried_along_are_bare_and_formulas_guarded(batch, tmp_path):
    code, *_ = batch("26-negative-extra.csv", "--extra", "balance", "--extra", "phone")
    assert code == 0
    with open(tmp_path / "out" / "scores.csv", encoding="utf-8", newline="") as stream:
        found = [(row["balance"], row["phone"]) for row in csv.DictReader(stream)]
    assert found == [("-1250.50", "'+32 470"), ("-3", "0470")]


def test_a_table_without_questions_is_offered_no_command(batch, tmp_path):
    (tmp_path / "30-none.csv").write_text("id,colour,height\n1,red,5\n", encoding="utf-8")
    _, out, err, _, faults, _ = batch("30-none.csv")
    assert out.startswith("No organisation scored. The whole table waits for its columns.\n")
    assert [one["code"] for one in faults] == ["column"]
    assert "--extra" not in err


def test_a_workbook_called_csv_is_told_as_what_it_is(batch):
    code, out, err, *_ = batch("27-workbook-fake.csv")
    assert (code, out) == (4, "")
    assert err == (
        "27-workbook-fake.csv is a workbook that is called .csv.\n"
        "  Rename it to 27-workbook-fake.xlsx, or save it as CSV.\n"
    )
