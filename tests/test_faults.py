"""The catalogue of faults: each code is used, explained, drawn, and set off for real by some case."""

import ast
import importlib.util
import json
import re
import runpy
import shlex
import shutil
import sys
from pathlib import Path

import openpyxl
import pandas
import pytest

import silk_assess
from silk_assess import cli
from silk_assess.commands import command_line
from silk_assess.commands.assessed import Shelf
from silk_assess.commands.check.against import against
from silk_assess.commands.check.command import inspect
from silk_assess.commands.check.tables import Given
from silk_assess.commands.plan.command import write
from silk_assess.commands.samples.command import samples
from silk_assess.commands.samples.run import stale
from silk_assess.commands.together.agree import agree
from silk_assess.commands.together.command import Options, gather
from silk_assess.faults import Code, Fault, Misfit, SilkError, did_you_mean, nearest
from silk_assess.faults.catalogue import CATALOGUE, About
from silk_assess.files import atomic_file, source
from silk_assess.files.answer_files import load_answers
from silk_assess.files.answer_session import AnswerFile
from silk_assess.files.benchmarks import load_benchmark
from silk_assess.files.questionnaires import load_pack
from silk_assess.files.yaml import reader

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
BROKEN = ROOT / "tests" / "broken"
FULL = BROKEN / "good" / "full"
HEAD = {"format": "silk-answers/1", "questionnaire": "full", "version": "1.0.0"}


# Set off for real


def told(act, *arguments):
    """List the codes of what is refused."""
    with pytest.raises(SilkError) as error:
        act(*arguments)
    return [fault.code for fault in error.value.faults]


def answers(folder, text):
    """Write an answer file to `full`, with the lines of its head that the text lacks."""
    lacking = [f"{key}: {value}\n" for key, value in HEAD.items() if not re.search(f"^{key}:", text, re.MULTILINE)]
    file = folder / "answers.yaml"
    file.write_text("".join(lacking) + text + "\n", encoding="utf-8")
    return file


def batched(folder, name, text):
    """List the codes in the file of errors of a batch over one table or file of lines of JSON."""
    (folder / name).write_bytes(text.encode())
    cli.run(["batch", str(folder / name), "-o", str(folder / "out"), "--pack", str(FULL)])
    errors = (folder / "out" / "errors.jsonl").read_text(encoding="utf-8")
    return [json.loads(line)["code"] for line in errors.splitlines()]


def wrong_command(_):
    return told(command_line.run, ["scor"])


def without_libyaml(_):
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "yaml.cyaml", None)
        return told(runpy.run_path, reader.__file__)


def more_than_twenty_thousand_entries(_):
    return told(reader.read, f"[{'a, ' * 20_000}]", "f")


def no_such_file(folder):
    return told(source.bytes_of, folder / "gone.yaml")


def a_folder_to_write_on(folder):
    return told(atomic_file.write, folder, b"")


def an_answer_to_an_older_version(folder):
    file = answers(folder, "version: 0.9.0\nanswers: {gone: yes}")
    (found,) = inspect([file], str(FULL))
    return [one.code for one in found.findings]


def answers_that_do_not_go_together(folder):
    pack = shutil.copytree(FULL, folder / "full")
    rule = '- {id: odd, kind: look-again, when: {visit: "no", trips: {above: 0}}, say: Trips and no visit.}\n'
    (pack / "rules.yaml").write_text(rule, encoding="utf-8")
    (found,) = inspect([answers(folder, "version: 1.0.0\nanswers: {visit: no, trips: 2}")], str(pack))
    return [one.code for one in found.findings]


def an_answer_that_waits_in_this_version(folder):
    pack = shutil.copytree(FULL, folder / "full")
    people = (pack / "people.yaml").read_text(encoding="utf-8")
    asked = people.replace("{id: trips, ", '{id: trips, when: {visit: "yes"}, ')
    (pack / "people.yaml").write_text(asked, encoding="utf-8")
    (found,) = inspect([answers(folder, "version: 0.9.0\nanswers: {trips: 2}")], str(pack))
    return [one.code for one in found.findings]


def a_column_that_is_no_question(folder):
    return batched(folder, "a.csv", "id,vist\nhaneul,yes\n")


def an_error_of_a_spreadsheet(folder):
    return batched(folder, "a.csv", "id,skills\nhaneul,#REF!\n")


def codes_of_another_tool(folder):
    return batched(folder, "a.csv", "id,submitdate,lastpage,startlanguage,G01Q01\n1,2026-11-26,5,en,A1\n")


def two_ways_that_do_not_agree(folder):
    return batched(folder, "a.csv", "id,channels,channels/fairs\nhaneul,none,1\n")


def a_row_cut_off(folder):
    return batched(folder, "a.csv", "id,skills,visit\nhaneul,two\n")


def a_date_for_a_number(folder):
    return batched(folder, "a.csv", "id,share\nhaneul,22-May\n")


def mapped(folder, columns, header):
    """List the codes of the faults of a table that is read by a mapping."""
    mapping, table = folder / "m.yaml", folder / "a.csv"
    mapping.write_text(f"format: silk-mapping/1\nquestionnaire: full\ncolumns:\n{columns}\n", encoding="utf-8")
    table.write_text(f"{header}\nyes\n", encoding="utf-8")
    try:
        (found,) = inspect([table], str(FULL), False, Given(mapping=mapping))
    except SilkError as error:
        return [one.code for one in error.faults]
    return [one.code for one in found.findings]


def a_column_that_is_open(folder):
    return mapped(folder, "- {header: Besuch, is: open}", "Besuch")


def a_column_that_the_mapping_does_not_name(folder):
    return mapped(folder, "- {header: visit, is: visit}", "Besuch")


def two_sheets_with_questions(folder):
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet()):
        sheet.append(("id", "visit"))
    book.save(folder / "a.xlsx")
    (found,) = inspect([folder / "a.xlsx"], str(FULL))
    return [one.code for one in found.findings]


def questions_in_rows(folder):
    return batched(folder, "a.csv", "id,haneul,puentes\nskills,two,one\nvisit,yes,no\nshare,5,10\n")


def a_number_with_two_meanings(folder):
    return batched(folder, "a.csv", "id,share\nhaneul,1.250\n")


def a_cell_too_many(folder):
    return batched(folder, "a.csv", "id,visit\nhaneul,yes,no\n")


def a_quote_that_does_not_close(folder):
    return batched(folder, "a.csv", 'id,visit\nhaneul,"yes\n')


def a_carriage_return_alone(folder):
    return batched(folder, "a.csv", "id,visit\nhaneul\r,yes\n")


def answers_of_a_day_to_come(folder):
    file = answers(folder, "version: 1.0.0\nanswered: {date: 2026-11-27}")
    opened = AnswerFile(file, load_pack(FULL))
    found = told(opened.refuse_later_than, "2026-11-26")
    opened.close()
    return found


def half_an_object(folder):
    return batched(folder, "a.jsonl", '{"answers": {"visit": "yes"}\n')


def a_benchmark_of_another_questionnaire(folder):
    file = folder / "benchmark.json"
    named = {"id": "other", "version": "1.0.0", "fingerprint": "sha256:0"}
    kept = {"format": "silk-benchmark/1", "questionnaire": named, "organisations": "20", "quantiles": [], "nodes": []}
    file.write_text(json.dumps(kept), encoding="utf-8")
    return told(load_benchmark, file, load_pack(FULL))


def a_change_without_a_new_version(folder):
    shutil.copytree(FULL, folder / "full")
    text = (folder / "full" / "pack.yaml").read_text(encoding="utf-8")
    (folder / "full" / "pack.yaml").write_text(f"{text}about: Changed.\n", encoding="utf-8")
    return [one.code for one in against(folder / "full", str(FULL)).faults]


def a_sample_that_is_not_drawn(folder):
    shutil.copytree(ROOT / "tests" / "cases" / "puentes", folder / "puentes")
    (folder / "puentes" / "report.md").unlink()
    return [one.code for one in stale(samples(folder), folder, None)]


def voices(folder, *names, **others):
    """Write an answer file for each voice; `others` are files with the lines in which they differ."""
    for name in names:
        answers(folder, f"voice: {name}").rename(folder / f"co-op.{name}.yaml")
    for stem, text in others.items():
        answers(folder, text).rename(folder / f"{stem}.yaml")


def together(folder, *words):
    return told(gather, Options(tuple(folder / word for word in words), is_open=True, pack=str(FULL)))


def one_voice_alone(folder):
    voices(folder, "board")
    return together(folder, "co-op.yaml")


def a_file_that_is_no_voice(folder):
    voices(folder, "board", other="answers: {visit: yes}")
    return together(folder, "co-op.board.yaml", "other.yaml")


def a_voice_that_is_named_twice(folder):
    voices(folder, "board")
    return together(folder, "co-op.board.yaml", "co-op.board.yaml")


def answers_of_one_person_at_a_table(folder):
    voices(folder, "board", "finance", **{"co-op": "answers: {visit: yes}"})
    options = Options((folder / "co-op.yaml",), is_open=True, pack=str(FULL))
    return told(agree, gather(options), None, None)


PLAN = "format: silk-plan/1\nquestionnaire: silk\nversion: 2.0.0\norganisation: Haneul Works\n"


def planned(folder, text):
    """List the codes of what a plan beside the answers of an example is refused for."""
    shutil.copy(ROOT / "tests" / "cases" / "haneul-works" / "answers.yaml", folder / "co-op.yaml")
    (folder / "co-op.plan.yaml").write_text(text, encoding="utf-8")
    return told(write, Shelf().case(folder / "co-op.yaml"), folder / "co-op.plan.yaml")


def a_plan_of_another_organisation(folder):
    return planned(folder, PLAN.replace("Haneul Works", "Puentes") + "steps: []\n")


def a_day_before_the_answers(folder):
    return planned(folder, PLAN + "steps:\n- {id: mod-proof, until: 2025-03-31}\n")


def of_python(code):
    """Run the example of a fault in a value of Python, as it stands in the catalogue."""

    def run(_):
        names = {"sa": silk_assess, "pandas": pandas, "q": silk_assess.questionnaire(FULL)}
        return told(eval, CATALOGUE[code].example, names)

    return run


def checked(folder, *changes):
    """List the codes of what `check` finds in a fresh questionnaire after changes of its files."""
    assert cli.run(["new", str(folder / "ours")]) == 0
    for name, old, other in changes:
        file = folder / "ours" / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, other), encoding="utf-8")
    (found,) = inspect([folder / "ours"])
    return [one.code for one in found.findings]


def a_text_of_a_fresh_questionnaire(folder):
    return list(dict.fromkeys(checked(folder)))


def a_schema_of_before(folder):
    return checked(folder, ("schema/pack.json", "first-part", "last-part"))[-1:]


TABLE = {
    **{code: of_python(code) for code in Code if CATALOGUE[code].about is About.PYTHON},
    Code.PLACEHOLDER: a_text_of_a_fresh_questionnaire,
    Code.STALE_SCHEMA: a_schema_of_before,
    Code.PLAN: a_plan_of_another_organisation,
    Code.UNTIL: a_day_before_the_answers,
    Code.USAGE: wrong_command,
    Code.LIBYAML: without_libyaml,
    Code.TOO_MANY: more_than_twenty_thousand_entries,
    Code.UNREADABLE: no_such_file,
    Code.UNWRITABLE: a_folder_to_write_on,
    Code.OTHER_VERSION: an_answer_to_an_older_version,
    Code.LOOK_AGAIN: answers_that_do_not_go_together,
    Code.DECIDES: an_answer_that_waits_in_this_version,
    Code.CELL_ERROR: an_error_of_a_spreadsheet,
    Code.CODED: codes_of_another_tool,
    Code.COLUMN: a_column_that_is_no_question,
    Code.CONTRADICTION: two_ways_that_do_not_agree,
    Code.CUT: a_row_cut_off,
    Code.DATE_FOR_NUMBER: a_date_for_a_number,
    Code.OPEN: a_column_that_is_open,
    Code.OTHER_COLUMNS: a_column_that_the_mapping_does_not_name,
    Code.SHEET: two_sheets_with_questions,
    Code.TRANSPOSED: questions_in_rows,
    Code.TWO_MEANINGS: a_number_with_two_meanings,
    Code.QUOTE: a_quote_that_does_not_close,
    Code.RAGGED: a_cell_too_many,
    Code.ROW: a_carriage_return_alone,
    Code.JSON: half_an_object,
    Code.LATER: answers_of_a_day_to_come,
    Code.BENCHMARK: a_benchmark_of_another_questionnaire,
    Code.FEW_VOICES: one_voice_alone,
    Code.NO_VOICE: a_file_that_is_no_voice,
    Code.VOICE_TWICE: a_voice_that_is_named_twice,
    Code.NO_COMMON_FILE: answers_of_one_person_at_a_table,
    Code.SAME_VERSION: a_change_without_a_new_version,
    Code.STALE: a_sample_that_is_not_drawn,
}


@pytest.mark.parametrize("code", TABLE)
def test_a_fault_that_is_no_text_in_broken(code, tmp_path):
    assert TABLE[code](tmp_path) == [code]


def test_every_code_has_a_case():
    """What stands in broken/ is set off by `test_broken.py`, which reads the same lines."""
    texts = "".join(file.read_text(encoding="utf-8") for file in BROKEN.rglob("*.txt"))
    broken = {Code(code) for code in re.findall(r"^\S.*?:\d+:\d+ ([a-z-]+) ", texts, re.MULTILINE)}

    assert broken | set(TABLE) == set(Code)
    assert not broken & set(TABLE)


# Explained


OF_YAML = [
    code for code in Code if CATALOGUE[code].about is About.YAML and code not in (Code.TOO_MANY, Code.COMMA_IN_BRACES)
]
OTHERWISE = (Code.OTHER_VERSION, Code.LOOK_AGAIN, Code.DECIDES)  # none of them is a fault
NO_TABLE = (Code.OPEN, Code.OTHER_COLUMNS, Code.SHEET, Code.JSON, Code.ROW)
OF_ANSWERS = [code for code in Code if CATALOGUE[code].about is About.ANSWERS and code not in OTHERWISE]


@pytest.mark.parametrize("code", OF_YAML)
def test_an_example_of_yaml_sets_its_code_off(code):
    found = told(reader.read, CATALOGUE[code].example, "f")

    assert code in found
    assert set(found) <= {code, Code.ALIAS}  # a merge key stands beside an alias


@pytest.mark.parametrize("code", [*OF_ANSWERS, Code.COMMA_IN_BRACES])
def test_an_example_of_answers_sets_its_code_off(code, tmp_path):
    assert told(load_answers, answers(tmp_path, CATALOGUE[code].example), load_pack(FULL)) == [code]


@pytest.mark.parametrize(
    "code", [code for code in Code if CATALOGUE[code].about is About.TABLES and code not in NO_TABLE]
)
def test_an_example_of_a_table_sets_its_code_off(code, tmp_path):
    assert batched(tmp_path, "a.csv", CATALOGUE[code].example) == [code]


def test_an_example_of_a_command_line_sets_its_code_off():
    assert told(command_line.run, shlex.split(CATALOGUE[Code.USAGE].example)[1:]) == [Code.USAGE]


@pytest.mark.parametrize("code", Code)
def test_a_code_is_explained_in_one_sentence(code):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert re.fullmatch(r"(pack\.yaml|[A-Z])(?:(?!\. ).)+\.", CATALOGUE[code].explains)
    assert CATALOGUE[code].example.strip() == CATALOGUE[code].example != ""


def test_the_pages_are_as_they_would_be_drawn():
    spec = importlib.util.spec_from_file_location("draw", ROOT / "docs" / "draw.py")
    draw = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(draw)

    assert draw.stale(ROOT / "docs") == []
    assert (ROOT / "docs" / "faults.md").read_text(encoding="utf-8").count("\n### ") == len(Code)


def test_a_stale_page_is_named_and_drawn(tmp_path, capsys):
    draw = runpy.run_path(str(ROOT / "docs" / "draw.py"))

    assert draw["main"](["--check"], tmp_path) == 1
    named = [line.split(" is stale: ") for line in capsys.readouterr().out.splitlines()]
    assert named == [[page, "python docs/draw.py"] for page in ("faults.md", "commands.md", "silk-assess.1")]
    assert draw["main"]([], tmp_path) == 0
    assert draw["main"](["--check"], tmp_path) == 0


# Used


def test_every_code_is_given_somewhere_and_none_is_a_text():
    trees = [
        ast.parse(file.read_text(encoding="utf-8"))
        for file in SOURCES
        if "catalogue" not in file.parts and file.name != "codes.py"
    ]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    used = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"
    }
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    places = {"Fault": 3, "Misfit": 0}
    codes = [node.args[places[node.func.id]] for node in calls if node.func.id in places]

    assert used == set(Code.__members__)
    assert len(codes) > 100
    assert not [code for code in codes if isinstance(code, ast.Constant)]


# Values


def test_a_misfit_becomes_a_fault_at_its_place():
    wrong = Misfit(Code.OPTION, "this is wrong", "Mend it.")

    assert wrong.fault(("f", "answers", "q"), "key") == Fault(
        ("f", "answers", "q"), "this is wrong", "Mend it.", Code.OPTION, at="key"
    )


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("chioce", ["choice", "choices"], "choice"),
        ("CHOICE", ["Choice"], "Choice"),
        ("zzz", ["choice"], None),
        ("a" * 101, ["a" * 101], None),
        ("word", [f"word-{i}" for i in range(1_001)], None),
        ("word", [], None),
    ],
    ids=["misspelt", "in capitals", "far", "too long", "too many", "nothing known"],
)
def test_the_nearest_known_word(word, known, near):
    assert nearest(word, known) == near


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (["choice"], "There is only choice."),
        (["a", "b"], "There are a and b."),
        ([str(i) for i in range(13)], "Check the spelling."),
        ([], ""),
    ],
)
def test_where_no_word_is_near_the_few_are_named(known, says):
    assert did_you_mean("zzz", known) == says
