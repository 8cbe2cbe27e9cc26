"""Lines of a screen: styled pieces, words that wrap, tables that become lines where there is no room.

Everything that is printed passes `escape.terminal` here, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import combining, east_asian_width

from silk_assess import escape

Style = Literal["", "bold", "dim", "red", "yellow", "cyan"]
Piece = tuple[str, Style]
Line = tuple[Piece, ...]

WIDEST: Final = 80
NARROWEST: Final = 40
TABLES_FROM: Final = 60
BLANK: Final[Line] = ()
# No id and no sensible path is as long; a word beyond this is nobody's to paste and may be split.
_LONGEST_WORD: Final = 300


def cells(text: str) -> int:
    """Count the columns that a text takes: two for wide letters, none for what stands on another.

    >>> cells("co-op"), cells("하늘"), cells("e\\u0301")
    (5, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(0 if combining(letter) else 1 + (east_asian_width(letter) in "WF") for letter in text)


def cut(text: str, width: int) -> str:
    """Cut a text at a width and close it with "...".

    >>> cut("Haneul Works", 9), cut("Haneul", 9)
    ('Haneul...', 'Haneul')
    """
    said = escape.terminal(text)
    return said if cells(said) <= width else _head(said, max(width - 3, 1)) + "..."


def _head(text: str, width: int) -> str:
    """Give the longest beginning that fits."""
    used = 0
    for i, letter in enumerate(text):
        used += cells(letter)
        if used > width:
            return text[:i]
    return text


def piece(text: str, style: Style = "") -> Piece:
    """Make a piece of a line; here foreign text is made safe."""
    return escape.terminal(text), style


def plain(line: Line) -> str:
    """Give a line without its styles."""
    return "".join(text for text, _ in line)


# Paragraphs


def paragraph(
    content: str | Iterable[str | Piece], width: int, indent: int = 0, hang: int | None = None, style: Style = ""
) -> list[Line]:
    """Wrap words at a width, the first line at `indent`, the others at `hang` (or under the first).

    A cyan piece is a command: it stays in one piece, on a line of its own if need be. Nothing
    else is cut either, but letters of scripts without blanks, and words that are no words.
    """
    given = [content] if isinstance(content, str) else list(content)
    pieces = [piece(one, style) if isinstance(one, str) else piece(*one) for one in given]
    under = indent if hang is None else hang
    lines: list[list[Piece]] = [[(" " * indent, "")] if indent else []]
    used, is_start = indent, True
    for word, look, glued in _words(pieces, width - under):
        size = cells(word)
        if not is_start and not glued and used + 1 + size > width:
            lines.append([(" " * under, "")] if under else [])
            used, is_start = under, True
        if not is_start and not glued:
            lines[-1].append((" ", ""))
            used += 1
        lines[-1].append((word, look))
        used, is_start = used + size, False
    return [_joined(line) for line in lines]


def _words(pieces: Sequence[Piece], room: int) -> Iterable[tuple[str, Style, bool]]:
    """Split pieces at blanks; a word that follows another without a blank between is glued to it."""
    glued = False
    for text, look in pieces:
        if look == "cyan":
            yield text.strip(" "), look, False
            glued = False
            continue
        for i, part in enumerate(text.split(" ")):
            glued = glued and i == 0
            for j, bit in enumerate(_bits(part, room) if part else ()):
                yield bit, look, glued and j == 0
                glued = True


def _bits(word: str, room: int) -> Iterable[str]:
    size = cells(word)
    if size <= room or (size == len(word) and size <= _LONGEST_WORD):
        return [word]
    bits = []
    while word:
        bits.append(_head(word, room) or word[:1])
        word = word[len(bits[-1]) :]
    return bits


def _joined(pieces: Sequence[Piece]) -> Line:
    """Join neighbours of one style, a blank between two of a style included."""
    found: list[Piece] = []
    for i, (text, look) in enumerate(pieces):
        if text == " " and found and i + 1 < len(pieces) and found[-1][1] == pieces[i + 1][1]:
            look = found[-1][1]
        if found and found[-1][1] == look:
            found[-1] = (found[-1][0] + text, look)
        elif text:
            found.append((text, look))
    return tuple(found)


def with_plain_blanks(lines: Iterable[Line]) -> list[Line]:
    """Turn the blanks that held a number and its label together into plain ones, once lines are wrapped."""
    return [tuple((text.replace("\u00a0", " "), style) for text, style in line) for line in lines]


def with_plain_signs(text: str) -> str:
    """Write what a page writes with signs of its own: a terminal's font may have none of them."""
    return text.replace("−", "-").replace("’", "'")


def heading(text: str, aside: str, width: int) -> list[Line]:
    """Print a bold heading with something dim at the right edge, or below it where there is no room."""
    title, note = escape.terminal(text), escape.terminal(aside)
    room = width - cells(title) - cells(note)
    if not note:
        return paragraph(title, width, 0, 2, "bold")
    if room >= 2:
        return [((title, "bold"), (" " * room, ""), (note, "dim"))]
    return [*paragraph(title, width, 0, 2, "bold"), ((" " * 2, ""), (note, "dim"))]


def hints(pairs: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Print what to type next: a label with its colon, and the command behind it or below it."""
    longest = max((cells(label) for label, _ in pairs), default=0) + 2
    fits = all(longest + cells(escape.terminal(command)) <= width for _, command in pairs)
    lines: list[Line] = []
    for label, command in pairs:
        if fits:
            lines.append((piece(label + ":" + " " * (longest - cells(label) - 1)), piece(command, "cyan")))
        else:
            lines += [(piece(label + ":"),), (("  ", ""), piece(command, "cyan"))]
    return lines


def joined(blocks: Sequence[Sequence[Line]]) -> list[Line]:
    """Set a blank line between blocks that hold something."""
    lines: list[Line] = []
    for block in blocks:
        if block:
            lines += [BLANK, *block] if lines else block
    return lines


# Tables


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    With fewer `cells` than the table has columns, the first runs across. `said` is the same in
    sentences, for a screen without room for columns, each line of it but the first indented;
    empty, it is left out there. A row without any text is a blank line.
    """

    cells: tuple[str, ...]
    said: str
    indent: int = 0
    style: Style = ""


def table(
    head: Sequence[str], rows: Sequence[Row], width: int, right: Sequence[int] = (), is_titled: bool = False
) -> list[Line]:
    """Set rows in columns, the first as wide as there is room; columns of `right` end together.

    Below 60 columns, or where the first column would have no room, each row is a sentence.
    Columns that are empty in every row are left out. Where no line of heads stands above, the
    head of the first column does so alone if it `is_titled`.
    """
    title = paragraph([(head[0], "bold")], width) if is_titled else []
    full = [row for row in rows if len(row.cells) == len(head)]
    used = [k for k in range(1, len(head)) if any(row.cells[k] for row in full)]
    last = used[-1] if used else 0
    sizes = {k: max(cells(escape.terminal(text)) for text in (head[k], *(row.cells[k] for row in full))) for k in used}
    first = max((row.indent + cells(escape.terminal(row.cells[0])) for row in full), default=0)
    first = max(first, cells(head[0]))
    if last and last not in right and first + sum(size + 2 for size in sizes.values()) > width:
        sizes[last] = min(sizes[last], 24)
    room = min(first, width - sum(size + 2 for size in sizes.values()))
    if width < TABLES_FROM or (full and room < min(first, 24)):
        return [*title, *(line for row in rows if row.said or not any(row.cells) for line in _as_sentence(row, width))]
    lines = title
    if any(head[k] for k in used):
        lines = [_set(piece(head[0], "bold"), [(head[k], sizes[k], k in right) for k in used], room)]
    for row in rows:
        if len(row.cells) < len(head):
            across = paragraph(row.cells[0], width, row.indent, row.indent + 2, row.style)
            lines += across if row.cells[0] else [BLANK]
            continue
        lines += _row(row, [(k, sizes[k], k in right) for k in used], room, width)
    return lines


def _as_sentence(row: Row, width: int) -> list[Line]:
    if not row.said:
        return [BLANK]
    first, *more = row.said.split("\n")
    lines = paragraph([(first, row.style)], width, row.indent, row.indent + 2)
    return lines + [line for said in more for line in paragraph(said, width, row.indent + 2, row.indent + 4)]


def _row(row: Row, columns: Sequence[tuple[int, int, bool]], room: int, width: int) -> list[Line]:
    """Set one row; a long first cell wraps above the figures, which stand in its last line."""
    titles = paragraph(row.cells[0], room, row.indent, row.indent + 2, row.style)
    *above, title = titles
    tail: list[Line] = []
    content = []
    for k, size, is_right in columns:
        text = escape.terminal(row.cells[k])
        if cells(text) > size:
            first, *rest = paragraph(text, size)
            start = room + sum(other + 2 for i, other, _ in columns if i < k) + 2
            tail += [((" " * start, ""), *line) for line in rest]
            text = plain(first)
        content.append((text, size, is_right))
    return [*above, _set_line(title, content, room), *tail]


def _set(first: Piece, content: Sequence[tuple[str, int, bool]], room: int) -> Line:
    return _set_line((first,) if first[0] else (), content, room)


def _set_line(title: Line, content: Sequence[tuple[str, int, bool]], room: int) -> Line:
    text = " " * (room - cells(plain(title)))
    for said, size, is_right in content:
        blank = " " * (size - cells(said))
        text += "  " + (blank + said if is_right else said + blank)
    return _joined([*title, (text.rstrip(), "")])
