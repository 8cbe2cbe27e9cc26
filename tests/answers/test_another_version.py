"""Answers to an earlier version are read by what ids are called now, unless a question means something else since."""

from pathlib import Path

import pytest

from silk_assess.answers.model import Answer
from silk_assess.answers.reader import answers_of
from silk_assess.files.answer_files import load_answers
from silk_assess.files.answer_session import AnswerFile
from silk_assess.files.questionnaires import load_pack
from silk_assess.questionnaire.versions import Renamed

RENAMED = Path(__file__).parent.parent / "broken" / "good" / "renamed"
TREE = load_pack(RENAMED)


def read(answers, version="1.0.0", organisation=None):
    raw = {"format": "silk-answers/1", "questionnaire": "renamed", "version": version, "answers": answers}
    return answers_of(raw | ({"organisation": organisation} if organisation else {}), TREE, "a.yaml")


@pytest.mark.parametrize("old", ["journeys", "trips", "visits"])
def test_an_answer_counts_under_the_id_that_its_question_has_now(old):
    answers, faults = read({old: "often"}, "1.0.0")
    assert (answers.answers, answers.warnings, faults) == ({"visits": Answer("often")}, (), [])


def test_an_option_is_followed_by_the_name_that_its_question_had():
    assert read({"journeys": {"value": "now-and-then", "note": "Twice"}})[0].answers == {
        "visits": Answer("seldom", note="Twice")
    }


def test_a_profile_field_is_followed():
    assert read({}, organisation={"workers": "12"})[0].profile == {"staff": 12_000_000}


def test_what_stands_under_both_names_counts_by_the_new_one():
    answers, faults = read({"trips": "often", "visits": "never"})
    assert (answers.answers, faults) == ({"visits": Answer("never")}, [])
    assert [one.id for one in answers.warnings] == ["trips"]


@pytest.mark.parametrize(("version", "fits"), [("1.9.9", False), ("2.0.0", True), ("2.1.0", True), ("3.0.0", True)])
def test_an_answer_from_before_a_question_meant_this_is_left_out_and_listed(version, fits):
    answers, faults = read({"skills": "one"}, version)
    assert ("skills" in answers.answers, [one.id for one in answers.warnings]) == (fits, [] if fits else ["skills"])
    assert faults == []


@pytest.mark.parametrize("version", ["3.0.0", "4.0.0"])
def test_only_earlier_versions_are_followed(version):
    answers, faults = read({"trips": "often"}, version)
    assert (answers.answers, len(faults) + len(answers.warnings)) == ({}, 1)


def test_in_this_version_the_new_name_is_offered():
    assert [fault.do for fault in read({"trips": "often"}, "3.0.0")[1]] == ['Did you mean "visits"?']


def test_a_sitting_writes_the_new_ids(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text(
        "format: silk-answers/1\nquestionnaire: renamed\nversion: 1.0.0\norganisation: {workers: 3}\n"
        "answers:\n  journeys: now-and-then\n  skills: one\n"
    )
    sitting = AnswerFile(file, TREE)
    sitting.save(sitting.found.answers)
    sitting.close()
    again = load_answers(file, TREE)
    assert (again.version, dict(again.profile), dict(again.answers), again.kept) == (
        "3.0.0",
        {"staff": 3_000_000},
        {"visits": Answer("seldom")},
        {"skills": "one"},
    )


def test_names_in_a_circle_come_to_an_end():
    assert Renamed({"a": "b", "b": "a"}).now("a") == "b"
