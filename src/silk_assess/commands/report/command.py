"""A result as a file: .html, .md or .json; where it may stand, and what it may replace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from silk_assess.answers import sent
from silk_assess.commands.assessed import Case
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file, benchmarks, earlier
from silk_assess.scoring.assessment import Assessment

if TYPE_CHECKING:
    from silk_assess.plan.model import NamedPlan
    from silk_assess.portfolio.benchmark import Benchmark

SUFFIXES: Final = (".html", ".md", ".json")
# Every report says so, and every result begins so: by this an earlier one is known.
_REPORT: Final = b"This report was made on your own computer"
_IN_IT: Final = "Name an answer file in it."
_RESULT: Final = b'{"format": "silk-result/1"'
# No result is larger.
_MOST_BYTES: Final = 64_000_000


def drawn(
    assessment: Assessment,
    suffix: str,
    benchmark: Benchmark | None = None,
    without: Sequence[str] = (),
    file: str = "",
    plan: NamedPlan | None = None,
) -> bytes:
    """Draw a report, or write the result, of the answers in a file, as one line of JSON.

    The same assessment gives the same bytes. `without` names what is left out for sending.
    """
    if suffix == ".json":
        from silk_assess.report import result

        return result.line(replace(assessment, answers=sent.without(assessment.answers, without)), file)
    from silk_assess.report.render import draw

    return draw(assessment, "html" if suffix == ".html" else "md", benchmark, without, plan).encode()


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


def write(
    case: Case,
    chosen: Path,
    others: Path | None = None,
    force: bool = False,
    without: Sequence[str] = (),
    plan: Path | None = None,
) -> None:
    """Write the report of a case, beside a benchmark and with a plan where they are named.

    `force` is as in `save`, `without` as in `drawn`. Raises SilkError with code "unwritable" where it may
    not stand there or cannot be written, with "usage" where a benchmark or plan is no part of it, and
    with every fault of them.
    """
    benchmark = None if others is None else _beside(case, chosen, others)
    named = None if plan is None else _planned(case, chosen, plan)
    if chosen.exists() and chosen.samefile(case.file):
        raise _refused(chosen, f"{chosen} holds the answers", "Choose another name with -o.")
    if case.folder.resolve() in chosen.resolve().parents:
        says = f"{chosen} would stand inside the questionnaire {case.folder}"
        raise _refused(chosen, says, "Choose another place with -o.")
    save(chosen, drawn(case.assessment, chosen.suffix.lower(), benchmark, without, case.file, named), force)


def _planned(case: Case, chosen: Path, plan: Path) -> NamedPlan:
    from silk_assess.commands.plan.command import there
    from silk_assess.plan.model import NamedPlan

    if chosen.suffix.lower() == ".json":
        says = "A result holds no plan; --plan is for a report as .html or .md"
        command = case.words("report", "-o", "report.html", "--plan", str(plan))
        raise SilkError(Fault((str(chosen),), says, "For example:", Code.USAGE, command=command))
    if chosen.exists() and plan.exists() and chosen.samefile(plan):
        raise _refused(chosen, f"{chosen} holds the plan", "Choose another name with -o.")
    return NamedPlan(plan.name, there(case, plan))


def _beside(case: Case, chosen: Path, others: Path) -> Benchmark:
    if chosen.suffix.lower() == ".json":
        says = "A result holds nothing of others; --benchmark is for a report as .html or .md"
        command = case.words("report", "-o", "report.html", "--benchmark", str(others))
        raise SilkError(Fault((str(chosen),), says, "For example:", Code.USAGE, command=command))
    if chosen.exists() and others.exists() and chosen.samefile(others):
        raise _refused(chosen, f"{chosen} holds the benchmark", "Choose another name with -o.")
    return benchmarks.load_benchmark(others, case.assessment.tree)


def save(file: Path, data: bytes, force: bool = False) -> None:
    """Write a report, and replace nothing but an earlier one; one that was changed since with `force` only.

    What writers of it left that were killed is cleared away. Raises SilkError with code "unwritable".
    """
    fault = refusal(file, force, "Choose another name")
    if fault is not None:
        raise SilkError(fault)
    atomic_file.remove_leftovers(file)
    atomic_file.write(file, data)


def refusal(file: Path, force: bool, instead: str) -> Fault | None:
    """Say why a report may not be written in a place where something stands; None where it may.

    `instead` is what else can be done, such as "Choose another name".
    Raises SilkError where the place is a link or cannot be read.
    """
    if not atomic_file.place_of(file).is_file():
        return None
    try:
        found = result_at(file) if file.suffix.lower() == ".json" else earlier.report_at(file, _REPORT)
    except OSError as error:
        raise atomic_file.unwritable(file, error) from None
    if found is earlier.Found.ANOTHERS:
        return _fault(file, f"{file} is there already, and is no report of ours", f"{instead}.")
    if found is earlier.Found.CHANGED and not force:
        what = "result" if file.suffix.lower() == ".json" else "report"
        says = f"{file} is a {what} that was changed since it was drawn"
        return _fault(file, says, f"{instead}, or write over it with --force.")
    return None


def result_at(file: Path) -> earlier.Found:
    """Say what stands where a result is to be written: one that we would write otherwise was changed.

    A figure that was changed in our own way of writing cannot be told. Raises OSError where it
    cannot be read.
    """
    with file.open("rb") as stream:
        data = stream.read(_MOST_BYTES)
    if not data:
        return earlier.Found.NOTHING
    if not data.startswith(_RESULT):
        return earlier.Found.ANOTHERS
    from silk_assess.report import result

    try:
        read = json.loads(data, parse_float=Decimal, parse_int=Decimal)
        is_whole = (result.dumps(read) + "\n").encode() == data
    except (ValueError, RecursionError):
        is_whole = False
    return earlier.Found.OURS if is_whole else earlier.Found.CHANGED


def _refused(file: Path, says: str, do: str) -> SilkError:
    return SilkError(_fault(file, says, do))


def _fault(file: Path, says: str, do: str) -> Fault:
    return Fault((str(file),), says, do, Code.UNWRITABLE)
