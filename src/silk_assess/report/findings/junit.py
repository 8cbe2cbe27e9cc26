"""Findings as JUnit's XML, which build servers read: a suite for each file, a case for each finding.

A fault is a failure. What is no fault is skipped: it is seen and fails nothing. A run that broke off is an error.
"""

from __future__ import annotations

from collections.abc import Sequence

from silk_assess import escape
from silk_assess.report.findings.document import Finding, Findings


def as_junit(found: Findings) -> str:
    """Write findings as one document; a file without any has one case, which passes."""
    clean = [file for file in dict.fromkeys(found.looked_at) if not any(_belongs(one, file) for one in found.findings)]
    files = dict.fromkeys(one.file for one in found.findings)
    suites = [_suite(file, [one for one in found.findings if one.file == file]) for file in files]
    broken = [] if found.complete else [_broken()]
    failures = sum(map(_fails, found.findings))
    head = (
        f'<testsuites name="silk-assess" tests="{len(found.findings) + len(clean) + len(broken)}" '
        f'failures="{failures}" errors="{len(broken)}" skipped="{len(found.findings) - failures}">'
    )
    begin = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join([begin, head, *suites, *map(_clean, clean), *broken, "</testsuites>", ""])


def _fails(one: Finding) -> bool:
    return one.severity == "fault" and one.allowed is None


def _belongs(one: Finding, file: str) -> bool:
    """Say whether a finding is of something that was looked at: a file, or a folder with the file in it."""
    return one.file == file or one.file.startswith(f"{file}/")


def _suite(file: str, found: Sequence[Finding]) -> str:
    failures = sum(map(_fails, found))
    head = (
        f' <testsuite name="{_text(file)}" tests="{len(found)}" failures="{failures}" errors="0" '
        f'skipped="{len(found) - failures}">'
    )
    return "\n".join([head, *map(_case, found), " </testsuite>"])


def _clean(file: str) -> str:
    name = _text(file)
    return (
        f' <testsuite name="{name}" tests="1" failures="0" errors="0" skipped="0">\n'
        f'  <testcase classname="{name}" name="nothing found"/>\n </testsuite>'
    )


def _case(one: Finding) -> str:
    place = ":".join(str(part) for part in (one.file, one.line, one.column) if part is not None)
    name = f"{one.code} {place}" if one.sheet is None else f"{one.code} {one.file} {one.sheet} {one.line}"
    begin = f'  <testcase classname="{_text(one.file)}" name="{_text(name)}">'
    said = _text(one.said)
    if one.allowed is not None:
        inside = f'<skipped message="{_text(f"allowed: {one.allowed}")}">{said}</skipped>'
    elif one.severity == "fault":
        inside = f'<failure type="{one.code}" message="{_text(one.what)}">{_text(place)}: {said}</failure>'
    else:
        inside = f'<skipped message="{_text(f"{one.severity}: {one.what}")}">{said}</skipped>'
    return f"{begin}{inside}</testcase>"


def _broken() -> str:
    return (
        ' <testsuite name="silk-assess" tests="1" failures="0" errors="1" skipped="0">\n'
        '  <properties><property name="complete" value="false"/></properties>\n'
        '  <testcase classname="silk-assess" name="complete">'
        '<error message="The check broke off. What stands here is not all."/></testcase>\n </testsuite>'
    )


def _text(text: str) -> str:
    """Make a text safe in an attribute and between tags: on one line, and without letters that XML has none for."""
    return escape.html(escape.terminal(text))
