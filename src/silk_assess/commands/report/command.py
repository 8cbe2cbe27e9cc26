"""A result as a file: .html, .md or .json; where it may stand, and what it may replace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from silk_assess.answers import sent
from silk_assess.commands import documents
from silk_assess.commands.assessed import Case
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import benchmarks
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


def target(file: Path, out: Path | None) -> Path:
    """Choose where a report of a file goes: to `out`, or as HTML beside the file.

    Raises SilkError with code "usage" where the name does not say what it is to become,
    "unreadable" where a folder is named as the answers.
    """
    if not file.name:
        raise SilkError(Fault((str(file),), f"{file} is a folder, and a file is read here", _IN_IT, Code.UNREADABLE))
    chosen = file.with_suffix(".html") if out is None else out
    if chosen.suffix.lower() not in SUFFIXES:
        command = ("report", str(file), "-o", "report.html")
        raise documents.wrong_ending(chosen, "A report can be .html, .md or .json", command)
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

    `force` is as in `documents.save`, `without` as in `drawn`. Raises SilkError with code "unwritable" where it may
    not stand there or cannot be written, with "usage" where a benchmark or plan is no part of it, and
    with every fault of them.
    """
    benchmark = None if others is None else _beside(case, chosen, others)
    named = None if plan is None else _planned(case, chosen, plan)
    if chosen.exists() and chosen.samefile(case.file):
        raise _taken(chosen, f"{chosen} holds the answers")
    documents.refuse_inside(chosen, case.folder)
    data = drawn(case.assessment, chosen.suffix.lower(), benchmark, without, case.file, named)
    documents.save(chosen, data, REPORT, force)


def _planned(case: Case, chosen: Path, plan: Path) -> NamedPlan:
    from silk_assess.commands.plan.command import there
    from silk_assess.plan.model import NamedPlan

    if chosen.suffix.lower() == ".json":
        says = "A result holds no plan; --plan is for a report as .html or .md"
        command = case.words("report", "-o", "report.html", "--plan", str(plan))
        raise SilkError(Fault((str(chosen),), says, "For example:", Code.USAGE, command=command))
    if chosen.exists() and plan.exists() and chosen.samefile(plan):
        raise _taken(chosen, f"{chosen} holds the plan")
    return NamedPlan(plan.name, there(case, plan))


def _beside(case: Case, chosen: Path, others: Path) -> Benchmark:
    if chosen.suffix.lower() == ".json":
        says = "A result holds nothing of others; --benchmark is for a report as .html or .md"
        command = case.words("report", "-o", "report.html", "--benchmark", str(others))
        raise SilkError(Fault((str(chosen),), says, "For example:", Code.USAGE, command=command))
    if chosen.exists() and others.exists() and chosen.samefile(others):
        raise _taken(chosen, f"{chosen} holds the benchmark")
    return benchmarks.load_benchmark(others, case.assessment.tree)


def _taken(file: Path, says: str) -> SilkError:
    return SilkError(documents.unwritable(file, says, "Choose another name with -o."))
