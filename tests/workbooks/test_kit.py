"""Kits: what stands in them comes back as the same answers, whatever was answered; nothing is written over."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from invented import organisation
from openpyxl import load_workbook

from invented_answers import SILK
from random_packs import samples
from recalculation import kit_of
from silk_assess import cli
from silk_assess.answers.model import Answer, Answers
from silk_assess.answers.state import standings
from silk_assess.files import inputs
from silk_assess.files.answer_files import load_answers
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables.layout import letters
from silk_assess.workbooks import writing
from silk_assess.workbooks.kit import cells, kit, lists, one, rows
from small_packs import hundred, risk, risks, section, tree_of

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*/answers.yaml"))
_ASIDE = {kit.ABOUT, kit.QUESTIONS, lists.NAME}


@pytest.fixture(autouse=True)
def little_room(monkeypatch):
    """Make room for few more organisations: it takes long to read."""
    monkeypatch.setattr(rows, "ROOM", 3)


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line in an empty folder; give exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = cli.run(list(map(str, words)))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


# As docs/format.md, Kits, has it, without the reader: a table in the plain form is made of a kit


def by_rows(data: bytes) -> list[dict[str, object]]:
    sheet = load_workbook(io.BytesIO(data))[rows.NAME]
    head, _, *found = sheet.iter_rows(values_only=True)
    kept = [{id: cell for id, cell in zip(head, row, strict=True) if not id.startswith(".")} for row in found]
    return [row for row in kept if any(cell is not None for cell in row.values())]


def by_sheets(data: bytes) -> list[dict[str, object]]:
    book = load_workbook(io.BytesIO(data))
    found = []
    for sheet in (one_ for one_ in book if one_.title not in _ASIDE):
        row: dict[str, object] = {}
        is_below = False
        for line in sheet.iter_rows(max_col=8, values_only=True):
            if is_below and line[7]:
                row[line[7]] = line[2]
                row |= {f"{line[7]}.{key}": line[i] for key, i in (("evidence", 4), ("note", 5)) if line[i]}
            is_below = is_below or line[7] == "ids"
        found.append(row)
    return found


def table(found: list[dict[str, object]]) -> bytes:
    heads = list(dict.fromkeys(id for row in found for id in row))
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(heads)
    lines.writerows([_plain(row.get(id)) for id in heads] for row in found)
    return text.getvalue().encode()


def _plain(cell: object) -> str:
    if isinstance(cell, float | int):
        return format(Decimal(repr(cell)).normalize(), "f")
    return "" if cell is None else str(cell)


def read(data: bytes, tree: Tree, folder: Path) -> list[Answers]:
    file = folder / "kit.csv"
    file.write_bytes(data)
    ways = inputs.Ways((), None)
    found = [inputs.read(unit, tree) for unit in inputs.units((str(file),), tree, ways, io.BytesIO(), inputs.Links())]
    assert [one_.faults for one_ in found if one_.faults] == []
    return [one_.answers for one_ in found]


def _in_order(answer: Answer) -> Answer:
    """Several options are a set; a kit gives them in the questionnaire's order."""
    return replace(answer, value=tuple(sorted(answer.value))) if isinstance(answer.value, tuple) else answer


def given_in(answers: Answers) -> object:
    kept = {id: _in_order(answer) for id, answer in answers.answers.items() if answer != Answer()}
    return answers.name, answers.answered, dict(answers.profile), kept


@pytest.mark.parametrize("is_one", [False, True])
def test_the_samples_come_back(tmp_path, is_one):
    sets = [load_answers(file, SILK) for file in CASES]
    found = (by_sheets if is_one else by_rows)(kit_of(SILK, sets, is_one))
    back = read(table(found), SILK, tmp_path)
    assert [given_in(one_) for one_ in back] == [given_in(one_) for one_ in sets]


@pytest.mark.parametrize("is_one", [False, True])
def test_invented_answers_come_back(tmp_path, is_one, request):
    number = max(request.config.getoption("examples") // 10, 5)
    sets = [organisation(SILK, 3, place) for place in range(1, number + 1)]
    for start in range(0, number, 25):
        some = sets[start : start + 25]
        found = (by_sheets if is_one else by_rows)(kit_of(SILK, some, is_one))
        back = read(table(found), SILK, tmp_path)
        assert [given_in(one_) for one_ in back] == [given_in(one_) for one_ in some]


# As the program reads them


def entries(data: bytes, tree: Tree, folder: Path, **changes: object):
    """Read a kit as `batch` does, with some cells changed before: SHEET_CELL."""
    file = folder / "kit.xlsx"
    file.write_bytes(data)
    if changes:
        book = load_workbook(file)
        for place, said in changes.items():
            sheet, _, cell = place.rpartition("_")
            book[sheet][cell] = said
        book.save(file)
    ways = inputs.Ways()
    return [inputs.read(unit, tree) for unit in inputs.units((str(file),), tree, ways, io.BytesIO(), inputs.Links())]


def cell_of(data: bytes, sheet: str, id: str) -> str:
    """Name the cell in which an answer stands."""
    table_ = load_workbook(io.BytesIO(data))[sheet]
    if sheet == rows.NAME:
        return next(cell.coordinate.removesuffix("1") + "3" for cell in table_[1] if cell.value == id)
    return next(f"C{cell.row}" for cell in table_["H"] if cell.value == id)


@pytest.mark.parametrize("is_one", [False, True])
def test_a_kit_is_read_as_it_is(tmp_path, is_one):
    sets = [load_answers(file, SILK) for file in CASES]
    back = entries(kit_of(SILK, sets, is_one), SILK, tmp_path)
    assert [one_.faults for one_ in back if one_.faults] == []
    assert [given_in(one_.answers) for one_ in back] == [given_in(one_) for one_ in sets]
    assert [(one_.line, one_.sheet) for one_ in back][:2] == (
        [(0, sets[0].name), (0, sets[1].name)] if is_one else [(3, rows.NAME), (4, rows.NAME)]
    )


UNSAID = [
    Answer(unknown=True),
    Answer(not_applicable=""),
    Answer(not_applicable="None yet"),
    Answer(value="Don't know"),
]


@pytest.mark.parametrize("is_one", [False, True])
@pytest.mark.parametrize("answer", UNSAID)
def test_what_stands_for_an_answer_in_a_text_comes_back(tmp_path, is_one, answer):
    """Any text may be an answer to a free text, so that what is none is said there as it is in an answer file."""
    text = {"id": "t", "type": "text", "text": "?", "not_applicable": "There is none"}
    tree = tree_of(section("s", hundred("n"), text))
    given_ = Answers(name="Coop", answers={"n": Answer(value=50_000_000), "t": answer}, version=tree.pack.head.version)

    (back,) = entries(kit_of(tree, [given_], is_one), tree, tmp_path)

    assert back.faults == ()
    assert back.answers.answers["t"] == answer


@pytest.mark.parametrize("is_one", [False, True])
def test_what_was_typed_over_is_told_by_sheet_and_cell(tmp_path, is_one):
    sets = [load_answers(CASES[0], SILK)]
    data = kit_of(SILK, sets, is_one)
    sheet = str(sets[0].name) if is_one else rows.NAME
    cell = cell_of(data, sheet, "dir-plan")
    (found,) = entries(data, SILK, tmp_path, **{f"{sheet}_{cell}": "Perhaps"})
    (fault,) = found.faults
    assert (fault.where.sheet, f"{letters(fault.path[1])}{fault.where.line}") == (sheet, cell)
    assert fault.says == 'dir-plan: "Perhaps" is not an answer'


@pytest.mark.parametrize("is_one", [False, True])
def test_a_kit_of_another_version_is_read_as_answers_to_it(tmp_path, is_one):
    sets = [load_answers(CASES[0], SILK)]
    data = kit_of(SILK, sets, is_one)
    sheet = str(sets[0].name) if is_one else rows.NAME
    place = f"{sheet}_{cell_of(data, sheet, 'dir-plan')}"
    (found,) = entries(data, SILK, tmp_path, about_B4="1.0.1", **{place: "Perhaps"})
    assert (found.faults, found.answers.version) == ((), "1.0.1")
    assert "dir-plan" in [one_.id for one_ in found.answers.warnings]
    assert found.answers.before is not None


def test_a_kit_of_another_questionnaire_or_without_its_sheet_is_refused(tmp_path):
    data = kit_of(SILK, [load_answers(CASES[0], SILK)], False)
    ((fault,),) = [one_.faults for one_ in entries(data, SILK, tmp_path, about_B3="other")]
    assert fault.code == "questionnaire"
    assert fault.says.endswith("kit.xlsx is a kit for the questionnaire other, and silk is used")
    book = load_workbook(io.BytesIO(data))
    book[rows.NAME].title = "Mine"
    book.save(tmp_path / "b.xlsx")
    ((fault,),) = [one_.faults for one_ in entries((tmp_path / "b.xlsx").read_bytes(), SILK, tmp_path)]
    assert fault.code == "sheet"
    assert fault.says.endswith("is a kit without its sheet Organisations")


def test_the_same_answers_give_the_same_bytes():
    sets = [load_answers(file, SILK) for file in CASES[:2]]
    for is_one in (False, True):
        assert kit_of(SILK, sets, is_one) == kit_of(SILK, sets, is_one)


def test_about_says_what_the_kit_is():
    sheet = load_workbook(io.BytesIO(kit_of(SILK, [])))[kit.ABOUT]
    about = dict(sheet.iter_rows(max_col=2, values_only=True))
    head = SILK.pack.head
    assert about["format"] == "silk-kit/1"
    assert about["layout"] == "one"
    assert (about["questionnaire"], about["version"]) == (head.id, head.version)
    assert about["fingerprint"] == SILK.pack.fingerprint


def test_lists_are_hidden_and_stand_in_no_rule():
    book = load_workbook(io.BytesIO(kit_of(SILK, [], is_one=False)))
    assert book[lists.NAME].sheet_state == "hidden"
    sheet = book[rows.NAME]
    rules = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert {rule for rule in rules if not rule.startswith("lists!")} == {
        '"Yes,No"', '"Don\'t know"', '"Don\'t know,Does not apply"',
    }  # fmt: skip


def test_a_question_has_its_help_as_a_note():
    sheet = load_workbook(io.BytesIO(kit_of(SILK, [], is_one=False)))[rows.NAME]
    notes = {cell.value: sheet.cell(2, cell.column).comment for cell in sheet[1]}
    asked = next(one_ for one_ in SILK.questions if one_.question.guidance)
    assert asked.question.guidance in notes[asked.id].text


def test_what_is_ruled_out_is_grey():
    sheet = load_workbook(io.BytesIO(kit_of(SILK, [], is_one=False)))[rows.NAME]
    ids = {cell.value: cell.column_letter for cell in sheet[1]}
    asked = next(one_ for one_ in SILK.questions if one_.when)
    shown = ids[f"{rows.WHEN}{asked.id}"]
    assert sheet[f"{shown}3"].data_type == "f"
    ranges = {str(area.sqref): area.rules[0].formula for area in sheet.conditional_formatting}
    assert ranges[f"{ids[asked.id]}3:{ids[asked.id]}{rows.HEADER_ROWS + rows.ROOM}"] == [f"${shown}3=0"]


def test_hostile_texts_stay_texts_and_come_back(tmp_path):
    said = '=HYPERLINK("http://a","b")'
    first = next(one_ for one_ in SILK.questions if one_.scored)
    value = next(iter(first.table))
    sets = [
        replace(
            organisation(SILK, 1, 1), name=name, answers={first.id: Answer(value, note="-1+2", evidence=("@a", said))}
        )
        for name in (said, "+1", "[a]:*?/\\b" * 9, "[a]:*?/\\b" * 9, "about", "LISTS", "'q'", "\U0001f600" * 40)
    ]
    for is_one in (False, True):
        data = kit_of(SILK, sets, is_one)
        book = load_workbook(io.BytesIO(data))
        assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)
        back = read(table((by_sheets if is_one else by_rows)(data)), SILK, tmp_path)
        assert [one_.name for one_ in back] == [one_.name for one_ in sets]
        assert [one_.answers for one_ in back] == [one_.answers for one_ in sets]
    names = [sheet.title for sheet in book]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(writing.length(name) <= 31 for name in names)


def test_options_that_would_read_alike_stand_by_their_ids():
    options = [
        {"id": "a", "label": "Same"}, {"id": "b", "label": "same "}, {"id": "c", "label": "Don't know"},
        {"id": "d", "label": "a"}, {"id": "e", "label": "Other"}, {"id": "none", "label": "None"},
    ]  # fmt: skip
    tree = tree_of(section("s", {"id": "q", "type": "choice", "text": "Which?", "options": options}))
    shown = cells.shown_options(tree.asked["q"])
    assert dict(shown) == {"a": "a", "b": "b", "c": "c", "d": "d", "e": "Other", "none": "None"}


def test_a_kit_is_written_and_never_written_over(silk, tmp_path):
    code, out, err = silk("kit", "-o", "answers.xlsx")
    assert (code, out) == (0, "")
    assert err.startswith("Wrote answers.xlsx: one organisation a row, 100 questions of silk ")
    before = (tmp_path / "answers.xlsx").read_bytes()
    code, _, err = silk("kit", "-o", "answers.xlsx", "--one")
    assert code == 4
    assert "answers.xlsx is there already, and may hold answers" in err
    assert (tmp_path / "answers.xlsx").read_bytes() == before
    assert silk("kit", "-o", "answers.xlsx", "--one", "--force")[0] == 0
    assert (tmp_path / "answers.xlsx").read_bytes() != before


def test_another_ending_is_no_workbook(silk):
    code, _, err = silk("kit", "-o", "answers.csv")
    assert code == 2
    assert "answers.csv is no name of a workbook" in err


def test_without_the_package_it_is_said_how_to_get_it(silk, monkeypatch, tmp_path):
    monkeypatch.setattr(writing, "is_at_hand", lambda: False)
    code, _, err = silk("kit", "-o", "answers.xlsx")
    assert code == 4
    assert 'pip install "silk-assess[xlsx]"' in " ".join(err.split())
    assert not list(tmp_path.iterdir())


def test_every_faulty_file_is_told_and_nothing_is_written(silk, tmp_path):
    (tmp_path / "a.yaml").write_text("nonsense")
    long = "x" * 40_000
    text = CASES[0].read_text(encoding="utf-8")
    (tmp_path / "b.yaml").write_text(text.replace("answers:\n", f"answers:\n  dir-plan: {{note: {long}}}\n", 1))
    code, _, err = silk("kit", "-o", "answers.xlsx", "a.yaml", "gone.yaml")
    assert code == 4
    assert "a.yaml" in err
    assert "gone.yaml" in err
    assert not (tmp_path / "answers.xlsx").exists()


def test_what_no_cell_holds_is_told(silk, tmp_path):
    question = SILK.questions[0].id
    head = "format: silk-answers/1\nquestionnaire: silk\nversion: " + SILK.pack.head.version
    note = "x" * 33_000
    (tmp_path / "a.yaml").write_text(f"{head}\nanswers:\n  {question}: {{value: unknown, note: {note}}}\n")
    code, _, err = silk("kit", "-o", "answers.xlsx", "a.yaml")
    assert code == 1
    assert "the note has more than 32,767 letters" in " ".join(err.split())


def test_one_organisation_is_told_by_its_name(silk):
    _, _, err = silk("kit", "-o", "one.xlsx", "--one", CASES[0])
    name = load_answers(CASES[0], SILK).name
    assert f"Wrote one.xlsx: one sheet for {name}, with guidance" in " ".join(err.split())


@settings(max_examples=20)
@given(samples())
def test_any_questionnaire_makes_a_kit_whose_answers_come_back(tmp_path_factory, sample):
    tree, answers = sample.tree, sample.given
    folder = tmp_path_factory.mktemp("kit")
    shown = {id for id, standing in standings(tree, answers).items() if standing.is_asked}
    for is_one in (False, True):
        data = kit_of(tree, [answers], is_one)
        (found,) = (by_sheets if is_one else by_rows)(data) or [{}]
        back = read(table([{**found, "name": found.get("name") or "x"}]), tree, folder)
        if not back:
            continue
        for id, answer in answers.answers.items():
            if answer != Answer() and id in shown:
                assert _in_order(back[0].answers.get(id, Answer())) == _in_order(answer)


def test_a_part_that_no_formula_gives_exactly_says_so():
    tree = tree_of(
        section("s", hundred("a", weight="0.333333", scale="33.333333"), hundred("b", weight="7.654321")),
        section("t", hundred("c")),
    )
    (sheet, *_) = load_workbook(io.BytesIO(kit_of(tree, []))).worksheets
    layout = one.Layout(tree, lists.lists_of(tree))
    assert sheet.cell(layout.rows["s"], 3).value == one.UNSAID
    assert sheet.cell(layout.rows["t"], 3).data_type == "f"


def test_a_risk_of_odd_numbers_that_no_formula_gives_says_so():
    tree = tree_of(risks("r", risk("x", hundred("a"), numbers=(0.123457, 0.999983, 1), kappa="0.876543")))
    (sheet, *_) = load_workbook(io.BytesIO(kit_of(tree, []))).worksheets
    layout = one.Layout(tree, lists.lists_of(tree))
    assert [sheet.cell(layout.rows[id], 3).value for id in ("r", "x")] == [one.UNSAID, one.UNSAID]
