"""Answers in their usual forms are read at once as they would be read by looking closer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import organisation

from invented_answers import SILK
from silk_assess.answers import reader as answer_reader
from silk_assess.answers.model import Answer
from silk_assess.answers.reader import answers_of
from silk_assess.answers.usual import usual_answer
from silk_assess.faults import Cut
from silk_assess.files.answer_writer import composed
from silk_assess.files.yaml import reader

HEAD = {"format": "silk-answers/1", "questionnaire": "silk", "version": SILK.pack.head.version}
QUESTIONS = [one.id for one in SILK.questions]
OPTIONS = sorted({option for ids in SILK.options.values() for option in ids})
WORDS = st.sampled_from(["unknown", "na", "", " ", "none", "Agreed", "3", "agreed"]) | st.sampled_from(OPTIONS)
TEXTS = st.sampled_from(["Minutes", "", " ", "a: b"]) | st.builds(Cut)
ANY = st.recursive(WORDS | TEXTS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2))
PARTS = {"value": WORDS | ANY, "note": TEXTS | ANY, "evidence": TEXTS | st.lists(TEXTS, max_size=2) | ANY}
MORE = {"not_applicable": TEXTS, "notes": TEXTS}
ENTRIES = WORDS | ANY | st.fixed_dictionaries({}, optional=PARTS) | st.fixed_dictionaries({}, optional=PARTS | MORE)


def closer(raw):
    """Read answers with nothing read at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answer_reader, "usual_answer", lambda *_: None)
        patch.setattr(answer_reader, "of_option", lambda id: Answer(value=id))
        return answers_of(raw, SILK, "f.yaml")


@given(st.dictionaries(st.sampled_from(QUESTIONS), ENTRIES, max_size=8), st.sampled_from(["1.0.0", "2.0.0", "3.0.0"]))
def test_any_entry_is_read_alike(entries, version):
    raw = {**HEAD, "version": version, "answers": entries}

    assert answers_of(raw, SILK, "f.yaml") == closer(raw)


def test_invented_answers_are_read_alike():
    for place in range(1, 31):
        raw = reader.read(composed(SILK, organisation(SILK, 5, place)).decode(), "f.yaml")

        assert answers_of(raw, SILK, "f.yaml") == closer(raw)


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        ({"value": "agreed"}, Answer("agreed")),
        ({"value": "agreed", "note": "a", "evidence": "b"}, Answer("agreed", note="a", evidence=("b",))),
        ({"value": "agreed", "evidence": ["b", "c"]}, Answer("agreed", evidence=("b", "c"))),
        ({"value": "agreed", "note": " "}, None),
        ({"value": "agreed", "evidence": ["b", ""]}, None),
        ({"value": "agreed", "not_applicable": "a"}, None),
        ({"value": ["agreed"]}, None),
        ({"value": "other"}, None),
        ({"value": "unknown"}, None),
        ({"note": "a"}, None),
        ({}, None),
    ],
)
def test_an_option_with_what_stands_beside_it_is_read_at_once(entry, answer):
    assert usual_answer(None, ("agreed", "unknown"), entry) == answer
