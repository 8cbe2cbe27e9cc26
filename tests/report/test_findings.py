"""Findings for machines: every writer is read back by a reader of its format, whatever letters stand in it."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from silk_assess.faults import Code, Fault, Place
from silk_assess.report.findings.document import Findings, as_json, finding
from silk_assess.report.findings.github import as_github
from silk_assess.report.findings.junit import as_junit
from silk_assess.report.findings.sarif import as_sarif

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
SARIF = Draft202012Validator(SCHEMA)


def fault(says="this is wrong", do="Mend it.", file="ours/a.yaml", line=3, severity="fault", **more):
    where = Place(file, line, 5 if line else 0, "  a: bcd", 3, more.pop("sheet", ""))
    return Fault((file, "a", 0), says, do, Code.WORD, severity=severity, where=where, **more)


def read_junit(text):
    suites = junitparser.JUnitXml.fromstring(text.encode())
    return suites, [case for suite in suites for case in suite]


HOSTILE = "a\r\n::error::b,c:d%0A<&>\"'{0}[x](http://evil.example)]]>\x07\x1b[2J\u202e\ud800\ufffe &#10; \U000e0041"


def test_json_has_every_key_in_its_order():
    told = as_json(Findings((finding(fault()), finding(fault(severity="warning"), "Later."))))

    assert json.loads(told) == {
        "format": "silk-findings/1",
        "faults": 1,
        "warnings": 0,
        "allowed": 1,
        "complete": True,
        "findings": [
            {
                "code": "word",
                "severity": "fault",
                "file": "ours/a.yaml",
                "sheet": None,
                "line": 3,
                "column": 5,
                "end_column": 8,
                "path": ["a", 0],
                "what": "this is wrong",
                "remedy": "Mend it.",
                "allowed": None,
            },
            json.loads(told)["findings"][1],
        ],
    }
    assert list(json.loads(told)) == ["format", "faults", "warnings", "allowed", "complete", "findings"]
    assert json.loads(told)["findings"][1]["allowed"] == "Later."
    assert told.count("\n") == 5


def test_a_fault_of_a_whole_file_has_no_line():
    one = json.loads(as_json(Findings((finding(fault(line=0)),))))["findings"][0]

    assert (one["line"], one["column"], one["end_column"]) == (None, None, None)


def test_sarif_of_a_fault_a_warning_and_one_that_is_allowed():
    every = (finding(fault()), finding(fault(severity="warning")), finding(fault(severity="note"), "Later."))
    log = json.loads(as_sarif(Findings(every)))
    run = log["runs"][0]

    SARIF.validate(log)
    assert [one["level"] for one in run["results"]] == ["error", "warning", "note"]
    assert [one.get("suppressions") for one in run["results"]] == [
        None,
        None,
        [{"kind": "external", "justification": "Later."}],
    ]
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "ours/a.yaml"},
        "region": {"startLine": 3, "startColumn": 5, "endColumn": 8},
    }
    assert run["tool"]["driver"]["rules"][0]["id"] == "word"
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"].startswith("One of a few words is expected")


def test_the_schema_of_sarif_refuses_what_is_none():
    log = json.loads(as_sarif(Findings((finding(fault()),))))
    log["runs"][0]["results"][0]["level"] = "fault"

    assert [error.json_path for error in SARIF.iter_errors(log)] == ["$.runs[0].results[0].level"]


def test_junit_counts_faults_as_failures_and_nothing_else():
    every = (finding(fault()), finding(fault(severity="warning")), finding(fault(severity="warning"), "Later."))
    suites, cases = read_junit(as_junit(Findings(every, ("ours", "clean.yaml"))))

    assert (suites.tests, suites.failures, suites.errors, suites.skipped) == (4, 1, 0, 2)
    assert [case.is_failure for case in cases] == [True, False, False, False]
    assert [case.is_passed for case in cases] == [False, False, False, True]
    assert cases[0].result[0].message == "this is wrong"
    assert cases[0].result[0].type == "word"


def test_a_run_that_broke_off_says_so_in_every_format():
    cut = Findings((finding(fault(severity="warning")),), complete=False)
    suites, cases = read_junit(as_junit(cut))

    assert json.loads(as_json(cut))["complete"] is False
    assert json.loads(as_sarif(cut))["runs"][0]["invocations"] == [{"executionSuccessful": False}]
    assert (suites.errors, cases[-1].is_error) == (1, True)
    assert as_github(cut).splitlines()[-1].startswith("::error title=silk-assess::The check broke off.")


def test_github_marks_the_line():
    assert as_github(Findings((finding(fault(severity="warning")),))) == (
        "::warning file=ours/a.yaml,line=3,col=5,endColumn=8,title=word::this is wrong. Mend it.\n"
    )


def test_github_knows_no_rows_of_sheets():
    told = as_github(Findings((finding(fault(file="a.xlsx", sheet="Answers")),)))

    assert told == "::error file=a.xlsx,title=word::Answers, row 3: this is wrong. Mend it.\n"


TEXTS = st.one_of(st.just(HOSTILE), st.text(st.characters(), max_size=40), st.text("\r\n:%,<>&\"']{}[]()0\x00\ud800-"))


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from(["fault", "warning", "note"]), st.booleans())
def test_no_letter_of_a_text_does_anything(says, do, file, reason, severity, is_allowed):
    one = fault(says, do, file or "x", severity=severity, lines=((says, do),), command=("check", says))
    found = Findings((finding(one, reason if is_allowed else None),), (file, "other"))
    told = json.loads(as_json(found))
    log = json.loads(as_sarif(found))
    suites, cases = read_junit(as_junit(found))
    lines = as_github(found)

    assert told["findings"][0]["what"].startswith(says)
    assert told["findings"][0]["file"] == (file or "x")
    SARIF.validate(log)
    assert not re.search(r"(?<!\{)\{\d+\}(?!\})", log["runs"][0]["results"][0]["message"]["text"])
    assert suites.tests == len(cases)
    assert (suites.failures, suites.errors) == (int(severity == "fault" and not is_allowed), 0)
    assert lines.count("\n") == len(lines.splitlines()) == 1
    assert re.fullmatch(r"::(error|warning|notice) file=[^:,]*,line=3,col=5,endColumn=8,title=word::[^\r\n]*\n", lines)
    for text in (as_json(found), as_sarif(found), as_junit(found), lines):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
        text.encode()


@pytest.mark.parametrize("name", ["a b.yaml", "a:b/c%2F.yaml", "/tmp/ä.yaml", "../x#y?z.yaml", "-n\udcff.yaml"])
def test_a_name_of_a_file_is_a_reference_in_sarif(name):
    (result,) = json.loads(as_sarif(Findings((finding(fault(file=name)),))))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert re.fullmatch(r"[A-Za-z0-9%/._~:-]+", uri)
    assert unquote(uri.removeprefix("file://"), errors="surrogateescape") == name


def test_a_link_in_a_message_is_none():
    said = json.loads(as_sarif(Findings((finding(fault("[x](http://evil.example) [y]")),))))

    text = said["runs"][0]["results"][0]["message"]["text"]
    assert text == r"\[x\](http://evil.example) \[y\]. Mend it."
