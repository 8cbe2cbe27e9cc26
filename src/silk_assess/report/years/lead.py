"""The first screen of two years: from which level to which, what the answers prove of it, and where it comes from."""

from __future__ import annotations

from typing import Final

from silk_assess.exact import decimal, shown
from silk_assess.faults import listed
from silk_assess.questionnaire.tree import Node
from silk_assess.report.organisation.verdict import KeyFact, Rung
from silk_assess.report.years.findings import Findings
from silk_assess.scoring.assessment import Level, Value
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count, in_words
from silk_assess.wording.years import signed
from silk_assess.years.comparison import Moved


def big(found: Findings) -> str:
    """Say from which level to which; of a questionnaire without levels, how the whole moved."""
    old, new = _old_level(found), found.comparison.new.level
    if new is None:
        return _without_level(found) if old is None else "No level now"
    if old is None:
        return f"{found.level(new.point)} now"
    before, now = _old_title(found, old), found.level(new.point)
    return f"{now}, both times" if before == now else f"From {before} to {now}"


def level_line(found: Findings) -> str:
    """Say the same with the levels' numbers, as a sentence."""
    old, new, tree = _old_level(found), found.comparison.new.level, found.tree
    if new is None:
        said = "" if old is None else f"{_old_title(found, old)} before. "
        return f"{said}{_without_level(found) if old is None else 'No level now'}."
    now = names.level_name(tree, new.point)
    if old is None:
        return f"No level before. Now {now}."
    before = f"level {old.point}, {_old_title(found, old)}"
    return f"{capital(now)}, both times." if before == now else f"From {before}, to {now}."


def lead(found: Findings) -> str:
    """Say what the answers prove of the level; both years by this questionnaire."""
    comparison = found.comparison
    old, before, now = _old_level(found), comparison.common.level, comparison.new.level
    if now is None or before is None:
        return "" if now is None or old is not None else "Nothing that the levels ask about applied before."
    said = ""
    if old is not None and old.point != before.point:
        said = f"With this questionnaire the older answers give {found.level(before.point)}. "
    steps = now.point - before.point
    way = f"{capital(count(abs(steps), 'level'))} {'up' if steps > 0 else 'down'}" if steps else ""
    if comparison.level_moved in ("higher", "lower"):
        firm = ": both levels are firm, so no open answer can undo it" if before.firm and now.firm else ""
        return f"{said}{way}, and the answers prove it{firm}."
    if way:
        still = _still_possible(found, before, now)
        return f"{said}{way} as answered. {still[:1].upper()}{still[1:]}, so a change is not proved."
    if comparison.level_moved == "same":
        if not said:
            ends = f"{found.level(now.low)} to {found.level(now.high)}"
            rest = ", whatever is still open." if now.firm else f"; what is open leaves anything from {ends} possible."
            return f"The same level by both files{rest}"
        return f"{said[:-2]} too: this step comes from the new version, and not from other answers."
    ends = f"{found.level(now.low)} to {found.level(now.high)}"
    return f"{said}The same level as answered; what is open leaves anything from {ends} possible now."


def _still_possible(found: Findings, before: Level, now: Level) -> str:
    """Say which level could have been had all along."""
    if now.low <= before.high and now.point > before.point:
        return f"{found.level(now.low)} is still possible now" if not now.firm else _was_possible(found, before)
    return f"{found.level(now.high)} is still possible now" if not now.firm else _was_possible(found, before)


def _was_possible(found: Findings, before: Level) -> str:
    return f"anything from {found.level(before.low)} to {found.level(before.high)} was possible before"


def second(found: Findings) -> str:
    """Name the requirement of the new level that the older answers missed by most, and that is met now."""
    comparison, tree = found.comparison, found.tree
    before, now = comparison.common.level, comparison.new.level
    if before is None or now is None or now.point <= before.point:
        return ""
    best: tuple[int, int, Node, int, Value, Value] | None = None
    for number in range(before.point + 1, now.point + 1):
        for id, need in tree.requires[number]:
            then, value = comparison.common.values[id], comparison.new.values[id]
            if then is None or value is None or then.so_far >= need or value.so_far < need:
                continue
            short = (need - then.so_far) * 10**6 // tree.node[id].scale
            if best is None or short > best[0]:
                best = short, number, tree.node[id], need, then, value
    if best is None:
        return ""
    _, number, node, need, then, value = best
    bounds = tree.bounds(node.id)
    figures = f"the older answers give {shown(then.so_far, bounds)} there, those of now {shown(value.so_far, bounds)}"
    return f"{found.level(number)} asks for {decimal(need)} in {found.title(node.id)}: {figures}."


def facts(found: Findings, promised: str) -> tuple[KeyFact, ...]:
    """Say four things beside the level."""
    facts = []
    if "index" in found.tree.node:
        facts.append(KeyFact("All together", _whole(found)))
        facts.append(KeyFact("Where it comes from", source(found) or "One of the years has no figure of the whole"))
    facts.insert(1, KeyFact("What the answers prove", proved(found)))
    if promised:
        facts.append(KeyFact("Promised and done", promised))
    return tuple(facts)


def _whole(found: Findings) -> str:
    comparison = found.comparison
    before, now = comparison.common.values["index"], comparison.new.values["index"]
    if before is None or now is None:
        return "It has no figure in one of the years"
    ends = [found.span("index", one, "between {} and {}") or found.points("index", one) for one in (before, now)]
    said = f"Before {ends[0]}, now {ends[1]}"
    points = [found.points("index", one) for one in (before, now)]
    if ends != points and all(points):
        said += f". As answered {points[0]} and {points[1]}"
    old = comparison.old_value("index")
    then = found.points("index", old)
    return f"{said}; the older report said {then}" if then and then != points[0] else said


_COUNTED: Final[tuple[Moved, ...]] = ("higher", "lower", "open")


def proved(found: Findings) -> str:
    """Count the parts that are higher, lower, or of which nothing is proved."""
    kinds = [found.comparison.moved(node.id) for node in found.leaves]
    higher, lower, still = (kinds.count(kind) for kind in _COUNTED)
    said = [f"{count(higher, 'part')} higher"] if higher else []
    said += [f"{in_words(lower) if higher else count(lower, 'part')} lower"] if lower else []
    more = f". In {in_words(still)} the ranges overlap, which proves nothing" if still else ""
    return capital(", ".join(said or ["no part higher or lower"])) + more


def source(found: Findings) -> str:
    """Say from what the change of the whole comes, the largest part first."""
    tree = found.tree
    if "index" not in tree.node:
        return ""
    parts = found.comparison.parts("index")["point"]
    causes = (
        (parts.answers, "other answers"),
        (parts.questionnaire, "another version of the questionnaire"),
        (parts.known, "what became known or unknown"),
    )
    given = sorted((one for one in causes if one[0]), key=lambda one: -abs(one[0] or 0))
    if not given and parts.together is None:
        return "" if parts.change is None and parts.answers is None else "nothing moved"
    said = [f"{signed(size)} from {word}" for size, word in given if size is not None]
    if parts.together is not None:
        named = {
            "questionnaire": "another version",
            "answers": "other answers",
            "known": "what became known or unknown",
        }
        said.append(f"{signed(parts.together)} from {listed(named[one] for one in parts.undivided)} as one")
    return ", ".join(said)


def ladder(found: Findings) -> tuple[Rung, ...]:
    """Show both years on the ladder of levels, by this questionnaire."""
    before, now = found.comparison.common.level, found.comparison.new.level
    if now is None:
        return ()
    rungs = []
    for i, text in enumerate(found.tree.pack.head.levels):
        marks = [found.labels.old] if before is not None and i == before.point else []
        marks += [found.labels.new] if i == now.point else []
        look = "is" if i == now.point else "done" if i < now.low else ""
        if not look and now.low <= i <= now.high:
            look, marks = "may", [*marks, "possible now"]
        rungs.append(Rung(text.title, look, ", ".join(marks)))
    return tuple(rungs)


def _old_level(found: Findings) -> Level | None:
    old = found.comparison.old
    return found.comparison.common.level if old is None else old.level


def _old_title(found: Findings, level: Level) -> str:
    old = found.comparison.old
    tree = found.tree if old is None else old.tree
    return tree.pack.head.levels[level.point].title


def _without_level(found: Findings) -> str:
    if "index" not in found.tree.node:
        return "Part by part"
    moved = found.comparison.moved("index")
    return {"higher": "Higher than before", "lower": "Lower than before", "same": "As before"}.get(
        moved or "", "No change that the answers prove"
    )
