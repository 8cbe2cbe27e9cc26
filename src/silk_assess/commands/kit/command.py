"""Make a kit, filled from answer files where they are given."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from silk_assess import bundled
from silk_assess.answers.model import Answers
from silk_assess.commands.assessed import Shelf
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file, questionnaires
from silk_assess.questionnaire.tree import Tree
from silk_assess.scoring.assess import assess
from silk_assess.workbooks import writing
from silk_assess.workbooks.kit import kit
from silk_assess.workbooks.kit.filled import Filled, too_long


@dataclass(frozen=True, slots=True)
class Made:
    """A kit that was written: where, for which questionnaire, and the organisations in it."""

    file: Path
    tree: Tree
    filled: tuple[Filled, ...]
    is_one: bool
    pack: str | None


def make(out: Path, files: Sequence[Path], is_one: bool, pack: str | None, force: bool) -> Made:
    """Write a kit, whole or not at all.

    Raises SilkError with the faults of every answer file, and with code "unwritable" where a
    library is missing, or something stands there already that may hold answers.
    """
    check_target(out, files, force)
    writing.check_at_hand(str(out))
    shelf = Shelf(pack)
    tree, filled = _filled(shelf, files, pack)
    faults = [fault for one in filled for fault in too_long(tree, one)]
    if faults:
        raise SilkError(*faults)
    blank = Filled("", assess(tree, Answers()))
    data = kit.made(tree, filled, blank, is_one)
    atomic_file.remove_leftovers(out)
    atomic_file.write(out, data)
    return Made(out, tree, tuple(filled), is_one, pack)


def check_target(out: Path, files: Sequence[Path], force: bool) -> None:
    """See that a kit may be written there: nothing is lost that somebody filled in.

    Raises SilkError with code "usage" or "unwritable".
    """
    if out.suffix.lower() != ".xlsx":
        says, command = f"{out} is no name of a workbook", ("kit", "-o", "answers.xlsx")
        raise SilkError(Fault(("kit",), says, "Its ending is .xlsx:", Code.USAGE, command=command))
    if any(os.path.realpath(file) == os.path.realpath(out) for file in files):
        says = f"{out} is to be read, and would be written over"
        raise SilkError(Fault((str(out),), says, "Take another name.", Code.UNWRITABLE))
    if os.path.lexists(out) and not force:
        says = f"{out} is there already, and may hold answers"
        raise SilkError(Fault((str(out),), says, "Take another name, or --force.", Code.UNWRITABLE))


def _filled(shelf: Shelf, files: Sequence[Path], pack: str | None) -> tuple[Tree, list[Filled]]:
    """Read the answer files, all of one questionnaire.

    Raises SilkError with the faults of all that cannot be read.
    """
    if not files:
        return shelf.tree(questionnaires.find_pack(pack or bundled.packs()[0])), []
    folder: Path | None = None
    filled: list[Filled] = []
    faults: list[Fault] = []
    for file in files:
        try:
            folder = folder or shelf.folder_for(file)
            if shelf.folder_for(file) != folder:
                says = f"{file} answers another questionnaire than {files[0]}"
                raise SilkError(Fault((str(file),), says, "Make a kit for each.", Code.QUESTIONNAIRE))
            filled.append(Filled(str(file), shelf.case(file).assessment))
        except SilkError as error:
            faults += error.faults
    if faults:
        raise SilkError(*faults)
    return filled[0].assessment.tree, filled
