"""Findings as commands of a workflow, by which GitHub marks lines in a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from silk_assess import escape
from silk_assess.faults import Severity
from silk_assess.report.findings.document import Finding, Findings

_COMMANDS: Final[Mapping[Severity, str]] = {"fault": "error", "warning": "warning", "note": "notice"}


def as_github(found: Findings) -> str:
    """Write a line for each finding, and one where the run broke off."""
    lines = [_line(one) for one in found.findings]
    if not found.complete:
        lines.append("::error title=silk-assess::The check broke off. What stands here is not all.")
    return "".join(f"{line}\n" for line in lines)


def _line(one: Finding) -> str:
    name = "notice" if one.allowed is not None else _COMMANDS[one.severity]
    spots: dict[str, str | int | None] = {"file": one.file}
    if one.sheet is None:  # a row of a sheet is no line of its file
        spots |= {"line": one.line, "col": one.column, "endColumn": one.end_column}
    spots["title"] = str(one.code)
    given = ",".join(f"{key}={_property(str(value))}" for key, value in spots.items() if value is not None)
    said = one.said
    if one.sheet is not None:
        said = f"{one.sheet}, row {one.line}: {said}" if one.line else f"{one.sheet}: {said}"
    if one.allowed is not None:
        said = f"Allowed: {said} Reason: {one.allowed}"
    return f"::{name} {given}::{_data(said)}"


def _data(text: str) -> str:
    """Write a message on one line: no letter in it begins a command of its own."""
    return escape.terminal(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
