"""Draw a plan: as one HTML file that loads nothing, or as Markdown to be sent."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from silk_assess import bundled
from silk_assess.escape.seal import sealed
from silk_assess.report.plan.view import PlanView
from silk_assess.report.render import axis, environment, hash_of, tidied


def draw(plan: PlanView, output: Literal["html", "md"]) -> str:
    """Draw a plan, sealed by its last line. The same plan beside the same answers always gives the same text."""
    if output == "md":
        return sealed(tidied(environment("md").get_template("plan.md.j2").render(plan=plan)))
    parts = bundled.folder("templates") / "parts"
    marks = plan.would.marks if plan.would is not None else ()
    style = "".join((parts / name).read_text("utf-8") for name in ("report.css", "plan.css")) + axis(marks, ".would")
    style = style.strip()
    trusted = {"style": Markup(style), "style_hash": Markup(hash_of(style))}
    return sealed(environment("html").get_template("plan.html.j2").render(plan=plan, **trusted))
