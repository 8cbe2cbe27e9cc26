"""Texts that were left unfinished, or were spoilt on their way into the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from silk_assess.faults import Code, Fault, Steps, quoted
from silk_assess.lint.finding import warning
from silk_assess.questionnaire.line import LineText
from silk_assess.questionnaire.model.pack import Pack
from silk_assess.questionnaire.shapes import Model


def slips(pack: Pack) -> Iterator[Fault]:
    """Yield what is wrong with the letters of any text of a questionnaire, whatever it says."""
    for path, text in texts(pack):
        for find in _FINDS:
            yield from find(path, text)


def texts(pack: Pack) -> Iterator[tuple[Steps, str]]:
    """Go through every text of a questionnaire's files, each with its path."""
    yield from _texts(pack.head, ("pack.yaml",))
    for name, section in zip(pack.head.sections, pack.sections, strict=True):
        yield from _texts(section, (f"{name}.yaml",))
    for name in ("rules", "tools", "enablers", "cases", "glossary"):
        yield from _texts(getattr(pack, name), (f"{name}.yaml",))


def _texts(here: object, path: Steps) -> Iterator[tuple[Steps, str]]:
    match here:
        case str():
            yield path, here
        case LineText():
            yield path, here.written
        case tuple():
            for i, one in enumerate(here):
                yield from _texts(one, (*path, i))
        case Mapping():
            for key, one in here.items():
                yield from _texts(one, (*path, key))
        case Model():
            names = {name: key for key, name in type(here).spelt().items()}
            for name, one in vars(here).items():
                yield from _texts(one, (*path, names[name]))


# Words that stand for a text which is still to be written: in capitals, as people leave them.
_UNFINISHED: Final = re.compile(r"\b(TODO|FIXME|TBD|TBC|XXX+)\b|(?i:\blorem.ipsum\b)")


def _unfinished(path: Steps, text: str) -> Iterator[Fault]:
    if found := _UNFINISHED.search(text):
        says, do = f"{quoted(found.group())} stands in this text", "Write what belongs here, or take it out."
        together = "{} texts are unfinished"
        yield warning(path, says, do, Code.UNFINISHED, "value", together, (quoted(text, 40),))


# UTF-8 that was read as Windows-1252 or Latin-1: a letter that begins a sequence, and what can follow it.
_NEXT: Final = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE: Final = re.compile(f"[ÂÃ]{_NEXT}|[à-ï]{_NEXT}{{2}}|ðŸ{_NEXT}{{2}}|\ufffd")


def _mojibake(path: Steps, text: str) -> Iterator[Fault]:
    if found := _MOJIBAKE.search(text):
        says = f"{quoted(found.group())} stands in this text, as letters do that were read in another encoding"
        meant = _meant(found.group())
        do = f"Probably {quoted(meant)} is meant. " if meant else ""
        together = "{} texts hold letters that were read in another encoding"
        do += "Copy the text anew, and save the file as UTF-8."
        yield warning(path, says, do, Code.MOJIBAKE, "value", together, (quoted(text, 40),))


def _meant(letters: str) -> str | None:
    for encoding in ("cp1252", "latin-1"):
        try:
            return letters.encode(encoding).decode()
        except UnicodeError:
            continue
    return None


_CURLY: Final[Mapping[str, str]] = {"“": "”", "„": "“”", "‘": "’", "‚": "‘’"}


def _pasted_quotes(path: Steps, text: str) -> Iterator[Fault]:
    inside = unquoted(text)
    if inside is not None:
        says, do = (
            "curly quotes stand round this text, and are read as part of it",
            "Put it in straight quotes, or in none.",
        )
        together = "curly quotes stand round {} texts, and are read as part of them"
        yield warning(path, says, do, Code.PASTED_QUOTES, "value", together, (quoted(text, 40),), instead=inside)


def unquoted(text: str) -> str | None:
    """Give what stands in curly quotes that are round the whole of a text; None where none are.

    >>> unquoted("“Never”"), unquoted("“Yes” or “no”"), unquoted("Never")
    ('Never', None, None)
    """
    said = text.strip()
    if len(said) < 3 or said[-1] not in _CURLY.get(said[0], ""):
        return None
    inside = said[1:-1]
    # An apostrophe is the same sign as the end of a single quote.
    ends = {said[0], said[-1]} - {"’"}
    return None if ends & set(inside) or not inside.strip() else inside


_FINDS: Final[tuple[Callable[[Steps, str], Iterator[Fault]], ...]] = (_unfinished, _mojibake, _pasted_quotes)
