"""Which peer cases are alike, and how near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from silk_assess.advice.rules import fact_of
from silk_assess.exact import UNIT, rounded
from silk_assess.questionnaire.conditions import ABSENT, Fact
from silk_assess.questionnaire.model.catalogue import PeerCase
from silk_assess.scoring.assessment import Assessment
from silk_assess.scoring.flows import flows_answered, in_play


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
    """List the cases that can be compared, the most alike first (Gower; docs/scoring.md, Likeness)."""
    tree = assessment.tree
    fact = fact_of(assessment)
    ours = {id: known for id in tree.compared if (known := fact(id)) is not None and known is not ABSENT}
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
