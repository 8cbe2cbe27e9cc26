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


def json(text: str) -> str:
    """Write what cannot be seen in a JSON text by JSON's own escapes: nobody is misled, and its values stay the same.

    >>> json('{"name": "a\\u202eb\\U000e0041"}')
    '{"name": "a\\\\u202eb\\\\udb40\\\\udc41"}'
    """
    kept = {match.start() for match in _JOINERS.finditer(text)}
    return _UNSEEN.sub(lambda match: match.group() if match.start() in kept else _in_json(match.group()), text)


def _in_json(character: str) -> str:
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def yaml(text: str) -> str:
    """Write a text in double quotes for YAML: on one line, and with nothing in it that cannot be seen.

    >>> print(yaml('a "b"\\n'))
    "a \\"b\\"\\u000a"
    """
    return '"' + "".join(map(_in_yaml, text)) + '"'


def _in_yaml(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def html(text: str) -> str:
    """Make a text safe inside HTML, in an element or a quoted attribute.

    >>> html("<b>'")
    '&lt;b&gt;&#x27;'
    """
    from html import escape  # its table of letters takes longer to load than a help page to print

    return escape(visible(text))


# Letters that may stand in a code span as they are, in a cell of a table too.
_RUN: Final = re.compile(r"[^\s`|\\<>&\"'()\[\]{}]+")
# What a viewer makes links of although backslashes and entities stand in it: these are read first.
_LINK: Final = re.compile(r"@|//|\.(?=[^\W\d_]{2}|xn--)|(?<=www)\.", re.IGNORECASE)
_SPECIAL: Final = re.compile(r"[\\`*_\[\]|~$#{}]|:(?=\w)")
_START: Final = re.compile(r"^([-+=]|\d{1,9}(?=[.)](?:\s|$)))")


def markdown(text: str) -> str:
    """Make a text safe inside a line of Markdown, whatever the viewer: it reads letter by letter.

    An address, and what a viewer may take for one, becomes a code span: nothing else keeps every viewer from
    making a link of it.

    >>> markdown("**bold** [x](http://a) <b>")
    '\\\\*\\\\*bold\\\\*\\\\* \\\\[x\\\\](`http://a`) &lt;b&gt;'
    >>> markdown("1. one"), markdown("- a"), markdown("Write to a@b.example.")
    ('1\\\\. one', '\\\\- a', 'Write to `a@b.example`.')
    """
    line = visible(_one_line(text)).strip()
    said, end = "", 0
    for match in _RUN.finditer(line):
        if (held := _held(match.group())) is not None:
            said += f"{_plain(line[end : match.start()])}`{held}`"
            end = match.start() + len(held)
    said += _plain(line[end:])
    return _START.sub(lambda match: "\\" + match.group() if not match.group().isdigit() else match.group() + "\\", said)


def _held(run: str) -> str | None:
    """Give what of a run is an address, without the sentence's own sign at its end; None where nothing is."""
    if not _LINK.search(run):
        return None
    short = run.rstrip(".,;:!?")
    return short if _LINK.search(short) else run


def _plain(text: str) -> str:
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(lambda match: "\\" + match.group(), said)


# What spreadsheets take for the start of a formula: = + - @, the minus sign, and what Unicode counts as kin to them.
_FORMULA: Final = (
    "=+\\-@\u207a\u207b\u207c\u208a\u208b\u208c\u2212\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\u2a75\u2a76"
)
# Where a cell may begin: at the start, and behind all that may stand between cells or lines; a reader may
# leave out blanks, quotes and what cannot be seen before the first letter.
_BEHIND: Final = "(?<=[,;\t|\n\r\u2028\u2029])"
_SKIPPED: Final = "(?:[^\\S\t\n\r\u2028\u2029]|[\"'\u200b\u2060\ufeff])*"
_BEGINS: Final = re.compile(f"^{_SKIPPED}(?=[{_FORMULA}\t\r])|{_BEHIND}{_SKIPPED}(?=[{_FORMULA}])")
_GUARDED: Final = re.compile(f"(^{_SKIPPED})'(?=[{_FORMULA}\t\r])|({_BEHIND}{_SKIPPED})'(?=[{_FORMULA}])")
_NUMBER: Final = re.compile(r"[+-][0-9]+(?:[.,][0-9]+)?")


def csv_cell(text: str) -> str:
    """Make a text inert in a cell of a table: what would begin a formula gets an apostrophe before it.

    So does what would begin one where the table is split at another sign than its own. A plain number with a
    sign stays as it is. Control characters that no table holds are shown. `from_csv_cell` gives the text back.

    >>> csv_cell("=1+1"), csv_cell("'=1"), csv_cell("Haneul"), csv_cell("-5"), csv_cell("Coop;=1+41;x")
    ("'=1+1", "''=1", 'Haneul', '-5', "Coop;'=1+41;x")
    """
    return text if _NUMBER.fullmatch(text) else csv_first_cell(text)


def csv_first_cell(text: str) -> str:
    """Make a text inert at the start of a line of a table, where a number too could begin a formula.

    Its line may be split at another sign, and then goes on behind it: `-5,3+cmd` is no number.

    >>> csv_first_cell("-5")
    "'-5"
    """
    return _BEGINS.sub(lambda match: match.group() + "'", _NO_CELL.sub(lambda match: _escaped(match.group()), text))


def from_csv_cell(text: str) -> str:
    """Give back what `csv_cell` or `csv_first_cell` was given; a text that neither has made stays as it is.

    >>> from_csv_cell("'=1+1"), from_csv_cell("''=1"), from_csv_cell("'quoted'"), from_csv_cell("a;'=1"),
    ('=1+1', "'=1", "'quoted'", 'a;=1')
    """
    given = _GUARDED.sub(lambda match: match.group(1) or match.group(2) or "", text)
    return given if csv_first_cell(given) == text else text


_QUOTED: Final = re.compile('[,"\n\r]')


def csv_line(cells: Iterable[str]) -> str:
    """Set cells, made inert by `csv_cell` where they are foreign, in a line of a table.

    >>> csv_line(["a", "b, c", 'd "e" f'])
    'a,"b, c","d ""e"" f"\\n'
    """
    quoted = (f'"{cell.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(cell) else cell for cell in cells)
    return ",".join(quoted) + "\n"


# Names that Windows keeps for devices, with any ending; a raised 1, 2 or 3 counts as the digit.
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³])(\.|$)", re.IGNORECASE)
_NO_NAME: Final = re.compile(r"[^\w.-]+")


def file_name(text: str, otherwise: str, most: int = 60) -> str:
    """Make a text fit to name a file on any system: letters, digits, hyphens and dots.

    >>> file_name("../Haneul & Sons?", "x"), file_name("...", "row-7"), file_name("com¹", "x")
    ('Haneul-Sons', 'row-7', '_com¹')
    """
    name = _NO_NAME.sub("-", normalize("NFC", text)).strip("-.")[:most].strip("-.") or otherwise
    return f"_{name}" if _DEVICE.match(name) else name


_NO_CELL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\t", " ").replace("\r", " ")


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
