"""Very many organisations: each way to score them, beside its floor, in pairs.

    python benchmarks/columns.py                        100,000 rows of CSV
    python benchmarks/columns.py --rows 1000000         a million
    python benchmarks/columns.py --files 10000          so many YAML files as well

| what | its floor |
| --- | --- |
| a table to every figure in Parquet, in one process (`score_batches`) | polars only reading it, on one thread |
| the same table to the default folder (`batch`, two processes) | the same |
| YAML files to the default folder, two processes | CSafeLoader only parsing them, two processes |

A floor and what is measured against it run one right after the other, so that what else the machine does falls on both.
Told are the medians of CPU and wall time with their extremes, the median of the ratios of CPU time with its own, the
most memory that one process had, and the load of the machine before and behind. Then, in this process, the CPU time of
the kernel alone: codes in, all figures out.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from batch import BATCH, PARSE, TREE, invent, table
from invented import organisation

READ = """
import sys, os
os.environ["POLARS_MAX_THREADS"] = "1"
import polars
polars.read_csv(sys.argv[1], infer_schema=False)
"""
TO_PARQUET = """
import sys, pyarrow, pyarrow.csv, pyarrow.parquet
from silk_assess.columns import schema, score_batches
from silk_assess.files.questionnaires import find_pack, load_pack
pyarrow.set_cpu_count(1)
questionnaire = load_pack(find_pack("silk"))
with open(sys.argv[1], encoding="utf-8") as stream:
    names = stream.readline().strip().split(",")
batches = pyarrow.csv.open_csv(
    sys.argv[1],
    pyarrow.csv.ReadOptions(use_threads=False, block_size=8 << 20),
    pyarrow.csv.ParseOptions(newlines_in_values=True),
    pyarrow.csv.ConvertOptions(
        column_types=dict.fromkeys(names, pyarrow.string()), null_values=[""], strings_can_be_null=True
    ),
)
with pyarrow.parquet.ParquetWriter(sys.argv[2], schema(questionnaire), compression="zstd") as writer:
    for batch in score_batches(batches, questionnaire):
        writer.write_batch(batch)
"""


@dataclass(frozen=True)
class Run:
    """What one process took, with those that it started: seconds, and MiB of the largest."""

    cpu: float
    wall: float
    memory: int


def run(code: str, *words: object) -> Run:
    """Run a program."""
    script = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, '-c', *sys.argv[1:]], stdout=2, check=True); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)"
    )
    start = time.perf_counter()
    found = subprocess.run([sys.executable, "-c", script, code, *map(str, words)], capture_output=True, text=True)
    if found.returncode:
        sys.exit(found.stderr)
    cpu, memory = found.stdout.split()
    return Run(float(cpu), time.perf_counter() - start, int(memory))


def compare(what: str, floor: tuple[object, ...], work: tuple[object, ...], times: int) -> None:
    """Run a floor and what is measured against it, in pairs, and tell both."""
    load = os.getloadavg()[0]
    pairs = [(run(*floor), run(*work)) for _ in range(times)]
    below, above = zip(*pairs, strict=True)
    print(f"{what}: {spread([two.cpu / one.cpu for one, two in pairs])} x its floor in CPU time")
    for name, runs in (("floor", below), ("it", above)):
        cpu, wall = spread([one.cpu for one in runs]), spread([one.wall for one in runs])
        print(f"  {name}: CPU {cpu} s, wall {wall} s, at most {max(one.memory for one in runs)} MiB")
    print(f"  load {load:.1f} before and {os.getloadavg()[0]:.1f} behind", flush=True)


def spread(figures: list[float]) -> str:
    """Tell the median and the extremes."""
    return f"{statistics.median(figures):.2f} ({min(figures):.2f} to {max(figures):.2f})"


def tables(place: Path, number: int, times: int) -> None:
    """Compare the ways to score a table."""
    file = place / "table.csv"
    table(file, number)
    print(f"{number:,} rows of CSV, {file.stat().st_size >> 20} MiB")
    compare("to Parquet", (READ, file), (TO_PARQUET, file, place / "scores.parquet"), times)
    batch = (BATCH, "batch", file, "-o", place / "out", "--force", "--workers", 2)
    compare("to the default folder", (READ, file), batch, times)


def files(place: Path, number: int, times: int) -> None:
    """Compare scoring YAML files with parsing them."""
    invent(place / "many", number)
    print(f"{number:,} YAML files")
    batch = (BATCH, "batch", place / "many", "-o", place / "out", "--force", "--workers", 2)
    compare("to the default folder", (PARSE, place / "many"), batch, times)


def kernel(times: int, rows: int = 100_000, size: int = 8_192) -> None:
    """Tell the CPU time of scoring rows that are codes already."""
    import numpy as np

    from silk_assess.columns.block import Block, Coded, block_of
    from silk_assess.columns.kernel import Kernel
    from silk_assess.columns.plan import plan_of
    from silk_assess.columns.texts import texts

    known = block_of(TREE, [organisation(TREE, 1, place) for place in range(1, 2_001)])
    places = np.random.default_rng(1).integers(0, known.size, rows)
    scorer = Kernel(plan_of(TREE))

    def block(start: int) -> Block:
        some = places[start : start + size]
        answers = {id: Coded(one.codes[some], one.values) for id, one in known.answers.items()}
        return Block(len(some), answers, {id: one[some] for id, one in known.evidence.items()})

    blocks = [block(start) for start in range(0, rows, size)]
    scoring, writing = [], []
    for _ in range(times):
        start = cpu()
        found = [scorer.score(one) for one in blocks]
        scoring.append(cpu() - start)
        start = cpu()
        for scored in found:
            for figures in scored.figures.values():
                texts(figures)
        writing.append(cpu() - start)
    print(f"{rows:,} rows in blocks of {size:,}, all figures: {spread(scoring)} s of CPU; as texts {spread(writing)} s")


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the table (100,000)")
    parser.add_argument("--files", type=int, help="so many YAML files as well")
    parser.add_argument("--pairs", type=int, default=3, help="pairs of runs (3)")
    options = parser.parse_args()
    print(f"{os.cpu_count()} processors")
    kernel(options.pairs)
    with tempfile.TemporaryDirectory() as folder:
        tables(Path(folder), options.rows, options.pairs)
        if options.files:
            files(Path(folder), options.files, options.pairs)


if __name__ == "__main__":
    main()
