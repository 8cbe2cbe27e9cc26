"""Find what is well-formed in a questionnaire and still wrong or doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Final

from silk_assess.exact import UNIT, decimal
from silk_assess.faults import Code, Fault, Steps
from silk_assess.lint.alike import alike
from silk_assess.lint.conditions import doubtful_conditions, on_silence
from silk_assess.lint.finding import warning
from silk_assess.lint.placeholders import left_over
from silk_assess.lint.reachable import Reach, reach
from silk_assess.lint.slips import slips
from silk_assess.lint.texts import proofread
from silk_assess.lint.weights import doubtful_weights
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.questions import Anchor, Choice, Quantity
from silk_assess.questionnaire.tree import Asked, Node, Tree


def check(tree: Tree) -> list[Fault]:
    """List every finding on a questionnaire that can be scored, each a warning with its path.

    First what its numbers and conditions make pointless, then what its texts and lists lack.
    A finding says that something is doubtful; the author decides.
    """
    ends = reach(tree)
    pointless = [*_idle_weights(tree), *_idle_keys(tree), *_unread(tree)]
    told = {one.path for one in pointless}
    return [
        *doubtful_conditions(tree),
        *chain.from_iterable(find(one) for one in tree.questions for find in (_span, _order)),
        *_levels_out_of_reach(tree, ends),
        *_levels_that_add_nothing(tree),
        *chain.from_iterable(_gates(node, ends) for node in tree.nodes),
        *pointless,
        *on_silence(tree),
        *(one for one in doubtful_weights(tree) if told.isdisjoint(_same_matter(tree, one))),
        *alike(tree),
        *slips(tree.pack),
        *proofread(tree),
        *left_over(tree),
    ]


def _same_matter(tree: Tree, fault: Fault) -> list[Steps]:
    """List the places at which a finding would be told twice: a weight without effect needs no reason."""
    nodes = [tree.node[id] for id in fault.subject if id in tree.node]
    return [fault.path, *((*node.path, "id") for node in nodes)]


# Options


def _span(one: Asked) -> Iterator[Fault]:
    """Compare the answers to what may not apply with 0 and the scale (docs/scoring.md, Sound and exact ranges)."""
    if not one.scored or isinstance(one.question, Anchor) or not one.weight or not one.may_be_left_out:
        return
    if (one.least, one.greatest) == (0, one.scale):
        return
    ends = f"{decimal(one.least)} to {decimal(one.greatest)} points of {decimal(one.scale)}"
    says = f'the answers to "{one.id}", which may not apply, give from {ends}'
    do = f"While it is open, 0 to {decimal(one.scale)} is shown. Let the answers reach both ends, or mean it so."
    together, subject = "the answers to {} questions, which may not apply, do not reach both ends", (one.id, ends)
    yield warning((*one.path, _key_of_span(one)), says, do, Code.OPTIONS_SPAN, "key", together, subject)


def _key_of_span(one: Asked) -> str:
    if not isinstance(one.question, Quantity):
        return "options"
    return "minimum" if one.question.minimum is not None else "maximum"


def _order(one: Asked) -> Iterator[Fault]:
    """Find the first option whose value falls; likelihood and impact may fall all the way, or rise all the way."""
    if not isinstance(one.question, Choice | Anchor):
        return
    values = [option.value for option in one.question.options if option.value is not None]
    if isinstance(one.question, Anchor) and values == sorted(values, reverse=True):
        return
    for i, (before, value) in enumerate(pairwise(values), 1):
        if value < before:
            says = f"{decimal(value)} is below {decimal(before)}, the value before"
            do = "Put the options in order, or mend the value."
            path, together = (*one.path, "options", i, "value"), "the values of {} questions fall"
            yield warning(path, says, do, Code.OPTIONS_ORDER, "value", together, (one.id, says))
            return


# Levels


def _levels_out_of_reach(tree: Tree, ends: Reach) -> Iterator[Fault]:
    for i, id, need in _requirements(tree):
        if need > ends.highest[id]:
            says = f'{decimal(need)} is more than the best answers give "{id}": {decimal(ends.highest[id])}'
            do = "Ask for less, or see which option, gate or risk holds it down."
            yield warning(_required(i, id), says, do, Code.LEVEL_UNREACHABLE)


def _levels_that_add_nothing(tree: Tree) -> Iterator[Fault]:
    asked: dict[str, int] = {}
    for i, needs in enumerate(tree.requires):
        for id, need in needs:
            if need < asked.get(id, 0):
                says = f'{decimal(need)} is less than a level below asks of "{id}": {decimal(asked[id])}'
                do = "A level needs all that the levels below it need. Ask for more, or leave it out."
                yield warning(_required(i, id), says, do, Code.LEVEL_FALLS)
        if i and all(need <= asked.get(id, 0) for id, need in needs):
            says = f'"{tree.pack.head.levels[i].id}" asks for nothing that the levels below it do not ask for'
            do = "Then the level below is never anybody's. Ask for something more, or leave one of the two out."
            yield warning(("pack.yaml", "levels", i), says, do, Code.LEVEL_ALIKE)
        asked |= {id: max(need, asked.get(id, 0)) for id, need in needs}


def _requirements(tree: Tree) -> Iterator[tuple[int, str, int]]:
    return ((i, id, need) for i, needs in enumerate(tree.requires) for id, need in needs)


def _required(level: int, id: str) -> Steps:
    return ("pack.yaml", "levels", level, "requires", id)


# Gates


def _gates(node: Node, ends: Reach) -> Iterator[Fault]:
    for i, gate in enumerate(node.gates):
        path: Steps = (*node.path, "gates", i)
        if gate.cap >= ends.free[node.id]:
            says = f'this caps at {decimal(gate.cap)}, and "{node.id}" has at most {decimal(ends.free[node.id])} points'
            yield warning((*path, "cap"), says, "Choose a lower cap, or take the gate out.", Code.GATE_CAP)
        for id, need in gate.below:
            if need <= ends.lowest[id]:
                says = f'"{id}" is never below {decimal(need)}: its fewest points are {decimal(ends.lowest[id])}'
                do = "Choose a higher number, or take it out."
                yield warning((*path, "below", id), says, do, Code.GATE_THRESHOLD)


# Weights and other keys without effect


def _idle_weights(tree: Tree) -> Iterator[Fault]:
    """Find weights that change no points: under `min` only 0 counts, and one part alone is the whole."""
    for node in tree.nodes:
        weights = {id: weight for id, weight in node.children if weight}
        alone = len(weights) == 1 and node.rule != "sum"
        for id, weight in weights.items():
            if weight != UNIT and (node.rule == "min" or alone):
                worst = f'"{node.id}" takes its worst part (it counts for coverage)'
                why = worst if node.rule == "min" else "no other part counts beside it"
                yield _idle(_path_of_weight(tree, node, id), "weight", id, why)
    for asked in tree.cells.values():
        counted = [one for one in asked if one.weight]
        if len(counted) == 1 and counted[0].weight != UNIT:
            yield _idle(counted[0].path, "weight", counted[0].id, "no other question counts beside it")


def _path_of_weight(tree: Tree, node: Node, id: str) -> Steps:
    if node.id == "index":
        return (*node.path, "children", [child for child, _ in node.children].index(id))
    return tree.asked[id].path if id in tree.asked else tree.node[id].path


_KEYS: Final = ("scale", "reversed", "weight", "weight_reason")


def _idle_keys(tree: Tree) -> Iterator[Fault]:
    """Find keys of scoring in the profile, where nothing is scored; elsewhere they are faults."""
    for one in tree.profile:
        for key in _KEYS:
            if key in vars(one.question):
                yield _idle(one.path, key, one.id, "the profile is never scored")


def _idle(path: Steps, key: str, id: str, why: str) -> Fault:
    says = f'the {key} of "{id}" changes no points, since {why}'
    return warning((*path, key), says, f'Leave "{key}" out, or see what was meant.', Code.IDLE_KEY, "key")


# What nothing reads


def _unread(tree: Tree) -> Iterator[Fault]:
    named = set(_named(tree))
    read = {id for one in named for id in tree.below(one)}
    for id in tree.parts if "index" in tree.node else ():
        if read.isdisjoint(tree.below(id)):
            says = f'"{id}" is not in the index, and no level, gate or rule reads anything in it'
            do = "Put it into the index, or let a level or rule read it."
            yield warning((*tree.node[id].path, "id"), says, do, Code.UNREAD)
    for one in tree.questions:
        is_idle = one.scored and not one.weight and one.id not in named
        if is_idle and "weight_reason" not in vars(one.question):
            says = f'"{one.id}" weighs nothing, and no gate or condition reads it'
            do = "If it only describes, say so in weight_reason; else give it a weight."
            yield warning((*one.path, "weight"), says, do, Code.UNREAD)


def _named(tree: Tree) -> Iterator[str]:
    """Name what the index, the levels, gates and conditions read."""
    for node in tree.nodes:
        if node.id == "index":
            yield from (id for id, _ in node.children)
        yield from (id for gate in node.gates for id, _ in gate.below)
    yield from (id for _, id, _ in _requirements(tree))
    for when in (*(one.when for one in tree.asked.values()), *(when for _, when in tree.rules)):
        yield from reads(when)
