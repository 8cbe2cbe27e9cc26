"""What is wrong with values that a program hands over: those of dictionaries and of frames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess.faults.catalogue.entry import About, Entry
from silk_assess.faults.codes import Code

# fmt: off
ENTRIES: Final[Mapping[Code, Entry]] = {
    Code.DUPLICATE_INDEX: Entry(About.PYTHON,
        "Two rows of a frame have one label, so that no row can be named by it.",
        'sa.batch(pandas.DataFrame({"visit": ["yes", "no"]}, index=["n", "n"]), questionnaire=q)'),
    Code.MISSING_VALUE: Entry(About.PYTHON,
        "A value that somebody computed is missing: NaN, NA or NaT; in a dictionary that is no answer.",
        'sa.answers({"share": float("nan")}, questionnaire=q)'),
    Code.NO_FRAME: Entry(About.PYTHON,
        "What was handed over is no frame of pandas or polars, or one that is laid out in several levels.",
        "sa.batch(3, questionnaire=q)"),
    Code.VALUE_TYPE: Entry(About.PYTHON,
        "A value is of a kind that no answer has.",
        'sa.answers({"visit": b"yes"}, questionnaire=q)'),
}
