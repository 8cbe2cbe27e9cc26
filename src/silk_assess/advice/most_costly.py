"""The questions that cost most points: what matters most, in the report and in a plan."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from silk_assess.questionnaire.tree import Asked, Tree


def most_costly(tree: Tree, gains: Mapping[str, Fraction], most: int = 3) -> list[Asked]:
    """Choose the questions that cost most points, likelihood and impact left out (they are no deeds).

    `gains` are the points lost, as `points_lost.lost` gives them. Equals stay in questionnaire order.
    """
    deeds = [one for one in tree.questions if one.id in gains and one.role not in ("likelihood", "impact")]
    return sorted(deeds, key=lambda one: -gains[one.id])[:most]
