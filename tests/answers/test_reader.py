"""An answer file's plain tree to answers: what is kept, and what is told. Source: docs/format.md, Answers.

What is said of each fault stands in tests/broken.
"""

import io

import pytest

from silk_assess.answers.model import Common
from silk_assess.answers.reader import answers_of
from silk_assess.faults import Code
from silk_assess.files import inputs
from small_packs import section, tree_of, yes_no

PROFILE = [{"id": "country", "type": "country", "text": "?"}, {"id": "motto", "type": "text", "text": "?"}]
WITH_PROFILE = tree_of(section("part", yes_no("q")), profile=PROFILE)
WITHOUT = tree_of(section("part", yes_no("q")))


def read(tree, organisation, version="1.0.0"):
    raw = {"format": "silk-answers/1", "questionnaire": "small", "version": version, "organisation": organisation}
    return answers_of(raw, tree, "file")


def told(faults):
    return [(fault.path, fault.code, fault.do) for fault in faults]


# Keys of the profile


@pytest.mark.parametrize(
    ("key", "do"),
    [
        ("naem", 'Did you mean "name"?'),
        ("mot-to", 'Did you mean "motto"?'),
        ("people", "Its fields are country, motto and name."),
    ],
)
def test_a_key_that_is_no_field_of_the_profile_is_a_fault(key, do):
    answers, faults = read(WITH_PROFILE, {key: "12", "country": "NO"})

    assert told(faults) == [(("file", "organisation", key), Code.UNKNOWN_FIELD, do)]
    assert answers.profile == {"country": "NO"}


def test_without_a_profile_other_keys_are_carried_along_as_text():
    answers, faults = read(WITHOUT, {"name": "Coop", "people": "12", "country": "Norway"})

    assert (answers.name, answers.profile, faults) == ("Coop", {"people": "12", "country": "Norway"}, [])


@pytest.mark.parametrize("key", ["naem", "Name", "names"])
def test_without_a_profile_a_slip_of_the_name_is_still_told(key):
    _, faults = read(WITHOUT, {key: "Coop"})

    assert told(faults) == [(("file", "organisation", key), Code.UNKNOWN_FIELD, 'Did you mean "name"?')]


@pytest.mark.parametrize("tree", [WITH_PROFILE, WITHOUT], ids=["profile", "none"])
def test_of_another_version_a_field_that_is_gone_is_left_out_with_a_warning(tree):
    answers, faults = read(tree, {"name": "Coop", "people": "12"}, version="0.9.0")

    assert (answers.name, answers.profile, faults) == ("Coop", {}, [])
    assert answers.warnings == (("people", 'the profile has no field "people"'),)
    assert answers.unfit == {"people": "12"}


def test_a_line_of_json_keeps_the_same_rule(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(
        '{"format": "silk-answers/1", "questionnaire": "small", "version": "1.0.0", "organisation": {"naem": "A"}}\n',
        encoding="utf-8",
    )
    (unit,) = inputs.units([str(file)], WITH_PROFILE, inputs.Ways(), io.BytesIO())

    assert [(fault.code, fault.do) for fault in inputs.read(unit, WITH_PROFILE).faults] == [
        (Code.UNKNOWN_FIELD, 'Did you mean "name"?')
    ]


# Voices


def test_voice_and_voices_are_read():
    head = {"format": "silk-answers/1", "questionnaire": "small", "version": "1.0.0"}
    found, faults = answers_of({**head, "voice": "members-1", "voices": {"count": "5", "differed": "0"}}, WITHOUT, "f")
    assert faults == []
    assert (found.voice, found.voices) == ("members-1", Common(5, 0))


def test_without_them_there_is_no_voice():
    found, _ = read(WITHOUT, {})
    assert (found.voice, found.voices) == (None, None)
