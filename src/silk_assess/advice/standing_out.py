"""What stands out: of the rules that fired the few that bear on most points, by the answer that sets them off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from silk_assess.advice.lost_under import LostUnder
from silk_assess.advice.rules import questions_of
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.scoring.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Together:
    """Rules that one answer sets off; of a rule that stands alone `answer` is None."""

    answer: str | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class StandingOut:
    """Warnings and advice in two lists, the first of at most five rules; strengths in a list of their own."""

    first: tuple[Together, ...]
    more: tuple[Together, ...]
    strengths: tuple[Rule, ...]


def standing_out(
    assessment: Assessment, gains: Mapping[str, Fraction], fired: Sequence[Rule], most: int = 5
) -> StandingOut:
    """Order the rules that fired by the points lost under what they read, then as they stand in the file.

    `gains` are the points lost, as `points_lost.lost` gives them. Strengths stay in file order.
    Source: docs/scoring.md, Rules.
    """
    told = [rule for rule in fired if rule.kind != "strength"]
    lost = LostUnder(assessment.tree, gains)
    told.sort(key=lambda rule: -lost.amount(reads(rule.when)))
    strengths = tuple(rule for rule in fired if rule.kind == "strength")
    return StandingOut(_grouped(assessment, told[:most]), _grouped(assessment, told[most:]), strengths)


def _grouped(assessment: Assessment, rules: Sequence[Rule]) -> tuple[Together, ...]:
    """Set rules together under the answer that sets off most of them; each group where its first rule stands."""
    answers = {rule.id: _answers(assessment, rule) for rule in rules}
    sets_off = Counter(id for ids in answers.values() for id in ids)
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        shared = [id for id in answers[rule.id] if sets_off[id] > 1]
        under = max(shared, key=sets_off.__getitem__, default=f"rule {rule.id}")
        groups.setdefault(under, []).append(rule)
    return tuple(Together(id if len(group) > 1 else None, tuple(group)) for id, group in groups.items())


def _answers(assessment: Assessment, rule: Rule) -> list[str]:
    """Name the answers that made a rule fire, in questionnaire order; what an organisation is sets off nothing."""
    tree = assessment.tree
    made = [tree.asked[id] for id in questions_of(rule, assessment) if id in tree.question_place]
    return [
        one.id
        for one in sorted(made, key=lambda one: tree.question_place[one.id])
        if assessment.standings[one.id].state == "answered" and (one.weight or one.role != "flow")
    ]
