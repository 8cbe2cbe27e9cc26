"""What may help: rules that fire, tools for what is lost, peer cases that are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from silk_assess.answers.state import fact
from silk_assess.exact import UNIT, rounded
from silk_assess.questionnaire.conditions import ABSENT, Fact, grounds, holds
from silk_assess.questionnaire.model.catalogue import PeerCase, Rule, Tool
from silk_assess.questionnaire.model.questions import FLOW_IDS
from silk_assess.scoring.assess import flows_answered, in_play
from silk_assess.scoring.assessment import Assessment

# Rules


def flags(assessment: Assessment) -> list[Rule]:
    """List the rules whose condition is true as things stand, in file order.

    A leaf on a node, risk or flow reads its point: none is unknown, absent is false.
    Source: SCORING.md, section 9.
    """
    fact_of = _facts(assessment).__getitem__
    return [rule for rule, when in assessment.tree.rules if holds(when, fact_of, as_things_stand=True)]


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


def tools(
    assessment: Assessment, gains: Mapping[str, Fraction], fired: Sequence[Rule] | None = None, most: int = 12
) -> list[Suggestion]:
    """Choose the tools that address what is lost or serve a rule that fired, the fitting ones first.

    `gains` are the points lost, as `explaining.lost` gives them; `fired` the rules, as `flags`
    does, where they are known already.
    Source: SCORING.md, section 9.
    """
    tree = assessment.tree
    fired, played = flags(assessment) if fired is None else fired, in_play(assessment)
    # Whole numbers over one denominator: sums of them are as exact, and many times faster.
    unit = lcm(*(amount.denominator for amount in gains.values()))
    sizes = {id: amount.numerator * (unit // amount.denominator) for id, amount in gains.items()}
    known = frozenset(sizes)
    spoken_for = frozenset(id for rule in fired for id in tree.tools_of_rule[rule.id])
    found = []
    for tool in tree.pack.tools:
        served, speaking = tree.served[tool.id], []
        if tool.id in spoken_for:
            speaking = [rule for rule in fired if tool.id in tree.tools_of_rule[rule.id]]
            served = served.union(*(tree.read_by_rule[rule.id] for rule in speaking))
        served &= known
        size = rounded(sum(map(sizes.__getitem__, served)), unit)
        if size or speaking:
            order = (not played.intersection(tool.flows), tool.verified != "seen", -size, tool.id)
            found.append((order, tool, served, speaking))
    found.sort(key=lambda one: one[0])
    return [
        Suggestion(tool, -order[2], _because(sizes, served, speaking), tuple(rule.id for rule in speaking))
        for order, tool, served, speaking in found[:most]
    ]


def _because(sizes: Mapping[str, int], served: frozenset[str], speaking: Sequence[Rule]) -> str:
    """Name what is lost most in, the first of equals; where nothing is, the first rule."""
    return max((id for id in sizes if id in served), key=sizes.__getitem__) if served else speaking[0].id


# Peer cases


@dataclass(frozen=True, slots=True)
class Likeness:
    """A peer case and how far it is: 0 alike, 1,000,000 different in all that is compared.

    `shares` has the distance of each feature that both sides have, as numerator and
    denominator; the id "flows" is the set of cells.
    """

    case: PeerCase
    distance: int
    shares: Mapping[str, tuple[int, int]]

    @property
    def features(self) -> Mapping[str, Fraction]:
        """The distance of each feature."""
        return {id: Fraction(*share) for id, share in self.shares.items()}


def peers(assessment: Assessment) -> list[Likeness]:
    """List the cases that can be compared, the most alike first (Gower; SCORING.md, section 9)."""
    facts, tree = _facts(assessment), assessment.tree
    ours = {id: facts[id] for id in tree.compared if facts[id] is not None and facts[id] is not ABSENT}
    flows = in_play(assessment) if flows_answered(assessment) else None
    found = []
    for case in tree.pack.cases:
        theirs = tree.features[case.id]
        shares = {id: _apart(ours[id], fact, tree.compared[id]) for id, fact in theirs.items() if id in ours}
        named = len(theirs)
        if case.flows and flows is not None:
            shares["flows"] = _jaccard(flows, case.flows)
            named += 1
        if shares and 5 * len(shares) >= 3 * named:
            unit = lcm(*(of for _, of in shares.values()))
            total = sum(part * (unit // of) for part, of in shares.values())
            found.append(Likeness(case, rounded(UNIT * total, unit * len(shares)), shares))
    return sorted(found, key=lambda one: (one.distance, one.case.id))


def _apart(ours: Fact, theirs: Fact, whole: int) -> tuple[int, int]:
    """Give the distance of a feature: of numbers as a share of their range, of several by what they share."""
    if isinstance(ours, int) and isinstance(theirs, int):
        return min(abs(ours - theirs), whole), whole
    if isinstance(ours, tuple) and isinstance(theirs, tuple):
        return _jaccard(ours, theirs)
    return int(ours != theirs), 1


def _jaccard(one: Iterable[str], other: Iterable[str]) -> tuple[int, int]:
    ours, theirs = frozenset(one), frozenset(other)
    whole = len(ours | theirs)
    return (whole - len(ours & theirs), whole) if whole else (0, 1)
