"""`check --fix`: text at a fault's place is exchanged, all else stays byte for byte, and no fault comes by it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silk_assess import cli
from silk_assess.commands.check import fix
from silk_assess.faults import SilkError, only_near
from silk_assess.files.questionnaires import load_pack

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
# Each fourth: all of them take a minute.
BROKEN = sorted(path.parent for path in (HERE / "broken" / "packs").glob("*/expected.txt"))[::4]
PEOPLE = "people.yaml"
SKILLS = "text: How many working languages does the team use with partners?"
VISIT = '{id: exchange, type: yes-no, text: "Did anyone visit a peer abroad last year?", weight: 3}'


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    """Run a command line beside a copy of a small questionnaire; give exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINI, tmp_path / "mini")

    def run(*words):
        code = cli.run([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def slip(right, wrong, file=PEOPLE):
    path = Path("mini", file)
    data = path.read_bytes()
    assert right.encode() in data
    path.write_bytes(data.replace(right.encode(), wrong.encode(), 1))


def read(file=PEOPLE):
    return Path("mini", file).read_bytes().decode()


SLIPS = {
    "a key in capitals": (SKILLS, SKILLS.replace("text", "Text"), SKILLS),
    "a key that is near one": ("type: choice", "tpye: choice", "type: choice"),
    "a word that is near one": ("type: number", "type: nmuber", "type: number"),
    "an id that is near one": ("{language-skills: 50}", "{langage-skills: 50}", "{language-skills: 50}"),
    "a decimal comma": ("    weight: 2\n", "    weight: 2,5\n", "    weight: 2.5\n"),
    "curly quotes": (VISIT, VISIT.replace('"', "“", 1).replace('"', "”", 1), VISIT),
    "low quotes": (VISIT, VISIT.replace('"', "„", 1).replace('"', "“", 1), VISIT),
    "an unquoted comma": (
        "because: Learning abroad needs a second language.",
        "because: Learning, abroad, needs a second language.",
        'because: "Learning, abroad, needs a second language."',
    ),
    "a comma in curly quotes": (
        VISIT,
        VISIT.replace('"Did anyone visit a peer abroad last year?"', "“Did anyone visit, at last?”"),
        VISIT.replace("Did anyone visit a peer abroad last year?", "Did anyone visit, at last?"),
    ),
    "a comment in a text": ("title: Languages", "title: Track #2 went well", 'title: "Track #2 went well"'),
    "a comment in a text with quotes": ("title: Languages", 'title: My "big #2 win', "title: 'My \"big #2 win'"),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_mended_and_nothing_else_changes(silk, name, newline):
    right, wrong, mended = SLIPS[name]
    path = Path("mini", PEOPLE)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", newline.encode()) + b"# the end")
    right, wrong, mended = (text.replace("\n", newline) for text in (right, wrong, mended))
    before = read()
    slip(right, wrong)
    code, out, err = silk("check", "mini", "--fix")

    assert (code, err) == (0, "")
    assert "in mini/people.yaml." in out
    assert read() == before.replace(right, mended, 1)
    assert silk("check", "mini", "--fix")[1] == "mini: nothing is to be mended.\n"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("    weight: 2\n", "    weigth: 3\n    weight: 2\n"),  # it would stand there twice
        ("    weight: 2\n", "    colour: 2\n"),
        ("from: 0, to: 20", 'from: 0, to: "1,250"'),
        ("from: 0, to: 20", "from: 0, to: 2,5"),
        ("type: choice", "type: choise"),  # choice or choices
        ("    weight: 2\n", "    weight: two # 2,5\n"),
        ("id: exchange", "id: exchange, not_aplicable: [a]"),  # what stands there is no text
        ("id: exchange", "id: exchange, type: yes-no"),
    ],
)
def test_what_may_be_meant_in_several_ways_is_left(silk, right, wrong):
    slip(right, wrong)
    before = read()
    code, out, _ = silk("check", "mini", "--fix")

    assert code == 1
    assert read() == before
    assert "Nothing here can be mended by itself." in out
    assert "left: silk-assess check mini" in out


def test_a_name_that_is_near_two_is_nobodys():
    assert only_near("visit-c", ["visit-a", "visit-b"]) is None
    assert only_near("choise", ["choice", "choices", "number"]) is None
    assert only_near("langage-skills", ["language-skills", "languages"]) == "language-skills"


def test_the_difference_is_shown_and_nothing_written(silk):
    slip(SKILLS, SKILLS.replace("text", "Text"))
    slip("    weight: 2\n", "    weight: 2,5\n")
    slip(VISIT, VISIT.replace("type", "typ").replace('"', "“", 1).replace('"', "”", 1))
    slip("title: ", "colour: blue\ntitle: ", "pack.yaml")
    before = read()
    code, out, err = silk("check", "mini", "--fix", "--diff")

    assert (code, err) == (1, "")
    assert read() == before
    assert out.startswith(
        "--- mini/people.yaml\n"
        "+++ mini/people.yaml\n"
        "@@ -10 +10 @@\n"
        f"-        {SKILLS.replace('text', 'Text')}\n"
        f"+        {SKILLS}\n"
        "@@ -15 +15 @@\n"
        "-    weight: 2,5\n"
        "+    weight: 2.5\n"
        "@@ -18 +18 @@\n"
    )
    assert "\n4 of 5 faults can be mended so. Nothing was written.\n  Write it: silk-assess check mini --fix\n" in out
    assert 'mini/pack.yaml:5:1: fault: pack.yaml has no key "colour"' in out
    assert silk("check", "mini", "--fix") == (
        1,
        "Mended 4 faults in mini/people.yaml.\n1 fault is left: silk-assess check mini\n",
        "",
    )


def test_a_file_that_changed_meanwhile_is_not_written(silk, monkeypatch):
    slip("    weight: 2\n", "    weight: 2,5\n")
    slip("sections:", "Sections:", "pack.yaml")
    before = read("pack.yaml")
    found = fix.fix(Path("mini"))
    slip("    weight: 2,5\n", "    weight: 4\n")
    with pytest.raises(SilkError) as caught:
        fix.write(found)

    assert [(one.code, one.says) for one in caught.value.faults] == [
        ("unwritable", "mini/people.yaml was changed while it was read. Nothing was written")
    ]
    assert "weight: 4" in read()
    assert read("pack.yaml") == before


def test_on_the_command_line_that_ends_with_4(silk, monkeypatch):
    slip("    weight: 2\n", "    weight: 2,5\n")
    worked_out = fix.fix

    def and_changed(folder):
        found = worked_out(folder)
        slip("    weight: 2,5\n", "    weight: 4\n")
        return found

    monkeypatch.setattr(fix, "fix", and_changed)
    code, out, err = silk("check", "mini", "--fix")

    assert (code, out) == (4, "")
    assert " ".join(err.split()) == (
        "mini/people.yaml was changed while it was read. Nothing was written. Run it again."
    )


def test_a_link_is_not_written_through(silk, tmp_path):
    slip("    weight: 2\n", "    weight: 2,5\n")
    Path("mini", PEOPLE).rename(tmp_path / "elsewhere.yaml")
    Path("mini", PEOPLE).symlink_to(tmp_path / "elsewhere.yaml")
    code, _, err = silk("check", "mini", "--fix")

    assert code == 4
    assert "is a link" in err
    assert "weight: 2,5" in (tmp_path / "elsewhere.yaml").read_text(encoding="utf-8")


def test_only_questionnaires_are_mended(silk):
    shutil.copy(MINI / "answers.yaml", "co-op.yaml")

    assert silk("check", "co-op.yaml", "--fix")[0] == 2
    assert silk("check", "mini", "--fix", "--format", "json")[0] == 2
    assert silk("check", "mini", "--fix", "--against", "mini")[0] == 2


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 5_000, "", "# nothing", "&a [*a]", "a: \x00", "- - - - a\n" * 9]
)
def test_what_cannot_be_read_is_left(silk, text):
    Path("mini", PEOPLE).write_text(text, encoding="utf-8")
    slip("title: ", "Title: ", "pack.yaml")
    code, out, err = silk("check", "mini", "--fix")

    assert (code, err) == (1, "")
    assert "Mended 1 fault in mini/pack.yaml." in out
    assert read() == text


def test_another_file_of_the_folder_is_left(silk):
    Path("mini/notes.yaml").write_text("note: “Mine”\n", encoding="utf-8")
    slip("    weight: 2\n", "    weight: 2,5\n")
    silk("check", "mini", "--fix")

    assert Path("mini/notes.yaml").read_text(encoding="utf-8") == "note: “Mine”\n"


def faults_of(folder):
    try:
        load_pack(folder)
    except SilkError as error:
        return error.faults
    return ()


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_no_broken_questionnaire_gets_worse(folder, tmp_path):
    """All that is written reads as YAML did before, and mending once more changes nothing."""
    shutil.copytree(folder, tmp_path / "p")
    found = fix.fix(tmp_path / "p")
    before = len(faults_of(tmp_path / "p"))
    fix.write(found)
    after = faults_of(tmp_path / "p")

    assert len(found.left) == len(after)
    assert found.number or len(after) == before
    assert fix.fix(tmp_path / "p").changed == ()


WRONG = {"text": "Text", "type": "tpye", ": 2\n": ": 2,5\n", '"': "”", "id": "ID", " ": " #", "title": "titel",
         "yes-no": "yesno", ".": ", ", "mean": "maen", "{": "{x, "}  # fmt: skip
CUTS = st.sampled_from(sorted(WRONG.items()))


@settings(deadline=None)
@given(st.lists(st.tuples(CUTS, st.integers(0, 40)), min_size=1, max_size=4))
def test_random_slips_are_mended_or_left_and_never_added_to(tmp_path_factory, slips):
    folder = tmp_path_factory.mktemp("mend") / "p"
    shutil.copytree(MINI, folder)
    for (right, wrong), at in slips:
        file = folder / (PEOPLE if at % 2 else "pack.yaml")
        pieces = file.read_text(encoding="utf-8").split(right)
        cut = at % max(len(pieces) - 1, 1) + 1
        file.write_text(right.join(pieces[:cut]) + wrong + right.join(pieces[cut:]), encoding="utf-8")
    before = {file.name: file.read_bytes() for file in folder.glob("*.yaml")}
    found = fix.fix(folder)
    fix.write(found)

    assert {one.file.name for one in found.changed} == {
        name for name, data in before.items() if (folder / name).read_bytes() != data
    }
    assert len(found.left) == len(faults_of(folder))
    assert fix.fix(folder).changed == ()
