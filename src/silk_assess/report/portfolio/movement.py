"""How organisations moved from an earlier year to this one: levels, gaps closed and opened, in groups as elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from silk_assess.portfolio.movement import Move
from silk_assess.portfolio.movement import Movement as Moved
from silk_assess.portfolio.statistics import FEWEST, Crowd
from silk_assess.report.portfolio.figures import many, number
from silk_assess.report.portfolio.gaps import owner
from silk_assess.report.portfolio.groups import Groups
from silk_assess.wording.numbers import plural

_MOST: Final = 5


class Row(NamedTuple):
    """Organisations with a level in both years: how many stand higher, the same and lower; empty where they are few."""

    title: str
    size: str
    up: str
    same: str
    down: str


class GapRow(NamedTuple):
    """A question by what it is part of, and how many closed, or opened, a gap there."""

    where: str
    question: str
    size: str


class Movement(NamedTuple):
    """What moved, with those of one year counted; `by` heads the groups."""

    finding: str
    proved: str
    one_year: str
    by: str
    rows: tuple[Row, ...]
    few: str
    gaps_text: str
    closed: tuple[GapRow, ...]
    opened: tuple[GapRow, ...]


def movement(crowd: Crowd, by_field: Groups | None, moved: Moved | None) -> Movement | None:
    """Say what moved; None where no earlier year was given."""
    if moved is None:
        return None
    both = [one for one in moved.moves if one is not None]
    told = [one for one in both if one.levels is not None]
    groups = () if by_field is None or not told else by_field.groups
    rows = [_row(group.title, [moved.moves[place] for place in group.places]) for group in groups]
    if told:
        rows.append(Row("All together", number(len(told)), *map(number, _counts(told))))
    return Movement(
        finding=_finding(both, told),
        proved=_proved(told),
        one_year=_one_year(moved),
        by="" if by_field is None else by_field.title,
        rows=tuple(rows),
        few=_FEW if any(not row.up for row in rows) else "",
        gaps_text=_gaps_text(moved, both),
        closed=_gaps(crowd, moved.closed),
        opened=_gaps(crowd, moved.opened),
    )


def told(moved: Moved) -> str:
    """Say in two sentences what moved, for a screen."""
    both = [one for one in moved.moves if one is not None]
    before, now = moved.past.left, moved.only_now
    alone = f"{number(before)} in the earlier year alone, {number(now)} in this one alone."
    return f"{_finding(both, [one for one in both if one.levels is not None])} {alone}"


_FEW: Final = "– where fewer than five of a group have a level in both years."


def _finding(both: Sequence[Move], told: Sequence[Move]) -> str:
    if not both:
        return (
            "No organisation was found in both years. They are joined by their ids, else by the names of their files."
        )
    if not told:
        return f"{many(len(both), 'organisation is', 'organisations are')} in both years; no level is told of them."
    up, same, down = _counts(told)
    is_in = many(len(told), "organisation has", "organisations have")
    return (
        f"{is_in} a level in both years: {number(up)} {plural(up, 'stands', 'stand')} higher as answered, "
        f"{number(same)} the same, {number(down)} lower."
    )


def _proved(told: Sequence[Move]) -> str:
    if not any(one.levels for one in told):
        return ""
    up = sum(one.is_proved for one in told if (one.levels or 0) > 0)
    down = sum(one.is_proved for one in told if (one.levels or 0) < 0)
    return (
        f"The answers prove {number(up)} of the changes upward and {number(down)} of those downward: whatever is still "
        "open in both years, these stand."
    )


def _one_year(moved: Moved) -> str:
    before, now = moved.past.left, moved.only_now
    return (
        f"{many(before, 'organisation is', 'organisations are')} in the earlier year alone, {number(now)} in this one "
        "alone; they are counted nowhere else in this section."
    )


def _row(title: str, moves: Sequence[Move | None]) -> Row:
    told = [one for one in moves if one is not None and one.levels is not None]
    if len(told) < FEWEST:
        return Row(title, "", "", "", "")
    return Row(title, number(len(told)), *map(number, _counts(told)))


def _counts(told: Sequence[Move]) -> tuple[int, int, int]:
    steps = [one.levels or 0 for one in told]
    return sum(one > 0 for one in steps), steps.count(0), sum(one < 0 for one in steps)


def _gaps_text(moved: Moved, both: Sequence[Move]) -> str:
    if not both:
        return ""
    closed, opened = sum(moved.closed.values()), sum(moved.opened.values())
    return (
        f"{many(closed, 'gap')} closed and {number(opened)} opened. A gap is an answer that is worth less than the "
        "best one; counted is what both years answered."
    )


def _gaps(crowd: Crowd, counted: Counter[int]) -> tuple[GapRow, ...]:
    asked = crowd.tree.questions
    places = sorted(counted, key=lambda i: (-counted[i], i))[:_MOST]
    return tuple(GapRow(owner(crowd.tree, asked[i]), asked[i].question.text, number(counted[i])) for i in places)
