"""docs/spark.md, run by copy and paste on two processes of Spark, gives what one process gives, value by value."""

import csv
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from record_batches import invented
from shipped import silk
from silk_assess.columns import score_batches

PAGE = (Path(__file__).parent.parent.parent / "docs" / "spark.md").read_text(encoding="utf-8")
NEEDS_SPARK = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="PySpark or Java is missing: install silk-assess[spark] and Java 17",
)


def block(language, number=0):
    """Give a block of the page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[number]


def by_one_process(file):
    """Score a table in this process, all cells as texts."""
    with file.open(encoding="utf-8", newline="") as stream:
        names = next(csv.reader(stream))
    # Of all words that Arrow takes for nothing only the empty cell: N/A is an answer.
    types = dict.fromkeys(names, pa.string())
    texts = pa.csv.ConvertOptions(column_types=types, null_values=[""], strings_can_be_null=True)
    parse = pa.csv.ParseOptions(newlines_in_values=True)
    table = pa.csv.read_csv(file, convert_options=texts, parse_options=parse)
    return pa.Table.from_batches(score_batches(table.to_batches(), silk()))


def by_spark(folder):
    """Run the program of the page in a folder, and read what it wrote in the order of ids."""
    (folder / "score_spark.py").write_text(block("python"), encoding="utf-8")
    ran = subprocess.run([sys.executable, "score_spark.py"], cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return pa.parquet.read_table(folder / "scores")


def assert_same(file, folder):
    one, spark = by_one_process(file).sort_by("id"), by_spark(folder).sort_by("id")
    assert spark.schema.names == one.schema.names
    assert spark.schema.types == one.schema.types
    assert spark.to_pydict() == one.to_pydict()
    return one


def test_the_answers_of_the_page_are_scored(tmp_path):
    (tmp_path / "answers.csv").write_text(block("csv"), encoding="utf-8")

    faults = by_one_process(tmp_path / "answers.csv").column("fault").to_pylist()

    assert [one is None for one in faults] == [True, True, False]


@NEEDS_SPARK
def test_spark_gives_what_one_process_gives(tmp_path):
    _, given = invented(60)
    table = pa.Table.from_batches([given] * 5)
    cells = table.to_pydict()
    cells["id"] = [f"{i:04}" for i in range(len(table))]
    for i in range(0, len(table), 7):
        cells[silk().questions[i % 90].id][i] = ("maybe", 'so "so"\nor so', "unknown", "=1+1", "1e9", " ")[i % 6]
    pa.csv.write_csv(pa.table(cells, schema=table.schema), tmp_path / "answers.csv")

    found = assert_same(tmp_path / "answers.csv", tmp_path)

    assert len(found) == 300
    assert 0 < found.column("fault").null_count < 300
