"""Pages: a view model through a template, as one HTML file that loads nothing or as Markdown."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined
from markupsafe import Markup

from silk_assess import bundled, escape
from silk_assess.report import ready_made
from silk_assess.report.organisation.scores import BandStart


def html(name: str, style: str, script: str = "", **values: Any) -> str:
    """Print values through NAME.html.j2, with the page's own style and script, and the hashes by which both are let in.

    Both are stripped: the Nu HTML checker hashes them without a line end at the end.
    """
    own = {"style": style.strip(), **({"script": script.strip()} if script else {})}
    trusted = {key: Markup(text) for key, text in own.items()}
    trusted |= {f"{key}_hash": Markup(hash_of(text)) for key, text in own.items()}
    return environment("html").get_template(f"{name}.html.j2").render(**trusted, **values)


def markdown(name: str, **values: Any) -> str:
    """Print values through NAME.md.j2."""
    return tidied(environment("md").get_template(f"{name}.md.j2").render(**values))


def part(*names: str) -> str:
    """Read files that stand beside the templates, one after the other."""
    folder = bundled.folder("templates") / "parts"
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


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


def tidied(text: str) -> str:
    """Leave at most one empty line between paragraphs, and none at the ends of lines."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"
