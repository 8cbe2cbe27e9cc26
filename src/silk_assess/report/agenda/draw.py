"""Draw an agenda: the view model through a template, as one HTML file that loads nothing or as Markdown."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from silk_assess import bundled
from silk_assess.escape.seal import sealed
from silk_assess.report.agenda.view import View
from silk_assess.report.render import axis, environment, hash_of, tidied


def draw(view: View, output: Literal["html", "md"]) -> str:
    """Print an agenda, sealed by its last line. The same view always gives the same text."""
    template = environment(output).get_template(f"agenda.{output}.j2")
    if output == "md":
        return sealed(tidied(template.render(view=view)))
    parts = bundled.folder("templates") / "parts"
    names = ("report.css", "agenda.css")
    # Stripped as in a report: the Nu HTML checker hashes a style without a line end at its end.
    style = "".join((parts / name).read_text(encoding="utf-8") for name in names)
    style = (style + axis(view.parts.marks, ".voices")).strip()
    return sealed(template.render(view=view, style=Markup(style), style_hash=Markup(hash_of(style))))
