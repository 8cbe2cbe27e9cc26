"""Draw a plan: as one HTML file that loads nothing, or as Markdown to be sent."""

from __future__ import annotations

from typing import Literal

from silk_assess.escape.seal import sealed
from silk_assess.report.page import axis, html, markdown, part
from silk_assess.report.plan.view import PlanView


def draw(plan: PlanView, output: Literal["html", "md"]) -> str:
    """Draw a plan, sealed by its last line. The same plan beside the same answers always gives the same text."""
    if output == "md":
        return sealed(markdown("plan", plan=plan))
    marks = plan.would.marks if plan.would is not None else ()
    return sealed(html("plan", part("report.css", "plan.css") + axis(marks, ".would"), plan=plan))
