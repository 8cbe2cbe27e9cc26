"""The end of the short list and of all: what stands out, what to look at again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from silk_assess.advice.ask_next import ask_next
from silk_assess.advice.rules import flags, look_again, questions_of
from silk_assess.answers.state import waited_for
from silk_assess.commands.ask.so_far import so_far
from silk_assess.commands.flags import flag
from silk_assess.faults import listed
from silk_assess.interview.position import Position
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import BLANK, TABLES_FROM, Line, paragraph
from silk_assess.wording import numbers, progress


def short_list_done(position: Position, assessment: Assessment, width: int) -> list[Line]:
    """Say what stands out after the short list, how wide the range is, and what going on would take."""
    done, total = progress.done_of(progress.counts(position, position.counted))
    said = f"The {total} are done." if done == total else f"{done} of the {total} are done."
    lines = [BLANK, *paragraph([(said, "bold")], width), BLANK]
    fired = flags(assessment)
    if fired:
        longest = max(len(rule.kind) for rule in fired[:_MOST_FLAGS])
        shown = [line for rule in fired[:_MOST_FLAGS] for line in _flag(rule, longest, width)]
        lines += [(("What stands out", "bold"),), *shown, BLANK]
    lines += so_far(position, assessment, None, width)
    rest = [one for one in position.tree.questions if progress.state_of(position, one) in progress.STILL_OPEN]
    if rest:
        takes = f"{numbers.plural(len(rest), 'takes', 'take')} {progress.minutes(rest)}"
        lines += [
            BLANK,
            *paragraph(f"Stop here, or go on? {numbers.capital(numbers.other(len(rest)))} {takes}.", width),
        ]
    return lines


_MOST_FLAGS: Final = 5


def _flag(rule: Rule, longest: int, width: int) -> list[Line]:
    if width < TABLES_FROM:
        return paragraph(f"{rule.kind}: {rule.say}", width, 2, 4)
    return flag(rule, longest, width)


def review(position: Position, assessment: Assessment, width: int) -> list[Line]:
    """Say that nothing is left to ask, and what to look at again."""
    lines = [BLANK, *paragraph([(all_done(position), "bold")], width)]
    gone = progress.counts(position)["not asked"]
    if gone:
        why = numbers.plural(
            gone,
            "was not asked, since another answer ruled it out",
            "were not asked, since other answers ruled them out",
        )
        lines += paragraph(f"{numbers.capital(numbers.in_words(gone))} {why}.", width)
    return [*lines, *(line for block in _looks(position, assessment, width) if block for line in (BLANK, *block))]


def all_done(position: Position) -> str:
    """Say how many questions are done, and how."""
    given = progress.counts(position)
    done, total = progress.done_of(given)
    told = listed(progress.told_counts({**given, "open": 0, "not asked": 0}))
    if given["open"]:
        return f"{done} of {total} questions are done: {told}."
    return f"All {done} questions are done: {told}."


_MOST: Final = 3


def _looks(position: Position, assessment: Assessment, width: int) -> Iterable[list[Line]]:
    """Give block after block of what to look at again; a block may be empty."""
    questions = position.tree.questions
    yield _named(position, "Still open", [one.id for one in questions if position.is_open(one.id)], width)
    yield _waiting(position, width)
    yield _against_each_other(assessment, width)
    yield _led_to_warnings(assessment, width)
    stale = [one.id for one in questions if position.is_given(one.id) and not position.is_asked(one.id)]
    yield _named(position, "Answered, and ruled out by another answer", stale, width)
    yield _named(position, "What would tell most, once you know", ask_next(assessment), width)
    yield _without_evidence(position, width)


def _named(position: Position, title: str, ids: list[str], width: int) -> list[Line]:
    if not ids:
        return []
    return [*paragraph([(title, "bold")], width), *_ids(position, ids[:_MOST], width), *_more(len(ids) - _MOST, width)]


def _ids(position: Position, ids: list[str], width: int) -> list[Line]:
    return [line for id in ids for line in paragraph(f"{id}: {position.question(id).text}", width, 2, 4)]


def _more(number: int, width: int) -> list[Line]:
    return paragraph(f"and {number} more", width, 2) if number > 0 else []


def _waiting(position: Position, width: int) -> list[Line]:
    """Say how many questions wait for an answer, and for which."""
    waiting = [id for id, one in position.standings.items() if one.is_waiting and not position.is_given(id)]
    if not waiting:
        return []
    many = numbers.capital(numbers.count(len(waiting), "question waits", "questions wait"))
    first = waited_for(position.tree, position.standings, waiting)
    return paragraph(f"{many} for your answer to {listed(first, most=4)}.", width)


def _against_each_other(assessment: Assessment, width: int) -> list[Line]:
    """Print every rule that says of answers that they do not go together, with the ids of those."""
    rules = [(rule, questions_of(rule, assessment)) for rule in look_again(assessment)]
    return _with_ids("Answers that do not go together", rules, len(rules), width)


def _led_to_warnings(assessment: Assessment, width: int) -> list[Line]:
    """Print the warnings that several answers led to, with the ids of those."""
    warnings = [(rule, questions_of(rule, assessment)) for rule in flags(assessment) if rule.kind == "warning"]
    return _with_ids("Answers to look at together", [one for one in warnings if len(one[1]) > 1], _MOST, width)


def _with_ids(title: str, rules: list[tuple[Rule, list[str]]], most: int, width: int) -> list[Line]:
    if not rules:
        return []
    lines = paragraph([(title, "bold")], width)
    for rule, ids in rules[:most]:
        lines += paragraph(f"{rule.say} ({listed(ids, most=4)})" if ids else rule.say, width, 2, 4)
    return lines + _more(len(rules) - most, width)


def _without_evidence(position: Position, width: int) -> list[Line]:
    """Say how many answers name evidence, and which of those without any give most points."""
    bare = _bare(position)
    if not bare:
        return []
    answered = progress.counts(position)["answered"]
    stored = position.answers.answers
    with_it = sum(bool(one.evidence) for id, one in stored.items() if position.standings[id].state == "answered")
    said = f"{with_it} of {answered} answers name evidence. The weightiest without any:"
    return [*paragraph(said, width), *_ids(position, bare[:_MOST], width)]


def _bare(position: Position) -> list[str]:
    """List answers that give points and name no evidence, the heaviest first."""
    found = []
    for i, one in enumerate(position.tree.questions):
        stored = position.answers.answers.get(one.id)
        value = position.standings[one.id].value
        if stored is None or stored.evidence or value is None or not one.scored or not one.question.evidence:
            continue
        if one.role in ("score", "control"):
            size = points(one, value) * one.weight // one.scale
            found += [(-size, i, one.id)] if size else []
    return [id for _, _, id in sorted(found)]
