"""The finished example: the shipped sample scored, and written to a folder with its reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from silk_assess import bundled
from silk_assess.commands.assessed import Case, Shelf
from silk_assess.commands.documents import refusal
from silk_assess.commands.report.command import REPORT, drawn
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file
from silk_assess.files.atomic_folder import cleared, write_folder
from silk_assess.files.earlier import holds
from silk_assess.files.source import bytes_of

FOLDER: Final = "silk-demo"
REPORTS: Final = ("report.html", "report.md")
FILES: Final = (*REPORTS, "answers.yaml")


def demo(here: Path, force: bool = False) -> Case:
    """Write `silk-demo/` into a folder: answers, HTML and Markdown.

    An earlier demo is written again, with reports that were changed since by `force` only. Raises
    SilkError with code "unwritable" where the folder holds anything else, or answers that somebody
    has changed.
    """
    sample = bundled.folder("questionnaires") / "silk" / "sample.yaml"
    data = bytes_of(sample, "the example")
    case = Shelf().case(sample)
    files = {"answers.yaml": data} | {name: drawn(case.assessment, Path(name).suffix) for name in REPORTS}
    folder = here / FOLDER
    _refuse_others(folder, data, force)
    try:
        _write(folder, files)
    except SilkError as error:
        # Nobody chose where it goes, so no other name can be chosen.
        raise SilkError(*(replace(fault, do="Run this in another folder.") for fault in error.faults)) from None
    return Case(f"{FOLDER}/answers.yaml", None, case.folder, case.assessment)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    if not folder.is_dir():
        with write_folder(folder, False, lambda left: _is_demo(left, files)) as fresh:
            for name, data in files.items():
                fresh.write(name, data)
        return
    with cleared(folder, lambda left: _is_demo(left, files)):
        for name, data in files.items():
            atomic_file.remove_leftovers(folder / name)
            atomic_file.write(folder / name, data)


def _is_demo(left: Path, files: Mapping[str, bytes]) -> bool:
    return all(one.name in files and holds(one, files[one.name]) for one in left.iterdir())


_MOVE_IT: Final = "Move it, or run this in another folder."
_MOVE_THEM: Final = "Move them, or run this in another folder."


def _refuse_others(folder: Path, data: bytes, force: bool) -> None:
    if folder.is_symlink():
        raise _refused(f"{FOLDER} is a link here, and no link is followed where something is written", _MOVE_IT)
    if folder.exists() and not folder.is_dir():
        raise _refused(f"{FOLDER} is a file here", _MOVE_IT)
    if not folder.is_dir():
        return
    answers = folder / "answers.yaml"
    try:
        has_others = any(not _is_of_demo(one) for one in folder.iterdir())
        is_changed = answers.exists() and not holds(answers, data)
    except OSError as error:
        raise _refused(f"{FOLDER}/ cannot be read: {error.strerror or error}", _MOVE_THEM) from None
    if has_others:
        raise _refused(f"{FOLDER}/ holds other files", _MOVE_THEM)
    if is_changed:
        raise _refused(f"{FOLDER}/answers.yaml is no longer the example", _MOVE_IT)
    faults = [fault for name in REPORTS if (fault := refusal(folder / name, REPORT, force, "Move it")) is not None]
    if faults:
        raise SilkError(*faults)


def _is_of_demo(one: Path) -> bool:
    """Say whether a file is one that a demo writes, or what one left of it that was killed."""
    is_ours = one.name in FILES or any(atomic_file.is_leftover(one.name, one.with_name(name)) for name in FILES)
    return is_ours and one.is_file() and not one.is_symlink()


def _refused(says: str, do: str) -> SilkError:
    return SilkError(Fault((FOLDER,), says, do, Code.UNWRITABLE))
