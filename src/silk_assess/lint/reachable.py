"""What can happen at all in a questionnaire: answers to give, points to reach, conditions to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Final

from silk_assess.answers.state import Standing
from silk_assess.exact import HUNDRED, UNIT
from silk_assess.questionnaire.conditions import (
    ABSENT,
    All,
    Answered,
    Any_,
    Compare,
    Condition,
    Fact,
    Is,
    Not,
    holds,
    leaves,
    reads,
)
from silk_assess.questionnaire.model.questions import AnyQuestion, Choices, Country, Day, Quantity, Words, YesNo
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.scoring.assess import values_of

# Points


@dataclass(frozen=True, slots=True)
class Reach:
    """The fewest and the most points, in micro-units, once every question is answered or left out.

    `lowest` has every node and scored question, `highest` every node; `free` is a node's most if
    no node had a gate. What may be left out counts with the whole of its scale, so that nothing
    lies beyond these ends, though an end need not be attained.
    """

    lowest: Mapping[str, int]
    highest: Mapping[str, int]
    free: Mapping[str, int]


def reach(tree: Tree) -> Reach:
    """Score a questionnaire that nobody has answered yet, and the same without gates."""
    still_open = {
        one.id: Standing("unknown", may_vanish=one.may_be_left_out or one.when is not None)
        for one in tree.questions
        if one.scored
    }
    ungated = replace(tree, nodes=tuple(replace(node, gates=()) for node in tree.nodes))
    gated, free = values_of(tree, still_open), values_of(ungated, still_open)
    fewest = {one.id: one.least for one in tree.questions if one.scored}
    return Reach(
        lowest=fewest | {id: value.low for id, value in gated.items() if value and id in tree.node},
        highest={id: value.high for id, value in gated.items() if value and id in tree.node},
        free={id: value.high for id, value in free.items() if value and id in tree.node},
    )


# Conditions

# Leaves, or leaves denied, that hold together.
Way = tuple[Condition, ...]
_MOST_WAYS: Final = 512


def can_hold(tree: Tree, condition: Condition, as_things_stand: bool = False) -> bool:
    """Say whether a condition could ever be true. A "no" is certain; a "yes" is not.

    Each question is looked at by itself: which of its answers, or its absence, would satisfy all
    that is asked of it. What is answered was asked, so that its own condition holds too.
    `as_things_stand` is meant as in `conditions.holds`.
    """
    return any(
        _is_open(tree, grounded, as_things_stand)
        for way in _ways(condition, True)
        if _is_open(tree, way, as_things_stand)
        for grounded in _ways(All((*way, *_asked_by(tree, way))), True)
    )


def always_holds(tree: Tree, condition: Condition) -> bool:
    """Say whether a condition holds whatever is answered. A "yes" is certain.

    One that reads whether a question is answered asks for something: it waits until it is.
    """
    return not any(isinstance(leaf, Answered) for leaf in leaves(condition)) and not can_hold(tree, Not(condition))


def stands_against(tree: Tree, condition: Condition) -> Asked | None:
    """Name the question by whose own condition another one can never hold; None where that has other reasons."""
    ways = [way for way in _ways(condition, True) if _is_open(tree, way, False)]
    needed = (one for way in ways for one in _needed(tree, way) if one.when is not None)
    return next(needed, None)


def _asked_by(tree: Tree, way: Way) -> list[Condition]:
    """List the conditions of all questions that must have been asked for a way to be gone."""
    return [one.when for one in _needed(tree, way) if one.when is not None]


def _needed(tree: Tree, way: Way) -> list[Asked]:
    """List the questions that must have been answered for a way to be gone, and what these wait for for certain."""
    found: dict[str, Asked] = {}
    ahead = list(way)
    while ahead:
        leaf = ahead.pop()
        if not isinstance(leaf, Is | Compare | Answered) or (isinstance(leaf, Answered) and not leaf.flag):
            continue  # what is denied, or not answered, need not have been asked
        if leaf.subject in found or leaf.subject not in tree.asked:
            continue
        one = found[leaf.subject] = tree.asked[leaf.subject]
        ways = [] if one.when is None else _ways(one.when, True)
        ahead += ways[0] if len(ways) == 1 else ()
    return list(found.values())


def _ways(condition: Condition, truth: bool) -> list[Way]:
    """List the ways in which a condition becomes true (or false); where they are too many, one that asks nothing."""
    match condition:
        case Not(part):
            return _ways(part, not truth)
        case All(parts) | Any_(parts):
            each = [_ways(part, truth) for part in parts]
            together = isinstance(condition, All) == truth
            if (prod if together else sum)(len(ways) for ways in each) > _MOST_WAYS:
                return [()]
            if together:
                return [tuple(one for way in chosen for one in way) for chosen in product(*each)]
            return [way for ways in each for way in ways]
        case leaf:
            return [(leaf if truth else Not(leaf),)]


def _is_open(tree: Tree, way: Way, as_things_stand: bool) -> bool:
    """Say whether for each question something satisfies all that the way asks of it."""
    asked: dict[str, list[Condition]] = {}
    for one in way:
        asked.setdefault(reads(one)[0], []).append(one)

    def satisfies(fact: Fact, wanted: list[Condition]) -> bool:
        return holds(All(tuple(wanted)), lambda _: fact, as_things_stand) is True

    return all(
        any(satisfies(fact, wanted) for fact in _facts(tree, subject, wanted)) for subject, wanted in asked.items()
    )


def _facts(tree: Tree, subject: str, wanted: list[Condition]) -> Iterator[Fact]:
    """List what may be known of an id, as far as it makes a difference to the conditions on it."""
    yield None
    if subject not in tree.asked:
        yield ABSENT
        scale = tree.node[subject].scale if subject in tree.node else HUNDRED
        yield from _numbers(_named(wanted), 0, scale, 1)
        return
    one = tree.asked[subject]
    if one.may_be_left_out or one.when is not None:
        yield ABSENT
    yield from _answers(one.question, wanted)


def _answers(question: AnyQuestion, wanted: list[Condition]) -> Iterable[Fact]:
    match question:
        case Choices():
            return _chosen(question, wanted)
        case Quantity(minimum=low, maximum=high, decimals=places):
            step = UNIT // 10 ** (6 if places is None else places)
            return _numbers(_named(wanted), low, high, step)
        case Words() | Day() | Country():
            # Any of the texts that are named, or another one. `checks.logic` has seen to dates and countries.
            return ["", *_named(wanted)]
        case YesNo():
            return ("no", "yes")
        case _:
            return [option.id for option in question.options]


def _chosen(question: Choices, wanted: list[Condition]) -> Iterator[Fact]:
    """List the largest choice without what must not be chosen, each exclusive option, and none at all."""
    banned = set(_named(one for one in wanted if isinstance(one, Not)))
    yield tuple(option.id for option in question.options if not option.exclusive and option.id not in banned)
    yield from ((option.id,) for option in question.options if option.exclusive)
    yield ()


def _numbers(named: Iterable[str | int], low: int | None, high: int | None, step: int) -> Iterator[Fact]:
    """List numbers around every bound, on the grid of what may be typed; between bounds all numbers are alike."""
    ends = [0, *(int(x) for x in named), *(x for x in (low, high) if x is not None)]
    for end in ends:
        below = end // step * step
        for x in (below - step, below, below + step):
            if (low is None or x >= low) and (high is None or x <= high):
                yield x


def _named(wanted: Iterable[Condition]) -> Iterator[str | int]:
    """Name the answers and bounds that conditions compare with."""
    for one in wanted:
        for leaf in leaves(one):
            if isinstance(leaf, Is):
                yield from leaf.values
            elif isinstance(leaf, Compare):
                yield leaf.bound
