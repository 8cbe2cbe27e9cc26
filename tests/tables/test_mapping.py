"""Mappings: what `map` writes, what a person settles in it, and how tables are read by it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.files.mappings import load_mapping
from silk_assess.files.questionnaires import load_pack
from silk_assess.questionnaire.model.questions import Choices
from silk_assess.wording.mapping_file import quoted

HERE = Path(__file__).parent
HARBOUR = str(HERE / "harbour")
SILK = HERE.parents[1] / "questionnaires" / "earlier" / "silk" / "1.0.1"

STRUCTURES = """\
Horodateur;Nom de la structure;Pays;Members;charter;visit;Part du CA à l'étranger;Région
10/11/2026 09:41;Quai Nord;France;1.250;Oui, voté;Yes;7,5;Bretagne
10/11/2026 10:02;Quai Sud;France;9;Spoken of, not written;No;3;Occitanie
11/11/2026 08:15;Quai Est;Belgique;48;Written and agreed;Yes;22,5;
"""
SETTLED = (
    ("grouping: open", 'grouping: "."'),
    ("header: Nom de la structure\n    is: open", "header: Nom de la structure\n    is: name"),
    ("header: Pays\n    is: open", "header: Pays\n    is: country\n    cells: {Belgique: BE}"),
    ('étranger"\n    is: open', 'étranger"\n    is: share'),
    ("Région\n    is: open", "Région\n    is: carry"),
    ('voté": open', 'voté": written'),
)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command in a folder of its own; give exit code and both screens, each on one line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "structures.csv").write_text(STRUCTURES, encoding="utf-8")

    def call(*line: str) -> tuple[int, str, str]:
        code = cli.run(list(line))
        out, err = capsys.readouterr()
        return code, " ".join(out.split()), " ".join(err.split())

    return call


@pytest.fixture
def settled(run, tmp_path):
    """Settle the mapping of the French table."""
    assert run("map", "structures.csv", "--pack", HARBOUR)[0] == 0
    file = tmp_path / "structures.mapping.yaml"
    text = file.read_text(encoding="utf-8")
    for before, after in SETTLED:
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, encoding="utf-8")
    return run


def results(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()]


# map


def test_map_says_what_is_open(run, tmp_path):
    code, out, err = run("map", "structures.csv", "--pack", HARBOUR)
    assert (code, out) == (0, "")
    assert "4 columns are settled, 4 are open: B Nom de la structure no question is like it" in err
    assert '2 words in cells are open: E "Oui, voté" in row 2 D "1.250" in D2: 1250, or with decimals' in err
    assert err.endswith(f"check structures.csv --pack {HARBOUR} --mapping structures.mapping.yaml")
    text = (tmp_path / "structures.mapping.yaml").read_text(encoding="utf-8")
    assert text.index("Still open") < text.index("header: Région") < text.index("Settled") < text.index("Horodateur")
    assert 'grouping: open  # "." makes 1250 of "1.250" in D2; none reads it with decimals' in text
    assert "    is: members  # the id, in another form\n" in text


def test_the_same_table_gives_the_same_mapping(run, tmp_path):
    run("map", "structures.csv", "--pack", HARBOUR)
    run("map", "structures.csv", "--pack", HARBOUR, "-o", "other.yaml")
    assert (tmp_path / "structures.mapping.yaml").read_bytes() == (tmp_path / "other.yaml").read_bytes()


def test_a_mapping_that_is_there_is_not_written_over(settled, tmp_path):
    before = (tmp_path / "structures.mapping.yaml").read_bytes()
    code, _, err = settled("map", "structures.csv", "--pack", HARBOUR)
    assert code == 4
    assert "structures.mapping.yaml is there already" in err
    assert err.endswith("-o structures.new.mapping.yaml")
    assert (tmp_path / "structures.mapping.yaml").read_bytes() == before


def test_a_table_on_standard_input_needs_a_name_for_its_mapping(run):
    code, _, err = run("map", "-", "--pack", HARBOUR)
    assert code == 2
    assert err.endswith("map - -o table.mapping.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "a: b",
        "# no",
        '"q" \\ \'s',
        "two\nlines\ttab",
        "\u202egnp",
        "\U000e0001",
        "<<",
        "- x",
        "é" * 300,
        " a ",
    ],
)
def test_a_text_of_a_table_is_read_back_as_it_was(tmp_path, text):
    file = tmp_path / "m.yaml"
    head = "format: silk-mapping/1\nquestionnaire: harbour\ncolumns:\n"
    column = f"- header: {quoted(text)}\n  is: leave  # {quoted(text, True)}\n"
    file.write_text(f"{head}{column}- header: visit\n  is: visit\n", encoding="utf-8")
    found = load_mapping(file, load_pack(HERE / "harbour"))
    assert found.columns[0].column.header == text


def test_hostile_headers_come_back_through_the_mapping(run, tmp_path):
    headers = ["visit", "=1+1", "a: [b", "# c", "\u202ex", 'q"q', "x" * 5000]
    with open(tmp_path / "odd.csv", "w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headers, ["yes", "=cmd|x", "open", "# is: x", "-", "\u2066y", "z"]])
    assert run("map", "odd.csv", "--pack", HARBOUR)[0] == 0
    file = tmp_path / "odd.mapping.yaml"
    text = file.read_text(encoding="utf-8").replace("is: open", "is: carry")
    assert "\u202e" not in text
    assert "\u2066" not in text
    file.write_text(text, encoding="utf-8")
    code, out, _ = run("batch", "odd.csv", "--pack", HARBOUR, "--mapping", "odd.mapping.yaml", "-o", "out")
    assert code == 0
    assert out.startswith("One organisation scored.")
    assert results(tmp_path / "out")[0]["extra"]["x" * 5000] == "z"


# Reading by it


def test_a_settled_mapping_reads_the_table(settled, tmp_path):
    line = ("structures.csv", "--pack", HARBOUR, "--mapping", "structures.mapping.yaml")
    code, out, err = settled("check", *line)
    assert (code, err) == (0, "")
    assert (
        out
        == (
            "structures.csv: as structures.mapping.yaml says. structures.csv: no faults. 3 organisations. 5 of 9 "
            "questions have a column. Without one: tongues, story, funder-likelihood, funder-impact and lock. "
            "Carried along: Région. Left aside: Horodateur."
        )
        or "3 organisations" in out
    )
    code, out, err = settled("batch", *line, "-o", "out")
    assert (code, err) == (0, "structures.csv: as structures.mapping.yaml says.")
    first, _, third = results(tmp_path / "out")
    assert first["organisation"] == {"name": "Quai Nord", "country": "FR", "members": 1250}
    assert third["organisation"]["country"] == "BE"
    assert first["extra"] == {"Région": "Bretagne"}
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    (read,) = run["inputs"]
    assert (read["decimal"], read["grouping"], read["read"]) == (",", ".", "as structures.mapping.yaml says")
    assert {one["why"] for one in read["columns"]} == {"mapping"}


def test_what_is_open_is_told_with_its_line(run):
    run("map", "structures.csv", "--pack", HARBOUR)
    line = ("structures.csv", "--pack", HARBOUR, "--mapping", "structures.mapping.yaml")
    for command in (("check", *line), ("batch", *line, "-o", "out")):
        code, out, err = run(*command)
        assert (code, out) == (1, "")
        assert err.count("[open]") == 6
        assert "fault: the grouping sign is still open" in err
        assert "fault: column B is still open" in err
        assert 'fault: the meaning of "Oui, voté" is still open' in err
        assert "Write none-yet, spoken, written, unknown, na or empty." in err


def test_new_and_missing_columns_are_named(settled, tmp_path):
    text = STRUCTURES.replace(";visit;", ";Effectif;")
    (tmp_path / "next.csv").write_text(text, encoding="utf-8")
    line = ("next.csv", "--pack", HARBOUR, "--mapping", "structures.mapping.yaml")
    code, out, err = settled("batch", *line, "-o", "out")
    assert code == 1
    assert "None of 3 organisations scored" in out
    assert "next.csv:1: fault: the columns are not those of structures.mapping.yaml [other-columns]" in err
    assert "F Effectif is new F visit is missing" in err
    code, out, _ = settled("check", *line, "--extra", "Effectif")
    assert code == 1
    assert "is new" not in out
    assert "F visit is missing" in out


def test_a_mapping_of_another_table_is_told_as_such(settled, tmp_path):
    (tmp_path / "other.csv").write_text("tongues;lock\nen;yes\n", encoding="utf-8")
    code, out, _ = settled("check", "other.csv", "--pack", HARBOUR, "--mapping", "structures.mapping.yaml")
    assert code == 1
    assert "no column is one of those in structures.mapping.yaml [other-columns]" in out


def test_columns_may_change_places(settled, tmp_path):
    rows = [line.split(";")[::-1] for line in STRUCTURES.splitlines()]
    (tmp_path / "turned.csv").write_text("\n".join(map(";".join, rows)) + "\n", encoding="utf-8")
    for name in ("structures", "turned"):
        line = ("--pack", HARBOUR, "--mapping", "structures.mapping.yaml", "-o", name)
        assert settled("batch", f"{name}.csv", *line)[0] == 0
    assert bare(tmp_path / "turned") == bare(tmp_path / "structures")


def test_flat_lines_are_read_by_a_mapping(run, tmp_path):
    (tmp_path / "flat.jsonl").write_text('{"Besuch": "Ja, oft", "n": 3}\n{"Besuch": "Nein"}\n', encoding="utf-8")
    assert run("map", "flat.jsonl", "--pack", HARBOUR)[0] == 0
    file = tmp_path / "flat.mapping.yaml"
    text = file.read_text(encoding="utf-8")
    assert '# the cells: "Ja, oft" and "Nein"' in text
    text = text.replace("header: Besuch\n    is: open", 'header: Besuch\n    is: visit\n    cells: {"Ja, oft": yes}')
    file.write_text(text.replace("is: open", "is: leave"), encoding="utf-8")
    code, out, _ = run("batch", "flat.jsonl", "--pack", HARBOUR, "--mapping", "flat.mapping.yaml", "-o", "out")
    assert code == 0
    assert out.startswith("All 2 organisations scored.")


def test_numbers_with_two_meanings_are_settled_by_the_mapping(run, tmp_path):
    (tmp_path / "n.csv").write_text("members;visit\n1.250;yes\n", encoding="utf-8")

    def members(signs: str) -> object:
        head = f"format: silk-mapping/1\nquestionnaire: harbour\n{signs}columns:\n"
        text = f"{head}- {{header: members, is: members}}\n- {{header: visit, is: visit}}\n"
        (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
        line = ("n.csv", "--pack", HARBOUR, "--mapping", "m.yaml", "-o", "out", "--force")
        code, _, err = run("batch", *line)
        return (
            results(tmp_path / "out")[0]["organisation"]["members"] if code == 0 else err.split("[")[-1].split("]")[0]
        )

    assert members('grouping: "."\n') == 1250
    assert members("") == "two-meanings"
    assert members('decimal: ","\n') == "two-meanings"
    assert members('decimal: ","\ngrouping: none\n') == "number"


# Tables of the world


@pytest.fixture
def figures(run, tmp_path):
    """Score one of the tables; give its figures, and what stood on stderr."""

    def scored(name: str, *more: str) -> tuple[list[dict], str]:
        shutil.copy(HERE / name, tmp_path / name)
        code, _, err = run("batch", name, "--pack", str(SILK), "-o", "out", "--force", *more)
        assert code == 0
        return bare(tmp_path / "out"), err

    return scored


def bare(folder: Path) -> list[dict]:
    """Give results without where they were read, what was carried along, and names."""
    found = []
    for one in results(folder):
        one["organisation"].pop("name", None)
        found.append({key: value for key, value in one.items() if key not in ("source", "extra", "warnings")})
    return found


def test_a_table_of_two_headers_is_read_by_what_map_writes(run, figures, tmp_path):
    plain, _ = figures("00-no-na-no-none.csv")
    shutil.copy(HERE / "13-surveymonkey.csv", tmp_path)
    assert run("map", "13-surveymonkey.csv", "--pack", str(SILK))[0] == 0
    found, err = figures("13-surveymonkey.csv", "--mapping", "13-surveymonkey.mapping.yaml")
    assert err == "13-surveymonkey.csv: as 13-surveymonkey.mapping.yaml says."
    assert found == plain


def test_codes_are_read_by_a_mapping(run, figures, tmp_path):
    plain, _ = figures("00-no-na-no-none.csv")
    (tmp_path / "codes.yaml").write_text(codes(), encoding="utf-8")
    found, err = figures("12-limesurvey.csv", "--mapping", "codes.yaml")
    assert err == "12-limesurvey.csv: as codes.yaml says."
    assert found == plain


def test_map_offers_the_codes_of_another_tool(run, tmp_path):
    shutil.copy(HERE / "12-limesurvey.csv", tmp_path)
    assert run("map", "12-limesurvey.csv", "--pack", str(SILK))[0] == 0
    text = (tmp_path / "12-limesurvey.mapping.yaml").read_text(encoding="utf-8")
    assert 'header: G01Q02\n    is: open  # no question is like it\n    # the cells: "A2"' in text
    assert '    cells:\n      "A2":\n' in text


def codes() -> str:
    """Say what each code of the LimeSurvey export means."""
    tree = load_pack(SILK)
    sections = list(dict.fromkeys(one.path[0] for one in tree.questions))
    known, counted = {}, dict.fromkeys(sections, 0)
    for one in tree.questions:
        counted[one.path[0]] += 1
        known[f"G{sections.index(one.path[0]) + 1:02}Q{counted[one.path[0]]:02}"] = one
    fields = {one.id.replace("-", ""): one.id for one in tree.profile}
    lines = ["format: silk-mapping/1", "questionnaire: silk", "columns:"]
    with open(HERE / "12-limesurvey.csv", encoding="utf-8-sig", newline="") as stream:
        headers = next(csv.reader(stream))
    for header in headers:
        base, _, rest = header.partition("[")
        cells = ""
        if base not in known:
            means = fields.get(header, header if header in ("name", "id") else "leave")
        elif isinstance(known[base].question, Choices):
            options = known[base].question.options
            means = f"{known[base].id}/{options[int(rest[2:5]) - 1].id}" if rest.startswith("SQ") else "leave"
        else:
            means = known[base].id
            options = getattr(known[base].question, "options", ())
            words = [f'"A{i}": {one.id}' for i, one in enumerate(options, 1)]
            cells = f"\n  cells: {{{', '.join([*words, '-oth-: unknown'])}}}"
        lines.append(f'- header: "{header}"\n  is: {means}{cells}')
    return "\n".join(lines) + "\n"


# Faults of a mapping


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("questionnaire: silk", "this mapping is for the questionnaire silk, and harbour is used"),
        ("separator: ab", '"ab" is no sign between cells'),
        ("grouping: x", '"x" parts no thousands'),
        ('decimal: "."\ngrouping: "."', "the sign before decimals and that between thousands are the same"),
        ("decimal: x", '"x" is no value of "decimal"'),
        ("header_rows: 3", '"3" is no value of "header_rows"'),
        ("encoding: klingon", "there is no such encoding"),
        ("colour: red", 'a mapping has no key "colour"'),
        ("columns:\n- {header: a, is: chartre}", 'Did you mean "charter"?'),
        ("columns:\n- {header: a, is: visit}\n- {header: b, is: visit}", 'column "a" is visit too'),
        ("columns:\n- {header: a, is: carry}\n- {header: a, is: carry}", 'column "a" is carry too'),
        ('columns:\n- {header: "", is: carry}', "a column without a header cannot be carried along"),
        ("columns:\n- {header: a, is: name, cells: {x: yes}}", "words have meanings in columns of questions"),
        ("columns:\n- {header: a, is: visit, cells: {x: maybe}}", '"maybe" is not an answer to visit'),
        ("columns:\n- {header: a, is: visit, cells: {x: [y]}}", "here one meaning is expected"),
        ("columns:\n- {header: a, is: visit, cells: x}", "here words with their meanings are expected"),
        ("columns:\n- {header: a, is: visit, cells: {x: }}", 'the meaning of "x" is still open'),
        ("columns:\n- {header: [a], is: visit}", "here stands a list, and one text is expected"),
        ("columns:\n- {header: a, is: tongues/en, cells: {x: en}}", '"en" says neither that en holds'),
        ("columns:\n- {header: a, is: tongues, cells: {x: en; xx}}", '"xx" is not an answer'),
        ("columns:\n- {header: a, is: tongues, cells: {x: en; fr, y: none, z: unknown}}", ""),
        ("columns:\n- {header: a, is: members, cells: {few: 3, none: empty}}", ""),
        ("columns:\n- {header: a, is: members, cells: {few: unknown}}", '"unknown" is not'),
        ("columns: []", "this list is empty"),
    ],
)
def test_each_fault_of_a_mapping_is_told(run, tmp_path, text, says):
    given = dict.fromkeys(
        ("format: silk-mapping/1", "questionnaire: harbour", "columns:\n- {header: visit, is: visit}")
    )
    lines = [one for one in given if not text.startswith(one.partition(":")[0])]
    (tmp_path / "m.yaml").write_text("\n".join([*lines, text]) + "\n", encoding="utf-8")
    code, out, err = run("check", "structures.csv", "--pack", HARBOUR, "--mapping", "m.yaml")
    if not says:
        assert "[other-columns]" in out or "no column" in out
        return
    assert code in (1, 2)
    assert says in err
    assert "m.yaml:" in err


def test_an_option_called_open_is_that_option(tmp_path):
    tree = load_pack(SILK)
    id = next(one.id for one in tree.questions if any(o.id == "open" for o in getattr(one.question, "options", ())))
    head = "format: silk-mapping/1\nquestionnaire: silk\ncolumns:\n"
    (tmp_path / "m.yaml").write_text(f"{head}- {{header: a, is: {id}, cells: {{x: open}}}}\n", encoding="utf-8")
    assert load_mapping(tmp_path / "m.yaml", tree).columns[0].column.cells == (("x", "open"),)


# In folders, and check


def test_mappings_in_a_folder_are_left_out_and_said_once(run, tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    answers = "format: silk-answers/1\nquestionnaire: harbour\nversion: 1.2.0\nanswers: {visit: yes}\n"
    (folder / "a.yaml").write_text(answers, encoding="utf-8")
    for name in ("b.mapping.yaml", "c.yml"):
        text = "# mine\nformat: silk-mapping/1\nquestionnaire: harbour\ncolumns:\n- {header: a, is: visit}\n"
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "d.plan.yaml").write_text('format: "silk-plan/1"\n', encoding="utf-8")
    said = (
        "Three files hold no answers and were left out: answers/b.mapping.yaml, answers/c.yml and answers/d.plan.yaml."
    )
    code, out, err = run("batch", "answers", "--pack", HARBOUR, "-o", "out")
    assert (code, err) == (0, said)
    assert out.startswith("One organisation scored.")
    run_json = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert len(run_json["other_formats_left_out"]) == 3
    code, _, err = run("check", "answers", "--pack", HARBOUR)
    assert (code, err) == (0, said)


def test_check_reads_a_table_as_batch_does_and_writes_nothing(run, tmp_path):
    (tmp_path / "own.csv").write_text("id,visit,region\n1,yes,N\n1,perhaps,N\n2,,\nsum,,\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    code, out, err = run("check", "own.csv", "--pack", HARBOUR)
    assert (code, err) == (1, "")
    assert "own.csv:1: fault: 1 column is no question [column] C region To carry it along unscored:" in out
    assert f"batch own.csv --pack {HARBOUR} -o out --extra region" in out
    assert "own.csv:3: fault: column B, visit:" in out
    assert 'the id "1" stands in row 2 too' in out
    assert "own.csv: 3 faults. 2 organisations." in out
    assert "2 rows hold no answers and are counted nowhere: 4 (2) and 5 (sum)." in out
    assert sorted(tmp_path.iterdir()) == before
    code, out, _ = run("check", "own.csv", "--pack", HARBOUR, "--extra", "region")
    assert "own.csv: 2 faults." in out
    code, _, err = run("check", "own.csv", "--pack", HARBOUR, "--extra", "regoin")
    assert code == 2
    assert err == 'There is no column "regoin" in own.csv. Did you mean "region"?'
    assert run("check", "gone.csv", "--pack", HARBOUR)[0] == 4


def test_check_of_a_clean_table_is_one_line(run, tmp_path):
    text = (HERE / "00-plain.csv").read_text(encoding="utf-8")
    (tmp_path / "plain.csv").write_text(text, encoding="utf-8")
    code, out, err = run("check", "plain.csv", "--pack", str(SILK))
    assert (code, out, err) == (0, "plain.csv: no faults. 8 organisations, all 100 questions have a column.", "")
