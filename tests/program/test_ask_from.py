"""`ask NEW --from OLD`: the older answers one by one; OLD is only read, and the same command goes on."""

import io
import sys
from pathlib import Path

import pytest

from silk_assess import cli
from silk_assess.files.answer_files import load_answers
from silk_assess.files.questionnaires import find_pack, load_pack

HERE = Path(__file__).parent.parent
OLD = HERE / "versions" / "silk-1.0.1" / "ruedas-del-barrio.yaml"
NEW = HERE / "cases" / "ruedas-del-barrio" / "answers.yaml"
SILK = load_pack(find_pack("silk"))


@pytest.fixture
def ask(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)

    def ask(*words, lines=()):
        stream = io.TextIOWrapper(io.BytesIO("".join(f"{one}\n" for one in lines).encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stream)
        code = cli.run(["ask", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, " ".join(said.err.split())

    return ask


def test_enter_confirms_and_the_same_command_goes_on(ask):
    before = OLD.read_bytes()
    code, _, err = ask("new.yaml", "--from", OLD, lines=["", "", "", "/q"])
    assert code == 0
    assert f"The answers of {OLD} are shown one by one. Nothing counts before you confirm it" in err
    assert "No longer asked: mod-languages" in err
    assert "Enter if it is still so" in err
    assert "to be confirmed." in err
    assert f"silk-assess ask new.yaml --from {OLD}" in err
    found, old = load_answers(Path("new.yaml"), SILK), load_answers(OLD, SILK)
    assert (found.version, found.name, found.answers) == ("2.0.0", old.name, {})
    assert list(found.profile.items()) == list(old.profile.items())[:2]
    assert OLD.read_bytes() == before


def test_a_whole_walk_takes_over_all_that_fits(ask):
    ask("new.yaml", "--from", OLD, lines=[""] * 130)
    found, old = load_answers(Path("new.yaml"), SILK), load_answers(OLD, SILK)
    known = {id: one for id, one in old.answers.items() if one.value is not None or one.unknown}
    asked = {id: one for id, one in known.items() if id in found.answers}
    assert {id: found.answers[id] for id in asked} == asked
    assert len(asked) > 50


def test_what_does_not_fit_any_more_is_said_and_asked_anew(ask):
    _, _, err = ask("new.yaml", "--from", OLD, lines=[""] * 130)
    assert "Asked anew: drr-exit." in err
    assert 'Before you said "Yes". It does not fit this question any more: please' in err


def test_the_older_file_cannot_be_the_one_that_is_answered(ask, tmp_path):
    file = tmp_path / "a.yaml"
    file.write_bytes(NEW.read_bytes())
    code, _, err = ask(file, "--from", "a.yaml")
    assert (code, file.read_bytes()) == (2, NEW.read_bytes())
    assert "silk-assess ask" in err
    assert "--again" in err


def test_an_older_file_of_another_questionnaire_is_refused(ask):
    Path("b.yaml").write_text("format: silk-answers/1\nquestionnaire: hospital\nversion: 1.0.0\n")
    Path("new.yaml").write_bytes(NEW.read_bytes())
    code, _, err = ask("new.yaml", "--from", "b.yaml", lines=[""])
    assert (code, "b.yaml is for the questionnaire hospital" in err) == (1, True)


def test_an_older_file_with_faults_is_told_and_nothing_is_made(ask):
    Path("old.yaml").write_text("format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\nanswers: {dir-plan: }\n")
    code, _, _ = ask("new.yaml", "--from", "old.yaml", lines=[""])
    assert (code, Path("new.yaml").exists()) == (1, False)


@pytest.mark.parametrize("other", ["--short", "--next", "--again"])
def test_it_is_a_walk_of_its_own(ask, other):
    code, _, err = ask("new.yaml", "--from", OLD, other, lines=[""])
    assert (code, "cannot be used together" in err) == (2, True)


def test_an_older_version_that_is_not_here_is_told_as_it_stands(ask):
    text = OLD.read_text(encoding="utf-8").replace("version: 1.0.1", "version: 0.9.0")
    Path("old.yaml").write_text(text.replace("drr-exit: yes", "drr-exit: {value: yes, note: Sure}"), encoding="utf-8")
    _, _, err = ask("new.yaml", "--from", "old.yaml", lines=[""] * 130)
    assert 'Before you said "yes".' in err
