"""What one other answer would do to index, sections and level."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from silk_assess.advice.better_answers import other_answers
from silk_assess.answers.model import Given
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.scoring.assessment import Assessment, Level, Value
from silk_assess.scoring.working_copy import each_tried


@dataclass(frozen=True, slots=True)
class Change:
    """What one other answer would do: the index and sections (None where no figure), and the level."""

    question: str
    answer: Given
    points: Mapping[str, int | None]
    level: Level | None


def changes(assessment: Assessment) -> list[Change]:
    """Try every single change of a scored question outside flows, each scored as a file of its own.

    In questionnaire order; a `Change` tells the points of the index and of each section of kind
    score or risks, and the level. Source: docs/scoring.md, Changes.
    """
    tree = assessment.tree
    wanted = [
        (one.id, answer)
        for one in scored_outside_flows(tree)
        if (standing := assessment.standings[one.id]).state in ("answered", "unknown")
        for answer in other_answers(one, standing.value)
    ]
    present = {id: _point(assessment.values[id]) for id in (*tree.roots, *tree.parts)}
    found: dict[int, Change] = {}
    for place, copy in each_tried(assessment, wanted):
        # Most parts stay as they are: they are kept once for all changes.
        points = ChainMap({id: _point(copy.values[id]) for id in present.keys() & copy.apart}, present)
        found[place] = Change(*wanted[place], points, copy.level)
    return [found[place] for place in range(len(wanted))]


def _point(value: Value | None) -> int | None:
    return None if value is None else value.point


def scored_outside_flows(tree: Tree) -> Iterator[Asked]:
    """List the scored questions that have a part in the index or the level."""
    return (one for one in tree.questions if one.scored and one.role != "flow")
