"""What a batch costs, beside the least that its input costs anybody: as ratios, in pairs.

    python benchmarks/batch.py                            10,000 files and a table of 100,000 rows, and 200 files
    python benchmarks/batch.py --number 1000 --rows 2000  fewer
    python benchmarks/batch.py --rows 0                   no table

Files are held against CSafeLoader only parsing them in as many processes, tables against polars
only reading them as texts with as many threads (polars has to be there); all are whole processes
with their imports. Pairs are run one right after the other, so that what else the machine does
falls on both. The medians of the ratios and their extremes are told, of CPU time and of the clock,
and the most memory (MiB) that one process of the batch had.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from invented import organisation

from silk_assess.answers.model import Answer
from silk_assess.exact import decimal
from silk_assess.files.answer_writer import composed
from silk_assess.files.questionnaires import find_pack, load_pack

BATCH = "from silk_assess.cli import main; main()"
PARSE = """
import sys, os, yaml
from multiprocessing import get_context
def parse(name):
    with open(name, "rb") as stream:
        yaml.load(stream.read(), Loader=yaml.CSafeLoader)
files = [os.path.join(sys.argv[1], name) for name in sorted(os.listdir(sys.argv[1]))]
with get_context("fork").Pool(2) as pool:
    for _ in pool.imap(parse, files, 16):
        pass
"""
READ = """
import sys, polars
polars.read_csv(sys.argv[1], infer_schema=False)
"""
WORKERS = 2
TREE = load_pack(find_pack("silk"))


class Spent(NamedTuple):
    """Seconds by the clock and of all processors, and the most memory (MiB) of one process."""

    wall: float
    cpu: float
    memory: int


def run(code: str, *words: object) -> Spent:
    """Run a program, and give what it and its processes spent."""
    script = (
        "import resource, subprocess, sys, time; start = time.perf_counter(); "
        "code = subprocess.run([sys.executable, '-c', *sys.argv[1:]], stdout=2).returncode; "
        "wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(code, wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)"
    )
    environment = os.environ | {"POLARS_MAX_THREADS": str(WORKERS)}
    found = subprocess.run(
        [sys.executable, "-c", script, code, *map(str, words)],
        capture_output=True,
        env=environment,
        check=True,
    )
    ended, wall, cpu, memory = found.stdout.split()
    # A batch that leaves faulty files out ends with 1.
    if int(ended) not in (0, 1):
        sys.exit(found.stderr.decode())
    return Spent(float(wall), float(cpu), int(memory))


def invent(folder: Path, number: int) -> None:
    """Write answer files of invented organisations."""
    folder.mkdir()
    for place in range(1, number + 1):
        (folder / f"organisation-{place:05}.yaml").write_bytes(composed(TREE, organisation(TREE, 1, place)))


def spoil(folder: Path, number: int) -> None:
    """Break some of the files, each in another way."""
    chance = random.Random(1)
    for i, file in enumerate(chance.sample(sorted(folder.iterdir()), number)):
        text = file.read_text(encoding="utf-8")
        broken = (text.replace("questionnaire: silk", "questionnaire: other"), text + "  dir-plan: x\n", text + "  - [")
        file.write_text(broken[i % 3], encoding="utf-8")


def table(file: Path, number: int, different: int = 2000) -> None:
    """Write a table of organisations, of which some repeat under other names."""
    names = ["id", "name", *(one.id for one in (*TREE.profile, *TREE.questions))]
    known = [organisation(TREE, 1, place) for place in range(1, min(number, different) + 1)]
    cells = [
        [_value(one.profile[id]) if id in one.profile else _cell(one.answers.get(id)) for id in names[2:]]
        for one in known
    ]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(names)
        writer.writerows([i, f"Organisation {i:06}", *cells[i % len(cells)]] for i in range(number))


def _cell(answer: Answer | None) -> str:
    if answer is None:
        return ""
    if answer.value is None:
        return "unknown" if answer.unknown else f"na: {answer.not_applicable}".removesuffix(": ")
    return _value(answer.value)


def _value(value) -> str:
    if isinstance(value, int):
        return decimal(value)
    return "; ".join(value) or "none" if isinstance(value, tuple) else value


def two_hundred(place: Path) -> None:
    """Time 200 files of which 3 are faulty, whole process."""
    invent(place / "few", 200)
    spoil(place / "few", 3)
    times = [run(BATCH, "batch", place / "few", "-o", place / "few-out", "--force").wall for _ in range(5)]
    print(f"200 files, 3 faulty: {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f}; bound 3 s)")


def files(place: Path, number: int, times: int) -> None:
    """Compare a batch of files with only parsing them."""
    invent(place / "many", number)
    pairs(f"{number:,} files over only parsing them", "2.0", PARSE, place / "many", times)


def rows(place: Path, number: int, times: int) -> None:
    """Compare a batch of a table with only reading it."""
    if find_spec("polars") is None:
        print(f"{number:,} rows: not measured, since polars is not installed")
        return
    table(place / "table.csv", number)
    pairs(f"{number:,} rows over only reading them", "25, aim 12", READ, place / "table.csv", times)


def pairs(what: str, bound: str, floor: str, given: Path, times: int) -> None:
    """Compare a batch into the default folder with a floor, in pairs."""
    out = given.parent / "out"
    found = []
    for _ in range(times):
        least = run(floor, given)
        found.append((run(BATCH, "batch", given, "-o", out, "--force", "--workers", WORKERS), least))
    with open(out / "scores.csv", "rb") as stream:
        scored = sum(1 for _ in stream) - 1
    print(f"{what} (bound {bound}); {scored:,} scored, at most {max(one.memory for one, _ in found)} MiB")
    for name in ("cpu", "wall"):
        own, least = ([getattr(pair[i], name) for pair in found] for i in (0, 1))
        ratios = sorted(one / other for one, other in zip(own, least, strict=True))
        print(
            f"  {name:4} {statistics.median(ratios):6.2f} x ({ratios[0]:.2f} to {ratios[-1]:.2f}); "
            f"{statistics.median(own):.2f} s over {statistics.median(least):.2f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=10_000, help="answer files (10,000)")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of a table (100,000)")
    parser.add_argument("--pairs", type=int, default=5, help="pairs of runs (5)")
    options = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        two_hundred(Path(folder))
        if options.number:
            files(Path(folder), options.number, options.pairs)
        if options.rows:
            rows(Path(folder), options.rows, options.pairs)
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
