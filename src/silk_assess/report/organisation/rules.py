"""The rules that fired, each with the answers that set it off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from silk_assess.advice.rules import grounds_of
from silk_assess.exact import decimal
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.questions import FLOW_IDS
from silk_assess.report.organisation.findings import Findings
from silk_assess.report.organisation.links import Link, source_link
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count


class Because(NamedTuple):
    """What a rule read: a question or node by name, its answer or points, and the id to jump to."""

    id: str
    name: str
    said: str


class Flag(NamedTuple):
    """A rule that fired."""

    id: str
    kind: str
    word: str
    say: str
    advise: str
    because: tuple[Because, ...]
    sources: tuple[Link, ...]


def rules(found: Findings) -> tuple[Flag, ...]:
    """Lay out the warnings, advice and strengths that fired, in file order."""
    return _laid_out(found, found.flags)


def look_again(found: Findings) -> tuple[Flag, ...]:
    """Lay out what says that answers do not go together, in file order."""
    return _laid_out(found, found.look_again)


def _laid_out(found: Findings, fired: Sequence[Rule]) -> tuple[Flag, ...]:
    sources = {source.id: source for source in found.tree.pack.head.sources}
    return tuple(
        Flag(
            id=rule.id,
            kind=rule.kind,
            word=capital(rule.kind).replace("-", " "),
            say=rule.say,
            advise=rule.advise or "",
            because=_because(found, rule),
            sources=tuple(source_link(sources[id]) for id in rule.sources),
        )
        for rule in fired
    )


def standouts(found: Findings, most: int = 3) -> tuple[Flag, ...]:
    """Choose the rules to show first, warnings before advice before strengths."""
    order = ("warning", "advice", "strength")
    return tuple(sorted(rules(found), key=lambda flag: order.index(flag.kind))[:most])


def rules_finding(found: Findings) -> str:
    """Count the rules that fired, by kind."""
    kinds = [rule.kind for rule in found.flags]
    words = (
        ("warning", "warning", "warnings"),
        ("advice", "piece of advice", "pieces of advice"),
        ("strength", "strength", "strengths"),
    )
    said = [count(number, one, many) for kind, one, many in words if (number := kinds.count(kind))]
    if said:
        return capital(", ".join(said)) + "."
    if not any(rule.is_flag for rule in found.tree.pack.rules):
        return "This questionnaire has no rules that give warnings or advice."
    return "None of the rules is set off by your answers. Open answers set off nothing, so this is no all-clear."


def _because(found: Findings, rule: Rule) -> tuple[Because, ...]:
    facts: list[Because] = []
    for id in grounds_of(rule, found.assessment):
        if id in FLOW_IDS:
            facts += _flow_answers(found, id)
        elif id in found.tree.asked:
            if found.standing(id).state == "answered":
                one = found.question(id)
                facts.append(Because("" if one.role == "profile" else id, one.question.text, found.answer(id)))
        else:
            value = found.value(id)
            if value is not None and value.point is not None:
                said = f"{found.points(id, value.point)} of {decimal(value.scale)}"
                facts.append(Because("", names.title(found.tree, id), said))
    return tuple(facts)


def _flow_answers(found: Findings, id: str) -> list[Because]:
    asked = found.tree.cells[FLOW_IDS[id]]
    return [
        Because(one.id, one.question.text, found.answer(one.id))
        for one in asked
        if one.weight and found.standing(one.id).state == "answered"
    ]
