"""Where the organisation stands: bars for nodes, levels against nodes, risks, flows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from silk_assess.exact import HUNDRED, UNIT, decimal, rounded, shown
from silk_assess.questionnaire.model.nodes import Risk, RisksSection
from silk_assess.questionnaire.model.questions import CELLS, Choice
from silk_assess.questionnaire.tree import Asked, Node, Tree
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.verdict import wording_of_missed
from silk_assess.scoring.assessment import Flow, Value
from silk_assess.wording import sentences as wording
from silk_assess.wording.sentences import capital, count, in_words


class Bar(NamedTuple):
    """A node's marks on a common axis; positions are percentages of its scale, ready to print."""

    low: str
    width: str
    point: str
    need: str
    has_range: bool


class Row(NamedTuple):
    """A node in the table: its figures, its reading in words, what the next level asks for."""

    id: str
    title: str
    depth: int
    label: str
    note: str
    bar: Bar | None
    points: str
    span: str
    coverage: str
    reading: str
    need: str
    held: str


class Mark(NamedTuple):
    """A lower bound on the common axis, with its position and the words of its band."""

    at: str
    text: str
    label: str
    width: str


class Standing(NamedTuple):
    """The table of nodes with its finding."""

    finding: str
    next_title: str
    marks: tuple[Mark, ...]
    groups: tuple[tuple[Row, ...], ...]
    total_text: str
    own_scales: bool
    any_range: bool
    compare: str


class Cell(NamedTuple):
    """What a level asks of a node, and whether it is met; `look` is met, open, missed or none."""

    need: str
    look: str
    text: str


class Ladder(NamedTuple):
    """The levels against the nodes that they name."""

    finding: str
    levels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


class RiskRow(NamedTuple):
    """A risk: its answers, figures without and with protection, and positions on 0 to 100."""

    id: str
    title: str
    about: str
    signs: str
    at_stake: str
    controls: tuple[tuple[str, str, str], ...]
    label: str
    inherent: str
    residual: str
    span: str
    low_at: str
    width: str
    has_range: bool
    inherent_at: str
    residual_at: str
    reading: str


class Risks(NamedTuple):
    """A section of risks, worst first, with what does not apply."""

    title: str
    finding: str
    rule: str
    rows: tuple[RiskRow, ...]
    left_out: str
    any_range: bool


class FlowCell(NamedTuple):
    """One of the six kinds of flow: words, answers, positions on 0 to 100."""

    title: str
    headline: str
    label: str
    now_at: str
    ambition_at: str
    now: tuple[str, ...]
    ambition: tuple[str, ...]
    kinds: tuple[str, ...]


class Flows(NamedTuple):
    """The six kinds of flow in two rows of three, with their finding."""

    finding: str
    rows: tuple[tuple[str, tuple[FlowCell, ...]], ...]


def share(size: int, scale: int) -> str:
    """Give a position on an axis in per cent, with at most four decimals.

    >>> share(50_002_723, 100_000_000), share(27, 81)
    ('50.0027%', '33.3333%')
    """
    return decimal(100 * rounded(size * UNIT, scale)) + "%"


# Nodes


def groups(tree: Tree) -> list[list[Node]]:
    """Give every node but the risks, each section a group, the index last."""
    parts = [[tree.node[id] for id in tree.below(part) if id in tree.node] for part in tree.parts]
    found = [[node for node in part if node.rule != "risk"] for part in parts]
    return [*found, [tree.node["index"]]] if "index" in tree.node else found


def standing(found: Findings, beside_others: bool = False) -> Standing:
    """Lay out every node but the risks, each section a group, the index last."""
    tree = found.tree
    scored = [node for node in tree.nodes if node.rule != "risk"]
    own = any(node.scale != HUNDRED for node in scored)
    values = [found.value(node.id) for node in scored]
    return Standing(
        finding=_finding(found),
        next_title=found.level_title(found.next_level) if found.next_level is not None else "",
        marks=() if own else _marks(found),
        groups=tuple(tuple(_row(found, node) for node in group) for group in groups(tree)),
        total_text=_total(found) if "index" in tree.node else "",
        own_scales=own,
        any_range=any(value is not None and value.low != value.high for value in values),
        compare="Compare with yourself next year"
        + (" first, and with others by range only." if beside_others else ", never with others."),
    )


def _marks(found: Findings) -> tuple[Mark, ...]:
    bands = found.tree.pack.head.bands or ()
    starts = [band.start for band in bands]
    ends = [*starts[1:], HUNDRED]
    return tuple(
        Mark(share(band.start, HUNDRED), decimal(band.start), band.label, decimal(max(end - band.start, UNIT)))
        for band, end in zip(bands, ends, strict=False)
    )


def depth(found: Findings, node: Node) -> int:
    """Count how deep a node stands inside its section; a section and the index stand at 0."""
    level, owner = 0, node.owner
    while owner is not None:
        level, owner = level + 1, found.node(owner).owner
    return level


def _row(found: Findings, node: Node) -> Row:
    value = found.value(node.id)
    title = wording.title(found.tree, node.id)
    need = _need(found, node.id)
    scale = "" if node.scale == HUNDRED else f" of {decimal(node.scale)}"
    if value is None:
        return Row(
            node.id,
            title,
            depth(found, node),
            f"{title}: does not apply to you",
            "",
            None,
            "",
            "",
            "",
            "Does not apply to you",
            "",
            "",
        )
    bounds = found.tree.bounds(node.id)
    ends = wording.span(value.low, value.high, bounds)
    points = "No figure" if value.point is None else shown(value.point, bounds) + scale
    has_range = value.point is None or wording.has_range(value, bounds)
    said = f"{title}: {'no figure' if value.point is None else points + ' points'}"
    if has_range:
        said += f", between {wording.between(value.low, value.high, bounds)}"
    note = f"Scale from 0 to {decimal(node.scale)}." + (
        f" {found.level_title(found.next_level or 0)} needs {decimal(need)}." if need is not None else ""
    )
    missed = any(id == node.id for id, _ in found.missed)
    return Row(
        id=node.id,
        title=title,
        depth=depth(found, node),
        label=said,
        note=note,
        bar=_bar(value, need),
        points=points,
        span=ends if has_range else "",
        coverage=f"{wording.percent(value.coverage)} %",
        reading="Too little is answered" if value.point is None else wording.band_label(node, value.point),
        need=f"{found.level_title(found.next_level or 0)} needs {decimal(need)}" if missed and need is not None else "",
        held=_held(found, node),
    )


def _need(found: Findings, id: str) -> int | None:
    if found.next_level is None:
        return None
    return dict(found.tree.requires[found.next_level]).get(id)


def _bar(value: Value, need: int | None) -> Bar:
    return Bar(
        low=share(value.low, value.scale),
        width=share(value.high - value.low, value.scale),
        point="" if value.point is None else share(value.point, value.scale),
        need="" if need is None else share(need, value.scale),
        has_range=value.high > value.low,
    )


def _held(found: Findings, node: Node) -> str:
    """Say of a limit in force what it is, what sets it off, and what there would be without it."""
    cap = found.assessment.caps.get(node.id)
    if cap is None:
        return ""
    gate = node.gates[cap.gate]
    without = shown(cap.without, found.tree.bounds(node.id))
    said = f"Held at {decimal(gate.cap)} by “{named(found, cap.by)}”; without this limit {without}."
    return f"{said} {gate.because}" if gate.because else said


def named(found: Findings, id: str) -> str:
    """Name a node by its title and a question by its text."""
    return found.question(id).question.text if id in found.tree.asked else wording.title(found.tree, id)


def _total(found: Findings) -> str:
    node = found.node("index")
    if node.rule == "mean":
        weights = {weight for _, weight in node.children}
        if len(weights) == 1:
            said = "The last line is the mean of its parts, all with the same weight."
        else:
            parts = ", ".join(f"{wording.title(found.tree, id)} {decimal(weight)}" for id, weight in node.children)
            said = f"The last line is a weighted mean: {parts}."
    else:
        kind = {
            "min": "the lowest of its parts",
            "gmean": "the geometric mean of its parts",
            "sum": "the sum of its parts",
        }
        said = f"The last line is {kind[node.rule]}."
    if found.assessment.level is not None and "index" not in {id for need in found.tree.requires for id, _ in need}:
        said += " It does not decide your level."
    return said


def _finding(found: Findings) -> str:
    level = found.assessment.level
    if level is None:
        return _highest_and_lowest(found)
    if found.next_level is None:
        return "Every requirement of the highest level holds, as answered."
    here = found.level_title(level.point)
    rest = sum(found.value(id) is not None for id, _ in found.tree.requires[found.next_level]) - len(found.missed)
    wanted = found.level_title(found.next_level)
    what = "The other requirement" if rest == 1 else f"The other {count(rest, 'requirement')}"
    others = f" {what} of {wanted} {'is' if rest == 1 else 'are'} met." if rest else ""
    if not found.missed:
        return f"You stand at {here}.{others}"
    if len(found.missed) == 1:
        return f"One thing holds you at {here}. {wording_of_missed(found)}{others}"
    return f"{capital(count(len(found.missed), 'thing'))} hold you at {here}. {wording_of_missed(found)}{others}"


def _highest_and_lowest(found: Findings) -> str:
    scored = [node for node in found.tree.nodes if node.rule != "risk" and node.id != "index"]
    ranked = [
        (value.point, value.scale, node)
        for node in scored
        if (value := found.value(node.id)) is not None and value.point is not None
    ]
    leaves = [one for one in ranked if not any(other[2].owner == one[2].id for other in ranked)]
    if not leaves:
        return "Too little is answered for a figure. The hatched range shows what is possible."
    low = min(leaves, key=lambda one: one[0] * UNIT // one[1])
    high = max(leaves, key=lambda one: one[0] * UNIT // one[1])
    if len(leaves) == 1:
        return f"{low[2].title} stands at {_of(found, low)}."
    lowest, highest = f"{_of(found, low)}, in {low[2].title}", f"{_of(found, high)}, in {high[2].title}"
    return f"The lowest figure is {lowest}; the highest {highest}."


def _of(found: Findings, one: tuple[int, int, Node]) -> str:
    return f"{found.points(one[2].id, one[0])} of {decimal(one[1])}"


# Levels against nodes


def ladder(found: Findings) -> Ladder | None:
    """Set the levels against the nodes that they name: met, open or not met."""
    level = found.assessment.level
    if level is None:
        return None
    named_by_any = {id for need in found.tree.requires for id, _ in need}
    ids = [node.id for node in found.tree.nodes if node.id in named_by_any]
    levels = tuple(text.title for text in found.tree.pack.head.levels[1:])
    rows = tuple(
        (wording.title(found.tree, id), tuple(_cell(found, id, dict(need).get(id)) for need in found.tree.requires[1:]))
        for id in ids
    )
    open_cells = sum(cell.look == "open" for _, cells in rows for cell in cells)
    finding = (
        f"{capital(count(open_cells, 'requirement'))} on the whole ladder "
        f"{'hangs' if open_cells == 1 else 'hang'} on open answers."
        if open_cells
        else "No requirement hangs on open answers."
    )
    return Ladder(finding, levels, rows)


def _cell(found: Findings, id: str, need: int | None) -> Cell:
    if need is None:
        return Cell("", "none", "Not asked")
    value = found.value(id)
    if value is None:
        return Cell(decimal(need), "met", "Does not apply, so it holds")
    if value.low >= need:
        return Cell(decimal(need), "met", "Met")
    if value.high < need:
        return Cell(decimal(need), "missed", "Not met")
    if value.point is None:
        return Cell(decimal(need), "open", "Open")
    return Cell(decimal(need), "open", "Met as answered, open" if value.point >= need else "Not met as answered, open")


# Risks


def risks(found: Findings) -> tuple[Risks, ...]:
    """Lay out each section of risks, from the worst to the least, those without a figure last."""
    return tuple(_risks(found, node) for node in found.tree.nodes if isinstance(node.source, RisksSection))


def _risks(found: Findings, section: Node) -> Risks:
    ids = [id for id, _ in section.children]
    present = [id for id in ids if found.assessment.risks[id] is not None]
    place = {id: i for i, id in enumerate(ids)}

    def badness(id: str) -> tuple[bool, int, int]:
        risk = found.assessment.risks[id]
        assert risk is not None
        return risk.residual is None, -(risk.residual_high if risk.residual is None else risk.residual), place[id]

    rows = tuple(_risk_row(found, found.node(id)) for id in sorted(present, key=badness))
    aside = [f"{found.node(id).title}{_reason(found, id)}" for id in ids if found.assessment.risks[id] is None]
    left_out = (
        f"Left out, since {'it does' if len(aside) == 1 else 'they do'} not apply: {'; '.join(aside)}." if aside else ""
    )
    rule = {
        "min": "The worst risk decides, since an average would hide it.",
        "mean": "The part is the weighted mean of its risks.",
        "gmean": "The part is the geometric mean of its risks.",
        "sum": "The part adds up its risks.",
    }[section.rule]
    points = [
        risk.residual for id in ids if (risk := found.assessment.risks[id]) is not None and risk.residual is not None
    ]
    if section.rule == "min" and len(points) > 1:
        rule += f" What is left with protection is {shown(rounded(sum(points), len(points)))} on average."
    return Risks(section.title, _risk_finding(rows), rule, rows, left_out, any(row.has_range for row in rows))


def _risk_finding(rows: Sequence[RiskRow]) -> str:
    if not rows:
        return "None of these risks applies to you."
    if not rows[0].residual:
        return "Too little is answered to name the worst risk. The hatched ranges show what is possible."
    first = rows[0]
    if first.inherent == first.residual:
        return f"Your worst risk is “{first.title}”: {first.residual}, with nothing that lowers it."
    return f"Your worst risk is “{first.title}”: {first.inherent} without protection, {first.residual} with it."


def _reason(found: Findings, id: str) -> str:
    node = found.node(id)
    for anchor in (node.likelihood, node.impact):
        reason = found.stored(anchor).not_applicable
        if reason and found.standing(anchor).state == "not applicable":
            return f" ({reason.rstrip('.')})"
    return ""


def _risk_row(found: Findings, node: Node) -> RiskRow:
    risk = found.assessment.risks[node.id]
    assert risk is not None
    assert isinstance(node.source, Risk)
    has_range = shown(risk.residual_low) != shown(risk.residual_high)
    span = wording.span(risk.residual_low, risk.residual_high) + " left" if has_range or risk.residual is None else ""
    if risk.residual is None or risk.inherent is None:
        said = f"{node.title}: no figure, between {wording.between(risk.residual_low, risk.residual_high)} left"
    else:
        said = f"{node.title}: {shown(risk.inherent)} without protection, {shown(risk.residual)} left"
        if has_range:
            said += f", between {wording.between(risk.residual_low, risk.residual_high)} left"
    value = found.value(node.id)
    reading = _why_no_figure(found, node) if risk.residual is None else _risk_band(found, node, value)
    return RiskRow(
        id=node.id,
        title=node.title,
        about=node.source.about or "",
        signs=found.answer(node.likelihood),
        at_stake=found.answer(node.impact),
        controls=tuple(
            (id, found.question(id).question.text, found.answer(id)) for id, _ in node.children if _in_force(found, id)
        ),
        label=said,
        inherent="" if risk.inherent is None else shown(risk.inherent),
        residual="" if risk.residual is None else shown(risk.residual),
        span=span,
        low_at=share(risk.residual_low, HUNDRED),
        width=share(risk.residual_high - risk.residual_low, HUNDRED),
        has_range=risk.residual_high > risk.residual_low,
        inherent_at="" if risk.inherent is None else share(risk.inherent, HUNDRED),
        residual_at="" if risk.residual is None else share(risk.residual, HUNDRED),
        reading=reading,
    )


def _risk_band(found: Findings, node: Node, value: Value | None) -> str:
    """Say the band in the words of the section, where the risk has none of its own."""
    section = found.node(node.owner or "")
    own = isinstance(node.source, Risk) and node.source.bands is not None
    spoken = node if own or section.scale != HUNDRED else section
    return wording.band_label(spoken, value.point if value else None)


def _in_force(found: Findings, id: str) -> bool:
    return found.standing(id).state in ("answered", "unknown")


def _why_no_figure(found: Findings, node: Node) -> str:
    states = [found.standing(id).state == "answered" for id in (node.likelihood, node.impact)]
    if states == [False, True]:
        return "The signs were not judged"
    if states == [True, False]:
        return "The harm was not judged"
    return "Not judged yet" if not any(states) else "Too little is answered"


# Flows

_WORDS = ((0, "none"), (25, "tried"), (50, "small"), (75, "considerable"), (100, "essential"))


def _word(point: int) -> str:
    """Say points of a flow in one of five words, the nearest."""
    return min(_WORDS, key=lambda pair: abs(pair[0] * UNIT - point))[1]


def flows(found: Findings) -> Flows | None:
    """Lay out the six kinds of flow, now against ambition; None without a section of flows."""
    if not found.tree.has_flows:
        return None
    rows = tuple(
        (head, tuple(_flow_cell(found, cell) for cell in CELLS if cell.startswith(way)))
        for way, head in (("inward", "Coming in"), ("outward", "Going out"))
    )
    return Flows(_flow_finding(found), rows)


def _flow_finding(found: Findings) -> str:
    pairs = [(found.assessment.flows[cell, "now"], found.assessment.flows[cell, "ambition"]) for cell in CELLS]
    now = [one for one, _ in pairs if one is not None and one.point is not None]
    if not now:
        return "No flow is described yet, so all six are kept in view."
    running = sum(one.point is not None and one.point >= 25 * UNIT for one in now)
    known = [
        (one.point, other.point)
        for one, other in pairs
        if one and other and one.point is not None and other.point is not None
    ]
    more, less = sum(b > a for a, b in known), sum(b < a for a, b in known)
    said = f"{capital(in_words(running))} of six kinds of flow {'runs' if running == 1 else 'run'} today."
    wishes = [f"more of {in_words(more)}"] if more else []
    wishes += [f"less of {in_words(less)}"] if less else []
    said += f" You want {' and '.join(wishes)}." if wishes else " You want no more and no less of any."
    open_ = sum(one is not None and one.point is None for pair in pairs for one in pair)
    return said + (f" {capital(count(open_, 'answer'))} {'is' if open_ == 1 else 'are'} open." if open_ else "")


def _flow_cell(found: Findings, cell: str) -> FlowCell:
    now, ambition = found.assessment.flows[cell, "now"], found.assessment.flows[cell, "ambition"]
    title = wording.CELLS[cell]
    positions = [_position(one) for one in (now, ambition)]
    return FlowCell(
        title=title,
        headline=_flow_headline(now, ambition),
        label=f"{title}: now {_said(now)}, in three years {_said(ambition)}",
        now_at=positions[0],
        ambition_at=positions[1],
        now=_answers(found, cell, "now", counted=True),
        ambition=_answers(found, cell, "ambition", counted=True),
        kinds=_answers(found, cell, "now", counted=False),
    )


def _position(flow: Flow | None) -> str:
    return "" if flow is None or flow.point is None else share(flow.point, HUNDRED)


def _said(flow: Flow | None) -> str:
    if flow is None:
        return "not asked"
    return "open" if flow.point is None else f"{shown(flow.point)} of 100"


def _flow_headline(now: Flow | None, ambition: Flow | None) -> str:
    first = "Not asked" if now is None else "Open now" if now.point is None else f"{capital(_word(now.point))} now"
    if ambition is None:
        return first
    if ambition.point is None:
        return f"{first}, ambition open"
    if now is not None and now.point == ambition.point:
        return f"{first}, none wanted" if ambition.point == 0 else f"{first}, to stay so"
    if ambition.point == 0:
        return f"{first}, to end"
    word = _word(ambition.point)
    return f"{first}, to be tried" if word == "tried" else f"{first}, {word} in three years"


def _answers(found: Findings, cell: str, facet: str, counted: bool) -> tuple[str, ...]:
    asked: tuple[Asked, ...] = found.tree.cells[cell, facet]
    chosen = [one for one in asked if bool(one.weight) == counted and found.standing(one.id).state == "answered"]
    none = {
        one.id
        for one in chosen
        if isinstance(one.question, Choice) and found.standing(one.id).value == one.question.options[0].id
    }
    return tuple(found.answer(one.id) for one in chosen if not (one.id in none and facet == "ambition"))
