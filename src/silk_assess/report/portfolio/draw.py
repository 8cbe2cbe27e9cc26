"""Draw a portfolio: the view model through a template, as one HTML file that loads nothing or as Markdown."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from silk_assess import bundled
from silk_assess.report.portfolio.view import View
from silk_assess.report.render import environment, hash_of, tidied


def draw(view: View, output: Literal["html", "md"]) -> str:
    """Print a portfolio. The same view always gives the same text."""
    template = environment(output).get_template(f"portfolio.{output}.j2")
    if output == "md":
        return tidied(template.render(view=view))
    parts = bundled.folder("templates") / "parts"
    # Stripped as in a report: the Nu HTML checker hashes a style without a line end at its end.
    style = "".join((parts / name).read_text(encoding="utf-8") for name in ("report.css", "portfolio.css")).strip()
    return template.render(view=view, style=Markup(style), style_hash=Markup(hash_of(style)))
