"""What would follow if some answers were others, scored as an answer file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.answers.state import Standing, restated
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import node_value, question_value
from silk_assess.scoring.assessment import Assessment, Level, Value
from silk_assess.scoring.levels import level_of


@dataclass(frozen=True)
class Trial:
    """What an assessment would hold had some answers been others, as if the file had said so."""

    tree: Tree
    answers: Answers
    standings: Mapping[str, Standing]
    values: Mapping[str, Value | None]

    @cached_property
    def level(self) -> Level | None:
        """The level that would follow."""
        return level_of(self.tree, self.values)


def tried(base: Assessment | Trial, changed: Mapping[str, Given]) -> Trial:
    """Score the answers with some of them exchanged; only what reads them is computed again.

    A trial may be the base of the next one.
    """
    tree = base.tree
    exchanged = {id: Answer(value) for id, value in changed.items()}
    answers = replace(base.answers, answers={**base.answers.answers, **exchanged})
    known, moved = restated(tree, answers, base.standings, changed)
    values = dict(base.values)
    scored = [id for id in moved if tree.asked[id].scored]
    for id in scored:
        values[id] = question_value(tree.asked[id], known[id])
    for node in tree.in_order(tree.readers_of(scored)):
        values[node.id] = node_value(node, known, tree, values)
    return Trial(tree, answers, known, values)
