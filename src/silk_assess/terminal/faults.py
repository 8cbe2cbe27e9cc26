"""Faults and warnings as a person reads them: where, what, what to do, with the line itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from silk_assess import escape
from silk_assess.exit_codes import OF_FILES, OF_USAGE
from silk_assess.faults import Fault, Place, Severity, Steps, listed
from silk_assess.tables.layout import letters
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import BLANK, TABLES_FROM, Line, Piece, Style, cells, paragraph, piece

# Said as plain sentences: nothing in a file is meant.
UNREAD: Final = OF_FILES | OF_USAGE


def fault_lines(faults: Iterable[Fault], width: int) -> list[Line]:
    """Print each fault with a blank line after it."""
    lines: list[Line] = []
    for one in faults:
        lines += _message(one, width) if one.code in UNREAD else _fault(one, width)
        lines.append(BLANK)
    return lines


def entry_lines(
    kinds: Iterable[Sequence[Fault]], width: int, again: Sequence[str], most: int | None = None
) -> list[Line]:
    """Print findings as `groups` put them together, each kind as one entry with at most so many of its places.

    `again` is the command that prints all places.
    """
    lines: list[Line] = []
    for group in kinds:
        if len(group) == 1:
            lines += fault_lines(group, width)
        else:
            lines += [*_entry(group, width, again, most), BLANK]
    return lines


def groups(faults: Iterable[Fault]) -> list[list[Fault]]:
    """Put findings of one kind together: what one remedy mends, and one sentence tells; in the order of the first."""
    found: dict[tuple[str, ...], list[Fault]] = {}
    for i, one in enumerate(faults):
        alone = (str(i),) if one.code in UNREAD or one.lines or one.command else ()
        # Of faults each sentence is needed to mend it, where none tells them all.
        said = one.together or (one.says if one.severity == "fault" else "")
        found.setdefault((one.code, one.severity, said, one.do, *alone), []).append(one)
    return list(found.values())


def _entry(group: Sequence[Fault], width: int, again: Sequence[str], most: int | None) -> list[Line]:
    """Print one kind of finding: what is wrong with all of them, where each stands, and one remedy."""
    first = group[0]
    head: list[str | Piece] = [(first.severity, _LOOKS[first.severity]), f": {_of_all(group)} [{first.code}]"]
    shown = [(_place(one), _about(one)) for one in group[:most]]
    lines = [*paragraph(head, width, 0, 3), *_places(shown, width)]
    if more := len(group) - len(shown):
        lines += paragraph([f"and {more:,} more:", (command(*again), "cyan")], width, 3, 5)
    return [*lines, *paragraph(first.do, width, 3)] if first.do else lines


def _of_all(group: Sequence[Fault]) -> str:
    """Say of all findings of a kind what is wrong: in their own words, or in those of the catalogue."""
    first = group[0]
    if first.together:
        return first.together.replace("{}", f"{len(group):,}", 1)
    if first.severity == "fault":
        return f"{first.says}, in {len(group):,} places"
    from silk_assess.faults.catalogue import CATALOGUE

    said = CATALOGUE[first.code].explains.removesuffix(".")
    return f"{said[:1].lower()}{said[1:]}, in {len(group):,} places"


def _about(fault: Fault) -> tuple[str, ...]:
    if fault.together or fault.severity == "fault":
        return fault.subject
    return (fault.says,)


def _places(shown: Sequence[tuple[str, tuple[str, ...]]], width: int) -> list[Line]:
    """Print a line for each place, and what it is about behind it, or below where there is no room."""
    columns = max(len(about) for _, about in shown)
    rows = [(place, *about, *("",) * (columns - len(about))) for place, about in shown]
    said = [[escape.terminal(part) for part in row] for row in rows]
    sizes = [max(cells(part) for part in column) for column in zip(*said, strict=True)]
    if width >= TABLES_FROM and 3 + sum(sizes) + 2 * (len(sizes) - 1) <= width:
        lines = [
            "  ".join(part + " " * (size - cells(part)) for part, size in zip(row, sizes, strict=True)) for row in said
        ]
        return [(("   ", ""), (line.rstrip(), "")) for line in lines]
    found: list[Line] = []
    for place, *about in said:
        found.append((("   ", ""), (place, "")))
        found += paragraph("  ".join(filter(None, about)), width, 5) if any(about) else []
    return found


def _place(fault: Fault) -> str:
    """Name a place as editors and terminals take it: file, line and column."""
    where = fault.where or Place(str(fault.path[0]))
    spots = [_in_sheet(where, fault.path)] if where.sheet else [str(one) for one in (where.line, where.column) if one]
    return ":".join([where.file, *spots])


def first_lines(faults: Sequence[Fault], width: int, most: int | None, again: Sequence[str]) -> list[Line]:
    """Print at most so many faults, then how many more there are, and the command `again` that prints them all."""
    lines = fault_lines(faults[:most], width)
    more = len(faults) - len(faults[:most])
    return [*lines, *and_more(more, again, width), BLANK] if more else lines


def and_more(more: int, again: Sequence[str], width: int) -> list[Line]:
    """Say how many faults were not printed, and by which command they are."""
    return paragraph([f"and {more:,} more:", (command(*again), "cyan")], width, 0, 2)


def messages(
    faults: Sequence[Fault], width: int, most: int | None = None, again: Sequence[str] = ("check", "--all")
) -> list[Line]:
    """Print faults to end a command with, at most so many: without the last blank line."""
    return first_lines(faults, width, most, again)[:-1]


def _message(fault: Fault, width: int) -> list[Line]:
    """Say what cannot be done, and what to do: in one line, or below it; the command to try stands last."""
    says = fault.says if fault.says.endswith((".", "?", ":")) else f"{fault.says}."
    together = paragraph(f"{says} {fault.do}", width)
    lines = together if len(together) == 1 else [*paragraph(says, width), *paragraph(fault.do, width, 2)]
    return [*lines, *_command(fault, 2, width)]


def _command(fault: Fault, indent: int, width: int) -> list[Line]:
    """Print the command to try, if there is one, on a line of its own."""
    return paragraph([(command(*fault.command), "cyan")], width, indent, indent + 2) if fault.command else []


_LOOKS: Final[Mapping[Severity, Style]] = {"fault": "red", "warning": "yellow", "note": "bold"}


def _fault(fault: Fault, width: int) -> list[Line]:
    where = fault.where or Place(str(fault.path[0]))
    look = _LOOKS[fault.severity]
    place = f"{_place(fault)}:"
    code = "" if where.text else f" [{fault.code}]"
    head: list[str | Piece] = [f"{place} ", (fault.severity, look), f": {fault.says}{code}"]
    lines = paragraph(head, width, 0, 3)
    if where.text:
        lines += [BLANK, *_source(where, fault.code, look, width)]
    lines += _listed(fault, width)
    if fault.do:
        lines += paragraph(fault.do, width, 3)
    return [*lines, *_command(fault, 3, width)]


def _in_sheet(where: Place, path: Steps) -> str:
    """Name a cell, or a row, as the "Go to" of a spreadsheet takes it."""
    sheet = where.sheet if re.fullmatch(r"[^\W\d]\w*", where.sheet) else "'" + where.sheet.replace("'", "''") + "'"
    if not where.line:
        return sheet
    column = path[1] if len(path) > 1 and isinstance(path[1], int) else None
    return f"{sheet}!{where.line}:{where.line}" if column is None else f"{sheet}!{letters(column)}{where.line}"


def _listed(fault: Fault, width: int) -> list[Line]:
    """List what a fault of several things is about, in columns where there is room."""
    sizes = [max(cells(escape.terminal(part)) for part in column) for column in zip(*fault.lines, strict=True)]
    if width < TABLES_FROM or sum(sizes) + 2 * len(sizes) > width:
        return [line for parts in fault.lines for line in paragraph(" ".join(filter(None, parts)), width, 3, 5)]
    lines: list[Line] = []
    for parts in fault.lines:
        said = [escape.terminal(part) for part in parts]
        text = "  ".join(part + " " * (size - cells(part)) for part, size in zip(said, sizes, strict=True))
        lines.append((piece(f"   {text}".rstrip()),))
    return lines


def _source(where: Place, code: str, look: Style, width: int) -> list[Line]:
    """Show the line with its number, cut around the place, and the caret under what is meant."""
    gutter = max(len(str(where.line)), 5)
    room = width - gutter - 3
    start = where.column - 1
    before, meant, after = (
        escape.terminal(part)
        for part in (
            where.text[:start],
            where.text[start : start + where.width],
            where.text[start + where.width :],
        )
    )
    meant, after = (meant, after) if meant else (after[:1], after[1:])
    before, meant, after = _around(before, meant, after, room)
    column, name = cells(before), f" [{code}]"
    caret = "^" * min(max(cells(meant), 1), max(room - column - len(name), 3))
    shown: Line = (piece(f"{where.line:>{gutter}} | {before}{meant}{after}"),)
    below = (piece(f"{'':>{gutter}} | {' ' * column}"), piece(caret, look))
    if column + len(caret) + len(name) > room:  # no room beside the caret
        return [shown, below, (piece(f"{'':>{gutter}} |{name}"),)]
    return [shown, (*below, piece(name))]


def _around(before: str, meant: str, after: str, room: int) -> tuple[str, str, str]:
    """Cut a line that is too long: first behind the place, then before it, then the place itself.

    >>> _around("a" * 40, "bbb", "c" * 40, 20)
    ('...aaaaaaa', 'bbb', 'cccc...')
    """
    if cells(before + meant + after) <= room:
        return before, meant, after
    most = max(room // 2, 8)
    if cells(before) > most:
        before = "..." + _tail(before, most - 3)
    left = room - cells(before)
    if cells(meant) > left:
        return before, _start(meant, left - 3) + "...", ""
    left -= cells(meant)
    if cells(after) > left:
        kept = _start(after, left - 3)
        after = kept + "..." if left >= 3 else ""
    return before, meant, after


def _start(text: str, width: int) -> str:
    while cells(text) > max(width, 0):
        text = text[: max(width, 0)] if len(text) > width else text[:-1]
    return text


def _tail(text: str, width: int) -> str:
    return _start(text[::-1], width)[::-1]


# Summaries


def tally(faults: Sequence[Fault]) -> str:
    """Count faults, warnings and notes: "2 faults and 1 warning".

    >>> tally([Fault(("a",), "", "", "x"), Fault(("a",), "", "", "y", severity="warning")])
    '1 fault and 1 warning'
    """
    found = []
    for word in ("fault", "warning", "note"):
        number = sum(one.severity == word for one in faults)
        if number:
            found.append(f"{number} {word}{'' if number == 1 else 's'}")
    return listed(found)


def files_of(faults: Iterable[Fault]) -> str:
    """Name the files that faults stand in."""
    return listed(dict.fromkeys(one.where.file if one.where else str(one.path[0]) for one in faults), most=3)


def ending(
    faults: Sequence[Fault], width: int, most: int | None = None, again: Sequence[str] = ("check", "--all")
) -> list[Line]:
    """Print the faults that end a command, at most so many, and count those in files."""
    lines = first_lines(faults, width, most, again)
    told = [one for one in faults if one.code not in UNREAD]
    return [*lines, *paragraph(f"{tally(told)} in {files_of(told)}.", width)] if told else lines[:-1]
