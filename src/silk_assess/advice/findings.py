"""All that follows from an assessment, worked out once for whoever tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from silk_assess.advice import explain as explaining
from silk_assess.advice import suggest as advising
from silk_assess.advice.explain import WayUp
from silk_assess.advice.suggest import Likeness, Suggestion
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.scoring.assessment import Assessment


@dataclass(frozen=True)
class Findings:
    """An assessment and what explaining and advising say of it; `gains` are the points lost."""

    assessment: Assessment
    gains: Mapping[str, Fraction]
    flags: Sequence[Rule]
    tools: Sequence[Suggestion]
    peers: Sequence[Likeness]
    ask_next: Sequence[str]
    way_up: WayUp | None


def findings(assessment: Assessment) -> Findings:
    """Work out what every result tells."""
    gains = explaining.lost(assessment)
    fired = advising.flags(assessment)
    return Findings(
        assessment=assessment,
        gains=gains,
        flags=fired,
        tools=advising.tools(assessment, gains, fired),
        peers=advising.peers(assessment),
        ask_next=explaining.ask_next(assessment),
        way_up=explaining.way_up(assessment, gains),
    )
