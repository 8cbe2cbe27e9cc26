"""What is said at the table: sections that nobody disputes, disputed questions with their ends, and what is left."""

from __future__ import annotations

from typing import Final

from silk_assess.commands.ask.prompt import expected, slash_shown
from silk_assess.commands.ask.question import owner_title
from silk_assess.commands.together.screen import ends_told, in_figures, under_voices
from silk_assess.interview.position import Position
from silk_assess.questionnaire.model.questions import Anchor, Choice, YesNo
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assess import assess
from silk_assess.terminal.layout import BLANK, Line, cells, cut, paragraph, plain, with_plain_blanks
from silk_assess.voices.agenda import Agenda
from silk_assess.wording import answers, names, voices
from silk_assess.wording.numbers import capital, count, in_words, plural

MINUTES_EACH: Final = 5


def opening(agenda: Agenda, file: str, width: int) -> list[Line]:
    """Say what happens at a table that begins."""
    differ = len(agenda.weights)
    said = f"{capital(count(len(agenda.table.voices), 'voice'))}. First what nobody disputes"
    if differ:
        these = plural(
            differ, "the question on which you differ", f"the {in_words(differ)} questions on which you differ"
        )
        said += f", then {these}, the weightiest first"
    said += f". Each answer is saved in {file} at once; q leaves, and the same command goes on where you stopped."
    return [BLANK, *paragraph(said, width)]


def returning(agenda: Agenda, position: Position, left: int, width: int) -> list[Line]:
    """Say how far a table is that goes on."""
    settled = sum(position.is_given(one.id) for one in position.tree.questions)
    said = f"Welcome back. {settled} of {len(position.tree.questions)} are settled."
    if left:
        verb = plural(left, "is", "are")
        said += f" {capital(count(left, 'disputed question'))} {verb} left, about {MINUTES_EACH * left} minutes."
    return [BLANK, *paragraph(said, width)]


def backup(told: str, width: int) -> list[Line]:
    """Say where a copy of the file as it was is kept."""
    return paragraph(f"Before the first change {told}", width)


def undisputed(agenda: Agenda, title: str, ids: tuple[str, ...], asked: int, width: int) -> list[Line]:
    """Say what nobody disputes in one section and is not taken over yet."""
    agreed = agenda.table.assessment.answers.answers
    aside = sum(agreed[id].not_applicable is not None for id in ids)
    said = f"{title}: nobody disputes {len(ids)} of {asked}."
    parts = [count(len(ids) - aside, "answer")] if len(ids) > aside else []
    parts += [f'{in_words(aside)} "does not apply"'] if aside else []
    return [
        BLANK,
        *paragraph([(said, "bold")], width),
        *paragraph(f"{capital(', '.join(parts))}. l lists them.", width, 2),
    ]


UNDISPUTED: Final = "Enter takes them over, l, or s to leave them for later"


def listed(agenda: Agenda, ids: tuple[str, ...], width: int) -> list[Line]:
    """List what nobody disputes: each question with the answer."""
    agreed, tree = agenda.table.assessment.answers.answers, agenda.table.tree
    lines: list[Line] = []
    for id in ids:
        question, said = tree.asked[id].question, agreed[id]
        value = "Does not apply" if said.value is None else answers.answer(question, said.value)
        lines += [*paragraph(question.text, width, 2, 4), *paragraph(value, width, 4, 6)]
    return [*lines, BLANK]


def taken_over(number: int, width: int) -> list[Line]:
    """Confirm what was taken over; it is on disk."""
    return paragraph([("Saved:", "dim"), f" {count(number, 'answer')}."], width)


def disputed(agenda: Agenda, position: Position, number: int, width: int) -> list[Line]:
    """Print a disputed question with its options and the two ends of what was answered."""
    id = position.at
    one, table = agenda.table.tree.asked[id], agenda.table
    weight = next(weight for weight in agenda.weights if weight.id == id)
    where = f"Disputed, {number} of {len(agenda.weights)}. {owner_title(position, id)}"
    if weight.bears:
        where += f". {voices.BEARS}"
    lines = [BLANK, *paragraph([(where, "dim")], width), BLANK]
    lines += [*paragraph([(one.question.text, "bold")], width), BLANK]
    lines += _options(agenda, one, width)
    if table.is_open:
        return [*lines, *under_voices(agenda, one, width)]
    spread = f"{capital(in_figures(agenda, id))}."
    lines += paragraph(spread, width)
    if not isinstance(one.question, Choice | Anchor | YesNo):
        lines += with_plain_blanks(ends_told(one, table.disputed[id], width, 2))
    elif table.disputed[id].may_vanish:
        lines += paragraph(f"{voices.also(table.disputed[id])}.", width)
    more = voices.waits(agenda, id)
    return lines + (paragraph(more, width) if more else [])


def _options(agenda: Agenda, one: Asked, width: int) -> list[Line]:
    """Print numbered options, the two ends of what was answered marked at the right."""
    ends, marks = agenda.table.disputed[one.id], dict[str, str]()
    if isinstance(one.question, Choice | Anchor | YesNo):
        first, last = voices.end_names(one)
        marks[str(ends.worst)] = first.lower()
        marks[str(ends.best)] = last.lower() if ends.best != ends.worst else "said"
    options = answers.options(one.question)
    size = len(str(len(options)))
    lines: list[Line] = []
    for number, (id, label) in enumerate(options, 1):
        lines += paragraph(f"{number:>{size}}\u00a0 {label}", width - 10, 2, size + 4)
        if id in marks:
            last_line = lines.pop()
            blank = " " * max(width - 8 - cells(plain(last_line)), 2)
            lines.append((*last_line, (blank, ""), (marks[id], "dim")))
    if one.question.not_applicable:
        lines += paragraph(f"{'x':>{size}}\u00a0 Does not apply: {one.question.not_applicable}", width, 2, size + 4)
    return [*with_plain_blanks(lines), BLANK] if lines else []


def prompt(position: Position) -> str:
    """Say what may be typed at a disputed question."""
    if position.screen == "reason":
        return "Your reason, or Enter for none"
    one = position.question(position.at)
    slash = slash_shown(one)
    return f"{expected(one, position.at)}, {slash}d if it stays open, {slash}s for later, or {slash}? for help"


def prove(position: Position, id: str) -> str:
    """Ask for something that shows an answer."""
    hint = position.question(id).evidence
    return f"Something that shows it{f' ({cut(hint, 100)})' if hint else ''}, or Enter for nothing"


def left_to_go(position: Position, left: int, width: int) -> list[Line]:
    """Say how many disputed questions are left, and between which levels the common file stands now."""
    said = [f"{capital(in_words(left))} to go"] if left else ["That was the last one"]
    level = assess(position.tree, position.answers).level
    if level is not None:
        low, high = names.level_name(position.tree, level.low), names.level_name(position.tree, level.high)
        said.append(f"{low}, is certain" if level.firm else f"{high}, is possible, {low}, is certain")
    return paragraph(f"{'; '.join(said)}.", width)


def elsewhere(command: str, width: int) -> list[Line]:
    """Say where other questions than the disputed ones are answered."""
    said = ["Here only what you differ on is gone through. All questions:", (command, "cyan")]
    return [*paragraph(said, width), BLANK]  # type: ignore[arg-type]


def nothing_left(width: int) -> list[Line]:
    """Say that nothing is left to settle."""
    return [BLANK, *paragraph("Nothing is left to settle here.", width)]


def left(file: str, position: Position, disputes: int, is_cut: bool, width: int) -> list[Line]:
    """Say that all is saved, and how much is left."""
    settled = sum(position.is_given(one.id) for one in position.tree.questions)
    said = f"Saved in {file}: {settled} of {len(position.tree.questions)} are settled"
    said += f", {count(disputes, 'disputed question')} {plural(disputes, 'is', 'are')} left." if disputes else "."
    said += " The line you were typing is not in it." if is_cut else ""
    return [BLANK, *paragraph(said, width)]
