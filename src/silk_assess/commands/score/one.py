"""What `score` prints of one organisation: where it stands, what stands out, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from silk_assess.advice.deciding import difference
from silk_assess.advice.points_lost import lost
from silk_assess.advice.rules import flags, look_again
from silk_assess.advice.standing_out import standing_out
from silk_assess.commands.assessed import Case
from silk_assess.commands.flags import flag
from silk_assess.commands.score.level import answer_first, level, to_next_level
from silk_assess.exact import UNIT, decimal, shown
from silk_assess.faults import listed
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.nodes import RisksSection
from silk_assess.questionnaire.model.questions import CELLS
from silk_assess.questionnaire.tree import Node
from silk_assess.scoring.aggregates import counted
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal import commands
from silk_assess.terminal.layout import (
    BLANK,
    TABLES_FROM,
    Line,
    Row,
    Style,
    cells,
    cut,
    hints,
    joined,
    paragraph,
    piece,
    table,
)
from silk_assess.wording import names, numbers, progress
from silk_assess.wording.answers import answer, does_not_fit
from silk_assess.wording.deciding import differences
from silk_assess.wording.formulas import figure
from silk_assess.wording.versions import versions

_KINDS: Final = (("goods-services", "goods and services"), ("finance", "money"), ("intangible", "ideas"))


def score(case: Case, width: int) -> list[Line]:
    """Print one organisation: level, points, what the next level lacks, what stands out, facts."""
    assessment = case.assessment
    given = progress.counts(assessment)
    blocks = [name_line(case, width), _other_version(case, width)]
    if not any(assessment.values[id] is not None for id in assessment.tree.roots):
        blocks += _nothing_applies(case, width)
    elif not given["answered"]:
        blocks += _nothing_yet(case, width)
    else:
        blocks += [
            level(case, width),
            _points(assessment, width),
            _flows(assessment, width),
            to_next_level(case, width),
            _flags(assessment, width),
            _look_again(assessment, width),
            _facts(assessment, width),
            hints(
                [
                    ("Draw the report", commands.command(*case.words("report"))),
                    ("See why", commands.command(*case.words("why"))),
                ],
                width,
            ),
        ]
    return joined(blocks)


def name_line(case: Case, width: int) -> list[Line]:
    """Print who it is and from which file; a long name is cut, a file name never."""
    name, file = cut(case.assessment.answers.name or names.NAMELESS, width), piece(f"({case.file})")
    if cells(f"{name} {file[0]}") > width:
        return [((name, "bold"),), (file,)]
    return [((name, "bold"), (" ", ""), file)]


def _other_version(case: Case, width: int, most: int = 5) -> list[Line]:
    answers, tree = case.assessment.answers, case.assessment.tree
    if answers.origin == tree.pack.head.version and not answers.warnings:
        return []
    lines = _misfits(case, width, most)
    found = differences(tree, difference(case.assessment))
    lines += paragraph("In this version other answers count:", width) if found else []
    return [*lines, *(line for said in found for line in paragraph(said, width, 2, 4))]


def _misfits(case: Case, width: int, most: int) -> list[Line]:
    answers, head = case.assessment.answers, case.assessment.tree.pack.head
    of = versions(answers.questionnaire, answers.version, head)
    whole = "" if answers.questionnaire else " of the questionnaire"
    said = f"Answered with {of.then}{whole}; this is {of.now}."
    if not answers.warnings:
        return paragraph(f"{said} All answers still fit.", width)
    size = len(answers.warnings)
    many, do = numbers.plural(size, "One answer", f"{size} answers"), numbers.plural(size, "does", "do")
    lines = paragraph(f"{said} {many} {do} not fit and {do} not count:", width)
    most = size if case.is_piped else most  # no command can read them once more
    for misfit in answers.warnings[:most]:
        lines += paragraph(does_not_fit(misfit), width, 2, 4)
    more = size - most
    if more > 0:
        lines += paragraph(["and", f"{more} more:", (commands.command(*case.words("check")), "cyan")], width, 2)
    return lines


# Nothing to show yet


def _nothing_yet(case: Case, width: int) -> list[list[Line]]:
    given = progress.counts(case.assessment)
    unknown = given["don't know"]
    still = given["open"] + unknown
    said = f"Nothing is answered yet. {numbers.in_figures(still, 'question is', 'questions are')} open"
    if unknown:
        said += ", all with don't know" if unknown == still else f", {unknown} of them with don't know"
    block = level(case, width) if case.assessment.level else answer_first(case, width, [])
    return [paragraph(said + ".", width), block, hints([("See a finished example", commands.command("demo"))], width)]


def _nothing_applies(case: Case, width: int) -> list[list[Line]]:
    given = progress.counts(case.assessment)
    said = "By these answers nothing in this questionnaire applies to you, so there are no points and no level."
    told = progress.told_counts(given)[0 if given["answered"] else 1 :]
    return [
        paragraph(said, width),
        paragraph(numbers.capital(listed(told)) + ".", width),
        hints([("See why", commands.command(*case.words("why")))], width),
    ]


# Points


def _points(assessment: Assessment, width: int) -> list[Line]:
    tree = assessment.tree
    whole = _whole_rows(assessment, tree.node["index"]) if "index" in tree.node else []
    parts = [row for id in tree.parts for row in _part_rows(assessment, tree.node[id])]
    if width < TABLES_FROM and whole:
        return [*table(_HEAD, whole, width), BLANK, *table(_HEAD, parts, width)]
    return table(_HEAD, [*whole, *parts], width, right=(1,))


_HEAD: Final = ("", "points", "between", "in words")


def _whole_rows(assessment: Assessment, index: Node) -> list[Row]:
    said = names.far_apart(assessment)
    return [_node_row(assessment, index, 0), *([Row((said,), f"{numbers.capital(said)}.", 2)] if said else [])]


def _part_rows(assessment: Assessment, node: Node) -> list[Row]:
    """Print a part and what stands directly in it; what is deeper is for `why`."""
    tree = assessment.tree
    rows = [_node_row(assessment, node, 0)]
    if isinstance(node.source, RisksSection):
        return rows + _worst_risk(assessment, node)
    return rows + [_node_row(assessment, tree.node[id], 1) for id, _ in node.children if id in tree.node]


def _node_row(assessment: Assessment, node: Node, depth: int) -> Row:
    tree, value = assessment.tree, assessment.values[node.id]
    title = names.title(tree, node.id)
    style: Style = "bold" if node.owner is None else ""
    if value is None:
        words = "does not apply"
        return Row((title, "", "", words), f"{title}: nothing here applies to you.", 2 * depth, style)
    bounds = tree.bounds(node.id)
    of = "" if names.is_hundred(node) else f" of {decimal(node.scale)}"
    ends = numbers.span(value.low, value.high, bounds, "{} and {}")
    if value.point is None:
        said = f"{title}: {figure(tree, node.id, value)}."
        return Row((title, "", ends + of, "too few answers"), said, 2 * depth, style)
    points = shown(value.point, bounds) + of
    words = names.band_label(assessment, node)
    said = f"{title}: {points}"
    said += f", between {ends}." if numbers.has_range(value, bounds) else "."
    said += f" {words}." if words else ""
    return Row((title, points, ends if numbers.has_range(value, bounds) else "", words), said, 2 * depth, style)


def _worst_risk(assessment: Assessment, node: Node) -> list[Row]:
    risks = counted(node, assessment.values)
    if not risks:
        return []
    least = min(risk.point for risk in risks)
    worst = [names.title(assessment.tree, risk.id) for risk in risks if risk.point == least]
    title = f"its worst risk: {worst[0]}"
    if len(worst) > 1:
        title = f"its worst risks, equally: {'; '.join(worst[:3])}" + ("; and more" if len(worst) > 3 else "")
    return [Row((title,), numbers.capital(title) + ".", 2)]


def _flows(assessment: Assessment, width: int) -> list[Line]:
    """Say which flows there are; this part has no points and no good or bad."""
    tree = assessment.tree
    if not tree.has_flows:
        return []
    now = {cell: assessment.flows[cell, "now"] for cell in CELLS if tree.cells[cell, "now"]}
    answered = {cell: flow.point for cell, flow in now.items() if flow is not None and flow.point is not None}
    if not answered:
        return paragraph("Flows today: not answered yet.", width) if now else []
    there = [cell for cell, point in answered.items() if point >= 25 * UNIT]
    words = []
    for kind, name in _KINDS:
        ways = [way for way, word in (("inward", "in"), ("outward", "out")) if f"{way}/{kind}" in there]
        if ways:
            words.append(name + (" in and out" if len(ways) == 2 else " in" if ways == ["inward"] else " out"))
    said = f"Flows today: {len(there) or 'none'} of {len(now)}."
    said += f" {numbers.capital(', '.join(words))}." if words else ""
    still = sum(flow is not None and flow.point is None for flow in now.values())
    said += f" {numbers.capital(numbers.in_words(still))} not answered yet." if still else ""
    return paragraph(f"{said} This part describes; more is not better.", width)


# What stands out


def _flags(assessment: Assessment, width: int) -> list[Line]:
    """Show at most five rules that fired, by what they bear on, and count the rest; then the strengths."""
    found = standing_out(assessment, lost(assessment), flags(assessment))
    told = [rule for group in found.first for rule in group.rules]
    lines: list[Line] = [(("What stands out", "bold"),)] if told else []
    longest = max((len(rule.kind) for rule in told), default=0)
    for group in found.first:
        if group.answer is not None:
            said = f"{assessment.tree.asked[group.answer].question.text} {_answer(assessment, group.answer)}"
            lines += paragraph(said, width, 2, 4)
        for rule in group.rules:
            lines += flag(rule, longest, width, 2 if group.answer is None else 4)
    more = [rule.kind for group in found.more for rule in group.rules]
    words = [_many(kind, more.count(kind)) for kind in _FLAGS if kind in more]
    lines += paragraph(f"and {listed(words)} more, in the report", width, 2) if words else []
    return lines + _strengths(found.strengths, width)


def _answer(assessment: Assessment, id: str) -> str:
    value = assessment.standings[id].value
    assert value is not None
    return answer(assessment.tree.asked[id].question, value)


def _strengths(rules: Sequence[Rule], width: int, most: int = 3) -> list[Line]:
    lines: list[Line] = [(("Strengths", "bold"),)] if rules else []
    for rule in rules[:most]:
        lines += paragraph(rule.say, width, 2)
    more = len(rules) - most
    return lines + (paragraph(f"and {_many('strength', more)} more, in the report", width, 2) if more > 0 else [])


def _look_again(assessment: Assessment, width: int) -> list[Line]:
    """Say in one line that answers do not go together."""
    rules = look_again(assessment)
    if not rules:
        return []
    more = f" And {len(rules) - 1} more, in the report." if len(rules) > 1 else ""
    return paragraph(f"Look again: {rules[0].say}{more}", width, 0, 2)


_FLAGS: Final = ("warning", "advice")


def _many(kind: str, number: int) -> str:
    """Count warnings, pieces of advice or strengths."""
    if kind == "advice":
        return numbers.in_figures(number, "piece of advice", "pieces of advice")
    return numbers.in_figures(number, kind)


def _facts(assessment: Assessment, width: int) -> list[Line]:
    said = f"Facts: {numbers.percent(assessment.coverage)}% of what counts is answered, and "
    said += f"{numbers.percent(assessment.evidence)}% of the answers name evidence."
    if assessment.robust is not None:
        stays = "stays the same if every weight moves" if assessment.robust else "could be another if weights moved"
        said += f" The level {stays} by a quarter."
    return paragraph(said, width)
