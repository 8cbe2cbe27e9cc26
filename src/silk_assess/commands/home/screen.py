"""What `silk-assess` alone prints: what it is, the answer files here, and the next step.

Light on purpose: nothing here loads the engine, so that an empty folder is greeted at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from silk_assess.faults import listed
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import BLANK, TABLES_FROM, Line, cells, cut, hints, paragraph, piece
from silk_assess.wording.dates import moment
from silk_assess.wording.numbers import in_figures, plural


@dataclass(frozen=True, slots=True)
class Found:
    """An answer file in this folder: who it is of, when it was saved, and how far it is.

    `faults` counts what keeps it from being read; then the figures are 0. `left` is the time
    that the open questions take, in words, empty where none is open.
    """

    name: str
    organisation: str
    saved: datetime
    done: int
    total: int
    left: str
    faults: int


def welcome(
    found: Sequence[Found], more: int, others: Sequence[str], width: int, links: Sequence[str] = ()
) -> list[Line]:
    """Greet: with an introduction where there are no answer files, else with their progress.

    `more` counts answer files that are not shown; `others` names further questionnaires, `links`
    those that lead to answer files elsewhere.
    """
    lines = [BLANK, *(_files(found, more, width) if found else _introduction(width))]
    if links:
        said = plural(len(links), "A link to an answer file is", "Links to answer files are")
        lines += [BLANK, *paragraph(f"{said} here, to be named where it is meant: {listed(links)}.", width)]
    if others:
        said = plural(len(others), "Another questionnaire is", "Other questionnaires are")
        lines += [BLANK, *paragraph(f"{said} here for --pack: {listed(others)}.", width)]
    return [*lines, BLANK, *_next(found, width)]


def _introduction(width: int) -> list[Line]:
    return [
        *paragraph([("How ready is your organisation to work across borders?", "bold")], width),
        *paragraph("For cooperatives, mutuals, associations, foundations and social enterprises.", width),
        *paragraph("Nothing you type leaves this computer.", width),
        BLANK,
        *paragraph("There are no answer files in this folder yet.", width),
    ]


def _files(found: Sequence[Found], more: int, width: int) -> list[Line]:
    many = len(found) + more
    said = f"{plural(many, 'One answer file', f'{many} answer files')} in this folder"
    lines = paragraph([(f"{said}, the last saved first:" if many > 1 else f"{said}:", "bold")], width)
    lines.append(BLANK)
    start = min(max(cells(piece(one.name)[0]) for one in found) + 6, 30)
    for one in found:
        text = _progress(one)
        if width < TABLES_FROM or cells(piece(one.name)[0]) + 6 > start:
            lines.append((piece("  "), piece(one.name, "bold")))
            lines += [line for said in text for line in paragraph(said, width, 4, 6)]
            continue
        body = [line for said in text for line in paragraph(said, width, start)]
        gap = " " * (start - 2 - cells(piece(one.name)[0]))
        lines.append((piece("  "), piece(one.name, "bold"), piece(gap + body[0][0][0][start:])))
        lines += body[1:]
    if more:
        lines += paragraph([f"and {more} more: ", (command("batch", ".", "-o", "out"), "cyan")], width, 2)
    return lines


def _progress(one: Found) -> list[str]:
    if one.faults:
        return [f"{in_figures(one.faults, 'fault')}: {command('check', one.name)}"]
    name = cut(one.organisation or "without a name", 40)
    left = f", {one.left} left" if one.left else ""
    return [f"{name}, saved {moment(one.saved)}", f"{one.done} of {one.total} done{left}"]


def _next(found: Sequence[Found], width: int) -> list[Line]:
    readable = [one for one in found if not one.faults]
    rest = ("All commands", command("--help"))
    if not readable:
        example = ("See a finished example", command("demo"))
        if not found:
            short = ("Answer a dozen questions", command("ask", "co-op.yaml", "--short"))
            return hints([example, short, ("Answer all of them", command("ask", "co-op.yaml")), rest], width)
        faults = plural(len(found), "See its faults", "See the faults")
        return hints([(faults, _check(found)), example, rest], width)
    one = readable[0]
    ask, report = command("ask", one.name), ("Draw the report", command("report", one.name))
    if one.left:
        return hints([("Go on answering", ask), _score(one), rest], width)
    why = ("See where it comes from", command("why", one.name))
    return hints([report, _score(one), why, ("Change an answer", ask), rest], width)


def _check(found: Sequence[Found]) -> str:
    return command("check", *(one.name for one in found[:3]))


def _score(one: Found) -> tuple[str, str]:
    return ("See the range so far" if one.left else "See the result", command("score", one.name))
