"""Answers from plain Python values: what they mean, what is refused, each with its place and what to do."""

import datetime
import json
from collections import UserDict
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import silk_assess as sa
from random_packs import samples
from silk_assess import cli
from silk_assess.python.questionnaires import Questionnaire
from silk_assess.python.values import NoValue, text_of

HERE = Path(__file__).parent.parent
MINI = HERE / "packs" / "mini"
FULL = HERE / "broken" / "good" / "full"
Q = sa.questionnaire(MINI)
F = sa.questionnaire(FULL)
NORTH = {
    "language-skills": "one", "share-abroad": 7.3, "exchange": True, "review": "unknown",
    "funder-likelihood": "possible", "funder-impact": "purpose",
}  # fmt: skip


def refused(values, questionnaire=Q, **more):
    with pytest.raises(sa.SilkError) as error:
        sa.answers(values, questionnaire=questionnaire, **more)
    return [(one.place, str(one.code), one.what, one.remedy) for one in error.value.faults]


def point(values):
    return sa.assess(Q, sa.answers(values, questionnaire=Q)).nodes["languages"].point


# What values mean


def test_plain_values_are_scored_as_the_file_that_has_them():
    ours = sa.assess(Q, sa.answers(NORTH, questionnaire=Q, organisation={"name": "Coop", "country": "NO"}))
    (file,) = MINI.glob("answers*.yaml")
    theirs = sa.assess(Q, sa.read(file)).to_dict()
    assert {**ours.to_dict(), "source": None} == {**theirs, "source": None}
    assert (ours.level.point, ours.level.firm) == (1, True)
    assert ours.nodes["funder-pressure"].high == Decimal(91)


def test_the_result_is_that_of_score_json(capsys):
    (file,) = MINI.glob("answers*.yaml")
    assert cli.run(["score", str(file), "--json", "--pack", str(MINI)]) == 0
    line = capsys.readouterr().out
    found = sa.assess(Q, sa.read(file))
    assert found.to_json() + "\n" == line
    assert found.to_dict() == json.loads(line, parse_float=Decimal)
    assert sa.report(found, "json") == line


@given(samples(advice=True))
def test_values_of_any_answer_file_come_to_what_the_file_comes_to(sample):
    """As YAML has them, and as Python would: numbers as floats, yes and no as truth."""
    tree = sample.tree
    q = Questionnaire(tree, Path())
    if sample.answers["version"] != tree.pack.head.version:
        return
    raw = sample.answers.get("answers", {}), sample.answers.get("organisation", {})
    numbers = {one.id for one in (*tree.questions, *tree.profile) if one.question.type == "number"}

    def as_python(id, value):
        if isinstance(value, dict):
            return {key: as_python(id, one) if key == "value" else one for key, one in value.items()}
        if id in numbers and isinstance(value, str) and value not in ("unknown", "na"):
            return float(value)
        return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value

    for convert in (lambda id, value: value, as_python):
        answers, organisation = ({id: convert(id, value) for id, value in part.items()} for part in raw)
        found = sa.answers(answers, questionnaire=q, organisation=organisation)
        assert found.to(tree).answers == sample.given.answers
        assert found.to(tree).profile == sample.given.profile


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.3, "7.3"),
        (0.1 + 0.2, "0.30000000000000004"),
        (12.0, "12"),
        (-0.0, "0"),
        (1e16, "10000000000000000"),
        (1e-07, "0.0000001"),
        (Decimal("7.30"), "7.3"),
        (Decimal("1E+2"), "100"),
        (Decimal("0E-9"), "0"),
        (np.float64(7.3), "7.3"),
        (np.float32(7.3), "7.3"),
        (np.int64(7), "7"),
        (np.bool_(True), "yes"),
        (np.str_("one"), "one"),
        (True, "yes"),
        (0, "0"),
        (datetime.date(2026, 11, 24), "2026-11-24"),
    ],
)
def test_what_a_value_is_written_as(value, text):
    assert text_of(value) == text
    assert type(text_of(value)) is str


@given(st.floats(min_value=1e-30, max_value=1e30) | st.floats(min_value=-1e30, max_value=-1e-30))
def test_a_float_counts_as_a_decimal_that_gives_it_back(value):
    assert float(text_of(value)) == value
    assert "e" not in text_of(value)


def test_none_is_not_answered():
    assert sa.answers({**NORTH, "review": None}, questionnaire=Q).to(Q.tree).answers.keys() == NORTH.keys() - {"review"}


def test_a_dictionary_has_value_note_and_evidence_as_in_files():
    found = sa.answers({"exchange": {"value": True, "note": "In May", "evidence": ["A", "B"]}}, questionnaire=Q)
    answer = found.to(Q.tree).answers["exchange"]
    assert (answer.value, answer.note, answer.evidence) == ("yes", "In May", ("A", "B"))


def test_subclasses_count_by_what_they_hold():
    class Odd(str):
        def __str__(self):
            raise RuntimeError

        __repr__ = __eq__ = __str__
        __hash__ = str.__hash__

    class Words(StrEnum):
        ONE = "one"

    class Seven(int):
        def __str__(self):
            return "8"

        __index__ = __str__

    class Mapped(dict):
        def items(self):
            raise RuntimeError

    assert point({"language-skills": Odd("more")}) == 100
    assert point({"language-skills": Words.ONE}) == 0
    assert point({"share-abroad": Seven(10)}) == 50
    assert point(Mapped({"share-abroad": 10})) == 50
    assert point({"share-abroad": Mapped({"value": 10})}) == 50


# What is refused


@pytest.mark.parametrize(
    ("value", "code", "what"),
    [
        (float("nan"), "missing-value", "nan is not an answer"),
        (np.float32("nan"), "missing-value", "nan is not an answer"),
        (Decimal("nan"), "missing-value", "nan is not an answer"),
        (Decimal("snan"), "missing-value", "nan is not an answer"),
        (pd.NA, "missing-value", "NA is not an answer"),
        (pd.NaT, "missing-value", "NaT is not an answer"),
        (float("inf"), "number", "inf is no number that can be an answer"),
        (Decimal("-Infinity"), "number", "-Infinity is no number that can be an answer"),
        (Decimal("1e999999"), "number", "1.000e+999999 is out of reach"),
        (10**5000, "number", "this whole number is too large"),
        (1e300, "number", "1.000e+300 is out of reach"),
        (0.1 + 0.2, "number", '"0.30000000000000004" is not a number'),
        (pd.Timestamp("2026-11-24"), "value-type", "a value of the type Timestamp is no answer"),
        (datetime.datetime(2026, 11, 24), "value-type", "a value of the type datetime is no answer"),
        (np.datetime64("2026-11-24"), "value-type", "a value of the type datetime64 is no answer"),
        (b"7", "value-type", "a value of the type bytes is no answer"),
        (bytearray(b"7"), "value-type", "a value of the type bytearray is no answer"),
        ({7}, "value-type", "a value of the type set is no answer"),
        (7j, "value-type", "a value of the type complex is no answer"),
        (object(), "value-type", "a value of the type object is no answer"),
        (np.array([1]), "value-type", "a value of the type ndarray is no answer"),
        (pd.Series([1]), "value-type", "a value of the type Series is no answer"),
        ([7], "list", "one answer is expected, and here stands a list"),
        ([None], "missing-value", "None stands in a list"),
        ({"value": {"value": 7}}, "mapping", "a mapping is no answer"),
        ({}, "empty", "this answer is empty"),
        ({7: 7}, "value-type", "a value of the type int stands as a key"),
        ("\ud800", "encoding", "half a letter stands in this text (a surrogate)"),
        ("a\x00b", "control", "a control character (U+0000) stands in this text"),
        ("", "empty", "the answer is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "value",
)
def test_what_is_no_answer_is_told_with_place_and_remedy(value, code, what):
    (found,) = refused({"share-abroad": value})
    assert (found[0].partition("[")[0], *found[1:3]) == ("share-abroad", code, what)
    assert found[3]


def test_an_object_of_a_stranger_is_never_asked_anything():
    class Hostile:
        def __getattribute__(self, name):
            raise RuntimeError(name)

        __str__ = __repr__ = __eq__ = __bool__ = __len__ = __iter__ = __float__ = __index__ = __getattribute__
        __hash__ = None

    for values in ({"exchange": Hostile()}, {"exchange": [Hostile()]}, {"exchange": {"value": Hostile()}}):
        (found,) = refused(values)
        assert found[:2] == ("exchange", "value-type")


def test_what_goes_round_in_a_circle_or_lies_too_deep_ends():
    round_list, round_dict = [], {}
    round_list.append(round_list)
    round_dict["value"] = round_dict
    deep = []
    for _ in range(100_000):
        deep = [deep]
    for value in (round_list, round_dict, {"note": round_list, "value": True}, deep):
        assert refused({"exchange": value})


def test_all_faults_are_told_at_once_in_the_order_of_the_dictionary():
    values = {"language-skills": "three", "exchange": float("nan"), "xchange": 1, "review": b"x"}
    found = refused(values, organisation={"nam": 3})
    assert [one[0] for one in found] == ["organisation.nam", "language-skills", "exchange", "xchange", "review"]
    assert found[3][3] == 'Did you mean "exchange"?'
    assert found[0][3] == 'Did you mean "name"?'


def test_the_message_is_that_of_the_documentation():
    with pytest.raises(sa.SilkError) as error:
        sa.answers({"language-skills": "three", "exchange": float("nan")}, questionnaire=Q)
    assert str(error.value) == (
        "2 faults\n"
        '  language-skills: "three" is not an answer [option]\n'
        "    The answers are one, two and more.\n"
        "  exchange: nan is not an answer [missing-value]\n"
        '    For "not answered" leave it out, or write None.'
    )


@pytest.mark.parametrize("given", [3, "text", [("a", 1)], pd.Series([1]), None.__class__])
def test_what_is_no_dictionary_is_refused(given):
    ((place, code, *_),) = refused(given)
    assert (place, code) == ("answers", "value-type")


def test_another_mapping_than_a_dictionary_is_taken():
    class Other(UserDict):
        pass

    with pytest.raises(sa.SilkError):
        sa.answers(Other(NORTH), questionnaire="gone")
    assert sa.answers(Other(NORTH), questionnaire=Q).to(Q.tree).answers.keys() == NORTH.keys()


def test_two_keys_of_one_text_are_a_fault():
    class Odd(str):
        __hash__ = object.__hash__

        def __eq__(self, other):
            return self is other

    assert refused({"exchange": True, Odd("exchange"): False})[0][1] == "twice"


def test_several_options_are_a_list():
    found = sa.answers({"channels": ["fairs"]}, questionnaire=F)
    assert found.to(F.tree).answers["channels"].value == ("fairs",)
    assert refused({"channels": ["fair", "fairs", "fairs"]}, F)[0][2:] == (
        '"fair" is not an answer', refused({"channels": ["fair"]}, F)[0][3],
    )  # fmt: skip


# Files, and what goes together


def test_a_file_that_is_not_there_offers_the_near_one(tmp_path):
    (tmp_path / "north.yaml").write_text("x: 1")
    with pytest.raises(sa.SilkError) as error:
        sa.read(tmp_path / "north.yml")
    assert (error.value.faults[0].code, error.value.faults[0].do) == ("unreadable", 'Did you mean "north.yaml"?')


def test_a_file_of_a_shipped_questionnaire_is_read_at_once_and_another_when_it_is_scored(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("format: silk-answers/1\nquestionnaire: silk\nversion: 2.0.0\nanswers: {gone: 1}\n")
    with pytest.raises(sa.SilkError, match=r"a\.yaml:4:11: there is no question"):
        sa.read(file)
    file.write_text("format: silk-answers/1\nquestionnaire: mini\nversion: 1.0.0\nanswers: {gone: 1}\n")
    found = sa.read(file)
    assert found.questionnaire_id == "mini"
    with pytest.raises(sa.SilkError, match="there is no question"):
        sa.assess(Q, found)
    with pytest.raises(sa.SilkError, match="there is no question"):
        sa.read(file, Q)


def test_answers_to_another_questionnaire_are_refused():
    given = sa.answers(NORTH, questionnaire=Q)
    with pytest.raises(sa.SilkError) as error:
        sa.assess("silk", given)
    assert [one.code for one in error.value.faults] == ["questionnaire"]
    assert sa.assess(sa.questionnaire(MINI), given).level.point == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda: sa.questionnaire(3),
        lambda: sa.questionnaire("slik"),
        lambda: sa.questionnaire("a\0b"),
        lambda: sa.read(3),
        lambda: sa.read("a\0b"),
        lambda: sa.read(b"a"),
        lambda: sa.assess(Q, NORTH),
        lambda: sa.report(NORTH),
        lambda: sa.report(sa.assess(Q, sa.answers(NORTH, Q)), "pdf"),
        lambda: sa.report(sa.assess(Q, sa.answers(NORTH, Q)), 3),
        lambda: Q.options("gone"),
    ],
)
def test_what_cannot_be_is_a_fault_with_a_remedy(act):
    with pytest.raises(sa.SilkError) as error:
        act()
    assert all(one.place and one.what and one.remedy for one in error.value.faults)


def test_a_report_is_the_one_that_the_program_draws(tmp_path):
    (file,) = MINI.glob("answers*.yaml")
    for output in ("html", "md"):
        assert cli.run(["report", str(file), "-o", str(tmp_path / f"r.{output}"), "--pack", str(MINI)]) == 0
        drawn = (tmp_path / f"r.{output}").read_text(encoding="utf-8")
        assert sa.report(sa.assess(Q, sa.read(file)), output) == drawn


def test_what_is_given_out_can_be_changed_without_harm():
    found = sa.assess(Q, sa.answers(NORTH, Q))
    found.to_dict()["nodes"]["people"]["points"] = 0
    assert found.to_dict()["nodes"]["people"]["points"] == Decimal("46.083333")
    with pytest.raises(TypeError):
        found.nodes["people"] = None


def test_no_value_carries_what_is_wrong():
    with pytest.raises(NoValue) as error:
        text_of(b"")
    assert error.value.wrong.code == "value-type"
