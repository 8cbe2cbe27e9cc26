"""Draw a comparison: its view model through a template, as one HTML file or as Markdown."""

from __future__ import annotations

from typing import Literal

from silk_assess.escape.seal import sealed
from silk_assess.report.page import axis, html, markdown, part
from silk_assess.report.years.view import View


def draw(content: View, output: Literal["html", "md"]) -> str:
    """Draw the page of a comparison, sealed by its last line. The same view always gives the same text."""
    if output == "md":
        return sealed(markdown("comparison", view=content))
    style = part("report.css", "years.css") + axis(content.tables.bands, ".years")
    return sealed(html("comparison", style, view=content))
