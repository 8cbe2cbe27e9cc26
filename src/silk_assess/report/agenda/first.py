"""The first page of an agenda: between which levels, how far you agree, and what is worth the evening."""

from __future__ import annotations

from typing import Final, NamedTuple

from silk_assess.advice.ask_next import ask_next
from silk_assess.exact import decimal
from silk_assess.faults import listed
from silk_assess.report.agenda.disputed import DisputedRow, Disputes, owner
from silk_assess.report.agenda.run import MINUTES_EACH
from silk_assess.report.organisation.verdict import KeyFact, Rung
from silk_assess.voices.agenda import Agenda
from silk_assess.wording import names, numbers, voices
from silk_assess.wording.numbers import capital, count, in_words, plural


class Topic(NamedTuple):
    """A question that is worth the evening: a disputed one with its ends, or one that too few could answer."""

    id: str
    text: str
    lowest: str
    highest: str
    said: str
    minutes: str


class First(NamedTuple):
    """The first page."""

    caps: str
    big: str
    lead: str
    go: str
    facts: tuple[KeyFact, ...]
    ladder: tuple[Rung, ...]
    reading: str
    topics_head: str
    topics_text: str
    topics: tuple[Topic, ...]


MOST: Final = 5


def first(agenda: Agenda, found: Disputes) -> First:
    """Say where several voices stand together, and what to talk about first."""
    topics = _topics(agenda, found)
    these = plural(len(topics), "the question", f"the {in_words(len(topics))} questions")
    disputed = bool(found.rows)
    text = "First those that can change the level, by how much; then those that move the figure most."
    if not disputed:
        text = "You differ on nothing. These are open to all, or too few answered, and would tell most about the level."
    head = plural(len(topics), "question", "questions")
    return First(
        caps="Common level, before you have talked" if agenda.table.assessment.level else "Before you have talked",
        big=_big(agenda),
        lead=voices.lead(agenda),
        go=f"{these} below, {MINUTES_EACH} minutes each." if topics else "",
        facts=_facts(agenda),
        ladder=_ladder(agenda),
        reading="Each question on which you differ is counted as unknown, between the lowest and the highest answer "
        "that somebody gave.",
        topics_head=f"{capital(in_words(len(topics)))} {head} worth the evening" if topics else "",
        topics_text=text,
        topics=topics,
    )


def _big(agenda: Agenda) -> str:
    table, tree = agenda.table, agenda.table.tree
    level = table.assessment.level
    if level is not None:
        low, high = (tree.pack.head.levels[number].title for number in (level.low, level.high))
        return f"{low}, whatever you settle" if level.firm else f"Between {low} and {high}"
    index = table.assessment.values.get("index")
    if index is None:
        return "No level"
    return f"Between {numbers.between(index.low, index.high, tree.bounds('index'))}"


def _topics(agenda: Agenda, found: Disputes) -> tuple[Topic, ...]:
    minutes = f"{MINUTES_EACH} minutes"
    if found.rows:
        return tuple(_topic(row, minutes) for row in found.rows[:MOST])
    tree = agenda.table.tree
    ids = ask_next(agenda.table.assessment, MOST)
    return tuple(Topic(id, tree.asked[id].question.text, "", "", owner(agenda, tree.asked[id]), minutes) for id in ids)


def _topic(row: DisputedRow, minutes: str) -> Topic:
    ends = row.ends
    said = ends.also if ends.lowest else "Each in other words"
    return Topic(row.id, row.text, ends.lowest, ends.highest, said, minutes)


def _facts(agenda: Agenda) -> tuple[KeyFact, ...]:
    table, tree = agenda.table, agenda.table.tree
    facts = [KeyFact("Voices", _who(agenda)), KeyFact("What you agree on", _how_far(agenda))]
    index = table.assessment.values.get("index")
    if index is not None:
        ends = numbers.between(index.low, index.high, tree.bounds("index"))
        scale = "" if names.is_hundred(tree.node["index"]) else f" of {decimal(index.scale)}"
        facts.append(
            KeyFact("The common range", f"All together between {ends}{scale}, whatever you settle. No mean was taken")
        )
    level = table.assessment.level
    if level is not None:
        where = listed(voices.where_it_bears(agenda))
        high = tree.pack.head.levels[level.high].title
        said = f"{where}: what {high} needs there lies within your range"
        if level.firm:
            said = "On nothing that you differ on"
        elif not where:
            said = "On questions that too few answered, or nobody knows"
        facts.append(KeyFact("Where the level hangs", said))
    return tuple(facts)


def _who(agenda: Agenda) -> str:
    table = agenda.table
    said = capital(in_words(len(table.voices))) + voices.answered_between(agenda)
    if table.is_open:
        return f"{said}. Each answer and note stands under its voice, and all know of it"
    return f"{said}. No names stand here; where you differ, only the two ends of what was said"


def _how_far(agenda: Agenda) -> str:
    table = agenda.table
    said = f"{len(table.agreed)} of {numbers.in_figures(agenda.asked, 'question')}"
    more = [f"{in_words(len(table.few))} more {plural(len(table.few), 'was', 'were')} {voices.few(table)}"]
    more = more if table.few else []
    if table.unanswered:
        more.append(f"{count(len(table.unanswered), 'is', 'are')} unknown to all")
    return "; ".join([said, *more])


def _ladder(agenda: Agenda) -> tuple[Rung, ...]:
    level = agenda.table.assessment.level
    if level is None:
        return ()
    rungs = []
    for number, text in enumerate(agenda.table.tree.pack.head.levels):
        look, mark = "", ""
        if number < level.low:
            look = "done"
        elif number == level.low:
            look, mark = "is", "Whatever you settle" if level.firm else "At least, whatever you settle"
        elif number <= level.high:
            look, mark = "may", "Possible at best" if number == level.high else "Possible"
        rungs.append(Rung(text.title, look, mark))
    return tuple(rungs)
