"""Draw an agenda: the view model through a template, as one HTML file that loads nothing or as Markdown."""

from __future__ import annotations

from typing import Literal

from silk_assess.escape.seal import sealed
from silk_assess.report.agenda.view import View
from silk_assess.report.page import axis, html, markdown, part


def draw(view: View, output: Literal["html", "md"]) -> str:
    """Print an agenda, sealed by its last line. The same view always gives the same text."""
    if output == "md":
        return sealed(markdown("agenda", view=view))
    style = part("report.css", "agenda.css") + axis(view.parts.marks, ".voices")
    return sealed(html("agenda", style, view=view))
