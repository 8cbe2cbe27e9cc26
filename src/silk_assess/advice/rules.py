"""Which rules fire, and on which answers."""

from __future__ import annotations

from collections.abc import Callable

from silk_assess.answers.state import fact
from silk_assess.questionnaire.conditions import ABSENT, Fact, grounds, holds
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.questions import FLOW_IDS
from silk_assess.scoring.assessment import Assessment


def flags(assessment: Assessment) -> list[Rule]:
    """List the warnings, advice and strengths that fire, in file order."""
    return [rule for rule in fired(assessment) if rule.is_flag]


def look_again(assessment: Assessment) -> list[Rule]:
    """List the rules that fire on answers that do not go together, in file order."""
    return [rule for rule in fired(assessment) if not rule.is_flag]


def fired(assessment: Assessment) -> list[Rule]:
    """List the rules of every kind whose condition is true as things stand, in file order.

    A leaf on a node, risk or flow reads its point: none is unknown, absent is false.
    Source: docs/scoring.md, Rules.
    """
    fact = fact_of(assessment)
    return [rule for rule, when in assessment.tree.rules if holds(when, fact, as_things_stand=True)]


def grounds_of(rule: Rule, assessment: Assessment) -> list[str]:
    """Name what made a rule fire: the ids of the leaves that hold, each once, as written."""
    when = assessment.tree.condition_of_rule[rule.id]
    return list(dict.fromkeys(leaf.subject for leaf in grounds(when, fact_of(assessment))))


def questions_of(rule: Rule, assessment: Assessment) -> list[str]:
    """Name the questions and profile fields whose answers made a rule fire, those of a flow one by one."""
    tree, found = assessment.tree, dict[str, None]()
    for id in grounds_of(rule, assessment):
        if id in FLOW_IDS:
            found |= {one.id: None for one in tree.cells[FLOW_IDS[id]]}
        elif id in tree.asked:
            found[id] = None
    return list(found)


def fact_of(assessment: Assessment) -> Callable[[str], Fact]:
    """Give what tells a condition all that it may read: the answers, and the points of nodes and flows."""

    def told(id: str) -> Fact:
        if id in assessment.standings:
            return fact(assessment.standings[id])
        found = assessment.flows[FLOW_IDS[id]] if id in FLOW_IDS else assessment.values[id]
        return ABSENT if found is None else found.point

    return told
