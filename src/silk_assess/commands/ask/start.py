"""The first screen of a sitting: what this is, or what was found."""

from __future__ import annotations

from datetime import datetime

from silk_assess.commands.home.screen import moment
from silk_assess.faults import listed
from silk_assess.files.answer_session import Found
from silk_assess.files.lock import Holder
from silk_assess.interview.position import Part, Position
from silk_assess.terminal.layout import BLANK, Line, cut, paragraph
from silk_assess.wording import numbers, progress
from silk_assess.wording.answers import does_not_fit


def opening(position: Position, file: str, width: int) -> list[Line]:
    """Print what a new sitting on a new file is about."""
    head, number = position.tree.pack.head, len(position.tree.questions)
    lines = [BLANK, *paragraph([(head.title, "bold")], width), BLANK]
    if position.mode == "short":
        short = [position.tree.asked[id] for id in head.short]
        said = f"{numbers.capital(numbers.count(len(short), 'question'))} for a start, {progress.minutes(short)}."
        said += " They cannot settle a level. They show how wide the range is, and what to look at first."
    else:
        many = numbers.count(len(position.parts) - 1, "part")
        said = f"{numbers.capital(numbers.count(number, 'question'))} in {many}, "
        said += (
            f'{progress.minutes(position.tree.questions)}. You need not know everything: "don\'t know" is an answer, '
        )
        said += "and the result shows it as a range."
    lines += [*paragraph(said, width), BLANK]
    lines += paragraph(f"Each answer is saved in {file} as soon as you press Enter.", width)
    lines += paragraph("q leaves at any time, and the same command brings you back.", width)
    lines += paragraph("Nothing leaves this computer.", width)
    if position.role(position.at) != "profile":
        return lines
    fields = len(position.parts[0].questions)
    said = f"First, {numbers.count(fields, 'short question')} about your organisation. "
    said = said if fields > 1 else "First, one question about your organisation. "
    said += "They are never scored." if fields > 1 else "It is never scored."
    lines += [BLANK, *paragraph(said, width)]
    return lines + paragraph(
        "Where you type words, keys begin with a slash: /s skips, /b goes back, /q leaves, /? helps.", width
    )


def returning(position: Position, found: Found, file: str, width: int) -> list[Line]:
    """Say what was found in a file: whose, when it was saved, how far it is, and what does not fit any more."""
    head, given = position.tree.pack.head, progress.counts(position)
    name = f", {cut(found.answers.name, 60)}" if found.answers.name else ""
    lines = [
        BLANK,
        *paragraph(f"Welcome back{name}. {file} was saved on {moment(found.saved)}.", width),
    ]
    if found.version != head.version:
        lines += paragraph(
            f"It was answered with version {found.version} of the questionnaire. This is {head.version}.", width
        )
        lines += [BLANK, *_other_version(position, found, width)]
    done, total = progress.done_of(given)
    told = progress.told_counts({**given, "open": 0, "not asked": 0}) if done else []
    lines += paragraph(f"{done} of {total} done" + (f": {', '.join(told)}." if told else "."), width)
    left = progress.time_left(position)
    if left:
        lines += paragraph(f"{numbers.capital(left)} left.", width)
    lines += paragraph(f"Before the first change a copy is kept as {file}.bak.", width)
    if found.comments:
        one = len(found.comments) == 1
        where = f"line{'' if one else 's'} {listed(map(str, found.comments), most=6)}"
        said = f"Your {'comment' if one else numbers.count(len(found.comments), 'comment')} ({where}) "
        said += f"will stay in {file}.bak. The saved file has no room for {'it' if one else 'them'}."
        lines += paragraph(said, width)
    return lines


def _other_version(position: Position, found: Found, width: int, most: int = 8) -> list[Line]:
    answers = position.answers
    fit = len(answers.answers) + len(answers.profile) + (answers.name is not None)
    lost_ones = len(found.unfit)
    if not lost_ones:
        return paragraph("All your answers still fit and count.", width)
    lines = paragraph(f"{fit} of your {fit + lost_ones} answers still fit and count.", width)
    one = lost_ones == 1
    said = f"{'One does' if one else f'{numbers.capital(numbers.in_words(lost_ones))} do'} not. "
    said += f"{'It stays' if one else 'They stay'} in the file and {'does' if one else 'do'} not count:"
    lines += paragraph(said, width)
    for misfit in found.unfit[:most]:
        lines += paragraph(does_not_fit(misfit), width, 2, 4)
    return lines + (paragraph(f"and {lost_ones - most} more", width, 2) if lost_ones > most else [])


def held(file: str, holder: Holder | None, here: str, now: datetime, copy: str, width: int) -> list[Line]:
    """Say that another sitting has the file, whose and since when; `copy` is a free name for a copy."""
    where = "in another window"
    if holder is not None:
        where = "in another window on this computer" if holder.host == here else f"on the computer {holder.host}"
        where += "" if holder.host == here or not holder.user else f" by {holder.user}"
        since = f"{holder.since:%H:%M}" if holder.since.date() == now.date() else moment(holder.since)
        where += f", since {since}"
    lines = [BLANK, *paragraph(f"{file} is being answered {where}.", width)]
    lines += paragraph("Two at once would overwrite each other.", width)
    lines += paragraph("Leave with q there, then try again,", width, 2)
    return lines + paragraph(["or answer in a copy:", (copy, "cyan")], width, 2)


def intro(position: Position, part: Part, width: int) -> list[Line]:
    """Print the title of a part and its sentence of purpose."""
    title = f"Part {position.parts.index(part)} of {len(position.parts) - 1}: {part.title}"
    return [BLANK, *paragraph([(title, "bold")], width), *(paragraph(part.intro, width) if part.intro else [])]
