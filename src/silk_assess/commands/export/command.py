"""A questionnaire written as a form that another program asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from silk_assess import bundled
from silk_assess.export.xlsform import Form, xlsform
from silk_assess.faults import Code, Fault, SilkError, quoted
from silk_assess.files import atomic_file, earlier, form_workbook, other_tools, questionnaires
from silk_assess.questionnaire.tree import Tree

FORMS: Final = ("xlsform",)
_EXAMPLE: Final = ("export", "--to", "xlsform", "-o", "form.xlsx")


@dataclass(frozen=True, slots=True)
class Exported:
    """A form that was written to `file`, of the questionnaire `tree`; `pack` is what was typed behind --pack."""

    file: Path
    tree: Tree
    form: Form
    pack: str | None


def export(to: str, out: Path, pack: str | None = None, force: bool = False) -> Exported:
    """Write a questionnaire as a form; what stands in its place stays, but with `force`, and if it is the same.

    Raises SilkError with code "usage" where there is no such form or the file's name says something else, with
    "unwritable" where it cannot be written, and with every fault of the questionnaire.
    """
    if to not in FORMS:
        says = f"There is no form {quoted(to)}. There is xlsform, for KoboToolbox and ODK"
        raise SilkError(Fault((to,), says, "For example:", Code.USAGE, command=_with(_EXAMPLE, pack)))
    if out.suffix.lower() != ".xlsx":
        says = f"A form is a workbook, and {quoted(out.name or str(out))} does not end in .xlsx"
        raise SilkError(Fault((str(out),), says, "For example:", Code.USAGE, command=_with(_EXAMPLE, pack)))
    tree = questionnaires.load_pack(questionnaires.find_pack(pack or bundled.packs()[0]))
    form = xlsform(tree, other_tools.words())
    _write(out, form_workbook.workbook(form.sheets), force)
    return Exported(out, tree, form, pack)


def _with(words: tuple[str, ...], pack: str | None) -> tuple[str, ...]:
    return words if pack is None else (*words, "--pack", pack)


def _write(out: Path, data: bytes, force: bool) -> None:
    try:
        is_other = atomic_file.place_of(out).is_file() and not earlier.holds(out, data)
    except OSError as error:
        raise atomic_file.unwritable(out, error) from None
    if is_other and not force:
        says, do = f"{out} is there already, and is another form", "Choose another name, or write over it with --force."
        raise SilkError(Fault((str(out),), says, do, Code.UNWRITABLE))
    atomic_file.remove_leftovers(out)
    atomic_file.write(out, data)
