"""A result as a file, or on standard output: .html, .md or .json; where it may stand, and what it may replace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from silk_assess.answers import sent
from silk_assess.commands import documents
from silk_assess.commands.assessed import Case
from silk_assess.faults import Code, Fault, SilkError, did_you_mean, listed, quoted
from silk_assess.files import benchmarks
from silk_assess.files.standard_input import is_meant
from silk_assess.scoring.assessment import Assessment

if TYPE_CHECKING:
    from silk_assess.plan.model import NamedPlan
    from silk_assess.portfolio.benchmark import Benchmark

SUFFIXES: Final = (".html", ".md", ".json")
REPORT: Final = documents.Kind(
    "report", page=b"This report was made on your own computer", format="silk-result/1", as_object="result"
)
_IN_IT: Final = "Name an answer file in it."


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


@dataclass(frozen=True, slots=True)
class Printed:
    """A report that goes to standard output; `suffix` says what it becomes."""

    suffix: str


def target(file: Path, out: Path | None, format: str | None = None) -> Path | Printed:
    """Choose where a report of a file goes: to `out`, or beside the file, as HTML where no `format` is named.

    Answers on standard input have nothing beside them: their report goes to standard output.
    Raises SilkError with code "usage" where the name does not say what it is to become, or says something else than
    `format`, "unreadable" where a folder is named as the answers.
    """
    if not file.name:
        raise SilkError(Fault((str(file),), f"{file} is a folder, and a file is read here", _IN_IT, Code.UNREADABLE))
    suffix = _suffix(file, format)
    if is_meant(out or (file if is_meant(file) else Path())):
        return Printed(suffix or ".html")
    chosen = file.with_suffix(suffix or ".html") if out is None else out
    if chosen.suffix.lower() not in SUFFIXES:
        command = ("report", str(file), "-o", "report.html")
        raise documents.wrong_ending(chosen, "A report can be .html, .md or .json", command)
    if suffix and suffix != chosen.suffix.lower():
        says = f"{chosen} ends in {chosen.suffix}, and --format says {format}"
        command = ("report", str(file), "-o", str(chosen.with_suffix(suffix)))
        raise SilkError(Fault((str(chosen),), says, "For example:", Code.USAGE, command=command))
    return chosen


def _suffix(file: Path, format: str | None) -> str:
    if format is None or f".{format}" in SUFFIXES:
        return f".{format}" if format else ""
    says, words = f"--format {quoted(format)} is no form of a report", [one.removeprefix(".") for one in SUFFIXES]
    do = did_you_mean(format, words, f"There are {listed(words)}.")
    raise SilkError(Fault(("report",), says, do, Code.USAGE))


def write(
    case: Case,
    chosen: Path,
    others: Path | None = None,
    force: bool = False,
    without: Sequence[str] = (),
    plan: Path | None = None,
) -> None:
    """Write the report of a case, beside a benchmark and with a plan where they are named.

    `force` is as in `documents.save`, `without` as in `drawn`. Raises SilkError with code "unwritable" where it may
    not stand there or cannot be written, with "usage" where a benchmark or plan is no part of it, and
    with every fault of them.
    """
    for file, holds in ((None if case.is_piped else Path(case.file), "answers"), (others, "benchmark"), (plan, "plan")):
        if file is not None and chosen.exists() and file.exists() and chosen.samefile(file):
            raise _taken(chosen, f"{chosen} holds the {holds}")
    documents.refuse_inside(chosen, case.folder)
    data = made(case, Printed(chosen.suffix.lower()), others, without, plan)
    documents.save(chosen, data, REPORT, force)


def made(
    case: Case, becomes: Printed, others: Path | None = None, without: Sequence[str] = (), plan: Path | None = None
) -> bytes:
    """Draw the report of a case as `write` does, wherever it goes; raises as it does."""
    benchmark = None if others is None else _beside(case, becomes, others)
    named = None if plan is None else _planned(case, becomes, plan)
    return drawn(case.assessment, becomes.suffix, benchmark, without, case.file, named)


def _planned(case: Case, becomes: Printed, plan: Path) -> NamedPlan:
    from silk_assess.commands.plan.command import there
    from silk_assess.plan.model import NamedPlan

    if becomes.suffix == ".json":
        says = "A result holds no plan; --plan is for a report as .html or .md"
        command = case.words("report", "-o", "report.html", "--plan", str(plan))
        raise SilkError(Fault(("report",), says, "For example:", Code.USAGE, command=command))
    return NamedPlan(plan.name, there(case, plan))


def _beside(case: Case, becomes: Printed, others: Path) -> Benchmark:
    if becomes.suffix == ".json":
        says = "A result holds nothing of others; --benchmark is for a report as .html or .md"
        command = case.words("report", "-o", "report.html", "--benchmark", str(others))
        raise SilkError(Fault(("report",), says, "For example:", Code.USAGE, command=command))
    return benchmarks.load_benchmark(others, case.assessment.tree)


def _taken(file: Path, says: str) -> SilkError:
    return SilkError(documents.unwritable(file, says, "Choose another name with -o."))
