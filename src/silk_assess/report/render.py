"""Draw a report: the view model through a template, as one HTML file or as Markdown."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined
from markupsafe import Markup

from silk_assess import bundled, escape
from silk_assess.escape.seal import sealed
from silk_assess.report import ready_made
from silk_assess.report.organisation.scores import BandStart
from silk_assess.report.organisation.view import View, view
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

    The same assessment, benchmark and plan always give the same text.
    """
    return sealed(render(view(assessment, benchmark, without, plan), output))


def render(content: View, output: Literal["html", "md"]) -> str:
    """Print a view model as HTML (one file that loads nothing) or as Markdown."""
    if output == "md":
        text = environment("md").get_template("report.md.j2").render(view=content)
        return tidied(text)
    return environment("html").get_template("report.html.j2").render(view=content, **_trusted(content))


@cache
def environment(output: Literal["html", "md"]) -> Environment:
    """Choose the exit by the kind of output: every printed expression passes through it."""
    modules = ready_made.modules(output)
    loader = (
        FileSystemLoader(bundled.folder("templates"), encoding="utf-8") if modules is None else ModuleLoader(modules)
    )
    return environment_of(loader, output)


def environment_of(loader: BaseLoader, output: Literal["html", "md"]) -> Environment:
    """Make Jinja2 ready for templates, wherever they come from."""
    door = escape.html if output == "html" else escape.markdown

    def let_out(value: Any) -> Markup:
        return value if isinstance(value, Markup) else Markup(door(str(value)))

    environment = Environment(
        loader=loader,
        autoescape=True,
        finalize=let_out,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        newline_sequence="\n",
        auto_reload=False,
    )
    environment.filters["url"] = _url
    return environment


def _url(address: str) -> Markup:
    """Put an address into Markdown's pointed brackets, where nothing in it can end the link."""
    return Markup("<" + escape.visible(address).replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C") + ">")


def _trusted(content: View) -> dict[str, Any]:
    """Give the page's own style and script, with the hashes by which its policy lets them in.

    Both are stripped: the Nu HTML checker hashes them without a line end at the end.
    """
    parts = bundled.folder("templates") / "parts"
    style = (
        (parts / "report.css").read_text(encoding="utf-8") + axis(content.standing.marks, ".st") + _beside(content)
    ).strip()
    script = (parts / "what-if.js").read_text(encoding="utf-8").strip()
    return {
        "style": Markup(style),
        "script": Markup(script),
        "style_hash": Markup(hash_of(style)),
        "script_hash": Markup(hash_of(script)),
    }


def hash_of(text: str) -> str:
    """Give the hash by which a page's policy lets its own style or script in."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def axis(marks: Sequence[BandStart], table: str) -> str:
    """Draw the bands' bounds through the whole column of bars, with the scale of one table (`.st`) above it."""
    if not marks:
        return ""
    lines = ",".join(f"linear-gradient(var(--rule),var(--rule)) {mark.at} 0/1px 100% no-repeat" for mark in marks[1:])
    widths = " ".join(f"minmax(0,{mark.width}fr)" for mark in marks)
    start = "linear-gradient(90deg,var(--strong) 1px,transparent 1px) 0/100% 100% no-repeat"
    return f"td.c{{background:{start}{',' if lines else ''}{lines}}}{table} .scale{{grid-template-columns:{widths}}}\n"


def _beside(content: View) -> str:
    """Give the style of what not every report has: the comparison with others, a plan."""
    there = {"among.css": content.among, "plan.css": content.plan}
    parts = bundled.folder("templates") / "parts"
    style = "".join((parts / name).read_text("utf-8") for name, part in there.items() if part is not None)
    would = None if content.plan is None else content.plan.would
    return style if would is None else style + axis(would.marks, ".would")


def tidied(text: str) -> str:
    """Leave at most one empty line between paragraphs, and none at the ends of lines."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"
