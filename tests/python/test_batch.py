"""Frames in, frames out: figures are those of `score --json`; what is missing, what is odd, what is hostile."""

import csv
import datetime
import json
import time
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from pandas.testing import assert_frame_equal

import silk_assess as sa
from random_packs import picks
from silk_assess import cli
from silk_assess.files.answer_writer import composed
from silk_assess.python.frames import cell
from silk_assess.questionnaire.extremes import best_answer, worst_answer

HERE = Path(__file__).parent.parent
Q = sa.questionnaire(HERE / "packs" / "mini")
F = sa.questionnaire(HERE / "broken" / "good" / "full")
DAYS = sa.questionnaire(HERE / "packs" / "conditions-on-questions")
SILK = sa.questionnaire("silk")
CASES = sorted((HERE / "cases").glob("*/answers.yaml"))
ROWS = {
    "name": ["Coop", "Coop South"], "language-skills": ["one", "more"], "share-abroad": [7.3, 12],
    "exchange": [True, True], "review": [None, False], "funder-likelihood": ["possible", "rare"],
    "funder-impact": ["purpose", "purpose"], "mission-lock": [None, True],
}  # fmt: skip
FIGURES = ["level_point", "people.points", "index.points"]


def frame(**more):
    return pd.DataFrame({**ROWS, **more}, index=["n", "s"])


def refused(given, questionnaire=Q, **more):
    with pytest.raises(sa.SilkError) as error:
        sa.batch(given, questionnaire, **more)
    assert all(one.place and one.what and one.remedy for one in error.value.faults)
    return [(one.place, str(one.code), one.what) for one in error.value.faults]


# Same kind, same index, same figures


def test_a_frame_of_pandas_gives_one_with_the_same_index():
    found = sa.batch(frame(), Q)
    assert isinstance(found, pd.DataFrame)
    assert found.index.tolist() == ["n", "s"]
    assert found[FIGURES].to_numpy().tolist() == [[1, 46.083333, 49.055555], [2, 76.666667, 83.244445]]
    assert {str(dtype) for dtype in found[FIGURES].dtypes} == {"float64"}


def test_a_frame_of_polars_gives_one():
    found = sa.batch(pl.DataFrame(ROWS), Q)
    assert isinstance(found, pl.DataFrame)
    assert found.select(FIGURES).rows() == [(1, 46.083333, 49.055555), (2, 76.666667, 83.244445)]
    assert {str(found.schema[name]) for name in FIGURES} == {"Float64"}


def test_the_columns_are_those_of_scores_csv_and_so_are_the_values(tmp_path):
    """For every case that is kept with the program, the columns of a profile and of several answers among them."""
    cli.run(["batch", *map(str, CASES), "-o", str(tmp_path / "out"), "--pack", "silk"])
    with (tmp_path / "out" / "scores.csv").open(encoding="utf-8", newline="") as stream:
        theirs = list(csv.DictReader(stream))
    ours = sa.batch(pd.DataFrame([flat(file) for file in CASES]), SILK)
    assert [*ours.columns] == [*theirs[0]]
    figures = [name for name in ours if name not in ("id", "name", "file", "sheet", "row")]
    for row, other in zip(ours[figures].itertuples(index=False), theirs, strict=True):
        assert [written(one) for one in row] == [as_read(other[name]) for name in figures]


def flat(file):
    """Lay an answer file out as a row of a frame would be."""
    given = sa.read(file, SILK).to(SILK.tree)
    row = {"name": given.name}
    row |= {id: as_python(id, value) for id, value in given.profile.items()}
    for id, answer in given.answers.items():
        unsaid = "na" if answer.not_applicable is not None else "unknown" if answer.unknown else None
        row[id] = unsaid if answer.value is None else as_python(id, answer.value)
        if answer.evidence:
            row[f"{id}.evidence"] = "\n".join(answer.evidence)
    return row


def as_python(id, value):
    if isinstance(value, tuple):
        return list(value)
    return value / 1_000_000 if isinstance(value, int) else value


def written(value):
    return None if value is None or value is pd.NA or value != value else value


def as_read(text):
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text) if text else None
    except ValueError:
        return text


def test_the_values_are_those_of_score_json(tmp_path, capsys):
    """Of random answers, each written as a file of its own, scored by the command."""

    @given(picks(120))
    def check(draw):
        answers = {}
        for one in SILK.tree.questions:
            if one.scored and draw.percent(70):
                end = draw.one_of((best_answer, worst_answer))(one)
                answers[one.id] = as_python(one.id, end)
        if not answers:
            return
        given_ = sa.answers(answers, SILK)
        file = tmp_path / "a.yaml"
        file.write_bytes(composed(SILK.tree, given_.to(SILK.tree)))
        capsys.readouterr()
        cli.run(["score", str(file), "--json"])
        line = json.loads(capsys.readouterr().out)
        (row,) = sa.batch(pl.DataFrame([{**answers, "name": "x"}], strict=False), SILK).iter_rows(named=True)
        for id, node in line["nodes"].items():
            for key in ("points", "low", "high", "band"):
                assert row[f"{id}.{key}"] == node[key]
        assert [row["level_low"], row["level_point"], row["firm"]] == [
            line["level"]["low"], line["level"]["point"], line["level"]["firm"]
        ]  # fmt: skip
        assert (row["robust"], row["coverage"]) == (line["robust"], line["coverage"])

    check()


def test_a_frame_of_a_thousand_rows_takes_no_ten_seconds():
    rows = pd.concat([frame()] * 500, ignore_index=True)
    start = time.perf_counter()
    assert len(sa.batch(rows, Q)) == 1000
    assert time.perf_counter() - start < 10


# What is missing, and how values may stand


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan, pd.NA, pd.NaT, Decimal("nan"), "", "  "])
def test_what_is_missing_is_not_answered(missing):
    plain = sa.batch(frame(), Q)
    assert_frame_equal(sa.batch(frame(review=[missing, False]), Q), plain)
    assert_frame_equal(sa.batch(frame(review=pd.Series([missing, False], dtype=object, index=["n", "s"])), Q), plain)


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("share-abroad", pd.array([7.3, 12.0], dtype="Float64")),
        ("share-abroad", pd.array([7.3, 12.0], dtype="float64")),
        ("share-abroad", np.array([7.3, 12.0], dtype="float32")),
        ("share-abroad", pd.array([7.3, 12.0], dtype="Float32")),
        ("share-abroad", ["7.3", "12.0"]),
        ("share-abroad", [Decimal("7.30"), Decimal("12")]),
        ("share-abroad", [7.3, 12]),
        ("exchange", pd.array([True, True], dtype="boolean")),
        ("exchange", [1.0, 1.0]),
        ("exchange", ["yes", "Yes"]),
        ("exchange", np.array([True, True])),
        ("language-skills", pd.Categorical(["one", "more"])),
        ("language-skills", pd.array(["one", "more"], dtype="string")),
        ("language-skills", ["One", "Three or more"]),
    ],
)
def test_columns_of_any_type_that_says_the_same_are_the_same(column, values):
    assert_frame_equal(sa.batch(frame(**{column: values}), Q), sa.batch(frame(), Q))


def test_a_whole_float_is_a_whole_number():
    assert cell(12.0) == cell(12) == cell(np.float64(12)) == "12"
    given = pd.DataFrame({"trips": [12.0, np.nan], "visit": ["yes", "no"]})
    assert sa.batch(given, F).shape[0] == 2


def test_several_options_are_a_list_a_text_or_columns_of_their_own():
    frames = [
        pl.DataFrame({"channels": [["fairs"], []]}),
        pl.DataFrame({"channels": ["fairs", "none"]}),
        pl.DataFrame({"channels/fairs": [True, False]}),
        pl.DataFrame({"channels/fairs": [1.0, 0.0]}),
    ]
    rows = [sa.batch(one, F).rows() for one in frames]
    assert all(one == rows[0] for one in rows)


def test_narrow_floats_of_polars_are_what_somebody_wrote():
    narrow = pl.DataFrame(ROWS, schema_overrides={"share-abroad": pl.Float32})
    assert sa.batch(narrow, Q).rows() == sa.batch(pl.DataFrame(ROWS), Q).rows()


@pytest.mark.parametrize(
    "day",
    [pd.Timestamp("2026-11-24"), datetime.date(2026, 11, 24), datetime.datetime(2026, 11, 24), "2026-11-24"],
    ids=["Timestamp", "date", "datetime", "text"],
)
def test_a_day_is_a_day(day):
    found = sa.batch(pd.DataFrame({"answered.date": [day], "begun": [day]}), DAYS)
    assert found["name"].tolist() == [None]
    assert found["coverage"].tolist() == [0]


def test_a_moment_is_no_day_and_a_day_is_no_number():
    told = refused(pd.DataFrame({"begun": [pd.Timestamp("2026-11-24 10:30")]}), DAYS)
    assert told[0][:2] == ("row 0, column begun", "date")
    told = refused(pd.DataFrame({"share-abroad": [pd.Timestamp("2026-05-22")]}), Q)
    assert told[0][1] == "date-for-number"


def test_a_row_without_an_answer_keeps_its_place_and_has_nothing():
    given = frame().astype(object)
    given.loc["s", :] = None
    found = sa.batch(given, Q)
    assert found.loc["n", "level_point"] == 1
    assert found.loc["s"].isna().all()


def test_columns_are_carried_along_as_they_were():
    days = pd.to_datetime(["2026-01-01", None])
    found = sa.batch(frame(region=["N", None], row=days), Q, extra=["region", "row"])
    assert found["region"].tolist()[0] == "N"
    assert str(found["kept.row"].dtype).startswith("datetime64")
    shown = sa.batch(pl.DataFrame({**ROWS, "region": [1, 2]}), Q, extra=["region"])
    assert shown["region"].to_list() == [1, 2]


def test_the_frame_that_was_given_is_not_changed():
    given = frame()
    before = given.copy(deep=True)
    found = sa.batch(given, Q)
    found.loc["n", "level_point"] = 9
    assert_frame_equal(given, before)


# Faults


def test_a_fault_names_the_row_by_its_label_and_the_column():
    given = frame(exchange=[True, "perhaps"])
    given.loc["n", "share-abroad"] = 1e12
    assert refused(given) == [
        ("row n, column share-abroad", "number", '"1000000000000" is not a number'),
        ("row s, column exchange", "option", '"perhaps" is not an answer'),
    ]
    with pytest.raises(sa.SilkError) as error:
        sa.batch(given, Q)
    assert [one.path for one in error.value.faults] == [("n", "share-abroad"), ("s", "exchange")]


def test_with_a_list_for_faults_the_other_rows_are_scored():
    faults = []
    found = sa.batch(frame(exchange=[True, "perhaps"]), Q, faults=faults)
    assert found.loc["n", "level_point"] == 1
    assert found.loc["s"].isna().all()
    assert [one.place for one in faults] == ["row s, column exchange"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (b"yes", "value-type"),
        (object(), "value-type"),
        (7j, "value-type"),
        ({"value": True}, "value-type"),
        ({True}, "value-type"),
        (np.array([1]), "value-type"),
        ([b"x"], "value-type"),
        ([None], "value-type"),
        (float("inf"), "number"),
        (10**5000, "number"),
        ("\ud800", "encoding"),
        ("a\x07", "control"),
        (pd.Timedelta(days=1), "value-type"),
        (pd.Period("2026"), "value-type"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isprintable() else "value",
)
def test_what_no_cell_can_hold_is_told(value, code):
    given = frame()
    given["exchange"] = pd.Series([True, None], index=["n", "s"], dtype=object)
    given.at["s", "exchange"] = value
    ((place, told, _),) = refused(given)
    assert (place, told) == ("row s, column exchange", code)


def test_an_object_of_a_stranger_is_never_asked_anything():
    class Hostile:
        def __getattribute__(self, name):
            raise RuntimeError(name)

        __str__ = __repr__ = __eq__ = __bool__ = __len__ = __iter__ = __float__ = __getattribute__
        __hash__ = None

    given = frame()
    given["exchange"] = pd.Series([True, Hostile()], index=["n", "s"], dtype=object)
    assert refused(given) == [("row s, column exchange", "value-type", "a value of the type Hostile is no answer")]


def test_columns_that_are_no_questions_are_one_fault():
    with pytest.raises(sa.SilkError) as error:
        sa.batch(frame(region=1, exchage=2), Q)
    assert str(error.value) == (
        "1 fault\n"
        "  columns: 2 columns are no questions [column]\n"
        "    region\n"
        '    exchage Did you mean "exchange"?\n'
        "    Mend what is doubtful. To carry columns along unscored: extra=['region']"
    )


def test_labels_that_are_not_unique_are_refused():
    given = frame()
    given.index = ["n", "n"]
    assert refused(given) == [("index", "duplicate-index", 'several rows have the label "n"')]


def test_two_columns_of_one_name_are_refused():
    given = pd.concat([frame(), frame()[["exchange"]]], axis=1)
    assert refused(given)[0][1] == "column"


def test_rows_with_labels_of_several_levels_keep_them_and_columns_with_several_are_refused():
    given = frame(exchange=[True, "perhaps"])
    given.index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])
    assert refused(given)[0][0] == "row b, 2, column exchange"
    good = frame().set_index(given.index)
    assert sa.batch(good, Q).index.equals(good.index)
    wide = frame()
    wide.columns = pd.MultiIndex.from_product([["x"], wide.columns])
    assert refused(wide) == [("frame", "no-frame", "its columns have names of several levels")]


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (pd.RangeIndex(5, 7), "5"),
        (pd.to_datetime(["2026-01-01", "2027-01-01"]), "2026-01-01T00:00:00"),
        ([1.5, 2.5], "1.5"),
        (["007", "008"], "007"),
        ([None, ""], "number 0"),
        ([b"x", b"y"], "number 0"),
    ],
)
def test_any_index_comes_back(index, said):
    given = frame().set_index(pd.Index(index))
    found = sa.batch(given, Q)
    assert found.index.equals(given.index)
    given["exchange"] = ["perhaps", True]
    assert [one[0] for one in refused(given)] == [f"row {said}, column exchange"]


def test_frames_without_rows_or_columns():
    for empty, kind in ((frame().iloc[:0], pd.DataFrame), (pl.DataFrame(ROWS).clear(), pl.DataFrame)):
        found = sa.batch(empty, Q)
        assert isinstance(found, kind)
        assert len(found) == 0
        assert set(FIGURES) <= set(found.columns)
    for none in (pd.DataFrame(), pd.DataFrame(index=["a"]), pl.DataFrame()):
        assert refused(none)[0][1] == "column"


def test_a_million_columns_are_refused_at_once():
    start = time.perf_counter()
    assert refused(pd.DataFrame(np.zeros((1, 1_000_000))))[0][1] == "too-large"
    assert time.perf_counter() - start < 5


def test_many_columns_of_a_stranger_are_one_fault_in_good_time():
    start = time.perf_counter()
    assert [one[1] for one in refused(pd.DataFrame(np.zeros((1, 20_000))))] == ["column"]
    assert time.perf_counter() - start < 60


def test_faults_without_end_stop_being_gathered():
    given = pd.DataFrame({"exchange": ["perhaps"] * 5_000})
    assert len(refused(given)) == 1_001


@pytest.mark.parametrize(
    "given",
    [
        3,
        None,
        b"a.yaml",
        {"exchange": [True]},
        np.zeros((2, 2)),
        pd.Series([1]),
        pl.Series([1]),
        pl.DataFrame(ROWS).lazy(),
        pd.DataFrame({b"x": [1]}),
        pd.DataFrame({("a", "b"): [1]}),
        [1],
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_is_no_frame_and_no_path_is_refused(given):
    assert len(refused(given)) == 1


def test_what_is_to_be_carried_must_be_there_and_be_a_list():
    assert refused(frame(), extra=["gone"])[0][2] == 'there is no column "gone" to carry along'
    assert refused(frame(), extra="region")[0][1] == "value-type"
    assert refused(frame(), extra=3)[0][1] == "value-type"


# Paths


def test_paths_give_one_assessment_after_the_other(tmp_path):
    found = sa.batch(CASES, SILK)
    assert next(found).to_json() + "\n" == line_of(CASES[0], tmp_path)
    assert [one.source.file for one in found] == [str(one) for one in CASES[1:]]


def line_of(file, folder):
    cli.run(["batch", str(file), "-o", str(folder / "line"), "--pack", "silk"])
    return (folder / "line" / "results.jsonl").read_text(encoding="utf-8")


def test_a_table_and_a_folder_are_paths_too(tmp_path):
    (tmp_path / "t.csv").write_text("id,exchange,region\n1,yes,N\n2,no,S\n3,,\n")
    found = list(sa.batch(tmp_path / "t.csv", Q, extra=["region"]))
    assert [(one.source.id, one.source.row, one.extra) for one in found] == [
        ("1", 2, {"region": "N"}), ("2", 3, {"region": "S"})
    ]  # fmt: skip
    (file,) = (HERE / "packs" / "mini").glob("answers*.yaml")
    (tmp_path / "a.yaml").write_bytes(file.read_bytes())
    assert [one.name for one in sa.batch(str(tmp_path), Q)] == ["Coop"]


def test_a_faulty_file_stops_the_iterator_unless_a_list_takes_its_faults(tmp_path):
    (tmp_path / "t.csv").write_text("id,exchange\n1,perhaps\n2,no\n")
    with pytest.raises(sa.SilkError, match="perhaps"):
        list(sa.batch([tmp_path / "t.csv"], Q))
    faults = []
    assert [one.source.id for one in sa.batch([tmp_path / "t.csv", "gone.yaml"], Q, faults=faults)] == ["2"]
    assert [str(one.code) for one in faults] == ["option", "unreadable"]


def test_standard_input_is_no_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(sa.SilkError, match="There is no file"):
        list(sa.batch("-", Q))
