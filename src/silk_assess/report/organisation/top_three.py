"""The three questions that cost most, each with a reason, a first step, a tool and a peer."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.advice.better_answers import BetterAnswers
from silk_assess.advice.most_costly import most_costly
from silk_assess.exact import UNIT, decimal, micro, shown
from silk_assess.report.organisation.findings import Findings
from silk_assess.wording import answers, names, progress
from silk_assess.wording.numbers import in_words, plural


class Matter(NamedTuple):
    """One of the three questions that cost most."""

    id: str
    where: str
    question: str
    answer: str
    why: str
    monday: str
    tool: str
    tool_id: str
    cost: str
    peer: str
    lesson: str
    peer_id: str


def matters(found: Findings, most: int = 3) -> tuple[Matter, ...]:
    """Choose the questions that cost most points, likelihood and impact left out (they are no deeds)."""
    return tuple(_matter(found, one.id) for one in most_costly(found.tree, found.gains, most))


def matters_text(found: Findings) -> str:
    """Introduce the three things with what is missing in all."""
    shown_here = len(matters(found))
    if "index" in found.tree.node:
        value = found.value("index")
        if value is None or value.point is None:
            stand_out = any(rule.kind != "strength" for rule in found.flags)
            instead = " These stand out so far." if stand_out else ""
            return f"Too little is answered to say what is missing in all.{instead}"
        scale = decimal(value.scale)
        said = f"Your answers give {found.points('index', value.point)} of {scale} points."
        cap = found.assessment.caps.get("index")
        if cap is not None:
            without = found.points("index", cap.without)
            said += f" A limit holds them there; without it they would give {without}."
        if not shown_here:
            return f"{said} No deed of yours costs any of what is missing."
        missing = shown(value.scale - value.point)
        these = plural(shown_here, "this one", f"these {in_words(shown_here)}")
        said += f" Of the {missing} that are missing, no answers cost more than {these}."
        return f"{said} That is arithmetic, not cause and effect."
    if not shown_here:
        return "No answer costs points so far."
    return "No answers cost more points of their part than these. That is arithmetic, not cause and effect."


def _matter(found: Findings, id: str) -> Matter:
    one = found.question(id)
    tool = _tool_for(found, id)
    peer = _peer_for(found, id)
    return Matter(
        id=id,
        where=found.owner_title(id),
        question=one.question.text,
        answer=found.answer(id),
        why=" ".join(_reasons(found, id)),
        monday=_monday(found, id),
        tool=tool[0],
        tool_id=tool[1],
        cost=tool[2],
        peer=peer[0],
        lesson=peer[1],
        peer_id=peer[2],
    )


def _reasons(found: Findings, id: str) -> list[str]:
    one = found.question(id)
    reasons = []
    if _is_only_protection(found, id):
        reasons.append(
            "It is the only protection asked about for your worst risk, and the worst risk alone decides this part."
        )
    reason = getattr(one.question, "weight_reason", None)
    if reason:
        times = _TIMES.get(one.weight, f"has the weight {decimal(one.weight)}")
        reasons.append(f"It {times}. {reason}" if one.weight > UNIT else reason)
    for node in (one.node for one in found.missed):
        level = found.assessment.level
        if level is not None and found.tree.stands_under(id, node):
            reasons.append(f"{names.title(found.tree, node)} holds you at {found.level_title(level.point)}.")
            break
    cost = found.gain(id)
    reasons.append(f"It costs {cost} point{'' if cost == '1.0' else 's'}.")
    return reasons


_TIMES = {UNIT * 3 // 2: "counts one and a half times", 2 * UNIT: "counts double", 3 * UNIT: "counts three times"}


def _is_only_protection(found: Findings, id: str) -> bool:
    one = found.question(id)
    if one.role != "control":
        return False
    risk = found.node(one.owner)
    section = found.node(risk.owner or "")
    if section.rule != "min" or len(risk.children) != 1:
        return False
    mine = found.value(risk.id)
    points = [
        value.point
        for child, _ in section.children
        if (value := found.value(child)) is not None and value.point is not None
    ]
    return mine is not None and mine.point is not None and points.count(min(points)) == 1 and mine.point == min(points)


def _monday(found: Findings, id: str) -> str:
    one = found.question(id)
    takes = f"The change takes {progress.TAKES[one.effort]}."
    if one.question.step:
        return f"{one.question.step} {takes}"
    value = found.standing(id).value
    better = BetterAnswers(one, value) if value is not None else None
    if better is not None and better.count:
        return f"Make this true: “{answers.answer(one.question, better[1])}”. {takes}"
    return takes


def _tool_for(found: Findings, id: str) -> tuple[str, str, str]:
    owner = found.question(id).owner
    fitting = [one.tool for one in found.tools if id in one.tool.helps] or [
        one.tool for one in found.tools if owner in one.tool.helps
    ]
    if not fitting:
        return "", "", ""
    chosen = next((tool for tool in fitting if tool.verified == "seen"), fitting[0])
    return chosen.name, chosen.id, chosen.cost or ""


def _peer_for(found: Findings, id: str) -> tuple[str, str, str]:
    owner: str | None = found.question(id).owner
    while owner is not None and owner in found.tree.node:
        scale = found.node(owner).scale
        for peer in found.peers:
            judged = peer.case.features.get(owner)
            size = micro(judged) if isinstance(judged, str) else None
            if size is not None and 5 * size >= 3 * scale and peer.case.lesson:
                return peer.case.name, peer.case.lesson, peer.case.id
        owner = found.node(owner).owner
    return "", "", ""
