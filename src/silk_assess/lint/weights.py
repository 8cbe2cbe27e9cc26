"""Weights and turns that are well-formed and may be slips: far from their neighbours, none at all, without a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from silk_assess.exact import UNIT, decimal
from silk_assess.faults import Code, Fault, Steps
from silk_assess.lint.finding import warning
from silk_assess.questionnaire.model.questions import Quantity
from silk_assess.questionnaire.tree import Asked, Node, Tree

# A weight that is more than so many times each of its neighbours is rather a slip (15 for 1.5) than meant.
FAR: Final = 5


def doubtful_weights(tree: Tree) -> Iterator[Fault]:
    """Yield what is doubtful in weights, in the index as a whole, and in goalposts that are turned round."""
    for node in tree.nodes:
        yield from _far(tree, node)
        yield from _weightless(tree, node)
    for cells in tree.cells.values():
        yield from _far_apart([(one.id, one.weight, (*one.path, "weight")) for one in cells])
    yield from _outside(tree)
    for one in tree.questions:
        yield from _without_reason(one)
        yield from _turned_twice(one)


def _far(tree: Tree, node: Node) -> Iterator[Fault]:
    yield from _far_apart([(id, weight, _place(tree, node, id)) for id, weight in node.children])


def _far_apart(weights: Sequence[tuple[str, int, Steps]]) -> Iterator[Fault]:
    for id, weight, path in weights:
        others = [other for one, other, _ in weights if one != id and other]
        if others and weight > FAR * max(others):
            says = f'the weight of "{id}" is {decimal(weight)}, and no other beside it is above {decimal(max(others))}'
            do = f"It decides nearly alone. Is {decimal(weight // 10)} meant?" if not weight % 10 else "Is it meant?"
            together = "{} weights are far above those beside them"
            yield warning(path, says, do, Code.ODD_WEIGHT, "value", together, (id, decimal(weight)))


def _place(tree: Tree, node: Node, id: str) -> Steps:
    if node.id == "index":
        return (*node.path, "children", [child for child, _ in node.children].index(id), "weight")
    return (*(tree.asked[id].path if id in tree.asked else tree.node[id].path), "weight")


def _weightless(tree: Tree, node: Node) -> Iterator[Fault]:
    """Find dimensions, risks and parts of the index that weigh nothing."""
    for id, weight in node.children:
        if not weight and id in tree.node:
            says = f'"{id}" weighs nothing: it changes no points of "{node.id}"'
            do = "Give it a weight above 0; or leave it so, if only levels, gates or rules are to read it."
            yield warning(_place(tree, node, id), says, do, Code.WEIGHTLESS, "value", "{} parts weigh nothing", (id,))


def _outside(tree: Tree) -> Iterator[Fault]:
    """Note sections with points of which the index has no part, though something else reads them."""
    if "index" not in tree.node:
        return
    inside = {id for child, _ in tree.node["index"].children for id in tree.below(child)}
    for id in tree.parts:
        if inside.isdisjoint(tree.below(id)):
            says, do = (
                f'the index leaves the section "{id}" out',
                "Put it into the index, if it is meant to count there.",
            )
            together = "the index leaves {} sections out"
            path = ("pack.yaml", "index", "children")
            yield warning(path, says, do, Code.NOT_IN_INDEX, "key", together, (id,), severity="note")


def _without_reason(one: Asked) -> Iterator[Fault]:
    if one.scored and one.weight != UNIT and "weight_reason" not in vars(one.question):
        says = f'"{one.id}" weighs {decimal(one.weight)}, and no weight_reason says why'
        do, together = "Say in weight_reason why it is not 1.", "{} questions do not say why they weigh what they do"
        subject = (one.id, decimal(one.weight))
        yield warning((*one.path, "weight"), says, do, Code.WEIGHT_REASON, "value", together, subject)


def _turned_twice(one: Asked) -> Iterator[Fault]:
    question = one.question
    if not isinstance(question, Quantity) or not question.reversed or one.goalposts is None:
        return
    start, to = one.goalposts
    if start > to:
        says = f'"{one.id}" is turned round twice'
        do = f"from {decimal(start)} to {decimal(to)} says that less is better, and reversed turns that round again."
        together = "{} questions are turned round twice"
        yield warning(
            (*one.path, "reversed"), says, f"{do} Keep one of the two.", Code.TURNED_TWICE, "key", together, (one.id,)
        )
