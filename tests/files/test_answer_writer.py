"""Answers come back from the file that they are written to, letter for letter."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from silk_assess.answers.model import Answer, Answered, Answers, Common
from silk_assess.answers.reader import answers_of
from silk_assess.files import answer_writer
from silk_assess.files.yaml import reader
from small_packs import five, section, tree_of, yes_no

FIELDS = [
    {"id": "fields", "type": "choices", "text": "?", "options": [{"id": id, "label": id} for id in ("food", "care")]},
    {"id": "since", "type": "number", "text": "?"},
    {"id": "claim", "type": "text", "text": "?"},
]
PICK = {"id": "pick", "type": "choices", "text": "?", "options": [{"id": id, "label": id} for id in ("a", "b", "c")]}
TREE = tree_of(
    section(
        "part",
        five("level", not_applicable="Never"),
        PICK,
        yes_no("open"),
        {"id": "size", "type": "number", "text": "?"},
        {"id": "words", "type": "text", "text": "?", "not_applicable": "Never"},
        {"id": "day", "type": "date", "text": "?"},
    ),
    profile=FIELDS,
)
HEAD = "format: silk-answers/1\nquestionnaire: small\nversion: 1.0.0\n"


def written(**given):
    return answer_writer.composed(TREE, Answers(**given)).decode()


def read_back(data: bytes) -> Answers:
    answers, faults = answers_of(reader.read(reader.text_of(data, "f"), "f"), TREE, "f")
    assert faults == []
    return answers


# Forms


def test_a_voice_stands_before_all_that_may_be_long():
    given = Answers("Co-op", version="1.0.0", voice="members-1")
    data = answer_writer.composed(TREE, given)
    assert data.decode() == HEAD + "voice: members-1\norganisation:\n  name: Co-op\n"
    assert read_back(data) == given


def test_a_common_file_keeps_its_voices():
    given = Answers(version="1.0.0", voices=Common(5, 12))
    data = answer_writer.composed(TREE, given)
    assert data.decode() == HEAD + "voices:\n  count: 5\n  differed: 12\n"
    assert read_back(data) == given


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (Answer("p25"), "p25"),
        (Answer(unknown=True), "unknown"),
        (Answer(not_applicable=""), "na"),
        (Answer(not_applicable="", note="so far"), "{value: na, note: so far}"),
        (Answer(not_applicable="We have no members abroad"), "{not_applicable: We have no members abroad}"),
        (Answer(not_applicable="why", note="so far"), "{not_applicable: why, note: so far}"),
        (Answer("p25", note="a: b"), "{value: p25, note: 'a: b'}"),
        (Answer(unknown=True, note="soon"), "{value: unknown, note: soon}"),
        (Answer("p25", evidence=("Minutes",)), "{value: p25, evidence: Minutes}"),
        (Answer("p25", evidence=("Minutes", "Plan")), "{value: p25, evidence: [Minutes, Plan]}"),
        (Answer(note="later"), "{note: later}"),
    ],
)
def test_an_answer_is_written_in_its_shortest_form(answer, line):
    assert written(answers={"level": answer}) == f"{HEAD}answers:\n  level: {line}\n"


@pytest.mark.parametrize(
    ("answered", "lines"),
    [
        (Answered("2026-11-26", "Board and two members"), "  date: 2026-11-26\n  by: Board and two members\n"),
        (Answered(by="Board: all"), "  by: 'Board: all'\n"),
    ],
)
def test_who_answered_and_when_is_kept(answered, lines):
    given = Answers(version="1.0.0", answered=answered)

    data = answer_writer.composed(TREE, given)

    assert data.decode() == f"{HEAD}answered:\n{lines}"
    assert read_back(data) == given


@pytest.mark.parametrize(
    ("id", "value", "line"),
    [
        ("pick", (), "[]"),
        ("pick", ("a", "c"), "[a, c]"),
        ("size", 7_300_000, "7.3"),
        ("size", -1, "-0.000001"),
        ("size", 12_000_000, "12"),
        ("size", 0, "0"),
        ("open", "no", "no"),
        ("day", "2026-11-24", "2026-11-24"),
        ("words", "12:30", "12:30"),
        ("words", "a # b", "'a # b'"),
        ("words", "two\nlines", '"two\\nlines"'),
        ("words", " blank ", '" blank "'),
    ],
)
def test_a_value_is_written_as_a_person_would(id, value, line):
    assert written(answers={id: Answer(value)}) == f"{HEAD}answers:\n  {id}: {line}\n"


def test_the_organisation_stands_first_and_what_is_empty_is_left_out():
    profile = {"fields": ("food",), "since": 1987_000_000, "claim": "Ours: \u00c9t\u00e9"}
    text = f"{HEAD}organisation:\n  name: NO\n  fields: [food]\n  since: 1987\n  claim: 'Ours: Été'\n"
    assert written(name="NO", profile=profile) == text
    assert written() == HEAD


def test_what_is_kept_stands_at_the_end():
    kept = {"old": "x", "older": {"value": "y", "evidence": ["a", "b"]}}
    assert written(kept=kept) == f"{HEAD}kept:\n  old: x\n  older: {{value: y, evidence: [a, b]}}\n"


def test_the_version_is_that_of_the_questionnaire():
    assert answer_writer.composed(TREE, Answers(version="0.9.0")) == HEAD.encode()


# There and back

# All that the strict reader takes in a text.
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n")
ANY = st.text(LETTERS, max_size=40) | st.text("-?:,[]{}#&*!|>'\"%@` \n\t~=<a1\u2028\ufeff\u00a0é", max_size=12)
TEXT = ANY.filter(lambda text: text.strip())
PROOFS = st.lists(TEXT, max_size=3).map(tuple)
NOTE = st.none() | TEXT
# The two words that a text cannot be, since they say more than a text.
WORDS = TEXT.filter(lambda text: text not in ("unknown", "na"))


def answer(value):
    """An answer with a value, or without one."""
    return st.one_of(
        st.builds(Answer, value=value, note=NOTE, evidence=PROOFS),
        st.builds(Answer, unknown=st.just(True), note=NOTE, evidence=PROOFS),
        st.builds(Answer, note=TEXT, evidence=PROOFS),
    )


def or_not(answers):
    return answers | st.builds(Answer, not_applicable=ANY.filter(lambda text: not text or text.strip()), note=NOTE)


MICRO = st.integers(-(10**15) + 1, 10**15 - 1)
KEYS = ANY.filter(lambda key: key not in ("", "<<"))
RAW = st.recursive(ANY, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))
ANSWERS = st.builds(
    Answers,
    name=st.none() | TEXT,
    profile=st.fixed_dictionaries(
        {}, optional={"fields": st.sampled_from([(), ("food", "care")]), "since": MICRO, "claim": TEXT}
    ),
    answers=st.fixed_dictionaries(
        {},
        optional={
            "level": or_not(answer(st.sampled_from(["p0", "p100"]))),
            "pick": answer(st.sampled_from([(), ("a",), ("c", "a")])),
            "open": answer(st.sampled_from(["yes", "no"])),
            "size": answer(MICRO),
            "words": or_not(answer(WORDS)),
        },
    ),
    kept=st.dictionaries(KEYS, RAW, max_size=3),
)


@given(ANSWERS)
@example(Answers(name="\u2028x", kept={"=": "<<", "'": "", "~": "null", "- a": "? b"}))
@example(Answers(name="\ufeffBOM", answers={"words": Answer("x  y"), "level": Answer(note="a\n\n  b\t")}))
def test_whatever_was_answered_comes_back(answers):
    assert read_back(answer_writer.composed(TREE, answers)) == replace(answers, version="1.0.0")


@given(TEXT)
@example("a" * 200 + " b" * 200)
@example("\U0001fffe\U0010ffff\ue000")
@example("---")
@example("...")
@example("%YAML 1.2")
def test_a_text_comes_back_wherever_it_stands(text):
    given = Answers(text, {"claim": text}, {"level": Answer("p0", note=text, evidence=(text, text))})
    assert read_back(answer_writer.composed(TREE, given)) == replace(given, version="1.0.0")


@given(ANSWERS)
def test_two_writings_are_the_same_bytes_and_what_is_read_is_written_alike(answers):
    data = answer_writer.composed(TREE, answers)
    assert answer_writer.composed(TREE, read_back(data)) == data


@given(ANSWERS)
def test_another_reader_of_yaml_finds_the_same_texts(answers):
    """Every value that YAML could take for more than a text is left to the reader, who takes none so."""
    data = answer_writer.composed(TREE, answers)
    assert yaml.load(io.BytesIO(data), Loader=yaml.CBaseLoader) == reader.read(data.decode(), "f")


# Limits


def test_a_file_of_two_million_bytes_can_be_written_and_one_more_cannot():
    room = 2_000_000 - len(written(name="x", kept={"a": "y"})) + 1
    data = answer_writer.composed(TREE, Answers("x", kept={"a": "y" * room}))
    assert len(data) == 2_000_000
    assert read_back(data).kept == {"a": "y" * room}
    with pytest.raises(answer_writer.TooLarge) as error:
        answer_writer.composed(TREE, Answers("x", kept={"a": "y" * (room + 1)}))
    assert error.value.faults[0].says == "the answers with all their notes would be more than can be read again"


# The mapping of the file, three keys with their values, and the key and list of what is kept: 10.
ENTRIES = {"kept": {"a": ["x"] * 19_989}}


def test_twenty_thousand_entries_can_be_written():
    assert len(read_back(answer_writer.composed(TREE, Answers(**ENTRIES))).kept["a"]) == 19_989


def test_more_than_twenty_thousand_entries_cannot_be_written():
    text = HEAD + "kept:\n  a: [" + ", ".join(["x"] * 19_990) + "]\n"
    with pytest.raises(reader.SilkError):
        reader.read(text, "f")
    with pytest.raises(answer_writer.TooLarge):
        answer_writer.composed(TREE, Answers(kept={"a": ["x"] * 19_990}))
