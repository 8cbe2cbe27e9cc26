"""What may help: rules that fire, tools for what is lost, peer cases that are alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from silk_assess.assessment import Assessment
from silk_assess.conditions import ABSENT, Fact, grounds, holds, reads
from silk_assess.exact import UNIT, micro, rounded
from silk_assess.pack import FLOW_IDS, PeerCase, Quantity, Rule, Tool
from silk_assess.scoring import flows_answered, in_play
from silk_assess.states import fact
from silk_assess.tree import Tree

# Rules


def flags(assessment: Assessment) -> list[Rule]:
    """List the rules whose condition is true as things stand, in file order.

    A leaf on a node, risk or flow reads its point: none is unknown, absent is false.
    Source: SCORING.md, section 9.
    """
    facts = _facts(assessment)
    return [rule for rule, when in assessment.tree.rules if holds(when, facts.__getitem__, as_things_stand=True)]


def grounds_of(rule: Rule, assessment: Assessment) -> list[str]:
    """Name what made a rule fire: the ids of the leaves that hold, each once, as written."""
    when = next(when for known, when in assessment.tree.rules if known.id == rule.id)
    return list(dict.fromkeys(leaf.subject for leaf in grounds(when, _facts(assessment).__getitem__)))


def _facts(assessment: Assessment) -> Mapping[str, Fact]:
    facts: dict[str, Fact] = {id: fact(standing) for id, standing in assessment.standings.items()}
    for node in assessment.tree.nodes:
        value = assessment.values[node.id]
        facts[node.id] = ABSENT if value is None else value.point
    for id, cell in FLOW_IDS.items():
        flow = assessment.flows[cell]
        facts[id] = ABSENT if flow is None else flow.point
    return facts


# Tools


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tool, the points it addresses (micro-units, Q6), and the id of what speaks most for it.

    `rules` are the rules that fired and speak for it.
    """

    tool: Tool
    addresses: int
    because: str
    rules: tuple[str, ...]


def tools(assessment: Assessment, gains: Mapping[str, Fraction], most: int = 12) -> list[Suggestion]:
    """Choose the tools that address what is lost or serve a rule that fired, the fitting ones first.

    `gains` are the points lost, as `explaining.lost` gives them.
    Source: SCORING.md, section 9.
    """
    tree = assessment.tree
    fired, played = flags(assessment), in_play(assessment)
    place = {id: i for i, id in enumerate([*(one.id for one in tree.questions), *(node.id for node in tree.nodes)])}
    found = []
    for tool in tree.pack.tools:
        speaking = [rule for rule in fired if rule.id in tool.helps or tool.id in rule.tools]
        served = {id for named in tool.helps if named in place for id in tree.below(named)}
        served |= {id for rule in speaking for read in reads(rule.when) if read in place for id in tree.below(read)}
        amounts = {id: gains[id] for id in sorted(served, key=place.__getitem__) if id in gains}
        addressed = sum(amounts.values(), Fraction(0))
        size = rounded(addressed.numerator, addressed.denominator)
        if not size and not speaking:
            continue
        because = max(amounts, key=lambda id: amounts[id]) if amounts else speaking[0].id
        order = (not played.intersection(tool.flows), tool.verified != "seen", -size, tool.id)
        found.append((order, Suggestion(tool, size, because, tuple(rule.id for rule in speaking))))
    return [suggestion for _, suggestion in sorted(found, key=lambda pair: pair[0])[:most]]


# Peer cases


@dataclass(frozen=True, slots=True)
class Likeness:
    """A peer case and how far it is: 0 alike, 1,000,000 different in all that is compared.

    `features` tells the distance of each feature that both sides have; the id "flows" is the
    set of cells.
    """

    case: PeerCase
    distance: int
    features: Mapping[str, Fraction]


def peers(assessment: Assessment) -> list[Likeness]:
    """List the cases that can be compared, the most alike first (Gower; SCORING.md, section 9)."""
    found = []
    for case in assessment.tree.pack.cases:
        named = len(case.features) + bool(case.flows and flows_answered(assessment))
        shared = dict(_distances(case, assessment))
        if shared and 5 * len(shared) >= 3 * named:
            mean = sum(shared.values(), Fraction(0)) / len(shared)
            found.append(Likeness(case, rounded(UNIT * mean.numerator, mean.denominator), shared))
    return sorted(found, key=lambda one: (one.distance, one.case.id))


def _distances(case: PeerCase, assessment: Assessment) -> Iterator[tuple[str, Fraction]]:
    facts = _facts(assessment)
    for id, theirs in case.features.items():
        ours = facts[id]
        if ours is None or ours is ABSENT:
            continue
        if isinstance(ours, int):
            gap = Fraction(abs(ours - (micro(str(theirs)) or 0)), _range(id, assessment.tree))
            yield id, min(Fraction(1), gap)
        elif isinstance(ours, tuple):
            yield id, _jaccard(frozenset(ours), frozenset(theirs))
        else:
            yield id, Fraction(ours != theirs)
    if case.flows and flows_answered(assessment):
        yield "flows", _jaccard(in_play(assessment), frozenset(case.flows))


def _range(id: str, tree: Tree) -> int:
    if id in tree.node:
        return tree.node[id].scale
    field = tree.asked[id].question
    assert isinstance(field, Quantity)
    return abs((field.to or 0) - (field.start or 0))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> Fraction:
    return 1 - Fraction(len(one & other), len(one | other)) if one | other else Fraction(0)
