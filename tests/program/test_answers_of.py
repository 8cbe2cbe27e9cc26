"""Files of a questionnaire in `answers_of` are read as ones of another version, by every command and kind of file.

Source: docs/format.md, Answers of another questionnaire.
"""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack

RENAMED = Path(__file__).parent.parent / "broken" / "good" / "renamed"
# Of the version that ours has too, and nevertheless another questionnaire's.
HEAD = {"format": "silk-answers/1", "questionnaire": "renamed", "version": "3.0.0"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a questionnaire made of another one: `visits` has another id, `skills` another meaning."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(RENAMED, "ours")
    head, section = Path("ours/pack.yaml"), Path("ours/people.yaml")
    text = head.read_text(encoding="utf-8").replace("id: renamed", "id: ours\nanswers_of: [other, renamed]")
    head.write_text(text.replace("  trips: visits", "  trips: visits\n  visits: stays"), encoding="utf-8")
    section.write_text(section.read_text(encoding="utf-8").replace("id: visits", "id: stays"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(here, capsys, monkeypatch):
    def run(*words, typed=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
        code = cli.run([*map(str, words), "--pack", "ours"])
        said = capsys.readouterr()
        return code, said.out, " ".join(said.err.split())

    return run


def file(name, answers, **more):
    Path(name).write_text(json.dumps({**HEAD, "answers": answers, **more}), encoding="utf-8")
    return name


def results():
    return [json.loads(line) for line in Path("out/results.jsonl").read_text(encoding="utf-8").splitlines()]


def test_score_counts_what_fits_and_names_the_rest(run):
    code, out, _ = run("score", file("a.yaml", {"visits": "often", "skills": "several", "gone": "x"}), "--json")
    found = json.loads(out)
    assert (code, found["nodes"]["people"]["low"], found["questionnaire"]["id"]) == (0, 50, "ours")
    assert [one.partition(":")[0] for one in found["warnings"]] == ["skills", "gone"]


def test_score_says_of_which_questionnaire_the_answers_are(run):
    code, out, _ = run("score", file("a.yaml", {"visits": "often"}))
    assert code == 0
    assert "Answered with renamed 3.0.0; this is ours 3.0.0. All answers still fit." in " ".join(out.split())


@pytest.mark.parametrize("old", ["journeys", "trips", "visits", "stays"])
def test_renamed_is_followed_from_every_id_that_there_was(run, old):
    assert load_answers(Path(file("a.yaml", {old: "often"})), load_pack(Path("ours"))).answers["stays"].value == "often"


def test_answers_of_a_third_questionnaire_are_refused(run):
    code, _, err = run("score", file("a.yaml", {}, questionnaire="third"))
    assert code == 1
    assert 'these answers are for "third", and the questionnaire here is ours' in err


def test_without_the_entry_they_are_refused(run):
    head = Path("ours/pack.yaml")
    head.write_text(head.read_text(encoding="utf-8").replace("[other, renamed]", "[other]"), encoding="utf-8")
    assert run("score", file("a.yaml", {}))[0] == 1


def test_a_name_of_no_sort_is_a_fault_and_the_rest_is_read_as_of_this_questionnaire(run):
    code, _, err = run("score", file("a.yaml", {"visits": "often"}, questionnaire=["renamed"]))
    assert (code, "the id of the questionnaire is expected here" in err, 'Did you mean "stays"?' in err) == (
        1,
        True,
        True,
    )


@pytest.mark.parametrize("end", ["html", "md"])
def test_a_report_is_drawn(run, end):
    assert run("report", file("a.yaml", {"visits": "often"}), "-o", f"a.{end}")[0] == 0


def test_ask_saves_it_as_one_of_this_questionnaire_and_keeps_what_does_not_fit(run):
    file("a.yaml", {"visits": "often", "skills": "one", "wish": "Much"}, kept={"skills": "several"})
    code, _, err = run("ask", "a.yaml", typed="1\n/q\n")
    assert code == 0
    assert "It was answered with renamed 3.0.0. This is ours 3.0.0." in err
    found = load_answers(Path("a.yaml"), load_pack(Path("ours")))
    assert (found.questionnaire, found.version, found.warnings) == ("", "3.0.0", ())
    assert found.answers["stays"].value == "often"
    assert found.kept == {"skills": "several", "skills (renamed 3.0.0)": "one"}


def test_ask_takes_over_from_one(run):
    code, _, err = run("ask", "new.yaml", "--from", file("a.yaml", {"visits": "often"}), typed="\n\n/q\n")
    assert code == 0
    assert "The answers of a.yaml are shown one by one" in err


def test_compare_with_the_other_questionnaire_at_hand(run):
    old = file("a.yaml", {"visits": "seldom", "skills": "one"})
    new = file("b.yaml", {"stays": "often", "skills": "several"}, questionnaire="ours")
    code, _, err = run("compare", old, new, "-o", "c.json", "--old-pack", RENAMED)
    found = json.loads(Path("c.json").read_text(encoding="utf-8"))
    assert (code, err.count("older")) == (0, 0)
    assert (found["old"]["questionnaire"]["id"], found["new"]["questionnaire"]["id"]) == ("renamed", "ours")
    assert [one["id"] for one in found["answers"]] == ["stays"]
    assert [one["id"] for one in found["asked_anew"]] == ["skills"]


def test_compare_without_it(run):
    old, new = file("a.yaml", {"visits": "seldom"}), file("b.yaml", {"stays": "often"}, questionnaire="ours")
    code, out, err = run("compare", old, new)
    assert code == 0
    assert "Questionnaires renamed, version 3.0.0, and ours, version 3.0.0." in " ".join(out.split())
    assert "Version 3.0.0 of renamed is not here" in " ".join((out + err).split())


def test_compare_takes_no_third_one_for_it(run):
    old, new = file("a.yaml", {"visits": "seldom"}), file("b.yaml", {"stays": "often"}, questionnaire="ours")
    code, _, err = run("compare", old, new, "--old-pack", "silk")
    assert (code, "a.yaml was answered with renamed 3.0.0" in err) == (1, True)


def test_lines_tables_and_mappings_of_a_batch(run):
    Path("a.jsonl").write_text(json.dumps({**HEAD, "answers": {"trips": "now-and-then"}}) + "\n", encoding="utf-8")
    Path("b.csv").write_text("a,b\n1,x\n", encoding="utf-8")
    columns = "columns:\n- {header: a, is: id}\n- {header: b, is: visits, cells: {x: often}}\n"
    Path("m.yaml").write_text(f"format: silk-mapping/1\nquestionnaire: renamed\n{columns}", encoding="utf-8")
    assert run("batch", "b.csv", "--mapping", "m.yaml", "-o", "out")[0] == 0
    assert [one["nodes"]["people"]["low"] for one in results()] == [50]
    shutil.rmtree("out")
    assert run("batch", "a.jsonl", file("c.yaml", {"visits": "never"}), "-o", "out")[0] == 0
    assert [one["nodes"]["people"]["low"] for one in results()] == [0, 0]


def test_a_kit_made_for_the_other_one(run):
    openpyxl = pytest.importorskip("openpyxl")
    assert cli.run(["kit", "-o", "kit.xlsx", "--pack", str(RENAMED)]) == 0
    book = openpyxl.load_workbook("kit.xlsx")
    sheet = book["Organisations"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, columns["name"]).value = "Coop"
    sheet.cell(3, columns["visits"]).value = "Often"
    sheet.cell(3, columns["skills"]).value = "One"
    book.save("old.xlsx")
    code, _, err = run("batch", "old.xlsx", "-o", "out")
    assert code == 0, err
    (found,) = results()
    assert found["nodes"]["people"]["low"] == 50
    assert [one.partition(":")[0] for one in found["warnings"]] == ["skills"]


def test_voices_of_both_are_laid_together(run):
    for name, more in (("a", {}), ("b", {"questionnaire": "ours"})):
        head = "\n".join(f"{key}: {one}" for key, one in {**HEAD, **more, "voice": name}.items())
        answers = f"answers: {{{'stays' if more else 'visits'}: often}}\n"
        Path(f"co-op.{name}.yaml").write_text(f"{head}\n{answers}", encoding="utf-8")
    code, out, err = run("together", "co-op.yaml", "--open")
    assert code == 0, err
    assert "co-op.a.yaml was answered with renamed 3.0.0; this is ours 3.0.0. All its answers fit." in " ".join(
        (out + err).split()
    )


def test_a_plan_that_was_begun_with_the_other_one_goes_on(run):
    plan = Path("a.plan.yaml")
    steps = "steps:\n- {id: visits, from: never, to: often, step: Go}\n- {id: skills, from: one, to: several}\n"
    text = f"format: silk-plan/1\nquestionnaire: renamed\nversion: 3.0.0\norganisation:\n{steps}"
    plan.write_text(text, encoding="utf-8")
    code, _, err = run("plan", file("a.yaml", {"stays": "never", "skills": "one"}, questionnaire="ours"))
    assert code == 0, err
    assert plan.read_text(encoding="utf-8").startswith(text)
    assert "- id: skills" not in plan.read_text(encoding="utf-8").removeprefix(text)


# The shipped one, copied


@pytest.fixture
def ours(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.run(["new", "ours", "--from", "silk"]) == 0
    capsys.readouterr()

    def run(*words):
        code = cli.run([str(word) for word in words])
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    return run


OLD = sorted((Path(__file__).parent.parent / "versions" / "silk-1.0.1").glob("*.yaml"))


@pytest.mark.parametrize("file", OLD, ids=lambda one: one.stem)
def test_a_copy_makes_of_answers_to_an_earlier_version_what_the_shipped_one_does(ours, file):
    """What is renamed, what waits and what decides: all of it goes by the version that they were given to."""
    found, expected = (json.loads(ours("score", file, "--json", *more)) for more in (("--pack", "ours"), ()))
    assert (found.pop("questionnaire")["id"], expected.pop("questionnaire")["id"]) == ("ours", "silk")
    assert found == expected


def test_compare_finds_the_shipped_one_by_itself(ours):
    sample = Path("ours/sample.yaml")
    text = sample.read_text(encoding="utf-8").replace("questionnaire: silk", "questionnaire: ours")
    Path("new.yaml").write_text(text.replace("version: 2.0.0", "version: 0.1.0"), encoding="utf-8")
    ours("compare", sample, "new.yaml", "-o", "c.json", "--pack", "ours")
    found = json.loads(Path("c.json").read_bytes())
    assert [found[key]["questionnaire"]["id"] for key in ("old", "new")] == ["silk", "ours"]
    assert found["old"]["questionnaire"]["fingerprint"] != found["new"]["questionnaire"]["fingerprint"]
    assert {one["moved"] for one in found["nodes"].values()} == {"same"}
    assert {one["parts"]["low"]["questionnaire"] for one in found["nodes"].values()} == {0}
