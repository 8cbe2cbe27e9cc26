"""Which rules fire, and on which answers."""

from __future__ import annotations

from collections.abc import Mapping

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
    fact_of = facts_of(assessment).__getitem__
    return [rule for rule, when in assessment.tree.rules if holds(when, fact_of, as_things_stand=True)]


def grounds_of(rule: Rule, assessment: Assessment) -> list[str]:
    """Name what made a rule fire: the ids of the leaves that hold, each once, as written."""
    when = next(when for known, when in assessment.tree.rules if known.id == rule.id)
    return list(dict.fromkeys(leaf.subject for leaf in grounds(when, facts_of(assessment).__getitem__)))


def questions_of(rule: Rule, assessment: Assessment) -> list[str]:
    """Name the questions and profile fields whose answers made a rule fire, those of a flow one by one."""
    tree, found = assessment.tree, dict[str, None]()
    for id in grounds_of(rule, assessment):
        if id in FLOW_IDS:
            found |= {one.id: None for one in tree.cells[FLOW_IDS[id]]}
        elif id in tree.asked:
            found[id] = None
    return list(found)


def facts_of(assessment: Assessment) -> Mapping[str, Fact]:
    """Give what conditions may read: the answers, and the points of nodes and flows."""
    facts: dict[str, Fact] = {id: fact(standing) for id, standing in assessment.standings.items()}
    for node in assessment.tree.nodes:
        value = assessment.values[node.id]
        facts[node.id] = ABSENT if value is None else value.point
    for id, cell in FLOW_IDS.items():
        flow = assessment.flows[cell]
        facts[id] = ABSENT if flow is None else flow.point
    return facts
