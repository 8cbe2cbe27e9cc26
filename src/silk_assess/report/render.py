"""Draw a report: the view model through a template, as one HTML file or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from silk_assess.escape.inert import block, inert
from silk_assess.escape.seal import sealed
from silk_assess.report.inside.writing import data
from silk_assess.report.organisation.view import View, view
from silk_assess.report.page import axis, hash_of, html, markdown, part
from silk_assess.scoring.assessment import Assessment

if TYPE_CHECKING:
    from silk_assess.plan.model import NamedPlan
    from silk_assess.portfolio.benchmark import Benchmark


def draw(
    assessment: Assessment,
    output: Literal["html", "md"],
    benchmark: Benchmark | None = None,
    without: Sequence[str] = (),
    plan: NamedPlan | None = None,
) -> str:
    """Draw the report of one organisation, sealed by its last line; `without` and `plan` as in `view`.

    The same assessment, benchmark and plan always give the same text. As HTML it holds what it was drawn from.
    """
    content = view(assessment, benchmark, without, plan)
    if output == "md":
        return sealed(render(content, output))
    return sealed(render(content, output, inert(data(assessment, benchmark, without, plan))))


def render(content: View, output: Literal["html", "md"], inside: str = "") -> str:
    """Print a view model as HTML (one file that loads nothing) or as Markdown; `inside` is inert data for HTML."""
    if output == "md":
        return markdown("report", view=content)
    # No browser runs it, and none asks for its hash; checkers of pages do.
    known = {"inside": Markup(block(inside)) if inside else "", "inside_hash": Markup(hash_of(inside))}
    return html("report", _style(content), part("what-if.js"), view=content, **known)


def _style(content: View) -> str:
    """Give the style of a report, with that of what not every report has: the comparison with others, a plan."""
    style = part("report.css") + axis(content.standing.marks, ".st")
    style += "" if content.among is None else part("among.css")
    if content.plan is None:
        return style
    return style + part("plan.css") + axis(() if content.plan.would is None else content.plan.would.marks, ".would")
