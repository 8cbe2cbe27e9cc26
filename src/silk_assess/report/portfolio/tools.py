"""The tools that come first for most organisations."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.portfolio.statistics import Crowd
from silk_assess.questionnaire.forms import is_address
from silk_assess.questionnaire.model.catalogue import Tool
from silk_assess.report.portfolio.figures import amount, number, rests
from silk_assess.wording.numbers import capital, count


class ToolRow(NamedTuple):
    """A tool and for how many it stands among the first three."""

    name: str
    number: str
    speaks: str
    terms: str


class OneTool(NamedTuple):
    """The tool that would help most organisations; `url` is empty unless it begins with http."""

    name: str
    url: str
    terms: str
    what: str
    use_when: str
    caution: str


class Tools(NamedTuple):
    """The tools that come first for most; `rests` says on how many that rests, where it is not all."""

    finding: str
    one: OneTool | None
    rows: tuple[ToolRow, ...]
    rests: str = ""


def tools(crowd: Crowd, most: int = 6) -> Tools:
    """Rank the tools by how often each stands among the first three of an organisation."""
    found = best_tools(crowd)
    if not crowd.tree.pack.tools:
        return Tools("This questionnaire lists no tools.", None, ())
    if not found:
        return Tools("No tool is suggested, since nothing that they help with costs points.", None, (), rests(crowd))
    firsts, points = crowd.roll.firsts, crowd.roll.addressed
    best = found[0]
    alike = [tool for tool in found[1:] if firsts[tool.id] == firsts[best.id]]
    rivals = f", as often as {count(len(alike), 'other tool')}" if alike else ", more often than any other tool"
    finding = (
        f"{best.name} stands among the first three for {number(firsts[best.id])} of {number(crowd.roll.explained)}"
    )
    rows = tuple(
        ToolRow(tool.name, number(firsts[tool.id]), amount(points[tool.id]), _terms(tool)) for tool in found[:most]
    )
    return Tools(f"{finding}{rivals}.", _one_tool(best), rows, rests(crowd))


def best_tools(crowd: Crowd) -> list[Tool]:
    """List the tools by how often each stands among the first three, then by the points that it speaks to."""
    firsts, points = crowd.roll.firsts, crowd.roll.addressed
    named = {tool.id: tool for tool in crowd.tree.pack.tools}
    return [named[id] for id in sorted(firsts, key=lambda id: (-firsts[id], -points[id], id))]


def _one_tool(tool: Tool) -> OneTool:
    unchecked = "" if tool.verified == "seen" else "Described from memory, not checked."
    return OneTool(
        name=tool.name,
        url=tool.url if tool.url and is_address(tool.url) else "",
        terms=". ".join(filter(None, [tool.publisher, _terms(tool)])) + ".",
        what=tool.what or "",
        use_when=tool.use_when or "",
        caution=" ".join(filter(None, [tool.caution, unchecked])),
    )


def _terms(tool: Tool) -> str:
    useful = f"useful in {tool.takes}" if tool.takes else ""
    return ", ".join(filter(None, [capital(tool.cost or ""), useful])) or "Cost not stated"
