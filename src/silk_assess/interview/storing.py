"""What an answer, a note or a piece of evidence changes in the answers, and what it rules out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

from silk_assess.answers.model import Answer, Answers, Given
from silk_assess.answers.state import standings
from silk_assess.interview.events import (
    Event,
    Noted,
    Ruled,
    Saved,
    Say,
    Step,
)
from silk_assess.interview.position import NAME, Position
from silk_assess.interview.route import is_unknown, onward
from silk_assess.questionnaire.model.questions import Words


def slash(position: Position) -> str:
    """Give what a key begins with at the question at hand."""
    return "/" if isinstance(position.question(position.at), Words) else ""


def passed(position: Position) -> Position:
    """Count the question at hand among those that were answered or skipped in this sitting."""
    return replace(position, passed=position.passed | {position.at}, place="question")


def answered(
    position: Position, value: Given | None = None, unknown: bool = False, not_applicable: str | None = None
) -> Step:
    """Store an answer to the question at hand; its note and evidence stay."""
    id, answers = position.at, position.answers
    if id == NAME:
        answers = replace(answers, name=str(value))
    elif position.role(id) == "profile":
        answers = replace(answers, profile=_with_field(position, value))
    else:
        before = answers.answers.get(id, Answer())
        answer = replace(before, value=value, unknown=unknown, not_applicable=not_applicable)
        answers = replace(answers, answers=_in_order(position, {**answers.answers, id: answer}))
    after = _with(position, answers)
    return onward(passed(after), Saved(id), *_ruled(position, after))


def _with(position: Position, answers: Answers) -> Position:
    return replace(position, answers=answers, standings=standings(position.tree, answers))


def _with_field(position: Position, value: Given | None) -> dict[str, Given]:
    assert value is not None
    found = {**position.answers.profile, position.at: value}
    ids = [one.id for one in position.tree.profile]
    return {id: found[id] for id in (*(id for id in ids if id in found), *(id for id in found if id not in ids))}


def _in_order(position: Position, found: Mapping[str, Answer]) -> dict[str, Answer]:
    """Put answers into the questionnaire's order, whatever the order in which they were given."""
    return {one.id: found[one.id] for one in position.tree.questions if one.id in found}


def _ruled(before: Position, after: Position) -> tuple[Event, ...]:
    out = back = gone = waiting = 0
    for id in after.tree.waiting.get(after.at, ()):
        if after.role(id) == "profile":
            continue
        if after.is_given(id):
            out += before.is_asked(id) and not after.is_asked(id)
            back += after.is_asked(id) and not before.is_asked(id)
        else:
            gone += after.standings[id].state == "hidden" != before.standings[id].state
            waiting += not after.is_asked(id) and after.standings[id].state != "hidden" and is_unknown(after, after.at)
    return (Ruled(out, back, gone, waiting),) if out or back or gone or waiting else ()


def noted(position: Position, kind: Literal["note", "evidence"], text: str) -> Step:
    """Store, add to or take out the note or the evidence of the question at hand."""
    id = position.at
    if position.role(id) == "profile":
        return Step(position, (Say("A note or evidence belongs to the questions that follow; here only the answer."),))
    stored = position.answers.answers.get(id, Answer())
    there = stored.note if kind == "note" else "; ".join(stored.evidence)
    key = slash(position) + ("+" if kind == "note" else "e")
    if not text:
        says = f"It has this {kind}: {there}. To take it out: {key} -" if there else ""
        return Step(position, (Say(says or f"Type {key} and the {kind} in one line, such as: {key} {_SUCH[kind]}"),))
    if text == "-":
        if not there:
            return Step(position, (Say(f"There is no {kind} here."),))
        answer = replace(stored, note=None) if kind == "note" else replace(stored, evidence=())
        text = ""
    elif kind == "note":
        answer = replace(stored, note=f"{stored.note}{_joint(stored.note)}{text}" if stored.note else text)
    else:
        answer = replace(stored, evidence=(*stored.evidence, text))
    found = {**position.answers.answers, id: answer}
    if answer == Answer():
        del found[id]
    after = _with(position, replace(position.answers, answers=_in_order(position, found)))
    return Step(after, (Noted(kind, text),))


_SUCH: Final = {"note": "Ask the treasurer", "evidence": "Minutes of 14 March"}


def _joint(text: str) -> str:
    return " " if text.endswith((".", "!", "?", ";", ":")) else "; "
