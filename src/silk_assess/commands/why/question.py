"""What `why` prints of one question: its points by which rule, and what another answer would do."""

from __future__ import annotations

from silk_assess.advice.better_answers import other_answers
from silk_assess.answers.state import Standing
from silk_assess.commands.why.part import counting
from silk_assess.commands.why.sources import sources
from silk_assess.commands.why.trace import Trace
from silk_assess.exact import decimal, shown
from silk_assess.faults import listed
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.questions import Choice, Choices, Quantity, YesNo
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Level, Value
from silk_assess.scoring.trial import tried
from silk_assess.terminal.layout import Line, Row, hints, joined, paragraph, table
from silk_assess.wording import answers, conditions, names, numbers, progress
from silk_assess.wording.formulas import called

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def question(found: Trace, one: Asked, answer_line: int, width: int) -> list[Line]:
    """Explain one question; `answer_line` is where the answer stands in the answer file, 0 if nowhere."""
    where = ", in ".join([found.place(one.path), *_owners(found, one)])
    head = [*paragraph([(f"{one.question.text} ({one.id})", "bold")], width), *paragraph([(where, "dim")], width, 2)]
    blocks = [head, _standing(found, one, answer_line, width)]
    if one.role not in ("flow", "profile") and one.scored:
        blocks.append(_others(found, one, width))
    blocks += [_help(one, width), sources(found, one.question.sources, width)]
    if one.owner in found.tree.node:
        name = "The whole risk" if found.tree.node[one.owner].rule == "risk" else "The whole part"
        blocks.append(hints([(name, found.command(one.owner))], width))
    return joined(blocks)


def _owners(found: Trace, one: Asked) -> list[str]:
    """Name what the question stands in, from the nearest out."""
    tree, owners = found.tree, []
    owner: str | None = one.owner
    while owner is not None and owner in tree.node:
        owners.append(names.title(tree, owner))
        owner = tree.node[owner].owner
    if one.role == "flow":
        owners = [next(section.title for section in tree.pack.sections if section.id == one.owner)]
    return owners or ["the questions about your organisation"]


# The answer and its points


def _standing(found: Trace, one: Asked, answer_line: int, width: int) -> list[Line]:
    stored = found.assessment.answers.answers.get(one.id)
    said = f"Your answer{_where(found, answer_line)}: {found.said(one.id)}"
    lines = paragraph(said, width, 0, 2)
    for text in _points(found, one):
        lines += paragraph(text, width, 2)
    written = [f"Evidence: {proof}" for proof in stored.evidence] if stored else []
    written += [f"Note: {stored.note}"] if stored and stored.note else []
    return [*lines, *(line for text in written for line in paragraph(text, width, 2, 4))]


def _where(found: Trace, answer_line: int) -> str:
    return f" ({found.case.file}:{answer_line})" if answer_line else ""


def _points(found: Trace, one: Asked) -> list[str]:
    """Say the points and by which rule, then what they weigh and what is at stake."""
    standing, tree = found.assessment.standings[one.id], found.tree
    if standing.state == "hidden" and one.when is not None:
        return [
            f"It is asked only where {conditions.condition(tree, one.when)}. It does not count, for or against you."
        ]
    if standing.is_waiting and one.when is not None:
        said = [f"Whether it is asked is not known yet: only where {conditions.condition(tree, one.when)}."]
        return [*said, f"Until then it may be anything from 0 to {decimal(one.scale)}."] if one.scored else said
    if not one.scored:
        return ["It gives no points.", *_readers(found, one)]
    if standing.state == "not applicable":
        return ["It does not count, for or against you. The others share its weight.", *_readers(found, one)]
    if one.role in ("likelihood", "impact"):
        return [*_anchor(found, one), *_stake(found, one), *_readers(found, one)]
    if standing.value is None:
        said = [_while_open(one, standing)]
    else:
        said = [_rule(one, standing.value)]
    return [*said, *_weight(found, one), *_stake(found, one), *_readers(found, one)]


def _while_open(one: Asked, standing: Standing) -> str:
    if standing.may_vanish:
        return f"It may not apply, so while it is open it counts as anything from 0 to {decimal(one.scale)}."
    ends = f"{decimal(one.least)} to {decimal(one.greatest)}"
    return f"While it is open it may be anything from {ends}, its worst and its best answer."


def _rule(one: Asked, value: str | tuple[str, ...] | int) -> str:
    size, scale = points(one, value), decimal(one.scale)
    said = f"{shown(size)} of {scale}"
    question = one.question
    match question:
        case Choice(options=options) if options[0].value is None:
            place = [option.id for option in options].index(str(value))
            name = _PLACES[place] if place < len(_PLACES) else f"number {place + 1}"
            turned = ", counted from the last" if one.reversed else ""
            return f"{said}, the {name} of {numbers.in_words(len(options))} options in equal steps{turned}"
        case Choice():
            return f"{said}, as the questionnaire values this option" + (", turned round" if one.reversed else "")
        case YesNo():
            best = "no" if one.reversed else "yes"
            return f"{said}, since {best} gives all points and the other answer none"
        case Choices() if isinstance(value, tuple):
            return f"{said}. {counting(one, value)}"
        case Quantity() if one.goalposts is not None and isinstance(value, int):
            return f"{said}. {_between(one, value, one.goalposts)}"
        case _:
            return said


def _between(one: Asked, value: int, goalposts: tuple[int, int]) -> str:
    """Say how a number becomes points: "100 x (2.5 - 0) / (6 - 0) = 41.7"."""
    start, to = goalposts if not one.reversed else (goalposts[1], goalposts[0])
    unit = one.question.unit if isinstance(one.question, Quantity) and one.question.unit else ""
    ends = f"{decimal(start)} gives 0 and {decimal(to)} gives all"
    if not min(start, to) < value < max(start, to):
        return f"{ends}{', in ' + unit if unit else ''}; beyond them nothing changes"
    high, low = (value, start) if to > start else (start, value)
    whole = (to, start) if to > start else (start, to)
    figures = f"({decimal(high)} - {decimal(low)}) / ({decimal(whole[0])} - {decimal(whole[1])})"
    return f"{ends}: {decimal(one.scale)} x {figures} = {shown(points(one, value))}"


def _anchor(found: Trace, one: Asked) -> list[str]:
    value = found.assessment.standings[one.id].value
    what = "likelihood" if one.role == "likelihood" else "harm"
    declared = ", ".join(decimal(size) for size in one.table.values())
    if value is None:
        return [f"While it is open, the {what} may be any of {declared}."]
    return [f"It counts as {decimal(one.table[str(value)])} of 1 for {what}. The steps are {declared}."]


def _weight(found: Trace, one: Asked) -> list[str]:
    if one.role == "flow":
        where = names.CELLS[one.question.cell or ""]  # type: ignore[union-attr]
        facet = "today" if one.question.facet == "now" else "in future"  # type: ignore[union-attr]
        return [f"It describes: {where}, {facet}. Flows have no part in the level."]
    reason = getattr(one.question, "weight_reason", None)
    said = f"Weight {decimal(one.weight)} in {called(found.tree, one.owner)}"
    if not one.weight:
        said = f"Weight 0: it is shown in {called(found.tree, one.owner)} and never counted"
    return [f"{said}: {reason}" if reason else f"{said}."]


def _stake(found: Trace, one: Asked) -> list[str]:
    amount = found.at_stake(one.id)
    if one.role == "flow" or not amount:
        return []
    return [f"{numbers.points(amount)} at stake {found.root}"]


def _readers(found: Trace, one: Asked) -> list[str]:
    """Say what else looks at the answer: limits, and questions that are asked or not by it."""
    tree, said = found.tree, []
    for node in tree.nodes:
        for gate in node.gates:
            cap = f"{called(tree, node.id)} is at most {decimal(gate.cap)}"
            said += [f"A limit reads it: below {decimal(need)}, {cap}." for id, need in gate.below if id == one.id]
    asking = [other.id for other in tree.questions if one.id in reads(other.when)]
    if asking:
        these = numbers.plural(len(asking), "this is", "these are")
        said.append(f"Whether {these} asked depends on it: {listed((called(tree, id) for id in asking), most=6)}.")
    return said


# What another answer would do


def _others(found: Trace, one: Asked, width: int) -> list[Line]:
    assessment, tree = found.assessment, found.tree
    standing = assessment.standings[one.id]
    if standing.state not in ("answered", "unknown") or not standing.is_asked:
        return []
    top = "index" if "index" in tree.node else _section(found, one)
    name = "all together" if top == "index" else names.title(tree, top)
    rows = []
    for answer in other_answers(one, standing.value):
        trial = tried(assessment, {one.id: answer})
        size, reached = _reached(found, top, trial.values[top], trial.level)
        title = _titled(one, standing.value, answer)
        said = f"{title}: {name} {size}" + (f", level {reached}" if reached else "")
        rows.append(Row((title, size, reached), said, 2))
    if not rows:
        return []
    head = ("What another answer would do", name, "level")
    lines = table(head, rows, width, right=(1,), is_titled=True)
    if len({row.cells[1:] for row in rows} | {_as_it_is(found, top)}) == 1:
        lines += paragraph("As things stand, none of these changes it.", width, 2)
    return lines


def _as_it_is(found: Trace, top: str) -> tuple[str, str]:
    return _reached(found, top, found.assessment.values[top], found.assessment.level)


def _reached(found: Trace, top: str, value: Value | None, level: Level | None) -> tuple[str, str]:
    """Say points (or a range) and level after some answer."""
    bounds = found.tree.bounds(top)
    size = "" if value is None else numbers.span(value.low, value.high, bounds)
    size = shown(value.point, bounds) if value is not None and value.point is not None else size
    return size, f"{level.point}, {found.tree.pack.head.levels[level.point].title}" if level else ""


def _titled(one: Asked, present: object, answer: str | tuple[str, ...] | int) -> str:
    """Name another answer; of several choices what is added or taken away."""
    question = one.question
    if not isinstance(question, Choices) or not isinstance(answer, tuple) or not isinstance(present, tuple):
        return answers.answer(question, answer)
    added, gone = [id for id in answer if id not in present], [id for id in present if id not in answer]
    if added and not gone:
        return f"and also: {answers.label(question, added[0])}"
    if len(gone) == 1 and not added:
        return f"without: {answers.label(question, gone[0])}"
    return f"only: {answers.answer(question, answer)}"


def _section(found: Trace, one: Asked) -> str:
    node = found.tree.node[one.owner]
    while node.owner is not None:
        node = found.tree.node[node.owner]
    return node.id


# Help


def _help(one: Asked, width: int) -> list[Line]:
    said = []
    if one.question.guidance:
        said.append(f"What is meant: {one.question.guidance}")
    if one.question.evidence:
        said.append(f"What could prove it: {one.question.evidence}")
    if one.question.step:
        said.append(f"A first step: {one.question.step}")
    if one.scored and one.role in ("score", "control") and one.weight:
        said.append(f"To change the answer takes {progress.TAKES[one.effort]}.")
    return [line for text in said for line in paragraph(text, width, 0, 2)]
