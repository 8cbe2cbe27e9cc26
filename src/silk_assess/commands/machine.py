"""Findings put out for a machine: in which format, whole or told to be cut short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from silk_assess.commands import streams
from silk_assess.faults import Code, Fault, SilkError, quoted
from silk_assess.report.findings.document import Finding, Findings, as_json, finding

TEXT: Final = "text"
FORMATS: Final = (TEXT, "json", "sarif", "junit", "github")


def check_format(name: str, *example: str) -> None:
    """Raise SilkError with code "usage" where there is no such format; `example` are words of a command with one."""
    if name not in FORMATS:
        says = f"There is no format {quoted(name)}. There are text, json, sarif, junit and github"
        raise SilkError(Fault((name,), says, "For example:", Code.USAGE, command=(*example, "--format", "json")))


def put(found: Findings, name: str) -> None:
    """Put findings on standard output, in one of the formats but text."""
    streams.put(_writer(name)(found).encode(errors="backslashreplace"))


def _writer(name: str) -> Callable[[Findings], str]:
    match name:
        case "sarif":
            from silk_assess.report.findings.sarif import as_sarif

            return as_sarif
        case "junit":
            from silk_assess.report.findings.junit import as_junit

            return as_junit
        case "github":
            from silk_assess.report.findings.github import as_github

            return as_github
        case _:
            return as_json


def broken_off(error: Exception, found: Sequence[Finding], looked_at: Sequence[str], name: str) -> None:
    """Put out what was found until an error ended the run, with the faults of that error, as not complete."""
    faults = error.faults if isinstance(error, SilkError) else ()
    more = tuple(finding(one) for one in faults)
    put(Findings((*found, *more), tuple(looked_at), complete=False), name)
