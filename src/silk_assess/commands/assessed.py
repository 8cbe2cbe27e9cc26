"""An answer file with its questionnaire: which one it is, read and compiled once for many files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from silk_assess import bundled
from silk_assess.faults import Code, Fault, SilkError, listed
from silk_assess.files import answer_files, questionnaires
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess
from silk_assess.scoring.assessment import Assessment
from silk_assess.wording.commands import with_pack


@dataclass(frozen=True, slots=True)
class Case:
    """An assessed answer file, named as the person named it.

    `pack` is what was typed behind --pack, if anything; `folder` is where the questionnaire is.
    """

    file: str
    pack: str | None
    folder: Path
    assessment: Assessment

    def words(self, command: str, *more: str) -> tuple[str, ...]:
        """Give the words of a command on this file, with --pack where it was used."""
        choice = with_pack(self.pack)
        return (command, self.file, *more, *choice)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An answer file that could not be scored, and why."""

    file: str
    faults: tuple[Fault, ...]


def each(files: Iterable[Path], pack: str | None = None) -> Iterator[Case | LeftOut]:
    """Score files one by one, in their order; what is faulty or cannot be read is left out.

    Raises SilkError where the questionnaire behind --pack itself has faults.
    """
    shelf = Shelf(pack)
    if pack is not None:
        shelf.tree(questionnaires.find_pack(pack))
    for file in files:
        try:
            if file.is_dir():
                raise SilkError(_is_folder(file))
            yield shelf.case(file)
        except SilkError as error:
            yield LeftOut(str(file), error.faults)


def _is_folder(folder: Path) -> Fault:
    says, command = f"{folder} is a folder, and score reads files", ("batch", str(folder), "-o", "out")
    return Fault((str(folder),), says, "All files in it:", Code.UNREADABLE, command=command)


class Shelf:
    """The questionnaires in use; each is read once."""

    def __init__(self, pack: str | None = None) -> None:
        self._pack = pack
        self._trees: dict[Path, Tree] = {}

    def case(self, file: Path) -> Case:
        """Read and score one answer file.

        Raises SilkError with every fault of the file, or of its questionnaire.
        """
        opened, folder = self._opened(file)
        tree = self.tree(folder)
        return Case(str(file), self._pack, folder, assess(tree, opened.answers(tree)))

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
            return answer_files.opened(file), folder
        opened = answer_files.opened(file)
        name = opened.questionnaire
        if name in bundled.packs():
            return opened, questionnaires.find_pack(name)
        says = f'there is no questionnaire "{name}" here'
        do = f"Those that come with the program: {listed(bundled.packs())}. Name the folder of another with --pack."
        from silk_assess.files.locate import Places

        where = Places(file.parent, str(file)[: -len(file.name)]).place((file.name, "questionnaire"))
        raise SilkError(Fault((str(file), "questionnaire"), says, do, Code.QUESTIONNAIRE, where=where))
