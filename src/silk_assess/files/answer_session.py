"""The answer file of a sitting: locked, read, kept once as it was, and saved whole after each answer."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from silk_assess.advice.deciding import NO_DIFFERENCE, Difference, difference
from silk_assess.answers.model import Answers, Unfit
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import answer_files, answer_writer, atomic_file, source
from silk_assess.files.backups import Backup
from silk_assess.files.lock import Lock
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess


@dataclass(frozen=True, slots=True)
class FileContents:
    """What a file held when the sitting began; a new file has no time.

    `version` is that of the questionnaire that it was answered with, and `questionnaire` its id where that is another
    one; `unfit` what does not fit
    this one, with the reason in words; `comments` are the lines in which somebody wrote some.
    `difference` says which answers wait in this version, and for what.
    """

    answers: Answers
    saved: datetime | None = None
    version: str = ""
    questionnaire: str = ""
    unfit: tuple[Unfit, ...] = ()
    comments: tuple[int, ...] = ()
    difference: Difference = NO_DIFFERENCE


class AnswerFile:
    """One answer file that is being answered. It is locked until `close`."""

    def __init__(self, file: Path, tree: Tree, fresh: Answers | None = None) -> None:
        """Lock a file and read it, if it is there; else begin with `fresh` answers.

        Raises Held where another sitting has it, SilkError where it has faults or cannot be read,
        where there is no such folder, or where the file is a link: saving would put a file in the
        place of the link, and what it leads to would stay behind.
        """
        self.file, self._tree, self._fresh = file, tree, fresh or Answers()
        if not file.parent.is_dir():
            says = f"There is no folder {file.parent} here"
            raise SilkError(Fault((str(file),), says, "Make it first, or name another place.", Code.UNWRITABLE))
        _refuse_link(file)
        self._lock = Lock(file)
        try:
            self._text, before, self.found = "", None, FileContents(self._fresh)
            if file.exists() and not (file.is_file() and file.stat().st_size == 0):
                opened = answer_files.opened(file)
                self._text, before, self.found = opened.text, opened.data, self._read(opened)
            self._backup = _backup(file, before)
        except BaseException:
            self._lock.release()
            raise
        self._backup.remove_leftovers()

    @property
    def is_locked(self) -> bool:
        """Whether nobody else can answer the file meanwhile; the system may give no lock there."""
        return self._lock.is_held

    @property
    def backup(self) -> Path:
        """Where the file as it was is kept."""
        return self._backup.place

    def _read(self, opened: answer_files.Opened) -> FileContents:
        answers = opened.answers(self._tree)
        is_other = answers.origin != self._tree.pack.head.version
        return FileContents(
            answers=_of_this_version(answers, self._tree),
            saved=datetime.fromtimestamp(self.file.stat().st_mtime),
            version=answers.version,
            questionnaire=answers.questionnaire,
            unfit=answers.warnings,
            difference=difference(assess(self._tree, answers)) if is_other else NO_DIFFERENCE,
            comments=tuple(reader.comments(opened.text)),
        )

    def refuse_later_than(self, today: str) -> None:
        """Refuse answers of a day to come: a slip, or a clock that is wrong, by which the next ones would be dated.

        Raises SilkError, with the place of the date.
        """
        answered, name = self.found.answers.answered, str(self.file)
        if answered is not None and answered.date is not None and answered.date > today:
            says, do = f"{answered.date} is after today, {today}", "Mend the date, or the clock of this computer."
            fault = Fault((name, "answered", "date"), says, do, Code.LATER)
            raise source.located([fault], {name: self._text})

    def save(self, answers: Answers) -> None:
        """Write all answers, so that the file holds them or what it held before.

        Before the first time, the file as it was is kept beside it, as `backup` says. Raises
        TooLarge where they are more than can be read again, SilkError with code "unwritable" where
        they cannot be written.
        """
        data = answer_writer.composed(self._tree, answers)
        self._backup.keep()
        atomic_file.write(self.file, data)

    def move(self, file: Path, answers: Answers) -> None:
        """Save the answers in another place from now on; the old one stays as it is.

        Raises SilkError where the place is taken or cannot be written, Held where it is in use.
        """
        try:
            chosen = file / self.file.name if file.is_dir() else file
            is_taken, has_folder = os.path.lexists(chosen), chosen.parent.is_dir()
        except OSError as error:
            raise atomic_file.unwritable(file, error) from None
        if os.path.realpath(chosen) == os.path.realpath(self.file):
            self.save(answers)
            return
        if is_taken:
            raise SilkError(Fault((str(chosen),), f"{chosen} is there already", "Name another place.", Code.UNWRITABLE))
        if not has_folder:
            says = f"There is no folder {chosen.parent} here"
            raise SilkError(Fault((str(chosen),), says, "Name another place.", Code.UNWRITABLE))
        lock = Lock(chosen)
        try:
            atomic_file.write(chosen, answer_writer.composed(self._tree, answers))
        except BaseException:
            lock.release()
            raise
        self._lock.release()
        self._lock, self.file, self._backup = lock, chosen, _backup(chosen, None)

    def close(self) -> None:
        """Give the file to others."""
        self._lock.release()


def _refuse_link(file: Path) -> None:
    try:
        atomic_file.place_of(file)
    except (OSError, ValueError) as error:  # of all else, reading says what is wrong with it
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
            raise atomic_file.unwritable(file, error) from None


def _backup(file: Path, before: bytes | None) -> Backup:
    return Backup(file, before, answer_files.reads_as_answers)


def _of_this_version(answers: Answers, tree: Tree) -> Answers:
    """Move what does not fit this version under `kept`, beside what is there."""
    kept: dict[str, Any] = dict(answers.kept)
    for id, raw in answers.unfit.items():
        # What is kept already stays: an older answer to the same question.
        then = answers.origin
        names = (id, f"{id} ({then})", *(f"{id} ({then}, {i})" for i in range(2, len(kept) + 3)))
        kept[next(name for name in names if name not in kept)] = raw
    version = tree.pack.head.version
    return replace(answers, questionnaire="", version=version, kept=kept, warnings=(), unfit={}, before=None)
