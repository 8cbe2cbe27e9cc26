"""Every fault that docs/format.md and docs/scoring.md name is told: at its place, in plain words, with a remedy.

The cases are files: `broken/README.md` says how to add one.
"""

import re
import unicodedata
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.commands.check.command import inspect
from silk_assess.faults import SilkError
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import load_pack

TESTS = Path(__file__).parent.parent
BROKEN = TESTS / "broken"
ANSWERS = sorted((BROKEN / "answers").glob("*.yaml"))
PACKS = sorted(path.parent for path in (BROKEN / "packs").glob("*/expected.txt"))
DOUBTFUL = sorted(path.parent for path in (BROKEN / "doubtful").glob("*/expected.txt"))
GOOD = sorted(path.parent for path in (BROKEN / "good").glob("*/pack.yaml"))
QUESTIONNAIRES = {"full": BROKEN / "good" / "full", "silk": TESTS.parent / "questionnaires" / "silk"}
MINI = TESTS / "packs" / "mini"
BEGINNING = "format: silk-answers/1\nquestionnaire: full\nversion: 1.0.0\n"


@pytest.fixture(scope="module")
def trees():
    """The questionnaires that the answer files are for."""
    return {name: load_pack(folder) for name, folder in {**QUESTIONNAIRES, "mini": MINI}.items()}


@pytest.fixture
def _in_broken(monkeypatch):
    monkeypatch.chdir(BROKEN)


def told(read, *arguments):
    """List what is said of a file, a line for each fault."""
    try:
        read(*arguments)
    except SilkError as error:
        return [as_line(fault) for fault in error.faults]
    return []


def as_line(fault):
    where = fault.where
    return f"{where.file}:{where.line}:{where.column} {fault.code} {fault.says} | {fault.do}"


def lines(file):
    return file.read_text(encoding="utf-8").splitlines()


def test_there_are_cases_enough():
    assert len(ANSWERS) >= 150
    assert len(PACKS) >= 150


@pytest.mark.usefixtures("_in_broken")
@pytest.mark.parametrize("file", ANSWERS, ids=lambda file: file.stem)
def test_answer_file_with_a_fault(file, trees):
    named = re.search(rb"questionnaire: (full|silk)", file.read_bytes())
    tree = trees[named[1].decode() if named else "mini"]

    assert told(load_answers, file.relative_to(BROKEN), tree) == lines(file.with_suffix(".txt"))


@pytest.mark.usefixtures("_in_broken")
@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_questionnaire_with_a_fault(folder):
    assert told(load_pack, folder.relative_to(BROKEN)) == lines(folder / "expected.txt")


@pytest.mark.usefixtures("_in_broken")
@pytest.mark.parametrize("folder", DOUBTFUL, ids=lambda folder: folder.name)
def test_questionnaire_with_warnings(folder):
    (found,) = inspect([folder.relative_to(BROKEN)], None)

    assert {one.severity for one in found.findings} <= {"warning", "note"}
    assert [as_line(one) for one in found.findings] == lines(folder / "expected.txt")


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_questionnaire_without_a_fault(folder):
    """So that each broken one is broken by what it differs in."""
    assert told(load_pack, folder) == []


@pytest.mark.parametrize("text", [*ANSWERS, *PACKS, *DOUBTFUL], ids=lambda path: path.stem)
def test_each_case_expects_something_that_a_person_can_use(text):
    """A fault has a place, a sentence, and a remedy, and no long line is thrown at anybody."""
    file = text / "expected.txt" if text.is_dir() else text.with_suffix(".txt")

    for line in lines(file):
        match = re.fullmatch(r"(.+):(\d+):(\d+) ([a-z0-9-]+) (.+) \| (.+)", line)
        assert match is not None
        assert len(match[5]) <= 160
        assert len(match[6]) <= 260


# Too large to keep


def test_too_many_entries(tmp_path, trees):
    """Of 20,001 the last is told; mappings, lists, keys and values all count."""
    file = tmp_path / "answers.yaml"
    file.write_text("answers: [" + "a, " * 19_995 + "a]\nkept: a\n", encoding="utf-8")

    assert told(load_answers, file, trees["mini"])[0].startswith(f"{file}:2:7 too-many more than 20,000 entries")


def test_a_questionnaire_may_have_more_entries(tmp_path):
    people = (BROKEN / "good" / "plain" / "people.yaml").read_text(encoding="utf-8")
    more = "".join(f"  - {{id: more-{i}, type: yes-no, text: More?}}\n" for i in range(3_000))
    (tmp_path / "pack.yaml").write_bytes((BROKEN / "good" / "plain" / "pack.yaml").read_bytes())
    (tmp_path / "people.yaml").write_text(people + more, encoding="utf-8")

    assert len(load_pack(tmp_path).questions) == 3_002


def test_more_than_two_megabytes(tmp_path, trees):
    file = tmp_path / "answers.yaml"
    file.write_text(BEGINNING + "# " + "a" * 2_000_000, encoding="utf-8")

    assert told(load_answers, file, trees["full"]) == [
        f"{file}:0:0 too-large this file is larger than 2 MB"
        " | Take out what does not belong in it, or check that it is the file you mean."
    ]


def test_more_faults_than_anybody_reads(tmp_path, trees):
    file = tmp_path / "answers.yaml"
    file.write_text(BEGINNING + "answers:\n" + "".join(f"  q{i}: yes\n" for i in range(5_000)), encoding="utf-8")

    found = told(load_answers, file, trees["full"])

    assert len(found) == 1_001
    assert found[0].startswith(f"{file}:5:3 unknown-question")
    assert found[-1].startswith(f"{file}:0:0 too-many this is wrong in more than 1,000 places")


def test_more_faults_of_shape_than_anybody_reads(tmp_path):
    question = "  - {{id: q{0}, type: yes-no, text: '?', colour: red}}\n"
    (tmp_path / "pack.yaml").write_bytes((BROKEN / "good" / "plain" / "pack.yaml").read_bytes())
    (tmp_path / "people.yaml").write_text(
        "id: people\ntitle: People\nkind: score\nquestions:\n" + "".join(question.format(i) for i in range(5_000)),
        encoding="utf-8",
    )

    assert len(told(load_pack, tmp_path)) == 1_001


# Accepted


def read(tmp_path, tree, rest, beginning=BEGINNING):
    file = tmp_path / "answers.yaml"
    file.write_bytes(rest if isinstance(rest, bytes) else (beginning + rest).encode())
    return load_answers(file, tree)


def test_byte_order_mark_is_passed_over(tmp_path, trees):
    answers = read(tmp_path, trees["full"], b"\xef\xbb\xbf" + BEGINNING.encode() + b"answers: {visit: yes}\n")

    assert answers.answers["visit"].value == "yes"


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["of Windows", "of old"])
def test_other_line_ends_are_read(tmp_path, trees, end):
    text = (BEGINNING + "answers:\n  visit: yes\n  channels:\n    - fairs\n").replace("\n", end)

    answers = read(tmp_path, trees["full"], text.encode())

    assert answers.answers["channels"].value == ("fairs",)


@pytest.mark.parametrize("code", ["NO", "FR", "XK"])
def test_norway_is_a_country_and_no_flag(tmp_path, trees, code):
    """Kosovo's code stands on no list, and its organisations use it."""
    assert read(tmp_path, trees["full"], f"organisation: {{country: {code}}}\n").profile["country"] == code


@pytest.mark.parametrize(
    ("written", "size"), [("010", 10_000_000), ("'7.50'", 7_500_000), ("100", 100_000_000), ("-0", 0), ("000.0", 0)]
)
def test_numbers_are_decimals_as_written(tmp_path, trees, written, size):
    assert read(tmp_path, trees["full"], f"answers: {{share: {written}}}\n").answers["share"].value == size


def test_texts_stay_texts(tmp_path, trees):
    answers = read(tmp_path, trees["full"], "answers: {wish: 12:30}\norganisation: {motto: 0x10, name: on}\n")

    assert (answers.answers["wish"].value, answers.profile["motto"], answers.name) == ("12:30", "0x10", "on")


def test_a_date_is_kept_as_written(tmp_path, trees):
    assert read(tmp_path, trees["full"], "answers: {since: 2024-02-29}\n").answers["since"].value == "2024-02-29"


def test_an_empty_list_is_none_of_them(tmp_path, trees):
    assert read(tmp_path, trees["full"], "answers: {channels: []}\n").answers["channels"].value == ()


def test_every_form_of_an_answer(tmp_path, trees):
    given = read(
        tmp_path,
        trees["full"],
        "answers:\n"
        "  skills: {value: two, note: By law, evidence: [A report, A letter]}\n"
        "  channels: {value: unknown, note: We do not count}\n"
        "  visit: {not_applicable: We have none}\n"
        "  share: {value: 12.5, evidence: Payroll}\n"
        "  trips: {note: Ask Anna}\n"
        "  since: unknown\n",
    ).answers

    assert (given["skills"].value, given["skills"].note) == ("two", "By law")
    assert given["skills"].evidence == ("A report", "A letter")
    assert (given["channels"].unknown, given["channels"].note) == (True, "We do not count")
    assert given["visit"].not_applicable == "We have none"
    assert (given["share"].value, given["share"].evidence) == (12_500_000, ("Payroll",))
    assert (given["trips"].value, given["trips"].unknown, given["trips"].note) == (None, False, "Ask Anna")
    assert given["since"].unknown


@pytest.mark.parametrize("written", ["na", "{value: na, note: None}"])
def test_does_not_apply_needs_no_reason(tmp_path, trees, written):
    assert read(tmp_path, trees["full"], f"answers: {{visit: {written}}}\n").answers["visit"].not_applicable == ""


NAMES = [
    unicodedata.normalize("NFC", "Coopérative"),
    unicodedata.normalize("NFD", "Coopérative"),
    "תעשייה שיתופית",
    "‏تعاونية الشمال",
    "株式会社",
    "🧀 Fromagerie",
    "a\u2028b",
    "C" * 10_000,
]


@pytest.mark.parametrize(
    "name", NAMES, ids=["composed", "decomposed", "hebrew", "arabic", "cjk", "cheese", "ls", "long"]
)
def test_names_stay_as_they_are(tmp_path, trees, name):
    """No letter is changed: a composed and a decomposed é are two spellings, and both are kept."""
    assert read(tmp_path, trees["full"], f'organisation: {{name: "{name}"}}\n').name == name


def test_a_note_may_be_long(tmp_path, trees):
    note = "ten signs. " * 1_000

    assert read(tmp_path, trees["full"], f"answers: {{visit: {{note: '{note}'}}}}\n").answers["visit"].note == note


def test_answers_may_be_json(tmp_path, trees):
    text = '{"format": "silk-answers/1", "questionnaire": "full", "version": "1.0.0", "answers": {"visit": "yes"}}'

    assert read(tmp_path, trees["full"], text.encode()).answers["visit"].value == "yes"


def test_a_document_may_have_its_marks(tmp_path, trees):
    assert read(tmp_path, trees["full"], ("---\n" + BEGINNING + "...\n# the end\n").encode()).version == "1.0.0"


def test_no_answer_at_all_is_no_fault(tmp_path, trees):
    assert read(tmp_path, trees["full"], "answers: {}\n").answers == {}
    assert read(tmp_path, trees["full"], "").answers == {}


def test_a_list_may_bring_the_exclusive_option_alone(tmp_path, trees):
    assert read(tmp_path, trees["full"], "answers: {channels: [nowhere]}\n").answers["channels"].value == ("nowhere",)


def plain_pack(tmp_path, people, head=""):
    (tmp_path / "pack.yaml").write_bytes((BROKEN / "good" / "plain" / "pack.yaml").read_bytes() + head.encode())
    (tmp_path / "people.yaml").write_text(f"id: people\ntitle: People\nkind: score\n{people}", encoding="utf-8")
    return load_pack(tmp_path)


@pytest.mark.parametrize(
    "question",
    [
        "{id: q, type: choice, text: '?', options: [{id: none, label: None}, {id: some, label: Some}]}",
        "{id: q, type: number, text: '?', from: 20, to: 0}",
        "{id: q, type: number, text: '?', from: -1.5, to: 3, minimum: -5, decimals: 1}",
        "{id: q, type: yes-no, text: '?', weight: 0.000001, scale: 999999999}",
        "{id: q, type: choices, text: '?', options: [{id: a, label: A, points: 0}, {id: b, label: B}]}",
        "{id: q, type: yes-no, text: '?', sources: [], terms: []}",
        "{id: q, type: choice, text: A, scale: 3, options: [{id: a, label: A, value: 3}, {id: b, label: B, value: 0}]}",
    ],
    ids=["none is an option", "less is better", "below zero", "smallest weight", "points of one", "no names", "values"],
)
def test_questions_that_are_allowed(tmp_path, question):
    assert len(plain_pack(tmp_path, f"questions:\n  - {question}\n").questions) == 1


def test_an_id_may_have_sixty_characters(tmp_path):
    assert (
        plain_pack(tmp_path, f"questions: [{{id: {'a' * 60}, type: yes-no, text: '?'}}]\n").questions[0].id == "a" * 60
    )


def test_a_gate_may_read_the_index_from_outside(tmp_path):
    """The index is a node; what it does not read may read it."""
    beside = "id: beside\ntitle: Beside\nkind: score\ngates: [{below: {index: 50}, cap: 40}]\nquestions:\n"
    (tmp_path / "beside.yaml").write_text(beside + "  - {id: extra, type: yes-no, text: '?'}\n", encoding="utf-8")
    head = "index: {children: [{id: people}]}\n"
    pack = (BROKEN / "good" / "plain" / "pack.yaml").read_text(encoding="utf-8").replace("[people]", "[people, beside]")
    (tmp_path / "pack.yaml").write_text(pack + head, encoding="utf-8")
    (tmp_path / "people.yaml").write_bytes((BROKEN / "good" / "plain" / "people.yaml").read_bytes())

    assert load_pack(tmp_path).node["beside"].gates[0].below == (("index", 50_000_000),)


@pytest.mark.parametrize("name", ["équipe", "my people", "people.2026", "人"])
def test_a_section_file_may_have_any_name_that_stays_in_the_folder(tmp_path, name):
    pack = (BROKEN / "good" / "plain" / "pack.yaml").read_text(encoding="utf-8").replace("[people]", f"['{name}']")
    (tmp_path / "pack.yaml").write_text(pack, encoding="utf-8")
    (tmp_path / f"{name}.yaml").write_bytes((BROKEN / "good" / "plain" / "people.yaml").read_bytes())

    assert load_pack(tmp_path).parts == ("people",)


def test_lists_that_may_be_empty(tmp_path):
    for name in ("rules", "tools", "enablers", "cases", "glossary"):
        (tmp_path / f"{name}.yaml").write_text("[]\n", encoding="utf-8")

    tree = plain_pack(tmp_path, "questions: [{id: q, type: yes-no, text: '?'}]\n", "levels: []\nshort: []\n")

    assert (tree.pack.rules, tree.pack.head.levels) == ((), ())


@pytest.mark.usefixtures("_in_broken")
@pytest.mark.parametrize("name", ["gate-reads-a-text", "when-reads-a-node"])
def test_what_a_questionnaire_cannot_read_is_a_fault_of_the_questionnaire(name, capsys):
    """The code was once that of a file that cannot be opened: no line was shown, and the exit code was 4."""
    code = cli.run(["check", f"packs/{name}"])
    said = capsys.readouterr()

    assert (code, said.err) == (1, "")
    assert said.out.startswith(f"packs/{name}/people.yaml:")
