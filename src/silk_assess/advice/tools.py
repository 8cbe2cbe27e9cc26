"""Which tools may help with what is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from silk_assess.advice.lost_under import LostUnder
from silk_assess.advice.offers import offered_tools
from silk_assess.advice.rules import flags
from silk_assess.exact import rounded
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.catalogue import Rule, Tool
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
    fired, played = flags(assessment) if fired is None else fired, in_play(assessment)
    lost = LostUnder(assessment.tree, gains)
    speakers: dict[str, list[Rule]] = {}
    for rule in fired:
        for id in assessment.tree.tools_of_rule[rule.id]:
            speakers.setdefault(id, []).append(rule)
    found = []
    for tool in offered_tools(assessment):
        speaking = speakers.get(tool.id, [])
        named = (*tool.helps, *(id for rule in speaking for id in reads(rule.when)))
        size = rounded(lost.amount(named), lost.unit)
        if size or speaking:
            order = (not played.intersection(tool.flows), tool.verified != "seen", -size, tool.id)
            found.append((order, tool, named, speaking))
    found.sort(key=lambda one: one[0])
    return [
        Suggestion(tool, -order[2], lost.most(named) or speaking[0].id, tuple(rule.id for rule in speaking))
        for order, tool, named, speaking in found[:most]
    ]
