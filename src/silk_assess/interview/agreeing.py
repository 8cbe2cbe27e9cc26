"""A sitting of several voices on their common file: what nobody disputes is taken over, then the rest is settled.

Nothing here prints, saves or waits. What is on disk already is never asked again, so that a table
that was interrupted goes on where it stopped. Source: docs/architecture.md, The interview.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from silk_assess.answers.model import Answered, Answers, Common
from silk_assess.answers.state import standings
from silk_assess.interview.events import Turn
from silk_assess.interview.position import NAME, Position
from silk_assess.interview.replies import Key, reply_to
from silk_assess.interview.storing import store_note
from silk_assess.interview.take import take
from silk_assess.interview.unattended import take_unattended
from silk_assess.voices.agenda import Agenda
from silk_assess.voices.table import Table

# What leads away from the questions of the table: `ask` has it.
_ELSEWHERE = ("overview", "find")


def begin(agenda: Agenda, answers: Answers) -> Position:
    """Begin a sitting on a common file; `answers` are those in it.

    The organisation's name and profile are those of the voices where the file has none, and the file says from
    now on how many voices it stands on, and on how many questions they differ.
    """
    tree, known = agenda.table.tree, agenda.table.assessment.answers
    fields = {**known.profile, **answers.profile}
    answers = replace(
        answers,
        name=known.name if answers.name is None else answers.name,
        profile={one.id: fields[one.id] for one in tree.profile if one.id in fields}
        | {id: value for id, value in answers.profile.items() if id not in tree.asked},
        version=tree.pack.head.version,
        voice=None,
        voices=Common(len(agenda.table.voices), len(agenda.table.disputed)),
    )
    return Position(tree, answers, standings(tree, answers), "all", False, (), NAME)


def undisputed(table: Table, position: Position, section: Sequence[str]) -> tuple[str, ...]:
    """Name the questions of a section that voices agree on and that have no answer in the common file yet."""
    return tuple(id for id in section if id in table.agreed and not position.is_given(id))


def take_over(table: Table, position: Position, ids: Collection[str]) -> Position:
    """Store what voices agree on; notes and evidence of theirs are not taken, those in the file stay."""
    agreed, given = table.assessment.answers.answers, position.answers.answers
    found = dict(given)
    for id in ids:
        before = given.get(id)
        note, proofs = (None, ()) if before is None else (before.note, before.evidence)
        said = agreed[id]
        found[id] = replace(said, note=note, evidence=proofs)
    ordered = {one.id: found[one.id] for one in position.tree.questions if one.id in found}
    answers = dated(replace(position.answers, answers=ordered), position.day)
    return replace(position, answers=answers, standings=standings(position.tree, answers))


def dated(answers: Answers, day: str) -> Answers:
    """Write down that something was confirmed today."""
    return replace(answers, answered=(answers.answered or Answered())._replace(date=day)) if day else answers


def open_disputes(agenda: Agenda, position: Position) -> tuple[str, ...]:
    """Name the disputed questions that have no answer in the common file, the weightiest first.

    What waits for another or is ruled out in the common file is not among them.
    """
    return tuple(one.id for one in agenda.weights if position.is_open(one.id))


def ask(position: Position, id: str) -> Position:
    """Ask one question, and nothing behind it."""
    return replace(position, at=id, route=(id,), trail=(), passed=frozenset(), screen="question", offered=None)


def settle(position: Position, line: str, attended: bool) -> Turn | Key:
    """Do what a line says to the question at hand; the key itself where it leads away from it."""
    if position.screen == "question":
        reply = reply_to(position.question(position.at), line)
        if isinstance(reply, Key) and (reply.name in ("leave", "back") or reply.name in _ELSEWHERE):
            return reply
    return take(position, line) if attended else take_unattended(position, line)


def is_settled(turn: Turn) -> bool:
    """Say whether a turn led away from its question: answered, skipped, or used up by a line that is no answer."""
    return turn.position.screen not in ("question", "reason")


def prove(position: Position, id: str, text: str) -> Turn:
    """Add what proves the answer to a question."""
    return store_note(replace(position, at=id), "evidence", text)
