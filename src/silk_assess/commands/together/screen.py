"""What `together` prints: between which levels, what is worth the evening, what nobody disputes."""

from __future__ import annotations

from typing import Final

from silk_assess.commands.together.command import Gathered
from silk_assess.faults import listed
from silk_assess.files.voice_files import Read
from silk_assess.questionnaire.tree import Asked, Tree
from silk_assess.terminal import commands
from silk_assess.terminal.layout import BLANK, Line, Row, cells, cut, hints, joined, paragraph, table, with_plain_blanks
from silk_assess.voices.agenda import Agenda
from silk_assess.voices.ends import Ends
from silk_assess.voices.order import Weight
from silk_assess.wording import names, numbers, voices
from silk_assess.wording.answers import answer
from silk_assess.wording.commands import with_pack
from silk_assess.wording.names import NAMELESS
from silk_assess.wording.numbers import capital, count, in_words, plural
from silk_assess.wording.versions import versions

MOST: Final = 5
_NO_BREAK: Final = "\u00a0"


def together(found: Gathered, width: int) -> list[Line]:
    """Print what several voices come to."""
    agenda = found.agenda
    blocks = [
        _who(found, agenda, width),
        _standing(agenda, width),
        paragraph(_how_far(agenda), width),
        _topics(agenda, width),
        _agreed(agenda, width),
        paragraph(_privacy(agenda), width),
        hints(_next(found), width),
    ]
    return joined(blocks)


def told(found: Gathered, width: int) -> list[Line]:
    """Tell of the files what is no part of the result: those left aside, other versions, who is no voice."""
    lines: list[Line] = []
    aside, here = found.round.aside, found.tree.pack.head.version
    if aside:
        verb = plural(len(aside), "belongs by its name", "belong by their names")
        said = (
            f"{listed(map(str, aside), most=10)} {verb} to another common file, and {plural(len(aside), 'was', 'were')}"
        )
        lines += [*paragraph(f"{said} left out.", width), BLANK]
    for one in found.voices:
        if one.answers.origin != here:
            unfit = [misfit.id for misfit in one.answers.warnings]
            lines += [*paragraph(_other_version(one, found.tree, unfit), width), BLANK]
    if found.holds_one_person:
        file = str(found.round.common)
        said = f"{file} holds answers and no line voices: it counts as no voice. As one it is {_renamed(file)}."
        lines += [*paragraph(said, width), BLANK]
    return lines


def _renamed(file: str) -> str:
    return f"renamed {file.rpartition('.')[0]}.NAME.yaml, with voice: NAME in it"


def _other_version(one: Read, tree: Tree, ids: list[str]) -> str:
    of = versions(one.answers.questionnaire, one.answers.version, tree.pack.head)
    said = f"{one.file.name} was answered with {of.then}; this is {of.now}."
    if not ids:
        return f"{said} All its answers fit."
    these = f"{in_words(len(ids))} of its answers {plural(len(ids), 'does', 'do')}"
    return f"{said} {capital(these)} not fit and {plural(len(ids), 'was', 'were')} left out: {listed(ids, most=20)}."


def _who(found: Gathered, agenda: Agenda, width: int) -> list[Line]:
    name = agenda.table.assessment.answers.name or (found.common.name if found.common else None) or NAMELESS
    many = f"{count(len(agenda.table.voices), 'voice')}{voices.answered_between(agenda)}"
    return paragraph([(cut(name, 60), "bold"), f", {many}."], width)


def _standing(agenda: Agenda, width: int) -> list[Line]:
    table, tree = agenda.table, agenda.table.tree
    level, index = table.assessment.level, table.assessment.values.get("index")
    lines: list[Line] = []
    if level is not None:
        low, high = names.level_name(tree, level.low), names.level_name(tree, level.high)
        said = f"{low}, whatever you settle" if level.firm else f"between {low}, and {high}"
        lines += paragraph(["Common level: ", (said, "bold"), "."], width)
    if index is not None:
        ends = numbers.between(index.low, index.high, tree.bounds("index"))
        said = f"All together between {ends}." if index.low != index.high else f"All together {ends}."
        lines += paragraph(f"{said} No mean was taken.", width)
    return lines


def _how_far(agenda: Agenda) -> str:
    table = agenda.table
    said = f"You agree on {len(table.agreed)} of {numbers.in_figures(agenda.asked, 'question')}"
    said += f" and differ on {in_words(len(table.disputed)) if table.disputed else 'none'}."
    if table.few:
        size = len(table.few)
        if table.is_open:
            said += f" {capital(count(size, 'was', 'were'))} answered by one of you alone."
        else:
            said += f" {capital(count(size, 'was', 'were'))} answered by fewer than {voices.UNDER} of you and "
            said += f"{plural(size, 'counts', 'count')} as unknown."
    if table.unanswered:
        said += f" {capital(count(len(table.unanswered), 'is', 'are'))} unknown to all."
    return said


def _topics(agenda: Agenda, width: int) -> list[Line]:
    if not agenda.weights:
        return []
    lines = paragraph([("Worth the evening", "bold")], width)
    for number, weight in enumerate(agenda.weights[:MOST], 1):
        lines += _topic(agenda, weight, number, width)
    more = len(agenda.weights) - MOST
    if more > 0:
        lines += paragraph(f"and {in_words(more)} more, in the agenda", width, 2)
    return with_plain_blanks(lines)


def _topic(agenda: Agenda, weight: Weight, number: int, width: int) -> list[Line]:
    table = agenda.table
    one = table.tree.asked[weight.id]
    lines = paragraph(f"{number}{_NO_BREAK} {one.question.text}", width, 2, 5)
    shares = agenda.shares.get(weight.id, ())
    if table.is_open:
        lines += under_voices(agenda, one, width)
    elif shares:
        for share in shares:
            group = share.group or "others"
            lines += paragraph(f"{group}, {in_words(share.answered)} answered", width, 5, 7)
            lines += ends_told(one, share.ends, width, 7)
    else:
        lines += ends_told(one, table.disputed[weight.id], width, 5)
    said = f"{_hangs(agenda, weight)} {in_figures(agenda, weight.id)}"
    lines += paragraph(said, width, 5)
    if agenda.groups and not shares:
        lines += paragraph(voices.NOT_SPLIT, width, 5)
    return lines


def in_figures(agenda: Agenda, id: str) -> str:
    """Say how many of how many answered."""
    return f"{agenda.table.counted[id]} of {len(agenda.table.voices)} answered"


def _hangs(agenda: Agenda, weight: Weight) -> str:
    if weight.bears and weight.most is not None:
        said = f"{voices.BEARS}, through {names.title(agenda.table.tree, weight.most.node)}."
        more = voices.waits(agenda, weight.id)
        return f"{said} {more}".strip()
    return voices.hangs(agenda, weight)


def ends_told(one: Asked, ends: Ends, width: int, indent: int) -> list[Line]:
    """Print the two ends of what was answered."""
    lines: list[Line] = []
    heads = [f"{head.lower()}:" for head in voices.end_names(one)]
    room = max(map(cells, heads)) + 1
    if ends.worst is not None and ends.best is not None:
        for head, value in zip(heads, (ends.worst, ends.best), strict=True):
            blank = _NO_BREAK * (room - cells(head))
            lines += paragraph(f"{head}{blank}{voices.end(one, value)}", width, indent, indent + room)
    also = voices.also(ends) or ("" if lines else "each in other words")
    return lines + (paragraph(also, width, indent) if also else [])


def under_voices(agenda: Agenda, one: Asked, width: int) -> list[Line]:
    """Print each answer and note under its voice."""
    longest = min(max(cells(voice.name) for voice in agenda.table.voices), 24)
    lines: list[Line] = []
    for voice in agenda.table.voices:
        stored = voice.answers.answers.get(one.id)
        said, note = "no answer", None
        if stored is not None:
            note = stored.note
            if stored.value is not None:
                said = answer(one.question, stored.value)
            elif stored.not_applicable is not None:
                said = f"does not apply: {stored.not_applicable}" if stored.not_applicable else "does not apply"
            elif stored.unknown:
                said = "don't know"
        blank = _NO_BREAK * (longest - cells(voice.name) + 2)
        lines += paragraph(f"{voice.name}{blank}{said}", width, 5, 7 + longest)
        lines += paragraph(f'"{note}"', width, 7 + longest) if note else []
    return lines


def _agreed(agenda: Agenda, width: int) -> list[Line]:
    rows = [
        Row((one.title, f"{one.agreed} of {one.asked}"), f"{one.title}: {one.agreed} of {one.asked}", 2)
        for one in agenda.sections
        if one.asked
    ]
    title = paragraph([("Agreed", "bold"), ", confirmed at the table in one go a section"], width)
    return [*title, *table(("", ""), rows, width, right=(1,))] if rows else []


def _privacy(agenda: Agenda) -> str:
    held = "The files are open to whoever holds them."
    if agenda.table.is_open:
        return f"Every answer stands under its voice. {held}"
    return f"No names are shown, and where you differ only the two ends. An end may be the answer of one voice. {held}"


def _next(found: Gathered) -> list[tuple[str, str]]:
    words = found.words()
    pairs = [("Draw the agenda", commands.command(*words, "-o", "agenda.html"))]
    if found.round.common is not None:
        at_table = ("together", str(found.round.common), "--agree", *with_pack(found.options.pack))
        pairs.append(("At the table", commands.command(*at_table)))
    return pairs
