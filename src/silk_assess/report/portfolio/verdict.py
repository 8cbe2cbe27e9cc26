"""The first screen of a portfolio: how many stand where, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from silk_assess.exact import decimal
from silk_assess.portfolio.member import Reach
from silk_assess.portfolio.statistics import FEWEST, Crowd, quantile
from silk_assess.questionnaire.tree import Node
from silk_assess.report.portfolio.figures import Tick, many, number, per_cent, ticks
from silk_assess.report.portfolio.groups import Groups
from silk_assess.scoring.assessment import Value
from silk_assess.scoring.bands import band, far_apart
from silk_assess.wording import names, numbers
from silk_assess.wording.numbers import capital, count, plural


class Fact(NamedTuple):
    """One thing to know beside the levels."""

    head: str
    text: str


class LevelBar(NamedTuple):
    """A level or band: how many stand there for sure, as answered, and possibly; positions in per cent."""

    title: str
    label: str
    firm: str
    may: str
    at: str
    point: str
    span: str


class LevelBars(NamedTuple):
    """All levels or bands, the highest first, on an axis of counts."""

    caption: str
    head: str
    number: str
    ticks: tuple[Tick, ...]
    rows: tuple[LevelBar, ...]
    aside: str


class Verdict(NamedTuple):
    """What is true of all together."""

    caps: str
    big: str
    lead: str
    facts: tuple[Fact, ...]
    steps: LevelBars | None
    reading: str
    caution: str


_LEVELS = (
    "Does not mean that those above are better. A level says what an organisation can take on; many do well without."
)
_FIGURES = "Does not mean that those above are better. A figure says what was answered under stated rules."


def verdict(crowd: Crowd, groups: Groups | None) -> Verdict:
    """Say how many have reached the level after the middle one's, and between which numbers that lies."""
    few = (
        f"These are fewer than {count(FEWEST, 'organisation')}: every figure here may be one that somebody can be "
        "known by. Keep this page to yourself."
    )
    caution = few if 0 < crowd.number < FEWEST else ""
    facts = _facts(crowd, groups)
    if not crowd.number:
        lead = "There is nothing to show until an answer file can be scored."
        return Verdict("Portfolio", "No organisation yet", lead, facts, None, "", "")
    if not crowd.tree.pack.head.levels:
        return _without_levels(crowd, facts, caution)
    if crowd.target is None:
        lead = "Nothing that the levels ask about applies to these organisations."
        return Verdict("Levels", "No level", lead, facts, None, "", caution)
    steps = _levels(crowd)
    if not any(crowd.roll.coverage):
        lead = "Nothing that counts is answered so far, so every level that is not ruled out is possible."
        return Verdict("Levels", "Not known yet", lead, facts, steps, _LEVELS, caution)
    return Verdict("Levels reached", *_reached(crowd, crowd.target), facts, steps, _LEVELS, caution)


def _reached(crowd: Crowd, target: int) -> tuple[str, str]:
    total, title = crowd.levels.total(), crowd.level_title(target)
    lows, points, highs = (sum(n for level, n in crowd.levels.items() if level[k] >= target) for k in range(3))
    unsettled = sum(n for (low, _, high), n in crowd.levels.items() if low != high)
    where = f"at {title}" if target == len(crowd.tree.requires) - 1 else f"at {title} or higher"
    big = f"{_of(points, total)} {'stands' if total == 1 else plural(points, 'stands', 'stand')} {where}"
    if lows == highs:
        lead = "No open answer can change that."
    else:
        reason = f"since open answers leave {many(unsettled, 'level')} unsettled"
        lead = f"Between {number(lows)} and {number(highs)}, {reason}."
    middle = crowd.level_title(crowd.level_of_middle)
    return big, f"{lead} The middle organisation stands at {middle}." if total > 1 else lead


def _of(some: int, total: int) -> str:
    if total == 1:
        return "The one organisation" if some else "None"
    return f"{number(some)} of {number(total)}" if some else f"None of {number(total)}"


def _levels(crowd: Crowd) -> LevelBars:
    titles = [f"{i} {level.title}" for i, level in enumerate(crowd.tree.pack.head.levels)]
    without = crowd.number - crowd.levels.total()
    aside = f"{capital(count(without, 'organisation'))} left out: nothing that the levels ask about applies to them."
    return _steps(crowd.levels.items(), titles, "Organisations at each level", "Level", aside if without else "")


def _steps(
    places: Collection[tuple[tuple[int, int | None, int], int]],
    titles: Sequence[str],
    caption: str,
    head: str,
    aside: str,
) -> LevelBars:
    """Count those firm, possible and as answered; `places` has low, point and high, each with how many have it."""
    total = sum(n for _, n in places)
    rows = []
    for i, title in reversed(list(enumerate(titles))):
        firm = sum(n for (low, _, high), n in places if low == high == i)
        may = sum(n for (low, _, high), n in places if low <= i <= high)
        point = sum(n for (_, point, _), n in places if point == i)
        span = number(firm) if firm == may else f"{number(firm)} to {number(may)}"
        label = f"{title}: {number(point)} as answered" + (f", between {number(firm)} and {number(may)}" * (firm < may))
        position = (per_cent(firm, total), per_cent(may - firm, total) if may > firm else "", per_cent(point, total))
        rows.append(LevelBar(title, label, *position, number(point), span))
    return LevelBars(f"{caption}, out of {number(total)}", head, number(total), ticks(total), tuple(rows), aside)


# Without levels


def _without_levels(crowd: Crowd, facts: tuple[Fact, ...], caution: str) -> Verdict:
    present = [id for id in crowd.tree.roots if crowd.middles[id] is not None]
    if not present:
        lead = "None of what this questionnaire scores applies to these organisations."
        return Verdict("Result", "No figure", lead, facts, None, "", caution)
    if len(present) > 1:
        parts = "; ".join(f"{crowd.tree.node[id].title}: {_middle(crowd, id)}" for id in present)
        lead = f"This questionnaire has {count(len(present), 'part')}, and each stands on its own. {parts}."
        return Verdict("Result", capital(count(len(present), "part")), lead, facts, None, _FIGURES, caution)
    node, middle = crowd.tree.node[present[0]], crowd.middles[present[0]]
    caps = names.title(crowd.tree, node.id)
    if middle is None or middle.point is None:
        lead = f"The middle organisation stands somewhere in {_middle(crowd, node.id)}: too few answers for one figure."
        return Verdict(caps, "No figure yet", lead, facts, _bands(crowd, node), _FIGURES, caution)
    big = f"The middle stands at {crowd.points(node.id, middle.point)} of {decimal(node.scale)}"
    span = crowd.span(node.id, middle.low, middle.high)
    lead = f"Somewhere in {span}, as open answers turn out." if span else "No open answer can change that."
    return Verdict(caps, big, lead, facts, _bands(crowd, node), _FIGURES, caution)


def _middle(crowd: Crowd, id: str) -> str:
    middle = crowd.middles[id]
    assert middle is not None
    span = crowd.span(id, middle.low, middle.high) or crowd.points(id, middle.low)
    return span if middle.point is None else f"middle {crowd.points(id, middle.point)}"


def _bands(crowd: Crowd, node: Node) -> LevelBars | None:
    if not node.bands:
        return None
    place: Callable[[int | None], int | None] = lambda size: band(node, size)  # noqa: E731
    places = Counter(
        (place(one.low) or 0, place(one.point), place(one.high) or 0)
        for one in crowd.roll.figures(node.id)
        if one is not None
    )
    titles = [f"From {decimal(one.start)}: {names.both_labels(one)}" for one in node.bands]
    return _steps(places.items(), titles, "Organisations in each band", "Band", _far_apart(crowd, node))


def _far_apart(crowd: Crowd, node: Node) -> str:
    """Say of how many the word of the band does not hold, since the parts of the whole lie far apart."""
    if node.id != "index":
        return ""
    nodes = [node, *(crowd.tree.node[id] for id, _ in node.children)]
    figures = zip(*(crowd.roll.figures(one.id) for one in nodes), strict=True)
    apart = sum(
        bool(far_apart(crowd.tree, {one.id: _value(one, reach) for one, reach in zip(nodes, each, strict=True)}))
        for each in figures
    )
    if not apart:
        return ""
    have = plural(apart, "has", "have")
    return f"{capital(count(apart, 'organisation'))} {have} parts that are far apart, so that no word sums them up."


def _value(node: Node, reach: Reach | None) -> Value | None:
    return None if reach is None else Value(node.scale, reach.low, reach.point, reach.high, 0)


# Facts


def _facts(crowd: Crowd, groups: Groups | None) -> tuple[Fact, ...]:
    found = []
    if crowd.levels:
        firm = sum(n for (low, _, high), n in crowd.levels.items() if low == high)
        are = plural(firm, "level is", "levels are")
        text = f"No open answer can change {plural(firm, 'it', 'them')}."
        if not firm:
            text = "Open answers can still change every level."
        found.append(Fact(f"{number(firm)} of {number(crowd.levels.total())} {are} firm", text))
    if crowd.number:
        found.append(_answered(crowd))
    name = groups.kind[1] if groups is not None else "groups"
    text = f"{capital(name)} with fewer are shown together and not named. The list at the end is for the adviser alone."
    found.append(Fact("No group under five", text))
    text = "Nobody has checked the answers. Do not use them to choose whom to fund."
    found.append(Fact("Answered by themselves", text))
    return tuple(found)


def _answered(crowd: Crowd) -> Fact:
    coverage = sorted(crowd.roll.coverage)
    text = f"{numbers.percent(coverage[0])} % in the least complete file. " if crowd.number > 1 else ""
    in_the_middle = ", in the middle" if crowd.number > 1 else ""
    head = f"{numbers.percent(quantile(coverage, 50))} % answered{in_the_middle}"
    if not crowd.roll.evidence:
        return Fact(head, f"{text}There was no place to name a paper that could prove an answer.")
    evidence = numbers.percent(quantile(sorted(crowd.roll.evidence), 50))
    able = len(crowd.roll.evidence)
    among = f", in the middle of the {number(able)} that had a place for it" if able < crowd.number else in_the_middle
    return Fact(head, f"{text}{evidence} % of the answers name a paper that could prove them{among}.")
