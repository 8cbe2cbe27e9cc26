"""Compile what comes with the program when its wheel is built, so that nobody waits for it at each start.

And give the README as the long description: without its links into this repository, which lead nowhere elsewhere.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class CompileHook(BuildHookInterface[Any]):
    """Put the questionnaires, compiled, and the templates, as modules, into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add what is compiled to a wheel; an editable install reads the files themselves."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        place = Path(tempfile.mkdtemp())
        compile_questionnaires(place)
        compile_templates(place)
        for file in sorted(place.rglob("*.*")):
            build_data["force_include"][str(file)] = f"silk_assess/compiled/{file.relative_to(place).as_posix()}"


class ReadmeHook(MetadataHookInterface):
    """Make the long description of the README."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add it to what is told of a release."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": long_description(text)}


def long_description(readme: str) -> str:
    """Keep the words of links that lead to files beside the README, and leave its pictures out.

    >>> long_description("![a\\nb](docs/a.png) [one](docs/one.md#two), [`x`](x), [two](https://elsewhere.example/)")
    ' one, `x`, [two](https://elsewhere.example/)'
    """
    without_pictures = re.sub(r"!\[[^\]]*\]\((?!https?:)[^)\s]+\)\n*", "", readme)
    return re.sub(r"\[((?:`[^`]*`|[^\[\]])*)\]\((?!https?:|#)[^)\s]+\)", r"\1", without_pictures)


def compile_questionnaires(place: Path) -> None:
    """Compile the questionnaires that come with the program, earlier versions included."""
    from silk_assess import bundled
    from silk_assess.files import ready_made
    from silk_assess.files.questionnaires import load_pack

    for head in bundled.folder("questionnaires").rglob("pack.yaml"):
        name, data = ready_made.made(head.parent, load_pack(head.parent).pack)
        (place / name).write_bytes(data)


def compile_templates(place: Path) -> None:
    """Compile the templates, each kind with the way out that its output has."""
    from silk_assess.report import ready_made
    from silk_assess.report.page import environment

    for output in ("html", "md"):
        ready_made.make(place, environment(output), output)
