"""The answer file of a sitting: locked, read, kept once as it was, and saved whole after each answer."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from silk_assess.answers.model import Answers, Misfit
from silk_assess.faults import Fault, SilkError
from silk_assess.files import answer_files, answer_writer, atomic_file, source
from silk_assess.files.lock import Lock
from silk_assess.files.yaml import reader
from silk_assess.questionnaire.tree import Tree


@dataclass(frozen=True, slots=True)
class Found:
    """What a file held when the sitting began; a new file has no time.

    `version` is that of the questionnaire that it was answered with, `unfit` what does not fit
    this one, with the reason in words; `comments` are the lines in which somebody wrote some.
    """

    answers: Answers
    saved: datetime | None = None
    version: str = ""
    unfit: tuple[Misfit, ...] = ()
    comments: tuple[int, ...] = ()


class AnswerFile:
    """One answer file that is being answered. It is locked until `close`."""

    def __init__(self, file: Path, tree: Tree) -> None:
        """Lock a file and read it, if it is there.

        Raises Held where another sitting has it, SilkError where it has faults or cannot be read,
        or where there is no such folder.
        """
        self.file, self._tree = file, tree
        if not file.parent.is_dir():
            says = f"There is no folder {file.parent} here"
            raise SilkError(Fault((str(file),), says, "Make it first, or name another place.", "unwritable"))
        self._lock = Lock(file)
        try:
            self._before: bytes | None = None
            self.found = self._read()
        except BaseException:
            self._lock.release()
            raise
        atomic_file.sweep(file)
        atomic_file.sweep(self.backup)

    def _read(self) -> Found:
        if not self.file.exists() or (self.file.is_file() and self.file.stat().st_size == 0):
            return Found(Answers())
        answers = answer_files.load_answers(self.file, self._tree)
        self._before = source.bytes_of(self.file)
        return Found(
            answers=_of_this_version(answers, self._tree),
            saved=datetime.fromtimestamp(self.file.stat().st_mtime),
            version=answers.version,
            unfit=answers.warnings,
            comments=tuple(reader.comments(reader.text_of(self._before, str(self.file)))),
        )

    def save(self, answers: Answers) -> None:
        """Write all answers, so that the file holds them or what it held before.

        Before the first time, the file as it was is kept beside it as .bak. Raises TooLarge where
        they are more than can be read again, SilkError with code "unwritable" where they cannot
        be written.
        """
        data = answer_writer.composed(self._tree, answers)
        if self._before is not None:
            atomic_file.write(self.backup, self._before, like=self.file)
            self._before = None
        atomic_file.write(self.file, data)

    @property
    def backup(self) -> Path:
        """Name the file as it was."""
        return self.file.with_name(f"{self.file.name}.bak")

    def move(self, file: Path, answers: Answers) -> None:
        """Save the answers in another place from now on; the old one stays as it is.

        Raises SilkError where the place is taken or cannot be written, Held where it is in use.
        """
        try:
            chosen = file / self.file.name if file.is_dir() else file
            is_taken, has_folder = chosen.exists(), chosen.parent.is_dir()
        except OSError as error:
            raise atomic_file.refused(file, error) from None
        if os.path.realpath(chosen) == os.path.realpath(self.file):
            self.save(answers)
            return
        if is_taken:
            raise SilkError(Fault((str(chosen),), f"{chosen} is there already", "Name another place.", "unwritable"))
        if not has_folder:
            says = f"There is no folder {chosen.parent} here"
            raise SilkError(Fault((str(chosen),), says, "Name another place.", "unwritable"))
        lock = Lock(chosen)
        try:
            atomic_file.write(chosen, answer_writer.composed(self._tree, answers))
        except BaseException:
            lock.release()
            raise
        self._lock.release()
        self._lock, self.file, self._before = lock, chosen, None

    def close(self) -> None:
        """Give the file to others."""
        self._lock.release()


def _of_this_version(answers: Answers, tree: Tree) -> Answers:
    """Move what does not fit this version under `kept`, beside what is there."""
    kept: dict[str, Any] = dict(answers.kept)
    for id, raw in answers.unfit.items():
        # What is kept already stays: an older answer to the same question.
        names = (id, f"{id} ({answers.version})", *(f"{id} ({answers.version}, {i})" for i in range(2, len(kept) + 3)))
        kept[next(name for name in names if name not in kept)] = raw
    return replace(answers, version=tree.pack.head.version, kept=kept, warnings=(), unfit={})
