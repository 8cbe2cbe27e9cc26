"""Which tools may help with what is lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import lcm

from silk_assess.advice.offers import offered_tools
from silk_assess.advice.rules import flags
from silk_assess.exact import rounded
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.catalogue import Rule, Tool
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assessment import Assessment
from silk_assess.scoring.flows import in_play


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
    """Choose the tools that address what is lost or serve a rule that fired, those for flows in play first.

    Those that are not for such an organisation, or not for its country, are left out.
    `gains` are the points lost, as `points_lost.lost` gives them; `fired` the rules, as `flags`
    does, where they are known already.
    Source: docs/scoring.md, Tools.
    """
    tree = assessment.tree
    fired, played = flags(assessment) if fired is None else fired, in_play(assessment)
    # Whole numbers over one denominator: sums of them are as exact, and many times faster.
    unit = lcm(*(amount.denominator for amount in gains.values()))
    sizes = {id: amount.numerator * (unit // amount.denominator) for id, amount in gains.items()}
    lost_in = partial(_lost_in, tree, frozenset(sizes), {})
    spoken_for = frozenset(id for rule in fired for id in tree.tools_of_rule[rule.id])
    found = []
    for tool in offered_tools(assessment):
        speaking = [rule for rule in fired if tool.id in tree.tools_of_rule[rule.id]] if tool.id in spoken_for else []
        named = (*tool.helps, *(id for rule in speaking for id in reads(rule.when)))
        size = rounded(sum(map(sizes.__getitem__, lost_in(named))), unit)
        if size or speaking:
            order = (not played.intersection(tool.flows), tool.verified != "seen", -size, tool.id)
            found.append((order, tool, named, speaking))
    found.sort(key=lambda one: one[0])
    return [
        Suggestion(tool, -order[2], _because(sizes, lost_in(named), speaking), tuple(rule.id for rule in speaking))
        for order, tool, named, speaking in found[:most]
    ]


def _lost_in(
    tree: Tree, lost: frozenset[str], known: dict[str, frozenset[str]], ids: Collection[str]
) -> frozenset[str]:
    """Name what of `lost` some ids are or have below them; `known` keeps it for each of them."""
    for id in ids:
        if id not in known:
            known[id] = lost & tree.all_below.get(id, frozenset((id,)))
    return frozenset[str]().union(*(known[id] for id in ids))


def _because(sizes: Mapping[str, int], served: frozenset[str], speaking: Sequence[Rule]) -> str:
    """Name what is lost most in, the first of equals; where nothing is, the first rule."""
    return max((id for id in sizes if id in served), key=sizes.__getitem__) if served else speaking[0].id
