"""What lies in a folder: answer files and questionnaires, found alike by every command that looks for them.

One search for `batch`, `check`, the forecast, and the folder in which `silk-assess` or `ask` is run.
Answer files are those whose names end in .yaml or .yml, in capitals or not. What is hidden is passed
over, folders too, and so are copies that end in .bak. A file that begins as another format of ours
(a mapping, a plan) is named and is no answer file, and one that holds one voice of several is named
as such. A link is named and not followed, unless that is asked for: else a folder decides what is
read outside of it. What a command line itself names may be one. Order: by names, letter for letter
(capitals before small ones), a folder at the place of its own name; so the same files come in the
same order on every system.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from silk_assess.faults import Code, Fault

ANSWERS: Final = (".yaml", ".yml")
QUESTIONNAIRE: Final = "pack.yaml"
# Beside it: what editors complete by.
SCHEMAS: Final = "schema"
_MARK: Final = b"silk-answers/"
_OTHER: Final = re.compile(rb"""^(?:\xef\xbb\xbf)?format:[ \t]*["']?silk-(?!answers\b)[a-z]+/[0-9]""", re.MULTILINE)
_OTHERS: Final = re.compile(rb"silk-(?!answers\b)[a-z]")
_VOICE: Final = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?voice["']?[ \t]*:""", re.MULTILINE)
_BEGINNING_BYTES: Final = 4096
# No answer file that can be read is larger.
_MOST_BYTES: Final = 2_000_000

# What tells two names of one file or folder from two files: its device and its number there.
_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer file, by its name; not read yet."""

    file: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire, by the folder in which its pack.yaml is; not read yet."""

    folder: Path


@dataclass(frozen=True, slots=True)
class Closed:
    """A folder that cannot be looked into, and why."""

    folder: Path
    fault: Fault


@dataclass(frozen=True, slots=True)
class Known:
    """A file or folder that was found before, by this name or another."""

    place: Path


@dataclass(frozen=True, slots=True)
class Link:
    """A link that is not followed: to a folder, or by its name to an answer file."""

    place: Path


@dataclass(frozen=True, slots=True)
class OtherFormat:
    """A file of another format of ours, such as a mapping: no answers."""

    place: Path


@dataclass(frozen=True, slots=True)
class Voice:
    """An answer file that holds one voice of several around a table, and no organisation; not read yet."""

    file: str


Content = AnswerFile | Questionnaire | Closed | Known | Link | OtherFormat | Voice


class Search:
    """Looks through folders, and gives nothing twice however many names it has.

    With `is_deep` folders inside are looked through too; without it they are only named where they
    are questionnaires. With `follow_links` what links lead to is taken as what it is. In the folder
    of a questionnaire a file is an answer file if it begins as one, since the questionnaire's own
    files end in .yaml too; with `skips_questionnaires` such a folder is named and not looked into.
    """

    def __init__(self, is_deep: bool = True, skips_questionnaires: bool = False, follow_links: bool = False) -> None:
        self._is_deep, self._skips_questionnaires = is_deep, skips_questionnaires
        self._follow_links = follow_links
        self._seen: set[_Identity] = set()

    def found_in(self, folder: Path) -> Iterator[Content]:
        """Look through a folder, in the order of its names.

        A folder that may not be entered is given as closed. A pipe or a socket whose name ends as
        those of answer files is given as one, and so is a link to nowhere that is followed: whoever
        reads it is told what it is. Only the beginnings of files are read here. Links that lead back, or to one folder
        by many ways, are followed once.
        """
        # No recursion: a stranger's folders may lie deeper than Python's stack.
        levels: list[_Level] = []
        yield from self._enter(folder, levels)
        while levels:
            entry = next(levels[-1].entries, None)
            if entry is None:
                levels.pop()
            elif not self._follow_links and _is_link(entry):
                yield from self._link(levels[-1].way, entry, levels[-1].is_questionnaire)
            elif _is_folder(entry):
                yield from self._enter(Path(levels[-1].way + entry.name), levels)
            elif _is_named_as_answers(entry):
                yield from self._file(levels[-1].way + entry.name, levels[-1].is_questionnaire)

    def is_new(self, place: str | Path) -> bool:
        """Say whether an ordinary file or a folder is met for the first time, and remember it.

        Anything else is always new: it is told each time that it is named.
        """
        try:
            status = os.stat(place)
        except (OSError, ValueError):
            return True
        return not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)) or self._is_first(_identity(status))

    def _is_first(self, identity: _Identity) -> bool:
        is_first = identity not in self._seen
        self._seen.add(identity)
        return is_first

    def _enter(self, folder: Path, levels: list[_Level]) -> Iterator[Content]:
        """Tell what a folder itself is, and put its entries on top of `levels` where they are to be looked through."""
        is_questionnaire = os.path.exists(folder / QUESTIONNAIRE)
        is_linked = bool(levels) and not self._follow_links and os.path.islink(folder / QUESTIONNAIRE)
        if levels and not self._is_deep and not is_questionnaire:
            return
        try:
            identity = _identity(os.stat(folder))
            if not self._is_first(identity):
                yield Known(folder)
                return
            if is_questionnaire:
                yield Link(folder / QUESTIONNAIRE) if is_linked else Questionnaire(folder)
            if (levels and not self._is_deep) or (is_questionnaire and self._skips_questionnaires):
                return
            entries = _entries(folder)
        except (OSError, ValueError) as error:
            do = "Ask its owner." if isinstance(error, PermissionError) else "Check the place."
            yield _closed(folder, f"{folder} cannot be read: {getattr(error, 'strerror', None) or error}", do)
            return
        # As pathlib joins them: in "." a file has its name alone.
        way = str(folder / "x")[:-1]
        levels.append(_Level(way, is_questionnaire, iter(entries)))

    def _link(self, way: str, entry: os.DirEntry[str], is_beside_pack: bool) -> Iterator[Content]:
        """Name a link that would be taken if it were followed, the first time that it is met."""
        is_file = _is_named_as_answers(entry) and not (is_beside_pack and not _may_be_answers(way + entry.name))
        if not (is_file or (self._is_deep and _is_folder(entry))):
            return
        try:
            is_new = self._is_first(_identity(entry.stat(follow_symlinks=False)))
        except OSError:  # gone meanwhile
            is_new = False
        if is_new:
            yield Link(Path(way + entry.name))

    def _file(self, file: str, is_beside_pack: bool) -> Iterator[Content]:
        try:
            beginning = _beginning(file)
        except OSError:  # whoever reads it is told why
            yield AnswerFile(file) if self.is_new(file) else Known(Path(file))
            return
        if is_beside_pack and _MARK not in beginning.data:
            return
        if not self._is_first(beginning.identity):
            yield Known(Path(file))
        elif _is_other_format(beginning.data):
            yield OtherFormat(Path(file))
        else:
            yield Voice(file) if _is_voice(file, beginning) else AnswerFile(file)


def questionnaires_in(folder: Path) -> list[str]:
    """Name the folders in a folder that are questionnaires, as a search that is not deep finds them.

    No file is looked at, and nothing is said where the folder cannot be read.
    """
    try:
        entries = _entries(folder)
    except OSError:
        return []
    found = [one.name for one in entries if _is_folder(one) and not _is_link(one)]
    return [name for name in found if os.path.exists(folder / name / QUESTIONNAIRE)]


def begins_as_answers(file: str | Path) -> bool:
    """Say whether a file begins as answers do; that they can be read is not asked here.

    Raises OSError where it cannot be opened, or is no ordinary file.
    """
    return _MARK in _beginning(file).data


def is_voice(file: str | Path) -> bool:
    """Say whether a file begins as answers do and says whose voice it is; what cannot be opened is none."""
    try:
        return _is_voice(file, _beginning(file))
    except OSError:
        return False


class _Beginning(NamedTuple):
    """How a file begins, which it is, and how many bytes it has."""

    data: bytes
    identity: _Identity
    size: int


def _beginning(file: str | Path, most: int = _BEGINNING_BYTES) -> _Beginning:
    """Read how a file begins.

    Raises OSError where it cannot be opened, or is no ordinary file.
    """
    # A pipe would be waited for, without this.
    at = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(at)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
        return _Beginning(os.read(at, most), _identity(status), status.st_size)
    finally:
        os.close(at)


def _is_voice(file: str | Path, beginning: _Beginning) -> bool:
    # Most files do not have the word, which is sooner found than the beginnings of lines.
    if _MARK not in beginning.data:
        return False
    if b"voice" in beginning.data and _VOICE.search(beginning.data) is not None:
        return True
    try:
        size = min(beginning.size, _MOST_BYTES)
        whole = _beginning(file, size).data if size > _BEGINNING_BYTES else b""
    except OSError:  # gone meanwhile
        return False
    return b"voice" in whole and _VOICE.search(whole) is not None


@dataclass(frozen=True, slots=True)
class _Level:
    """A folder that is being looked through, and its entries that are still to come.

    `way` stands before their names.
    """

    way: str
    is_questionnaire: bool
    entries: Iterator[os.DirEntry[str]]


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """List what is in a folder and not hidden, by its names."""
    with os.scandir(folder) as listing:
        return sorted((one for one in listing if not one.name.startswith(".")), key=lambda one: one.name)


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry leads elsewhere: a link, or on Windows a junction, which Python knows from 3.12 on."""
    try:
        return entry.is_symlink() or getattr(entry, "is_junction", bool)()
    except OSError:
        return False


def _is_named_as_answers(entry: os.DirEntry[str]) -> bool:
    return os.path.splitext(entry.name)[1].lower() in ANSWERS


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself, or one that may not be followed
        return False


def _may_be_answers(file: str) -> bool:
    """Say whether a file beside a pack.yaml is to be read as answers; what cannot be opened is, so that it is told."""
    try:
        return begins_as_answers(file)
    except OSError:
        return True


def _is_other_format(beginning: bytes) -> bool:
    return _OTHERS.search(beginning) is not None and _OTHER.search(beginning) is not None


def _closed(folder: Path, says: str, do: str) -> Closed:
    return Closed(folder, Fault((str(folder),), says, do, Code.UNREADABLE))
