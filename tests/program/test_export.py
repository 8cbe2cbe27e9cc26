"""`export`: a form is written whole, nothing of somebody else's is lost, and the screen says the way back."""

from __future__ import annotations

import sys

import pytest

from silk_assess import cli

WRITE = ["export", "--to", "xlsform", "-o", "form.xlsx"]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *words):
    code = cli.run(list(words))
    out, err = capsys.readouterr()
    return code, out, " ".join(err.split())


def test_it_says_what_the_form_can_do_and_the_way_back(capsys, here):
    code, out, err = run(capsys, *WRITE)
    assert (code, out) == (0, "")
    assert err.startswith("Wrote form.xlsx, a form for KoboToolbox and ODK: 100 questions of silk ")
    assert "Don't know: a choice of every question with choices Does not apply: a choice where" in err
    assert "between cells, and: silk-assess batch answers.csv -o out" in err.replace(
        "python -m silk_assess", "silk-assess"
    )
    assert (here / "form.xlsx").read_bytes().startswith(b"PK")


def test_the_same_form_is_written_again_and_another_one_with_force_only(capsys, here):
    run(capsys, *WRITE)
    first = (here / "form.xlsx").read_bytes()
    assert run(capsys, *WRITE)[0] == 0
    (here / "form.xlsx").write_text("mine", encoding="utf-8")
    code, out, err = run(capsys, *WRITE)
    assert (code, out) == (4, "")
    assert err.startswith("form.xlsx is there already, and is another form. Choose another name")
    assert (here / "form.xlsx").read_text(encoding="utf-8") == "mine"
    assert run(capsys, *WRITE, "--force")[0] == 0
    assert (here / "form.xlsx").read_bytes() == first


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--to", "word", "-o", "form.docx"], 'There is no form "word". There is xlsform, for KoboToolbox and ODK.'),
        (["--to", "xlsform", "-o", "form.csv"], 'A form is a workbook, and "form.csv" does not end in .xlsx.'),
    ],
)
def test_another_form_and_another_ending_are_told(capsys, words, says):
    code, out, err = run(capsys, "export", *words, "--pack", "silk")
    assert (code, out) == (2, "")
    assert err.startswith(f"{says} For example: ")
    assert err.endswith("export --to xlsform -o form.xlsx --pack silk")


def test_without_the_packages_one_sentence_says_how_to_get_them(capsys, monkeypatch, here):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    code, out, err = run(capsys, *WRITE)
    assert (code, out) == (4, "")
    assert err == 'Writing workbooks needs two more packages, and nothing was written. pip install "silk-assess[xlsx]"'
    assert list(here.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(capsys):
    assert run(capsys, "export", "--to", "xlsform", "-o", "nowhere/form.xlsx")[0] == 4


def test_what_a_form_cannot_hold_is_told(capsys, here):
    folder = here / "long"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "format: silk-pack/1\nid: long\nversion: 1.0.0\nlanguage: en\ntitle: Long\nsections: [part]\n", encoding="utf-8"
    )
    before, lines = "first", ["id: part", "title: Part", "kind: score", "questions:"]
    lines += ["  - {id: first, type: yes-no, text: First?}"]
    lines += ['  - {id: share, type: number, text: "Share?", from: 0, to: 1, not_applicable: Never.}']
    lines += ["  - {id: share-na, type: yes-no, text: Shared?}"]
    for i in range(14):
        when = f"{{all: [{{{before}: yes}}, {{any: [{{{before}: no}}, {{first: yes}}]}}, {{not: {{{before}: no}}}}]}}"
        lines += [f"  - {{id: q{i}, type: yes-no, text: And?, when: {when}}}"]
        before = f"q{i}"
    (folder / "part.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    code, _, err = run(capsys, *WRITE, "--pack", "long")
    assert code == 0
    assert "q13 are always asked: they have conditions longer than a form can hold." in err
    assert "warning: nobody can say in the form that share does not apply: share-na is the id of something else." in err
    assert err.endswith("batch answers.csv --pack long -o out")
