"""The rules that fired, each with the answers that set it off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from silk_assess.advice.rules import grounds_of
from silk_assess.advice.standing_out import Together, standing_out
from silk_assess.exact import decimal
from silk_assess.faults import listed
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


class RuleGroup(NamedTuple):
    """Rules that one answer sets off, which stands above them; of a rule that stands alone `answer` is None."""

    answer: Because | None
    rules: tuple[Flag, ...]


class StandsOut(NamedTuple):
    """The warnings and advice that bear on most points, the others with their number, and the strengths."""

    finding: str
    first: tuple[RuleGroup, ...]
    more_head: str
    more: tuple[RuleGroup, ...]
    strengths: tuple[Flag, ...]


def stands_out(found: Findings) -> StandsOut:
    """Lay out the rules that fired: first the few that bear on most, each under the answer that sets it off."""
    chosen = standing_out(found.assessment, found.gains, found.flags)
    left = [rule.kind for group in chosen.more for rule in group.rules]
    return StandsOut(
        _finding(found),
        tuple(_group(found, group) for group in chosen.first),
        f"{capital(_counted(left))} more" if left else "",
        tuple(_group(found, group) for group in chosen.more),
        _laid_out(found, chosen.strengths),
    )


def _group(found: Findings, group: Together) -> RuleGroup:
    """Lay out rules with their common answer taken from each of them."""
    flags, id = _laid_out(found, group.rules), group.answer
    if id is None:
        return RuleGroup(None, flags)
    rest = [flag._replace(because=tuple(one for one in flag.because if one.id != id)) for flag in flags]
    return RuleGroup(Because(id, found.question(id).question.text, found.answer(id)), tuple(rest))


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
    """Choose the warnings and advice to show on the first screen, in the order in which they stand out."""
    first = standing_out(found.assessment, found.gains, found.flags).first
    return _laid_out(found, [rule for group in first for rule in group.rules][:most])


def _finding(found: Findings) -> str:
    """Count the rules that fired, by kind."""
    if found.flags:
        return f"{capital(_counted([rule.kind for rule in found.flags]))}."
    if not any(rule.is_flag for rule in found.tree.pack.rules):
        return "This questionnaire has no rules that give warnings or advice."
    return "None of the rules is set off by your answers. Open answers set off nothing, so this is no all-clear."


def _counted(kinds: Sequence[str]) -> str:
    words = (
        ("warning", "warning", "warnings"),
        ("advice", "piece of advice", "pieces of advice"),
        ("strength", "strength", "strengths"),
    )
    return listed(count(number, one, many) for kind, one, many in words if (number := kinds.count(kind)))


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
