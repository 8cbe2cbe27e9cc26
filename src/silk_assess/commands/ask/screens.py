"""Where the interview rests: its first screen, overviews, the end of a part, of the short list, of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from silk_assess.advice.explain import ask_next, lost, way_up
from silk_assess.advice.suggest import flags, grounds_of
from silk_assess.commands.home.screen import moment
from silk_assess.commands.score.one import flag
from silk_assess.exact import shown
from silk_assess.faults import listed
from silk_assess.files.answer_session import Found
from silk_assess.files.lock import Holder
from silk_assess.interview.position import Part, Position
from silk_assess.questionnaire.compile import points
from silk_assess.questionnaire.conditions import reads
from silk_assess.questionnaire.model.catalogue import Rule
from silk_assess.questionnaire.model.questions import FLOW_IDS
from silk_assess.questionnaire.tree import Asked
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.layout import BLANK, Line, cut, hints, paragraph, piece, plain
from silk_assess.wording import sentences as wording
from silk_assess.wording.formulas import figure

# Beginning


def opening(position: Position, file: str, width: int) -> list[Line]:
    """Print what a new sitting on a new file is about."""
    head, number = position.tree.pack.head, len(position.tree.questions)
    lines = [BLANK, *paragraph([(head.title, "bold")], width), BLANK]
    if position.mode == "short":
        short = [position.tree.asked[id] for id in head.short]
        said = f"{wording.capital(wording.count(len(short), 'question'))} for a start, {wording.minutes(short)}."
        said += " They cannot settle a level. They show how wide the range is, and what to look at first."
    else:
        many = wording.count(len(position.parts) - 1, "part")
        said = f"{wording.capital(wording.count(number, 'question'))} in {many}, "
        said += (
            f'{wording.minutes(position.tree.questions)}. You need not know everything: "don\'t know" is an answer, '
        )
        said += "and the result shows it as a range."
    lines += [*paragraph(said, width), BLANK]
    lines += paragraph(f"Each answer is saved in {file} as soon as you press Enter.", width)
    lines += paragraph("q leaves at any time, and the same command brings you back.", width)
    lines += paragraph("Nothing leaves this computer.", width)
    if position.role(position.at) != "profile":
        return lines
    fields = len(position.parts[0].questions)
    said = f"First, {wording.count(fields, 'short question')} about your organisation. "
    said = said if fields > 1 else "First, one question about your organisation. "
    said += "They are never scored." if fields > 1 else "It is never scored."
    lines += [BLANK, *paragraph(said, width)]
    return lines + paragraph(
        "Where you type words, keys begin with a slash: /s skips, /b goes back, /q leaves, /? helps.", width
    )


def returning(position: Position, found: Found, file: str, width: int) -> list[Line]:
    """Say what was found in a file: whose, when it was saved, how far it is, and what does not fit any more."""
    head, given = position.tree.pack.head, wording.counts(position)
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
    done, total = wording.done_of(given)
    told = wording.told_counts({**given, "open": 0, "not asked": 0}) if done else []
    lines += paragraph(f"{done} of {total} done" + (f": {', '.join(told)}." if told else "."), width)
    left = wording.time_left(position)
    if left:
        lines += paragraph(f"{wording.capital(left)} left.", width)
    lines += paragraph(f"Before the first change a copy is kept as {file}.bak.", width)
    if found.comments:
        one = len(found.comments) == 1
        where = f"line{'' if one else 's'} {listed(map(str, found.comments), most=6)}"
        said = f"Your {'comment' if one else wording.count(len(found.comments), 'comment')} ({where}) "
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
    said = f"{'One does' if one else f'{wording.capital(wording.in_words(lost_ones))} do'} not. "
    said += f"{'It stays' if one else 'They stay'} in the file and {'does' if one else 'do'} not count:"
    lines += paragraph(said, width)
    for text in found.unfit[:most]:
        lines += paragraph(text.removesuffix("; it does not count"), width, 2, 4)
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


# Overviews


def overview(position: Position, width: int) -> list[Line]:
    """Print all parts with their progress."""
    lines = [BLANK, *paragraph(f"{wording.progress(position)}", width), BLANK]
    longest = max(len(piece(part.title)[0]) for part in position.parts)
    for i, part in enumerate(position.parts):
        done, total = _done(position, part)
        text = f"{done} of {total} done" if part.id else f"{done} of {total} given"
        gap = f"{i:>3}  {piece(part.title)[0]:<{longest}}  {text}"
        if len(gap) <= width and width >= 60:
            lines.append((piece(gap),))
        else:
            lines += [*paragraph(f"{i}: {part.title}", width, 2, 5), *paragraph(text, width, 5)]
    return [*lines, BLANK]


def _done(position: Position, part: Part) -> tuple[int, int]:
    counted = [id for id in part.questions if not part.id or position.standings[id].state != "hidden"]
    return sum(position.is_given(id) and position.is_asked(id) for id in counted), len(counted)


def listing(position: Position, part: str | None, word: str, width: int) -> list[Line]:
    """List questions with their states, to choose from."""
    if part is None:
        many = len(position.listed)
        found = f'{wording.capital(wording.count(many, "question"))} with "{word}"'
        lines = [BLANK, *paragraph([(found, "bold")], width), BLANK]
    else:
        one = next(one for one in position.parts if one.id == part)
        title = f"Part {position.parts.index(one)}: {one.title}" if one.id else one.title
        lines = [BLANK, *paragraph([(title, "bold")], width), BLANK]
    marks = [mark(position, id) for id in position.listed]
    longest = max(len(text) for text in marks)
    for i, (id, text) in enumerate(zip(position.listed, marks, strict=True), 1):
        start = 5 + longest + 2
        if width >= 60:
            lines.append((piece(f"{i:>3}  {text:<{longest}}  {cut(position.question(id).text, width - start)}"),))
        else:
            lines += [(piece(f"{i:>3}  {text}"),), (piece(f"     {cut(position.question(id).text, width - 5)}"),)]
    return [*lines, BLANK]


def mark(position: Position, id: str) -> str:
    """Say the state of a question in the overview, with what else stands there."""
    stored = position.answer(id)
    if position.role(id) == "profile":
        found = "given" if position.is_given(id) else "empty"
        found = found if position.is_asked(id) else "not asked"
    else:
        found = wording.state_of(position, position.tree.asked[id])
        if found == "open" and not position.is_asked(id):
            found = "not asked yet"
    if stored is not None and stored.note:
        found += ", note"
    if stored is not None and stored.evidence:
        found += ", evidence"
    return found + (", you are here" if id == position.at and position.origin == "question" else "")


# The end of a part


def breath(position: Position, part: str, assessment: Assessment, before: Assessment | None, width: int) -> list[Line]:
    """Say where one stands after a part, and how the range has narrowed since `before`."""
    tree = position.tree
    one = next(one for one in position.parts if one.id == part)
    still = sum(position.is_open(id) for id in one.questions)
    state = "is done" if not still else f"has {wording.count(still, 'open question')} left"
    title = f"Part {position.parts.index(one)} of {len(position.parts) - 1} {state}: {one.title}"
    lines = [BLANK, *paragraph([(title, "bold")], width)]
    if part in tree.node:
        lines += _points(assessment, part, width, 2)
        value = assessment.values[part]
        if value is not None and wording.has_range(value, tree.bounds(part)):
            lines += _unknown(position, one, width)
    else:
        lines += paragraph("This part describes, and gives no points. More is not better.", width, 2)
    return [*lines, BLANK, *standing(position, assessment, before, width)]


def _points(assessment: Assessment, id: str, width: int, indent: int) -> list[Line]:
    value, node = assessment.values[id], assessment.tree.node[id]
    if value is None:
        return paragraph("Nothing here applies to you.", width, indent)
    label = wording.band_label(node, value.point)
    return paragraph(
        f"{wording.capital(figure(assessment.tree, id, value))}." + (f" {label}." if label else ""), width, indent
    )


def _unknown(position: Position, part: Part, width: int, most: int = 5) -> list[Line]:
    unknown = [id for id in part.questions if wording.state_of(position, position.tree.asked[id]) == "don't know"]
    if not unknown:
        return []
    lines = paragraph("What you don't know makes the range:", width, 2)
    for id in unknown[:most]:
        lines += paragraph(position.question(id).text, width, 4)
    return lines + (paragraph(f"and {len(unknown) - most} more", width, 4) if len(unknown) > most else [])


def standing(position: Position, assessment: Assessment, before: Assessment | None, width: int) -> list[Line]:
    """Say the points of all parts, the level as it is so far, and the progress."""
    lines: list[Line] = []
    tree = position.tree
    value = assessment.values.get("index")
    if value is not None:
        said = f"All parts so far: {figure(tree, 'index', value)}."
        earlier = None if before is None else before.values.get("index")
        if earlier is not None and earlier.high - earlier.low > value.high - value.low:
            said += f" Before, the range was {wording.span(earlier.low, earlier.high)}."
        lines += paragraph(said, width)
    level = assessment.level
    if level is not None:
        title = wording.capital(wording.level_name(tree, level.point))
        rest = wording.level_sentences(tree, level).removeprefix(title)
        more = (
            " What is left tells what is at stake and what you could do." if level.firm and _is_left(position) else ""
        )
        lines += paragraph([(title, "bold"), rest + more], width)
    return lines + paragraph([(wording.capital(wording.progress(position)) + ".", "dim")], width)


def _is_left(position: Position) -> bool:
    return any(position.is_open(one.id) for one in position.tree.questions)


# The end of the short list


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
    rest = [one for one in position.tree.questions if wording.state_of(position, one) == "open"]
    if rest:
        said = f"Stop here, or go on? {wording.capital(wording.other(len(rest)))} {_takes(rest)}."
        lines += [BLANK, *paragraph(said, width)]
    return lines


def _takes(rest: list[Asked]) -> str:
    return f"take{'s' if len(rest) == 1 else ''} {wording.minutes(rest)}"


def _flag(rule: Rule, longest: int, width: int) -> list[Line]:
    if width < 60:
        return paragraph(f"{rule.kind}: {rule.say}", width, 2, 4)
    return flag(rule, longest, width)


# The end


def review(position: Position, assessment: Assessment, width: int) -> list[Line]:
    """Say that nothing is left to ask, and what to look at again."""
    lines = [BLANK, *paragraph([(all_done(position), "bold")], width)]
    given = wording.counts(position)
    if given["not asked"]:
        many = given["not asked"]
        verb = "was not asked, since another answer" if many == 1 else "were not asked, since other answers"
        lines += paragraph(
            f"{wording.capital(wording.in_words(many))} {verb} ruled {'it' if many == 1 else 'them'} out.", width
        )
    return [*lines, *(line for block in _looks(position, assessment, width) if block for line in (BLANK, *block))]


def all_done(position: Position) -> str:
    """Say how many questions are done, and how."""
    given = wording.counts(position)
    done, total = wording.done_of(given)
    told = listed(wording.told_counts({**given, "open": 0, "not asked": 0}))
    if given["open"]:
        return f"{done} of {total} questions are done: {told}."
    return f"All {done} questions are done: {told}."


_MOST: Final = 3


def _looks(position: Position, assessment: Assessment, width: int) -> Iterable[list[Line]]:
    still = [one.id for one in position.tree.questions if position.is_open(one.id)]
    waiting = [id for id, one in position.standings.items() if one.state == "unknown" and not one.is_asked]
    waiting = [id for id in waiting if not position.is_given(id)]
    yield _named(position, "Still open", still, width)
    if waiting:
        first = dict.fromkeys(i for id in waiting for i in position.waits_for(id) if position.is_asked(i))
        many = wording.capital(wording.count(len(waiting), "question"))
        verb = "waits" if len(waiting) == 1 else "wait"
        yield paragraph(f"{many} {verb} for your answer to {listed(first, most=4)}.", width)
    against = [rule for rule in flags(assessment) if rule.kind == "warning" and len(_read(rule, assessment)) > 1]
    if against:
        lines: list[Line] = [(("Answers to look at together", "bold"),)]
        for rule in against[:_MOST]:
            lines += paragraph(f"{rule.say} ({listed(_read(rule, assessment), most=4)})", width, 2, 4)
        yield lines + _more(len(against) - _MOST, width)
    stale = [one.id for one in position.tree.questions if position.is_given(one.id) and not position.is_asked(one.id)]
    yield _named(position, "Answered, and ruled out by another answer", stale, width)
    telling = ask_next(assessment)
    yield _named(position, "What would tell most, once you know", telling, width)
    bare = _without_evidence(position)
    if bare:
        answered = wording.counts(position)["answered"]
        with_it = sum(bool(one.evidence) for id, one in position.answers.answers.items() if one.value is not None)
        said = f"{with_it} of {answered} answers name evidence. The weightiest without any:"
        yield [*paragraph(said, width), *_ids(position, bare[:_MOST], width)]


def _named(position: Position, title: str, ids: list[str], width: int) -> list[Line]:
    if not ids:
        return []
    return [*paragraph([(title, "bold")], width), *_ids(position, ids[:_MOST], width), *_more(len(ids) - _MOST, width)]


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


def left(position: Position, file: str, words: Sequence[tuple[str, str]], is_cut: bool, width: int) -> list[Line]:
    """Say that all is saved, and how to go on; `is_cut` where a line was being typed."""
    said = f"Saved in {file}: {wording.progress(position, brief=True)}."
    said += " The line you were typing is not in it." if is_cut else ""
    return [BLANK, *paragraph(said, width), *hints(words, width)]


# The summary


def closing(assessment: Assessment, words: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Print the result of a finished interview: level, points, what matters most, a start for Monday."""
    tree, level = assessment.tree, assessment.level
    lines = [*paragraph([(cut(assessment.answers.name or "Your organisation", 200), "bold")], width), BLANK]
    if level is not None:
        title = wording.capital(wording.level_name(tree, level.point))
        lines += paragraph([(title, "bold"), wording.level_sentences(tree, level).removeprefix(title)], width)
    for id in tree.roots:
        value = assessment.values[id]
        if value is not None:
            label = wording.band_label(tree.node[id], value.point)
            said = f"{wording.title(tree, id)} {figure(tree, id, value)}." + (f" {label}." if label else "")
            lines += paragraph(said, width)
    matters, monday = _matters(assessment, width)
    lines += [BLANK, (("What matters most", "bold"),), *matters] if matters else []
    lines += [BLANK, *paragraph(f"A start for Monday: {monday}", width)] if monday else []
    said = "Answering differently is not being ready. The report says what else counts."
    return [*lines, BLANK, *paragraph(said, width), BLANK, *hints(words, width)]


def _matters(assessment: Assessment, width: int) -> tuple[list[Line], str]:
    """Say the way up where it is one answer or a few, then the dearest answers; with the first of them a first step."""
    tree, gains, level = assessment.tree, lost(assessment), assessment.level
    way = way_up(assessment, gains)
    lines: list[Line] = []
    ids: list[str] = []
    if way is not None and level is not None:
        ids = list(way.changes)
        one = len(ids) == 1
        takes = wording.TAKES[max(tree.asked[id].effort for id in ids)]
        said = f"{wording.capital(wording.count(len(ids), 'answer'))} {'leads' if one else 'together lead'} to "
        said += f"{wording.level_name(tree, way.to)}. {'It takes' if one else 'They take'} {takes}."
        lines += _numbered(1, said, width)
        for id in ids[:_MOST]:
            question = tree.asked[id].question
            lines += paragraph(question.text, width, 5)
            now = assessment.standings[id].value
            lines += paragraph(f"Now: {wording.answer(question, '' if now is None else now)}", width, 5, 10)
            lines += paragraph(f"Then: {wording.answer(question, way.changes[id])}", width, 5, 11)
        lines += paragraph(f"and {len(ids) - _MOST} more", width, 5) if len(ids) > _MOST else []
    deeds = [one for one in tree.questions if one.id in gains and one.role not in ("likelihood", "impact")]
    dear = [one for one in sorted(deeds, key=lambda one: -gains[one.id]) if one.id not in ids]
    first = 2 if lines else 1
    for i, deed in enumerate(dear[: _MOST + 1 - first], first):
        amount = shown(round(gains[deed.id]))
        said = f"{amount} point{'' if amount == '1.0' else 's'} at stake in one answer."
        lines += _numbered(i, f"{said} It takes {wording.TAKES[deed.effort]}.", width)
        lines += paragraph(deed.question.text, width, 5)
        value = assessment.standings[deed.id].value
        if value is not None:
            lines += paragraph(f"Now: {wording.answer(deed.question, value)}", width, 5, 10)
    steps = [tree.asked[id].question.step for id in (*ids, *(one.id for one in dear))]
    return lines, next((step for step in steps if step), "")


def _numbered(number: int, said: str, width: int) -> list[Line]:
    first, *rest = paragraph(said, width, 5)
    return [(piece(f"  {number}  {plain(first)[5:]}"),), *rest]
