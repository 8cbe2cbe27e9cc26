"""The plan of a sitting: locked, read, kept once as it was, and saved whole after each change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from silk_assess.answers.model import Answers
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file, plans, source
from silk_assess.files.backups import Backup
from silk_assess.files.lock import Held, Lock
from silk_assess.files.yaml import edits, reader
from silk_assess.plan.model import Plan, Step
from silk_assess.questionnaire.tree import Tree
from silk_assess.wording import plan_file

_MARK: Final = b"\xef\xbb\xbf"


class PlanFile:
    """One plan file that is being written. It is locked until `close`."""

    def __init__(self, file: Path, tree: Tree) -> None:
        """Lock a file and read it, if it is there.

        Raises SilkError where another has it, where it has faults or cannot be read, where there is no
        such folder, or where the file is a link.
        """
        self.file, self._tree = file, tree
        if not file.parent.is_dir():
            says = f"There is no folder {file.parent} here"
            raise SilkError(Fault((str(file),), says, "Make it first, or name another place.", Code.UNWRITABLE))
        atomic_file.place_of(file)
        self._lock = _locked(file)
        try:
            self._data: bytes | None = None
            self._text, self._has_mark = "", False
            self.plan: Plan | None = self._read()
            self._backup = Backup(file, self._data, plans.reads_as_plan)
        except BaseException:
            self._lock.release()
            raise
        self._backup.remove_leftovers()

    @property
    def is_locked(self) -> bool:
        """Whether nobody else can write the file meanwhile; the system may give no lock there."""
        return self._lock.is_held

    @property
    def backup(self) -> Path:
        """Where the file as it was is kept."""
        return self._backup.place

    @property
    def text(self) -> str:
        """The file as it stands, or as it was saved last."""
        return self._text

    def _read(self) -> Plan | None:
        if not self.file.exists() or (self.file.is_file() and self.file.stat().st_size == 0):
            return None
        data = source.bytes_of(self.file)
        self._data, self._has_mark = data, data.startswith(_MARK)
        self._text = reader.text_of(data, str(self.file))
        return plans.read_plan(self._text, self._tree, str(self.file))

    def begin(self, answers: Answers, steps: Sequence[Step]) -> Plan:
        """Write a new plan with its first steps. Raises SilkError where it cannot be written."""
        return self._save(plan_file.written(self._tree, answers.name, steps, edits.scalar))

    def add(self, steps: Sequence[Step]) -> Plan:
        """Write steps behind those that are there; all else stays letter for letter. Raises as `begin` does."""
        entries = [edits.Entry(*plan_file.entry(self._tree, one, edits.scalar)) for one in steps]
        return self._save(edits.appended(self._text, "steps", entries, str(self.file)))

    def set(self, at: int, key: str, value: str) -> Plan:
        """Write one value of a step; all else stays letter for letter. Raises as `begin` does."""
        return self._save(edits.exchanged(self._text, "steps", at, key, value, str(self.file)))

    def _save(self, text: str) -> Plan:
        """Write the whole file, so that it holds the new text or what it held before, and give what it says.

        Before the first time, the file as it was is kept beside it, as `backup` says.
        """
        name = str(self.file)
        data = (_MARK if self._has_mark else b"") + text.encode()
        reader.text_of(data, name)  # no larger than can be read again
        found = plans.read_plan(text, self._tree, name)
        self._backup.keep()
        atomic_file.write(self.file, data)
        self._text, self.plan = text, found
        return found

    def close(self) -> None:
        """Give the file to others."""
        self._lock.release()


def _locked(file: Path) -> Lock:
    try:
        return Lock(file)
    except Held as error:
        who = "" if error.holder is None else f", since {error.holder.since:%H:%M}"
        says, do = f"{file} is being written in another window{who}", "Leave with q there, then try again."
        raise SilkError(Fault((str(file),), says, do, Code.UNWRITABLE)) from None
