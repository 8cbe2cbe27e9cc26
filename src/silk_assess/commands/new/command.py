"""A questionnaire of one's own: another one copied into a new folder, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from silk_assess import bundled
from silk_assess.commands.new import licence
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_folder, earlier, questionnaires
from silk_assess.files.source import bytes_of
from silk_assess.questionnaire.tree import Tree

# Answers that come with a questionnaire, to try it with.
SAMPLE: Final = "sample.yaml"


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy in `folder`, of the questionnaire `tree`; `has_sample` where answers to try it with are in it.

    `note` names the file that tells the licence, and is empty where none is known.
    """

    folder: Path
    tree: Tree
    has_sample: bool
    note: str

    @property
    def pack(self) -> str:
        """Give what names the copy behind --pack: its folder, marked as one where it is called as one shipped."""
        return f"./{self.folder}" if str(self.folder) in bundled.packs() else str(self.folder)


def new(folder: Path, source: str) -> Copied:
    """Copy a questionnaire, by its id or its folder, into a folder that is not there yet.

    Its files stay as they are, the id included: answers to the one can be read by the other.
    Raises SilkError: with code "unwritable" where there is something already or nothing can be
    written, with code "unreadable" where there is no such questionnaire, and with all its faults.
    """
    _refuse(folder, source)
    place = questionnaires.find_pack(source)
    tree = questionnaires.load_pack(place)
    files = {name: bytes_of(place / name) for name in _files(place, tree)}
    note = licence.beside(place, source in bundled.packs(), tree.pack.head)
    copied = files | note
    with atomic_folder.write_folder(folder, False, lambda left: _is_copy(left, copied)) as fresh:
        for name, data in copied.items():
            fresh.write(name, data)
    return Copied(folder, tree, SAMPLE in files, next(iter(note), ""))


def _refuse(folder: Path, source: str) -> None:
    """Say that the folder's name is taken, by whatever it is, and which is free."""
    if folder.name in ("", os.pardir) or not os.path.lexists(folder):
        return atomic_folder.check_target(folder, False)
    atomic_folder.tidy(folder)
    free = next(name for i in range(2, 10**6) if not os.path.lexists(name := f"{folder}-{i}"))
    says, do = f"{folder} is there already, and nothing was written", "Take another name:"
    command = ("new", free, "--from", source)
    raise SilkError(Fault((str(folder),), says, do, Code.UNWRITABLE, command=command))


def _files(place: Path, tree: Tree) -> list[str]:
    """List the files of a questionnaire; whatever else lies in its folder, as answers may, is none of them."""
    sections = [f"{name}.yaml" for name in tree.pack.head.sections]
    others = [*(f"{name}.yaml" for name in questionnaires.OPTIONAL), "allow.yaml", SAMPLE]
    return ["pack.yaml", *sections, *(name for name in others if (place / name).is_file())]


def _is_copy(left: Path, copied: Mapping[str, bytes]) -> bool:
    return all(one.name in copied and earlier.holds(one, copied[one.name]) for one in left.iterdir())
