"""From a questionnaire as its files spell it to its tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from silk_assess.exact import HUNDRED, UNIT, rounded
from silk_assess.faults import SilkError
from silk_assess.questionnaire.conditions import Condition, resolved
from silk_assess.questionnaire.extremes import best_answer, worst_answer
from silk_assess.questionnaire.model.nodes import Band, Gate, Index, Risk, RisksSection
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.model.questions import (
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Quantity,
    YesNo,
)
from silk_assess.questionnaire.outline import NodeSpot, QuestionSpot, children, is_scored, outline
from silk_assess.questionnaire.scales import node_scales
from silk_assess.questionnaire.tree import Asked, GateRule, Node, RuleName, Tree


def grow(pack: Pack) -> Tree:
    """Check and compile a questionnaire.

    Raises SilkError with every fault of meaning: references, ranges, circles, gates that
    could vanish. Source: docs/format.md, Pack; docs/scoring.md, The tree.
    """
    from silk_assess.questionnaire.checks.numbers import faults_of_meaning

    faults = faults_of_meaning(pack)
    if faults:
        raise SilkError(*faults)
    return compiled(pack)


def compiled(pack: Pack) -> Tree:
    """Compile a questionnaire in which no fault of meaning was found."""
    spots = list(outline(pack))
    asked = {spot.question.id: spot for spot in spots if isinstance(spot, QuestionSpot)}

    def ranks(id: str) -> tuple[str, ...] | None:
        if id not in asked or isinstance(question := asked[id].question, Quantity):
            return ()
        return tuple(o.id for o in question.options) if isinstance(question, Choice | Anchor) else None

    compiled = [
        _asked(spot, None if spot.question.when is None else resolved(spot.question.when, ranks))
        for spot in spots
        if isinstance(spot, QuestionSpot)
    ]
    nodes = _nodes(pack, {spot.node.id: spot for spot in spots if isinstance(spot, NodeSpot)}, asked)
    return Tree(
        pack=pack,
        profile=tuple(one for one in compiled if one.role == "profile"),
        questions=tuple(one for one in compiled if one.role != "profile"),
        nodes=nodes,
        requires=tuple(tuple(level.requires.items()) for level in pack.head.levels),
        rules=tuple((rule, resolved(rule.when, ranks)) for rule in pack.rules),
        fits={one.id: resolved(one.fits, ranks) for one in (*pack.tools, *pack.enablers) if one.fits is not None},
    )


def _asked(spot: QuestionSpot, when: Condition | None) -> Asked:
    question = spot.question
    anchor = spot.role in ("likelihood", "impact")
    scored = anchor or (spot.role != "profile" and is_scored(question))
    plain = question if isinstance(question, Choice | Choices | YesNo | Quantity) else None
    goalposts = None
    if isinstance(question, Quantity) and question.start is not None and question.to is not None:
        goalposts = (question.start, question.to)
    one = Asked(
        id=question.id,
        path=spot.path,
        role=spot.role,
        owner=spot.owner,
        question=question,
        scored=scored,
        scale=plain.scale if plain else UNIT,
        weight=plain.weight if plain else UNIT,
        reversed=plain.reversed if plain else False,
        table=_table(question),
        goalposts=goalposts,
        when=when,
        effort=int(question.effort),
    )
    if not scored:
        return one
    ends = [points(one, answer) for answer in (worst_answer(one), best_answer(one))]
    return replace(one, least=min(ends), greatest=max(ends))


def _table(question: AnyQuestion) -> dict[str, int]:
    """Give the points of each option, as the norm has them: docs/scoring.md, Points of a question."""
    match question:
        case Anchor(options=options):
            last = len(options)
            return {o.id: rounded(UNIT * k, last) if o.value is None else o.value for k, o in enumerate(options, 1)}
        case Choice(options=options, scale=scale) if options[0].value is None:
            last = len(options) - 1
            places = {o.id: last - k if question.reversed else k for k, o in enumerate(options)}
            return {id: rounded(scale * k, last) for id, k in places.items()}
        case Choice(options=options):
            table = {o.id: o.value or 0 for o in options}
        case YesNo(scale=scale):
            table = {"no": 0, "yes": scale}
        case Choices(options=options):
            return {o.id: 0 if o.exclusive else o.points for o in options}
        case _:
            return {}
    ends = min(table.values()) + max(table.values())
    return {id: ends - points for id, points in table.items()} if question.reversed else table


def points(asked: Asked, value: str | tuple[str, ...] | int) -> int:
    """Give the points of an answer, Q6, between 0 and the question's scale.

    For a likelihood or impact it is the number that the option declares.
    Source: docs/scoring.md, Points of a question.
    """
    if isinstance(value, str):
        return asked.table[value]
    if isinstance(value, tuple):
        whole = sum(asked.table.values())
        part = sum(asked.table[id] for id in value)
    else:
        start, to = asked.goalposts or (0, UNIT)
        whole, part = (to - start, value - start) if to > start else (start - to, start - value)
        part = min(max(part, 0), whole)
    return rounded(asked.scale * (whole - part if asked.reversed else part), whole)


def _nodes(pack: Pack, spots: Mapping[str, NodeSpot], questions: Mapping[str, QuestionSpot]) -> tuple[Node, ...]:
    head = pack.head
    scales = node_scales(spots, head.index, questions)
    nodes = [_node(spot, head.bands, scales[id], _unprotected_below(spot, spots)) for id, spot in spots.items()]
    return (*nodes, _index(head.index, head.bands, scales["index"])) if head.index is not None else tuple(nodes)


def _unprotected_below(spot: NodeSpot, spots: Mapping[str, NodeSpot]) -> int | None:
    section = spots[spot.owner].node if isinstance(spot.node, Risk) and spot.owner else spot.node
    return section.unprotected_below if isinstance(section, RisksSection) else None


def _node(spot: NodeSpot, bands: tuple[Band, ...] | None, scale: int, unprotected_below: int | None) -> Node:
    node = spot.node
    rule: RuleName = "risk" if isinstance(node, Risk) else node.aggregate  # type: ignore[assignment]
    return Node(
        id=node.id,
        path=spot.path,
        title=node.title,
        owner=spot.owner,
        rule=rule,
        scale=scale,
        children=tuple(children(node)),
        min_coverage=node.min_coverage,
        bands=_bands(bands, node.bands, scale),
        gates=() if isinstance(node, Risk) else tuple(_gate(gate) for gate in node.gates),
        source=node,
        kappa=node.kappa if isinstance(node, Risk) else 0,
        likelihood=node.likelihood.id if isinstance(node, Risk) else "",
        impact=node.impact.id if isinstance(node, Risk) else "",
        unprotected_below=unprotected_below,
    )


def _index(index: Index, bands: tuple[Band, ...] | None, scale: int) -> Node:
    rule: RuleName = index.aggregate  # type: ignore[assignment]
    return Node(
        id="index",
        path=("pack.yaml", "index"),
        title="index",
        owner=None,
        rule=rule,
        scale=scale,
        children=tuple((child.id, child.weight) for child in index.children),
        min_coverage=index.min_coverage,
        bands=_bands(bands, None, scale),
        gates=tuple(_gate(gate) for gate in index.gates),
        source=index,
    )


def _bands(default: tuple[Band, ...] | None, own: tuple[Band, ...] | None, scale: int) -> tuple[Band, ...]:
    if own is not None:
        return own
    return default if default is not None and scale == HUNDRED else ()


def _gate(gate: Gate) -> GateRule:
    return GateRule(tuple(gate.below.items()), gate.cap, gate.because)
