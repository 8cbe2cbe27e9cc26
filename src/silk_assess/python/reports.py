"""The report of an assessment, as a text."""

from __future__ import annotations

from typing import Any, Literal

from silk_assess.faults import Code, Fault, SilkError, did_you_mean
from silk_assess.python.assessments import Assessment
from silk_assess.python.values import kind_of

Output = Literal["html", "md", "json"]


def report(assessment: Assessment, output: Output = "html") -> str:
    """Draw the report: one page that loads nothing (html), a text (md), or the result for programs (json).

    The same assessment always gives the same text. Raises SilkError where it is asked for in another form.
    """
    given: Any = assessment
    form: Any = output
    if not isinstance(given, Assessment):
        says = f"a report is drawn of an assessment, and here stands {kind_of(assessment)}"
        do = "For example: silk_assess.report(silk_assess.assess(q, answers))"
        raise SilkError(Fault(("assessment",), says, do, Code.VALUE_TYPE))
    match form:
        case "html" | "md":
            from silk_assess.report.render import draw

            return draw(assessment.scored, form)
        case "json":
            return assessment.to_json() + "\n"
    do = did_you_mean(form, ("html", "md", "json")) if isinstance(form, str) else "There are html, md and json."
    raise SilkError(Fault(("output",), f"a report cannot be {kind_of(form)}", do, Code.WORD))
