"""Draw a comparison: its view model through a template, as one HTML file or as Markdown."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from silk_assess import bundled
from silk_assess.escape.seal import sealed
from silk_assess.report.render import axis, environment, hash_of, tidied
from silk_assess.report.years.view import View


def draw(content: View, output: Literal["html", "md"]) -> str:
    """Draw the page of a comparison, sealed by its last line. The same view always gives the same text."""
    if output == "md":
        return sealed(tidied(environment("md").get_template("comparison.md.j2").render(view=content)))
    parts = bundled.folder("templates") / "parts"
    style = "".join((parts / name).read_text(encoding="utf-8") for name in ("report.css", "years.css"))
    style = (style + axis(content.tables.bands, ".years")).strip()
    page = environment("html").get_template("comparison.html.j2")
    return sealed(page.render(view=content, style=Markup(style), style_hash=Markup(hash_of(style))))
