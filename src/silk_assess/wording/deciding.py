"""What another version of the questionnaire makes of answers: what waits for which question, and whose points move."""

from __future__ import annotations

from collections.abc import Iterable

from silk_assess.advice.deciding import Deciding, Difference
from silk_assess.faults import listed
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording import names
from silk_assess.wording.numbers import capital, count, plural


def differences(tree: Tree, found: Difference) -> list[str]:
    """Say what waits for each question that decides, and which further nodes have no points any more."""
    return [*(decides(tree, one) for one in found.deciding), *(pointless(tree, id) for id in found.pointless)]


def decides(tree: Tree, one: Deciding) -> str:
    """Say which answers wait for a question, or are ruled out by it, and what that does to points."""
    number, until = len(one.answers), "until then" if one.is_open else "because of that"
    said = f"{one.id}: “{tree.asked[one.id].question.text}” decides in this version"
    if one.is_open:
        said += f", and is still open. {capital(count(number, 'answer waits', 'answers wait'))} for it: "
    else:
        said += f". It rules out {count(number, 'answer')}, so that {plural(number, 'it does', 'they do')} not count: "
    said += f"{listed(one.answers, most=number)}."
    if one.lost:
        said += f" Without points {until}: {_titles(tree, one.lost)}."
    if one.moved:
        said += f" With other points {until}: {_titles(tree, one.moved)}."
    return said


def pointless(tree: Tree, id: str) -> str:
    """Say that a node had points in the version that was answered, and has none in this one."""
    return f"{id}: “{names.title(tree, id)}” had points in the version that was answered, and has none in this one."


def _titles(tree: Tree, ids: Iterable[str]) -> str:
    titles = [f"“{names.title(tree, id)}”" for id in ids]
    return listed(titles, most=len(titles))
