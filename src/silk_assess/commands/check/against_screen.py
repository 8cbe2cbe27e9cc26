"""What `check NEW --against OLD` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from silk_assess.commands.check.against import Against
from silk_assess.exact import decimal
from silk_assess.faults import listed, quoted
from silk_assess.terminal.faults import fault_lines
from silk_assess.terminal.layout import BLANK, TABLES_FROM, Line, paragraph
from silk_assess.wording.numbers import in_figures
from silk_assess.years.versions import Aspect, LevelMoved, Lost, Moved, Why, Words

_MOST: Final = 12


def against_lines(found: Against, width: int, shows_all: bool = False) -> list[Line]:
    """Print what a new version does to old answers; faults of its version stand alone."""
    if found.faults:
        return fault_lines(found.faults, width)[:-1]
    head, before = found.difference.new.pack.head, found.difference.old.pack.head
    title = f"{head.id} {head.version} against {before.id} {before.version}"
    if found.is_unchanged:
        return paragraph(f"{title}: nothing changed.", width)
    lines = [*paragraph(f"{title}: what it does to old answers", width), BLANK]
    for name, told in _blocks(found):
        if told:
            lines += _block(name, told if shows_all else _shortened(told), width)
    return [*lines, BLANK, *paragraph(_ending(found), width)]


def _blocks(found: Against) -> list[tuple[str, list[str]]]:
    change = found.difference
    kept = [f"{in_figures(len(change.kept), 'question')}, with their points"] if change.kept else []
    return [
        ("Kept", kept),
        ("Renamed", [f"{old}, which is {new} now" for old, new in change.renamed]),
        ("Lost", [_lost(one) for one in change.lost]),
        ("New", [f"{id}, which is open in old files" for id in change.added]),
        ("Points", [_moved(one) for one in change.moved]),
        ("Words", [_words(one) for one in change.words]),
        ("Levels", [_level(one) for one in change.levels]),
    ]


def _shortened(told: Sequence[str]) -> list[str]:
    more = len(told) - _MOST
    return [*told[:_MOST], f"and {more} more: --all shows them"] if more > 0 else list(told)


def _block(name: str, told: Iterable[str], width: int) -> list[Line]:
    """Set a word and behind it what belongs to it, or below it where there is no room."""
    lines: list[Line] = []
    if width < TABLES_FROM:
        lines += paragraph(name, width)
        return [*lines, *(line for one in told for line in paragraph(one, width, 2, 4))]
    for i, one in enumerate(told):
        first, *rest = paragraph(one, width - 10)
        begin = f"{name:<10}" if not i else " " * 10
        lines += [((begin, ""), *first), *(((" " * 10, ""), *line) for line in rest)]
    return lines


def _lost(lost: Lost) -> str:
    match lost.why:
        case Why.GONE:
            return f"{lost.id}. Answers to it stay in their files and do not count."
        case Why.OTHER_TYPE:
            return f"{lost.id}, which is a question of another type now."
        case Why.OTHER_MEANING:
            return f"{lost.id}, which means something else now (meaning_since); it is asked anew."
        case Why.OPTION_GONE:
            many = "the answers" if len(lost.options) > 1 else "the answer"
            return f"{lost.id}: {many} {listed(lost.options)}, which {'are' if len(lost.options) > 1 else 'is'} gone."
        case Why.BEYOND_LIMITS:
            return f"{lost.id}: answers beyond its new limits."
        case Why.MUST_APPLY:
            return f'{lost.id}: "does not apply", which may not be said any more.'


def _moved(moved: Moved) -> str:
    old: Any = moved.old
    new: Any = moved.new
    match moved.aspect:
        case Aspect.OPTION:
            return f"{moved.id}: {moved.option} gives {decimal(new)} now, before {decimal(old)}"
        case Aspect.PARTS:
            return f"{moved.id} rests on {_parts(new)} now, before on {_parts(old)}"
        case Aspect.RULE:
            return f"{moved.id} adds up by {new} now, before by {old}"
        case Aspect.SCORED:
            return f"{moved.id} {'has points now, and had none' if new else 'has no points now, and had some'}"
        case Aspect.GOALPOSTS:
            return f"{moved.id}: other goalposts, {_goalposts(new)} now, before {_goalposts(old)}"
        case Aspect.ASKED:
            return f"{moved.id} is asked under another condition"
        case Aspect.GATES:
            return f"{moved.id} has other gates"
        case Aspect.SCALE:
            return f"{moved.id}: the scale is {decimal(new)} now, before {decimal(old)}"
        case Aspect.COVERAGE:
            return f"{moved.id}: min_coverage is {decimal(new)} now, before {decimal(old)}"
        case Aspect.KAPPA:
            return f"{moved.id}: kappa is {decimal(new)} now, before {decimal(old)}"


def _parts(parts: Sequence[tuple[str, int]]) -> str:
    return listed((f"{id} ({decimal(weight)})" for id, weight in parts), most=6) or "nothing"


def _goalposts(ends: tuple[int, int] | None) -> str:
    return "none" if ends is None else f"from {decimal(ends[0])} to {decimal(ends[1])}"


def _words(words: Words) -> str:
    old, new = quoted(words.old, 60), quoted(words.new, 60)
    where = f'the label of "{words.option}"' if words.option else "it"
    return f"{words.id}: {where} reads {new} now, before {old}"


def _level(level: LevelMoved) -> str:
    if level.old is None:
        return f"{level.id} is new: it needs {_needs(level.new)}"
    if level.new is None:
        return f"{level.id} is gone; it needed {_needs(level.old)}"
    return f"{level.id} needs {_needs(level.new)} now, before {_needs(level.old)}"


def _needs(needs: Sequence[tuple[str, int]] | None) -> str:
    return listed((f"{id} {decimal(need)}" for id, need in needs or ()), most=8) or "nothing"


def _ending(found: Against) -> str:
    change = found.difference
    levels = "" if change.levels else "No levels were changed. "
    files = f"Files of {change.old.pack.head.version} are read"
    return f"{levels}{files}{', each with a list of what does not fit' if change.lost else ' as they are'}."
