"""The level on a screen: how sure it is, what would tell most, what the next one lacks."""

from __future__ import annotations

from silk_assess.advice.ask_next import ask_next
from silk_assess.advice.points_lost import lost
from silk_assess.advice.requirements import met, missed, next_level
from silk_assess.advice.way_up import WayUp, way_up
from silk_assess.answers.state import waited_for
from silk_assess.commands.assessed import Case
from silk_assess.exact import decimal
from silk_assess.faults import listed
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal import commands
from silk_assess.terminal.layout import Line, hints, paragraph
from silk_assess.wording import levels, names, numbers
from silk_assess.wording.formulas import points_of
from silk_assess.wording.numbers import plural


def level(case: Case, width: int) -> list[Line]:
    """Say the level and how sure it is; where it is not firm, which questions would tell most."""
    assessment = case.assessment
    tree, reached = assessment.tree, assessment.level
    if reached is None:
        return _without_level(assessment, width)
    said = levels.level_words(assessment, reached)
    lines = paragraph([(said.title, "bold"), said.rest], width)
    if reached.firm:
        text = tree.pack.head.levels[reached.point].text
        return lines + (paragraph(text, width, 2) if text else []) + _holds(assessment, width)
    return lines + _holds(assessment, width) + answer_first(case, width, ask_next(assessment))


def _holds(assessment: Assessment, width: int) -> list[Line]:
    """Say what holds of what the levels up to the next one ask for."""
    said = []
    for one in met(assessment):
        points = points_of(assessment.tree, one.node, one.value, "{} to {}")
        said.append(f"{names.title(assessment.tree, one.node)} {points} ({decimal(one.needed)} asked)")
    return paragraph(f"What holds: {'; '.join(said)}.", width, 2) if said else []


def answer_first(case: Case, width: int, ids: list[str]) -> list[Line]:
    """List the questions that would tell most; where none can, what they wait for, or those of the short way."""
    assessment, tree = case.assessment, case.assessment.tree
    intro = plural(len(ids), "This question would tell most.", "These questions would tell most.")
    if not ids and assessment.level is not None:
        ids = list(waited_for(tree, assessment.standings))
        these = plural(len(ids), "this is", "these are")
        intro = f"What could change it is asked only after {these} answered."
    if not ids:
        unknown = [one.id for one in tree.questions if assessment.standings[one.id].state == "unknown"]
        ids = [id for id in tree.pack.head.short if id in unknown][:5] or unknown[:5]
        intro = plural(len(ids), "Begin with this.", "Begin with these.")
    if not ids:
        return []
    lines = paragraph(intro, width)
    for id in ids:
        lines += paragraph(f"{id}: {tree.asked[id].question.text}", width, 2, 4)
    how = ("--next",) if assessment.level is not None and ask_next(assessment, most=1) else ()
    answer = f"Answer {plural(len(ids), 'it', 'them')}"
    words = [] if case.is_piped else [(answer, commands.command(*case.words("ask", *how)))]
    return lines + hints(words, width)


def _without_level(assessment: Assessment, width: int) -> list[Line]:
    tree = assessment.tree
    said = "This questionnaire has no levels."
    if tree.requires:
        said = "There is no level: nothing that the levels ask for applies to you."
    if "index" not in tree.node and len(tree.parts) > 1:
        said += " Its parts are not added up; each stands for itself."
    return paragraph(said, width)


# The next level


def to_next_level(case: Case, width: int) -> list[Line]:
    """Say what the next level asks for and is not there, and the way to it."""
    assessment, tree, level = case.assessment, case.assessment.tree, case.assessment.level
    if level is None or len(tree.requires) < 2:
        return []
    ahead = next_level(assessment)
    if ahead is None:
        said = "This is the highest level." if level.firm else "As answered so far this is the highest level."
        return paragraph(said, width)
    needs = missed(assessment)
    name = numbers.capital(names.level_name(tree, ahead))
    if len(needs) == 1:
        (need,) = needs
        said = f"{name}, asks for {decimal(need.needed)} in {names.title(tree, need.node)}."
        lines = paragraph(f"{said} You have {points_of(tree, need.node, need.value)}.", width)
    else:
        lines = paragraph(f"{name}, asks for more in {numbers.in_words(len(needs))} places:", width)
        for need in needs[:5]:
            title, size = names.title(tree, need.node), points_of(tree, need.node, need.value)
            lines += paragraph(f"{title}: {size}, and {decimal(need.needed)} is needed", width, 2, 4)
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
