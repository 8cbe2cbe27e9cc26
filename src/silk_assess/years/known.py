"""What answers hold of each question and profile field, whatever decides whether it is asked; and exchanging it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from silk_assess.answers.model import Answer, Answers
from silk_assess.questionnaire.tree import Tree

NOTHING = Answer()


def held(answers: Answers, id: str) -> Answer:
    """Give what stands in a file for a question or profile field; an answer that holds nothing where none does."""
    if id in answers.profile:
        return Answer(answers.profile[id])
    return answers.answers.get(id, NOTHING)


def is_known(answer: Answer) -> bool:
    """Say whether an answer says something: a value, or that the question does not apply."""
    return answer.value is not None or answer.not_applicable is not None


def same(one: Answer, other: Answer) -> bool:
    """Say whether two known answers are the same; of several options the order does not matter, nor does a reason."""
    if one.value is None or other.value is None:
        return one.value is other.value
    if isinstance(one.value, tuple) and isinstance(other.value, tuple):
        return set(one.value) == set(other.value)
    return one.value == other.value


def exchanged(answers: Answers, tree: Tree, others: Mapping[str, Answer]) -> Answers:
    """Give answers with some of them replaced, those of profile fields too."""
    fields = {one.id for one in tree.profile}
    profile = {id: value for id, value in answers.profile.items() if id not in others}
    profile |= {id: one.value for id, one in others.items() if id in fields and one.value is not None}
    given = {id: one for id, one in answers.answers.items() if id not in others}
    given |= {id: one for id, one in others.items() if id not in fields and one != NOTHING}
    return replace(answers, profile=profile, answers=given)


def filled(answers: Answers, tree: Tree, other: Answers, ids: Iterable[str] | None = None) -> Answers:
    """Give answers with what they do not know taken from others, of all questions or of those named."""
    asked = tree.asked if ids is None else ids
    taken = {id: held(other, id) for id in asked if not is_known(held(answers, id)) and is_known(held(other, id))}
    return exchanged(answers, tree, taken)
