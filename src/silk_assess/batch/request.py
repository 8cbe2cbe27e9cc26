"""What a batch is asked for, and whether it can be done: inputs, folder, columns and groups that there are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from silk_assess import bundled
from silk_assess.faults import Code, Fault, SilkError, did_you_mean, listed, quoted
from silk_assess.files import answer_files, inputs
from silk_assess.portfolio.organisations import Roll
from silk_assess.questionnaire.tree import Tree
from silk_assess.tables import column_faults
from silk_assess.tables.layout import Kind
from silk_assess.tables.reading import Reading
from silk_assess.wording.commands import option, with_pack


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: inputs as typed, and the options of the command."""

    inputs: tuple[str, ...]
    folder: Path
    pack: str | None = None
    short: bool = False
    extra: tuple[str, ...] = ()
    encoding: str | None = None
    by: str | None = None
    reports: bool = False
    force: bool = False
    workers: int | None = None
    follow_links: bool = False
    mapping: Path | None = None
    xlsx: bool = False
    before: str | None = None
    results: bool = False
    parquet: bool = False


def again(request: Request, extra: Sequence[str]) -> tuple[str, ...]:
    """Give the words of the command once more, over what it wrote, with columns that are carried along."""
    words = ["batch", *request.inputs]
    words += with_pack(request.pack)
    words += ["-o", str(request.folder), "--force"]
    words += ["--by", request.by] if request.by is not None else []
    words += ["--columns", "short"] if request.short else []
    words += ["--reports"] if request.reports else []
    words += ["--follow-links"] if request.follow_links else []
    words += ["--xlsx"] if request.xlsx else []
    words += ["--results"] if request.results else []
    words += ["--parquet"] if request.parquet else []
    words += ["--before", request.before] if request.before is not None else []
    words += ["--encoding", request.encoding] if request.encoding is not None else []
    words += ["--mapping", str(request.mapping)] if request.mapping is not None else []
    return (*words, *(word for name in extra for word in ("--extra", name)))


# Before


def check_apart(request: Request) -> None:
    """See that the new folder does not stand in the place of what is read.

    Raises SilkError with code "unwritable".
    """
    target = Path(os.path.realpath(request.folder))
    for name in (*request.inputs, *(() if request.before is None else (request.before,))):
        place = Path(os.path.realpath(name))
        if name != inputs.STDIN and (place == target or target in place.parents):
            says = f"{name} is to be read, and stands inside {request.folder}, which would be written anew"
            raise SilkError(Fault((str(request.folder),), says, "Name another folder with -o.", Code.UNWRITABLE))


def questionnaire_of(request: Request) -> str:
    """Choose the questionnaire: the shipped one that the first answer file names, else the first one shipped."""
    shipped = bundled.packs()
    found = (one for name in request.inputs for one in inputs.answer_files(name, request.follow_links))
    first = next((one.file for one in found), None)
    if first is not None:
        try:
            named = answer_files.opened(Path(first)).questionnaire
        except SilkError:
            named = ""
        if named in shipped:
            return named
    return shipped[0]


def check_field_known(request: Request, tree: Tree) -> None:
    """See that the field to group by may be there.

    Raises SilkError with code "usage".
    """
    profile = [one.id for one in tree.profile]
    if request.by is None or request.by in (*request.extra, *profile):
        return
    do = f"To group by a column of a table, add {option('--extra', request.by)}."
    do = did_you_mean(request.by, [*request.extra, *profile], do)
    raise SilkError(Fault(("batch",), f"--by {request.by}: there is no such field in the profile", do, Code.USAGE))


# After


def check_extra_found(command: str, extra: Sequence[str], named: Sequence[str], readings: Sequence[Reading]) -> None:
    """See that each column to be carried along is in some table, and no question.

    Raises SilkError with code "usage".
    """
    layouts = [one.layout for one in readings]
    for name in extra:
        columns = [one for layout in layouts for one in layout.columns if one.header == name]
        if any(one.target.kind is Kind.CARRY for one in columns):
            continue
        if columns:
            says = f"--extra {quoted(name)}: this column is read as {columns[0].target.written}"
            do = "Take --extra out for it: it is carried in the results as what it is."
            raise SilkError(Fault((command,), says, do, Code.USAGE))
        tables = listed([one.file for one in layouts], "or", most=3) or listed(named, "or", most=3)
        says = f'There is no column "{name}" in {tables}'
        known = [header for layout in layouts for header in column_faults.to_carry(layout)]
        do = did_you_mean(name, known, "")
        if not do:
            such = " ".join(option("--extra", one) for one in (known[:2] or ["region"]))
            do = f"--extra takes the name of a column{' now' if name == 'keep' else ''}, once for each: {such}"
        raise SilkError(Fault((command,), says, do, Code.USAGE))


def check_field_found(request: Request, roll: Roll) -> None:
    """See that the field to group by was there.

    Raises SilkError with code "usage".
    """
    if request.by is None or request.by in roll.tree.asked or not len(roll) or request.by in roll.carried:
        return
    known = [*(one.id for one in roll.tree.profile), *roll.carried]
    says = f"--by {request.by}: there is no such field or column"
    raise SilkError(Fault(("batch",), says, did_you_mean(request.by, known), Code.USAGE))
