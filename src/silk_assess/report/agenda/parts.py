"""The common range of every part, without any figure between its ends."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.exact import HUNDRED, decimal
from silk_assess.faults import listed
from silk_assess.questionnaire.tree import Node
from silk_assess.report.organisation.scores import BandStart, Bar, axis_marks, depth, groups, share
from silk_assess.voices.agenda import Agenda
from silk_assess.wording import names, numbers, voices
from silk_assess.wording.numbers import capital, count, in_words, plural


class PartRow(NamedTuple):
    """The common range of one part, how many answers in it are not agreed, and what a level needs of it."""

    id: str
    title: str
    depth: int
    label: str
    note: str
    bar: Bar | None
    span: str
    answers: str
    need: str
    hangs: bool


class Parts(NamedTuple):
    """The common range, part by part; `needs_title` is the best possible level."""

    finding: str
    needs_title: str
    marks: tuple[BandStart, ...]
    groups: tuple[tuple[PartRow, ...], ...]


def parts(agenda: Agenda) -> Parts:
    """Lay out the common range of every part but single risks, the whole first."""
    tree, level = agenda.table.tree, agenda.table.assessment.level
    *sections, last = groups(tree) or [[]]
    ordered = [last, *sections] if "index" in tree.node else groups(tree)
    own = any(node.scale != HUNDRED for group in ordered for node in group)
    title = "" if level is None or level.firm else tree.pack.head.levels[level.high].title
    rows = tuple(tuple(_row(agenda, node) for node in group) for group in ordered)
    return Parts(_finding(agenda), title, () if own else axis_marks(tree), rows)


def needs(agenda: Agenda) -> dict[str, int]:
    """Give what the best possible level asks for, by node: of levels up to it the highest threshold."""
    level, tree = agenda.table.assessment.level, agenda.table.tree
    if level is None or level.firm:
        return {}
    found: dict[str, int] = {}
    for number in range(1, level.high + 1):
        for id, needed in tree.requires[number]:
            found[id] = max(needed, found.get(id, 0))
    return {id: needed for id, needed in found.items() if agenda.table.assessment.values[id] is not None}


def _finding(agenda: Agenda) -> str:
    table = agenda.table
    level = table.assessment.level
    if level is None:
        return "The hatch shows how far apart what you may settle can be."
    title = table.tree.pack.head.levels[level.high].title
    if level.firm:
        return f"{title} stands, whatever you settle."
    open_parts = [id for id, needed in needs(agenda).items() if _low(agenda, id) < needed]
    named = listed(names.title(table.tree, node.id) for node in table.tree.nodes if node.id in open_parts)
    said = f"{title} hangs on {count(len(open_parts), 'part')}: {named}."
    return said + (
        " All else that it needs is met whatever you settle." if len(open_parts) < len(needs(agenda)) else ""
    )


def _low(agenda: Agenda, id: str) -> int:
    value = agenda.table.assessment.values[id]
    return 0 if value is None else value.low


def _row(agenda: Agenda, node: Node) -> PartRow:
    table, tree = agenda.table, agenda.table.tree
    value, title = table.assessment.values[node.id], names.title(tree, node.id)
    if value is None:
        said = f"{title}: does not apply"
        return PartRow(node.id, title, depth(tree, node), said, "", None, "", "Does not apply", "", False)
    bounds = tree.bounds(node.id)
    needed = needs(agenda).get(node.id)
    asks, hangs = "", False
    if needed is not None:
        level = table.assessment.level
        assert level is not None
        hangs = value.low < needed
        how = "hangs on what you settle, or do not know" if hangs else "met"
        asks = f"{tree.pack.head.levels[level.high].title} needs {decimal(needed)}: {how}"
    said = f"{title}: between {numbers.between(value.low, value.high, bounds)}"
    if value.low == value.high:
        said = f"{title}: {numbers.span(value.low, value.high, bounds)}, whatever you settle"
    return PartRow(
        id=node.id,
        title=title,
        depth=depth(tree, node),
        label=said,
        note=f"Scale from 0 to {decimal(node.scale)}." + (f" {asks}." if asks else ""),
        bar=Bar(
            low=share(value.low, value.scale),
            width=share(value.high - value.low, value.scale),
            point="",
            need="" if needed is None else share(needed, value.scale),
            has_range=value.high > value.low,
        ),
        span=numbers.span(value.low, value.high, bounds),
        answers=_answers(agenda, node),
        need=asks,
        hangs=hangs,
    )


def _answers(agenda: Agenda, node: Node) -> str:
    """Say how many questions under a node are not agreed, each kind by its number."""
    table, inside = agenda.table, frozenset(agenda.table.tree.below(node.id))
    kinds = (
        (sum(id in inside for id in table.disputed), "disputed"),
        (sum(id in inside for id in table.few), voices.few(table)),
        (sum(id in inside for id in table.unanswered), "unknown to all"),
    )
    said = "; ".join(f"{in_words(size)} {what}" for size, what in kinds if size)
    return capital(said) if said else plural(len(inside), "Agreed", "All agreed")
