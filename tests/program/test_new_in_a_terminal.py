"""A questionnaire begun, and one tried, at a terminal of its own: asked, refused, left."""

from __future__ import annotations

import os
import sys

import pytest

from silk_assess.files.questionnaires import load_pack
from terminal_sessions import Terminal, flat

pytest.importorskip("pexpect")
if os.name != "posix":
    pytest.skip("needs POSIX", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def program(folder, *words):
    return Terminal(folder, sys.executable, "-c", "from silk_assess.cli import main; main()", *words, NO_COLOR="1")


def test_four_questions_lead_to_a_questionnaire(tmp_path):
    terminal = program(tmp_path, "new", "ours")
    said = flat(terminal.read())
    assert "A new questionnaire in ours/. Four questions; all can be changed in its files." in said
    assert said.endswith('What is it called? Title, or Enter for "Ours" >')
    assert "In which language do you write it? Two letters, or Enter for en >" in flat(terminal.type("Ready, together"))
    assert '"x" is no language tag.' in flat(terminal.type("x"))
    assert "Titles with commas between them, or Enter for" in flat(terminal.type(""))
    assert '"money" stands there twice.' in flat(terminal.type("Money, money"))
    assert "Shall it have levels, as rungs of a ladder? y or n, or Enter for y >" in flat(
        terminal.type("People, Money")
    )
    code, said = terminal.end("n")
    assert code == 0
    assert "pack.yaml the whole: title, words for points" in flat(said)
    assert "money.yaml a section with one question, to be filled" in flat(said)
    tree = load_pack(tmp_path / "ours")
    assert (tree.pack.head.title, tree.pack.head.sections) == ("Ready, together", ("people", "money"))
    assert tree.pack.head.levels == ()


def test_only_what_no_option_says_is_asked(tmp_path):
    terminal = program(tmp_path, "new", "ours", "--title", "A", "--sections", "B", "--levels")
    said = flat(terminal.read())
    assert ("One question; all can be changed" in said, "What is it called" in said) == (True, False)
    assert terminal.end("fr")[0] == 0
    assert load_pack(tmp_path / "ours").pack.head.language == "fr"


@pytest.mark.parametrize("key", ["/q", "\x04", "\x03"])
def test_whoever_leaves_has_written_nothing(tmp_path, key):
    terminal = program(tmp_path, "new", "ours")
    terminal.read()
    terminal.type("Title")
    if key == "/q":
        code, said = terminal.end(key)
    else:
        terminal.child.send(key)
        code, said = terminal.end()
    assert (code, "Nothing was written." in said, os.listdir(tmp_path)) == (130, True, [])


def test_a_copy_asks_for_its_id(tmp_path):
    terminal = program(tmp_path, "new", "our-own", "--from", "silk")
    assert "Id, small letters and hyphens, or Enter for our-own >" in flat(terminal.read())
    assert '"Our Own" is no id' in flat(terminal.type("Our Own"))
    assert terminal.end("mine")[0] == 0
    assert load_pack(tmp_path / "our-own").pack.head.id == "mine"


def test_a_copy_under_the_shipped_id_is_refused_as_one_given_by_an_option_is(tmp_path):
    terminal = program(tmp_path, "new", "ours", "--from", "silk")
    terminal.read()
    code, said = terminal.end("silk")
    assert (code, "is the id of the shipped questionnaire" in flat(said), os.listdir(tmp_path)) == (2, True, [])


def test_a_try_takes_answers_and_writes_nothing(tmp_path):
    program(tmp_path, "new", "ours", "--title", "A", "--language", "en", "--sections", "B", "--levels").end()
    before = sorted(tmp_path.rglob("*"))
    terminal = program(tmp_path, "ask", "--pack", "ours", "--try")
    assert "This is a try: nothing is saved, and q shows the result." in flat(terminal.read())
    assert "Taken: Coop" in flat(terminal.type("Coop"))
    terminal.type("KR", "5")
    assert "Taken: Two" in flat(terminal.type("2"))
    code, said = terminal.end("q")
    assert (code, "Answer it, and keep the answers" in said, "Saved" in said) == (0, True, False)
    assert sorted(tmp_path.rglob("*")) == before
