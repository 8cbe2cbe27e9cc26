"""What headers and cells are taken for, and what is told of it."""

from __future__ import annotations

import io
import json

import pytest

from silk_assess import cli
from silk_assess.files import encodings, inputs
from silk_assess.files.other_tools import words
from silk_assess.files.questionnaires import load_pack
from silk_assess.tables.cells import Form
from silk_assess.tables.headers import Headers
from silk_assess.wording.reading import how, rests_on

PACK = {
    "pack.yaml": """
format: silk-pack/1
id: small
version: 1.0.0
language: en
title: Small
profile:
  - {id: country, type: country, text: "Where?"}
  - {id: staff, type: number, text: "How many people?", minimum: 0}
  - {id: begun, type: number, text: "Since which year?", minimum: 1500, maximum: 2100, decimals: 0}
sections: [people, more]
""",
    "people.yaml": """
id: people
title: People
kind: score
questions:
  - id: way
    type: choice
    text: "Which way?"
    options: [{id: none-yet, label: None}, {id: far, label: "Far, or further"}, {id: near, label: Near}]
  - id: twin
    type: choice
    text: "Which twin?"
    options: [{id: a, label: Same}, {id: b, label: Same}, {id: c, label: Other}]
  - id: tongues
    type: choices
    text: "Which tongues?"
    options:
      - {id: en, label: English}
      - {id: en-gb, label: "English, British"}
      - {id: none-of, label: None}
      - {id: alone, label: No tongue, exclusive: true}
  - {id: gone, type: yes-no, text: "Did you go?", not_applicable: Nowhere to go}
  - {id: share, type: number, text: "Which share?", unit: "%", minimum: 0, maximum: 100, decimals: 3, from: 0, to: 100}
""",
    "more.yaml": """
id: more
title: More
kind: score
questions:
  - {id: people-way, type: yes-no, text: "Which way"}
  - {id: months, type: number, text: "How long?", unit: months, minimum: 0, from: 0, to: 10}
  - {id: since, type: date, text: "Since when?"}
  - {id: story, type: text, text: "What else?"}
""",
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    for name, text in PACK.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load_pack(folder)


@pytest.fixture
def read(tree):
    """Read a table of one row; give its answers, the faults as texts, and how it was read."""

    def run(text: str, *extra: str, encoding: str = "utf-8"):
        ways = inputs.Ways(extra=extra)
        units = list(inputs.units(["-"], tree, ways, io.BytesIO(text.encode(encoding))))
        entries = [inputs.read(unit, tree) for unit in units]
        faults = [(str(fault.code), fault.says, fault.do) for one in entries for fault in one.faults]
        for one in entries:
            for reading in ways.readings:
                reading.note(one.seen)
                if one.is_blank:
                    reading.leave(one.line, "no-answers", one.called)
        answers = [one.answers for one in entries if not one.faults and not one.is_blank]
        return answers, faults, ways.readings[0] if ways.readings else None

    return run


def values(answers) -> dict:
    return {
        id: "unknown" if one.unknown else "na" if one.not_applicable is not None else one.value
        for id, one in answers.answers.items()
    }


HEADERS = [
    ("way", {"way"}),
    ("WAY", {"way"}),
    ("en_gb", set()),
    ("people/way", {"way"}),
    ("anything/at/all/way", {"way"}),
    ("people_way", {"people-way", "way"}),
    ("more-people-way", {"people-way", "way"}),
    ("more/people-way", {"people-way"}),
    ("people-share", {"share"}),
    ("elsewhere-share", set()),
    ("Which way?", {"way"}),
    ("Which way", {"people-way"}),
    ("3. Which tongues? *", {"tongues"}),
    ("Which tongues? [English]", {"tongues/en"}),
    ("Which tongues? [English, British]", {"tongues/en-gb"}),
    ("tongues___en_gb", {"tongues/en-gb"}),
    ("About people/Which tongues?", {"tongues"}),
    ("About people/Which tongues?/English, British", {"tongues/en-gb"}),
    ("Which tongues?/Dutch", set()),
    ("people/tongues/en", {"tongues/en"}),
    ("tongues/unknown", {"tongues/unknown"}),
    ("way.note", {"way.note"}),
    ("WAY.evidence", {"way.evidence"}),
    ("country.note", set()),
    ("Organization name", {"name"}),
    ("profile/name", {"name"}),
    ("_id", set()),
]


@pytest.mark.parametrize(("header", "targets"), HEADERS)
def test_a_header_is_taken_for_what_it_can_be(tree, header, targets):
    headers = Headers(tree, words())
    exact = headers.exact(header)
    found = [exact] if exact is not None else headers.inexact(header)
    assert {target.written for target in found} == targets


CELLS = [
    # An option's id, then its label, then a word of a tool.
    ("way", "none-yet", "none-yet"),
    ("way", "None", "none-yet"),
    ("way", "none", "none-yet"),
    ("way", "NONE_YET", "none-yet"),
    ("way", " far, or  FURTHER ", "far"),
    ("way", "Don’t know", "unknown"),
    ("way", "unknown", "unknown"),
    ("way", "-", None),
    ("twin", "c", "c"),
    ("twin", "Other", "c"),
    ("gone", "TRUE", "yes"),
    ("gone", "0", "no"),
    ("gone", "N/A", "na"),
    ("gone", "na: nowhere to go", "na"),
    # Several, the longest known label first.
    ("tongues", "en;en-gb", ("en", "en-gb")),
    ("tongues", "en en-gb", ("en", "en-gb")),
    ("tongues", "en, en-gb", ("en", "en-gb")),
    ("tongues", "English, British", ("en-gb",)),
    ("tongues", "English, English, British", ("en", "en-gb")),
    ("tongues", "English; English, British;", ("en", "en-gb")),
    ("tongues", "English\nEnglish, British", ("en", "en-gb")),
    ("tongues", "None", ("none-of",)),
    ("tongues", "none", ()),
    ("tongues", "No tongue", ("alone",)),
    # Numbers, countries and days.
    ("share", "12.5", 12_500_000),
    ("share", "12,5", 12_500_000),
    ("share", "0.125", 125_000),
    ("share", "12.1250", 12_125_000),
    ("share", "?", "fault"),
    ("months", "Don't know", "unknown"),
    ("since", "2026-11-26T00:00:00", "2026-11-26"),
    ("story", "Don't know", "Don't know"),
    ("story", "-", "-"),
    ("story", "unknown", "unknown"),
]


@pytest.mark.parametrize(("id", "cell", "expected"), CELLS)
def test_a_cell_is_what_it_is_to_its_question(read, id, cell, expected):
    quoted = '"' + cell.replace('"', '""') + '"'
    other = "way" if id == "gone" else "gone"
    answers, faults, _ = read(f"id;{id};{other};people-way\n1;{quoted};{'far' if id == 'gone' else 'yes'};yes\n")
    if expected == "fault":
        assert len(faults) == 1
        return
    assert faults == []
    assert values(answers[0]).get(id) == expected


COUNTRIES = [("no", "NO"), ("Norge", "NO"), ("Ivory Coast", "CI"), ("Syrian Arab Republic", "SY"), ("NA", "NA")]


@pytest.mark.parametrize(("cell", "expected"), COUNTRIES)
def test_a_country_by_a_name_of_it(read, cell, expected):
    answers, faults, _ = read(f"country,gone\n{cell},yes\n")
    assert faults == []
    assert answers[0].profile == {"country": expected}


def test_who_answered_and_when_stands_beside_the_answers(read):
    answers, faults, reading = read("gone,Answered.Date,answered.by\nyes,2026-11-26 00:00:00,Board and others\n")
    assert faults == []
    assert answers[0].answered == ("2026-11-26", "Board and others")
    assert [one.target.written for one in reading.layout.columns] == ["gone", "answered.date", "answered.by"]
    assert read("gone,answered.by\n,Board\n")[0] == []


FAULTS = [
    ("twin", "Same", "two-meanings", 'column A, twin: "Same" has two meanings', "a or b. Write the one that is meant."),
    ("share", "1.250", "two-meanings", '"1.250" has two meanings', "1250, or 1.25. Write 1250 or 1,25 in the table."),
    ("share", "12.125", "two-meanings", "", "12125, or 12.125. Write 12125 or 12,1250 in the table."),
    ("share", "1,250", "two-meanings", "", "1.25, or 1250. Write 1,25 or 1250 in the table."),
    ("share", "1.250.000", "number", "", "Did you mean 1250000?"),
    ("share", "12,5 %", "number", "", "Write the number alone: 12,5."),
    ("share", "1 250", "number", "", "Did you mean 1250?"),
    ("share", "22 mai", "date-for-number", "", "A spreadsheet makes dates of numbers such as 22.5."),
    ("months", "22-May", "date-for-number", "a date, and months are wanted", "A spreadsheet makes dates"),
    ("begun", "01/01/1998", "number", "is a date, and a year is wanted", "Did you mean 1998?"),
    ("way", "Far, or furter", "option", "is not an answer", 'Did you mean "Far, or further"? That is far. The others'),
    ("way", "#REF!", "cell-error", "the cell shows an error of the spreadsheet, #REF!", "Mend the formula behind it"),
    ("country", "Congo", "two-meanings", "", "CD (Democratic Republic of the Congo) or CG (Congo). Write the one"),
    ("way", "N/A", "not-applicable", "this applies to everybody", "Answer it, or write unknown."),
    ("tongues", "English, Dutch", "option", '"English, Dutch" is not an answer', ""),
    ("tongues", "English; Brtish", "option", '"Brtish" is not an answer', ""),
]


@pytest.mark.parametrize(("id", "cell", "code", "says", "do"), FAULTS)
def test_what_cannot_be_read_is_told_and_not_guessed(read, id, cell, code, says, do):
    _, faults, _ = read(f"{id};gone\n{cell if ';' not in cell else chr(34) + cell + chr(34)};yes\n")
    ((found, said, remedy),) = faults
    assert (found, says in said, remedy.startswith(do)) == (code, True, True)


SPLIT = [
    ("1", "0", "", ("en",)),
    ("0", "0", "0", ()),
    ("", "", "", None),
    ("English", "", "", ("en",)),
    ("Checked", "Unchecked", "", ("en",)),
    ("0", "0", "1", "unknown"),
    ("yes", "TRUE", "", ("en", "en-gb")),
]


@pytest.mark.parametrize(("first", "second", "third", "expected"), SPLIT)
def test_one_option_a_column(read, first, second, third, expected):
    head = "gone,tongues/en,tongues/en-gb,tongues/unknown"
    answers, faults, reading = read(f"{head}\nyes,{first},{second},{third}\n")
    assert faults == []
    assert values(answers[0]).get("tongues") == expected
    assert reading is not None


def test_two_ways_of_writing_several_options_must_agree(read, tree):
    head = "gone,tongues,tongues/en,tongues/en-gb,tongues/none-of,tongues/alone"
    answers, faults, reading = read(f"{head}\nyes,en en-gb,1,1,0,0\nyes,,0,0,0,0\nyes,unknown,,,,\n")
    assert faults == []
    assert [values(one)["tongues"] for one in answers] == [("en", "en-gb"), (), "unknown"]
    assert how(reading, tree) == "several choices in one column and as a column an option, which agree"
    _, faults, _ = read(f"{head}\nyes,en,0,1,0,0\n")
    assert faults == [
        (
            "contradiction",
            "column B, tongues: this cell says en, and the columns of single options say tongues/en-gb",
            "Make the two agree, or empty one of them.",
        )
    ]


def test_a_field_of_the_profile_that_is_not_known_has_no_value(read):
    head = "country,staff,way\n"
    (one,), faults, reading = read(f"{head}Don't know,Don't know,far\n")
    assert (faults, one.profile, reading.words(Form.OURS)) == ([], {}, ["Don't know"])
    (one,), faults, _ = read(f"{head}unknown,unknown,far\n")
    assert (faults, one.profile) == ([], {})
    _, ((_, says, _),), _ = read(f"{head}NO,N/A,far\n")
    assert '"N/A" is not a number' in says


def test_a_cross_means_chosen_in_a_column_of_one_option_alone(read):
    (one,), faults, _ = read("gone,tongues/en,tongues/alone\nyes,x,\n")
    assert (faults, values(one)) == ([], {"gone": "yes", "tongues": ("en",)})
    assert [code for code, _, _ in read("gone\nx\n")[1]] == ["option"]


def test_an_encoding_may_be_named(tree):
    ways = inputs.Ways(encoding=encodings.named("cp1250"))
    data = "name,way\nKooperativa Łódź,far\n".encode("cp1250")
    (one,) = [inputs.read(unit, tree) for unit in inputs.units(["-"], tree, ways, io.BytesIO(data))]
    assert one.answers.name == "Kooperativa Łódź"
    assert how(ways.readings[0], tree) == 'cp1250, as in "Kooperativa Łódź"'


def test_notes_and_evidence_have_columns(read):
    table = 'way,way.note,way.evidence,gone,gone.note,share.note\nfar,Ask Bo,"Minutes\nPlan",na: nowhere,Later,To ask\n'
    (one,), faults, _ = read(table)
    assert faults == []
    found = one.answers
    assert (found["way"].value, found["way"].note, found["way"].evidence) == ("far", "Ask Bo", ("Minutes", "Plan"))
    assert (found["gone"].not_applicable, found["gone"].note) == ("nowhere", "Later")
    assert (found["share"].value, found["share"].note) == (None, "To ask")


def test_rows_without_answers_second_headers_and_tags_hold_no_organisation(read, tree):
    table = (
        "name,staff,way,gone\n#org,#staff,,\nName,How many people?,Which way?,Did you go?\nA,5,far,yes\n"
        "Total,1.250,,\nB,,unknown,\nC,1,-,\n"
    )
    answers, faults, reading = read(table)
    assert faults == []
    assert [one.name for one in answers] == ["A", "B"]
    assert rests_on([reading], tree) == [
        "2 of 9 questions have a column. Without one: all of More (4), and 3 more, listed in run.json.",
        "2 rows hold no answers and are counted nowhere: 5 (Total) and 7 (C).",
        "Row 3 is a second header and counted nowhere.",
        "Row 2 is tags of columns and counted nowhere.",
    ]


def test_a_row_of_codes_above_the_texts_and_tags_below_are_no_organisations(read):
    tags = '"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}",'
    table = f"Q1,Q2,Q3\nOrganisation,Which way?,Did you go?\n{tags}\nA,far,Yes\n"
    answers, faults, reading = read(table)
    assert faults == []
    assert [(one.name, values(one)) for one in answers] == [("A", {"way": "far", "gone": "yes"})]
    assert (reading.layout.dialect.header_row, reading.layout.dialect.title) == (2, "Q1 Q2 Q3")
    assert [(row, what) for row, what, _ in reading.aside] == [(3, "tags")]


def test_a_header_of_ids_below_one_of_texts_is_a_second_header(read):
    answers, _, reading = read("Organisation,Which way?,Did you go?\nname,way,gone\nA,far,Yes\n")
    assert [one.name for one in answers] == ["A"]
    assert [(row, what) for row, what, _ in reading.aside] == [(2, "second-header")]


def test_a_column_of_pandas_that_counts_is_left_aside_and_one_with_texts_is_not(read):
    _, faults, reading = read(",way\n0,far\n1,near\n")
    assert faults == []
    assert reading.left_aside == ["the first column, which counts the rows"]
    _, faults, _ = read(",way\n0,far\nx,near\n")
    assert [code for code, _, _ in faults] == ["column"]


def test_a_tool_column_near_an_id_without_a_column_is_told(read):
    _, faults, _ = read("way,Email\nfar,a@ex.org\n")
    assert faults == []
    _, faults, _ = read("gone,Stafff\nyes,3\n")
    assert [code for code, _, _ in faults] == ["column"]


def test_a_row_that_is_cut_and_a_last_line_without_an_end_are_told(read):
    answers, faults, reading = read("way,gone,share\nfar,yes,5\nnear,no\nnear,no,7")
    assert [(code, said) for code, said, _ in faults] == [("cut", "this row ends in column B, before its last cell")]
    assert len(answers) == 2
    assert not reading.has_end


ENCODINGS = [
    ("utf-8-sig", "Élan", "UTF-8"),
    ("utf-16", "Élan", "UTF-16"),
    ("utf-16-le", "Élan", "UTF-16"),
    ("utf-16-be", "Élan", "UTF-16"),
    ("cp1252", "Élan", "Windows-1252"),
    ("ascii", "Elan", "UTF-8"),
]


@pytest.mark.parametrize(("codec", "name", "said"), ENCODINGS)
def test_the_encoding_is_found(read, codec, name, said):
    (one,), faults, reading = read(f"name,way\n{name},far\n", encoding=codec)
    assert (one.name, faults, reading.layout.dialect.encoding) == (name, [], said)


def test_a_letter_that_was_cut_off_makes_no_windows_of_a_table(tree):
    ways = inputs.Ways()
    data = "name,way\nA,far\nÉ".encode()[:-1]
    entries = [inputs.read(unit, tree) for unit in inputs.units(["-"], tree, ways, io.BytesIO(data))]
    assert ways.readings[0].layout.dialect.encoding == "UTF-8"
    assert [fault.code for one in entries for fault in one.faults] == ["cut"]


# Lines of JSON that are rows


def test_flat_lines_of_json_are_rows(tmp_path, tree):
    rows = [
        {"id": 7, "name": "A", "way": "far", "share": 12.125, "gone": True, "tongues": ["en", "en-gb"]},
        {"id": 8, "name": "B", "way": None, "share": None, "gone": False, "staff": 12.0, "tongues": []},
        {"id": 9, "name": "C", "way": {"x": 1}},
        {"id": 10, "name": "D"},
    ]
    file = tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = [inputs.read(unit, tree) for unit in inputs.units([str(file)], tree, inputs.Ways(), io.BytesIO())]
    assert [(one.line, one.id, one.is_blank) for one in found] == [(1, "7", False), (2, "8", False), (3, "", False),
                                                                   (4, "10", True)]  # fmt: skip
    assert values(found[0].answers) == {"way": "far", "share": 12_125_000, "gone": "yes", "tongues": ("en", "en-gb")}
    assert values(found[1].answers) == {"gone": "no", "tongues": ()}
    assert found[1].answers.profile == {"staff": 12_000_000}
    assert [fault.code for fault in found[2].faults] == ["mapping"]


def test_a_flat_key_that_is_no_question_is_a_fault_of_the_file(tmp_path, tree):
    file = tmp_path / "a.jsonl"
    file.write_text('{"way": "far", "regoin": "x"}\n', encoding="utf-8")
    header, row = inputs.units([str(file)], tree, inputs.Ways(), io.BytesIO())
    assert [(fault.code, fault.lines) for fault in header.faults] == [("column", (("B", "regoin", ""),))]
    assert row.held


# What is written


def test_files_without_answers_are_counted_nowhere_and_score_still_gives_their_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small").mkdir()
    for name, text in PACK.items():
        (tmp_path / "small" / name).write_text(text, encoding="utf-8")
    head = "format: silk-answers/1\nquestionnaire: small\nversion: 1.0.0\norganisation: {name: %s}\nanswers: {%s}\n"
    (tmp_path / "a.yaml").write_text(head % ("A", "way: far"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(head % ("B", "way: {note: later}"), encoding="utf-8")
    assert cli.run(["batch", "a.yaml", "b.yaml", "--pack", "./small", "-o", "out"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith(
        "One organisation scored. 1 answer file or line holds no answers and is counted nowhere: b.yaml."
    )
    assert json.loads((tmp_path / "out" / "run.json").read_text())["without_answers"] == {
        "number": 1,
        "places": ["b.yaml"],
    }
    assert cli.run(["score", "b.yaml", "--pack", "./small", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found)[:2] == ["format", "source"]
    assert found["source"] == {"file": "b.yaml", "sheet": None, "row": None, "id": None}


def test_where_no_table_has_a_place_for_evidence_the_portfolio_gives_no_share(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small").mkdir()
    for name, text in PACK.items():
        (tmp_path / "small" / name).write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text("id,way,gone\n1,far,yes\n2,near,no\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("id,way,way.evidence\n1,far,Minutes\n2,near,\n", encoding="utf-8")
    cli.run(["batch", "a.csv", "--pack", "./small", "-o", "a"])
    cli.run(["batch", "b.csv", "--pack", "./small", "-o", "b"])
    capsys.readouterr()
    assert "answers name a paper" not in (tmp_path / "a" / "portfolio.md").read_text(encoding="utf-8")
    assert "answers name a paper" in (tmp_path / "b" / "portfolio.md").read_text(encoding="utf-8")
