"""Benchmark files to benchmarks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from silk_assess.faults import SilkError
from silk_assess.files.source import bytes_of, located
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.model_faults import shaped
from silk_assess.questionnaire.tree import Tree

if TYPE_CHECKING:
    from silk_assess.portfolio.benchmark import Benchmark


def load_benchmark(file: Path, tree: Tree) -> Benchmark:
    """Read a benchmark to hold answers to a questionnaire against.

    Raises SilkError with every fault, each with its place; code "benchmark" where it is of another
    questionnaire or cannot be.
    """
    # Few commands read one, and the others begin sooner without this.
    from silk_assess.portfolio import benchmark

    name = str(file)
    text = reader.text_of(bytes_of(file), name)
    raw, faults = reader.parsed(text, name)
    if not faults:
        try:
            found = shaped(benchmark.Benchmark, raw, (name,))
            faults = list(benchmark.faults_of(found, tree, name))
            if not faults:
                return found
        except SilkError as error:
            faults = list(error.faults)
    raise located(faults, {name: text})
