"""What a programme can do first: common gaps, questions to ask, one tool for many, rules that fire most."""

from __future__ import annotations

import re
from typing import NamedTuple

from silk_assess.portfolio.member import BEST, LESS, OPEN
from silk_assess.portfolio.statistics import Crowd, Tick, amount, many, number, per_cent, ticks
from silk_assess.questionnaire.model.catalogue import Tool
from silk_assess.questionnaire.model.nodes import Risk
from silk_assess.questionnaire.model.questions import Choice, YesNo
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.wording import answers
from silk_assess.wording.numbers import capital, count, in_words


class Gap(NamedTuple):
    """A question that costs all together most, as a deed with its first step."""

    where: str
    question: str
    common: str
    cost: str
    first: str


class Gaps(NamedTuple):
    """The most common gaps, the costliest first."""

    head: str
    text: str
    cards: tuple[Gap, ...]


class NextStep(NamedTuple):
    """Questions to ask before planning, each with how many should ask it; and one tool for many."""

    head: str
    text: str
    asks: tuple[tuple[str, str], ...]
    tool_head: str
    tool_text: str


class Fired(NamedTuple):
    """A rule and how many it fires for."""

    say: str
    kind: str
    number: str
    at: str
    label: str


class Rules(NamedTuple):
    """The rules that fire most, on an axis of counts."""

    finding: str
    total: str
    ticks: tuple[Tick, ...]
    rows: tuple[Fired, ...]
    rest: str


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
    """The tools that come first for most."""

    finding: str
    one: OneTool | None
    rows: tuple[ToolRow, ...]


# Gaps


def gaps(crowd: Crowd, most: int = 3) -> Gaps:
    """Choose the questions that cost all together most, likelihood and impact left out (they are no deeds)."""
    asked, sums = crowd.tree.questions, crowd.roll.losses
    costly = sorted(
        (i for i, one in enumerate(asked) if sums[i] and one.role not in ("likelihood", "impact")),
        key=lambda i: -sums[i],
    )[:most]
    cards = tuple(_gap(crowd, i, sums[i]) for i in costly)
    head = f"The {in_words(len(cards))} most common gaps" if len(cards) > 1 else "The most common gap"
    if cards:
        text = (
            "Counted are deeds, not judgements of risk. A point lost shows where answers differ from the best ones, "
            "not what would change if they did."
        )
        return Gaps(head, text, cards)
    if not crowd.number:
        return Gaps("Common gaps", "There is no organisation to look at.", ())
    if any(crowd.middles[id] is not None for id in crowd.tree.roots) and not crowd.roll.missing and _any_point(crowd):
        return Gaps("Common gaps", "No points are missing in what was answered.", ())
    return Gaps("Common gaps", "Too little is answered to say which deeds are missing.", ())


def _any_point(crowd: Crowd) -> bool:
    return any(middle.figures for id in crowd.tree.roots if (middle := crowd.middles[id]) is not None)


def _gap(crowd: Crowd, place: int, size: int) -> Gap:
    one = crowd.tree.questions[place]
    step = "Ask each organisation which better answer is nearest, and what it would take."
    missing = f"that all {number(crowd.number)} miss together" if crowd.number > 1 else "that are missing"
    return Gap(
        where=_owner(crowd.tree, one),
        question=one.question.text,
        common=_common(crowd, place),
        cost=f"{amount(size)} of the {amount(crowd.roll.missing)} points {missing}",
        first=one.question.step or step,
    )


def _owner(tree: Tree, one: Asked) -> str:
    node = tree.node.get(one.owner)
    if node is None:
        return next(section.title for section in tree.pack.sections if section.id == one.owner)
    return f"Risk: {node.title}" if isinstance(node.source, Risk) else node.title


def _common(crowd: Crowd, place: int) -> str:
    """Say how many chose an answer worth less than half of the points, and which; else how many not the best."""
    one = crowd.tree.questions[place]
    given = crowd.roll.answered[place]
    answered = sum(given.values()) - given[OPEN]
    of = f"of {many(answered, 'organisation')} that answered"
    if isinstance(one.question, Choice | YesNo) and len(one.table) < LESS:
        ids = list(one.table)
        low = [k for k, id in enumerate(ids) if 2 * one.table[id] < one.scale and given[k]]
        some = sum(given[k] for k in low)
        if low:
            named = [f"“{capital(answers.label(one.question, ids[k]))}”" for k in low]
            chosen = " or ".join(named) if len(low) < 3 else f"one of the {in_words(len(low))} weakest answers"
            return f"{number(some)} {of} chose {chosen}"
        best = sum(size for k, size in given.items() if k != OPEN and one.table[ids[k]] == max(one.table.values()))
        return f"{number(answered - best)} {of} chose less than the best answer"
    if given[LESS]:
        return f"{number(given[LESS])} {of} reach less than half of its points"
    return f"{number(answered - given[BEST])} {of} reach less than all of its points"


# Next


def next_step(crowd: Crowd, most: int = 5) -> NextStep:
    """Count the questions that would tell most about the level, and name the tool that would help most."""
    counted = crowd.roll.asks
    place = {one.id: i for i, one in enumerate(crowd.tree.questions)}
    first = sorted(counted, key=lambda id: (-counted[id], place[id]))[:most]
    asks = tuple((crowd.tree.asked[id].question.text, many(counted[id])) for id in first)
    unsettled = sum(size for (low, _, high), size in crowd.levels.items() if low != high)
    tool = _best_tools(crowd)
    head, text = _ask_text(crowd, unsettled, len(counted))
    if not tool:
        return NextStep(head, text, asks, "", "")
    return NextStep(head, text, asks, f"One tool for many: {tool[0].name}", _serves(crowd, tool[0]))


def _ask_text(crowd: Crowd, unsettled: int, questions: int) -> tuple[str, str]:
    head = "Next step: ask before you plan"
    hang = f"{many(unsettled, 'level')} {'hangs' if unsettled == 1 else 'hang'} on answers that are still open."
    if questions:
        return head, f"{hang} These questions would tell most:"
    if unsettled:
        return head, f"{hang} They wait for other answers first, so read each organisation's own report."
    if not crowd.number:
        return "Next step", "Collect answers, and draw this page again."
    if not crowd.tree.pack.head.levels or crowd.target is None:
        return "Next step: talk about the gaps", "There are no levels here that an open answer could change."
    return "Next step: talk about the gaps", "No open answer can change a level. Plan with what is known."


# Tools


def _best_tools(crowd: Crowd) -> list[Tool]:
    firsts, points = crowd.roll.firsts, crowd.roll.addressed
    named = {tool.id: tool for tool in crowd.tree.pack.tools}
    return [named[id] for id in sorted(firsts, key=lambda id: (-firsts[id], -points[id], id))]


def _serves(crowd: Crowd, tool: Tool) -> str:
    points = crowd.roll.addressed[tool.id]
    missing = f"of the {amount(crowd.roll.missing)} points that all miss together"
    spoken = f" It speaks to {amount(points)} {missing}." if points else ""
    return f"Among the first three tools for {number(crowd.roll.firsts[tool.id])} of {number(crowd.number)}.{spoken}"


def tools(crowd: Crowd, most: int = 6) -> Tools:
    """Rank the tools by how often each stands among the first three of an organisation."""
    found = _best_tools(crowd)
    if not crowd.tree.pack.tools:
        return Tools("This questionnaire lists no tools.", None, ())
    if not found:
        return Tools("No tool is suggested, since nothing that they help with costs points.", None, ())
    firsts, points = crowd.roll.firsts, crowd.roll.addressed
    best = found[0]
    alike = [tool for tool in found[1:] if firsts[tool.id] == firsts[best.id]]
    rivals = f", as often as {count(len(alike), 'other tool')}" if alike else ", more often than any other tool"
    finding = f"{best.name} stands among the first three for {number(firsts[best.id])} of {number(crowd.number)}"
    rows = tuple(
        ToolRow(tool.name, number(firsts[tool.id]), amount(points[tool.id]), _terms(tool)) for tool in found[:most]
    )
    return Tools(f"{finding}{rivals}.", _one_tool(best), rows)


def _one_tool(tool: Tool) -> OneTool:
    unchecked = "" if tool.verified == "seen" else "Described from memory, not checked."
    return OneTool(
        name=tool.name,
        url=tool.url if tool.url and re.match(r"https?://[^\s]+$", tool.url) else "",
        terms=". ".join(filter(None, [tool.publisher, _terms(tool)])) + ".",
        what=tool.what or "",
        use_when=tool.use_when or "",
        caution=" ".join(filter(None, [tool.caution, unchecked])),
    )


def _terms(tool: Tool) -> str:
    useful = f"useful in {tool.takes}" if tool.takes else ""
    return ", ".join(filter(None, [capital(tool.cost or ""), useful])) or "Cost not stated"


# Rules


def rules(crowd: Crowd, most: int = 6) -> Rules:
    """Count the rules that fired, the most frequent first, equal ones in file order."""
    total = crowd.number
    counted = crowd.roll.flags
    fired = sorted((rule for rule in crowd.tree.pack.rules if counted[rule.id]), key=lambda rule: -counted[rule.id])
    rows = tuple(
        Fired(
            rule.say,
            capital(rule.kind),
            number(counted[rule.id]),
            per_cent(counted[rule.id], total),
            f"{number(counted[rule.id])} of {number(total)}",
        )
        for rule in fired[:most]
    )
    left = len(fired) - len(rows)
    fire = "fires" if left == 1 else "fire"
    rest = f"{capital(count(left, 'other rule'))} {fire} for as many or fewer." if left else ""
    if not fired:
        finding = "None of the rules fires. Open answers set off nothing, so this is no all-clear."
        if not crowd.tree.pack.rules:
            finding = "This questionnaire has no rules that give warnings or advice."
        return Rules(finding, number(total), (), (), "")
    first = counted[fired[0].id]
    alike = sum(counted[rule.id] == first for rule in fired) - 1
    rivals = f"as often as {count(alike, 'other rule')}" if alike else "more often than any other rule"
    finding = f"One rule fires for {number(first)} of {number(total)}, {rivals}: “{fired[0].say}”"
    return Rules(finding, number(total), ticks(total), rows, rest)
