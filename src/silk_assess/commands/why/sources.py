"""The sources of a question or rule as `why` lists them."""

from __future__ import annotations

from silk_assess.commands.why.trace import Trace
from silk_assess.terminal.layout import Line, paragraph


def sources(found: Trace, ids: tuple[str, ...], width: int) -> list[Line]:
    """List sources in full, with year and address."""
    known = {source.id: source for source in found.tree.pack.head.sources}
    is_alone = len(ids) == 1
    indent, before = (0, "Source: ") if is_alone else (2, "")
    lines: list[Line] = [] if is_alone or not ids else [(("Sources", "dim"),)]
    for id in ids:
        source = known[id]
        said = source.title + (f", {source.year}" if source.year else "")
        said += " (named from memory, not read)" if source.verified == "memory" else ""
        lines += paragraph([(before + said, "dim")], width, indent, 4)
        if source.url:
            lines += paragraph([(source.url, "dim")], width, indent + 2, 6)
    return lines
