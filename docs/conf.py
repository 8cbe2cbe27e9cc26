"""The site: the pages of this repository as they are, in four parts, readable without a network.

Built from the root by `nox -s site`. A link to what is no page, such as a test, stays as its words.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).parent.parent

project = "silk-assess"
author = "The silk-assess developers"
project_copyright = "the silk-assess developers"
root_doc = "docs/index"
include_patterns = [
    "docs/*.md",
    "docs/*/*.md",
    "questionnaires/README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
]
extensions = ["myst_parser"]
nitpicky = True

myst_heading_anchors = 6

html_theme = "furo"
html_title = "silk-assess"
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = "#"
html_extra_path = ["start"]
# Dates would differ from one build to the next.
html_last_updated_fmt = None

# Blocks of a terminal are mostly output; what highlighting cannot read stays plain.
pygments_style = "friendly"
suppress_warnings = ["misc.highlighting_failure"]


def _is_page(place: Path) -> bool:
    return place.suffix == ".md" and any(place in ROOT.glob(pattern) for pattern in include_patterns)


def without_links_to_files(app: Sphinx, docname: str, source: list[str]) -> None:
    """Leave the words of a link that leads to a file which is no page of the site."""
    folder = (ROOT / docname).parent

    def kept(match: re.Match[str]) -> str:
        target = match[2].partition("#")[0]
        place = (folder / target).resolve()
        is_file = target and not re.match(r"[a-z]+:", target) and place.exists() and not _is_page(place)
        return match[1] if is_file else match[0]

    source[0] = re.sub(r"(?<!!)\[((?:`[^`]*`|[^\[\]`])*+)\]\(([^()\s]+)\)", kept, source[0])


def with_levels(app: Sphinx, exception: Exception | None) -> None:
    """Give the captions of the four parts, which Sphinx calls headings, the level that readers by ear need."""
    if exception is None:
        for page in Path(app.outdir).rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(' role="heading">', ' role="heading" aria-level="2">'), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect what is done to a page before it is read, and after it is written."""
    app.connect("source-read", without_links_to_files)
    app.connect("build-finished", with_levels)
