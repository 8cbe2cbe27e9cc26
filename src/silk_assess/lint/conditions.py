"""Conditions that never hold, always do, or wait for an answer which comes later; rules that fire on silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from silk_assess.advice.rules import fired
from silk_assess.answers.model import Answers
from silk_assess.exact import decimal
from silk_assess.faults import Code, Fault, Steps, listed
from silk_assess.lint.finding import warning
from silk_assess.lint.reachable import always_holds, can_hold, stands_against
from silk_assess.lint.texts import offers_of
from silk_assess.questionnaire.conditions import (
    All,
    Answered,
    Any_,
    Compare,
    Condition,
    Is,
    Leaf,
    Not,
    leaves,
    reads,
)
from silk_assess.questionnaire.model.questions import Quantity
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.questionnaire.values import answers_to
from silk_assess.scoring.assess import assess


def doubtful_conditions(tree: Tree) -> Iterator[Fault]:
    """Yield conditions that never hold, or always, and questions that are asked too early."""
    yield from _never_true(tree)
    yield from _always_true(tree)
    yield from _too_early(tree)


# Never, always


_READ_ALOUD: Final = (
    "Read it aloud: it asks one question for two things at once, or for an answer that it does not have."
)
_NEVER: Final = "{} conditions can never be true"


def _never_true(tree: Tree) -> Iterator[Fault]:
    for one in (*tree.profile, *tree.questions):
        if one.when is not None and not can_hold(tree, one.when):
            yield _never(tree, (*one.path, "when"), one.id, f'"{one.id}" is never asked', one.when)
    for i, (rule, when) in enumerate(tree.rules):
        if not can_hold(tree, when, as_things_stand=True):
            yield _never(tree, ("rules.yaml", i, "when"), rule.id, f'"{rule.id}" never fires', when)
    for path, offer in offers_of(tree):
        if offer.id in tree.fits and not can_hold(tree, tree.fits[offer.id]):
            says = f'"{offer.id}" is offered to nobody whose profile is known'
            yield _never(tree, (*path, "fits"), offer.id, says, tree.fits[offer.id])


def _never(tree: Tree, path: Steps, id: str, says: str, when: Condition) -> Fault:
    """Say that a condition never holds, and why, where it is since a question that it reads is not asked then."""
    against = stands_against(tree, when)
    do = _READ_ALOUD
    if against is not None and against.when is not None:
        do = f'"{against.id}" is asked only where {_spelt(against.when)}, and then the rest here does not hold.'
        do += " Take one of the two out, or write any in place of all."
    says = f"{says}: its condition can never be true"
    return warning(path, says, do, Code.NEVER_TRUE, "key", _NEVER, (id,))


def _spelt(when: Condition) -> str:
    """Write a condition out with the ids and answers that it names."""
    match when:
        case All(parts):
            return " and ".join(map(_part, parts))
        case Any_(parts):
            return " or ".join(map(_part, parts))
        case Not(part):
            return f"not {_part(part)}"
        case Is(subject, values):
            return (
                f"{subject} is {listed((str(one) if isinstance(one, str) else decimal(one) for one in values), 'or')}"
            )
        case Compare(subject, relation, written):
            return f"{subject} is {relation.replace('_', ' ')} {written}"
        case Answered(subject, flag):
            return f"{subject} is {'' if flag else 'not '}answered"


def _part(when: Condition) -> str:
    return f"({_spelt(when)})" if isinstance(when, All | Any_) else _spelt(when)


_ALWAYS: Final = "{} conditions always hold"


def _always_true(tree: Tree) -> Iterator[Fault]:
    do = "Take it out, or ask for more than every answer gives."
    for one in (*tree.profile, *tree.questions):
        if one.when is not None and always_holds(tree, one.when):
            says = f'"{one.id}" is always asked, since its condition always holds: {_every_answer(tree, one.when)}'
            yield warning((*one.path, "when"), says, do, Code.ALWAYS_TRUE, "key", _ALWAYS, (one.id,))
    for path, offer in offers_of(tree):
        if offer.id in tree.fits and always_holds(tree, tree.fits[offer.id]):
            says = f'"{offer.id}" fits whatever is answered: {_every_answer(tree, tree.fits[offer.id])}'
            yield warning((*path, "fits"), says, do, Code.ALWAYS_TRUE, "key", _ALWAYS, (offer.id,))


def _every_answer(tree: Tree, when: Condition) -> str:
    """Show the answers by which a condition always holds."""
    subjects = [tree.asked[id] for id in dict.fromkeys(reads(when)) if id in tree.asked]
    return "; ".join(_answers(one, [leaf for leaf in leaves(when) if leaf.subject == one.id]) for one in subjects[:3])


def _answers(one: Asked, asked: Sequence[Leaf]) -> str:
    if isinstance(one.question, Quantity):
        low, high = one.question.minimum, one.question.maximum
        ends = [f"from {decimal(low)}"] if low is not None else []
        ends += [f"up to {decimal(high)}"] if high is not None else []
        return f"{one.id} has answers {' '.join(ends)}"
    named = [str(value) for leaf in asked if isinstance(leaf, Is) for value in leaf.values]
    return f"{one.id} has the answers {listed(answers_to(one.question) or named, most=6)}, and each of them will do"


# Order


def _too_early(tree: Tree) -> Iterator[Fault]:
    """Find questions that are asked before an answer that they wait for."""
    place = {one.id: i for i, one in enumerate((*tree.profile, *tree.questions))}
    for one in (*tree.profile, *tree.questions):
        later = [id for id in dict.fromkeys(reads(one.when)) if place.get(id, -1) > place[one.id]] if one.when else []
        if later:
            says = f'"{one.id}" is asked before the answer that it waits for'
            do = f"Put {listed(later)} above it."
            together = "{} questions are asked before the answers that they wait for"
            yield warning((*one.path, "when"), says, do, Code.ASKED_TOO_EARLY, "key", together, (one.id,))


# Silence


def on_silence(tree: Tree) -> Iterator[Fault]:
    """Find rules that fire where nothing is answered: `answered: false` and `not` make such."""
    silent = {rule.id for rule in fired(assess(tree, Answers()))}
    for i, (rule, _) in enumerate(tree.rules):
        if rule.id in silent:
            says = f'"{rule.id}" fires on an organisation that has answered nothing'
            do = "Let it read an answer that states the fact: beside not, ask for answered: true."
            together = "{} rules fire on an organisation that has answered nothing"
            yield warning(("rules.yaml", i, "when"), says, do, Code.RULE_ON_SILENCE, "key", together, (rule.id,))
