"""The gaps that cost all organisations together most."""

from __future__ import annotations

from typing import NamedTuple

from silk_assess.portfolio.member import BEST, LESS, OPEN
from silk_assess.portfolio.statistics import Crowd
from silk_assess.questionnaire.model.nodes import Risk
from silk_assess.questionnaire.model.questions import Choice, YesNo
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.report.portfolio.figures import amount, is_part, many, number, rests
from silk_assess.wording import answers
from silk_assess.wording.numbers import capital, in_words


class Gap(NamedTuple):
    """A question that costs all together most, as a deed with its first step."""

    where: str
    question: str
    common: str
    cost: str
    first: str


class Gaps(NamedTuple):
    """The most common gaps, the costliest first; `rests` says on how many that rests, where it is not all."""

    head: str
    text: str
    cards: tuple[Gap, ...]
    rests: str = ""


def gaps(crowd: Crowd, most: int = 3) -> Gaps:
    """Choose the questions that cost all together most, likelihood and impact left out (they are no deeds)."""
    asked, sums = crowd.tree.questions, crowd.roll.losses
    costly = sorted(
        (i for i, one in enumerate(asked) if sums[i] and one.role not in ("likelihood", "impact")),
        key=lambda i: -sums[i],
    )[:most]
    cards = tuple(_gap(crowd, i, sums[i]) for i in costly)
    head = f"The {in_words(len(cards))} most common gaps" if len(cards) > 1 else "The most common gap"
    if cards:
        text = (
            "Counted are deeds, not judgements of risk. A point lost shows where answers differ from the best ones, "
            "not what would change if they did."
        )
        return Gaps(head, text, cards, rests(crowd))
    if not crowd.number:
        return Gaps("Common gaps", "There is no organisation to look at.", ())
    if any(crowd.middles[id] is not None for id in crowd.tree.roots) and not crowd.roll.missing and _any_point(crowd):
        return Gaps("Common gaps", "No points are missing in what was answered.", (), rests(crowd))
    return Gaps("Common gaps", "Too little is answered to say which deeds are missing.", ())


def _any_point(crowd: Crowd) -> bool:
    return any(middle.figures for id in crowd.tree.roots if (middle := crowd.middles[id]) is not None)


def _gap(crowd: Crowd, place: int, size: int) -> Gap:
    one = crowd.tree.questions[place]
    step = "Ask each organisation which better answer is nearest, and what it would take."
    whose = (
        f"{number(crowd.roll.explained)} of them, drawn by lot," if is_part(crowd) else f"all {number(crowd.number)}"
    )
    missing = f"that {whose} miss together" if crowd.number > 1 else "that are missing"
    return Gap(
        where=owner(crowd.tree, one),
        question=one.question.text,
        common=_common(crowd, place),
        cost=f"{amount(size)} of the {amount(crowd.roll.missing)} points {missing}",
        first=one.question.step or step,
    )


def owner(tree: Tree, one: Asked) -> str:
    """Say what a question is part of."""
    node = tree.node.get(one.owner)
    if node is None:
        return next(section.title for section in tree.pack.sections if section.id == one.owner)
    return f"Risk: {node.title}" if isinstance(node.source, Risk) else node.title


def _common(crowd: Crowd, place: int) -> str:
    """Say how many chose an answer worth less than half of the points, and which; else how many not the best."""
    one = crowd.tree.questions[place]
    given = crowd.roll.answered[place]
    answered = sum(given.values()) - given[OPEN]
    of = f"of {many(answered, 'organisation')} that answered"
    if isinstance(one.question, Choice | YesNo) and len(one.table) < LESS:
        ids = list(one.table)
        low = [k for k, id in enumerate(ids) if 2 * one.table[id] < one.scale and given[k]]
        some = sum(given[k] for k in low)
        if low:
            named = [f"“{capital(answers.label(one.question, ids[k]))}”" for k in low]
            chosen = " or ".join(named) if len(low) < 3 else f"one of the {in_words(len(low))} weakest answers"
            return f"{number(some)} {of} chose {chosen}"
        best = sum(size for k, size in given.items() if k != OPEN and one.table[ids[k]] == max(one.table.values()))
        return f"{number(answered - best)} {of} chose less than the best answer"
    if given[LESS]:
        return f"{number(given[LESS])} {of} reach less than half of its points"
    return f"{number(answered - given[BEST])} {of} reach less than all of its points"
