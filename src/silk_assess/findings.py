"""All that follows from an assessment, worked out once for whoever tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from silk_assess import advising, explaining
from silk_assess.advising import Likeness, Suggestion
from silk_assess.assessment import Assessment
from silk_assess.explaining import WayUp
from silk_assess.pack import Rule


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
