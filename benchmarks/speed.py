"""Speed, as docs/architecture.md, Speed, asks for it: paired ratios of whole processes, and times inside one.

    python benchmarks/speed.py            # 25 pairs each; --quick: seven

What is measured is the wheel, built from this checkout and installed with its libraries in an environment of
its own. Each line compares a command with what it cannot do without, run in turn A B A B: CPU time, user and
system, since others share the machine; the median of the ratios pair by pair, and the quarter of them on
either side. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "tests" / "cases" / "haneul-works" / "answers.yaml"
BASE = "import typer, yaml; from pydantic import BaseModel"
PROGRAM = "from silk_assess.cli import main; main()"


def cpu(code: str, *arguments: str) -> float:
    """Run Python code in a fresh process and give its seconds on processors."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit code {process.returncode}")
    return used.ru_utime + used.ru_stime


def to_first_prompt(file: Path) -> float:
    """Start an interview, wait for its first prompt, end it there, and give its seconds on processors."""
    command = [sys.executable, "-c", PROGRAM, "ask", str(file)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, bufsize=0
    )
    prompted(process)
    process.kill()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdin.close(), process.stderr.close()
    return used.ru_utime + used.ru_stime


def paired(name: str, bound: float, base: str, runs: int, run: Callable[[], float]) -> None:
    """Compare what the program does with a base, pair by pair."""
    run(), cpu(base)
    pairs = [(run(), cpu(base)) for _ in range(runs)]
    ratios = sorted(a / b for a, b in pairs)
    low, middle, high = statistics.quantiles(ratios, n=4)
    ours, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(
        f"{name:34} {middle:5.2f} x (bound {bound} x; {low:.2f} to {high:.2f}; "
        f"medians {ours:.0f} and {theirs:.0f} ms of CPU, {runs} pairs)",
        flush=True,
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


def installed() -> None:
    """Go on in an environment of its own that has the wheel of this checkout."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        subprocess.run([python, "-m", "pip", "install", "-q", ROOT], check=True, env=kept, stdout=sys.stderr)
        code = subprocess.run([python, __file__, *sys.argv[1:], "--installed"], cwd=folder, env=kept).returncode
    sys.exit(code)


def main() -> None:
    """Print the rows of the table in docs/architecture.md, Speed, that are of one organisation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="seven pairs instead of 25")
    parser.add_argument("--installed", action="store_true", help="measure what is installed here")
    options = parser.parse_args()
    if not options.installed:
        installed()
    runs = 7 if options.quick else 25
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    case = str(CASE)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "co-op.yaml").write_bytes(CASE.read_bytes())
        out = str(place / "report.html")
        paired("--version", 3, "pass", runs, lambda: cpu(PROGRAM, "--version"))
        paired("score one.yaml --json", 1.6, BASE, runs, lambda: cpu(PROGRAM, "score", case, "--json"))
        jinja = BASE + "; import jinja2"
        paired("report of one", 1.7, jinja, runs, lambda: cpu(PROGRAM, "report", case, "-o", out))
        paired("why one.yaml index", 1.8, BASE, runs, lambda: cpu(PROGRAM, "why", case, "index"))
        paired("ask to its first prompt", 1.8, BASE, runs, lambda: to_first_prompt(place / "co-op.yaml"))
    inside(runs)
    typing(runs * 5)
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
