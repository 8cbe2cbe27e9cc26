"""What `verify` prints."""

from __future__ import annotations

from typing import Final, assert_never

from silk_assess import __version__
from silk_assess.commands.verify.command import ByAnother, Changed, Moved, OtherQuestionnaire, Same, Verified
from silk_assess.commands.verify.difference import Difference, How, Part
from silk_assess.faults import shortened
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assessment import Assessment
from silk_assess.terminal.commands import command
from silk_assess.terminal.layout import TABLES_FROM, Line, Row, cut, joined, paragraph, piece, table
from silk_assess.wording import names
from silk_assess.wording.commands import with_pack
from silk_assess.wording.numbers import capital, count, plural

_DRAWN: Final = "drawn.html"
# So many letters of a line are shown before the first that differs.
_BEFORE: Final = 20
_MOST_SHOWN: Final = 100
# What a stranger's data may make us say.
_MOST_OF_A_WORD: Final = 40
_MOST_ROWS: Final = 60


def verified(done: Verified, width: int) -> list[Line]:
    """Say what came of drawing a report again; each bad end names what to do."""
    match done.found:
        case Same():
            return _same(done, width)
        case Changed() as found:
            return _changed(done, found, width)
        case ByAnother() as found:
            return _by_another(done, found, width)
        case OtherQuestionnaire(here):
            return _other_questionnaire(done, here, width)
        case other:
            assert_never(other)


def _same(done: Verified, width: int) -> list[Line]:
    assert done.again is not None
    said = f"{done.file} is what silk-assess {__version__} draws from the answers inside it, letter for letter."
    return paragraph(f"{said} {_whose(done.again.assessment)}.", width)


def _whose(assessment: Assessment) -> str:
    """Name the organisation, the questionnaire and the level."""
    head, level = assessment.tree.pack.head, assessment.level
    parts = [assessment.answers.name or names.NAMELESS, f"{head.id} {head.version}"]
    parts += [] if level is None else [names.level_name(assessment.tree, level.point)]
    return ", ".join(parts)


# Changed


def _changed(done: Verified, found: Changed, width: int) -> list[Line]:
    first = found.first
    return joined(
        [
            paragraph(f"{done.file} was changed after it was drawn{_as_a_whole(first)}.", width),
            _where(first, width) if first.how is How.IN_A_LINE else [],
            [*paragraph(_what_of_the_answers(found), width), *_draw(done, width)],
        ]
    )


def _what_of_the_answers(found: Changed) -> str:
    """Say whether the answers inside were changed too, as far as that can be told."""
    if found.first.how is How.CUT_OFF:
        return "Drawn whole from the answers inside it:"
    if found.only_page or found.first.how is not How.IN_A_LINE:
        return "The answers inside it were not changed. Drawn from them again:"
    return "Whether the page was changed, or the answers inside it, cannot be told. Drawn from these answers:"


def _as_a_whole(first: Difference) -> str:
    """Say how the whole file differs, where it is that."""
    match first.how:
        case How.LINE_ENDS:
            return ": its lines end as on Windows (CRLF), and nothing else differs"
        case How.MARK_BEFORE:
            return ": a byte order mark (BOM) stands before it, and nothing else differs"
        case How.CUT_OFF:
            return f": it is cut off in line {first.line}, and so far nothing differs"
        case How.MORE_BEHIND:
            return f": something stands behind its end, from line {first.line} on, and nothing else differs"
        case How.IN_A_LINE:
            return ""
        case other:
            assert_never(other)


def _where(first: Difference, width: int) -> list[Line]:
    at = {
        Part.HEAD: "in the head of the page",
        Part.PAGE: f"under “{first.under}”" if first.under else "",
        Part.DATA: "in the data that it is drawn from",
        Part.LAST_LINE: "in the digest at its end",
    }[first.part]
    lines: list[Line] = []
    for where, side, line in ((f"line {first.line}", "in the file", first.there), ("", "drawn", first.drawn)):
        head = f"  {where:<{len(f'line {first.line}')}}  {side:<11}  "
        if width < TABLES_FROM:
            lines += paragraph(f"{where}, {side}:" if where else f"{side}:", width, 2)
            head = "    "
        lines.append((piece(head), piece(cut(_around(line, first.column), width - len(head)))))
    return [*lines, *(paragraph(f"{capital(at)}.", width, 2) if at else [])]


def _around(line: str, column: int) -> str:
    """Show a line from a little before a letter on."""
    start = max(column - _BEFORE, 0)
    return ("..." if start else "") + line[start : start + _MOST_SHOWN] or "(nothing)"


def _draw(done: Verified, width: int) -> list[Line]:
    words = ("verify", done.file, "-o", _DRAWN, *with_pack(done.pack))
    return paragraph([(command(*words), "cyan")], width, 2, 4)


# Drawn by another program, or with another questionnaire


def _by_another(done: Verified, found: ByAnother, width: int) -> list[Line]:
    assert done.again is not None
    theirs, tree = shortened(done.inside.program, _MOST_OF_A_WORD), done.again.assessment.tree
    said = f"{done.file} was drawn by silk-assess {theirs}, and this is {__version__}."
    if found.is_sealed:
        said += " The two may draw other pages, so the pages were not compared."
    else:
        said += (
            " It was changed after that, by its last line; where cannot be told, since the two may draw other pages."
        )
    rest = [*paragraph("Drawn by this one:", width), *_draw(done, width)] if found.moved or not found.is_sealed else []
    return joined([paragraph(f"{said} {_result(done, found)}", width), _figures(tree, found, width), rest])


def _result(done: Verified, found: ByAnother) -> str:
    """Say what the result was made of, and whether it is the same now."""
    result = done.inside.result
    others = len([id for id in result.nodes if id != "index"])
    parts = [*(["level"] if result.level else []), *(["all together"] if "index" in result.nodes else [])]
    parts.append(count(others, "part or risk", "parts and risks"))
    said = f"The result in it was: {', '.join(parts)}."
    if not found.moved:
        return f"{said} Scored again from the answers inside, all are the same."
    many = len(found.moved)
    return f"{said} Scored again from the answers inside, {many} {plural(many, 'is another one', 'are other ones')}:"


def _figures(tree: Tree, found: ByAnother, width: int) -> list[Line]:
    rows = []
    for one in found.moved[:_MOST_ROWS]:
        title = _title(tree, one)
        cells = (title, _said(one.was), _said(one.now))
        rows.append(Row(cells, f"{title}: {cells[1]}, now {cells[2]}", 2))
    more = len(found.moved) - len(rows)
    lines = table(("", "in the file", "now"), rows, width) if rows else []
    return [*lines, *(paragraph(f"and {more:,} more.", width, 2) if more else [])]


def _title(tree: Tree, one: Moved) -> str:
    if one.node is None:
        return "Level"
    return names.title(tree, one.node) if one.node in tree.node else shortened(one.node, _MOST_OF_A_WORD)


def _said(figures: tuple[str, ...]) -> str:
    """Say a figure with its range: point, low and high."""
    if len(figures) != 3:
        return "not there"
    point, low, high = (shortened(size, _MOST_OF_A_WORD) for size in figures)
    return point if point == low == high else f"{point}, {low} to {high}"


def _other_questionnaire(done: Verified, here: Tree | None, width: int) -> list[Line]:
    named = done.inside.questionnaire
    theirs = f"{named.id} {shortened(named.version, _MOST_OF_A_WORD)}"
    words = ("verify", done.file, "--pack", "FOLDER")
    if here is None:
        said = f"{done.file} was drawn with the questionnaire {theirs}, which does not come with this program."
    elif (here.pack.head.id, here.pack.head.version) == (named.id, named.version):
        said = f"{done.file} was drawn with another questionnaire than {theirs}: {theirs}, but not the same files."
    else:
        ours = f"{here.pack.head.id} {here.pack.head.version}"
        said = f"{done.file} was drawn with another questionnaire than {ours}: {theirs}."
    lines = paragraph(f"{said} Name the one it was drawn with:", width)
    return [*lines, *paragraph([(command(*words), "cyan")], width, 2, 4)]
