"""Templates as they were compiled when the package was built, for the version of Jinja2 that did it.

They are taken where nothing has changed since: their folder's name says for which versions and which templates they
were made, a file in it seals that name and all the others. What does not match is as if it were not there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import jinja2
from jinja2 import Environment

from silk_assess import __version__, bundled

# In it stand the name of its folder and the digest of the modules beside it.
_WHOLE: Final = "whole.txt"


def modules(output: str) -> Path | None:
    """Find the folder of the templates compiled for a kind of output; None where they are to be read."""
    place = bundled.compiled()
    if place is None:
        return None
    try:
        found = place / _name(output)
        is_whole = (found / _WHOLE).read_text(encoding="ascii") == _seal(found)
    except (OSError, ValueError):
        return None
    return found if is_whole else None


def make(place: Path, environment: Environment, output: str) -> None:
    """Compile the templates of a kind of output into a folder of its own below `place`."""
    found = place / _name(output)
    environment.compile_templates(
        found, filter_func=lambda name: name.endswith(f".{output}.j2"), zip=None, log_function=None, ignore_errors=False
    )
    (found / _WHOLE).write_text(_seal(found), encoding="ascii")


def _seal(found: Path) -> str:
    return f"{found.name} {bundled.digest(found, '*.py')}"


def _name(output: str) -> str:
    templates = bundled.digest(bundled.folder("templates"), "**/*.j2")
    return f"templates-{output}-{__version__}-{jinja2.__version__}-{templates}"
