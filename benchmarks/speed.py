"""Speed, as docs/architecture.md, Speed, asks for it: paired ratios of whole processes, and times inside one.

    python benchmarks/speed.py            # seven pairs each; --quick: three

Each line compares this program with what it cannot do without, run in turn A B A B, and prints the
median of the ratios pair by pair, since a shared machine's speed drifts. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
CASE = ROOT / "tests" / "cases" / "haneul-works" / "answers.yaml"
BASE = "import typer, yaml; from pydantic import BaseModel"
PROGRAM = "from silk_assess.cli import main; main()"


def seconds(code: str, *arguments: str) -> float:
    """Run Python code in a fresh process and give the wall seconds."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def paired(name: str, bound: float, base: str, runs: int, *arguments: str) -> None:
    """Compare the program's command with a base, pair by pair."""
    seconds(PROGRAM, *arguments), seconds(base)
    pairs = [(seconds(PROGRAM, *arguments), seconds(base)) for _ in range(runs)]
    ratios = sorted(a / b for a, b in pairs)
    middle = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
    print(
        f"{name:34} {statistics.median(ratios):5.2f} x (bound {bound} x; {ratios[0]:.2f} to {ratios[-1]:.2f}; "
        f"medians {middle[0] * 1000:.0f} and {middle[1] * 1000:.0f} ms)"
    )


def inside(runs: int) -> None:
    """Time scoring one organisation, and all of its single changes, inside one process."""
    from silk_assess.advice.changes import changes
    from silk_assess.files.answer_files import load_answers
    from silk_assess.files.questionnaires import find_pack, load_pack
    from silk_assess.scoring.assess import assess

    tree = load_pack(find_pack("silk"))
    answers = load_answers(CASE, tree)
    assess(tree, answers)
    times = []
    for _ in range(runs * 20):
        start = time.perf_counter()
        assessment = assess(tree, answers)
        times.append(time.perf_counter() - start)
    print(f"{'one organisation assessed':34} {statistics.median(times) * 1000:5.2f} ms (bound 3 ms)")
    start = time.perf_counter()
    number = len(changes(assessment))
    spent = time.perf_counter() - start
    print(f"{f'all {number} single changes rescored':34} {spent:5.3f} s (bound 1 s)")


def typing(rounds: int) -> None:
    """Time from Enter to the next prompt, fsync included, on an answer file of a hundred questions that are done."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "co-op.yaml"
        file.write_bytes(CASE.read_bytes())
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "ask", str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            bufsize=0,
        ) as process:
            times = {"an answer in the middle": [], "the last answer of all": []}
            prompted(process)
            for _ in range(rounds):
                sent(process, "o")
                sent(process, "dir-plan")
                times["the last answer of all"].append(sent(process, "3"))
            process.stdin.write(b"q\n")
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "ask", str(file), "--only", "open"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            bufsize=0,
        ) as process:
            prompted(process)
            for _ in range(rounds):
                times["an answer in the middle"].append(sent(process, "d"))
                sent(process, "b")
            process.stdin.write(b"q\n")
    for name, found in times.items():
        print(
            f"{'Enter to prompt: ' + name:52} {statistics.median(found) * 1000:5.1f} ms, most "
            f"{max(found) * 1000:5.1f} ms (bound 50 ms)"
        )


def sent(process: subprocess.Popen[bytes], line: str) -> float:
    """Send a line, wait for the prompt that follows what the line does, and give the seconds between."""
    start = time.perf_counter()
    process.stdin.write(line.encode() + b"\n")
    prompted(process)
    return time.perf_counter() - start


def prompted(process: subprocess.Popen[bytes]) -> None:
    """Wait for the next prompt."""
    said = b""
    while not said.endswith(b" > "):
        said += process.stderr.read(65536)


def main() -> None:
    """Print the first five rows of the table in docs/architecture.md, Speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="three pairs instead of seven")
    runs = 3 if parser.parse_args().quick else 7
    paired("--version", 3, "pass", runs, "--version")
    paired("score one.yaml --json", 1.5, BASE, runs, "score", str(CASE), "--json")
    out = Path(sys.argv[0]).parent / "speed-report.html"
    try:
        paired("report of one", 1.5, BASE + "; import jinja2", runs, "report", str(CASE), "-o", str(out))
    finally:
        out.unlink(missing_ok=True)
    inside(runs)
    typing(runs * 5)


if __name__ == "__main__":
    main()
