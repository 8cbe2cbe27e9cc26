"""All that follows from an assessment, worked out once for whoever tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from silk_assess.advice import points_lost, rules
from silk_assess.advice.ask_next import ask_next
from silk_assess.advice.peers import Likeness, peers
from silk_assess.advice.tools import Suggestion, tools
from silk_assess.advice.way_up import WayUp, way_up
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.scoring.assessment import Assessment


@dataclass(frozen=True)
class Advice:
    """An assessment and what explaining and advising say of it; `gains` are the points lost."""

    assessment: Assessment
    gains: Mapping[str, Fraction]
    flags: Sequence[Rule]
    look_again: Sequence[Rule]
    tools: Sequence[Suggestion]
    peers: Sequence[Likeness]
    ask_next: Sequence[str]
    way_up: WayUp | None


def findings(assessment: Assessment) -> Advice:
    """Work out what every result tells."""
    gains = points_lost.lost(assessment)
    fired = rules.fired(assessment)
    flags = [rule for rule in fired if rule.is_flag]
    return Advice(
        assessment=assessment,
        gains=gains,
        flags=flags,
        look_again=[rule for rule in fired if not rule.is_flag],
        tools=tools(assessment, gains, flags),
        peers=peers(assessment),
        ask_next=ask_next(assessment),
        way_up=way_up(assessment, gains),
    )
