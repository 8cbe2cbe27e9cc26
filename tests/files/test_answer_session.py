"""An answer file in a sitting: locked, read, kept as it was, and never poorer than before."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from silk_assess.answers.model import Answer, Answers
from silk_assess.faults import SilkError
from silk_assess.files import atomic_file
from silk_assess.files.answer_files import load_answers
from silk_assess.files.answer_session import AnswerFile
from silk_assess.files.answer_writer import TooLarge
from silk_assess.files.lock import Held, Lock
from silk_assess.files.yaml import reader
from small_packs import five, hundred, section, tree_of, yes_no

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
TREE = tree_of(section("part", five("a"), yes_no("b"), hundred("c")), version="2.0.0")
HEAD = "format: silk-answers/1\nquestionnaire: small\nversion: 2.0.0\n"
OLD = HEAD + "answers:\n  a: p25\n"
NEW = HEAD + "answers:\n  a: p75\n"
GIVEN = Answers(answers={"a": Answer("p75")})


@pytest.fixture
def file(tmp_path):
    return tmp_path / "co-op.yaml"


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def opened(file: Path, text: str) -> AnswerFile:
    file.write_text(text, encoding="utf-8")
    return AnswerFile(file, TREE)


def refusal(file: Path) -> tuple[str, str]:
    with pytest.raises(SilkError) as error:
        AnswerFile(file, TREE)
    (fault,) = error.value.faults
    return fault.says, fault.code


# New, empty, there


def test_a_new_file_is_made_with_the_first_answer_and_has_no_backup(file):
    kept = AnswerFile(file, TREE)
    assert (kept.found.answers, kept.found.saved) == (Answers(), None)
    assert names(file.parent) == [".co-op.yaml.lock"]
    kept.save(GIVEN)
    kept.save(GIVEN)
    kept.close()
    assert file.read_text() == NEW
    assert names(file.parent) == ["co-op.yaml"]


def test_an_empty_file_is_as_good_as_a_new_one(file):
    kept = opened(file, "")
    assert (kept.found.answers, kept.found.saved) == (Answers(), None)
    kept.save(GIVEN)
    kept.close()
    assert file.read_text() == NEW
    assert names(file.parent) == ["co-op.yaml"]


def test_what_a_file_holds_is_found(file):
    file.write_text(OLD)
    os.utime(file, (1_790_000_000, 1_790_000_000))
    kept = AnswerFile(file, TREE)
    kept.close()
    assert kept.found.answers == Answers(answers={"a": Answer("p25")}, version="2.0.0")
    assert kept.found.saved == datetime.fromtimestamp(1_790_000_000)
    assert (kept.found.version, kept.found.unfit, kept.found.comments) == ("2.0.0", (), ())


def test_a_sitting_without_a_change_leaves_the_folder_as_it_was(file):
    opened(file, OLD).close()
    assert file.read_text() == OLD
    assert names(file.parent) == ["co-op.yaml"]


def test_comments_are_found_with_their_lines_and_stay_in_the_backup(file):
    text = f"# By hand\n{HEAD}answers:\n  a: p25  # for now\n  b: 'yes'\n  # c: 7\n"
    kept = opened(file, text)
    assert kept.found.comments == (1, 6, 8)
    kept.save(GIVEN)
    kept.close()
    assert kept.backup.read_text() == text


def test_a_hash_inside_a_text_is_no_comment(file):
    kept = opened(file, f"{HEAD}organisation: {{name: 'a # b'}}\nanswers:\n  a: {{value: p25, note: c#d}}\n")
    assert kept.found.comments == ()
    kept.close()


# The backup


def test_the_file_as_it_was_is_kept_at_the_first_change_and_only_then(file):
    kept = opened(file, OLD)
    assert kept.backup == file.with_name("co-op.yaml.bak")
    assert not kept.backup.exists()
    kept.save(GIVEN)
    assert kept.backup.read_text() == OLD
    kept.save(replace(GIVEN, name="Coop"))
    kept.close()
    assert kept.backup.read_text() == OLD


def test_the_next_sitting_keeps_the_file_of_its_own_beginning(file):
    first = opened(file, OLD)
    first.save(GIVEN)
    first.close()
    second = AnswerFile(file, TREE)
    second.save(Answers())
    second.close()
    assert second.backup.read_text() == NEW
    assert file.read_text() == HEAD


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_backup_and_the_file_keep_the_permissions(file, mode):
    file.write_text(OLD)
    file.chmod(mode)
    kept = AnswerFile(file, TREE)
    kept.save(GIVEN)
    kept.close()
    assert [one.stat().st_mode & 0o777 for one in (file, kept.backup)] == [mode, mode]


def test_where_the_backup_cannot_be_written_nothing_is_changed(file, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    kept = opened(file, OLD)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(SilkError) as error:
            kept.save(GIVEN)
    assert error.value.faults[0].says == f"{kept.backup} cannot be written: the disk is full"
    assert file.read_text() == OLD
    kept.save(GIVEN)
    kept.close()
    assert (kept.backup.read_text(), file.read_text()) == (OLD, NEW)


@pytest.mark.parametrize(
    "mine",
    [
        b"Notes of my own",
        b"format: silk-answers/1\nquestionnaire: small\nversion: 2.0.0\nmine: 1\n",
        b"format: silk-plan/1\nquestionnaire: small\nversion: 2.0.0\n",
        b"a: [",
        b"\0",
        b"\xff\xfe",
    ],
)
def test_what_is_no_answer_file_is_no_backup_of_ours_and_stays(file, mine):
    file.with_name("co-op.yaml.bak").write_bytes(mine)
    kept = opened(file, OLD)
    assert kept.backup == file.with_name("co-op.yaml.bak-2")
    kept.save(GIVEN)
    kept.close()
    assert file.with_name("co-op.yaml.bak").read_bytes() == mine
    assert kept.backup.read_text() == OLD
    again = AnswerFile(file, TREE)
    again.close()
    assert again.backup == kept.backup


@pytest.mark.parametrize("old", [b"", OLD.encode(), b"format: silk-answers/1\nquestionnaire: other\nversion: 9.0.0\n"])
def test_an_answer_file_and_an_empty_one_are_replaced_by_the_next_backup(file, old):
    file.with_name("co-op.yaml.bak").write_bytes(old)
    kept = opened(file, NEW)
    kept.save(Answers())
    kept.close()
    assert file.with_name("co-op.yaml.bak").read_text() == NEW
    assert names(file.parent) == ["co-op.yaml", "co-op.yaml.bak"]


@POSIX
def test_a_backup_goes_through_no_link_and_into_no_folder(file, tmp_path):
    (tmp_path / "precious").write_text(NEW)
    file.with_name("co-op.yaml.bak").symlink_to("precious")
    file.with_name("co-op.yaml.bak-2").mkdir()
    file.with_name("co-op.yaml.bak-3").symlink_to("nowhere")
    os.mkfifo(file.with_name("co-op.yaml.bak-4"))
    kept = opened(file, OLD)
    kept.save(GIVEN)
    kept.close()
    assert kept.backup == file.with_name("co-op.yaml.bak-5")
    assert (tmp_path / "precious").read_text() == NEW
    assert file.with_name("co-op.yaml.bak").is_symlink()


def test_a_copy_that_cannot_be_looked_at_stays(file, monkeypatch):
    def refused(_):
        raise PermissionError

    file.with_name("co-op.yaml.bak").write_text(OLD)
    monkeypatch.setattr("silk_assess.files.answer_files.reads_as_answers", refused)
    kept = opened(file, NEW)
    kept.save(GIVEN)
    kept.close()
    assert kept.backup == file.with_name("co-op.yaml.bak-2")
    assert file.with_name("co-op.yaml.bak").read_text() == OLD


def test_a_place_that_may_not_be_looked_at_is_told_by_whoever_reads_it(file, monkeypatch):
    def refused(_):
        raise PermissionError

    monkeypatch.setattr(atomic_file, "place_of", refused)
    begun = opened(file, OLD)
    begun.close()
    assert begun.found.version == "2.0.0"


def test_a_name_that_no_file_can_have_is_told_when_it_is_saved(tmp_path):
    begun = AnswerFile(tmp_path / "co\0op.yaml", TREE)
    with pytest.raises(SilkError) as error:
        begun.save(GIVEN)
    begun.close()
    assert error.value.faults[0].says.endswith("is a name that no file can have")


def test_what_comes_into_the_place_of_the_backup_in_a_sitting_stays_too(file):
    kept = opened(file, OLD)
    kept.backup.write_text("mine")
    kept.save(GIVEN)
    kept.close()
    assert file.with_name("co-op.yaml.bak").read_text() == "mine"
    assert kept.backup == file.with_name("co-op.yaml.bak-2")


@POSIX
def test_a_link_in_the_place_of_the_file_is_told_and_not_locked(file, tmp_path):
    (tmp_path / "there.yaml").write_text(OLD)
    file.symlink_to("there.yaml")
    says, code = refusal(file)
    assert (says, code) == (f"{file} is a link, and no link is followed where something is written", "unwritable")
    assert names(tmp_path) == ["co-op.yaml", "there.yaml"]


def test_answers_that_could_not_be_read_again_are_refused_before_anything_is_written(file):
    kept = opened(file, OLD)
    with pytest.raises(TooLarge):
        kept.save(Answers(answers={"a": Answer("p75", note="x" * 2_000_000)}))
    kept.close()
    assert file.read_text() == OLD
    assert names(file.parent) == ["co-op.yaml"]


# Another version of the questionnaire

OLDER = """\
format: silk-answers/1
questionnaire: small
version: 1.4.0
organisation: {name: Coop, seat: Lyon}
answers:
  a: p25
  b: perhaps
  c: {value: lots, note: more than all, evidence: [x, y]}
  gone: {value: [p, q], note: still true}
kept:
  b: never
  ancient: {value: 1}
"""


def test_what_does_not_fit_another_version_is_kept_and_nothing_is_dropped(file):
    kept = opened(file, OLDER)
    assert kept.found.version == "1.4.0"
    assert [one.id for one in kept.found.unfit] == ["seat", "b", "c", "gone"]
    kept.save(kept.found.answers)
    kept.close()
    assert file.read_text() == (
        f"{HEAD}organisation:\n  name: Coop\nanswers:\n  a: p25\nkept:\n  b: never\n  ancient: {{value: 1}}\n"
        "  seat: Lyon\n  b (1.4.0): perhaps\n  c: {value: lots, note: more than all, evidence: [x, y]}\n"
        "  gone: {value: [p, q], note: still true}\n"
    )


def test_what_was_kept_once_is_found_and_kept_again(file):
    first = opened(file, OLDER)
    first.save(first.found.answers)
    first.close()
    second = AnswerFile(file, TREE)
    assert (second.found.version, second.found.unfit) == ("2.0.0", ())
    assert second.found.answers == first.found.answers
    before = file.read_text()
    second.save(second.found.answers)
    second.close()
    assert file.read_text() == before


def test_the_file_of_an_older_version_is_untouched_until_something_changes(file):
    opened(file, OLDER).close()
    assert file.read_text() == OLDER


def test_two_older_answers_to_one_question_are_both_kept_beside_a_third(file):
    kept = opened(file, OLDER.replace("ancient: {value: 1}", "b (1.4.0): not yet"))
    kept.close()
    assert "not yet" in kept.found.answers.kept.values()
    assert "perhaps" in kept.found.answers.kept.values()


def test_what_a_comma_has_cut_among_what_is_kept_can_be_saved(file):
    kept = opened(file, OLD + "kept: {old: {note: a, b}}\n")
    try:
        kept.save(kept.found.answers)
    finally:
        kept.close()


# Faults


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD + "answers:\n  a: p26\n", "option"),
        (HEAD.replace("small", "other"), "questionnaire"),
        ("# nothing\n", "empty-file"),
        ("\0", "binary"),
        (HEAD + "answers: {a: p25, a: p75}\n", "duplicate"),
    ],
)
def test_a_file_with_a_fault_is_refused_untouched_and_given_back(file, text, code):
    file.write_text(text)
    assert refusal(file)[1] == code
    assert file.read_text() == text
    assert names(file.parent) == ["co-op.yaml"]
    Lock(file).release()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    says = f"There is no folder {tmp_path / 'no'} here"
    assert refusal(tmp_path / "no" / "co-op.yaml") == (says, "unwritable")


@POSIX
def test_a_name_that_is_too_long_is_told(tmp_path):
    file = tmp_path / ("a" * 300)
    assert refusal(file) == (f"The name of {file} is too long", "unwritable")


def test_a_folder_in_the_place_of_the_file_is_told(file):
    file.mkdir()
    assert refusal(file) == (f"{file} is a folder, and a file is read here", "unreadable")


def test_a_file_in_use_is_refused_until_it_is_closed(file):
    kept = opened(file, OLD)
    with pytest.raises(Held):
        AnswerFile(file, TREE)
    kept.close()
    AnswerFile(file, TREE).close()


def test_what_a_killed_sitting_left_of_the_file_is_swept(file):
    (file.parent / f"{atomic_file.temporary_prefix(file)}0123456789abcdef.part").write_bytes(b"half")
    opened(file, OLD).close()
    assert names(file.parent) == ["co-op.yaml"]


def test_what_a_killed_sitting_left_of_the_backup_is_swept(file):
    backup = file.with_name("co-op.yaml.bak")
    (file.parent / f"{atomic_file.temporary_prefix(backup)}0123456789abcdef.part").write_bytes(b"half")
    opened(file, OLD).close()
    assert names(file.parent) == ["co-op.yaml"]


# Another place


def test_answers_move_to_another_place_and_the_old_one_stays(file, tmp_path):
    kept = opened(file, OLD)
    kept.move(tmp_path / "other.yaml", GIVEN)
    assert kept.file == tmp_path / "other.yaml"
    assert names(tmp_path) == [".other.yaml.lock", "co-op.yaml", "other.yaml"]
    kept.save(replace(GIVEN, name="Coop"))
    kept.close()
    assert file.read_text() == OLD
    assert load_answers(tmp_path / "other.yaml", TREE).name == "Coop"
    assert names(tmp_path) == ["co-op.yaml", "other.yaml"]


def test_in_a_folder_the_file_has_the_name_that_it_had(file, tmp_path):
    (tmp_path / "stick").mkdir()
    kept = opened(file, OLD)
    kept.move(tmp_path / "stick", GIVEN)
    kept.close()
    assert (tmp_path / "stick" / "co-op.yaml").read_text() == NEW
    assert names(tmp_path / "stick") == ["co-op.yaml"]


def test_the_place_where_the_file_is_already_is_no_other_place(file, tmp_path):
    kept = opened(file, OLD)
    kept.move(tmp_path, GIVEN)
    assert (kept.file, kept.backup.read_bytes()) == (file, OLD.encode() if isinstance(OLD, str) else OLD)
    kept.close()


def test_a_place_that_is_taken_or_nowhere_is_told_and_the_file_stays_ours(file, tmp_path):
    (tmp_path / "taken.yaml").write_text("x")
    kept = opened(file, OLD)
    for place, says in (
        (tmp_path / "taken.yaml", f"{tmp_path / 'taken.yaml'} is there already"),
        (tmp_path / "no" / "x.yaml", f"There is no folder {tmp_path / 'no'} here"),
    ):
        with pytest.raises(SilkError) as error:
            kept.move(place, GIVEN)
        assert error.value.faults[0].says == says
    with pytest.raises(Held):
        AnswerFile(file, TREE)
    assert (tmp_path / "taken.yaml").read_text() == "x"
    kept.close()


def test_a_place_in_use_is_refused(file, tmp_path):
    other, kept = Lock(tmp_path / "other.yaml"), opened(file, OLD)
    with pytest.raises(Held):
        kept.move(tmp_path / "other.yaml", GIVEN)
    assert kept.file == file
    other.release()
    kept.close()


def test_a_place_that_cannot_be_written_is_given_back(file, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    kept = opened(file, OLD)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SilkError) as error:
        kept.move(tmp_path / "other.yaml", GIVEN)
    assert error.value.faults[0].says == f"{tmp_path / 'other.yaml'} cannot be written: the disk is full"
    assert kept.file == file
    kept.close()
    assert names(tmp_path) == ["co-op.yaml"]


@POSIX
def test_a_place_that_is_a_link_is_taken(file, tmp_path):
    (tmp_path / "other.yaml").symlink_to("nowhere.yaml")
    kept = opened(file, OLD)
    with pytest.raises(SilkError) as error:
        kept.move(tmp_path / "other.yaml", GIVEN)
    kept.close()
    assert error.value.faults[0].says == f"{tmp_path / 'other.yaml'} is there already"
    assert not (tmp_path / "nowhere.yaml").exists()


@POSIX
def test_a_place_whose_name_is_too_long_is_told(file, tmp_path):
    kept = opened(file, OLD)
    try:
        with pytest.raises(SilkError) as error:
            kept.move(tmp_path / ("a" * 300), GIVEN)
    finally:
        kept.close()
    assert error.value.faults[0].says.endswith("is too long")


def test_all_that_was_written_is_read_by_the_strict_reader(file):
    kept = AnswerFile(file, TREE)
    kept.save(Answers("NO", {}, {"a": Answer("p0", note="a: b # c"), "c": Answer(7_300_000)}))
    kept.close()
    assert reader.read(file.read_text(), "f")["answers"] == {"a": {"value": "p0", "note": "a: b # c"}, "c": "7.3"}
