"""What is not known yet, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from silk_assess.advice.ask_next import each_at_worst
from silk_assess.exact import decimal, shown
from silk_assess.questionnaire.tree import Asked
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.next_step import outcomes
from silk_assess.scoring.aggregates import RULES
from silk_assess.scoring.assessment import Value
from silk_assess.wording import progress
from silk_assess.wording.numbers import capital, count, in_words, plural


class Unknown(NamedTuple):
    """An open question: what was noted, where the answer may be found, what hangs on it."""

    id: str
    text: str
    note: str
    hint: str
    hangs: str
    bears: bool
    outcomes: tuple[tuple[str, str], ...]


class Without(NamedTuple):
    """A node with questions that do not apply, and what it would be were they 0."""

    title: str
    left_out: int
    as_it_is: str
    counted: str


class Gaps(NamedTuple):
    """What is open and what does not apply."""

    finding: str
    unknown: tuple[Unknown, ...]
    aside: str
    without: tuple[Without, ...]


def gaps(found: Findings) -> Gaps:
    """Tell what is open, what hangs on it, and what was left out."""
    unknown = [one for one in found.tree.questions if found.standing(one.id).state == "unknown"]
    bearing = set(found.ask_next)
    stakes = _stakes(found, unknown)
    rows = tuple(
        _unknown(found, one, one.id in bearing, stakes.get(one.id, ""))
        for one in sorted(unknown, key=lambda one: one.id not in bearing)
    )
    states = progress.counts(found.assessment)
    aside = ""
    ruled, followed = states["does not apply"], states["not asked"]
    if ruled or followed:
        parts = [f"{ruled} that you ruled out"] if ruled else []
        parts += [f"{followed} that followed from other answers and were not asked"] if followed else []
        count_so = capital(count(ruled + followed, "question counts", "questions count"))
        aside = f"{count_so} neither for nor against you: {', and '.join(parts)}."
    return Gaps(_gap_finding(found, len(unknown), len(bearing)), rows, aside, _without(found))


def _gap_finding(found: Findings, unknown: int, bearing: int) -> str:
    if not unknown:
        return "Every question that applies to you is answered."
    if bearing:
        some = f"{capital(in_words(bearing))} of {count(unknown, 'open question')}"
        many = plural(unknown, "The one open question", some)
        return f"{many} can change your level. Ask {plural(bearing, 'it', 'those')} first."
    are_open = capital(count(unknown, "question is", "questions are")) + " open."
    level = found.assessment.level
    if level is not None and level.firm:
        return f"{are_open} None can change your level; they widen the ranges."
    return f"{are_open} They widen the ranges."


def _unknown(found: Findings, one: Asked, bears: bool, stake: str) -> Unknown:
    if found.standing(one.id).is_asked:
        hangs = stake or "Nothing in the level; it describes."
    else:
        hangs = "It may not be asked: that depends on another open answer."
    hint = f"What could prove it: {one.question.evidence}" if one.question.evidence else ""
    shown_outcomes = outcomes(found, one.id) if bears else ()
    return Unknown(one.id, one.question.text, found.stored(one.id).note or "", hint, hangs, bears, shown_outcomes)


def _stakes(found: Findings, unknown: Sequence[Asked]) -> Mapping[str, str]:
    """Say of each open question that is asked and counts what hangs on it."""
    counting = [one for one in unknown if one.scored and one.role != "flow" and one.weight]
    asked = [one for one in counting if found.standing(one.id).is_asked]
    return {one.id: _hangs(found, one, copy.values) for one, copy in each_at_worst(found.assessment, asked)}


def _hangs(found: Findings, one: Asked, worst: Mapping[str, Value | None]) -> str:
    # It stands under one of the roots at most: under the index, or its section.
    for root in found.tree.above[one.id].intersection(found.tree.roots):
        before, after = found.value(root), worst[root]
        gap = 0 if before is None else before.high - (0 if after is None else after.high)
        if before is not None and gap:
            where = "all together" if root == "index" else f"in {found.node(root).title}"
            return f"Up to {shown(gap)} of {decimal(before.scale)} points {where}."
    return f"Nothing more {'all together' if 'index' in found.tree.node else 'there'}, as things stand."


def _without(found: Findings) -> tuple[Without, ...]:
    rows = []
    for node in found.tree.nodes:
        value = found.value(node.id)
        if node.id == "index" or node.rule not in RULES or value is None or value.point is None:
            continue
        asked = [(found.question(id), weight) for id, weight in node.children if id in found.tree.asked and weight]
        gone = [(one, weight) for one, weight in asked if found.value(one.id) is None]
        if gone:
            answered = [
                (known.point, known.scale, weight)
                for one, weight in asked
                if (known := found.value(one.id)) is not None and known.point is not None
            ]
            zeros = RULES[node.rule]([*answered, *((0, one.scale, weight) for one, weight in gone)], node.scale)
            bounds = found.tree.bounds(node.id)
            rows.append(
                Without(node.title, len(gone), shown(value.point, bounds), shown(min(zeros, value.point), bounds))
            )
    return tuple(rows)
