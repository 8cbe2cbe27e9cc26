"""The only doors for foreign text: names, notes, evidence and questionnaire texts leave through here.

What a reader could not see, or what would turn letters round, is shown as an escape such as
`\\u202e` and never sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

# C0 and C1 without tab and line end, bidi marks, embeddings and isolates, zero-width and tag characters.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_JOINERS: Final = re.compile("(?<=[^\x00-\u02ff\u2000-\u206f])[\u200c\u200d](?=[^\x00-\u02ff\u2000-\u206f])")


def visible(text: str) -> str:
    """Show every character that cannot be seen as an escape.

    Joiners between letters of scripts (or parts of pictures) that need them stay.

    >>> visible("a\\x1b[2J\\u202eb")
    'a\\\\x1b[2J\\\\u202eb'
    """
    kept = {match.start() for match in _JOINERS.finditer(text)}
    return _UNSEEN.sub(lambda match: match.group() if match.start() in kept else _escaped(match.group()), text)


def unseen_left_out(text: str) -> str:
    """Leave out what `visible` would show as an escape.

    >>> unseen_left_out("a\\x1b[2J\\u202eb")
    'a[2Jb'
    """
    kept = {match.start() for match in _JOINERS.finditer(text)}
    return _UNSEEN.sub(lambda match: match.group() if match.start() in kept else "", text)


def terminal(text: str) -> str:
    """Make a text safe for a terminal: one line, nothing that a terminal would obey.

    >>> terminal("Haneul\\x1b]0;bank\\x07\\nWorks")
    'Haneul\\\\x1b]0;bank\\\\x07 Works'
    """
    return _UNSEEN.sub(lambda match: _escaped(match.group()), _one_line(text))


def html(text: str) -> str:
    """Make a text safe inside HTML, in an element or a quoted attribute.

    >>> html("<b>'")
    '&lt;b&gt;&#x27;'
    """
    from html import escape  # its table of letters takes longer to load than a help page to print

    return escape(visible(text))


_SPECIAL: Final = re.compile(r"[\\`*_\[\]|~$#@{}]|:(?=//|\w)|(?<=www)\.", re.IGNORECASE)
_START: Final = re.compile(r"^([-+=]|\d{1,9}(?=[.)](?:\s|$)))")


def markdown(text: str) -> str:
    """Make a text safe inside a line of Markdown, whatever the viewer: it reads letter by letter.

    >>> markdown("**bold** [x](http://a) <b>")
    '\\\\*\\\\*bold\\\\*\\\\* \\\\[x\\\\](http\\\\://a) &lt;b&gt;'
    >>> markdown("1. one"), markdown("- a")
    ('1\\\\. one', '\\\\- a')
    """
    line = visible(_one_line(text)).strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _SPECIAL.sub(lambda match: "\\" + match.group(), line)
    return _START.sub(lambda match: "\\" + match.group() if not match.group().isdigit() else match.group() + "\\", line)


# What spreadsheets take for the start of a formula, full-width forms included.
_FORMULA: Final = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def csv_cell(text: str) -> str:
    """Make a text inert in a cell of a table: what would begin a formula gets an apostrophe before it.

    Control characters that no table holds are shown. `from_csv_cell` gives the text back.

    >>> csv_cell("=1+1"), csv_cell("'=1"), csv_cell("Haneul"), csv_cell("-5")
    ("'=1+1", "''=1", 'Haneul', "'-5")
    """
    said = _NO_CELL.sub(lambda match: _escaped(match.group()), text)
    return "'" + said if _FORMULA.match(said) else said


def from_csv_cell(text: str) -> str:
    """Give back what `csv_cell` was given.

    >>> from_csv_cell("'=1+1"), from_csv_cell("''=1"), from_csv_cell("'quoted'")
    ('=1+1', "'=1", "'quoted'")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


_QUOTED: Final = re.compile('[,"\n\r]')


def csv_line(cells: Iterable[str]) -> str:
    """Set cells, made inert by `csv_cell` where they are foreign, in a line of a table.

    >>> csv_line(["a", "b, c", 'd "e" f'])
    'a,"b, c","d ""e"" f"\\n'
    """
    quoted = (f'"{cell.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(cell) else cell for cell in cells)
    return ",".join(quoted) + "\n"


# Names that Windows keeps for devices, with any ending.
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_NO_NAME: Final = re.compile(r"[^\w.-]+")


def file_name(text: str, otherwise: str, most: int = 60) -> str:
    """Make a text fit to name a file on any system: letters, digits, hyphens and dots.

    >>> file_name("../Haneul & Sons?", "x"), file_name("...", "row-7"), file_name("con", "x")
    ('Haneul-Sons', 'row-7', '_con')
    """
    name = _NO_NAME.sub("-", normalize("NFC", text)).strip("-.")[:most].strip("-.") or otherwise
    return f"_{name}" if _DEVICE.match(name) else name


_NO_CELL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\t", " ").replace("\r", " ")


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
