"""What `why` prints of the whole: why this level, how the points add up, the way to the next level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from silk_assess.advice.better_answers import BetterAnswers
from silk_assess.advice.points_lost import lost
from silk_assess.advice.way_up import way_up
from silk_assess.answers.model import Answer
from silk_assess.commands.assessed import Case
from silk_assess.commands.score.level import have, missed
from silk_assess.commands.score.one import NAMELESS
from silk_assess.exact import decimal, rounded, shown
from silk_assess.faults import Path, listed
from silk_assess.questionnaire.model.nodes import RisksSection
from silk_assess.questionnaire.tree import Node, Tree
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal import commands
from silk_assess.terminal.layout import Line, Piece, Row, heading, hints, joined, paragraph, table
from silk_assess.wording import answers, names, numbers, progress
from silk_assess.wording.formulas import brief, called, figure, formula, limits, open_below, range_from

# Gives the line of a path in the questionnaire, and its place as "pack.yaml:80".
Where = Callable[[Path], int]


@dataclass(frozen=True, slots=True)
class Trace:
    """A case with what explains it: where everything stands, and the points lost."""

    case: Case
    where: Where
    gains: Mapping[str, Fraction]

    @property
    def assessment(self) -> Assessment:
        """The assessment."""
        return self.case.assessment

    @property
    def tree(self) -> Tree:
        """The questionnaire."""
        return self.case.assessment.tree

    def place(self, path: Path) -> str:
        """Say where in the questionnaire something stands: "governance.yaml:15"."""
        line = self.where(path)
        return f"{path[0]}:{line}" if line else str(path[0])

    def line(self, path: Path) -> str:
        """Say only the line."""
        line = self.where(path)
        return str(line) if line else ""

    def command(self, *more: str) -> str:
        """Write the command that explains a part."""
        return commands.command(*self.case.words("why", *more))

    def at_stake(self, id: str) -> int:
        """Add up the points lost in a question, or in a node with all that stands under it."""
        amount = sum((self.gains.get(part, Fraction(0)) for part in self.tree.below(id)), Fraction(0))
        return rounded(amount.numerator, amount.denominator)

    def said(self, id: str) -> str:
        """Say the answer to a question, or its state with the reason given."""
        standing, stored = self.assessment.standings[id], self.assessment.answers.answers.get(id, Answer())
        if standing.value is not None:
            return answers.answer(self.tree.asked[id].question, standing.value)
        said = progress.state(self.tree.asked[id], standing, stored.unknown)
        reason = stored.not_applicable if standing.state == "not applicable" else None
        return f"{said}: {reason}" if reason else said

    @property
    def root(self) -> str:
        """Name what the points are missing from."""
        return "all together" if "index" in self.tree.node else "in this part"


def trace(case: Case, where: Where) -> Trace:
    """Work out what every explanation needs."""
    return Trace(case, where, lost(case.assessment))


def whole(found: Trace, width: int) -> list[Line]:
    """Explain the level and the points of a whole file."""
    tree, assessment = found.tree, found.assessment
    name = assessment.answers.name or NAMELESS
    level = assessment.level
    title = f"{name}: {names.level_name(tree, level.point)}." if level else name
    title += "" if level is None else " Firm." if level.firm else " As answered so far."
    blocks = [paragraph([(title, "bold")], width, 0, 2), _levels(found, width)]
    if "index" in tree.node:
        blocks.append(node_text(found, tree.node["index"], width))
    blocks += [_parts(found, width), _notes(found, width), _way(found, width), _further(found, width)]
    return joined(blocks)


# The level


def _levels(found: Trace, width: int) -> list[Line]:
    level, tree = found.assessment.level, found.tree
    if level is None:
        return []
    lines = heading("Why this level", found.place(("pack.yaml", "levels", level.point)), width)
    lines += _requirement(found, level.point, width)
    if level.point + 1 < len(tree.requires):
        lines += _requirement(found, level.point + 1, width)
    if not level.firm:
        ends = f"{names.level_name(tree, level.low)}, and {names.level_name(tree, level.high)}"
        lines += paragraph(f"With all that is open it lies between {ends}.", width, 2)
    return lines


def _requirement(found: Trace, number: int, width: int) -> list[Line]:
    tree = found.tree
    needs, name = tree.requires[number], numbers.capital(names.level_name(tree, number))
    if not needs:
        return paragraph(f"{name}, asks for nothing.", width, 2)
    failing = [
        (id, need)
        for id, need in needs
        if (value := found.assessment.values[id]) is not None
        and (value.low if value.point is None else value.point) < need
    ]
    many = f"{len(needs)} thing{'' if len(needs) == 1 else 's'}"
    if not failing:
        return paragraph(f"{name}, asks for {many}. {'It holds' if len(needs) == 1 else 'All hold'}.", width, 2)
    good = len(needs) - len(failing)
    said = f"{name}, asks for {many}."
    said += f" {good} hold{'s' if good == 1 else ''}." if good else ""
    said += " This one does not:" if len(failing) == 1 else f" These {len(failing)} do not:"
    rows = [
        Row(
            (names.title(tree, id), have(found.assessment, id, "{} to {}"), f"asked for {decimal(need)}"),
            f"{names.title(tree, id)}: {have(found.assessment, id)}, asked for {decimal(need)}",
            4,
        )
        for id, need in failing
    ]
    return [*paragraph(said, width, 2), *table(("", "", ""), rows, width, right=(1,))]


# A node in sentences


def node_text(found: Trace, node: Node, width: int) -> list[Line]:
    """Explain the points of one node: heading, how they are made, range, what is missing, limits."""
    assessment, tree = found.assessment, found.tree
    value = assessment.values[node.id]
    title = names.title(tree, node.id)
    said = f"{title}: {figure(tree, node.id, value)}" if value else f"{title}: nothing here applies to you"
    lines = heading(said, found.place(node.path), width)
    for sentence in formula(assessment, node):
        lines += paragraph(sentence, width, 2, 4 if "=" in sentence else 2)
    if value is None:
        return lines
    for text, i in limits(assessment, node):
        line = found.line((*node.path, "gates", i))
        place: list[Piece] = [(f" (line {line})", "dim")] if line else []
        lines += paragraph([text, *place], width, 2)
    if value.low != value.high:
        lines += paragraph(range_from(assessment, open_below(assessment, node)), width, 2)
    return lines


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


HEAD = ("", "points", "weight", "at stake", "line")


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


def row(found: Trace, id: str, weight: int | None, indent: int) -> Row:
    """Print a node as a row: points, weight, what is at stake, line."""
    value, title = found.assessment.values[id], names.title(found.tree, id)
    node = found.tree.node[id]
    if node.rule == "min" and isinstance(node.source, RisksSection) and value is not None:
        title += ", the worst risk"
    points = brief(found.tree, id, value) if value else "none"
    weighs = "" if weight is None else decimal(weight)
    amount = found.at_stake(id)
    stake = shown(amount) if amount else ""
    line = found.line(node.path)
    said = f"{title}: {points}" if value else f"{title}: nothing here applies to you"
    said += f", weight {weighs}" if weighs else ""
    said += f", {stake} at stake" if stake else ""
    said += f" ({found.place(node.path)})" if line else ""
    return Row((title, points, weighs, stake, line), said, indent, "bold" if node.owner is None else "")


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
        verb = "A limit is in force in" if len(held) == 1 else "Limits are in force in"
        lines += paragraph(f"{verb} {listed(called(tree, id) for id in held)}.", width)
    return lines


# The way up


def _way(found: Trace, width: int) -> list[Line]:
    """Show the way up: each changed answer with its effort, or what holds the level."""
    assessment, tree, level = found.assessment, found.tree, found.assessment.level
    if level is None or len(tree.requires) < 2 or level.point + 1 == len(tree.requires):
        return []
    way = way_up(assessment, found.gains)
    if way is None:
        holds = listed(names.title(tree, id) for id, _ in missed(assessment))
        said = f"No other answer about what you do leads to {names.level_name(tree, level.point + 1)}, alone."
        return paragraph(f"{said} It is held by {holds}.", width)
    lines = heading(f"The way to {names.level_name(tree, way.to)}", "", width)
    for id, value in way.changes.items():
        one = tree.asked[id]
        present = assessment.standings[id].value
        better = BetterAnswers(one, present if present is not None else 0)
        more = " (or better)" if value != better[better.count] else ""
        lines += paragraph(f"{id}: {one.question.text}", width, 2, 4)
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


def sources(found: Trace, ids: tuple[str, ...], width: int) -> list[Line]:
    """List sources in full, with year and address."""
    known = {source.id: source for source in found.tree.pack.head.sources}
    lines: list[Line] = []
    for id in ids:
        source = known[id]
        said = source.title + (f", {source.year}" if source.year else "")
        said += " (named from memory, not read)" if source.verified == "memory" else ""
        lines += paragraph([(("Source: " if len(ids) == 1 else "") + said, "dim")], width, 0 if len(ids) == 1 else 2, 4)
        if source.url:
            lines += paragraph([(source.url, "dim")], width, 2 if len(ids) == 1 else 4, 6)
    if len(ids) > 1:
        return [(("Sources", "dim"),), *lines]
    return lines
