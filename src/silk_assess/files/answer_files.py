"""Answer files to answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from silk_assess.answers.model import Answers
from silk_assess.answers.reader import answers_of, head_faults
from silk_assess.faults import Fault
from silk_assess.files.source import bytes_of, located, reads_as
from silk_assess.files.versions import with_before
from silk_assess.files.yaml import plain_lines, reader
from silk_assess.questionnaire.tree import Tree


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer file's name, its bytes and text, and its plain tree with the faults of YAML; None without a tree."""

    name: str
    data: bytes
    text: str
    raw: Any
    faults: tuple[Fault, ...]

    @property
    def questionnaire(self) -> str:
        """Which questionnaire it is for.

        Raises SilkError where it does not say. Faults that leave the rest readable are left to `answers`.
        """
        found = self.raw.get("questionnaire") if isinstance(self.raw, dict) else None
        if not isinstance(found, str) or not found.strip():
            more = head_faults(self.raw, None, self.name) if self.raw is not None else []
            raise located([*self.faults, *more], {self.name: self.text})
        return found

    def answers(self, tree: Tree) -> Answers:
        """Read the answers to a questionnaire.

        Raises SilkError with every fault in one pass, each with its place.
        """
        answers, faults = Answers(), list(self.faults)
        if self.raw is not None:
            answers, more = answers_of(self.raw, tree, self.name)
            faults += more
        if faults:
            raise located(faults, {self.name: self.text})
        return with_before(answers, self.raw, tree)


def opened(file: Path) -> Opened:
    """Open an answer file. Raises SilkError where it cannot be read."""
    return opened_from(bytes_of(file), str(file))


def opened_from(data: bytes, name: str) -> Opened:
    """Open what an answer file holds; raises as `opened` does."""
    text = reader.text_of(data, name)
    raw: Any = plain_lines.read(text)
    faults: list[Fault] = []
    if raw is None:
        raw, faults = reader.parsed(text, name)
    return Opened(name, data, text, raw, tuple(faults))


def reads_as_answers(file: Path) -> bool:
    """Say whether a file is sound and begins as an answer file, of whatever questionnaire; an empty one is and does.

    Raises SilkError where it cannot be read.
    """
    return reads_as(file, lambda raw: raw is not None and not head_faults(raw, None, str(file)))


def load_answers(file: Path, tree: Tree) -> Answers:
    """Read one organisation's answers to a questionnaire.

    Raises SilkError with every fault in one pass, each with its place.
    """
    return opened(file).answers(tree)
