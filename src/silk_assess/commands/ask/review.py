"""The end of the short list and of all: what stands out, what to look at again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from silk_assess.advice.ask_next import ask_next
from silk_assess.advice.rules import flags, grounds_of
from silk_assess.commands.ask.part_end import standing
from silk_assess.commands.score.one import flag
from silk_assess.faults import listed
from silk_assess.interview.position import Position
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.questions import FLOW_IDS
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording import numbers, progress


def short_done(position: Position, assessment: Assessment, width: int) -> list[Line]:
    """Say what stands out after the short list, how wide the range is, and what going on would take."""
    short = position.tree.pack.head.short
    still = [id for id in short if position.is_open(id)]
    said = f"The {len(short)} are done." if not still else f"{len(short) - len(still)} of the {len(short)} are done."
    lines = [BLANK, *paragraph([(said, "bold")], width), BLANK]
    fired = flags(assessment)
    if fired:
        lines.append((("What stands out", "bold"),))
        lines += [line for rule in fired[:5] for line in _flag(rule, max(len(one.kind) for one in fired[:5]), width)]
        lines.append(BLANK)
    lines += standing(position, assessment, None, width)
    rest = [one for one in position.tree.questions if progress.state_of(position, one) in progress.STILL_OPEN]
    if rest:
        said = f"Stop here, or go on? {numbers.capital(numbers.other(len(rest)))} {_takes(rest)}."
        lines += [BLANK, *paragraph(said, width)]
    return lines


def _takes(rest: list[Asked]) -> str:
    return f"take{'s' if len(rest) == 1 else ''} {progress.minutes(rest)}"


def _flag(rule: Rule, longest: int, width: int) -> list[Line]:
    if width < 60:
        return paragraph(f"{rule.kind}: {rule.say}", width, 2, 4)
    return flag(rule, longest, width)


def review(position: Position, assessment: Assessment, width: int) -> list[Line]:
    """Say that nothing is left to ask, and what to look at again."""
    lines = [BLANK, *paragraph([(all_done(position), "bold")], width)]
    given = progress.counts(position)
    if given["not asked"]:
        many = given["not asked"]
        verb = "was not asked, since another answer" if many == 1 else "were not asked, since other answers"
        lines += paragraph(
            f"{numbers.capital(numbers.in_words(many))} {verb} ruled {'it' if many == 1 else 'them'} out.", width
        )
    return [*lines, *(line for block in _looks(position, assessment, width) if block for line in (BLANK, *block))]


def all_done(position: Position) -> str:
    """Say how many questions are done, and how."""
    given = progress.counts(position)
    done, total = progress.done_of(given)
    told = listed(progress.told_counts({**given, "open": 0, "not asked": 0}))
    if given["open"]:
        return f"{done} of {total} questions are done: {told}."
    return f"All {done} questions are done: {told}."


MOST: Final = 3


def _looks(position: Position, assessment: Assessment, width: int) -> Iterable[list[Line]]:
    still = [one.id for one in position.tree.questions if position.is_open(one.id)]
    waiting = [id for id, one in position.standings.items() if one.state == "unknown" and not one.is_asked]
    waiting = [id for id in waiting if not position.is_given(id)]
    yield _named(position, "Still open", still, width)
    if waiting:
        first = dict.fromkeys(i for id in waiting for i in position.waits_for(id) if position.is_asked(i))
        many = numbers.capital(numbers.count(len(waiting), "question"))
        verb = "waits" if len(waiting) == 1 else "wait"
        yield paragraph(f"{many} {verb} for your answer to {listed(first, most=4)}.", width)
    against = [rule for rule in flags(assessment) if rule.kind == "warning" and len(_read(rule, assessment)) > 1]
    if against:
        lines: list[Line] = [(("Answers to look at together", "bold"),)]
        for rule in against[:MOST]:
            lines += paragraph(f"{rule.say} ({listed(_read(rule, assessment), most=4)})", width, 2, 4)
        yield lines + _more(len(against) - MOST, width)
    stale = [one.id for one in position.tree.questions if position.is_given(one.id) and not position.is_asked(one.id)]
    yield _named(position, "Answered, and ruled out by another answer", stale, width)
    telling = ask_next(assessment)
    yield _named(position, "What would tell most, once you know", telling, width)
    bare = _without_evidence(position)
    if bare:
        answered = progress.counts(position)["answered"]
        with_it = sum(bool(one.evidence) for id, one in position.answers.answers.items() if one.value is not None)
        said = f"{with_it} of {answered} answers name evidence. The weightiest without any:"
        yield [*paragraph(said, width), *_ids(position, bare[:MOST], width)]


def _named(position: Position, title: str, ids: list[str], width: int) -> list[Line]:
    if not ids:
        return []
    return [*paragraph([(title, "bold")], width), *_ids(position, ids[:MOST], width), *_more(len(ids) - MOST, width)]


def _ids(position: Position, ids: list[str], width: int) -> list[Line]:
    return [line for id in ids for line in paragraph(f"{id}: {position.question(id).text}", width, 2, 4)]


def _more(number: int, width: int) -> list[Line]:
    return paragraph(f"and {number} more", width, 2) if number > 0 else []


def _read(rule: Rule, assessment: Assessment) -> list[str]:
    tree, grounds = assessment.tree, grounds_of(rule, assessment)
    found: dict[str, None] = {}
    for id in reads(rule.when):
        if id in grounds and id in FLOW_IDS:
            found |= {one.id: None for one in tree.cells[FLOW_IDS[id]]}
        elif id in grounds and id in tree.asked:
            found[id] = None
    return list(found)


def _without_evidence(position: Position) -> list[str]:
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
