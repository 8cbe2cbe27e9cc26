"""A result as a file: .html, .md or .json; where it may stand, and what it may replace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from silk_assess.commands.assessed import Case
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file, benchmarks
from silk_assess.scoring.assessment import Assessment

if TYPE_CHECKING:
    from silk_assess.portfolio.benchmark import Benchmark

SUFFIXES: Final = (".html", ".md", ".json")
# Every report says so, and every result begins so: by this an earlier one is known.
_REPORT: Final = b"This report was made on your own computer"
_IN_IT: Final = "Name an answer file in it."
_RESULT: Final = b'{"format": "silk-result/1"'


def drawn(assessment: Assessment, suffix: str, benchmark: Benchmark | None = None) -> bytes:
    """Draw a report, or write the result as one line of JSON; the same assessment gives the same bytes."""
    if suffix == ".json":
        return line(assessment)
    from silk_assess.report.render import draw

    return draw(assessment, "html" if suffix == ".html" else "md", benchmark).encode()


def line(assessment: Assessment) -> bytes:
    """Write the result as one line of JSON."""
    from silk_assess.report import result

    return (result.dumps(result.result(assessment)) + "\n").encode()


def target(file: Path, out: Path | None) -> Path:
    """Choose where a report of a file goes: to `out`, or as HTML beside the file.

    Raises SilkError with code "usage" where the name does not say what it is to become,
    "unreadable" where a folder is named as the answers.
    """
    if not file.name:
        raise SilkError(Fault((str(file),), f"{file} is a folder, and a file is read here", _IN_IT, Code.UNREADABLE))
    chosen = file.with_suffix(".html") if out is None else out
    if chosen.suffix.lower() not in SUFFIXES:
        ends = f'"{chosen.suffix}" is none of these' if chosen.suffix else f'"{chosen.name}" ends in none of these'
        says, command = f"A report can be .html, .md or .json. {ends}", ("report", str(file), "-o", "report.html")
        raise SilkError(Fault((str(chosen),), says, "For example:", Code.USAGE, command=command))
    return chosen


def write(case: Case, chosen: Path, others: Path | None = None) -> None:
    """Write the report of a case, beside a benchmark where one is named.

    Raises SilkError with code "unwritable" where it may not stand there or cannot be written, with
    "usage" where a benchmark is no part of it, and with every fault of the benchmark.
    """
    benchmark = None if others is None else _beside(case, chosen, others)
    if chosen.exists() and chosen.samefile(case.file):
        raise _refused(chosen, f"{chosen} holds the answers", "Choose another name with -o.")
    if case.folder.resolve() in chosen.resolve().parents:
        says = f"{chosen} would stand inside the questionnaire {case.folder}"
        raise _refused(chosen, says, "Choose another place with -o.")
    save(chosen, drawn(case.assessment, chosen.suffix.lower(), benchmark))


def _beside(case: Case, chosen: Path, others: Path) -> Benchmark:
    if chosen.suffix.lower() == ".json":
        says = "A result holds nothing of others; --benchmark is for a report as .html or .md"
        command = case.words("report", "-o", "report.html", "--benchmark", str(others))
        raise SilkError(Fault((str(chosen),), says, "For example:", Code.USAGE, command=command))
    if chosen.exists() and others.exists() and chosen.samefile(others):
        raise _refused(chosen, f"{chosen} holds the benchmark", "Choose another name with -o.")
    return benchmarks.load_benchmark(others, case.assessment.tree)


def save(file: Path, data: bytes) -> None:
    """Write a report, and replace nothing but an earlier one."""
    if file.is_file() and not _is_ours(file):
        raise _refused(file, f"{file} is there already, and is no report of ours", "Choose another name.")
    atomic_file.write(file, data)


def _is_ours(file: Path) -> bool:
    """Say whether a file is empty, an earlier report, or an earlier result."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    return not data or _REPORT in data or data.startswith(_RESULT)


def _refused(file: Path, says: str, do: str) -> SilkError:
    return SilkError(Fault((str(file),), says, do, Code.UNWRITABLE))
