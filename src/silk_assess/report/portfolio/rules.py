"""The rules that fire for most organisations."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.portfolio.statistics import Crowd
from silk_assess.report.portfolio.figures import Tick, number, per_cent, ticks
from silk_assess.wording.numbers import capital, count


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
    fire = capital(count(left, "other rule fires", "other rules fire"))
    rest = f"{fire} for as many or fewer." if left else ""
    if not fired:
        finding = "None of the rules fires. Open answers set off nothing, so this is no all-clear."
        if not any(rule.is_flag for rule in crowd.tree.pack.rules):
            finding = "This questionnaire has no rules that give warnings or advice."
        return Rules(finding, number(total), (), (), "")
    first = counted[fired[0].id]
    alike = sum(counted[rule.id] == first for rule in fired) - 1
    rivals = f"as often as {count(alike, 'other rule')}" if alike else "more often than any other rule"
    finding = f"One rule fires for {number(first)} of {number(total)}, {rivals}: “{fired[0].say}”"
    return Rules(finding, number(total), ticks(total), rows, rest)
