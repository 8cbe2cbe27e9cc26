"""What an answer, a note or a piece of evidence changes in the answers, and in other questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from silk_assess.answers.model import Answer, Answered, Answers, Given
from silk_assess.answers.state import standings
from silk_assess.interview.events import (
    Event,
    Kept,
    NamesSaved,
    NoNote,
    NotDone,
    NoteKind,
    NoteSaved,
    NoteStands,
    NoteTakenOut,
    NoteWanted,
    OthersAffected,
    Saved,
    Turn,
)
from silk_assess.interview.position import NAME, Position
from silk_assess.interview.route import go_on


def store_answer(
    position: Position, value: Given | None = None, unknown: bool = False, not_applicable: str | None = None
) -> Turn:
    """Store an answer to the question at hand, and go on; its note and evidence stay."""
    before = position.answers.answers.get(position.at, Answer())
    answer = replace(before, value=value, unknown=unknown, not_applicable=not_applicable)
    return _stored(position, answer, Saved(position.at))


def confirm_older(position: Position, older: Answer) -> Turn:
    """Take over the older answer to the question at hand with its note and evidence, and go on.

    A note or evidence that was typed at it today comes behind those.
    """
    today = position.answers.answers.get(position.at, Answer())
    notes = [one for one in (older.note, today.note) if one]
    note = _joint(notes[0]).join(notes) if notes else None
    answer = replace(older, note=note, evidence=(*older.evidence, *today.evidence))
    return _stored(position, answer, Saved(position.at, as_before=True))


def _stored(position: Position, answer: Answer, told: Saved) -> Turn:
    id, answers = position.at, position.answers
    if id == NAME:
        answers = replace(answers, name=str(answer.value))
    elif position.role(id) == "profile":
        answers = replace(answers, profile=_with_field(position, answer.value))
    else:
        answers = replace(answers, answers=_in_order(position, {**answers.answers, id: answer}))
    after = _with_answers(position, _dated(position, answers))
    return go_on(pass_by(replace(after, has_confirmed=True)), told, *_others_affected(position, after))


def confirm(position: Position) -> Turn:
    """Confirm the answer that stands at the question at hand, and go on; it counts as given today."""
    after = replace(position, answers=_dated(position, position.answers), has_confirmed=True)
    return go_on(pass_by(after), Kept(position.at))


def _dated(position: Position, answers: Answers) -> Answers:
    """Write down that an answer was confirmed today; the same answers where that is known already."""
    before = answers.answered or Answered()
    if before.date == position.day or not position.day:
        return answers
    return replace(answers, answered=before._replace(date=position.day))


def store_names(position: Position, names: str) -> Turn:
    """Store who answered, which ends the sitting."""
    answered = (position.answers.answered or Answered())._replace(by=names)
    return Turn(_with_answers(position, replace(position.answers, answered=answered)), (NamesSaved(),), "finished")


def _with_field(position: Position, value: Given | None) -> dict[str, Given]:
    assert value is not None
    found = {**position.answers.profile, position.at: value}
    ids = [one.id for one in position.tree.profile]
    return {id: found[id] for id in (*(id for id in ids if id in found), *(id for id in found if id not in ids))}


def _in_order(position: Position, found: Mapping[str, Answer]) -> dict[str, Answer]:
    """Put answers into the questionnaire's order, whatever the order in which they were given."""
    return {one.id: found[one.id] for one in position.tree.questions if one.id in found}


def _with_answers(position: Position, answers: Answers) -> Position:
    return replace(position, answers=answers, standings=standings(position.tree, answers))


def pass_by(position: Position) -> Position:
    """Count the question at hand among those that were answered or skipped in this sitting."""
    return replace(position, passed=position.passed | {position.at}, screen="question")


def _others_affected(before: Position, after: Position) -> tuple[Event, ...]:
    """Count what the answer to the question at hand does to those whose `when` reads it, fields left out."""
    ruled_out = counting_again = falling_away = waiting = 0
    for id in after.tree.waiting_for(after.at):
        if after.role(id) == "profile":
            continue
        if after.is_given(id):
            ruled_out += before.is_asked(id) and not after.is_asked(id)
            counting_again += after.is_asked(id) and not before.is_asked(id)
        else:
            falling_away += after.standings[id].state == "hidden" != before.standings[id].state
            waiting += not after.is_asked(id) and after.standings[id].state != "hidden" and after.is_unknown(after.at)
    found = OthersAffected(ruled_out, counting_again, falling_away, waiting)
    return () if found == OthersAffected() else (found,)


def store_note(position: Position, kind: NoteKind, text: str) -> Turn:
    """Add to the note or the evidence of the question at hand, or with "-" take it out; without text, tell of it."""
    if position.role(position.at) == "profile":
        return Turn(position, (NotDone.FIELD_HAS_NO_NOTES,))
    stored = position.answers.answers.get(position.at, Answer())
    there = stored.note if kind == "note" else "; ".join(stored.evidence)
    if not text:
        return Turn(position, (NoteStands(kind, there) if there else NoteWanted(kind),))
    if text == "-":
        if not there:
            return Turn(position, (NoNote(kind),))
        answer = replace(stored, note=None) if kind == "note" else replace(stored, evidence=())
        return Turn(_with_answer(position, answer), (NoteTakenOut(kind),))
    if kind == "note":
        answer = replace(stored, note=f"{stored.note}{_joint(stored.note)}{text}" if stored.note else text)
    else:
        answer = replace(stored, evidence=(*stored.evidence, text))
    return Turn(_with_answer(position, answer), (NoteSaved(kind, text),))


def _with_answer(position: Position, answer: Answer) -> Position:
    """Store an answer with its note and evidence; where nothing is left of it, none."""
    found = {**position.answers.answers, position.at: answer}
    if answer == Answer():
        del found[position.at]
    return _with_answers(position, replace(position.answers, answers=_in_order(position, found)))


def _joint(note: str) -> str:
    return " " if note.endswith((".", "!", "?", ";", ":")) else "; "
