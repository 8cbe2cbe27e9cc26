"""Findings as SARIF 2.1.0, which forges and editors read; rule texts are those of the catalogue.

Source: Static Analysis Results Interchange Format Version 2.1.0, OASIS Standard.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from silk_assess import __version__, escape
from silk_assess.faults import Code, Severity
from silk_assess.faults.catalogue import CATALOGUE
from silk_assess.report.findings.document import Finding, Findings

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final[Mapping[Severity, str]] = {"fault": "error", "warning": "warning", "note": "note"}


def as_sarif(found: Findings) -> str:
    """Write findings as one log with one run."""
    codes = list(dict.fromkeys(one.code for one in found.findings))
    run = {
        "tool": {
            "driver": {"name": "silk-assess", "version": __version__, "rules": [_rule(code) for code in sorted(codes)]}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": found.complete}],
        "results": [_result(one, sorted(codes)) for one in found.findings],
        "properties": {"complete": found.complete},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escape.json(json.dumps(log, ensure_ascii=False, indent=1)) + "\n"


def _rule(code: Code) -> dict[str, Any]:
    entry = CATALOGUE[code]
    return {
        "id": str(code),
        "shortDescription": {"text": _message(entry.explains)},
        "help": {"text": _message(f"{entry.explains} For example:\n{entry.example}")},
    }


def _result(one: Finding, codes: Sequence[Code]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": str(one.code),
        "ruleIndex": codes.index(one.code),
        "level": _LEVELS[one.severity],
        "message": {"text": _message(escape.terminal(one.said))},
        "locations": [{"physicalLocation": _place(one)}] if one.file else [],
    }
    if one.allowed is not None:
        result["suppressions"] = [{"kind": "external", "justification": escape.terminal(one.allowed)}]
    return result


def _place(one: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.file)}}
    if one.line is not None:
        region = {"startLine": one.line}
        if one.column is not None and one.end_column is not None:
            region |= {"startColumn": one.column, "endColumn": one.end_column}
        place["region"] = region
    return place


def _uri(file: str) -> str:
    """Write a file's name as the reference that it is: relative, where it was named so."""
    name = file.replace("\\", "/")
    try:
        said = quote(name, safe="/-._~", errors="surrogateescape")
    except UnicodeError:  # no name that a disk gave
        said = quote(name, safe="/-._~", errors="replace")
    return f"file://{said}" if name.startswith("/") else said


_PLACEHOLDER: Final = re.compile(r"\{(\d+)\}")


def _message(text: str) -> str:
    """Keep a message from being more than its text: no link of its own, and nothing to be filled in."""
    if "](" in text:
        text = re.sub(r"([\\\[\]])", r"\\\1", text)
    return _PLACEHOLDER.sub(r"{{\1}}", text)
