"""Arrow batches in, Arrow batches out: the values of rows, their faults, and one sentence where nothing fits."""

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from columns_by_rows import by_rows
from record_batches import invented
from shipped import silk
from silk_assess.answers.model import Answer
from silk_assess.columns import ddl, schema, score_batches
from silk_assess.faults import SilkError
from small_packs import answers, five, hundred, section, tree_of, yes_no

SMALL = tree_of(
    section(
        "part",
        yes_no("a"),
        hundred("b", not_applicable="It need not."),
        {"id": "c", "type": "choices", "text": "?", "options": [{"id": one, "label": one} for one in ("x", "y", "z")]},
        {"id": "d", "type": "date", "text": "?"},
    ),
    profile=[{"id": "land", "type": "country", "text": "?"}, {"id": "founded", "type": "number", "text": "?"}],
)


def scored(batch, tree=SMALL):
    (found,) = score_batches([batch], tree)
    return found


def batch(**columns):
    return pa.RecordBatch.from_pydict({name.replace("__", "."): one for name, one in columns.items()})


def text(value):
    """Write a value of a batch as scores.csv has it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{Decimal(str(value)):f}".removesuffix(".0")
        case _:
            return str(value)


def test_every_value_is_that_of_the_row():
    rows, given = invented(40)
    bare = [type(one)(one.name, one.profile, {id: Answer(a.value, a.unknown, a.not_applicable) for id, a in
            one.answers.items()}) for one in rows]  # fmt: skip

    found = scored(given, silk()).to_pydict()

    assert found.pop("id") == [f"coop-{i}" for i in range(40)]
    assert set(found.pop("fault")) == {None}
    expected = by_rows(silk(), bare)
    for name, values in found.items():
        assert [text(one) for one in values] == [row[name] for row in expected], name


def test_types_of_parquet_are_read_as_the_texts_of_a_table():
    texts = scored(
        batch(a=["yes", "no", None], b=["12.5", "7", None], c=["x; y", "none", None],
              d=["2026-01-05", None, "2026-02-03"],
              founded=["1999", None, "2001"])
    )  # fmt: skip
    typed = batch(
        a=pa.array([True, False, None]),
        b=pa.array([12.5, 7.0, float("nan")]),
        c=pa.array([["x", "y"], [], None]),
        d=pa.array([datetime(2026, 1, 5), None, datetime(2026, 2, 3)]),
        founded=pa.array([1999, None, 2001]),
    )
    others = batch(
        a=pa.array(["yes", "no", None]).dictionary_encode(),
        b=pa.array([Decimal("12.50"), Decimal("7.00"), None]),
        c=pa.array(["x; y", "none", None], pa.large_string()),
        d=pa.array([date(2026, 1, 5), None, date(2026, 2, 3)]),
        founded=pa.array([1999, None, 2001], pa.float32()),
    )

    assert scored(typed).to_pydict() == texts.to_pydict()
    assert scored(others).to_pydict() == texts.to_pydict()
    assert texts.to_pydict()["part.points"] == [59.722222, 2.333333, None]


def test_a_float_with_three_decimals_has_one_meaning():
    assert scored(batch(b=pa.array([1.234]))).to_pydict()["fault"] == [None]
    assert "two meanings" in scored(batch(b=["1.234"])).to_pydict()["fault"][0]


def test_a_row_with_a_fault_has_no_figures_and_the_others_do():
    found = scored(batch(id=["1", "2", None], a=["yes", "maybe", None], b=["101", "x", " "])).to_pydict()

    assert found["id"] == ["1", "2", None]
    assert found["fault"][0] is None
    assert '"maybe" is not an answer' in found["fault"][1]
    assert '"x" is not a number' in found["fault"][1]
    assert found["fault"][2] == "No question has an answer in this row. Answer one, or leave the row out."
    assert [one is None for one in found["part.low"]] == [False, True, True]
    assert [one is None for one in found["coverage"]] == [False, True, True]


def test_a_question_may_have_a_column_for_each_option():
    options = batch(a=["yes", "no"], **{"c/x": [1, 0], "c/y": [1, 0], "c/z": [0, 0]})
    whole = batch(a=["yes", "no"], c=["x; y", "none"])

    assert scored(options).to_pydict() == scored(whole).to_pydict()


def test_evidence_has_a_column_of_its_own():
    found = scored(batch(a=["yes", "no"], a__evidence=["Minutes", ""], a__note=["Later", None])).to_pydict()

    assert found["evidence"] == [1, 0]


def test_an_empty_batch_gives_an_empty_batch_of_the_same_schema():
    given = pa.RecordBatch.from_pydict({"a": pa.array([], pa.string())})

    assert scored(given).num_rows == 0
    assert scored(given).schema == schema(SMALL)


def test_batches_are_scored_one_by_one_as_they_come():
    def endless():
        while True:
            yield batch(a=["yes"])

    found = score_batches(endless(), SMALL)

    assert next(found).to_pydict() == next(found).to_pydict()


def test_the_schema_is_also_written_for_sql():
    assert ddl(SMALL).startswith("`id` string, `fault` string, `level_low` bigint")
    assert "`organisation.land` string, `organisation.founded` double, `part.points` double" in ddl(SMALL)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (batch(a=["yes"], dir_plan=["x"]), '"dir_plan" is no column of the questionnaire "small"'),
        (batch(id=["1"], land=["NO"]), 'no column is a question of the questionnaire "small"'),
        (batch(a=[{"x": 1}]), 'the column "a" holds "struct<x: int64>", which no answer is'),
        (
            pa.RecordBatch.from_pydict({f"q{i}": ["yes"] for i in range(8)}),
            '"q0", "q1", "q2", "q3" and "q4" and 3 more are no columns of the questionnaire "small"',
        ),
        (pa.RecordBatch.from_arrays([pa.array(["yes"])] * 2, names=["a", "a"]), '"a" and "a" stand for the same'),
    ],
)
def test_what_is_not_of_this_questionnaire_is_told_in_one_sentence(given, says):
    with pytest.raises(SilkError) as told:
        scored(given)

    assert [fault.says for fault in told.value.faults] == [says]


def test_a_questionnaire_too_great_for_columns_says_so():
    tree = tree_of(section("part", hundred("a", scale="999999999", weight=1001), aggregate="sum"))

    with pytest.raises(SilkError, match="too great to be scored by columns"):
        next(score_batches([], tree))


def test_the_same_as_rows_where_answers_wait_for_others():
    tree = tree_of(section("part", yes_no("a"), five("b", when={"a": "yes"}), five("c")))
    rows = [{"a": "yes", "b": "p50"}, {"a": "no", "b": "p50"}, {"b": "p50", "c": "p100"}, {"a": "unknown"}]
    given = {id: [row.get(id) for row in rows] for id in "abc"}

    found = scored(batch(**given), tree).to_pydict()

    expected = by_rows(tree, [answers(tree, row) for row in rows])
    assert [text(one) for one in found["part.low"]] == [row["part.low"] for row in expected]
    assert [text(one) for one in found["part.points"]] == [row["part.points"] for row in expected]


def test_no_engine_is_imported():
    code = (
        "import sys; from silk_assess.columns import score_batches; "
        "print([one for one in ('pyspark', 'pandas', 'polars', 'ray', 'dask', 'duckdb') if one in sys.modules])"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
