"""What `why` prints of the whole: why this level, how the points add up, the way to the next level."""

from __future__ import annotations

from fractions import Fraction

from silk_assess.advice.better_answers import BetterAnswers
from silk_assess.advice.requirements import Requirement, missed, next_level, requirements
from silk_assess.advice.way_up import way_up
from silk_assess.commands.why.node import HEAD, node_text, row
from silk_assess.commands.why.trace import Trace
from silk_assess.exact import decimal, shown
from silk_assess.faults import listed
from silk_assess.questionnaire.model.nodes import RisksSection
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.terminal.layout import Line, Row, heading, hints, joined, paragraph, table
from silk_assess.wording import answers, names, numbers, progress
from silk_assess.wording.formulas import called, points_of


def whole(found: Trace, width: int) -> list[Line]:
    """Explain the level and the points of a whole file."""
    tree, assessment = found.tree, found.assessment
    name = assessment.answers.name or names.NAMELESS
    level = assessment.level
    title = f"{name}: {names.level_name(tree, level.point)}." if level else name
    title += "" if level is None else " Firm." if level.firm else " As answered so far."
    blocks = [paragraph([(title, "bold")], width, 0, 2), _levels(found, width)]
    if "index" in tree.node:
        blocks.append(node_text(found, tree.node["index"], width))
    blocks += [_parts(found, width), _notes(found, width), _way(found, width), _further(found, width)]
    return joined(blocks)


# The level


def reached(found: Trace, width: int) -> list[Line]:
    """Explain the level alone: what it and the next one ask for, and the way there."""
    level, levels = found.assessment.level, found.tree.pack.head.levels
    if level is None:
        return paragraph("There is no level: nothing that the levels ask for applies to you.", width)
    title = f"{numbers.capital(names.level_name(found.tree, level.point))}."
    title += " Firm." if level.firm else " As answered so far."
    ahead = next_level(found.assessment)
    asked = [("All that it asks for", found.command(levels[level.point].id))]
    if ahead is not None:
        asked.append((f"All that level {ahead} asks for", found.command(levels[ahead].id)))
    blocks = [paragraph([(title, "bold")], width, 0, 2), _levels(found, width), _way(found, width)]
    return joined([*blocks, hints(asked, width)])


def _levels(found: Trace, width: int) -> list[Line]:
    level, tree = found.assessment.level, found.tree
    if level is None:
        return []
    lines = heading("Why this level", found.place(("pack.yaml", "levels", level.point)), width)
    lines += _requirement(found, level.point, width)
    ahead = next_level(found.assessment)
    if ahead is not None:
        lines += _requirement(found, ahead, width)
    if not level.firm:
        ends = f"{names.level_name(tree, level.low)}, and {names.level_name(tree, level.high)}"
        lines += paragraph(f"With all that is open it lies between {ends}.", width, 2)
    return lines


def _requirement(found: Trace, number: int, width: int) -> list[Line]:
    tree = found.tree
    needs, name = requirements(found.assessment, number), numbers.capital(names.level_name(tree, number))
    if not needs:
        return paragraph(f"{name}, asks for nothing.", width, 2)
    failing = [one for one in needs if one.is_missed]
    many = numbers.in_figures(len(needs), "thing")
    if not failing:
        hold = numbers.plural(len(needs), "It holds", "All hold")
        return paragraph(f"{name}, asks for {many}. {hold}.", width, 2)
    good = len(needs) - len(failing)
    said = f"{name}, asks for {many}."
    said += f" {good} {numbers.plural(good, 'holds', 'hold')}." if good else ""
    said += numbers.plural(len(failing), " This one does not:", f" These {len(failing)} do not:")
    rows = [_failing(tree, one) for one in failing]
    return [*paragraph(said, width, 2), *table(("", "", ""), rows, width, right=(1,))]


def _failing(tree: Tree, one: Requirement) -> Row:
    title, asked = names.title(tree, one.node), f"asked for {decimal(one.needed)}"
    size, words = (points_of(tree, one.node, one.value, said) for said in ("{} to {}", "between {} and {}"))
    return Row((title, size, asked), f"{title}: {words}, {asked}", 4)


# The table of parts


def _parts(found: Trace, width: int) -> list[Line]:
    tree = found.tree
    weights = dict(tree.node["index"].children) if "index" in tree.node else {}
    rows: list[Row] = []
    for id in _under_the_whole(tree):
        node = tree.node[id]
        rows.append(row(found, id, weights.get(id), 0))
        if isinstance(node.source, RisksSection):
            rows += _risks(found, node)
        else:
            rows += [row(found, child, weight, 2) for child, weight in node.children if child in tree.node]
    return table(HEAD, rows, width, right=(1, 2, 3, 4))


def _under_the_whole(tree: Tree) -> list[str]:
    """Name what the index is made of, then the parts that are not in it."""
    listed_first = [id for id, _ in tree.node["index"].children] if "index" in tree.node else []
    inside = {below for id in listed_first for below in tree.below(id)}
    return [*listed_first, *(id for id in tree.parts if id not in inside)]


def _risks(found: Trace, node: Node) -> list[Row]:
    """Show the risk that decides under a minimum, else every risk."""
    points = {
        id: value.point
        for id, _ in node.children
        if (value := found.assessment.values[id]) is not None and value.point is not None
    }
    if node.rule != "min" or not points:
        return [row(found, id, weight, 2) for id, weight in node.children]
    return [
        row(found, id, weight, 2) for id, weight in node.children if weight and points.get(id) == min(points.values())
    ]


def _notes(found: Trace, width: int) -> list[Line]:
    tree, assessment = found.tree, found.assessment
    files = list(dict.fromkeys(str(node.path[0]) for node in tree.nodes if node.id != "index"))
    lines = paragraph(f"Lines are those of {listed(files)}. Figures are rounded for the screen.", width)
    if "index" in tree.node and (value := assessment.values["index"]) is not None and value.point is not None:
        missing = shown(value.scale - value.point)
        text = f'{missing} points are missing to {decimal(value.scale)}; "at stake" says where.'
        lines += paragraph(f"{text} It does not say what causes what.", width)
    elif "index" not in tree.node and found.gains:
        text = 'Each part counts the points that it misses itself; "at stake" says where.'
        lines += paragraph(f"{text} It does not say what causes what.", width)
    held = [id for id in assessment.caps if id != "index"]
    if held:
        limits_are = numbers.plural(len(held), "A limit is", "Limits are")
        lines += paragraph(f"{limits_are} in force in {listed(called(tree, id) for id in held)}.", width)
    return lines


# The way up


def _way(found: Trace, width: int) -> list[Line]:
    """Show the way up: each changed answer with its effort, or what holds the level."""
    assessment, tree, ahead = found.assessment, found.tree, next_level(found.assessment)
    if ahead is None:
        return []
    way = way_up(assessment, found.gains)
    if way is None:
        holds = listed(names.title(tree, one.node) for one in missed(assessment))
        said = f"No other answer about what you do leads to {names.level_name(tree, ahead)}, alone."
        return paragraph(f"{said} It is held by {holds}.", width)
    lines = heading(f"The way to {names.level_name(tree, way.to)}", "", width)
    for id, value in way.changes.items():
        one = tree.asked[id]
        present = assessment.standings[id].value
        better = BetterAnswers(one, present if present is not None else 0)
        more = " (or better)" if value != better[better.count] else ""
        lines += paragraph(f"{one.question.text} ({id})", width, 2, 4)
        now = answers.answer(one.question, present) if present is not None else ""
        then = f"{answers.answer(one.question, value)}{more}. It takes {progress.TAKES[one.effort]}."
        lines += paragraph(f"Now: {now}", width, 4, 9) + paragraph(f"Then: {then}", width, 4, 10)
    return [
        *lines,
        *paragraph("To answer differently is not to be ready. First the change, then the answer.", width, 2),
    ]


def _further(found: Trace, width: int) -> list[Line]:
    """Offer the two commands that go deeper."""
    tree = found.tree
    most = max(tree.parts, key=lambda id: found.at_stake(id), default=None)
    scored = [one.id for one in tree.questions if one.scored and one.role != "flow"] or [
        one.id for one in tree.questions
    ]
    question = max(scored, key=lambda id: found.gains.get(id, Fraction(0)), default=None)
    pairs = []
    if most is not None:
        pairs.append(("One part, down to the answers", found.command(most)))
    if question is not None:
        pairs.append(("One question, with its sources", found.command(question)))
    return hints(pairs, width)
