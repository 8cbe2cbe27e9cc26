"""Time and memory of `batch`, beside only parsing the same files with CSafeLoader in as many processes.

    python benchmarks/batch.py                      200 files, 3 of them faulty; then 10,000, in pairs
    python benchmarks/batch.py --number 1000        fewer files
    python benchmarks/batch.py --rows 100000        a table of so many rows, for its memory

Pairs are run one right after the other, so that what else the machine does falls on both; the
ratio of the medians and its extremes are printed, and the most memory that a process had.
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
import time
from pathlib import Path

from invented import organisation

from silk_assess.answers.model import Answer, Answers
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
TREE = load_pack(find_pack("silk"))


def run(code: str, *words: object) -> tuple[float, int]:
    """Run a program, and give its seconds and the most memory (MiB) that it or one of its processes had."""
    script = (
        "import resource, subprocess, sys; "
        "code = subprocess.run([sys.executable, '-c', *sys.argv[1:]], stdout=2).returncode; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    start = time.perf_counter()
    found = subprocess.run(
        [sys.executable, "-c", script, code, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - start, int(found.stdout)


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


def _cells(one: Answers, ids: list[str]) -> list[str]:
    return [_value(one.profile[id]) if id in one.profile else _cell(one.answers.get(id)) for id in ids]


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
    times = [run(BATCH, "batch", place / "few", "-o", place / "few-out", "--force")[0] for _ in range(5)]
    print(f"200 files, 3 faulty: {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f}; bound 3 s)")


def pairs(place: Path, number: int, times: int) -> None:
    """Compare a batch with only parsing, in pairs."""
    invent(place / "many", number)
    found = []
    for _ in range(times):
        parsed, _ = run(PARSE, place / "many")
        scored, memory = run(BATCH, "batch", place / "many", "-o", place / "out", "--force", "--workers", 2)
        found.append((scored / parsed, scored, parsed, memory))
    ratios = sorted(ratio for ratio, *_ in found)
    middle = [statistics.median(column) for column in zip(*found, strict=True)]
    print(
        f"{number:,} files: {middle[0]:.2f} x only parsing them (bound 2 x; {ratios[0]:.2f} to {ratios[-1]:.2f}; "
        f"{middle[1]:.1f} and {middle[2]:.1f} s), at most {max(memory for *_, memory in found)} MiB (bound 300)"
    )


def rows(place: Path, number: int) -> None:
    """Score a table, and tell its time and memory."""
    table(place / "table.csv", number)
    spent, memory = run(BATCH, "batch", place / "table.csv", "-o", place / "table-out", "--workers", 2)
    with open(place / "table-out" / "scores.csv", "rb") as stream:
        scored = sum(1 for _ in stream) - 1
    print(f"a table of {number:,} rows: {scored:,} scored, {spent:.1f} s, at most {memory} MiB (bound 300)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=10_000, help="answer files (10,000)")
    parser.add_argument("--pairs", type=int, default=3, help="pairs of runs (3)")
    parser.add_argument("--rows", type=int, help="only a table of so many rows")
    options = parser.parse_args()
    print(f"{os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        if options.rows:
            rows(Path(folder), options.rows)
            return
        two_hundred(Path(folder))
        pairs(Path(folder), options.number, options.pairs)


if __name__ == "__main__":
    main()
