"""The first screen of a sitting: what this is, what was found, or who else has the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from silk_assess.commands.ask.review import all_done
from silk_assess.faults import listed
from silk_assess.files.answer_session import FileContents
from silk_assess.files.lock import Holder
from silk_assess.interview.position import Position
from silk_assess.terminal.layout import BLANK, Line, cut, paragraph
from silk_assess.wording import numbers, progress
from silk_assess.wording.answers import does_not_fit
from silk_assess.wording.dates import moment
from silk_assess.wording.deciding import decides, pointless
from silk_assess.wording.versions import versions


def opening(position: Position, file: str, width: int) -> list[Line]:
    """Print what a new sitting on a new file is about."""
    head = position.tree.pack.head
    lines = [
        BLANK,
        *paragraph([(head.title, "bold")], width),
        BLANK,
        *paragraph(_what_is_asked(position), width),
        BLANK,
    ]
    if position.tries:
        return lines + paragraph("This is a try: nothing is saved, and q shows the result.", width)
    lines += paragraph(f"Each answer is saved in {file} as soon as you press Enter.", width)
    lines += paragraph("q leaves at any time, and the same command brings you back.", width)
    lines += paragraph("Nothing leaves this computer.", width)
    if position.role(position.at) != "profile":
        return lines
    fields = len(position.parts[0].questions)
    many = numbers.plural(fields, "one question", numbers.count(fields, "short question"))
    they_are = numbers.plural(fields, "It is", "They are")
    lines += [BLANK, *paragraph(f"First, {many} about your organisation. {they_are} never scored.", width)]
    return lines + paragraph(
        "Where you type words, keys begin with a slash: /s skips, /b goes back, /q leaves, /? helps.", width
    )


def _what_is_asked(position: Position) -> str:
    """Say how many questions there are, how long they take, and what they can tell."""
    tree = position.tree
    if position.mode == "short":
        short = [tree.asked[id] for id in tree.pack.head.short]
        said = f"{numbers.capital(numbers.count(len(short), 'question'))} for a start, {progress.minutes(short)}."
        return said + " They cannot settle a level. They show how wide the range is, and what to look at first."
    many = f"{numbers.count(len(tree.questions), 'question')} in {numbers.count(len(position.parts) - 1, 'part')}"
    said = f"{numbers.capital(many)}, {progress.minutes(tree.questions)}."
    return said + ' You need not know everything: "don\'t know" is an answer, and the result shows it as a range.'


def returning(position: Position, found: FileContents, file: str, backup: str, width: int) -> list[Line]:
    """Say what was found in a file: whose, when it was saved, how far it is, and what does not fit any more.

    `backup` is where a copy of it goes before the first change.
    """
    head, given = position.tree.pack.head, progress.counts(position)
    name = f", {cut(found.answers.name, 60)}" if found.answers.name else ""
    lines = [BLANK, *paragraph(f"Welcome back{name}. {file} was saved on {moment(found.saved)}.", width)]
    if found.questionnaire or found.version != head.version:
        of = versions(found.questionnaire, found.version, head)
        whole = "" if found.questionnaire else " of the questionnaire"
        said = f"It was answered with {of.then}{whole}. This is {of.now}."
        lines += [*paragraph(said, width), BLANK, *_fits(position, found, width)]
        lines += _decided_first(position, found, width)
    told = progress.told_counts({**given, "open": 0, "not asked": 0}) if progress.done_of(given)[0] else []
    lines += paragraph(progress.done(given) + (f": {', '.join(told)}." if told else "."), width)
    if position.walks:
        lines += paragraph("Each answer is shown again: Enter keeps it, another one takes its place.", width)
    left = progress.time_left(position)
    if left:
        lines += paragraph(f"{numbers.capital(left)} left.", width)
    lines += paragraph(f"Before the first change {copied(file, backup)}", width)
    return lines + (_comments(found.comments, backup, width) if found.comments else [])


def copied(file: str, backup: str) -> str:
    """Say where a copy of the file as it was is kept, and why it has another name than it would have."""
    usual = f"{file}.bak"
    other = "" if backup == usual else f", since {usual} is none of ours and stays as it is"
    return f"a copy is kept as {backup}{other}."


def unlocked(width: int) -> list[Line]:
    """Say that the system gives no lock where the file is."""
    said = "No lock can be made here that would keep another window from this file. Answer it in one window only."
    return paragraph(said, width)


def _fits(position: Position, found: FileContents, width: int, most: int = 8) -> list[Line]:
    """Say how many answers to another version still fit, and which do not."""
    answers, unfit = position.answers, len(found.unfit)
    do = "still fit" if found.difference.deciding else "still fit and count"
    if not unfit:
        return paragraph(f"All your answers {do}.", width)
    fit = len(answers.answers) + len(answers.profile) + (answers.name is not None)
    lines = paragraph(f"{fit} of your {fit + unfit} answers {do}.", width)
    many = numbers.capital(f"{numbers.in_words(unfit)} {numbers.plural(unfit, 'does', 'do')}")
    stay = numbers.plural(unfit, "It stays in the file and does", "They stay in the file and do")
    lines += paragraph(f"{many} not. {stay} not count:", width)
    for misfit in found.unfit[:most]:
        lines += paragraph(does_not_fit(misfit), width, 2, 4)
    return lines + (paragraph(f"and {unfit - most} more", width, 2) if unfit > most else [])


def _decided_first(position: Position, found: FileContents, width: int) -> list[Line]:
    """Say which questions come first, and that answers wait for them."""
    tree, lines = position.tree, list[Line]()
    deciding = [one for one in found.difference.deciding if one.is_open]
    if deciding:
        number = len(found.difference.waiting)
        many = numbers.capital(numbers.count(number, "of them counts", "of them count"))
        what = numbers.plural(len(deciding), "a question that decides", "questions that decide")
        lines += paragraph(f"{many} only when you have answered {what} in this version. So this comes first:", width)
    for said in (decides(tree, one) for one in deciding):
        lines += paragraph(said, width, 2, 4)
    others = [decides(tree, one) for one in found.difference.deciding if not one.is_open]
    for said in (*others, *(pointless(tree, id) for id in found.difference.pointless)):
        lines += paragraph(said, width, 0, 2)
    return [*lines, BLANK] if lines else []


def _comments(comments: Sequence[int], backup: str, width: int) -> list[Line]:
    """Say that comments, which stand in these lines, stay in the backup alone."""
    number = len(comments)
    many = numbers.plural(number, "comment", numbers.count(number, "comment"))
    where = f"{numbers.plural(number, 'line')} {listed(map(str, comments), most=6)}"
    them = numbers.plural(number, "it", "them")
    said = f"Your {many} ({where}) will stay in {backup}. The saved file has no room for {them}."
    return paragraph(said, width)


def nothing_open(position: Position, width: int) -> list[Line]:
    """Say of a sitting that begins with everything answered how to look at answers again."""
    said = f"{all_done(position)} A part's number shows its questions, a question's id leads there."
    return [BLANK, *paragraph(said, width)]


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
