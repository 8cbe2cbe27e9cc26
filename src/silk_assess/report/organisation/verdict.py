"""The first screen: which level, and how sure it is."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.answers.state import Standing
from silk_assess.exact import decimal, shown
from silk_assess.faults import listed
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.holds import Holds, holds
from silk_assess.wording import levels, names, numbers, progress
from silk_assess.wording.numbers import capital, count, plural


class KeyFact(NamedTuple):
    """One thing to know beside the level."""

    head: str
    text: str


class Rung(NamedTuple):
    """One level of the ladder; `mark` says in words what its look says."""

    title: str
    look: str
    mark: str


class Verdict(NamedTuple):
    """The level in a word, what it means, and what to do first."""

    caps: str
    big: str
    lead: str
    text: str
    holds: Holds | None
    go: str
    facts: tuple[KeyFact, ...]
    ladder: tuple[Rung, ...]
    reading: str


def verdict(found: Findings) -> Verdict:
    """Say the level, or without levels the points, and how sure it is."""
    level, levels = found.assessment.level, found.tree.pack.head.levels
    if level is None:
        return _without_level(found)
    answered = any(standing.state == "answered" for standing in _scored(found))
    here = levels[level.point]
    lead, rest = _first_sentence(here.text or "")
    ends = found.level_title(level.low), found.level_title(level.high)
    if level.firm:
        caps, go = "Level reached", _go_by_way(found)
    elif not answered:
        caps, go = "Nothing is answered so far", f"Any level from {ends[0]} to {ends[1]} is possible."
        lead, rest = "The level stands open until you answer.", ""
        return Verdict(caps, "Not known yet", lead, rest, None, go, _facts(found), _ladder(found), _READING)
    else:
        caps = "Level reached" if level.low == level.point else "Level as answered so far"
        go = _go_by_questions(found, ends)
    return Verdict(caps, here.title, lead, rest, holds(found), go, _facts(found), _ladder(found), _READING)


_READING = (
    "A level says what you can carry, not how good you are. No average decides it, and nobody has shown yet that "
    "a higher one brings better results."
)


def _scored(found: Findings) -> list[Standing]:
    return [found.standing(one.id) for one in found.tree.questions if one.scored and one.role != "flow"]


def _go_by_questions(found: Findings, ends: tuple[str, str]) -> str:
    number = len(found.ask_next)
    if not number:
        return f"Open answers leave everything from {ends[0]} to {ends[1]} possible."
    level = found.assessment.level
    assert level is not None
    close = f"Close {count(number, 'open question')}."
    if level.low == level.point:
        return f"{close} {plural(number, 'It', 'They')} may lift you to {ends[1]}."
    return f"{close} {plural(number, 'It tells', 'They tell')} whether you stand at {ends[0]} or higher."


def _go_by_way(found: Findings) -> str:
    if found.next_level is None:
        return "This is the highest level. Answer the questions again in a year."
    title = found.level_title(found.next_level)
    if found.way_up is not None:
        deeds = count(len(found.way_up.changes), "change")
        return f"{capital(deeds)} would lead to {found.level_title(found.way_up.to)}."
    return f"No change of deeds alone leads to {title}. See what holds you."


def _without_level(found: Findings) -> Verdict:
    tree, levels = found.tree, found.tree.pack.head.levels
    roots = [(id, found.value(id)) for id in tree.roots]
    present = [(id, value) for id, value in roots if value is not None]
    if levels and present:
        text = "Nothing that the levels ask about applies to you, so there is none to name."
        return Verdict("Level", "No level", text, "", None, "", _facts(found), (), "")
    if len(present) == 1:
        id, value = present[0]
        node, bounds = tree.node[id], tree.bounds(id)
        caps = names.title(tree, id)
        if value.point is None:
            ends = numbers.between(value.low, value.high, bounds)
            lead = f"Between {ends} of {decimal(node.scale)}: too few answers for one figure."
            return Verdict(caps, "No figure yet", lead, "", None, _to_close(found), _facts(found), (), _PLAIN)
        words = names.in_words(found.assessment, node)
        lead = f"{words}." if words else ""
        text = names.band_text(found.assessment, node)
        if numbers.has_range(value, bounds):
            ends = numbers.between(value.low, value.high, bounds)
            text = f"Between {ends}, as open answers turn out. {text}".strip()
        big = f"{shown(value.point, bounds)} of {decimal(node.scale)}"
        return Verdict(caps, big, lead, text, None, _to_close(found), _facts(found), (), _PLAIN)
    if not present:
        text = "None of what this questionnaire scores applies to you."
        return Verdict("Result", "No figure", text, "", None, "", _facts(found), (), "")
    lead = f"This questionnaire has {count(len(present), 'part')}, and each stands on its own."
    parts = "; ".join(_part(found, id) for id, _ in present)
    return Verdict(
        "Result",
        capital(count(len(present), "part")),
        lead,
        parts + ".",
        None,
        _to_close(found),
        _facts(found),
        (),
        _PLAIN,
    )


_PLAIN = "A figure says what was answered under stated rules, not how good you are."


def _part(found: Findings, id: str) -> str:
    value, node = found.value(id), found.node(id)
    assert value is not None
    if value.point is None:
        return f"{node.title}: too few answers"
    return f"{node.title}: {shown(value.point, found.tree.bounds(id))} of {decimal(node.scale)}"


def _to_close(found: Findings) -> str:
    number = sum(standing.state == "unknown" for standing in _scored(found))
    return _are_open(number) if number else ""


def _are_open(number: int) -> str:
    return capital(count(number, "question is", "questions are")) + " open."


def _first_sentence(text: str) -> tuple[str, str]:
    """Cut a level's text behind its first sentence, which is set larger; nothing else hangs on it."""
    head, dot, rest = text.partition(". ")
    return (head + ".", rest) if dot else (text, "")


def _facts(found: Findings) -> tuple[KeyFact, ...]:
    assessment = found.assessment
    states = progress.counts(assessment)
    said = listed(progress.told_counts(states)) + "."
    if states["does not apply"] or states["not asked"]:
        said += " What does not apply or was not asked counts neither way."
    share = numbers.percent(assessment.evidence)
    proved = "This share of your answers, by weight, names a paper that could prove it. Nobody has checked the papers."
    if not assessment.evidence:
        proved = (
            "No answer names a paper that could prove it. Evidence changes no points; it tells others what to look at."
        )
    facts = [KeyFact(progress.done(states), said), KeyFact(f"{share} % with evidence", proved)]
    level = assessment.level
    if level is not None:
        facts += [_firm(found), _robust(found)]
    else:
        covered = f"{numbers.percent(assessment.coverage)} % of what counts is answered"
        facts.append(KeyFact(covered, "By weight, over what applies to you."))
    return tuple(facts)


def _firm(found: Findings) -> KeyFact:
    level = found.assessment.level
    assert level is not None
    if level.firm:
        held = levels.held_by(found.assessment) if levels.much_is_open(found.assessment) else ""
        return KeyFact("Firm", held or "No open answer can change the level.")
    up, down = found.level_title(level.high), found.level_title(level.low)
    if level.low == level.point:
        return KeyFact("Not firm yet", f"Open answers can still lift the level to {up}. They cannot lower it.")
    if level.high == level.point:
        return KeyFact("Not firm yet", f"Open answers can still lower the level to {down}. They cannot lift it.")
    return KeyFact("Not firm yet", f"Open answers decide whether it is {down}, {up} or something between.")


def _robust(found: Findings) -> KeyFact:
    if found.assessment.robust:
        return KeyFact("Robust", "The level stays the same when every weight is a quarter larger or smaller.")
    return KeyFact("Not robust", "With weights a quarter larger or smaller the level could be another one.")


def _ladder(found: Findings) -> tuple[Rung, ...]:
    level = found.assessment.level
    assert level is not None
    answered = any(standing.state == "answered" for standing in _scored(found))
    rungs = []
    for i, text in enumerate(found.tree.pack.head.levels):
        look, mark = "", ""
        if i == level.point and answered:
            look = "is"
            mark = "You are here" if level.firm or level.low < i else "You are here, even at worst"
        elif i < level.low:
            look = "done"
        elif i == level.high and not level.firm:
            look, mark = "may", "Possible at best"
        elif i == level.low and not level.firm:
            look, mark = "may", "Possible at worst"
        elif level.low < i < level.high:
            look, mark = "may", "Possible"
        rungs.append(Rung(text.title, look, mark))
    return tuple(rungs)
