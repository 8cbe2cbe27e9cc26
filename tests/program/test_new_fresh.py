"""A questionnaire begun fresh: asked for at a terminal or by options, valid whatever its titles are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silk_assess import cli
from silk_assess.commands.check.command import inspect
from silk_assess.faults import SilkError
from silk_assess.files.questionnaires import load_pack
from silk_assess.wording.fresh import Wish, files, section_ids


@pytest.fixture
def silk(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = cli.run([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


def severities(folder):
    (found,) = inspect([Path(folder)])
    return {one.severity for one in found.findings}, {one.code.value for one in found.findings}


def test_a_questionnaire_of_ten_questions_written_from_the_documentation_alone_passes():
    choir = Path(__file__).parent.parent / "broken" / "good" / "choir"
    (found,) = inspect([choir])
    assert (found.findings, found.counts) == ((), "choir-abroad 1.0.0, 10 questions, 1 risk, 3 levels")


def test_without_a_terminal_and_options_what_is_taken_is_said(silk):
    code, out, err = silk("new", "ours")
    assert (code, out) == (0, "")
    assert err == (
        "Wrote ours/: pack.yaml, first-part.yaml and schema/.\n"
        '  Taken, since nothing else was said: the title "Ours", the language en, the\n'
        '  section "First part" and levels.\n'
        "\n"
        "Look at it as a respondent would: silk-assess ask --pack ours --try\n"
        "Let it be read:                   silk-assess check ours\n"
    )


def test_with_all_options_nothing_is_taken(silk):
    words = ("--title", "Ready?", "--language", "pt-BR", "--sections", "People, Money", "--no-levels")
    code, _, err = silk("new", "ours", *words)
    assert (code, "Taken" in err) == (0, False)
    head = load_pack(Path("ours")).pack.head
    assert (head.id, head.title, head.language, head.sections) == ("ours", "Ready?", "pt-BR", ("people", "money"))
    assert (head.levels, head.version) == ((), "0.1.0")


def test_a_fresh_start_has_no_fault_and_no_warning(silk):
    silk("new", "ours", "--sections", "People, Money, Law")
    assert severities("ours") == ({"note"}, {"placeholder"})
    assert silk("check", "ours")[0] == 0


def test_from_version_1_on_texts_that_were_left_as_they_were_are_warnings(silk):
    silk("new", "ours", "--sections", "People, Money")
    pack = Path("ours/pack.yaml")
    pack.write_text(pack.read_text().replace("version: 0.1.0", "version: 1.0.0"))
    silk("schema", "--into", "ours")
    assert severities("ours") == ({"warning"}, {"placeholder"})


def test_the_texts_left_as_they_were_are_found_one_by_one(silk):
    silk("new", "ours", "--sections", "People, Money")
    (found,) = inspect([Path("ours")])
    places = [(one.path[0], one.path[-1]) for one in found.findings]
    assert places == [
        ("pack.yaml", "about"),
        ("pack.yaml", "scope"),
        ("pack.yaml", "basis"),
        ("money.yaml", "intro"),
        ("money.yaml", "text"),
        ("money.yaml", "guidance"),
        ("money.yaml", "step"),
    ]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_that_is_there_is_written_over(silk, kind):
    place = Path("ours")
    {"folder": place.mkdir, "file": place.touch, "link": lambda: place.symlink_to("nowhere")}[kind]()
    says = "ours is there already, and nothing was written. Take another name:\n  silk-assess new ours-2\n"
    assert silk("new", "ours") == (4, "", says)
    assert os.listdir() == ["ours"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--title", "\x1b\n"), "--title: A title has letters that can be seen. Write one."),
        (("--title", "x" * 201), "--title: A title of 201 characters is too long."),
        (("--language", "English!"), '--language: "English!" is no language tag.'),
        (("--sections", " , "), "--sections: A questionnaire has one section or more."),
        (("--sections", "A, b, a"), '--sections: "a" stands there twice.'),
        (("--sections", ",".join(map(str, range(51)))), "--sections: 51 sections are more than anybody keeps in mind."),
        (("--id", "silk"), '"silk" is the id of the shipped questionnaire'),
        (("--from", "silk", "--title", "Ours"), "Title, language, sections and levels of a copy are those"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(silk, words, says):
    code, out, err = silk("new", "ours", *words)
    assert (code, out, os.listdir()) == (2, "", [])
    assert says in " ".join(err.split())


@pytest.mark.parametrize(
    "title",
    [
        "Людям",
        "人员",
        "😀",
        'a "b": c',
        "# no",
        "- x",
        "{a}",
        "[x]",
        "null",
        "yes",
        "0.1",
        "'",
        "\\",
        "%",
        "a\u202eb",
        "&x",
    ],
)
def test_titles_of_any_letters_give_a_valid_questionnaire(silk, title):
    code, _, err = silk("new", "ours", "--title", title, "--sections", f"{title}, Money")
    assert code == 0, err
    tree = load_pack(Path("ours"))
    assert tree.pack.head.title == " ".join(title.replace("\u202e", " ").split())
    assert severities("ours")[0] == {"note"}


def read(folder):
    """Read a questionnaire: its title and how many sections it has, or the codes of its faults."""
    try:
        head = load_pack(folder).pack.head
    except SilkError as error:
        return {one.code.value for one in error.faults}
    return head.title, len(head.sections)


TITLES = st.lists(st.text(min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=5)


@given(st.text(min_size=1, max_size=60), TITLES, st.booleans())
@settings(max_examples=30, deadline=None)
def test_whatever_the_titles_are_the_files_can_be_read(tmp_path_factory, title, sections, levels):
    folder = tmp_path_factory.mktemp("ours")
    modelines = {"pack": "# pack\n", "section": "# section\n"}
    wish = Wish("ours", title, "en", tuple(sections), levels)
    for name, text in files(wish, "ours", modelines).items():
        (folder / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    unseen = any(not letter.isprintable() for letter in f"{title}{''.join(sections)}")
    found = read(folder)
    assert found == (title, len(sections)) or (unseen and found in ({"control"}, {"empty"}, {"empty", "control"}))
    shutil.rmtree(folder)


def test_ids_of_sections_are_files_of_any_system_and_no_names_that_mean_something():
    titles = [
        "Pack",
        "con",
        "Rules",
        "Country",
        "index",
        "People",
        "People!",
        "人",
        "Schema",
        "people-learning",
        "COM1",
    ]
    found = section_ids(titles)
    assert len(set(found)) == len(titles)
    assert not {"pack", "con", "rules", "country", "index", "com1", "people-learning"} & set(found)
    assert found[7] == "part-8"


def test_folders_with_odd_names_give_ids(silk):
    for name in ("Ä Ö", "2027", "人员", "it's"):
        code, _, err = silk("new", name)
        assert code == 0, err
    ids = [load_pack(Path(name)).pack.head.id for name in ("Ä Ö", "2027", "人员", "it's")]
    assert ids == ["a-o", "questionnaire", "questionnaire", "its"]


def test_a_full_disk_leaves_nothing(silk, monkeypatch):
    import errno

    from silk_assess.files.atomic_folder import NewFolder

    write = NewFolder.write

    def full(self, name, data):
        if name == "schema/section.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, name, data)

    monkeypatch.setattr(NewFolder, "write", full)
    code, _, err = silk("new", "ours")
    assert (code, "the disk is full" in err, os.listdir()) == (4, True, [])
