"""The finished example: the shipped sample scored, and written to a folder with its reports."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from silk_assess import bundled
from silk_assess.commands.assessed import Case, Shelf
from silk_assess.commands.report.command import drawn, save
from silk_assess.faults import Code, Fault, SilkError
from silk_assess.files import atomic_file
from silk_assess.files.source import bytes_of

FOLDER: Final = "silk-demo"
FILES: Final = ("report.html", "report.md", "answers.yaml")


def demo(here: Path) -> Case:
    """Write `silk-demo/` into a folder: answers, HTML and Markdown.

    An earlier demo is written again. Raises SilkError with code "unwritable" where the folder
    holds anything else, or answers that somebody has changed.
    """
    sample = bundled.folder("questionnaires") / "silk" / "sample.yaml"
    data = bytes_of(sample, "the example")
    case = Shelf().case(sample)
    folder = here / FOLDER
    _refuse_others(folder, data)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        says = f"{FOLDER}/ cannot be made here: {error.strerror or error}"
        raise _refused(says, "Run this in a folder of yours.") from None
    answers = folder / "answers.yaml"
    atomic_file.write(answers, data)
    save(folder / "report.html", drawn(case.assessment, ".html"))
    save(folder / "report.md", drawn(case.assessment, ".md"))
    return Case(f"{FOLDER}/answers.yaml", None, case.folder, case.assessment)


_MOVE_IT: Final = "Move it, or run this in another folder."
_MOVE_THEM: Final = "Move them, or run this in another folder."


def _refuse_others(folder: Path, data: bytes) -> None:
    if folder.exists() and not folder.is_dir():
        raise _refused(f"{FOLDER} is a file here", _MOVE_IT)
    if not folder.is_dir():
        return
    try:
        others = [one.name for one in folder.iterdir() if one.name not in FILES or not one.is_file()]
        changed = (folder / "answers.yaml").exists() and (folder / "answers.yaml").read_bytes() != data
    except OSError as error:
        raise _refused(f"{FOLDER}/ cannot be read: {error.strerror or error}", _MOVE_THEM) from None
    if others:
        raise _refused(f"{FOLDER}/ holds other files", _MOVE_THEM)
    if changed:
        raise _refused(f"{FOLDER}/answers.yaml is no longer the example", _MOVE_IT)


def _refused(says: str, do: str) -> SilkError:
    return SilkError(Fault((FOLDER,), says, do, Code.UNWRITABLE))
