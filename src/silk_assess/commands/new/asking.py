"""What a new questionnaire is to be: as the options say, else as it is typed, else as it stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from silk_assess.commands.ask.console import Console
from silk_assess.commands.new.command import id_of, see_free, wrong_id
from silk_assess.faults import Code, Fault, SilkError, listed, quoted
from silk_assess.terminal.keyboard import Interrupted, Lines
from silk_assess.terminal.layout import BLANK, Line, paragraph
from silk_assess.wording.fresh import Wish

LANGUAGE: Final = "en"
SECTION: Final = "First part"
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_YES_NO: Final = {"y": True, "yes": True, "n": False, "no": False}


class Left(Exception):
    """Whoever is asked leaves; nothing is written."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says; None where it does not."""

    title: str | None = None
    language: str | None = None
    sections: str | None = None
    levels: bool | None = None
    id: str | None = None

    @property
    def is_of_fresh(self) -> bool:
        """Whether anything is said that a copy does not take."""
        return (self.title, self.language, self.sections, self.levels) != (None,) * 4


@dataclass(frozen=True, slots=True)
class Wished:
    """What is to be written, whether it was asked for, and in words what was taken without being said."""

    wish: Wish
    was_asked: bool = False
    taken: tuple[str, ...] = ()


def wished(folder: Path, given: Given, keys: TextIO | None, messages: TextIO | None) -> Wished:
    """Settle what a fresh questionnaire is to be; what no option says is asked at a terminal, else taken.

    Raises SilkError with code "usage" where an option says what cannot be, and Left.
    """
    id = id_of(folder) if given.id is None else given.id
    see_free(id, folder, None, None)
    title = _cleaned(folder.name.replace("-", " ").replace("_", " ")) or "Ours"
    default = title[0].upper() + title[1:]
    options = (given.title, given.language, given.sections)
    reads: tuple[Callable[[str], object], ...] = (_title, _language, _sections)
    for option, value, read in zip(("--title", "--language", "--sections"), options, reads, strict=True):
        if value is not None:
            _see(option, value, read)
    console = _console(keys, messages)
    if console is None or None not in (*options, given.levels):
        return _taken(id, given, default)
    with console.signals_caught():
        try:
            return Wished(_asked(console, folder, id, given, default), was_asked=True)
        except Interrupted:
            raise Left from None


def wished_id(folder: Path, source: str, given: Given, keys: TextIO | None, messages: TextIO | None) -> str:
    """Settle the id of a copy. Raises as `wished` does."""
    if given.is_of_fresh:
        says = "Title, language, sections and levels of a copy are those that it comes with"
        do = "Leave the options out, and change its files:"
        raise SilkError(Fault(("new",), says, do, Code.USAGE, command=("new", str(folder), "--from", source)))
    console = _console(keys, messages)
    if given.id is not None or console is None:
        return given.id or id_of(folder)
    own = id_of(folder)
    with console.signals_caught():
        try:
            return _once(console, f"Id, small letters and hyphens, or Enter for {own}", own, _id)
        except Interrupted:
            raise Left from None


def _console(keys: TextIO | None, messages: TextIO | None) -> Console | None:
    """Give a terminal to ask at; None where there is none."""
    if keys is None or messages is None or not keys.isatty() or not messages.isatty():
        return None
    return Console(Lines(keys.buffer, keys.encoding, True), messages)


def _taken(id: str, given: Given, title: str) -> Wished:
    taken = []
    if given.title is None:
        taken.append(f"the title {quoted(title)}")
    if given.language is None:
        taken.append(f"the language {LANGUAGE}")
    if given.sections is None:
        taken.append(f"the section {quoted(SECTION)}")
    if given.levels is None:
        taken.append("levels")
    wish = Wish(
        id,
        _title(title if given.title is None else given.title),
        _language(given.language or LANGUAGE),
        _sections(SECTION if given.sections is None else given.sections),
        given.levels is not False,
    )
    return Wished(wish, taken=tuple(taken))


# Asking


def _asked(console: Console, folder: Path, id: str, given: Given, title: str) -> Wish:
    many = sum(one is None for one in (given.title, given.language, given.sections, given.levels))
    number = ("no", "One question", "Two questions", "Three questions", "Four questions")[many]
    _say(console, BLANK, f"A new questionnaire in {folder}/. {number}; all can be changed in its files.")

    def asked(value: str | None, question: str, prompt: str, default: str, read: Callable[[str], object]) -> str:
        if value is not None:
            return value
        _say(console, BLANK, question)
        console.say([BLANK])
        return _once(console, prompt, default, read)

    said = asked(given.title, "What is it called?", f"Title, or Enter for {quoted(title)}", title, _title)
    tag = f"Two letters, or Enter for {LANGUAGE}"
    language = asked(given.language, "In which language do you write it?", tag, LANGUAGE, _language)
    which = "Which sections has it? A section is a part with points of its own."
    titles = f"Titles with commas between them, or Enter for {quoted(SECTION)}"
    sections = asked(given.sections, which, titles, SECTION, _sections)
    rungs = "Shall it have levels, as rungs of a ladder?"
    levels = asked({None: None, True: "y", False: "n"}[given.levels], rungs, "y or n, or Enter for y", "y", _levels)
    console.say([BLANK])
    return Wish(id, _title(said), _language(language), _sections(sections), _levels(levels))


def _once(console: Console, prompt: str, default: str, read: Callable[[str], object]) -> str:
    """Ask until there is an answer that can be."""
    while True:
        typed = console.ask(prompt)
        if typed is None or typed.text.strip().lower() == "/q":
            raise Left
        text = typed.text.strip() or default
        try:
            read(text)
        except ValueError as error:
            _say(console, str(error))
            continue
        return text


def _say(console: Console, *said: str | Line) -> None:
    console.say([line for one in said for line in ([one] if one == BLANK else paragraph(str(one), console.width))])


# Reading


def _see(option: str, value: str, read: Callable[[str], object]) -> None:
    try:
        read(value)
    except ValueError as error:
        raise SilkError(Fault(("new",), f"{option}: {error}".removesuffix("."), "", Code.USAGE)) from None


def _cleaned(text: str) -> str:
    """Give a text on one line, without what cannot be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _title(text: str) -> str:
    if not (found := _cleaned(text)):
        raise ValueError("A title has letters that can be seen. Write one.")
    if len(found) > 200:
        raise ValueError(f"A title of {len(found):,} characters is too long. Please say it in at most 200.")
    return found


def _language(text: str) -> str:
    if not _TAG.fullmatch(text.strip()):
        raise ValueError(f"{quoted(text)} is no language tag. Write two letters, such as en, fr or pt-BR.")
    return text.strip()


def _sections(text: str) -> tuple[str, ...]:
    found = tuple(_title(part) for part in text.split(",") if _cleaned(part))
    if not found:
        raise ValueError("A questionnaire has one section or more. Write a title.")
    twice = [one for i, one in enumerate(found) if one.casefold() in {other.casefold() for other in found[:i]}]
    if twice:
        raise ValueError(f"{listed(map(quoted, twice))} stands there twice. Name each section once.")
    if len(found) > 50:
        raise ValueError(f"{len(found)} sections are more than anybody keeps in mind. Begin with at most 50.")
    return found


def _levels(text: str) -> bool:
    if text.casefold() not in _YES_NO:
        raise ValueError("Please type y or n.")
    return _YES_NO[text.casefold()]


def _id(text: str) -> str:
    if (wrong := wrong_id(text)) is not None:
        raise ValueError(wrong)
    return text
