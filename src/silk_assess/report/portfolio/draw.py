"""Draw a portfolio: the view model through a template, as one HTML file that loads nothing or as Markdown."""

from __future__ import annotations

from typing import Literal

from silk_assess.report.page import html, markdown, part
from silk_assess.report.portfolio.view import View


def draw(view: View, output: Literal["html", "md"]) -> str:
    """Print a portfolio. The same view always gives the same text."""
    if output == "md":
        return markdown("portfolio", view=view)
    return html("portfolio", part("report.css", "portfolio.css"), view=view)
