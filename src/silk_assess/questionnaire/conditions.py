"""Conditions: a closed union, read from a file's mapping, decided in three values."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from silk_assess.exact import micro
from silk_assess.faults import Code, Fault, SilkError, Steps, did_you_mean

# What a file holds at this point: texts, lists and mappings, nothing else.
Raw = str | list[Any] | dict[str, Any]


class _Absent:
    """The fact of something hidden, not applicable or absent: every leaf but `answered` is false."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()
# None is "unknown". A choice is its option id, choices a tuple of them, a number or point micro-units.
Fact = str | tuple[str, ...] | int | None | _Absent


@dataclass(frozen=True, slots=True)
class Is:
    """The answer is one of `values`; for choices: at least one of them is chosen.

    Values are texts as written; of a number micro-units, once `resolved`.
    """

    subject: str
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A number, a point or the place of an option in its question's order against a bound.

    `written` is the bound as the file has it; `bound` and `ranks` (the options in order, empty
    for numbers) come with `resolved`.
    """

    subject: str
    relation: str
    written: str
    bound: int = 0
    ranks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """The question is answered, or, with `flag` false, it is not."""

    subject: str
    flag: bool


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Leaf = Is | Compare | Answered
Condition = Leaf | All | Any_ | Not

RELATIONS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "at_least": operator.ge,
    "above": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
}


def holds(condition: Condition, fact: Callable[[str], Fact], as_things_stand: bool = False) -> bool | None:
    """Decide a condition in three values (Kleene): true, false, or None for unknown.

    `fact` tells what is known of an id. With `as_things_stand` (in a rule) an unknown question
    is decided as not answered; in a `when` it may be answered yet, so that is unknown.
    Source: docs/scoring.md, State of a question; docs/format.md, Conditions.
    """
    # In the order of how many there are.
    match condition:
        case Is():
            known = fact(condition.subject)
            if known is None:
                return None
            if isinstance(known, tuple):
                return any(value in condition.values for value in known)
            return known in condition.values
        case All():
            return _first(False, condition.parts, fact, as_things_stand)
        case Any_():
            return _first(True, condition.parts, fact, as_things_stand)
        case Compare():
            return _compared(condition, fact(condition.subject))
        case Answered():
            known = fact(condition.subject)
            if known is None and not as_things_stand:
                return None
            return (known is not None and known is not ABSENT) == condition.flag
        case _:
            found = holds(condition.part, fact, as_things_stand)
            return None if found is None else not found


def _compared(leaf: Compare, known: Fact) -> bool | None:
    if known is None or known is ABSENT:
        return None if known is None else False
    size = leaf.ranks.index(cast("str", known)) if leaf.ranks else cast("int", known)
    return RELATIONS[leaf.relation](size, leaf.bound)


def _first(
    decides: bool, parts: Iterable[Condition], fact: Callable[[str], Fact], as_things_stand: bool
) -> bool | None:
    """Look for a part that decides the whole: a false one among all, a true one among any; else some may be unknown."""
    unknown = False
    for part in parts:
        found = holds(part, fact, as_things_stand)
        if found is decides:
            return found
        unknown = unknown or found is None
    return None if unknown else not decides


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Walk through the leaves of a condition, as written."""
    match condition:
        case All(parts) | Any_(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def grounds(condition: Condition, fact: Callable[[str], Fact]) -> Iterator[Leaf]:
    """Walk through the leaves that make a condition true as things stand, of `any` the parts that hold."""
    match condition:
        case All(parts):
            for part in parts:
                yield from grounds(part, fact)
        case Any_(parts):
            for part in parts:
                if holds(part, fact, as_things_stand=True):
                    yield from grounds(part, fact)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def reads(condition: Condition | None) -> tuple[str, ...]:
    """Name what a condition reads, each id once, in the order of its leaves."""
    return () if condition is None else tuple(dict.fromkeys(leaf.subject for leaf in leaves(condition)))


def resolved(condition: Condition, ranks: Callable[[str], tuple[str, ...] | None]) -> Condition:
    """Turn written bounds into whole numbers: places of options, or micro-units.

    `ranks` gives the options of a choice in order, an empty tuple for what holds a number, and
    None for what can only be equal. Every bound is known to fit.
    """
    match condition:
        case All(parts):
            return All(tuple(resolved(part, ranks) for part in parts))
        case Any_(parts):
            return Any_(tuple(resolved(part, ranks) for part in parts))
        case Not(part):
            return Not(resolved(part, ranks))
        case Compare(subject, _, written):
            order = ranks(subject) or ()
            bound = order.index(written) if order else micro(written) or 0
            return replace(condition, bound=bound, ranks=order)
        case Is(subject, values) if ranks(subject) == ():
            return Is(subject, tuple(micro(str(value)) or 0 for value in values))
        case _:
            return condition


def parse(raw: Raw, path: Steps = ()) -> Condition:
    """Read a condition from a file's mapping; several keys mean all of them.

    Raises SilkError with every fault of form, each with its path below `path`. Whether the ids
    and options exist is not asked here. Source: docs/format.md, Conditions.
    """
    faults: list[Fault] = []
    condition = _mapping(raw, path, faults)
    if faults:
        raise SilkError(*faults)
    return condition


_NOTHING: Final = All(())


def _mapping(raw: Raw, path: Steps, faults: list[Fault]) -> Condition:
    if not isinstance(raw, dict) or not raw:
        faults.append(
            Fault(path, "a condition is a mapping that is not empty", "Write it as {question: answer}.", Code.CONDITION)
        )
        return _NOTHING
    parts = tuple(_entry(key, value, (*path, key), faults) for key, value in raw.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _entry(key: str, value: Raw, path: Steps, faults: list[Fault]) -> Condition:
    match key:
        case "not":
            return Not(_mapping(value, path, faults))
        case "all" | "any":
            if not isinstance(value, list) or not value:
                says = f'"{key}" needs a list of conditions'
                faults.append(Fault(path, says, f"Write it as {key}: [{{...}}, {{...}}].", Code.CONDITION))
                return _NOTHING
            parts = tuple(_mapping(part, (*path, i), faults) for i, part in enumerate(value))
            return All(parts) if key == "all" else Any_(parts)
        case _:
            return _leaf(key, value, path, faults)


def _leaf(subject: str, value: Raw, path: Steps, faults: list[Fault]) -> Condition:
    match value:
        case dict():
            return _relation(subject, value, path, faults)
        case [] | "":
            says = f'the condition on "{subject}" names no answer'
            faults.append(Fault(path, says, "Name an answer, or a list of them.", Code.CONDITION))
        case [*values] if not all(isinstance(one, str) and one for one in values):
            says = f'the condition on "{subject}" holds something that is no answer'
            faults.append(Fault(path, says, "A list here holds answers only, such as [a, b].", Code.CONDITION))
        case [*values]:
            return Is(subject, tuple(cast("list[str]", values)))
        case _:
            return Is(subject, (value,))
    return _NOTHING


def _relation(subject: str, value: dict[str, Any], path: Steps, faults: list[Fault]) -> Condition:
    known = [*RELATIONS, "answered"]
    if len(value) != 1:
        says = f'the condition on "{subject}" holds {len(value)} comparisons, and one is allowed'
        faults.append(Fault(path, says, "Write each as a condition of its own inside all: [...].", Code.CONDITION))
        return _NOTHING
    ((relation, bound),) = value.items()
    inner = (*path, relation)
    if relation not in known:
        says = f'"{relation}" is no comparison'
        faults.append(Fault(inner, says, did_you_mean(relation, known), Code.CONDITION, "key"))
    elif not isinstance(bound, str) or not bound:
        faults.append(
            Fault(inner, f'"{relation}" needs one value', "Write it as a single word or number.", Code.CONDITION)
        )
    elif relation != "answered":
        return Compare(subject, relation, bound)
    elif bound in ("true", "false"):
        return Answered(subject, bound == "true")
    else:
        faults.append(Fault(inner, f'"{bound}" is neither true nor false', "Write true or false.", Code.FLAG))
    return _NOTHING
