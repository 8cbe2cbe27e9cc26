"""The risks, from the worst to the least, without and with protection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from silk_assess.exact import HUNDRED, rounded, shown
from silk_assess.questionnaire.model.nodes import Risk, RisksSection
from silk_assess.questionnaire.tree import Node
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.scores import share
from silk_assess.wording import names, numbers


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
    do = numbers.plural(len(aside), "it does", "they do")
    left_out = f"Left out, since {do} not apply: {'; '.join(aside)}." if aside else ""
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
    span = numbers.span(risk.residual_low, risk.residual_high) + " left" if has_range or risk.residual is None else ""
    if risk.residual is None or risk.inherent is None:
        said = f"{node.title}: no figure, between {numbers.between(risk.residual_low, risk.residual_high)} left"
    else:
        said = f"{node.title}: {shown(risk.inherent)} without protection, {shown(risk.residual)} left"
        if has_range:
            said += f", between {numbers.between(risk.residual_low, risk.residual_high)} left"
    reading = _why_no_figure(found, node) if risk.residual is None else _risk_band(found, node)
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


def _risk_band(found: Findings, node: Node) -> str:
    """Say the band in the words of the section, where the risk has none of its own."""
    section = found.node(node.owner or "")
    own = isinstance(node.source, Risk) and node.source.bands is not None
    spoken = node if own or section.scale != HUNDRED else section
    return names.band_label(found.assessment, node, spoken)


def _in_force(found: Findings, id: str) -> bool:
    return found.standing(id).state in ("answered", "unknown")


def _why_no_figure(found: Findings, node: Node) -> str:
    states = [found.standing(id).state == "answered" for id in (node.likelihood, node.impact)]
    if states == [False, True]:
        return "The signs were not judged"
    if states == [True, False]:
        return "The harm was not judged"
    return "Not judged yet" if not any(states) else "Too little is answered"
