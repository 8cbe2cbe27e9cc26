"""An answer file with its questionnaire: which one it is, read and compiled once for many files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from silk_assess import bundled
from silk_assess.faults import Code, Fault, SilkError, listed
from silk_assess.files import answer_files, questionnaires
from silk_assess.files.source import located
from silk_assess.files.standard_input import STDIN, STDIN_NAME, StandardInput, is_meant
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment
from silk_assess.wording.commands import with_pack


@dataclass(frozen=True, slots=True)
class Case:
    """An assessed answer file, named as the person named it.

    `pack` is what was typed behind --pack, if anything; `folder` is where the questionnaire is. `is_piped` says that
    the answers came in on standard input.
    """

    file: str
    pack: str | None
    folder: Path
    assessment: Assessment
    is_piped: bool = False

    def words(self, command: str, *more: str) -> tuple[str, ...]:
        """Give the words of a command on this file, with --pack where it was used."""
        choice = with_pack(self.pack)
        return (command, STDIN if self.is_piped else self.file, *more, *choice)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An answer file that could not be scored, and why."""

    file: str
    faults: tuple[Fault, ...]


def each(
    files: Iterable[Path], pack: str | None = None, stdin: StandardInput | None = None
) -> Iterator[Case | LeftOut]:
    """Score files one by one, in their order; what is faulty or cannot be read is left out.

    Raises SilkError where the questionnaire behind --pack itself has faults.
    """
    shelf = Shelf(pack, stdin)
    if pack is not None:
        shelf.tree(questionnaires.find_pack(pack))
    for file in files:
        try:
            if not shelf.is_piped(file) and file.is_dir():
                raise SilkError(_is_folder(file))
            yield shelf.case(file)
        except SilkError as error:
            yield LeftOut(STDIN_NAME if shelf.is_piped(file) else str(file), error.faults)


def _is_folder(folder: Path) -> Fault:
    says, command = f"{folder} is a folder, and score reads files", ("batch", str(folder), "-o", "out")
    return Fault((str(folder),), says, "All files in it:", Code.UNREADABLE, command=command)


class Shelf:
    """The questionnaires in use; each is read once. With `stdin` a file named - is what comes in there."""

    def __init__(self, pack: str | None = None, stdin: StandardInput | None = None) -> None:
        self._pack, self._stdin = pack, stdin
        self._trees: dict[Path, Tree] = {}

    def case(self, file: Path) -> Case:
        """Read and score one answer file.

        Raises SilkError with every fault of the file, or of its questionnaire.
        """
        opened, folder = self._opened(file)
        tree = self.tree(folder)
        return Case(opened.name, self._pack, folder, assess(tree, opened.answers(tree)), self.is_piped(file))

    def is_piped(self, file: Path) -> bool:
        """Say whether a name means standard input here."""
        return self._stdin is not None and is_meant(file)

    def tree(self, folder: Path) -> Tree:
        """Read a questionnaire, or take the one that was read before."""
        if folder not in self._trees:
            self._trees[folder] = questionnaires.load_pack(folder)
        return self._trees[folder]

    def folder_for(self, file: Path) -> Path:
        """Find the questionnaire of an answer file, which is opened only where none is behind --pack.

        Raises SilkError where there is none.
        """
        return self._opened(file)[1] if self._pack is None else questionnaires.find_pack(self._pack)

    def _opened(self, file: Path) -> tuple[answer_files.Opened, Path]:
        """Open an answer file and find its questionnaire: the one behind --pack, or the one shipped that it names.

        A file's word is only ever an id among those shipped, never a folder: answers are a
        stranger's data, and do not decide what is read.
        """
        if self._pack is not None:
            folder = questionnaires.find_pack(self._pack)
            self.tree(folder)
            return self._read(file), folder
        opened = self._read(file)
        name = opened.questionnaire
        if name in bundled.packs():
            return opened, questionnaires.find_pack(name)
        says = f'there is no questionnaire "{name}" here'
        do = f"Those that come with the program: {listed(bundled.packs())}. Name the folder of another with --pack."
        fault = Fault((opened.name, "questionnaire"), says, do, Code.QUESTIONNAIRE)
        raise located([fault], {opened.name: opened.text})

    def _read(self, file: Path) -> answer_files.Opened:
        return self._stdin.opened() if self._stdin is not None and is_meant(file) else answer_files.opened(file)
