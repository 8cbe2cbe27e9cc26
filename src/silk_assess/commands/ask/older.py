"""The answers of an older file, for a sitting that confirms them one by one; that file is only read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from silk_assess.answers.model import Answers
from silk_assess.commands.compare.command import old_tree, see_questionnaire
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import answer_files
from silk_assess.interview.position import Older, Position
from silk_assess.questionnaire.tree import Tree
from silk_assess.terminal.layout import BLANK, Line, cut, paragraph
from silk_assess.wording import numbers, progress, years
from silk_assess.wording.dates import day
from silk_assess.years.known import held, same


def read(old: Path, new: Path, tree: Tree) -> Older:
    """Read an older file as this version of the questionnaire does.

    Raises SilkError with every fault of it, or where it is the file that is answered.
    """
    if os.path.realpath(old) == os.path.realpath(new):
        says = f"{old} is the file that is answered, and cannot be taken over from"
        do, command = "Name the older file, or go through this one again:", ("ask", str(new), "--again")
        raise SilkError(Fault(("ask",), says, do, Code.USAGE, command=command))
    see_questionnaire(old, new, tree)
    given = answer_files.load_answers(old, tree)
    date = "" if given.answered is None else given.answered.date or ""
    return Older(given, date, _unfit(old, given, tree))


def _unfit(old: Path, given: Answers, tree: Tree) -> dict[str, str]:
    """Say what does not fit any more in the words of its own version, where that is at hand."""
    then = old_tree(given, tree, old, None) if given.unfit else None
    own = None if then is None else answer_files.load_answers(old, then)
    found = {}
    for key, raw in given.unfit.items():
        id = tree.renamed.now(key)
        if id not in tree.asked:
            continue
        if then is not None and own is not None and key in then.asked:
            found[id] = years.answer(then.asked[key].question, held(own, key))
        else:
            found[id] = _plain(raw)
    return found


def _plain(raw: Any) -> str:
    value = raw.get("value", "") if isinstance(raw, dict) else raw
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def told(position: Position, file: str, is_new: bool, width: int) -> list[Line]:
    """Say whose answers are shown, that none counts before it is confirmed, and what does not fit any more."""
    older = position.older
    assert older is not None
    given, head = older.answers, position.tree.pack.head
    of = f" of {day(older.day)}" if older.day else f" of {file}"
    name = f"{cut(given.name, 60)}. " if given.name and is_new else ""
    said = (
        f"{name}The answers{of} are shown one by one. Nothing counts before you confirm it, and {file} stays as it is."
    )
    lines = [BLANK, *paragraph(said, width)]
    fit = len(given.answers) + len(given.profile) + (given.name is not None)
    whole = fit + len(given.unfit)
    lines += paragraph(f"{fit} of {whole} fit this questionnaire, version {head.version}.", width)
    gone = [key for key in given.unfit if position.tree.renamed.now(key) not in position.tree.asked]
    if older.unfit:
        lines += paragraph(f"Asked anew: {', '.join(older.unfit)}.", width, 2, 4)
    if gone:
        lines += paragraph(f"No longer asked: {', '.join(gone)}.", width, 2, 4)
    left = progress.time_left(position)
    if is_new and left:
        lines += paragraph(f"{numbers.capital(left)}. You can leave with q at any time.", width)
    return lines


def so_far(position: Position) -> str:
    """Count what is as before, what is other, and what still waits to be confirmed; nothing without an older file."""
    older = position.older
    if older is None:
        return ""
    as_before = other = unknown = waiting = 0
    for id in position.in_sections:
        then, now = held(older.answers, id), held(position.answers, id)
        if not position.is_given(id):
            waiting += position.older_answer(id) is not None and position.is_asked(id)
        elif then.unknown == now.unknown and same(then, now):
            as_before += 1
        else:
            unknown += now.unknown
            other += not now.unknown
    said = f"{as_before} as before, {other} other, {unknown} no longer known."
    return said + (f" {numbers.in_figures(waiting, 'waits', 'wait')} to be confirmed." if waiting else "")
