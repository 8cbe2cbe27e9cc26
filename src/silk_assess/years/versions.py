"""What a new version of a questionnaire does to answers to an older one: kept, renamed, lost, worth something else.

Nothing is read here but the two questionnaires. Source: docs/format.md, Renamed; docs/scoring.md, Two years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from silk_assess.questionnaire.conditions import Condition
from silk_assess.questionnaire.model.questions import (
    Anchor,
    AnyQuestion,
    Choice,
    Choices,
    Option,
    Pick,
    Quantity,
    YesNo,
)
from silk_assess.questionnaire.tree import Asked, Node, Tree
from silk_assess.questionnaire.versions import Renamed


class Why(Enum):
    """Why answers to a question are lost."""

    GONE = auto()
    OTHER_TYPE = auto()
    OTHER_MEANING = auto()
    OPTION_GONE = auto()
    BEYOND_LIMITS = auto()
    MUST_APPLY = auto()


class Lost(NamedTuple):
    """A question, by its old id, and why its answers do not fit; `options` are those that are gone."""

    id: str
    why: Why
    options: tuple[str, ...] = ()


class Aspect(Enum):
    """What makes a question or node count for something else."""

    OPTION = auto()
    SCALE = auto()
    GOALPOSTS = auto()
    SCORED = auto()
    ASKED = auto()
    RULE = auto()
    PARTS = auto()
    GATES = auto()
    COVERAGE = auto()
    KAPPA = auto()


class Moved(NamedTuple):
    """A question or node, by its new id, and what of it counts otherwise, as it was and as it is; micro-units.

    Of parts there are pairs of ids and weights; of a condition, of gates and of goalposts there is nothing to show.
    """

    id: str
    aspect: Aspect
    old: object = None
    new: object = None
    option: str = ""


class Words(NamedTuple):
    """A text that reads otherwise: of which question, node or level (by its new id), of which option, both texts."""

    id: str
    option: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LevelMoved:
    """A level as it was and as it is, by title and requirements (new ids); None where it is not there."""

    id: str
    old: tuple[tuple[str, int], ...] | None
    new: tuple[tuple[str, int], ...] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that a new version does to answers to an older one."""

    old: Tree
    new: Tree
    kept: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    lost: tuple[Lost, ...]
    added: tuple[str, ...]
    moved: tuple[Moved, ...]
    words: tuple[Words, ...]
    levels: tuple[LevelMoved, ...]


def difference(old: Tree, new: Tree) -> Difference:
    """Compare two versions of one questionnaire."""
    now = new.renamed.now
    pairs = [(one, new.asked[now(id)]) for id, one in old.asked.items() if now(id) in new.asked]
    nodes = [(one, new.node[now(one.id)]) for one in old.nodes if now(one.id) in new.node]
    lost = tuple(_lost(old, new))
    gone = {one.id for one in lost if one.why in _WHOLE}
    moved = [
        *(one for then, here in pairs if then.id not in gone for one in _moved(then, here, new.renamed)),
        *(one for then, here in nodes for one in _node_moved(then, here, new.renamed)),
    ]
    touched = {one.id for one in moved} | {now(one.id) for one in lost}
    return Difference(
        old=old,
        new=new,
        kept=tuple(here.id for _, here in pairs if here.id not in touched),
        renamed=tuple(_renamed(old, new)),
        lost=lost,
        added=tuple(id for id in new.asked if id not in {now(one) for one in old.asked}),
        moved=tuple(moved),
        words=tuple(_words(old, new, pairs, nodes)),
        levels=tuple(_levels(old, new)),
    )


def _renamed(old: Tree, new: Tree) -> Iterator[tuple[str, str]]:
    """List what has another id: questions, fields and nodes, and options behind their question's id."""
    now = new.renamed.now
    for id in (*old.asked, *old.node):
        if now(id) != id and (now(id) in new.asked or now(id) in new.node):
            yield id, now(id)
    for id, one in old.asked.items():
        for option in _options(one.question):
            if (other := new.renamed.option(id, option)) != option:
                yield f"{id}/{option}", f"{now(id)}/{other}"


# Lost


# Where no answer to a question fits any more.
_WHOLE: Final = (Why.GONE, Why.OTHER_TYPE, Why.OTHER_MEANING)


def _lost(old: Tree, new: Tree) -> Iterator[Lost]:
    anew = new.asked_anew(old.pack.head.id, old.pack.head.version)
    for id, then in old.asked.items():
        here = new.asked.get(new.renamed.now(id))
        if here is None or (then.role == "profile") != (here.role == "profile"):
            yield Lost(id, Why.GONE)
        elif _kind(then.question) != _kind(here.question):
            yield Lost(id, Why.OTHER_TYPE)
        elif here.id in anew:
            yield Lost(id, Why.OTHER_MEANING)
        else:
            yield from _partly_lost(then, here, new.renamed)


def _kind(question: AnyQuestion) -> str:
    """Name the type of a question; yes or no is a choice of two, whose answers may be renamed to those of another."""
    return "choice" if isinstance(question, YesNo) else question.type


def _partly_lost(then: Asked, here: Asked, renamed: Renamed) -> Iterator[Lost]:
    there = _options(here.question)
    options = tuple(one for one in _options(then.question) if renamed.option(then.id, one) not in there)
    if options:
        yield Lost(then.id, Why.OPTION_GONE, options)
    if isinstance(then.question, Quantity) and isinstance(here.question, Quantity) and _is_narrower(then, here):
        yield Lost(then.id, Why.BEYOND_LIMITS)
    if then.may_be_left_out and not here.may_be_left_out:
        yield Lost(then.id, Why.MUST_APPLY)


def _is_narrower(then: Asked, here: Asked) -> bool:
    old, new = then.question, here.question
    assert isinstance(old, Quantity)
    assert isinstance(new, Quantity)
    low = new.minimum is not None and (old.minimum is None or new.minimum > old.minimum)
    high = new.maximum is not None and (old.maximum is None or new.maximum < old.maximum)
    places = new.decimals is not None and (old.decimals is None or new.decimals < old.decimals)
    return low or high or places


def _options(question: AnyQuestion) -> dict[str, str]:
    """Give the labels of a question's options by their ids."""
    if isinstance(question, Choice | Choices | Anchor):
        every: tuple[Option | Pick, ...] = question.options
        return {option.id: option.label for option in every}
    return {"no": "no", "yes": "yes"} if isinstance(question, YesNo) else {}


# Points


def _moved(then: Asked, here: Asked, renamed: Renamed) -> Iterator[Moved]:
    if then.scored != here.scored or (then.role != here.role and then.role != "profile"):
        yield Moved(here.id, Aspect.SCORED, then.scored, here.scored)
        return
    if then.scale != here.scale:
        yield Moved(here.id, Aspect.SCALE, then.scale, here.scale)
    if (then.goalposts, then.reversed) != (here.goalposts, here.reversed) and isinstance(here.question, Quantity):
        yield Moved(here.id, Aspect.GOALPOSTS, then.goalposts, here.goalposts)
    for option, points in then.table.items():
        other = renamed.option(then.id, option)
        if other in here.table and here.table[other] != points:
            yield Moved(here.id, Aspect.OPTION, points, here.table[other], other)
    if _spelt(then.when, renamed) != _spelt(here.when, Renamed({})):
        yield Moved(here.id, Aspect.ASKED)


def _spelt(when: Condition | None, renamed: Renamed) -> object:
    """Give a condition with the ids of the new version, as a value to compare."""
    if when is None:
        return None
    parts = getattr(when, "parts", None)
    if parts is not None:
        return type(when).__name__, tuple(_spelt(part, renamed) for part in parts)
    if hasattr(when, "part"):
        return type(when).__name__, _spelt(when.part, renamed)
    subject = when.subject  # type: ignore[union-attr]
    rest = {key: getattr(when, key) for key in ("relation", "written", "flag") if hasattr(when, key)}
    if isinstance(rest.get("written"), str):
        rest["written"] = renamed.option(subject, rest["written"])
    values = [renamed.option(subject, one) if isinstance(one, str) else one for one in getattr(when, "values", ())]
    return type(when).__name__, renamed.now(subject), tuple(values), tuple(rest.items())


def _node_moved(then: Node, here: Node, renamed: Renamed) -> Iterator[Moved]:
    now = renamed.now
    parts = tuple((now(id), weight) for id, weight in then.children)
    if then.rule != here.rule:
        yield Moved(here.id, Aspect.RULE, then.rule, here.rule)
    if sorted(parts) != sorted(here.children):
        yield Moved(here.id, Aspect.PARTS, parts, here.children)
    gates = [(tuple((now(id), need) for id, need in gate.below), gate.cap) for gate in then.gates]
    if gates != [(gate.below, gate.cap) for gate in here.gates]:
        yield Moved(here.id, Aspect.GATES)
    for aspect, old, new in (
        (Aspect.SCALE, then.scale, here.scale),
        (Aspect.COVERAGE, then.min_coverage, here.min_coverage),
        (Aspect.KAPPA, then.kappa, here.kappa),
    ):
        # The scale of a sum follows from its parts, which are told.
        if old != new and not (aspect is Aspect.SCALE and here.rule == "sum"):
            yield Moved(here.id, aspect, old, new)


# Words and levels


def _words(old: Tree, new: Tree, pairs: list[tuple[Asked, Asked]], nodes: list[tuple[Node, Node]]) -> Iterator[Words]:
    for then, here in pairs:
        if then.question.text != here.question.text:
            yield Words(here.id, "", then.question.text, here.question.text)
        there = _options(here.question)
        for option, label in _options(then.question).items():
            other = new.renamed.option(then.id, option)
            if there.get(other, label) != label and not isinstance(then.question, YesNo):
                yield Words(here.id, other, label, there[other])
    for one, now in nodes:
        if one.title != now.title:
            yield Words(now.id, "", one.title, now.title)
    titles: Mapping[str, str] = {level.id: level.title for level in new.pack.head.levels}
    for level in old.pack.head.levels:
        if titles.get(level.id, level.title) != level.title:
            yield Words(level.id, "", level.title, titles[level.id])


def _levels(old: Tree, new: Tree) -> Iterator[LevelMoved]:
    """List the levels that ask for something else; where their order changed, all of them."""
    now = new.renamed.now
    then = {level.id: needs for level, needs in zip(old.pack.head.levels, old.requires, strict=True)}
    before = {id: tuple((now(one), need) for one, need in needs) for id, needs in then.items()}
    after = dict(zip((level.id for level in new.pack.head.levels), new.requires, strict=True))
    same_order = [id for id in before if id in after] == [id for id in after if id in before]
    for id in dict.fromkeys((*before, *after)):
        was, is_now = before.get(id), after.get(id)
        if was is None or is_now is None or sorted(was) != sorted(is_now) or not same_order:
            yield LevelMoved(id, was, is_now)
