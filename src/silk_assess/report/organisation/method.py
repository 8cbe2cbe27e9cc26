"""The proof behind the first screen: what is open, how it was computed, every answer, every change."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.advice.explain import tried_at_worst
from silk_assess.exact import HUNDRED, UNIT, decimal, rounded, shown
from silk_assess.questionnaire.model.base import Source
from silk_assess.questionnaire.model.nodes import RisksSection
from silk_assess.questionnaire.model.questions import Anchor
from silk_assess.questionnaire.tree import Asked, Node
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.help import Link, source_link
from silk_assess.report.organisation.scores import named
from silk_assess.report.organisation.verdict import outcomes
from silk_assess.scoring.assess import RULES
from silk_assess.wording import sentences as wording
from silk_assess.wording.sentences import capital, count, in_words


class Unknown(NamedTuple):
    """An open question: what was noted, where the answer may be found, what hangs on it."""

    id: str
    text: str
    note: str
    hint: str
    hangs: str
    bears: bool
    outcomes: tuple[tuple[str, str], ...]


class Without(NamedTuple):
    """A node with questions that do not apply, and what it would be were they 0."""

    title: str
    left_out: int
    as_it_is: str
    counted: str


class Gaps(NamedTuple):
    """What is open and what does not apply."""

    finding: str
    unknown: tuple[Unknown, ...]
    aside: str
    without: tuple[Without, ...]


class Step(NamedTuple):
    """One line of a figure worked out step by step."""

    question: str
    answer: str
    points: str
    weight: str


class Worked(NamedTuple):
    """One figure, step by step."""

    title: str
    points: str
    steps: tuple[Step, ...]
    sum: str


class Method(NamedTuple):
    """How everything was computed, in words."""

    author: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    worked: Worked | None
    weights: tuple[tuple[str, str], ...]
    robust: str
    limits: tuple[str, ...]
    questionnaire: str
    version: str
    fingerprint: str
    licence: str
    sources: tuple[Link, ...]


class Line(NamedTuple):
    """One question with its answer; `look` is value, open or aside."""

    id: str
    question: str
    answer: str
    look: str
    reason: str
    note: str
    evidence: tuple[str, ...]
    points: str


class Group(NamedTuple):
    """The questions of one node."""

    title: str
    lines: tuple[Line, ...]


class Section(NamedTuple):
    """All answers of one section."""

    title: str
    counts: str
    groups: tuple[Group, ...]


class Alternative(NamedTuple):
    """What one other answer would do: the points of what stands above, and the level."""

    answer: str
    points: str
    level: str
    moves: bool


class WhatIf(NamedTuple):
    """A question with all its other answers."""

    id: str
    question: str
    now: str
    alternatives: tuple[Alternative, ...]


class Changes(NamedTuple):
    """The table of single changes, with its finding."""

    finding: str
    head: str
    rows: tuple[WhatIf, ...]


# What is open


def gaps(found: Findings) -> Gaps:
    """Tell what is open, what hangs on it, and what was left out."""
    unknown = [one for one in found.tree.questions if found.standing(one.id).state == "unknown"]
    bearing = set(found.ask_next)
    rows = tuple(
        _unknown(found, one, one.id in bearing) for one in sorted(unknown, key=lambda one: one.id not in bearing)
    )
    states = wording.counts(found.assessment)
    aside = ""
    ruled, followed = states["does not apply"], states["not asked"]
    if ruled or followed:
        parts = [f"{ruled} that you ruled out"] if ruled else []
        parts += [f"{followed} that followed from other answers and were not asked"] if followed else []
        verb = "counts" if ruled + followed == 1 else "count"
        questions = capital(count(ruled + followed, "question"))
        aside = f"{questions} {verb} neither for nor against you: {', and '.join(parts)}."
    return Gaps(_gap_finding(found, len(unknown), len(bearing)), rows, aside, _without(found))


def _gap_finding(found: Findings, unknown: int, bearing: int) -> str:
    if not unknown:
        return "Every question that applies to you is answered."
    if bearing:
        many = (
            "The one open question"
            if unknown == 1
            else f"{capital(in_words(bearing))} of {count(unknown, 'open question')}"
        )
        return f"{many} can change your level. Ask {'it' if bearing == 1 else 'those'} first."
    level = found.assessment.level
    if level is not None and level.firm:
        verb = "is" if unknown == 1 else "are"
        questions = capital(count(unknown, "question"))
        return f"{questions} {verb} open. None can change your level; they widen the ranges."
    return f"{capital(count(unknown, 'question'))} {'is' if unknown == 1 else 'are'} open. They widen the ranges."


def _unknown(found: Findings, one: Asked, bears: bool) -> Unknown:
    standing = found.standing(one.id)
    if not standing.is_asked:
        hangs = "It may not be asked: that depends on another open answer."
    elif not one.scored or one.role == "flow" or not one.weight:
        hangs = "Nothing in the level; it describes."
    else:
        hangs = _hangs(found, one)
    hint = f"What could prove it: {one.question.evidence}" if one.question.evidence else ""
    shown_outcomes = outcomes(found, one.id) if bears else ()
    return Unknown(one.id, one.question.text, found.stored(one.id).note or "", hint, hangs, bears, shown_outcomes)


def _hangs(found: Findings, one: Asked) -> str:
    values = tried_at_worst(found.assessment, one)
    for root in found.tree.roots:
        before, after = found.value(root), values[root]
        if before is not None and one.id in found.tree.below(root):
            gap = before.high - (0 if after is None else after.high)
            if gap:
                where = "all together" if root == "index" else f"in {found.node(root).title}"
                return f"Up to {shown(gap)} of {decimal(before.scale)} points {where}."
    return f"Nothing more {'all together' if 'index' in found.tree.node else 'there'}, as things stand."


def _without(found: Findings) -> tuple[Without, ...]:
    rows = []
    for node in found.tree.nodes:
        value = found.value(node.id)
        if node.id == "index" or node.rule not in RULES or value is None or value.point is None:
            continue
        asked = [(found.question(id), weight) for id, weight in node.children if id in found.tree.asked and weight]
        gone = [(one, weight) for one, weight in asked if found.value(one.id) is None]
        if gone:
            answered = [
                (known.point, known.scale, weight)
                for one, weight in asked
                if (known := found.value(one.id)) is not None and known.point is not None
            ]
            zeros = RULES[node.rule]([*answered, *((0, one.scale, weight) for one, weight in gone)], node.scale)
            bounds = found.tree.bounds(node.id)
            rows.append(
                Without(node.title, len(gone), shown(value.point, bounds), shown(min(zeros, value.point), bounds))
            )
    return tuple(rows)


# Method

_RANGE = (
    "The low end takes every open answer as the worst, the high end as the best. What does not apply leaves, and the "
    "other weights share its place."
)
_KINDS = {
    "mean": "the weighted mean of what is in it",
    "gmean": "the geometric mean of what is in it, so that one 0 makes it 0",
    "min": "as strong as the weakest in it",
    "sum": "the sum of what is in it",
}


def method(found: Findings) -> Method:
    """Explain the figures of this report."""
    tree, head = found.tree, found.tree.pack.head
    told = head.method
    author = [
        (name, text)
        for name, text in (
            ("Scope", told and told.scope),
            ("Basis", told and told.basis),
            ("Tested", told and told.tested),
        )
        if text
    ]
    rules = [("Points", _points_in_words(found))]
    if found.assessment.level is not None:
        text = (
            "A level is reached when each of its requirements, and those of all levels below, are met. "
            "No average can make up for a missing one."
        )
        rules.append(("Level", text))
    rules.append(("Range", _RANGE))
    if any(isinstance(node.source, RisksSection) for node in tree.nodes):
        text = (
            "Likelihood times harm, less what the controls remove; "
            "how much they can remove at most is set for each risk."
        )
        rules.append(("Risk", text))
    rules.append(
        ("Evidence", "Naming a paper changes no points. It says how much of your answers somebody else could check.")
    )
    return Method(
        author=tuple(author),
        rules=tuple(rules),
        worked=_worked(found),
        weights=_weights(found),
        robust=_robust(found),
        limits=_limits(found),
        questionnaire=head.title,
        version=f"{head.id} {head.version}",
        fingerprint=tree.pack.fingerprint,
        licence=head.licence or "",
        sources=_sources(found),
    )


def _points_in_words(found: Findings) -> str:
    used = dict.fromkeys(node.rule for node in found.tree.nodes if node.rule != "risk")
    own = {node.scale for node in found.tree.nodes if node.rule != "risk"} != {HUNDRED}
    said = "An answer gives points by its place among the options, or by the value that its option declares."
    kinds = [f"{'A part' if i == 0 else 'another'} is {_KINDS[rule]}" for i, rule in enumerate(used)]
    said += f" {'; '.join(kinds)}."
    said += " Each part keeps its own scale." if own else " Everything is measured from 0 to 100."
    return said + " Figures are exact and rounded only for print."


def _worked(found: Findings) -> Worked | None:
    node = _worth_working(found)
    if node is None:
        return None
    value = found.value(node.id)
    assert value is not None
    assert value.point is not None
    steps, total, weights = [], 0, 0
    for id, weight in node.children:
        part, one = found.value(id), found.question(id)
        points = "–"
        said = found.answer(id)
        if part is not None and part.point is not None:
            points = shown(part.point)
            total, weights = total + weight * part.point, weights + weight
        elif part is not None:
            said += ": left out of the figure, kept in the range"
        else:
            said += ": left out, and the other weights share its place"
        steps.append(Step(one.question.text, said, points, decimal(weight)))
    bounds = found.tree.bounds(node.id)
    cap = found.assessment.caps.get(node.id)
    free = value.point if cap is None else cap.without
    text = (
        f"Points times weight, added up, make {shown(rounded(total, UNIT))}. "
        "The weights of the answered questions make "
        f"{decimal(weights)}. {shown(rounded(total, UNIT))} divided by {decimal(weights)} is {shown(free, bounds)}."
    )
    if cap is not None:
        text += f" A limit holds it at {shown(value.point, bounds)}."
    return Worked(node.title, shown(value.point, bounds), tuple(steps), text)


def _worth_working(found: Findings) -> Node | None:
    """Choose a plain mean over questions of one scale with a point: one that holds the level, else the lowest."""
    plain = [
        node
        for node in found.tree.nodes
        if node.rule == "mean"
        and node.scale == HUNDRED
        and all(id in found.tree.asked and found.question(id).scale == HUNDRED for id, _ in node.children)
        and (value := found.value(node.id)) is not None
        and value.point is not None
    ]
    missed = {id for id, _ in found.missed}
    lowest = sorted(plain, key=lambda node: -_missing(found, node))
    order = [node for node in plain if node.id in missed] or lowest
    return order[0] if order else None


def _missing(found: Findings, node: Node) -> int:
    value = found.value(node.id)
    return 0 if value is None or value.point is None else value.scale - value.point


def _weights(found: Findings) -> tuple[tuple[str, str], ...]:
    whole = dict(found.node("index").children) if "index" in found.tree.node else {}
    rows = []
    for id in found.tree.parts:
        node = found.node(id)
        head = node.title + (f", weight {decimal(whole[id])} in the whole" if id in whole else "")
        inner = [(child, weight) for child, weight in node.children if child in found.tree.node]
        if node.rule == "min":
            text = "The worst decides; weights inside only switch on and off."
        elif inner:
            text = (
                "Inside: " + "; ".join(f"{found.node(child).title} {decimal(weight)}" for child, weight in inner) + "."
            )
        else:
            text = f"{capital(count(len(node.children), 'question'))}, weighed as the list of all answers shows."
        rows.append((head, text))
    return tuple(rows)


def _robust(found: Findings) -> str:
    told = found.tree.pack.head.method
    said = (
        "Weights are the judgement of the authors. "
        if told is None or told.weights in (None, "expert")
        else f"Weights: {told.weights}. "
    )
    if found.assessment.robust is None:
        return said.strip()
    if found.assessment.robust:
        return said + "With any mix of weights up to a quarter larger or smaller the level stays the same."
    return (
        said
        + "With weights up to a quarter larger or smaller the level could be another one, so do not lean on it hard."
    )


def _limits(found: Findings) -> tuple[str, ...]:
    said = []
    for node in found.tree.nodes:
        for i, gate in enumerate(node.gates):
            reads = " or ".join(f"“{named(found, id)}” is below {decimal(need)}" for id, need in gate.below)
            text = f"{wording.title(found.tree, node.id)}: at most {decimal(gate.cap)} points where {reads}."
            cap = found.assessment.caps.get(node.id)
            state = " It is in force here." if cap is not None and cap.gate == i else " It is not in force here."
            said.append(text + (f" {gate.because}" if gate.because else "") + state)
    return tuple(said)


def _sources(found: Findings) -> tuple[Link, ...]:
    """List the sources that stand behind what this report shows, in the questionnaire's order."""
    used = {id for one in (*found.tree.questions, *found.tree.profile) for id in one.question.sources}
    used |= {id for node in found.tree.nodes if node.id != "index" for id in node.source.sources}  # type: ignore[union-attr]
    used |= {id for rule in found.flags for id in rule.sources}
    sources: tuple[Source, ...] = found.tree.pack.head.sources
    return tuple(source_link(source) for source in sources if source.id in used)


# All answers


def answers(found: Findings) -> tuple[Section, ...]:
    """List every question with its answer, by section and node."""
    sections = []
    profile = [one for one in found.tree.profile if one.id in found.assessment.answers.profile]
    if profile:
        lines = tuple(_profile_line(found, one) for one in profile)
        sections.append(Section("Your organisation", "never scored", (Group("", lines),)))
    for section in found.tree.pack.sections:
        mine = [
            one for one in found.tree.questions if one.owner == section.id or section.id in _owners(found, one.owner)
        ]
        groups: dict[str, list[Line]] = {}
        for one in mine:
            groups.setdefault(_group_title(found, one), []).append(_line(found, one))
        sections.append(
            Section(
                section.title,
                _counts(found, mine),
                tuple(Group(title, tuple(lines)) for title, lines in groups.items()),
            )
        )
    return tuple(sections)


def _owners(found: Findings, id: str | None) -> set[str]:
    owners = set()
    while id is not None and id in found.tree.node:
        owners.add(id)
        id = found.node(id).owner
    return owners


def _group_title(found: Findings, one: Asked) -> str:
    if one.role == "flow":
        return wording.CELLS[str(getattr(one.question, "cell", ""))]
    return found.node(one.owner).title


def _counts(found: Findings, mine: list[Asked]) -> str:
    words = [wording.state(one, found.standing(one.id), found.stored(one.id).unknown) for one in mine]
    order = ("answered", "don't know", "open", "does not apply", "not asked")
    names = {"does not apply": ("does not apply", "do not apply")}
    said = [
        f"{number} {names[word][number > 1] if word in names else word}"
        for word in order
        if (number := words.count(word))
    ]
    return ", ".join(said)


def _profile_line(found: Findings, one: Asked) -> Line:
    return Line(one.id, one.question.text, found.answer(one.id), "value", "", "", (), "")


def _line(found: Findings, one: Asked) -> Line:
    standing, stored = found.standing(one.id), found.stored(one.id)
    looks = {"answered": "value", "unknown": "open"}
    answer = found.answer(one.id)
    if standing.state == "hidden":
        answer = "Not asked; an earlier answer made it unnecessary"
    elif standing.state == "unknown" and not standing.is_asked:
        answer = "Open; it is asked only if an earlier open answer calls for it"
    reason = stored.not_applicable or "" if standing.state == "not applicable" else ""
    return Line(
        id=one.id,
        question=one.question.text,
        answer=answer,
        look=looks.get(standing.state, "aside"),
        reason=reason,
        note=stored.note or "",
        evidence=stored.evidence,
        points=_points(found, one),
    )


def _points(found: Findings, one: Asked) -> str:
    standing = found.standing(one.id)
    if standing.state != "answered" or standing.value is None:
        return "–"
    if isinstance(one.question, Anchor):
        return f"{decimal(one.table[str(standing.value)])} of 1"
    value = found.assessment.values.get(one.id)
    if value is None or value.point is None or not one.weight:
        return "–"
    return shown(value.point) + ("" if value.scale == HUNDRED else f" of {decimal(value.scale)}")


# Changes


def changes(found: Findings) -> Changes | None:
    """Lay out every single change of an answer and what it would do; None where there is none."""
    if not found.changes:
        return None
    tree, level = found.tree, found.assessment.level
    roots = tree.roots
    head = "All together" if roots == ("index",) else " and ".join(wording.title(tree, id) for id in roots)
    rows: dict[str, list[Alternative]] = {}
    moving: set[str] = set()
    for change in found.changes:
        points = "; ".join(
            "no figure" if change.points[id] is None else found.points(id, change.points[id]) for id in roots
        )
        moves = change.level != level
        said = ""
        if change.level is not None:
            low, high = (found.level_title(number) for number in (change.level.low, change.level.high))
            said = low if low == high else f"{low} to {high}"
        if moves and level is not None and change.level is not None and change.level.point > level.point:
            moving.add(change.question)
        answer = wording.answer(found.question(change.question).question, change.answer)
        rows.setdefault(change.question, []).append(Alternative(answer, points, said, moves))
    found_ = tuple(
        WhatIf(id, found.question(id).question.text, found.answer(id), tuple(alternatives))
        for id, alternatives in rows.items()
    )
    if level is None:
        finding = "What one other answer would do to the figures, everything else as answered."
    elif not moving:
        finding = "No single other answer would lift your level as answered."
    else:
        verb, own = ("has", "its") if len(moving) == 1 else ("have", "their")
        questions = capital(count(len(moving), "question"))
        finding = f"{questions} {verb} an answer that would lift your level on {own} own."
    return Changes(finding, head, found_)
