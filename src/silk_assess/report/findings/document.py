"""What a machine is told of findings: one for each place; and the same as JSON, `silk-findings/1`.

Source: docs/format.md, Findings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from silk_assess import escape
from silk_assess.faults import Code, Fault, Place, Severity, Steps
from silk_assess.wording.commands import command

FORMAT: Final = "silk-findings/1"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding at one place: `line`, `column` and `end_column` count from 1 and are None for a whole file.

    `allowed` is the reason for which the author accepts it, None where that is not so.
    """

    code: Code
    severity: Severity
    file: str
    sheet: str | None
    line: int | None
    column: int | None
    end_column: int | None
    path: Steps
    what: str
    remedy: str
    allowed: str | None

    @property
    def said(self) -> str:
        """What is wrong and what to do, one after the other."""
        return f"{self.what}. {self.remedy}" if self.remedy else self.what


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one run, the names of all that was looked at, and whether it came to its end."""

    findings: tuple[Finding, ...]
    looked_at: tuple[str, ...] = ()
    complete: bool = True

    def number(self, severity: Severity) -> int:
        """Count the findings of one kind that nobody has accepted."""
        return sum(one.severity == severity and one.allowed is None for one in self.findings)


def finding(fault: Fault, allowed: str | None = None) -> Finding:
    """Turn a fault that has its place into what a machine is told."""
    where = fault.where or Place(str(fault.path[0]))
    line, column = where.line or None, where.column or None
    what = ": ".join(filter(None, (fault.says, "; ".join(" ".join(filter(None, cells)) for cells in fault.lines))))
    remedy = " ".join(filter(None, (fault.do, command(*fault.command) if fault.command else "")))
    end = None if column is None else column + where.width
    spot = (where.file, where.sheet or None, line, column, end)
    return Finding(fault.code, fault.severity, *spot, fault.path[1:], what, remedy, allowed)


def as_json(found: Findings) -> str:
    """Write findings as one object, a line for each of them."""
    lines = [_line(_fields(one)) for one in found.findings]
    head = {
        "faults": found.number("fault"),
        "warnings": found.number("warning"),
        "allowed": sum(one.allowed is not None for one in found.findings),
        "complete": found.complete,
    }
    counts = _line(head)[1:-1]
    body = ",\n".join(f"  {line}" for line in lines)
    inside = f"[\n{body}]" if lines else "[]"
    return f'{{"format": "{FORMAT}",\n {counts},\n "findings": {inside}}}\n'


def _fields(one: Finding) -> Mapping[str, Any]:
    return {
        "code": str(one.code),
        "severity": one.severity,
        "file": one.file,
        "sheet": one.sheet,
        "line": one.line,
        "column": one.column,
        "end_column": one.end_column,
        "path": list(one.path),
        "what": one.what,
        "remedy": one.remedy,
        "allowed": one.allowed,
    }


def _line(values: Mapping[str, Any]) -> str:
    return escape.json(json.dumps(values, ensure_ascii=False))
