"""The level on a screen: how sure it is, what would tell most, what the next one lacks."""

from __future__ import annotations

from silk_assess.advice.ask_next import ask_next
from silk_assess.advice.points_lost import lost
from silk_assess.advice.way_up import WayUp, way_up
from silk_assess.commands.assessed import Case
from silk_assess.exact import decimal, shown
from silk_assess.faults import listed
from silk_assess.questionnaire.conditions import reads
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal import commands
from silk_assess.terminal.layout import Line, hints, paragraph
from silk_assess.wording import names, numbers


def level(case: Case, width: int) -> list[Line]:
    """Say the level and how sure it is; where it is not firm, which questions would tell most."""
    assessment = case.assessment
    tree, reached = assessment.tree, assessment.level
    if reached is None:
        return _without_level(assessment, width)
    title = numbers.capital(names.level_name(tree, reached.point))
    rest = names.level_sentences(tree, reached).removeprefix(title)
    lines = paragraph([(title, "bold"), rest], width)
    if reached.firm:
        text = tree.pack.head.levels[reached.point].text
        return lines + (paragraph(text, width, 2) if text else [])
    return lines + answer_first(case, width, ask_next(assessment))


def answer_first(case: Case, width: int, ids: list[str]) -> list[Line]:
    """List the questions that would tell most; where none can, what they wait for, or those of the short way."""
    assessment, tree = case.assessment, case.assessment.tree
    intro = "These questions would tell most." if len(ids) > 1 else "This question would tell most."
    if not ids and assessment.level is not None:
        ids = waits_for(assessment)
        intro = "What could change it is asked only after these are answered."
        intro = intro.replace("these are", "this is") if len(ids) == 1 else intro
    if not ids:
        unknown = [one.id for one in tree.questions if assessment.standings[one.id].state == "unknown"]
        ids = [id for id in tree.pack.head.short if id in unknown][:5] or unknown[:5]
        intro = "Begin with these." if len(ids) > 1 else "Begin with this."
    if not ids:
        return []
    lines = paragraph(intro, width)
    for id in ids:
        lines += paragraph(f"{id}: {tree.asked[id].question.text}", width, 2, 4)
    how = ("--next",) if assessment.level is not None and ask_next(assessment, most=1) else ()
    return lines + hints(
        [(f"Answer {'them' if len(ids) > 1 else 'it'}", commands.command(*case.words("ask", *how)))], width
    )


def waits_for(assessment: Assessment) -> list[str]:
    """Name the questions and profile fields that open questions wait for."""
    tree, standings = assessment.tree, assessment.standings
    found: dict[str, None] = {}
    for one in tree.questions:
        if standings[one.id].state == "unknown" and not standings[one.id].is_asked:
            found |= {id: None for id in reads(one.when) if standings[id].state == "unknown" and standings[id].is_asked}
    return list(found)


def _without_level(assessment: Assessment, width: int) -> list[Line]:
    tree = assessment.tree
    said = "This questionnaire has no levels."
    if tree.requires:
        said = "There is no level: nothing that the levels ask for applies to you."
    if "index" not in tree.node and len(tree.parts) > 1:
        said += " Its parts are not added up; each stands for itself."
    return paragraph(said, width)


# The next level


def missed(assessment: Assessment) -> list[tuple[str, int]]:
    """List what the level after the one reached asks for and the points (or lows) miss."""
    level, tree = assessment.level, assessment.tree
    if level is None or level.point + 1 >= len(tree.requires):
        return []
    return [
        (id, need)
        for id, need in tree.requires[level.point + 1]
        if (value := assessment.values[id]) is not None and (value.low if value.point is None else value.point) < need
    ]


def have(assessment: Assessment, id: str, words: str = "between {} and {}") -> str:
    """Say the points that a node has, or its range."""
    value = assessment.values[id]
    if value is None:
        return "does not apply"
    bounds = assessment.tree.bounds(id)
    return numbers.span(value.low, value.high, bounds, words) if value.point is None else shown(value.point, bounds)


def next_level(case: Case, width: int) -> list[Line]:
    """Say what the next level asks for and is not there, and the way to it."""
    assessment, tree, level = case.assessment, case.assessment.tree, case.assessment.level
    if level is None or len(tree.requires) < 2:
        return []
    if level.point + 1 == len(tree.requires):
        said = "This is the highest level." if level.firm else "As answered so far this is the highest level."
        return paragraph(said, width)
    needs = missed(assessment)
    name = numbers.capital(names.level_name(tree, level.point + 1))
    if len(needs) == 1:
        ((id, need),) = needs
        said = f"{name}, asks for {decimal(need)} in {names.title(tree, id)}. You have {have(assessment, id)}."
        lines = paragraph(said, width)
    else:
        lines = paragraph(f"{name}, asks for more in {numbers.in_words(len(needs))} places:", width)
        for id, need in needs[:5]:
            text = f"{names.title(tree, id)}: {have(assessment, id)}, and {decimal(need)} is needed"
            lines += paragraph(text, width, 2, 4)
        lines += paragraph(f"and {len(needs) - 5} more", width, 2) if len(needs) > 5 else []
    return [*lines, *_way(case, way_up(assessment, lost(assessment)), width)]


def _way(case: Case, way: WayUp | None, width: int) -> list[Line]:
    level = case.assessment.level
    if way is None or level is None:
        return paragraph("No other answer about what you do leads there alone.", width)
    there = "there" if way.to == level.point + 1 else f"to {names.level_name(case.assessment.tree, way.to)}"
    ids = list(way.changes)
    if len(ids) == 1:
        return hints([(f"One answer leads {there}", commands.command(*case.words("why", ids[0])))], width)
    said = f"{numbers.capital(numbers.in_words(len(ids)))} answers together lead {there}: {listed(ids)}."
    return [*paragraph(said, width), *hints([("See them", commands.command(*case.words("why")))], width)]
